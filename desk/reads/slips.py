"""What a receipt says."""

import json
from dataclasses import replace
from uuid import UUID

from sqlalchemy import Connection, select

from desk.domain.case import GUIDANCE
from desk.domain.case_state import ACCUSATION, GUIDED
from desk.domain.field import is_blank
from desk.domain.masks import mask_name, mask_phone
from desk.domain.moment import local, read_time
from desk.errors import BadInput
from desk.reads.cases import case_of, steps_of
from desk.reads.doors import doors_in
from desk.reads.lens import Lens
from desk.reads.rows import printed_promise, shown_title
from desk.reads.station import operator_names, station_in
from desk.reads.steps import copies_out, rows_of
from desk.reads.views import GuidanceView, SlipView
from desk.storage.tables_case import step
from desk.storage.vault import Vault


def read_slip(vault: Vault, lens: Lens, id: UUID, show_name: bool = False) -> SlipView:
    """The slip of a case, masked. `show_name` prints the whole name, for whoever wants to check a rare character."""
    with vault.read() as connection:
        row = case_of(connection, id)
        station = station_in(connection)
        clerk = row.recorder or _recorder(connection, row.n)
    said = next((text for text in (row.main_cause, row.original_text, row.proposal) if not is_blank(text)), "")
    texts = (("original_text", row.original_text), ("main_cause", row.main_cause), ("proposal", row.proposal))
    whole = tuple((name, text) for name, text in texts if not is_blank(text))
    codes = json.loads(row.codes)
    secret = row.nature == ACCUSATION
    name = "" if row.anonymous else row.name or ""
    return SlipView(
        station=station,
        number=row.number,
        recorded_at=local(read_time(row.received_at)),
        name=name if show_name else mask_name(name),
        phone=mask_phone(row.phone or ""),
        anonymous=row.anonymous,
        nature=row.nature,
        nature_label=lens.codes.label("nature", row.nature),
        title="" if secret else shown_title(row),
        body="" if secret else said,
        whole_text="" if secret else "\n".join(text for _, text in whole),
        person_times=codes.get("person_times", 1),
        promised=printed_promise(row),
        clerk=clerk,
        feedback=tuple(codes.get("feedback", ())),
        public_ok=bool(codes.get("public_ok")),
        notice_given=bool(codes.get("pi_notice_given")),
        lang=codes.get("lang", "zh"),
        reprint=row.handed,
        printed_at=local(lens.now),
        said=() if secret else whole,
    )


def read_guidance(vault: Vault, lens: Lens, id: UUID) -> GuidanceView:
    """The guidance slip of a case. Raises BadInput case_unknown, not_guided."""
    slip = read_slip(vault, lens, id)
    if slip.nature not in GUIDED:
        raise BadInput("not_guided")
    with vault.read() as connection:
        told = rows_of(connection, case_of(connection, id).n)
        doors = doors_in(connection)[slip.nature]
    return GuidanceView(replace(slip, reprint=copies_out(told, GUIDANCE)), doors)


def _recorder(connection: Connection, number: int) -> str:
    """The name of whoever wrote the first fact."""
    first = select(step.c.operator).where(steps_of(number)).order_by(step.c.n).limit(1)
    id = connection.execute(first).scalar_one()
    return operator_names(connection).get(UUID(bytes=id), "")
