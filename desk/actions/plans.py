"""On which days a station receives (接待安排)."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from desk.actions.desk import Change, Desk
from desk.domain.moment import local_day
from desk.domain.plan import PlanEnded
from desk.domain.session_form import check_plan
from desk.errors import BadInput
from desk.journal.fact import NewFact
from desk.reads.deputies import pick_deputy
from desk.reads.plans import list_plans
from desk.storage.save import new_id, save


def set_plan(desk: Desk, form: Mapping[str, Any], id: UUID | None = None) -> Change:
    """Sets a new plan, or an old one anew: {rule {how, since, until, day, nth, weekday, months, moved}, starts, ends,
    deputies, room, theme}. subjects[0] is the plan. Raises BadInput with the field."""
    body, words = check_plan(form, lambda word: pick_deputy(desk.vault, desk.lens, word), local_day(desk.clock()))
    plan = id or new_id()
    save(desk.vault, desk.operator, desk.clock(), [NewFact("plan.set", plan, body.to_json(), words=words)])
    return Change((plan,))


def end_plan(desk: Desk, id: UUID, day: date) -> Change:
    """No sessions follow from it after that day. Raises BadInput plan_unknown, plan_ended."""
    found = next((one for one in list_plans(desk.vault, desk.lens) if one.id == id), None)
    if found is None or found.ended is not None:
        raise BadInput("plan_unknown" if found is None else "plan_ended")
    save(desk.vault, desk.operator, desk.clock(), [NewFact("plan.ended", id, PlanEnded(day=day).to_json())])
    return Change((id,))
