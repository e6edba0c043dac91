"""The hub as a whole: its records, its identity, what lies apart from them, and its clock."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from desk.errors import BadEnvironment, DeskError
from desk.hub.apart import Apart
from desk.hub.engine import HubEngine, open_engine
from desk.hub.epoch import found_counter, read_counter
from desk.hub.identity import Identity, find_identity, found_identity
from desk.hub.tree import Remembered


class Refusal(DeskError):
    """An answer that is no bug and no trouble of the hub's: an HTTP status, a code and its facts."""

    def __init__(self, status: int, code: str, **facts: Any) -> None:
        super().__init__(code, **facts)
        self.status = status


@dataclass(frozen=True)
class Hub:
    """`clock` answers seconds since 1970."""

    engine: HubEngine
    identity: Identity
    apart: Apart
    clock: Callable[[], float]
    remembered: Remembered = field(default_factory=Remembered, compare=False, repr=False)

    def close(self) -> None:
        self.engine.close()


@dataclass(frozen=True)
class Member:
    """An enrolled desk: its public key (32 bytes), the place it acts as and the one it was founded with."""

    key: bytes
    place: UUID
    station: UUID
    level: str
    rules: int


def open_hub(url: str, files: Path, clock: Callable[[], float]) -> Hub:
    """Opens the records at `url` as the hub whose files these are; the first time both are made.

    Raises BadEnvironment hub_key_missing, hub_key_damaged, hub_key_foreign, newer_version, and troubles of disk and
    database.
    """
    from desk.hub.effects import settle  # these are built upon a Hub
    from desk.hub.ledger import Ledger
    from desk.hub.recall import recall

    identity = find_identity(files)
    if identity is None:
        _refuse_orphans(url)
        identity = found_identity(files)
    hub = Hub(open_engine(url, identity.database_key), identity, Apart(files), clock)
    try:
        hub.engine.upgrade()
        with hub.engine.write() as connection:
            found_counter(connection, identity.key)
            if read_counter(connection).hub_key != identity.key:
                raise BadEnvironment("hub_key_foreign")
            ledger = Ledger(hub, connection)
            recall(ledger)
            settle(ledger)
        hub.engine.forget_deleted()
    except BaseException:
        hub.close()
        raise
    return hub


def _refuse_orphans(url: str) -> None:
    """Records of a hub whose key is lost are left alone: under another key every stamp in them would be worthless."""
    engine = open_engine(url, bytes(32))
    try:
        if not engine.is_empty():
            raise BadEnvironment("hub_key_missing")
    finally:
        engine.close()
