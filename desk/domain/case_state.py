"""What a case is now: the state that its facts fold into."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple
from uuid import UUID

from desk.domain.event import PartName
from desk.domain.extension import NOTHING_TO_TELL
from desk.domain.promise import Promise
from desk.domain.running import Running
from desk.domain.telling import AGAIN, Untold

GUIDED = frozenset({"SQ", "TS", "JK", "SF"})  # natures that are guided elsewhere: no suggestion (规定 10)
ACCUSATION = "JK"  # 检举控告: never any content
RECORDED, GUIDED_STATE, MERGED_STATE, FILED, WITHDRAWN_STATE = "10", "11", "12", "90", "99"
CARRIED_OUT = "71"
CLOSED = frozenset({"11", "12", "61", "71", "72", "80", "81", "90", "99"})  # nothing more is promised to the person

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class CaseState(NamedTuple):
    """What a case is now. `codes` are F1's coded fields, `texts` names the fact with each text's last version, `taken`
    the last fact of each step by its name, `handed` counts the receipts that are out, `clocks` are all that ever
    started, `track` is what it is on record as, `untold` what the person was not told yet."""

    registered: bool = False
    place: UUID | None = None
    number: str = ""
    state: str = RECORDED
    codes: Mapping[str, Any] = _NOTHING
    texts: Mapping[str, UUID] = _NOTHING
    promise: Promise | None = None
    source: str | None = None
    outcome: str | None = None
    steps: tuple[str, ...] = ()
    untold: Untold = NOTHING_TO_TELL
    promised: date | None = None  # by when a unit has promised to do something it has not done yet
    satisfaction: str | None = None
    mediating: bool = False
    reopened: bool = False  # asked for again, and not answered since
    links: frozenset[UUID] = frozenset()  # facts that link it to a deputy's suggestion or a proposal
    own_step: bool = False
    taken: Mapping[str, UUID] = _NOTHING
    erased: frozenset[PartName] = frozenset()
    handed: int = 0
    clocks: Running = ()
    track: str = ""
    main: UUID | None = None  # the case it is merged into
    children: frozenset[UUID] = frozenset()
    distinct: frozenset[UUID] = frozenset()
    alone: "CaseState | None" = None  # of a merged case: what it is once it is parted again
    lapsed: frozenset[UUID] = frozenset()  # steps that held only while it was merged

    @property
    def shown(self) -> str:
        """The state as the list of states has it: of a merged case that it is merged, whatever its own steps were; but
        whose person is not satisfied stands for itself."""
        return MERGED_STATE if self.main and self.state not in (WITHDRAWN_STATE, AGAIN) else self.state

    @property
    def accusation(self) -> bool:
        return self.codes.get("nature") == ACCUSATION
