"""Founding a desk, opening it, and changing its ways in."""

import secrets
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from desk.actions.desk import Clock, Desk, Lists
from desk.domain.field import LIMITS, check_field, is_blank
from desk.domain.operator import HEAD, Added
from desk.domain.place import Placed
from desk.errors import BadInput
from desk.journal.fact import NewFact
from desk.storage.aside import finish_restore
from desk.storage.files import Home, disk_troubles, is_there
from desk.storage.found import found_files, open_files
from desk.storage.keyring import (
    KEY_BYTES,
    KeyRing,
    check_password,
    make_slot,
    new_recovery_code,
    read_ring,
    unwrap,
    write_ring,
)
from desk.storage.save import new_id

LEVELS = ("point", "village", "town", "district", "city")
STATION_NAME_LENGTH = 30


@dataclass(frozen=True)
class Founding:
    """What a new station must say of itself. `code` is the 12-digit division code."""

    code: str
    name: str
    level: str
    operator: str
    password: str
    sample: bool = False


@dataclass(frozen=True)
class Founded:
    """The open desk, and the code that opens it when the password is forgotten: shown once, kept by people."""

    desk: Desk
    recovery_code: str


def check_founding(founding: Founding) -> None:
    """Raises BadInput division_wrong, name_missing, name_too_long, level_unknown, operator_missing, password_short."""
    if not (len(founding.code) == 12 and founding.code.isascii() and founding.code.isdigit()):
        raise BadInput("division_wrong", field="code")
    if is_blank(founding.name):
        raise BadInput("name_missing", field="name")
    if len(founding.name) > STATION_NAME_LENGTH:
        raise BadInput("text_too_long", field="name", length=len(founding.name), most=STATION_NAME_LENGTH)
    if founding.level not in LEVELS:
        raise BadInput("code_unknown", field="level", list="level")
    if is_blank(founding.operator):
        raise BadInput("operator_missing", field="operator")
    if len(founding.operator) > LIMITS["recorder"]:
        most = LIMITS["recorder"]
        raise BadInput("text_too_long", field="operator", length=len(founding.operator), most=most)
    for name in ("name", "operator"):
        finding = check_field("", getattr(founding, name))
        if finding:
            raise BadInput(finding.code, field=name)
    check_password(founding.password)


def found_station(home: Path, founding: Founding, clock: Clock, lists: Lists) -> Founded:
    """A new desk in an empty folder. Raises BadInput (check_founding, already_founded)."""
    check_founding(founding)
    operator, key, code = new_id(), secrets.token_bytes(KEY_BYTES), new_recovery_code()
    slots = (make_slot(key, founding.password, operator, founding.operator), make_slot(key, code))
    files = Home(home)
    vault = found_files(
        files, key, KeyRing(founding.name, slots), clock(), lambda place: _first_facts(founding, place, operator)
    )
    return Founded(Desk(files, vault, key, operator, founding.operator, clock, lists), code)


def open_desk(
    home: Path,
    clock: Clock,
    lists: Lists,
    *,
    password: str | None = None,
    recovery_code: str | None = None,
    operator: str | None = None,
) -> Desk:
    """Opens a desk by an operator's password or by the recovery code.

    Raises BadInput not_founded, wrong_password, wrong_recovery_code, operator_unknown; BadEnvironment.
    """
    files = Home(home)
    opened = open_files(files, password, recovery_code, operator, clock())
    return Desk(files, opened.vault, opened.key, UUID(opened.slot.operator), opened.slot.name, clock, lists)


def change_password(
    home: Path,
    new_password: str,
    *,
    password: str | None = None,
    recovery_code: str | None = None,
    operator: str | None = None,
) -> None:
    """Gives an operator a new password; the recovery code changes the first operator's. The vault stays as it is."""
    check_password(new_password)
    files = _files(home)
    ring = read_ring(files.keyring)
    key, slot = unwrap(ring, password, recovery_code, operator)
    old = ring.passwords[0] if slot.kind == "recovery" else slot
    new = make_slot(key, new_password, UUID(old.operator), old.name)
    write_ring(files.keyring, replace(ring, slots=tuple(new if one == old else one for one in ring.slots)))


def operators_of(home: Path) -> tuple[str, ...]:
    """The names that the lock page offers."""
    return tuple(slot.name for slot in read_ring(_files(home).keyring).passwords)


def station_of(home: Path) -> str:
    """The station's name, readable before the vault is open."""
    return read_ring(_files(home).keyring).station


def is_founded(home: Path) -> bool:
    return is_there(_files(home).keyring)


def _files(home: Path) -> Home:
    """The folder's files, after a restore that a power cut interrupted is finished."""
    files = Home(home)
    with disk_troubles():
        finish_restore(files)
    return files


def _first_facts(founding: Founding, place: UUID, operator: UUID) -> list[NewFact]:
    placed = Placed(code=founding.code, level=founding.level, sample=founding.sample or None)
    return [
        NewFact("place.placed", place, placed.to_json(), words={"name": founding.name}),
        NewFact("operator.added", operator, Added(role=HEAD).to_json(), person={"name": founding.operator}),
    ]
