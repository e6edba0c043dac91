"""Views of receptions for papers: a session of any number of conversations, its deputies, and their signatures."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from slip_tools import CASES, SHANGHAI

from desk.domain.codes import Label
from desk.reads.reception_views import (
    CorrectionView,
    DaySheetView,
    DeputyView,
    DutyEntry,
    DutyView,
    NoticeView,
    OpenCaseLine,
    OpenListView,
    SessionView,
    SignatureView,
    SignInRow,
    SignInView,
    TalkView,
    Totals,
)

DAY = date(2026, 11, 17)
MORNING = datetime(2026, 11, 17, 8, 30, tzinfo=SHANGHAI)
RARE = "欧阳𬭎䶮㙍𡐓㛃𫖯龘"
_LEVELS = {
    "N": Label("全国人大代表", "National deputy"),
    "C": Label("市人大代表", "City deputy"),
    "D": Label("区人大代表", "District deputy"),
    "T": Label("镇人大代表", "Town deputy"),
}
_GROUP = Label("山阳", "Shanyang")
_PASSED = {"W2", "W3"}


def deputy(number: int, name: str, congress: str = "T") -> DeputyView:
    return DeputyView(UUID(int=number), name, congress, _LEVELS[congress], _GROUP)


JIANG, QIAN = deputy(1, "蒋某"), deputy(2, "钱某", "D")


def talk(ticket: int, **changes: Any) -> TalkView:
    """A conversation that was concluded, eight minutes after the one before it."""
    began = MORNING + timedelta(minutes=4 + 8 * (ticket - 1))
    view = TalkView(
        id=UUID(int=1000 + ticket),
        session=UUID(int=500),
        ticket=ticket,
        state="done",
        at=began - timedelta(minutes=3),
        people=1,
        speakers=None,
        first=False,
        calls=1,
        table=1,
        called_at=began,
        began=began,
        ended=began + timedelta(minutes=7),
        name="柏某某",
        phone="13900000103",
        constituency="第12选区（居民）",
        about="",
        words="小区晚上没地方停车，消防通道都停满了，建议重新划线，把僵尸车拖走，跟旁边学校商量晚上借用操场停车。",
        reply="与10月12日登记的停车建议是同一件事，已并入主件；代表10月28日夜间到现场清点过车位，进展随主件一起告诉您。",
        ways=("W2",),
        nature="JY",
        deputies=(JIANG.id,),
        cases=(),
        numbers=(),
        corrections=(),
        erased=(),
        ticket_out="printed",
    )
    return replace(view, **changes)


def sums_of(talks: tuple[TalkView, ...]) -> Totals:
    done = [one for one in talks if one.state == "done"]
    return Totals(
        groups=len(done),
        people=sum(one.people for one in done),
        cases=sum(len(one.numbers) for one in done),
        answered=sum("W1" in one.ways for one in done),
        passed=sum(bool(_PASSED & set(one.ways)) for one in done),
        drafted=sum("W4" in one.ways for one in done),
        guided=sum("W5" in one.ways for one in done),
    )


def session(talks: tuple[TalkView, ...] = (), **changes: Any) -> SessionView:
    view = SessionView(
        id=UUID(int=500),
        state="closed",
        day=DAY,
        starts="08:30",
        ends="11:00",
        number="JD-310116110007-261117",
        series="A",
        deputies=(JIANG, QIAN),
        towns=(),
        room="联络站二楼3号接待室",
        theme="小区停车与公共安全；其他不限",
        staff="志愿者 卫某、站务 周某",
        announced=date(2026, 11, 14),
        opened_at=MORNING,
        closed_at=MORNING.replace(hour=11, minute=5),
        present=(),
        signatures=(),
        talks=talks,
        totals=sums_of(talks),
        signed=sums_of(talks),
    )
    return replace(view, **changes)


def day_sheet(
    talks: tuple[TalkView, ...] = (), *, sample: bool = False, head: str = "", **changes: Any
) -> DaySheetView:
    return DaySheetView("山阳镇人大代表联络站", sample, session(talks, **changes), head)


def morning() -> tuple[TalkView, ...]:
    """The three conversations of the design: a plain one, one with two ways, one that runs over a page."""
    return (
        talk(1, people=2, numbers=("482917036",), deputies=(JIANG.id, QIAN.id)),
        talk(2, name="金某", ways=("W3", "W4"), constituency="第14选区（学生家长）"),
        talk(3, name="水某", words=CASES["M4"]["original_text"] or CASES["M4"]["main_cause"], ways=("W3",)),
    )


def late(**changes: Any) -> CorrectionView:
    at = MORNING + timedelta(days=1)
    return replace(CorrectionView(at, "周某", ("people", "words"), "当场少记了一位", late=True), **changes)


def notice(**changes: Any) -> NoticeView:
    view = NoticeView(
        station="山阳镇人大代表联络站",
        sample=False,
        day=DAY,
        starts="08:30",
        ends="11:00",
        room="二楼3号接待室（有电梯）",
        theme="小区停车与公共安全。别的公共的事也可以谈",
        deputies=(JIANG, QIAN),
        towns=(),
        phone="021-0000 0113",
        posted=date(2026, 11, 14),
    )
    return replace(view, **changes)


def roster(count: int) -> tuple[DeputyView, ...]:
    return tuple(deputy(100 + n, f"代表{n:02}", "NCDT"[n % 4]) for n in range(count))


def sign_in(count: int = 3, **changes: Any) -> SignInView:
    rows = tuple(SignInRow(f"代表{n:03}", "山阳镇某村", "镇人大代表") for n in range(1, count + 1))
    return replace(SignInView("山阳镇人大代表联络站", False, "代表集中进社区", DAY, rows), **changes)


_DUTIES = (Label("接待选民", "Reception"), Label("走访", "Visit"), Label("集中联系社区", "Community contact"))


def entry(number: int, **changes: Any) -> DutyEntry:
    view = DutyEntry(
        id=UUID(int=3000 + number),
        sort="visit" if number % 3 else "session",
        day=date(2026, 1, 5) + timedelta(days=number),
        what=_DUTIES[number % 3],
        place="联络站二楼3号接待室",
        minutes=45 + number,
        people=number % 7,
        cases=number % 3,
        contact=number % 3 == 2,
    )
    return replace(view, **changes)


def duty(count: int = 9, **changes: Any) -> DutyView:
    entries = tuple(entry(n) for n in range(1, count + 1))
    view = DutyView(
        station="山阳镇人大代表联络站",
        sample=False,
        of="山阳镇人大代表联络站",
        deputy=JIANG,
        year=2026,
        sessions=sum(one.sort == "session" for one in entries),
        visits=sum(one.sort == "visit" for one in entries),
        minutes=sum(one.minutes for one in entries),
        people=sum(one.people for one in entries),
        cases=sum(one.cases for one in entries),
        contacts=sum(one.contact for one in entries),
        needed=2,
        entries=entries,
        made=MORNING,
    )
    return replace(view, **changes)


def open_case(nth: int, **changes: Any) -> OpenCaseLine:
    title = f"关于按“一小区一方案”解决小区停车难的第{nth}个建议"
    received, due = date(2026, 9, 1) + timedelta(days=nth), date(2026, 11, 30)
    line = OpenCaseLine("482917036", title, received, Label("办理中", "In hand"), "镇城建中心", due)
    return replace(line, **changes)


def open_list(count: int = 5, **changes: Any) -> OpenListView:
    lines = tuple(open_case(n) for n in range(1, count + 1))
    return replace(OpenListView("山阳镇人大代表联络站", False, DAY, MORNING, lines, count), **changes)


HAND = (((40, 500), (200, 200), (300, 800), (420, 300)), ((500, 200), (520, 900)), ((700, 500), (960, 480)))


def drawn(who: DeputyView) -> SignatureView:
    return SignatureView(who, MORNING.replace(hour=11, minute=20), strokes=HAND)


def typed(who: DeputyView) -> SignatureView:
    return SignatureView(who, MORNING.replace(hour=11, minute=22), name=who.name)
