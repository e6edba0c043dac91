"""A station's first case by commands alone: founded, recorded, printed, corrected, taken back, saved and restored."""

import re
from pathlib import Path
from typing import Any

import pypdfium2

from tests.cli.command_tools import LAMP, PASSWORD, STATION, Commands, make_cheap

FACTS = 6  # the place, the operator, its settings, the case, its correction, its withdrawal


def words_in(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    return "".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "")


def answer(station: Commands, *words: str | Path, **how: Any) -> Any:
    said = station(*words, **how)
    assert said.code == 0, said
    return said.value


def test_the_first_slip_and_everything_after_it_by_command(tmp_path: Path):
    (tmp_path / "password").write_text(PASSWORD)
    station = Commands(tmp_path / "home", tmp_path / "password")
    assert answer(station, "init", *STATION, "--recovery-file", tmp_path / "code")["place"]
    make_cheap(station.home, (tmp_path / "code").read_text().strip())
    answer(station, "station", "set", "phone", "57890000")

    recorded = answer(station, "record", "-", stdin=station.file(LAMP).read_bytes())
    number = recorded["number"]
    assert re.fullmatch(r"[1-9]\d\d-\d{3}-\d{3}", number)
    assert recorded["state"] == "10"

    assert answer(station, "slip", number, "--size", "80mm", "--out", tmp_path / "slip.pdf")["pages"] == 1
    slip = words_in(tmp_path / "slip.pdf")
    for there in (number, LAMP["title"], "139****0005", "欧阳*", "57890000", "晨光居民区征集点"):
        assert there in slip
    for hidden in ("13900000005", "欧阳某"):
        assert hidden not in slip

    correction = station.file({"title": "东门三盏路灯", "reason": "数清楚了"})
    assert answer(station, "correct", number, correction)["number"] == number
    assert answer(station, "slip", number, "--out", tmp_path / "again.pdf")
    assert "东门三盏路灯" in words_in(tmp_path / "again.pdf")
    shown = answer(station, "show", number)
    assert shown["fields"]["title"] == "东门三盏路灯"
    assert [step["kind"] for step in shown["steps"]] == ["corrected", "registered"]

    assert answer(station, "withdraw", number[4:], "--reason", "已经修好了")["state"] == "99"
    shown = answer(station, "show", number)
    assert [step["text"] for step in shown["steps"]] == ["已经修好了", "数清楚了", ""]

    backup = answer(station, "backup", "--to", tmp_path / "stick")
    assert (backup["facts"], backup["verified"]) == (FACTS, True)
    elsewhere = station.elsewhere("elsewhere")
    assert answer(elsewhere, "restore", backup["path"], "--recovery-file", tmp_path / "code")["facts"] == FACTS
    assert answer(elsewhere, "verify") == {"ok": True, "facts": FACTS, "problems": []}
    restored = answer(elsewhere, "show", number, "--recovery-file", tmp_path / "code")
    assert restored == shown
