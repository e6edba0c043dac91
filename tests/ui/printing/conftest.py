"""A slip as it leaves the desk, a print service with printers of several kinds, and eyes for what came out."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID

import pytest
import zxingcpp
from cups_server import CupsServer, running
from drivers import BROKEN, HEAD_70_MM, HEAD_72_MM, NARROW_PAGE, OFFICE
from PIL import Image

from desk.domain.codes import Label
from desk.paper.reply import make_reply
from desk.paper.slip import make_slip
from desk.reads.views import ReplyView, SlipView, StationView
from ui.printing.bitmap import Bitmap
from ui.printing.cups import CupsPort
from ui.printing.follow import follow

SHANGHAI = timezone(timedelta(hours=8))


def a_view() -> SlipView:
    station = StationView(
        place=UUID(int=1),
        name="山阳镇某居民区人民建议征集点",
        code="310116110007",
        level="village",
        sample=False,
        promise_days=60,
        phone="021-0000 0113",
        hours="工作日8:30–16:30",
        handler="山阳镇人民政府",
        keep="3年",
    )
    said = "小区东门外的路口没有红绿灯，早上送孩子的电瓶车和买菜的老人挤在一起，已经碰过两回。"
    return SlipView(
        station=station,
        number="482917036",
        recorded_at=datetime(2026, 10, 12, 19, 15, tzinfo=SHANGHAI),
        name="褚*",
        phone="139****0005",
        anonymous=False,
        nature="JY",
        nature_label=Label("建议意见", "Suggestion"),
        title="东门路口请装红绿灯",
        body=said,
        whole_text=said,
        person_times=1,
        promised=date(2026, 12, 11),
        clerk="志愿者 卫某",
        feedback=("FM2",),
        public_ok=True,
        notice_given=True,
        lang="zh",
        reprint=0,
        printed_at=datetime(2026, 10, 12, 19, 16, tzinfo=SHANGHAI),
    )


@pytest.fixture(scope="session")
def slip() -> bytes:
    """The receipt of a case on 80 mm, both copies, each with its QR code."""
    return make_slip(a_view()).pdf


def letter_of(pages: int) -> bytes:
    """The reply notice of a case, on so many sheets of A4."""
    body = (
        "您好！您提出的建议收悉，现答复如下。"
        + "\n经研究，拟从下学期起统一公示格式，在公布后五个工作日内送学校张贴。" * (24 * pages - 20)
    )
    view = ReplyView(
        number="482917036",
        sample=False,
        unit="张堰镇市场监督管理所",
        document="张市监建复〔2026〕12号",
        title="关于公开中小学食堂食材来源和检测结果的建议",
        name="金某某",
        anonymous=False,
        body=body,
        outcome="3",
        promise="统一公示格式并在全镇学校食堂张贴",
        promised=date(2027, 2, 28),
        contact="陶某",
        contact_phone="021-0000 0203（工作日）",
        copy_to=("区教育局",),
        day=date(2026, 11, 17),
    )
    paper = make_reply(view)
    assert paper.pages == pages
    return paper.pdf


@dataclass(frozen=True)
class Service:
    """The print service, the door to it, and the files in which the heads' dots land."""

    server: CupsServer
    port: CupsPort
    heads: dict[str, Path]

    def follow(self, printer: str, job: int, seconds: float = 15) -> str:
        """What became of a job, asked more often than at a counter."""
        return follow(self.port, printer, job, time.monotonic() + seconds, lambda _: time.sleep(0.1))


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    with running() as server:
        server.add_pdf_queue("pdf")
        drivers = {"head72": HEAD_72_MM, "head70": HEAD_70_MM, "narrow": NARROW_PAGE, "office": OFFICE}
        heads = {name: server.add_roll(name, text) for name, text in drivers.items()}
        server.add_roll("broken", BROKEN)
        yield Service(server, CupsPort(), heads)


ReadQr = Callable[[list[bytes] | tuple[bytes, ...]], list[str]]


@pytest.fixture
def read_qr() -> ReadQr:
    """The texts of the QR codes in rows of "0" (ink) and "1" (paper), seen with white around them."""

    def read(rows: list[bytes] | tuple[bytes, ...]) -> list[str]:
        seen = Image.frombytes("1", (len(rows[0]), len(rows)), Bitmap(len(rows[0]), tuple(rows)).packed())
        paper = Image.new("L", (seen.width + 80, seen.height + 80), 255)
        paper.paste(seen, (40, 40))
        return [code.text for code in zxingcpp.read_barcodes(paper)]

    return read
