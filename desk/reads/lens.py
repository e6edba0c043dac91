"""What a read needs besides the tables."""

from dataclasses import dataclass
from datetime import datetime

from desk.domain.codes import Codes
from desk.domain.workdays import Holidays


@dataclass(frozen=True)
class Lens:
    """The lists in force, the holidays, and what time it is."""

    codes: Codes
    holidays: Holidays
    now: datetime
