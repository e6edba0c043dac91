"""What the paper of a digest says (建议摘报), and what a new one begins with."""

from datetime import date
from uuid import UUID

from sqlalchemy import Connection, select

from desk.domain.digest import MADE as HOLDS
from desk.domain.moment import local_day
from desk.errors import BadInput
from desk.reads.digest_cases import digest_cases
from desk.reads.digest_rows import cases_in, digest_row, known_in, texts_in
from desk.reads.digest_views import DigestKnown, DigestPaperView, DigestTexts
from desk.reads.lens import Lens
from desk.reads.station import acting_level, station_in
from desk.reads.tree import standing_in
from desk.storage.tables import place
from desk.storage.vault import Vault


def read_digest_paper(vault: Vault, lens: Lens, id: UUID) -> DigestPaperView:
    """Raises BadInput digest_unknown, digest_withdrawn."""
    with vault.read() as connection:
        row = digest_row(connection, id)
        if row.state != HOLDS:
            raise BadInput("digest_withdrawn")
        own = row.place in standing_in(connection).own
        level = acting_level(connection) if own else _level_of(connection, row.place)
        day = date.fromisoformat(row.day)
        return _paper(connection, lens, level, row.issue, day, texts_in(row), cases_in(row))


def read_digest_draft(
    vault: Vault, lens: Lens, issue: int, day: date, texts: DigestTexts, ids: tuple[UUID, ...]
) -> DigestPaperView:
    """Of one that is not made yet."""
    with vault.read() as connection:
        return _paper(connection, lens, acting_level(connection), issue, day, texts, ids)


def _paper(
    connection: Connection, lens: Lens, level: str, issue: int, day: date, texts: DigestTexts, ids: tuple[UUID, ...]
) -> DigestPaperView:
    """What a paper with these texts about these cases says."""
    cases = digest_cases(connection, lens, ids)
    return DigestPaperView(
        sample=station_in(connection).sample,
        level=level,
        issue=issue,
        day=day,
        texts=texts,
        suggesters=tuple(one for found in cases for one in found.suggesters),
        numbers=tuple(found.row.number for found in cases),
    )


def read_digest_known(vault: Vault, lens: Lens, operator_name: str) -> DigestKnown:
    """What a new digest of this office begins with."""
    with vault.read() as connection:
        return known_in(connection, local_day(lens.now), operator_name)


def _level_of(connection: Connection, id: bytes) -> str:
    return connection.execute(select(place.c.level).where(place.c.id == id)).scalar() or ""
