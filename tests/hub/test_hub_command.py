"""The command `minsheng-hub`: its contract with scripts, and everything but backups and the serving itself."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hub_process import ROOT, HubAnswer, HubProcess, hub_argv, hub_command, hub_environment

from desk.hub.cli import COMMANDS, main
from desk.journal.fact import NewFact
from tests.hub.asking import DISTRICT, OTHER_VILLAGE, PLACES, TOWN, VILLAGE, a_case, many, said, write_places

TREE = [("310000000000", "city", 0), (DISTRICT, "district", 1), (TOWN, "town", 2), (VILLAGE, "village", 3)]


def inside(capfd: pytest.CaptureFixture[str], *words: str | Path) -> HubAnswer:
    """The command in this process."""
    code = main([str(word) for word in words])
    return HubAnswer(code, *capfd.readouterr())


def test_it_needs_no_window_at_all(tmp_path: Path):
    (tmp_path / "PySide6.py").write_text("raise ImportError('there is no window here')\n")
    environment = hub_environment() | {"PYTHONPATH": f"{tmp_path}:{ROOT}"}
    words = hub_argv(tmp_path / "files", "", "places", "import", str(write_places(tmp_path)), "--json")
    done = subprocess.run(words, capture_output=True, check=False, env=environment, text=True)
    assert json.loads(done.stdout) == {"read": 6, "imported": 6, "places": 6}, done.stderr
    code = "import sys, desk.hub.commands, desk.hub.api, desk.hub.server; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment, text=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert loaded.isdisjoint({"PySide6", "ui", "reportlab", "pypdfium2", "httpx"})


def test_the_version_is_told(capfd: pytest.CaptureFixture[str]):
    assert inside(capfd, "--version").out == "Minsheng Hub 0.1.0\n"
    assert inside(capfd, "--json", "--version").value == {"version": "0.1.0"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_names_every_command_and_option(capfd: pytest.CaptureFixture[str], lang: str):
    words = inside(capfd, "--help", "--lang", lang).out
    for name in (*COMMANDS, "--db URL", "--files DIR", "--json", "--lang zh|en"):
        assert f"  {name} " in words
    assert ("备份" in words) == (lang == "zh")
    for name in COMMANDS:
        told = inside(capfd, name, "--help", "--json", "--lang", lang).value["help"]
        assert told["usage"].startswith(f"minsheng-hub {name}")
        assert all(one["about"] for one in (*told["arguments"], *told["options"]))


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["frobnicate"],
        ["revoke"],
        ["places", "export"],
        ["places", "import"],
        ["enrol", "--place", VILLAGE],
        ["serve", "--port", "70000"],
        ["refused", "--limit", "0"],
        ["desks", "--lang", "fr"],
        ["desks", "--files", ""],
        ["backup"],
        ["--db"],
    ],
)
def test_a_command_line_that_makes_no_sense_is_bad_input(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, words: list[str]
):
    answer = inside(capfd, "--files", tmp_path / "files", "--json", *words)
    assert (answer.code, answer.fault["code"], answer.error) == (2, "bad_option", "")
    assert re.search("[\u4e00-\u9fff]", answer.fault["message"])
    assert not (tmp_path / "files").exists()


def test_options_stand_before_or_after_the_command(capfd: pytest.CaptureFixture[str], tmp_path: Path):
    before = inside(capfd, "--json", f"--files={tmp_path}", "places")
    after = inside(capfd, "places", "--files", tmp_path, "--json")
    assert before.value == after.value == {"places": []}


def test_records_and_folder_may_be_named_by_the_environment(tmp_path: Path):
    named = {"MINSHENG_HUB_FILES": str(tmp_path / "files"), "MINSHENG_HUB_DB": f"sqlite:///{tmp_path}/elsewhere.db"}
    argv = [sys.executable, "-W", "error", "-m", "desk.hub", "places", "import", str(write_places(tmp_path)), "--json"]
    subprocess.run(argv, check=True, capture_output=True, env=hub_environment() | named)
    assert [path.name for path in (tmp_path / "files").iterdir()] == ["hub.key"]
    assert (tmp_path / "elsewhere.db").stat().st_size > 0
    assert len(hub_command(tmp_path / "files", f"sqlite:///{tmp_path}/elsewhere.db", "places").value["places"]) == 6


def test_the_folder_and_what_lies_in_it_are_for_its_owner_alone(capfd: pytest.CaptureFixture[str], tmp_path: Path):
    inside(capfd, "--files", tmp_path / "files", "places", "import", write_places(tmp_path))
    assert (tmp_path / "files").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "files/hub.key").stat().st_mode & 0o777 == 0o600
    data = (tmp_path / "files/hub.db").read_bytes()
    assert not data.startswith(b"SQLite")
    assert "七村".encode() not in data


def test_places_are_imported_once_and_shown_as_a_tree(capfd: pytest.CaptureFixture[str], tmp_path: Path):
    files, table = tmp_path / "files", write_places(tmp_path)
    assert inside(capfd, "places", "import", table, "--files", files, "--json").value["imported"] == 6
    assert inside(capfd, "places", "import", table, "--files", files, "--json").value["imported"] == 0
    places = inside(capfd, "places", "--files", files, "--json").value["places"]
    assert [(one["code"], one["level"], one["depth"]) for one in places[:4]] == TREE
    assert [one["parent"] for one in places[:2]] == [None, places[0]["id"]]
    assert "      310116001005 七村 (village)" in inside(capfd, "places", "--files", files).out
    renamed = tuple((code, "新七村" if code == VILLAGE else name, level) for code, name, level in PLACES)
    write_places(tmp_path, renamed)
    assert inside(capfd, "places", "import", table, "--files", files, "--json").value["imported"] == 1
    assert "310116001005 新七村" in inside(capfd, "places", "--files", files).out


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_tables_come_as_offices_save_them(capfd: pytest.CaptureFixture[str], tmp_path: Path, encoding: str):
    (tmp_path / "t.csv").write_bytes("级别;名称;代码;备注\n村居;七村;310116001005;好\n".encode(encoding))
    answer = inside(capfd, "places", "import", tmp_path / "t.csv", "--files", tmp_path / "files", "--json")
    assert answer.value["read"] == 1
    assert "七村 (village)" in inside(capfd, "places", "--files", tmp_path / "files").out


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_a_table"),
        ("code,name\n310116001005,七村\n", "not_a_table"),
        ("code,name,level\n31011600100,七村,村居\n", "place_row_wrong"),
        ("code,name,level\n310116001005,,村居\n", "place_row_wrong"),
        ("code,name,level\n310116001005,七村,王国\n", "place_row_wrong"),
        ("code,name,level\n310116001005,七村\n", "row_broken"),
    ],
)
def test_a_table_that_cannot_be_meant_changes_nothing(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, text: str, code: str
):
    (tmp_path / "t.csv").write_text(text)
    answer = inside(capfd, "places", "import", tmp_path / "t.csv", "--files", tmp_path / "files", "--json")
    assert (answer.code, answer.fault["code"]) == (2, code)
    assert inside(capfd, "places", "--files", tmp_path / "files", "--json").value == {"places": []}


def test_a_code_is_told_for_a_place_that_there_is(capfd: pytest.CaptureFixture[str], tmp_path: Path):
    files = tmp_path / "files"
    inside(capfd, "places", "import", write_places(tmp_path), "--files", files)
    told = inside(capfd, "enrol", "--place", VILLAGE, "--level", "point", "--files", files, "--json").value
    assert re.fullmatch("[0-9]{8}", told["code"])
    assert re.fullmatch(r"2\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00", told["expires"])
    words = inside(capfd, "enrol", "--place", VILLAGE, "--level", "village", "--files", files, "--lang", "en").out
    assert re.fullmatch(r"Code \d{4} \d{4}, good once, until \d\d:\d\d\.\n", words)
    for place, level, trouble in (("310116009009", "village", "place_unknown"), (VILLAGE, "king", "level_unknown")):
        answer = inside(capfd, "enrol", "--place", place, "--level", level, "--files", files, "--json")
        assert (answer.code, answer.fault["code"]) == (2, trouble)


def test_desks_are_listed_and_revoked_by_the_beginning_of_their_key(served: HubProcess):
    with many(served, (VILLAGE, "village"), (TOWN, "town")) as (one, other):
        listed: list[dict[str, Any]] = served.inside("desks").value["desks"]
        assert {(each["desk"], each["code"], each["level"], each["revoked_at"]) for each in listed} == {
            (one.key, VILLAGE, "village", None),
            (other.key, TOWN, "town", None),
        }
        assert served.inside("revoke", one.key[:10].upper()).value["desk"] == one.key
        listed = served.inside("desks").value["desks"]
        assert {each["desk"]: each["revoked_at"] is None for each in listed} == {one.key: False, other.key: True}
    for named in ("12", "zzzzzzzzzz", "00000000", "f" * 65, ""):
        answer = served.inside("revoke", named)
        assert (answer.code, answer.fault["code"]) == (2, "desk_not_here"), named


def test_a_desk_that_is_not_in_the_records_may_be_revoked_by_its_whole_key(served: HubProcess):
    key = os.urandom(32).hex()
    assert served.inside("revoke", key).value == {"desk": key, "revoked": True}
    assert key in (served.files / "revoked").read_text()


def test_what_was_set_aside_is_told_without_a_word_of_it(served: HubProcess):
    with many(served, (VILLAGE, "village"), (OTHER_VILLAGE, "village")) as (owner, other):
        [case] = owner.write(a_case())
        said(owner.post("push", owner.push_body([case])))
        said(other.push(NewFact("case.withdrawn", case.event.subject, {}, words={"reason": "就是不想要了"})))
        told = served.inside("refused").value
        assert told["total"] == len(told["refused"]) >= 1
        newest = told["refused"][0]
        assert set(newest) == {"id", "kind", "desk", "reason", "at"}
        assert (newest["kind"], newest["desk"], newest["reason"]) == ("case.withdrawn", other.key, "out_of_place")
        assert "不想要" not in json.dumps(told, ensure_ascii=False)
        assert len(served.inside("refused", "--limit", "1").value["refused"]) == 1


@pytest.mark.parametrize(
    ("db", "code"),
    [
        ("mysql://localhost/hub", "database_url_wrong"),
        ("postgresql://hub:geheim@127.0.0.1:1/hub", "database_unreachable"),
        ("sqlite:////nonexistent/folder/hub.db", "home_unreadable"),
    ],
)
def test_records_that_cannot_be_opened_are_the_environments_trouble(tmp_path: Path, db: str, code: str):
    answer = hub_command(tmp_path, db, "desks")
    assert (answer.code, answer.fault["code"]) == (3, code)
    assert "geheim" not in answer.out + answer.error


def test_a_bug_is_one_sentence_and_a_line_in_the_log(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("desk.hub.company.read_desks", lambda _hub: 1 / 0)
    monkeypatch.setattr("desk.hub.log.open_log", lambda: None)
    answer = inside(capfd, "desks", "--files", tmp_path, "--json")
    assert (answer.code, answer.fault["code"]) == (1, "unexpected")
    assert answer.fault["problem"] == "ZeroDivisionError"
