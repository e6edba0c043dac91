"""The steps an office takes of a case: forward it (转办), reply to it (答复)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from desk.actions.desk import Change, Desk
from desk.actions.merging import repeat_step
from desk.domain.case import ACCUSATION
from desk.domain.moment import local_day
from desk.domain.step import Forwarded, Replied, Step, rule_of, why_not
from desk.domain.step_form import StepForm, check_forward, check_reply
from desk.errors import BadInput
from desk.journal.fact import NewFact
from desk.reads.cases import case_of
from desk.reads.merging import children_in, fold_cases
from desk.reads.station import acting_level, station_in
from desk.storage.save import new_id, saving


def forward_case(desk: Desk, id: UUID, form: Mapping[str, Any]) -> Change:
    """Hands a case to a unit: {lead_unit or unit, co_units, note}; units by code, name of the list, or in words.

    Raises BadInput with what is wrong with the form, or with why the rules do not let it be forwarded now.
    """
    return _take(desk, id, Forwarded, check_forward(form, desk.lists.codes))


def reply_case(desk: Desk, id: UUID, form: Mapping[str, Any]) -> Change:
    """Answers a case: {outcome 1-5, reply_text}, and {lead_unit or unit, promise, promise_date, contact,
    contact_phone, document, copy_to}; without a unit the station itself replies.

    Raises BadInput with what is wrong with the form, or with why the rules do not let it be answered now.
    """
    return _take(desk, id, Replied, check_reply(form, desk.lists.codes, local_day(desk.clock())))


def _take(desk: Desk, id: UUID, step: type[Step], form: StepForm) -> Change:
    """Refused before it is written where the rules would not apply it: a clear error is better than a refused fact."""
    now = desk.clock()
    with saving(desk.vault, desk.operator, now) as one:
        row = case_of(one.connection, id)
        words = form.words
        if step is Replied and "unit" not in words:
            words = words | {"unit": station_in(one.connection).name}
        level = acting_level(one.connection)
        body = step(level=level, day=local_day(now), texts=tuple(sorted(words)), **form.codes)
        _check(row, body, bool(words))
        children = children_in(one.connection, id)
        act = new_id() if children else None
        facts = [NewFact(rule_of(body).kind, id, body.to_json(), words=words, act=act)]
        if act is not None:
            for child in fold_cases(one.connection, children).values():
                facts += repeat_step(child, body, words, act)
        one.add(facts)
    return Change((id, *children))


def _check(row: Any, body: Step, has_words: bool) -> None:
    if row.unjudged:
        raise BadInput("case_read_only")
    if row.nature == ACCUSATION:
        raise BadInput("accusation")
    reason, _point, state = why_not(row.state, body, has_words).partition(".")
    if reason:
        raise BadInput(reason, **({"state": state} if state else {}))
    if has_words and "words" in row.erased.split(","):
        raise BadInput("erased", field="reply_text" if isinstance(body, Replied) else "note")
