"""The one catalogue: every sentence a person reads, on screen, paper and command line.

English is the source; the language is an argument. Mark with `_("…")` where a `Say` called `_` is at hand, with
`mark("…")` where the words are only kept. Placeholders are filled after translation: `_("… {name}").format(name=name)`.
"""

import gettext
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Protocol

from desk import resources
from desk.errors import Fact

Say = Callable[[str], str]
LANGUAGES = ("zh", "en")
DEFAULT = "zh"
_LOCALES = {"zh": "zh_CN"}


def mark(message: str) -> str:
    """Marks a message for the catalogue and leaves it English."""
    return message


@lru_cache
def say_in(lang: str) -> Say:
    """The translator of a language: `_ = say_in("zh")`."""
    if lang not in _LOCALES:
        return mark
    folder = resources.path("i18n")
    return gettext.translation("desk", folder, [_LOCALES[lang]]).gettext


@lru_cache
def _states() -> Mapping[str, Mapping[str, str]]:
    return {row["code"]: row for row in resources.read_json("codes", "codes.json")["state"]}


def state_words(code: str, lang: str) -> str:
    """How a case stands, by the code of its state, where no lists are at hand; an unknown one speaks for itself."""
    known = _states().get(code)
    return known["zh" if lang == "zh" else "en"] if known else code


class Trouble(Protocol):
    """Anything that is to be said: an error, or a finding about a field."""

    @property
    def code(self) -> str: ...
    @property
    def facts(self) -> Mapping[str, Fact]: ...


def explain(trouble: Trouble, lang: str) -> str:
    """The sentence of an error or a finding; one without a sentence is said to be unexpected, with its code."""
    from desk.sentences import FIELDS, SENTENCES

    _ = say_in(lang)
    facts = {name: ", ".join(fact) if isinstance(fact, tuple) else fact for name, fact in trouble.facts.items()}
    named = str(facts.get("field", getattr(trouble, "field", "")))
    facts["field"] = _(FIELDS[named]) if named in FIELDS else named
    if "state" in facts:
        facts["state"] = state_words(str(facts["state"]), lang)
    if trouble.code not in SENTENCES:
        return _(SENTENCES["unexpected"]).format(problem=trouble.code)
    return _(SENTENCES[trouble.code]).format_map(defaultdict(str, facts))
