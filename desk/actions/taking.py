"""Taking a step: the case as it stands, what the rules say, and the facts that are written for it and for the cases
merged into it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from desk.actions.clocks import Counting, counting
from desk.actions.desk import Change, Desk
from desk.actions.merging import repeat_step
from desk.domain.case_state import MERGED_STATE
from desk.domain.clock import Started
from desk.domain.field import Finding
from desk.domain.loop_form import happened_on
from desk.domain.moment import local_day, read_time
from desk.domain.running import open_clock
from desk.domain.step import STATE_WRONG, rule_of
from desk.domain.step_bodies import Extended, Resumed, Ruled, Step
from desk.domain.step_form import Texts
from desk.domain.stepping import why_not_taken
from desk.errors import BadInput
from desk.journal.fact import NewFact
from desk.reads.cases import case_of
from desk.reads.merging import children_in, fold_cases
from desk.reads.station import acting_level
from desk.storage.save import Saving, new_id, saving


class Taking:
    """One step being taken: the case as it stands in the transaction that will write it, and by what is counted."""

    def __init__(self, desk: Desk, one: Saving, id: UUID) -> None:
        self.desk, self.one, self.id = desk, one, id
        self.row = case_of(one.connection, id)
        self.state = fold_cases(one.connection, [id])[id].state
        self.clocks = self.state.clocks
        self.today = local_day(desk.clock())
        self.count: Counting = counting(desk, one)

    def write(
        self,
        step: type[Step],
        words: Texts,
        starts: tuple[Started, ...] = (),
        *,
        day: date | None = None,
        extra: Sequence[NewFact] = (),
        act: UUID | None = None,
        **codes: Any,
    ) -> Change:
        """Refused before it is written where the rules would not apply it: a clear error is better than a refused
        fact. What runs already is not started again. `day`: when it happened, where that was not today; `extra` are
        facts of the same act."""
        new = tuple(clock for clock in starts if open_clock(self.clocks, clock.rule) is None)
        level = acting_level(self.one.connection)
        body = step(level=level, day=day or self.today, texts=tuple(sorted(words)), clocks=new or None, **codes)
        self._check(body, bool(words))
        children = () if rule_of(body).alone else children_in(self.one.connection, self.id)
        act = act or (new_id() if children or extra else None)
        facts = [*extra, NewFact(rule_of(body).kind, self.id, body.to_json(), words=words or None, act=act)]
        for child in fold_cases(self.one.connection, children).values():
            facts += repeat_step(child, self.id, body, words, act)
        self.one.add(facts)
        last = [body] if isinstance(body, Extended | Resumed) else new
        unsure = next((one.raw for one in last if one.unsure), None)
        missing = (Finding("warn", "clock_unsure", "day", {"year": unsure.year}),) if unsure else ()
        return Change((self.id, *children), missing)

    def happened_on(self, form: Mapping[str, Any]) -> date:
        """The day a form says as `on`. Raises BadInput."""
        return happened_on(form, local_day(read_time(self.row.received_at)), self.today)

    def _check(self, body: Step, has_words: bool) -> None:
        row = self.row
        if row.unjudged:
            raise BadInput("case_read_only")
        if row.state == MERGED_STATE and not rule_of(body).alone:
            raise BadInput(STATE_WRONG, state=MERGED_STATE)
        reason, _point, state = why_not_taken(self.state, body, has_words).partition(".")
        if reason:
            clock = open_clock(self.clocks, getattr(body, "rule", ""))
            latest = clock.latest.isoformat() if clock and clock.latest else ""
            about = {"field": "rule", "latest": latest} if isinstance(body, Ruled) else {}
            raise BadInput(reason, **about, **({"state": state} if state else {}))
        if has_words and "words" in row.erased.split(","):
            raise BadInput("erased", field=rule_of(body).text)


def take(desk: Desk, id: UUID, write: Callable[[Taking], Change]) -> Change:
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        return write(Taking(desk, one, id))
