"""What the steps of a case (办理) say: their event bodies. Who may take which, and when, is the table in step.py."""

from typing import Literal

from desk.domain.body import Body, Code, Day, YesNo
from desk.domain.clock import Clocks


class Step(Body):
    """What every step says: at which level and on which day (Shanghai's calendar) it was taken, and what it starts."""

    level: Code
    day: Day
    texts: tuple[Code, ...] = ()
    clocks: Clocks | None = None


class Forwarded(Step):
    """转办 (form F4): to a lead unit (主办) of the list or in words, and to units that help (会办)."""

    unit: Code | None = None
    co_units: tuple[Code, ...] = ()


class Replied(Step):
    """答复 (form F5): one of Shanghai's four outcomes or 不予采纳; `promised` is the day something will be done by."""

    outcome: Literal["1", "2", "3", "4", "5"] | None = None
    unit: Code | None = None
    promised: Day | None = None


class Returned(Step):
    """退回: the unit says why it is not the right one."""


class Tracked(Step):
    """列为: from now on a deputy's suggestion (代表建议) or a petition matter (信访事项), received that day by whoever
    assigns it; or none of them any more."""

    track: Literal["deputy", "petition", "none"]
    received: Day


class Accepted(Step):
    """受理 of a petition matter: the petitioner is told."""


class Ruled(Step):
    """A step about one clock, named by its rule."""

    rule: Code


class Paused(Ruled):
    """中止: it rests from that day on."""


class Moved(Ruled):
    """A clock gets another last day, raw and rolled as in clock.Started."""

    raw: Day
    rolled: Day | None = None
    unsure: YesNo | None = None


class Extended(Moved):
    """延期. Who approved it, and why, stand in words."""


class Resumed(Moved):
    """恢复: it goes on; its last day is as much later as it rested."""
