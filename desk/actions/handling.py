"""The steps between the first look and the thanks: looked through, discussed, researched, supervised, carried out,
adopted, recommended, filed; handed to mediation and back; linked to a deputy's suggestion or a proposal."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from desk.actions.desk import Change, Desk
from desk.actions.taking import Taking, take
from desk.domain.loop_form import TEXTS, check_loop
from desk.domain.moment import local_day, read_time
from desk.domain.step import rule_named
from desk.domain.step_form import StepForm
from desk.domain.telling import TO_TELL
from desk.errors import BadInput
from desk.reads.links import linked_fact


def handle_case(desk: Desk, id: UUID, form: Mapping[str, Any], name: str) -> Change:
    """The step of that name (the keys of `desk.domain.loop_form.TEXTS`). Raises BadInput with what is wrong with the
    form, or with why the rules do not let the step be taken now."""

    def write(taking: Taking) -> Change:
        registered = local_day(read_time(taking.row.received_at))
        checked = check_loop(name, form, desk.lists.codes, registered, taking.today)
        step = rule_named(name).body
        starts = taking.count.starting("replied", checked.codes["day"]) if issubclass(step, TO_TELL) else ()
        return taking.write(step, checked.words, starts, **_codes(taking, name, checked))

    return take(desk, id, write)


def _codes(taking: Taking, name: str, checked: StepForm) -> dict[str, Any]:
    if name not in ("link", "unlink"):
        return checked.codes
    number = checked.words.get("number")
    linked = linked_fact(taking.one.connection, taking.state, number) if isinstance(number, str) else None
    if name == "link":
        if linked is not None:
            raise BadInput("linked_already", field="number")
        return checked.codes
    if linked is None:
        raise BadInput("not_linked", field="number")
    return checked.codes | {"linked": linked}


HANDLING = {name: partial(handle_case, name=name) for name in TEXTS}
