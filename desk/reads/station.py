"""The station as it presents itself."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection, select

from desk.domain.place import DAYS
from desk.domain.sight import OFFICES
from desk.reads.views import StationView
from desk.storage.identity import read_identity
from desk.storage.tables import hub, operator, place
from desk.storage.vault import Vault


def read_station(vault: Vault) -> StationView:
    with vault.read() as connection:
        return station_in(connection)


def desk_key(vault: Vault) -> str:
    """This desk's Ed25519 public key in hex."""
    with vault.read() as connection:
        return read_identity(connection).head.stream.desk_key.hex()


def station_in(connection: Connection) -> StationView:
    """The station this desk was founded as; since it was enrolled it acts as the place above it."""
    id = read_identity(connection).station
    row = connection.execute(select(place).where(place.c.id == id.bytes)).one()
    return StationView(
        place=id,
        name=row.name or row.code,
        code=row.code,
        level=row.level,
        acts_at=connection.execute(select(hub.c.level)).scalar() or row.level,
        sample=row.sample,
        promise_days=row.promise_days,
        notice_days=row.notice_days,
        **{name: getattr(row, name) for name in DAYS},
        phone=row.phone,
        hours=row.hours,
        handler=row.handler,
        keep=row.keep,
    )


def operator_names(connection: Connection) -> dict[UUID, str]:
    rows = connection.execute(select(operator.c.id, operator.c.name))
    return {UUID(bytes=row.id): row.name or "" for row in rows}


def place_names(connection: Connection, ids: Iterable[bytes] = ()) -> dict[UUID, str]:
    """What those of the places are called that this desk knows; the station's own name for the place that it acts as.

    There may be thousands of places: only those and the acting one are read.
    """
    acting = read_identity(connection)
    asked = {acting.station.bytes, *ids}
    rows = connection.execute(select(place.c.id, place.c.name, place.c.code).where(place.c.id.in_(asked)))
    names = {UUID(bytes=row.id): row.name or row.code for row in rows}
    return names | {acting.place: names.get(acting.station, "")}


def is_office(vault: Vault) -> bool:
    """Whether this desk forwards and answers."""
    with vault.read() as connection:
        return acting_level(connection) in OFFICES


def acting_level(connection: Connection) -> str:
    """The level at which this desk acts: the one it was enrolled at, and until then its station's own."""
    return station_in(connection).acts_at
