"""Slip views from the sample cases, and eyes for a PDF: its text, its dots, its fonts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pypdfium2 as pdfium
import zxingcpp
from PIL import Image

from desk import resources
from desk.domain.codes import Label
from desk.domain.masks import mask_name, mask_phone
from desk.reads.views import SlipView, StationView

SHANGHAI = timezone(timedelta(hours=8))
CASES = {case["id"]: case for case in resources.read_json("samples", "samples.json")}
NATURES = {row["code"]: Label(row["zh"], row["en"]) for row in resources.read_json("codes", "codes.json")["nature"]}
STATION = StationView(
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


def slip_view(
    case_id: str, *, whole_name: bool = False, station: dict[str, Any] | None = None, **changes: Any
) -> SlipView:
    case = CASES[case_id]
    person = case["suggester"]
    due = case["deadlines"].get("policy_reply_60d_rolled")
    name = person["name"] or ""
    nature = changes.get("nature", case["nature"])
    view = SlipView(
        station=replace(STATION, **(station or {})),
        number="482917036",
        recorded_at=datetime.fromisoformat(case["received_at"]),
        name=name if whole_name else mask_name(name),
        phone=mask_phone(person["phone"] or ""),
        anonymous=person["anonymous"],
        nature=nature,
        nature_label=NATURES[nature],
        title=case["title"] or "",
        body=case["main_cause"] or "",
        whole_text=(case["main_cause"] or "") + (case["proposal"] or ""),
        person_times=case["person_times"],
        promised=date.fromisoformat(due) if due else None,
        clerk="志愿者 卫某",
        feedback=("FM2",),
        public_ok=person["public_ok"],
        notice_given=person["pi_notice_given"],
        lang=person["lang"],
        reprint=0,
        printed_at=datetime(2026, 11, 12, 9, 2, tzinfo=SHANGHAI),
        said=tuple((field, case[field]) for field in ("original_text", "main_cause", "proposal") if case.get(field)),
    )
    return replace(view, **changes)


@contextmanager
def opened(pdf: bytes) -> Iterator[Any]:
    document = pdfium.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def text_of(pdf: bytes, number: int = 0) -> str:
    """All text of a page in the order it was drawn, blanks and line ends left out."""
    with opened(pdf) as document:
        page = document[number]
        return "".join(page.get_textpage().get_text_range().split())


def copies_of(pdf: bytes) -> tuple[str, str]:
    """The text of the person's copy and that of the stub."""
    text = text_of(pdf)
    line = "撕开线" if "撕开线" in text else "Tearhere"
    person, stub = text.split(line)
    return person, stub


def dots_of(pdf: bytes, number: int = 0) -> Image.Image:
    """A page as a 203 dpi head prints it: 8 dots to the millimetre, black or white."""
    with opened(pdf) as document:
        picture = document[number].render(scale=203.2 / 72, grayscale=True).to_pil()
        return picture.point(lambda value: 255 if value >= 128 else 0)


def ink_of(dots: Image.Image) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of what is black."""
    box = dots.point(lambda value: 255 - value).getbbox()
    assert box is not None
    return box


def qr_of(dots: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(dots)]
