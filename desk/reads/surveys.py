"""What a survey sheet (征询表) says."""

from uuid import UUID

from desk.domain.case_state import ACCUSATION
from desk.domain.telling import INSTRUCTION
from desk.errors import BadInput
from desk.reads.cases import case_of
from desk.reads.lens import Lens
from desk.reads.rows import shown_title
from desk.reads.script import script_in
from desk.reads.station import station_in
from desk.reads.steps import rows_of
from desk.reads.tell_views import SurveyView
from desk.storage.vault import Vault


def read_survey(vault: Vault, lens: Lens, id: UUID) -> SurveyView:
    """The sheet of a case that was answered. Raises BadInput case_unknown, no_reply."""
    with vault.read() as connection:
        row = case_of(connection, id)
        if row.nature == ACCUSATION:
            raise BadInput("no_reply")
        script = script_in(connection, row, rows_of(connection, row.n), lens)
        station = station_in(connection)
    answer = next((one for one in reversed(script.came) if one.kind != INSTRUCTION), None)
    if answer is None:
        raise BadInput("no_reply")
    return SurveyView(
        station=station.name,
        code=station.code,
        sample=station.sample,
        phone=station.phone or "",
        number=row.number,
        topic=shown_title(row),
        unit=answer.by.zh or script.station,
        day=answer.day,
    )
