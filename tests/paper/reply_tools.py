"""Views of replies, and eyes for a letter: its lines by page, and the boxes that are ticked."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pypdfium2.raw as raw
from slip_tools import opened

from desk.reads.views import ReplyView

MM = 72 / 25.4
BODY = (
    "您好！您10月20日通过“随申办”人民建议征集信箱提出的建议收悉。我们会同区教育局作了研究，现答复如下：\n"
    "一、关于公布食材来源和检测结果。您的建议很有必要。拟从下学期起统一公示格式，目前正在与学校、供餐企业商定"
    "公示内容，包括供应商名称、进货日期、快检项目和结论。\n"
    "二、关于陪餐日。区教育局意见：每学期开放两次，由学校提前一周通知家长，自愿报名。"
)
REPLY = ReplyView(
    number="482917036",
    sample=False,
    unit="张堰镇市场监督管理所",
    document="张市监建复〔2026〕12号",
    title="关于公开中小学食堂食材来源和检测结果的建议",
    name="金某某",
    anonymous=False,
    body=BODY,
    outcome="3",
    promise="统一公示格式并在全镇学校食堂张贴",
    promised=date(2027, 2, 28),
    contact="陶某",
    contact_phone="021-0000 0203（工作日）",
    copy_to=("张堰镇人大办公室", "区教育局"),
    day=date(2026, 11, 17),
)


def reply_view(**changes: Any) -> ReplyView:
    return replace(REPLY, **changes)


@dataclass(frozen=True)
class Line:
    """Ink on one height of a page: millimetres from the top and from the left, and its characters."""

    top: float
    left: float
    right: float
    text: str


def lines_of(page: Any) -> list[Line]:
    """From the top down; characters whose baselines are within half a millimetre stand on one line."""
    textpage = page.get_textpage()
    rows: dict[int, list[tuple[float, float, str]]] = {}
    for at in range(textpage.count_chars()):
        char = textpage.get_text_range(at, 1) or chr(raw.FPDFText_GetUnicode(textpage.raw, at))
        if char.isspace():
            continue
        left, _bottom, right, _top = textpage.get_charbox(at, loose=True)
        rows.setdefault(round(_origin(textpage, at) / MM * 2), []).append((left, right, char))
    height = page.get_height()
    return [
        Line(
            (height - base / 2 * MM) / MM,
            min(left for left, _, _ in row) / MM,
            max(right for _, right, _ in row) / MM,
            "".join(char for _, _, char in sorted(row)),
        )
        for base, row in sorted(rows.items(), reverse=True)
    ]


def _origin(textpage: Any, at: int) -> float:
    x, y = raw.c_double(), raw.c_double()
    assert raw.FPDFText_GetCharOrigin(textpage.raw, at, x, y)
    return float(y.value)


def pages_of(pdf: bytes) -> list[list[Line]]:
    with opened(pdf) as document:
        return [lines_of(page) for page in document]


def all_text(pdf: bytes) -> str:
    """Every page's text in the order it was drawn, without blanks."""
    with opened(pdf) as document:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def ticks_of(pdf: bytes) -> list[str]:
    """The words behind each tick, as many characters as an outcome has at most."""
    with opened(pdf) as document:
        return [word for page in document for word in _ticked(page)]


def _ticked(page: Any) -> Iterator[str]:
    textpage = page.get_textpage()
    chars = [
        (textpage.get_charbox(at, loose=True), textpage.get_text_range(at, 1)) for at in range(textpage.count_chars())
    ]
    for item in (raw.FPDFPage_GetObject(page.raw, n) for n in range(raw.FPDFPage_CountObjects(page.raw))):
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_PATH:
            continue
        fill, stroke = raw.c_int(), raw.c_int()
        assert raw.FPDFPath_GetDrawMode(item, fill, stroke)
        if not stroke.value:
            continue
        edges = [raw.c_float() for _ in range(4)]
        assert raw.FPDFPageObj_GetBounds(item, *edges)
        _left, bottom, right, top = (edge.value for edge in edges)
        behind = sorted(
            (box[0], char)
            for box, char in chars
            if right < box[0] < right + 24 * MM and box[1] < (bottom + top) / 2 < box[3]
        )
        yield "".join(char for _, char in behind)
