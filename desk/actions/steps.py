"""The steps an office takes of a case: forward it (转办), reply to it (答复), return it (退回), say that it is a
deputy's suggestion or a petition matter (列为), accept it (受理), extend, rest, resume a clock (延期, 中止, 恢复)."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from desk.actions.clocks import Counting, counting
from desk.actions.desk import Change, Desk
from desk.actions.merging import repeat_step
from desk.domain.case import ACCUSATION
from desk.domain.clock import Started, rolled_fields
from desk.domain.clock_form import check_texts, check_track, extended_day, name_clock
from desk.domain.extension import why_not_clock
from desk.domain.field import Finding
from desk.domain.moment import local_day, read_time
from desk.domain.running import open_clock, shifted
from desk.domain.step import rule_of, why_not
from desk.domain.step_bodies import (
    Accepted,
    Extended,
    Forwarded,
    Paused,
    Replied,
    Resumed,
    Returned,
    Step,
    Tracked,
)
from desk.domain.step_form import Texts, check_forward, check_reply
from desk.errors import BadInput
from desk.journal.fact import NewFact
from desk.reads.cases import case_of
from desk.reads.clocks import clocks_in
from desk.reads.merging import children_in, fold_cases
from desk.reads.station import acting_level, station_in
from desk.storage.save import Saving, new_id, saving

AGAIN = "62"  # not satisfied: it is handled a second time
Form = Mapping[str, Any]


class _Taking:
    """One step being taken: the case as it stands in the transaction that will write it, and by what is counted."""

    def __init__(self, desk: Desk, one: Saving, id: UUID) -> None:
        self.desk, self.one, self.id = desk, one, id
        self.row = case_of(one.connection, id)
        self.clocks = clocks_in(one.connection, self.row.n)
        self.today = local_day(desk.clock())
        self.count: Counting = counting(desk, one)

    def write(self, step: type[Step], words: Texts, starts: tuple[Started, ...] = (), **codes: Any) -> Change:
        """Refused before it is written where the rules would not apply it: a clear error is better than a refused
        fact. What runs already is not started again."""
        new = tuple(clock for clock in starts if open_clock(self.clocks, clock.rule) is None)
        level = acting_level(self.one.connection)
        body = step(level=level, day=self.today, texts=tuple(sorted(words)), clocks=new or None, **codes)
        self._check(body, bool(words))
        children = children_in(self.one.connection, self.id)
        act = new_id() if children else None
        facts = [NewFact(rule_of(body).kind, self.id, body.to_json(), words=words, act=act)]
        if act is not None:
            for child in fold_cases(self.one.connection, children).values():
                facts += repeat_step(child, body, words, act)
        self.one.add(facts)
        last = [body] if isinstance(body, Extended | Resumed) else new
        unsure = next((one.raw for one in last if one.unsure), None)
        missing = (Finding("warn", "clock_unsure", "day", {"year": unsure.year}),) if unsure else ()
        return Change((self.id, *children), missing)

    def _check(self, body: Step, has_words: bool) -> None:
        row = self.row
        if row.unjudged:
            raise BadInput("case_read_only")
        if row.nature == ACCUSATION:
            raise BadInput("accusation")
        reason, _point, state = why_not(row.state, body, has_words, row.track).partition(".")
        if reason:
            raise BadInput(reason, **({"state": state} if state else {}))
        reason = why_not_clock(self.clocks, row.track, body)
        if reason:
            clock = open_clock(self.clocks, getattr(body, "rule", ""))
            latest = clock.latest.isoformat() if clock and clock.latest else ""
            raise BadInput(reason, field="rule", latest=latest)
        if has_words and "words" in row.erased.split(","):
            raise BadInput("erased", field=rule_of(body).text)


def forward_case(desk: Desk, id: UUID, form: Form) -> Change:
    """Hands a case to a unit: {lead_unit or unit, co_units, note}; units by code, name of the list, or in words. Of a
    deputy's suggestion it is the assignment (交办), of a petition matter the passing on (转送).

    Raises BadInput with what is wrong with the form, or with why the rules do not let it be forwarded now.
    """
    checked = check_forward(form, desk.lists.codes)

    def write(taking: _Taking) -> Change:
        helped = bool(checked.codes["co_units"] or checked.words.get("co_units"))
        events = {
            "deputy": ["suggestion_again" if taking.row.state == AGAIN else "suggestion_assigned"]
            + (["suggestion_shared"] if helped else []),
            "petition": ["petition_passed"],
        }.get(taking.row.track, [])
        starts = tuple(clock for event in events for clock in taking.count.starting(event, taking.today))
        return taking.write(Forwarded, checked.words, starts, **checked.codes)

    return _take(desk, id, write)


def reply_case(desk: Desk, id: UUID, form: Form) -> Change:
    """Answers a case: {outcome 1-5, reply_text}, and {lead_unit or unit, promise, promise_date, contact,
    contact_phone, document, copy_to}; without a unit the station itself replies.

    Raises BadInput with what is wrong with the form, or with why the rules do not let it be answered now.
    """
    checked = check_reply(form, desk.lists.codes, local_day(desk.clock()))

    def write(taking: _Taking) -> Change:
        unit: Texts = {} if "unit" in checked.words else {"unit": station_in(taking.one.connection).name}
        starts = taking.count.starting("replied", taking.today)
        return taking.write(Replied, checked.words | unit, starts, **checked.codes)

    return _take(desk, id, write)


def return_case(desk: Desk, id: UUID, form: Form) -> Change:
    """The unit gives a case back that is not its own: {reason}. Raises BadInput."""
    words = check_texts(form, ("reason",))
    return _take(desk, id, lambda taking: taking.write(Returned, dict(words)))


def track_case(desk: Desk, id: UUID, form: Form) -> Change:
    """Says on record that a case is a deputy's suggestion, a petition matter, or none of them any more:
    {track: deputy, petition or none; received, note}. Only from then on a law sets its deadlines.

    Raises BadInput track_unknown, before_registration, date_future, or why it cannot be now.
    """

    def write(taking: _Taking) -> Change:
        registered = local_day(read_time(taking.row.received_at))
        track, received = check_track(form, registered, taking.today)
        event = {"deputy": "suggestion_received", "petition": "petition_received"}.get(track, "")
        starts = taking.count.starting(event, received) if event else ()
        words = check_texts(form, ("note",), ("track", "received"))
        return taking.write(Tracked, dict(words), starts, track=track, received=received)

    return _take(desk, id, write)


def accept_case(desk: Desk, id: UUID, form: Form) -> Change:
    """A petition matter is accepted and the petitioner told: {note}. Raises BadInput."""
    words = check_texts(form, ("note",))
    return _take(
        desk,
        id,
        lambda taking: taking.write(Accepted, dict(words), taking.count.starting("petition_accepted", taking.today)),
    )


def extend_case(desk: Desk, id: UUID, form: Form) -> Change:
    """Extends a clock once, with approval: {by (so many more of its unit) or day, approver, reason, rule}; the rule
    may be left out where only one can be extended. Raises BadInput with what is wrong, or why it cannot be now."""
    words = check_texts(form, ("approver", "reason"), ("rule", "by", "day"))

    def write(taking: _Taking) -> Change:
        named = name_clock(form, taking.clocks, taking.count.rules, "latest")
        raw = extended_day(form, named, taking.count.holidays)
        rolled = rolled_fields(named.clock.start, raw, taking.count.holidays)
        return taking.write(Extended, dict(words), rule=named.rule.id, raw=raw, **rolled)

    return _take(desk, id, write)


def pause_case(desk: Desk, id: UUID, form: Form) -> Change:
    """A clock of the station's own promise rests: {reason, rule}. No law lets its deadlines rest. Raises BadInput."""
    words = check_texts(form, ("reason",), ("rule",))

    def write(taking: _Taking) -> Change:
        named = name_clock(form, taking.clocks, taking.count.rules, "pausable")
        return taking.write(Paused, dict(words), rule=named.rule.id)

    return _take(desk, id, write)


def resume_case(desk: Desk, id: UUID, form: Form) -> Change:
    """A clock that rests goes on, as much later as it rested: {rule, note}. Raises BadInput."""
    words = check_texts(form, ("note",), ("rule",))

    def write(taking: _Taking) -> Change:
        named = name_clock(form, taking.clocks, taking.count.rules, "paused")
        raw = shifted(named.clock, taking.today)[0]
        rolled = rolled_fields(named.clock.start, raw, taking.count.holidays)
        return taking.write(Resumed, dict(words), rule=named.rule.id, raw=raw, **rolled)

    return _take(desk, id, write)


def _take(desk: Desk, id: UUID, write: Callable[[_Taking], Change]) -> Change:
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        return write(_Taking(desk, one, id))
