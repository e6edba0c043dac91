"""The fold: a subject's facts in their order, each with what became of it, and the state they make."""

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

from desk.domain.body import Body
from desk.domain.event import Event, Verdict
from desk.domain.kinds import read_body
from desk.storage.facts import Kept, Parts

State = TypeVar("State")


class Entry(NamedTuple):
    """One fact and what became of it. `settled`: the verdict is the hub's and stays, else it is this desk's own for
    the time being. `own`: written here. `dismissed`: its maker has seen that it was not applied."""

    n: int
    event: Event
    body: Body | None
    parts: Parts
    verdict: Verdict
    own: bool
    settled: bool
    dismissed: bool

    @property
    def refused(self) -> bool:
        """Whether it is to be put before its maker."""
        return self.own and not self.dismissed and self.verdict.name in ("not_applied", "set_aside")

    @property
    def unjudged(self) -> bool:
        """Whether this version cannot tell what it means, be it that the hub could."""
        return self.verdict.name == "unjudged" or (self.verdict.ok and self.body is None)


def fold(
    state: State,
    facts: Iterable[Kept],
    judge: Callable[[State, Event, Body | None], Verdict],
    apply: Callable[[State, Event, Body | None], State],
) -> tuple[State, list[Entry]]:
    """A settled verdict is never judged again; only what has not come back from the hub is judged here."""
    entries = []
    for n, event, parts, own, settled, dismissed in facts:
        body = read_body(event)
        verdict = judge(state, event, body) if settled is None else settled
        if verdict.ok:
            state = apply(state, event, body)
        entries.append(Entry(n, event, body, parts, verdict, own, settled is not None, dismissed))
    return state, entries
