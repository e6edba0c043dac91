"""Where the station sends people whose matter is no suggestion; facts of the station, as its settings are."""

from collections.abc import Mapping
from typing import Any

from desk.actions.desk import Change, Desk
from desk.domain.door import REASONS, check_doors
from desk.domain.place import DoorsSet
from desk.errors import BadInput
from desk.journal.fact import NewFact
from desk.reads.doors import read_doors
from desk.reads.station import read_station
from desk.storage.save import save


def set_doors(desk: Desk, reason: str, form: Mapping[str, Any] | None) -> Change:
    """Replaces the whole table of a nature; None goes back to the one that ships. Nothing is written where nothing
    differs.

    Raises BadInput reason_unknown, and what check_doors raises.
    """
    if reason not in REASONS:
        raise BadInput("reason_unknown", reason=reason[:40], known=", ".join(REASONS))
    doors = check_doors(form) if form is not None else None
    now = read_doors(desk.vault)[reason]
    words = doors.to_words() if doors is not None else None
    held = now.to_words("zh") if now.own else None
    place = read_station(desk.vault).place
    if words == held:
        return Change(())
    body = DoorsSet(reason=reason, cleared=True if doors is None else None)
    save(desk.vault, desk.operator, desk.clock(), [NewFact("place.doors", place, body.to_json(), words=words)])
    return Change((place,))
