"""What is to be looked at before a session is closed: one line each, with the way to mend it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from desk.domain.conversation import CALLED, DONE, LEFT
from desk.reads.reception_views import SessionView, TalkView
from desk.text import mark
from ui.models.queue_words import NOT_OUT, waiting
from ui.theme import Look

Deed = Literal["", "let_go", "open", "print", "people"]
MOST_NAMED = 6
LET_GO = mark("They will be written down as gone.")


@dataclass(frozen=True)
class ClosingLine:
    """`good`: nothing to do. `talks` are those it is about, the first one is what `deed` begins with."""

    topic: str
    good: bool
    words: str
    below: str = ""
    deed: Deed = ""
    word: str = ""
    talks: tuple[UUID, ...] = ()


def closing_lines(
    look: Look, session: SessionView, half: Mapping[UUID, Any], *, let_go: bool
) -> tuple[ClosingLine, ...]:
    """In the order in which they are asked."""
    return (
        _waiting(look, session, let_go=let_go),
        _half(look, session, half),
        _without_way(look, session),
        _deputies(look, session),
        _tickets(look, session),
    )


def still_here(session: SessionView) -> list[TalkView]:
    """Those who were not heard and did not go."""
    return [*(talk for talk in session.talks if talk.state == CALLED), *waiting(session.talks)]


def half_written(session: SessionView, half: Mapping[UUID, Any]) -> list[TalkView]:
    """Conversations that would be lost from sight: something is written, and they are not over."""
    return [talk for talk in session.talks if talk.id in half and talk.state != DONE]


def _waiting(look: Look, session: SessionView, *, let_go: bool) -> ClosingLine:
    _, there = look.say, still_here(session)
    if not there:
        return ClosingLine("waiting", True, _("Nobody waits any more"))
    words = _("Groups still waiting or being heard: {count}").format(count=len(there))
    below = _numbers(look, there)
    if let_go:
        return ClosingLine("waiting", True, words, f"{below} {_(LET_GO)}", "let_go", _("They are still here"))
    return ClosingLine("waiting", False, words, below, "let_go", _("They went away"))


def _half(look: Look, session: SessionView, half: Mapping[UUID, Any]) -> ClosingLine:
    _, found = look.say, half_written(session, half)
    if not found:
        return ClosingLine("half", True, _("No conversation is half written"))
    words = _("Conversations half written: {count}").format(count=len(found))
    return ClosingLine("half", False, words, _numbers(look, found), "open", _("Go on writing"), _ids(found))


def _without_way(look: Look, session: SessionView) -> ClosingLine:
    _ = look.say
    found = [talk for talk in session.talks if talk.state == DONE and not talk.ways]
    if not found:
        return ClosingLine("ways", True, _("Every conversation says what comes next"))
    words = _("Conversations that do not say what comes next: {count}").format(count=len(found))
    return ClosingLine("ways", False, words, _numbers(look, found), "open", _("Add it"), _ids(found))


def _deputies(look: Look, session: SessionView) -> ClosingLine:
    _ = look.say
    came = {one.deputy.id for one in session.present}
    missing = [one.name for one in session.deputies if one.id not in came]
    if not came:
        words = _("No deputy is written down as here")
    elif missing:
        words = _("Planned, but not written down as here")
    else:
        return ClosingLine("deputies", True, _("Who received is written down"), deed="people", word=_("Came or went"))
    return ClosingLine("deputies", False, words, _(", ").join(missing), "people", _("Came or went"))


def _tickets(look: Look, session: SessionView) -> ClosingLine:
    """Nobody waits for the tickets of those who are gone or were heard."""
    _ = look.say
    found = [talk for talk in session.talks if talk.ticket_out in NOT_OUT and talk.state not in (DONE, LEFT)]
    if not found:
        return ClosingLine("tickets", True, _("Every ticket that somebody waits with came out"))
    words = _("Tickets that did not come out: {count}").format(count=len(found))
    return ClosingLine("tickets", False, words, _numbers(look, found), "print", _("Print again"), _ids(found))


def _numbers(look: Look, talks: Sequence[TalkView]) -> str:
    _ = look.say
    numbers = _(", ").join(str(talk.ticket) for talk in talks[:MOST_NAMED])
    more = len(talks) - MOST_NAMED
    if more > 0:
        return _("Numbers {numbers} and {count} more").format(numbers=numbers, count=more)
    return _("Number {numbers}").format(numbers=numbers)


def _ids(talks: Sequence[TalkView]) -> tuple[UUID, ...]:
    return tuple(talk.id for talk in talks)
