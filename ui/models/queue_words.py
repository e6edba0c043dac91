"""A visitor of a reception in a few words: who, how far they are, since when. Names are masked."""

from collections.abc import Iterable
from datetime import datetime

from desk.domain.codes import Codes
from desk.domain.conversation import CALLED, DONE, LEFT, MISSED, WAITING
from desk.domain.masks import mask_name
from desk.domain.numbering import show_number
from desk.reads.reception_views import TalkView
from desk.text import mark
from ui.models.case_words import Sign
from ui.theme import Look
from ui.widgets import moment

NOT_OUT = ("refused", "failed", "not_out")
_ORDER = {CALLED: 0, WAITING: 1, MISSED: 2, DONE: 3, LEFT: 4}
_STATES = {
    WAITING: Sign(mark("Waiting"), "", ""),
    CALLED: Sign(mark("In conversation"), "messages-square", "accent"),
    MISSED: Sign(mark("Missed"), "skip-forward", "amber"),
    DONE: Sign(mark("Heard"), "check", ""),
    LEFT: Sign(mark("Went away"), "log-out", ""),
}


def in_order(talks: Iterable[TalkView]) -> list[TalkView]:
    """Who is being heard, who waits in the order of the call, who missed it; then who was heard, the last first."""

    def key(talk: TalkView) -> tuple[int, bool, int]:
        behind = talk.state in (DONE, LEFT)
        return _ORDER[talk.state], talk.state == WAITING and not talk.first, -talk.ticket if behind else talk.ticket

    return sorted(talks, key=key)


def waiting(talks: Iterable[TalkView]) -> list[TalkView]:
    return [talk for talk in in_order(talks) if talk.state == WAITING]


def who(look: Look, talk: TalkView) -> str:
    return mask_name(talk.name) or look.say(mark("Anonymous"))


def title(look: Look, talk: TalkView) -> str:
    _, name = look.say, who(look, talk)
    return name if talk.people == 1 else _("{name}, {count} people").format(name=name, count=talk.people)


def sign(look: Look, talk: TalkView) -> Sign:
    found = _STATES[talk.state]
    return found._replace(word=look.say(found.word))


def has_no_ticket(talk: TalkView) -> bool:
    """Its ticket did not come out, and somebody still waits for it."""
    return talk.ticket_out in NOT_OUT and talk.state in (WAITING, CALLED, MISSED)


def facts(look: Look, codes: Codes, talk: TalkView, now: datetime, *, half: bool) -> str:
    """The second line; `half`: something is written of the conversation that is not finished."""
    _ = look.say
    if has_no_ticket(talk):
        return _("The ticket did not come out")
    if talk.state == CALLED:
        minutes = minutes_since(talk.called_at, now)
        words = _("half written, {count} min") if half else _("for {count} min")
        return words.format(count=minutes)
    if talk.state == DONE:
        return outcome(look, codes, talk)
    if talk.state == MISSED:
        return _("Called {count} times, nobody came").format(count=talk.calls) if talk.calls > 1 else _("Nobody came")
    came = _("came {time}").format(time=moment.clock(talk.at))
    more = _("half written") if half else _("to be let in first") if talk.first else talk.about
    return _("{first}, {second}").format(first=more, second=came) if more else came


def outcome(look: Look, codes: Codes, talk: TalkView) -> str:
    """What became of a conversation that is over."""
    _ = look.say
    if talk.numbers:
        return _("Case {number}").format(number=show_number(talk.numbers[0]))
    ways = [codes.label("way", way).say(look.lang) for way in talk.ways]
    return _("; ").join(ways) if ways else _("Counted only")


def minutes_since(at: datetime | None, now: datetime) -> int:
    """Never less than none: clocks are set back."""
    return max(0, int((now - at).total_seconds() // 60)) if at is not None else 0


def number_on_ticket(series: str, ticket: int) -> str:
    """What the visitor holds in the hand."""
    from desk.reads.tickets import ticket_number

    return ticket_number(series, ticket)
