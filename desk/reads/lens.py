"""What a read needs besides the tables."""

from dataclasses import dataclass
from datetime import datetime

from desk.domain.clock import ClockRules
from desk.domain.codes import Codes
from desk.domain.workdays import Holidays


@dataclass(frozen=True)
class Lens:
    """The lists in force, the holidays, what time it is, and by what rules clocks run."""

    codes: Codes
    holidays: Holidays
    now: datetime
    clocks: ClockRules
    office: bool = False  # whether this desk forwards and answers: more is due there
