"""session: a whole reception day at the command line."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdfium2

from desk.domain.moment import local_day
from desk.domain.numbering import is_number
from tests.cli.command_tools import Commands

JIANG = {"name": "蒋某", "level": "镇", "group": "山阳"}
SAID = {
    "words": "镇区西面寻勿着一只公共厕所。",
    "reply": "下周三前回话。",
    "ways": ["转有关部门"],
    "name": "陈某",
    "case": True,
}


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    return "".join(page.get_textpage().get_text_range() for page in document)


def test_a_day_from_opening_to_the_signed_sheet(station: Commands, tmp_path: Path):
    station.inside("deputies", "add", station.file(JIANG))
    opened = station.inside("session", "open").value
    assert (opened["state"], opened["queue"]) == ("open", [])
    assert station.inside("session", "came", "蒋某").value["present"][0]["name"] == "蒋某"
    took = station.inside("session", "checkin", "--people", "3").value
    assert (took["visitor"]["ticket"], took["visitor"]["state"], took["visitor"]["people"]) == ("A01", "waiting", 3)
    crowd = station.inside("session", "checkin", station.file({"people": 12, "name": "邹某"})).value
    assert [one["code"] for one in crowd["warnings"]] == ["group_over_five"]
    assert station.inside("session", "call").value["visitor"]["ticket"] == "A01"
    assert station.inside("session", "absent", "A01").value["visitor"]["state"] == "missed"
    assert station.inside("session", "back", "1").value["visitor"]["state"] == "waiting"
    assert station.inside("session", "call", "--table", "2").value["visitor"]["table"] == 2
    heard = station.inside("session", "conclude", "A01", station.file(SAID)).value
    assert is_number(heard["visitor"]["numbers"][0])
    station.inside("session", "call")
    guided = station.inside("session", "conclude", "2", station.file({"nature": "SQ", "words": "工资"})).value
    assert guided["counts"] == {
        "person_times": 15,
        "groups": 2,
        "cases": 1,
        "answered": 0,
        "passed": 1,
        "drafted": 0,
        "guided": 1,
    }
    station.inside("session", "checkin")
    said = station.inside("session", "close")
    assert (said.code, said.fault["code"], said.fault["count"]) == (2, "visitors_waiting", 1)
    closed = station.inside("session", "close", "--let-go").value
    assert (closed["state"], closed["signed"]["person_times"]) == ("closed", 15)
    number = closed["number"]
    assert station.inside("session", "confirm", "蒋某", "--of", number, "--name", "蒋某").value["confirmed"]
    sheet = tmp_path / "sheet.pdf"
    assert station.inside("session", "sheet", number, "--out", sheet).value["pages"] >= 1
    assert "公共厕所" in text_of(sheet)
    assert "陈*" in text_of(sheet)
    assert station.inside("show", heard["visitor"]["numbers"][0]).value["fields"]["channel"] == "CH11"
    corrected = station.inside(
        "session", "correct", "1", station.file({"people": 4}), "--of", number, "--reason", "数错"
    )
    assert corrected.value["counts"]["person_times"] == 16
    assert "蒋某" not in station.plain("session", "list", "--from", "1999-01-01", "--to", "1999-02-01").words


def test_plans_make_days_and_days_make_notices(station: Commands, tmp_path: Path):
    station.inside("deputies", "add", station.file(JIANG))
    today = local_day(datetime.now(UTC))
    tomorrow = today + timedelta(days=1)
    rule = {"how": "weekly", "weekday": tomorrow.weekday(), "moved": "stay"}
    plan = station.inside("session", "plan", station.file({"rule": rule, "deputies": ["蒋某"], "room": "二楼"})).value
    assert len(plan["next"]) == 6
    first = next(day for day in plan["next"] if day >= tomorrow.isoformat())
    notice = tmp_path / "notice.pdf"
    announced = station.inside("session", "announce", first).value
    assert announced["announced"] == today.isoformat()
    station.inside("session", "sheet", first, "--paper", "notice", "--out", notice)
    assert "蒋某" in text_of(notice)
    theirs = station.inside("session", "sheet", first, "--paper", "signin", "--out", tmp_path / "s.pdf")
    assert theirs.value["pages"] == 1
    assert station.inside("session", "cancel", first, "--reason", "台风").value["state"] == "cancelled"
    assert station.inside("session", "end", plan["id"]).value["id"] == plan["id"]


def test_what_is_wrong_is_said(station: Commands, tmp_path: Path):
    wrong = {
        "no_session_open": ("session", "call"),
        "word_unknown": ("session", "dance"),
        "session_unknown": ("session", "show", "1999-01-01"),
        "plan_unknown": ("session", "end", "x"),
    }
    for code, words in wrong.items():
        said = station.inside(*words)
        assert (said.code, said.fault["code"]) == (2, code)
    station.inside("session", "open")
    for code, words in {
        "queue_empty": ("session", "call"),
        "talk_unknown": ("session", "absent", "7"),
        "deputy_unknown": ("session", "came", "无人"),
        "session_open": ("session", "open"),
        "bad_option": ("session", "sheet", "--out", tmp_path / "x.pdf", "--paper", "poster"),
    }.items():
        said = station.inside(*words)
        assert (said.code, said.fault["code"]) == (2, code)
