"""Two cases side by side in words: why they are alike, and what merging them will mean, before it is done."""

from collections.abc import Iterator, Sequence

from desk.domain.codes import Codes
from desk.reads.alike import Group, PairView
from desk.reads.views import CaseView
from desk.text import mark
from ui.models.case_words import between, comma, who_word
from ui.theme import Look
from ui.widgets import moment

MOST_NAMED, LONGEST = 4, 8
_WAYS = {  # how the person is told, after the name
    "FM1": mark("by letter"),
    "FM2": mark("by telephone"),
    "FM3": mark("by text message"),
    "FM4": mark("online"),
    "FM5": mark("in person"),
    "FM6": mark("on the board"),
}


def named_words(words: Sequence[str], most: int = MOST_NAMED) -> tuple[str, ...]:
    """The words that say most, in their order; of two of which one holds the other, the shorter."""
    short = [word for word in words if not any(other != word and other in word for other in words)]
    kept = sorted((word for word in short if len(word) <= LONGEST), key=len, reverse=True)[:most]
    if not kept:
        return tuple(word[:LONGEST] + "…" for word in short[:most])
    return tuple(word for word in short if word in kept)


def why_alike(look: Look, words: Sequence[str]) -> str:
    """为什么像：停车·消防通道."""
    named = "·".join(named_words(words))
    return look.say("Why alike: {words}").format(words=named) if named else look.say("Why alike")


def group_title(look: Look, group: Group) -> str:
    """停车·划线·学校操场; where nothing can be named, what the first is called."""
    return "·".join(named_words(group.words, 3)) or group.cases[0].title or look.say("(no words)")


def group_facts(look: Look, group: Group) -> str:
    """2 件·山阳镇·5 处相同."""
    _, cases, same = look.say, len(group.cases), len(group.words)
    places = list(dict.fromkeys(one.place for one in group.cases if one.place))
    where = places[0] if len(places) == 1 else _("{count} places").format(count=len(places)) if places else ""
    alike = _("1 word alike") if same == 1 else _("{count} words alike").format(count=same)
    return "·".join(filter(None, (_("{count} cases").format(count=cases), where, alike if same else "")))


def case_facts(look: Look, codes: Codes, case: CaseView) -> str:
    """褚*·业主委员会成员·10 月 12 日 19:15·晨光居民区."""
    suggester = case.fields.get("suggester")
    identity = suggester.get("identity") if isinstance(suggester, dict) else None
    said = [codes.label("identity", one).say(look.lang) for one in identity or ()]
    at = case.row.received_at
    when = f"{moment.day(at.date(), look.lang)} {at:%H:%M}"
    return "·".join(filter(None, (who_word(look, case.row), *said[:1], when, case.row.place)))


def after_merging(look: Look, pair: PairView) -> Iterator[tuple[str, str]]:
    """What will be so: an icon and a sentence each."""
    _ = look.say
    count = 2 + len(pair.main.children) + len(pair.other.children)
    kept = _("Both stay, each with its number and slip; they count as one case, brought by {count} people.")
    yield "hard-drive", kept.format(count=count)
    told = _("With the reply both are told: {ways}.")
    ways = [_told(look, case) for case in (pair.main, pair.other)]
    yield "phone-outgoing", told.format(ways=comma(look).join(ways))
    if pair.main.row.unit is not None:
        unit = pair.main.row.unit.say(look.lang)
        yield "send", _("The main case is with {unit} already; the other one goes there with it.").format(unit=unit)
    yield "undo-2", _("If it turns out that they are not the same, they can be parted at any time.")


def _told(look: Look, case: CaseView) -> str:
    """Who, and how; an anonymous person finds it on the board."""
    _ = look.say
    if case.row.anonymous:
        return _("the anonymous one finds it on the board")
    chosen = case.fields.get("feedback_mode")
    ways = [_(_WAYS[way]) for way in chosen if way in _WAYS] if isinstance(chosen, list | tuple) else []
    if not ways:
        return _("{who}, nobody has asked how yet").format(who=who_word(look, case.row))
    return _("{who} {ways}").format(who=who_word(look, case.row), ways=between(look).join(ways))
