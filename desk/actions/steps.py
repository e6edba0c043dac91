"""The steps an office takes of a case: forward it (转办), reply to it (答复), return it (退回), say that it is a
deputy's suggestion or a petition matter (列为), accept it (受理), extend, rest, resume a clock (延期, 中止, 恢复)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from desk.actions.desk import Change, Desk
from desk.actions.taking import Taking, take
from desk.domain.clock import rolled_fields
from desk.domain.clock_form import check_texts, check_track, extended_day, name_clock
from desk.domain.moment import local_day, read_time
from desk.domain.running import shifted
from desk.domain.step_bodies import (
    Accepted,
    Extended,
    Forwarded,
    Paused,
    Replied,
    Resumed,
    Returned,
    Settled,
    Tracked,
)
from desk.domain.step_form import Texts, check_forward, check_reply
from desk.reads.station import station_in

Form = Mapping[str, Any]


def forward_case(desk: Desk, id: UUID, form: Form) -> Change:
    """Hands a case to a unit: {lead_unit or unit, co_units, note, on}; units by code, name of the list, or in words. Of
    a deputy's suggestion it is the assignment (交办), of a petition matter the passing on (转送).

    Raises BadInput with what is wrong with the form, or with why the rules do not let it be forwarded now.
    """
    checked = check_forward(form, desk.codes)

    def write(taking: Taking) -> Change:
        day = taking.happened_on(form)
        helped = bool(checked.codes["co_units"] or checked.words.get("co_units"))
        events = {
            "deputy": ["suggestion_again" if taking.state.reopened else "suggestion_assigned"]
            + (["suggestion_shared"] if helped else []),
            "petition": ["petition_passed"],
        }.get(taking.row.track, [])
        starts = tuple(clock for event in events for clock in taking.count.starting(event, day))
        return taking.write(Forwarded, checked.words, starts, day=day, **checked.codes)

    return take(desk, id, write)


def settle_case(desk: Desk, id: UUID, form: Form) -> Change:
    """The community answers what it settled itself (小闭环): the form of a reply. Raises BadInput as `reply_case`."""
    return _answer(desk, id, form, Settled)


def reply_case(desk: Desk, id: UUID, form: Form) -> Change:
    """Answers a case: {outcome 1-5, reply_text}, and {lead_unit or unit, promise, promise_date, contact,
    contact_phone, document, copy_to, on}; without a unit the station itself replies.

    Raises BadInput with what is wrong with the form, or with why the rules do not let it be answered now.
    """
    return _answer(desk, id, form, Replied)


def _answer(desk: Desk, id: UUID, form: Form, answer: type[Replied]) -> Change:
    checked = check_reply(form, desk.codes, local_day(desk.clock()))

    def write(taking: Taking) -> Change:
        unit: Texts = {} if "unit" in checked.words else {"unit": station_in(taking.one.connection).name}
        day = taking.happened_on(form)
        starts = taking.count.starting("replied", day)
        return taking.write(answer, checked.words | unit, starts, day=day, **checked.codes)

    return take(desk, id, write)


def return_case(desk: Desk, id: UUID, form: Form) -> Change:
    """The unit gives a case back that is not its own: {reason}. Raises BadInput."""
    words = check_texts(form, ("reason",))
    return take(desk, id, lambda taking: taking.write(Returned, dict(words)))


def track_case(desk: Desk, id: UUID, form: Form) -> Change:
    """Says on record that a case is a deputy's suggestion, a petition matter, or none of them any more:
    {track: deputy, petition or none; received, note}. Only from then on a law sets its deadlines.

    Raises BadInput track_unknown, before_registration, date_future, or why it cannot be now.
    """

    def write(taking: Taking) -> Change:
        registered = local_day(read_time(taking.row.received_at))
        track, received = check_track(form, registered, taking.today)
        event = {"deputy": "suggestion_received", "petition": "petition_received"}.get(track, "")
        starts = taking.count.starting(event, received) if event else ()
        words = check_texts(form, ("note",), ("track", "received"))
        return taking.write(Tracked, dict(words), starts, track=track, received=received)

    return take(desk, id, write)


def accept_case(desk: Desk, id: UUID, form: Form) -> Change:
    """A petition matter is accepted and the petitioner told: {note}. Raises BadInput."""
    words = check_texts(form, ("note",))
    return take(
        desk,
        id,
        lambda taking: taking.write(Accepted, dict(words), taking.count.starting("petition_accepted", taking.today)),
    )


def extend_case(desk: Desk, id: UUID, form: Form) -> Change:
    """Extends a clock once, with approval: {by (so many more of its unit) or day, approver, reason, rule}; the rule
    may be left out where only one can be extended. Raises BadInput with what is wrong, or why it cannot be now."""
    words = check_texts(form, ("approver", "reason"), ("rule", "by", "day"))

    def write(taking: Taking) -> Change:
        named = name_clock(form, taking.clocks, taking.count.rules, "latest")
        raw = extended_day(form, named, taking.count.holidays)
        rolled = rolled_fields(named.clock.start, raw, taking.count.holidays)
        return taking.write(Extended, dict(words), rule=named.rule.id, raw=raw, **rolled)

    return take(desk, id, write)


def pause_case(desk: Desk, id: UUID, form: Form) -> Change:
    """A clock of the station's own promise rests: {reason, rule}. No law lets its deadlines rest. Raises BadInput."""
    words = check_texts(form, ("reason",), ("rule",))

    def write(taking: Taking) -> Change:
        named = name_clock(form, taking.clocks, taking.count.rules, "pausable")
        return taking.write(Paused, dict(words), rule=named.rule.id)

    return take(desk, id, write)


def resume_case(desk: Desk, id: UUID, form: Form) -> Change:
    """A clock that rests goes on, as much later as it rested: {rule, note}. Raises BadInput."""
    words = check_texts(form, ("note",), ("rule",))

    def write(taking: Taking) -> Change:
        named = name_clock(form, taking.clocks, taking.count.rules, "paused")
        raw = shifted(named.clock, taking.today)[0]
        rolled = rolled_fields(named.clock.start, raw, taking.count.holidays)
        return taking.write(Resumed, dict(words), rule=named.rule.id, raw=raw, **rolled)

    return take(desk, id, write)
