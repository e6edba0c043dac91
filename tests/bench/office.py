"""The inbox of an office with 50,000 cases: its parts, what may be the same, one pair, one case."""

import random
from datetime import timedelta
from pathlib import Path

from desk.actions.alike import look_for_alike
from desk.actions.cases import add_case
from desk.actions.desk import Desk
from desk.actions.lists import computer_clock, load_lists
from desk.actions.opening import Founding, found_station
from desk.actions.steps import forward_case
from desk.domain.case import Quoted
from desk.domain.draft import check_form
from desk.domain.moment import local_day
from desk.journal.fact import NewFact
from desk.reads.alike import read_groups, read_pair, unlooked
from desk.reads.cases import find_cases, read_case
from desk.reads.inbox import Narrowed, count_inbox, find_inbox, read_ways
from desk.storage.save import saving
from tests.bench.pairs import seconds
from tests.bench.similar import Speech
from tests.bench.stage import PASSWORD
from tests.bench.table import tell

CASES, TOGETHER, YEARS, TOLD, FORWARDED = 50_000, 1_000, 3, 0.97, 700
TWICE = 100  # of the open ones are said a second time in nearly the same words


def measure(folder: Path) -> None:
    town = Founding("310116113000", "山阳镇征集工作站", "town", "蒋某", PASSWORD)
    desk, chance = found_station(folder / "town", town, computer_clock, load_lists()).desk, random.Random(9)
    _fill(desk, chance, Speech(chance))
    fresh = unlooked(desk.vault, desk.lens)
    took = seconds(lambda: [look_for_alike(desk, fresh[at : at + 2]) for at in range(0, len(fresh), 2)])
    tell("comparing a fresh case", took / len(fresh) * 1000, "ms", digits=0, beside="once, between other work")
    vault, lens = desk.vault, desk.lens
    floor = _median(lambda: find_cases(vault, lens, limit=200))
    first, page = find_inbox(vault, lens, "forward").rows[0].id, read_groups(vault, lens)
    tell("groups of cases that may be the same", page.total, "", digits=0, beside=str(count_inbox(vault, lens)))
    reads = {
        "inbox, to forward": lambda: find_inbox(vault, lens, "forward"),
        "inbox, waiting": lambda: find_inbox(vault, lens, "waiting"),
        "inbox, one category": lambda: find_inbox(vault, lens, "forward", Narrowed(category="03")),
        "counts and ways": lambda: (count_inbox(vault, lens), read_ways(vault, lens)),
        "what may be the same": lambda: read_groups(vault, lens),
        "a pair side by side": lambda: read_pair(vault, lens, *page.groups[0].pairs[0]),
        "one case": lambda: read_case(vault, lens, first),
    }
    for name, read in reads.items():
        took = _median(read)
        tell(
            f"office: {name}",
            took * 1000,
            "ms",
            100,
            digits=0,
            beside=f"{took / floor:.1f} x the first 200 of all cases",
        )
    desk.close()


def _median(read: object) -> float:
    assert callable(read)
    read()
    return sorted(seconds(read) for _ in range(15))[7]


def _fill(desk: Desk, chance: random.Random, speech: Speech) -> None:
    """Most were told long ago; of the others half were forwarded."""
    now, open_ones = desk.clock(), []
    said: list[str] = []
    for start in range(0, CASES, TOGETHER):
        with saving(desk.vault, desk.operator, now) as one:
            for n in range(start, start + TOGETHER):
                told = n < CASES * TOLD
                again = not told and len(said) >= TWICE and chance.random() < 0.1
                text = chance.choice(said) + "请办" if again else speech.say(180)
                received = now - timedelta(days=chance.uniform(60, 365 * YEARS) if told else chance.uniform(0, 50))
                form = {"title": text[:14], "original_text": text, "nature": "JY", "category": f"{n % 16 + 1:02}"}
                form["received_at"] = received.isoformat()
                id = add_case(desk, one, check_form(form, desk.lists.codes, now))
                if told:
                    reply = Quoted(date=local_day(min(now, received + timedelta(days=20))), state="61")
                    one.add([NewFact("case.quoted", id, reply.to_json(), words={"text": "已答复"})])
                else:
                    open_ones.append(id)
                    said.append(text)
    for id in open_ones[:FORWARDED]:
        forward_case(desk, id, {"lead_unit": "区建管委"})
