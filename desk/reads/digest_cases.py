"""The cases that a digest is about, and how their suggesters may be named in it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from desk.domain.case_state import ACCUSATION
from desk.domain.codes import Codes, Label
from desk.domain.masks import mask_name
from desk.domain.moment import local_day, read_time
from desk.reads.cases import case_lines
from desk.reads.digest_views import DigestCase, SuggesterView
from desk.reads.lens import Lens
from desk.storage.tables import place, subject
from desk.storage.tables_case import case
from desk.storage.vault import Vault

_ANONYMOUS = "ID25"  # no identity but the lack of one
_ORGANISATIONS = frozenset({"ID10", "ID11"})
_OTHER_WAY = "CH99"


def read_digest_cases(vault: Vault, lens: Lens, ids: Sequence[UUID]) -> tuple[DigestCase, ...]:
    """In the order asked for; those that this desk is not given are left out."""
    with vault.read() as connection:
        return digest_cases(connection, lens, ids)


def digest_cases(connection: Connection, lens: Lens, ids: Sequence[UUID]) -> tuple[DigestCase, ...]:
    rows = [row for row in _rows(connection, ids) if row.nature != ACCUSATION]
    lines = list(case_lines(connection, rows, lens))
    below = _merged(connection, rows)
    codes = _codes_of_places(connection, [*rows, *(one for group in below.values() for one in group)]) if rows else {}
    return tuple(
        DigestCase(
            row=line,
            main_cause=row.main_cause or "",
            proposal=row.proposal or "",
            original_text=row.original_text or "",
            first_opinion=row.first_opinion or "",
            suggesters=tuple(suggester(one, lens.codes, codes) for one in (row, *below.get(row.id, ()))),
        )
        for row, line in zip(rows, lines, strict=True)
    )


def suggester(row: Any, codes: Codes, places: Mapping[bytes, str]) -> SuggesterView:
    """Of a row of the cases table; `places` are the division codes of places by their ids."""
    said = json.loads(row.codes)
    name = "" if row.anonymous else (row.name or "").strip()
    channel = said.get("channel")
    return SuggesterView(
        identity=_identity(said.get("identity", ()), row.identity_text, codes),
        name=name if said.get("public_ok") else mask_name(name),
        anonymous=row.anonymous,
        town=town_of(said.get("division_code") or places.get(row.place, ""), codes.divisions),
        channel=codes.label("channel", channel) if channel and channel != _OTHER_WAY else None,
        received=local_day(read_time(row.received_at)),
        organisation=bool(_ORGANISATIONS & set(said.get("identity", ()))),
    )


def town_of(code: str, divisions: Mapping[str, str]) -> str:
    """The name of the town of a division code, else of the district; empty where neither is known."""
    town, district = code[:9] + "000", code[:6] + "000000"
    return divisions.get(town, "") or divisions.get(district, "")


def _identity(said: Iterable[str], written: str | None, codes: Codes) -> Label | None:
    code = next((one for one in said if one != _ANONYMOUS), None)
    if code is not None:
        return codes.label("identity", code)
    return Label(written, written) if written else None


def _rows(connection: Connection, ids: Sequence[UUID]) -> list[Any]:
    """By the numbers of their subjects: ids of cases stand in their index."""
    joined = select(case).join(subject, subject.c.n == case.c.n).where(subject.c.id.in_([id.bytes for id in ids]))
    found = {row.id: row for row in connection.execute(joined)}
    return [found[id.bytes] for id in ids if id.bytes in found]


def _merged(connection: Connection, rows: Iterable[Any]) -> dict[bytes, list[Any]]:
    """The cases merged into each, the first received first."""
    chosen = select(case).where(case.c.main.in_([row.id for row in rows])).order_by(case.c.rank)
    below: dict[bytes, list[Any]] = {}
    for row in connection.execute(chosen):
        below.setdefault(row.main, []).append(row)
    return below


def _codes_of_places(connection: Connection, rows: Iterable[Any]) -> dict[bytes, str]:
    chosen = select(place.c.id, place.c.code).where(place.c.id.in_({row.place for row in rows}))
    return {row.id: row.code for row in connection.execute(chosen)}
