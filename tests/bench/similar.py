"""Similar cases at a desk with 50,000 of them: how long a look takes beside a search, and how many edited texts it
finds again."""

import random
from itertools import accumulate
from pathlib import Path

from desk.actions.cases import record_cases
from desk.actions.desk import Desk
from desk.reads.cases import find_cases
from desk.reads.similar import similar_to_form
from tests.bench.pairs import take_turns
from tests.bench.stage import make_desk
from tests.bench.table import tell

CASES, TOGETHER, ASKED, LENGTH = 50_000, 1_000, 60, 180
_LETTERS = [chr(point) for point in range(0x4E00, 0x4E00 + 2_400)]
_WORDS = 6_000
_OFTEN = "的了在是有请呢很"


class Speech:
    """Made-up words that are used as words are: a few often, most seldom."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._words = ["".join(chance.choices(_LETTERS, k=2)) for _ in range(_WORDS)]
        self._often = list(accumulate(1 / n for n in range(1, _WORDS + 1)))

    def say(self, length: int) -> str:
        said = self._chance.choices(self._words, cum_weights=self._often, k=length // 2)
        return "".join(word + ("，" if n % 5 == 4 else "") for n, word in enumerate(said))


def measure(folder: Path) -> None:
    desk, chance = make_desk(folder / "similar"), random.Random(5)
    speech = Speech(chance)
    texts = [speech.say(LENGTH) for _ in range(CASES)]
    ids = []
    for at in range(0, CASES, TOGETHER):
        forms = [{"title": text[:12], "original_text": text, "nature": "JY"} for text in texts[at : at + TOGETHER]]
        ids += [change.subjects[0] for change in record_cases(desk, forms)]
    chosen = chance.sample(range(CASES), ASKED)
    asked = {n: {"original_text": _edited(texts[n], chance)} for n in chosen}
    met = 0
    for n, form in asked.items():
        found = similar_to_form(desk.vault, desk.lens, form)
        met += bool(found) and found[0].row.id == ids[n]
    _measure(desk, list(asked.values()), texts)
    tell("edited texts found again", met, f"of {ASKED}", digits=0)
    desk.close()


def _measure(desk: Desk, forms: list[dict[str, str]], texts: list[str]) -> None:
    turns = iter(forms * 10)
    words = iter(text[6:8] for text in texts)
    pairs = take_turns(
        lambda: similar_to_form(desk.vault, desk.lens, next(turns)),
        lambda: find_cases(desk.vault, desk.lens, next(words), limit=20),
        rounds=100,
    )
    p50, p95 = (pairs.percentile(share) * 1000 for share in (0.5, 0.95))
    search = f"of a hundred; median {p50:.0f} ms, {pairs.ratio:.1f} x a search for one word"
    tell("similar cases of a text, 95 of a hundred", p95, "ms", digits=0, beside=search)


def _edited(text: str, chance: random.Random) -> str:
    letters = list(text)
    for _ in range(len(letters) // 6):
        at = chance.randrange(len(letters))
        letters[at] = chance.choice(("", chance.choice(_OFTEN), letters[at] + chance.choice(_OFTEN)))
    return "".join(letters)
