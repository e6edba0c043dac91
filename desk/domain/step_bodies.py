"""What the steps of a case (办理) say: their event bodies. Who may take which, and when, is the table in step.py."""

from typing import Literal

from desk.domain.body import Body, Code, Day, Id, Number, YesNo
from desk.domain.clock import Clocks


class Step(Body):
    """What every step says: at which level and on which day (Shanghai's calendar) it was taken, what it starts, and of
    a merged case the main one that it came `through`. Who took part (`actor`) and what shows it (`evidence`) stand in
    words."""

    level: Code
    day: Day
    texts: tuple[Code, ...] = ()
    clocks: Clocks | None = None
    through: Id | None = None


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


class Reviewed(Step):
    """梳理研判: which loop the case goes (小闭环, 大闭环), and what it is about."""

    loop: Code | None = None
    category: Code | None = None
    topic: Code | None = None


class Discussed(Step):
    """小圆桌、议事厅: where, what was said (the record) and what is to be done (the measures) stand in words."""

    people: Number | None = None


class Researched(Step):
    """调研论证: what was looked at and found out."""


class Supervised(Step):
    """协调督办: who was brought together, and what was agreed."""


class Signed(Step):
    """签收: the unit has taken what was forwarded to it."""


class Digested(Step):
    """摘报: the case stands in that digest."""

    digest: Id


class Instructed(Step):
    """领导批示: by whom, and its words; on a digest, or on the case itself."""

    digest: Id | None = None


class Settled(Replied):
    """小闭环解决: the community answers what it settled itself."""


class Carried(Step):
    """落实转化中: what is being done, and by which day the rest is promised."""

    promised: Day | None = None


class Completed(Step):
    """已落实转化: it was done; with it the promise is kept."""


class Adopted(Step):
    """采纳: fully, in part, for reference, not."""

    adoption: Code | None = None


class Recommended(Step):
    """推荐表彰."""


class Awarded(Step):
    """已获表彰."""


class Filed(Step):
    """办结归档: nothing is left to do or to tell."""


class Mediating(Step):
    """移交调解: to whom stands in words; the case waits for what comes of it."""


class Mediated(Step):
    """调解回转: it is back, with what came of it."""


class Linked(Step):
    """关联代表建议、提案: its number and title stand in words; several to a case, and one to several cases."""

    link: Literal["deputy", "proposal"] | None = None


class Unlinked(Step):
    """撤销关联: that of the fact `linked`."""

    linked: Id
