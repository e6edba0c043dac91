"""init, password, station, doctor: a desk is founded, opened in two ways, described and looked at."""

import json
from pathlib import Path

import pytest

from tests.cli.command_tools import PASSWORD, STATION, Commands, Said, files_of


def test_founding_answers_who_the_desk_is_and_keeps_the_code_in_its_file(founded: tuple[Path, Said], stage: Path):
    said = founded[1]
    assert set(said.value) == {"desk", "place"}
    assert len(bytes.fromhex(said.value["desk"])) == 32
    code = (stage / "recovery").read_text()
    assert [len(group) for group in code.strip().split("-")] == [5] * 5
    assert (stage / "recovery").stat().st_mode & 0o077 == 0
    assert founded[0].stat().st_mode & 0o077 == 0


def test_the_recovery_code_opens_the_same_desk(station: Commands, stage: Path):
    number = station.record()
    opened = station("show", number, "--recovery-file", stage / "recovery")
    assert opened.code == 0
    assert opened.value == station.inside("show", number).value


def test_without_a_file_the_code_is_answered_once(nowhere: Commands):
    said = nowhere("init", *STATION)
    assert set(said.value) == {"desk", "place", "recovery_code"}
    code = nowhere.home.parent / "written-down"
    code.write_text(said.value["recovery_code"].lower().replace("-", " "))
    assert nowhere.inside("cases", "--recovery-file", code).value["total"] == 0


def test_founding_twice_changes_nothing(station: Commands):
    before = files_of(station.home)
    said = station.inside("init", *STATION)
    assert (said.code, said.fault["code"]) == (2, "already_founded")
    assert files_of(station.home) == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--station", "31011611300", "--name", "点", "--operator", "卫"), "division_wrong"),
        (("--station", "３１０１１６１１３０００", "--name", "点", "--operator", "卫"), "division_wrong"),
        (("--station", "310116113000", "--name", "  ", "--operator", "卫"), "name_missing"),
        (("--station", "310116113000", "--name", "点" * 31, "--operator", "卫"), "text_too_long"),
        (("--station", "310116113000", "--name", "点"), "operator_missing"),
        (("--station", "310116113000", "--name", "点", "--operator", "卫" * 21), "text_too_long"),
        (("--station", "310116113000", "--name", "点", "--operator", "卫", "--level", "planet"), "code_unknown"),
    ],
)
def test_a_station_that_says_too_little_is_not_founded(nowhere: Commands, words: tuple[str, ...], code: str):
    said = nowhere.inside("init", *words, "--recovery-file", nowhere.home.parent / "code")
    assert (said.code, said.fault["code"]) == (2, code)
    assert not nowhere.home.exists()
    assert not (nowhere.home.parent / "code").exists()


def test_a_short_password_is_refused(nowhere: Commands, tmp_path: Path):
    (tmp_path / "short").write_text("12345")
    assert Commands(nowhere.home, tmp_path / "short").inside("init", *STATION).fault["code"] == "password_short"
    assert not nowhere.home.exists()


def test_the_code_of_another_station_is_never_written_over(nowhere: Commands, tmp_path: Path):
    (tmp_path / "code").write_text("AAAAA-BBBBB\n")
    said = nowhere.inside("init", *STATION, "--recovery-file", tmp_path / "code")
    assert (said.code, said.fault["code"], said.fault["file"]) == (2, "file_exists", "code")
    assert (tmp_path / "code").read_text() == "AAAAA-BBBBB\n"
    assert not nowhere.home.exists()


def test_a_code_that_cannot_be_written_founds_nothing(nowhere: Commands, tmp_path: Path):
    (tmp_path / "file").write_text("")
    said = nowhere.inside("init", *STATION, "--recovery-file", tmp_path / "file" / "code")
    assert (said.code, said.fault["code"]) == (3, "file_unwritable")
    assert not nowhere.home.exists()


def test_a_code_whose_file_takes_nothing_is_answered_after_all(nowhere: Commands):
    said = nowhere.inside("init", *STATION, "--recovery-file", "/dev/full")
    assert said.code == 0
    assert len(said.value["recovery_code"]) == 29


def test_lost_keys_are_never_founded_over(station: Commands):
    """The records of a lost key ring may still be opened by the ring of a backup."""
    station.record()
    (station.home / "keyring.json").unlink()
    records = (station.home / "desk.db").read_bytes()
    assert station.inside("cases").fault["code"] == "database_without_keys"
    assert station.inside("init", *STATION).code == 0
    (aside,) = station.home.glob("before-init-*")
    assert (aside / "desk.db").read_bytes() == records


def test_a_sample_station_has_its_cases(nowhere: Commands):
    assert nowhere.inside("init", "--sample", "--lang", "en").code == 0
    assert nowhere.inside("cases").value["total"] == 19
    assert nowhere.inside("station").value["settings"]["sample"] is True


def test_a_new_password_opens_and_the_old_one_does_not(station: Commands, tmp_path: Path):
    (tmp_path / "new").write_text("一个新的密码")
    assert station("password", "--new-password-file", tmp_path / "new").value == {"changed": True}
    assert station.inside("cases").fault["code"] == "wrong_password"
    assert station.inside("cases", "--password-file", tmp_path / "new").code == 0


def test_whoever_forgot_the_password_sets_a_new_one_by_the_code(station: Commands, stage: Path, tmp_path: Path):
    (tmp_path / "new").write_text("again-and-again")
    said = station.inside("password", "--recovery-file", stage / "recovery", "--password-file", tmp_path / "new")
    assert said.value == {"changed": True}
    assert station.inside("cases", "--password-file", tmp_path / "new").code == 0


def test_a_password_without_a_new_one_asks_for_it(station: Commands):
    said = station("password", start_new_session=True)
    assert (said.code, said.fault["code"]) == (2, "new_password_missing")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_wrong_password_opens_nothing(station: Commands, tmp_path: Path, lang: str):
    (tmp_path / "wrong").write_text(PASSWORD + " ")
    before = files_of(station.home)
    for command in (("cases",), ("verify",), ("backup", "--to", tmp_path / "b"), ("station", "set", "phone", "1")):
        said = station.inside(*command, "--password-file", tmp_path / "wrong", "--lang", lang)
        assert (said.code, said.fault["code"]) == (2, "wrong_password")
    assert files_of(station.home) == before


def test_a_wrong_code_opens_nothing(station: Commands, tmp_path: Path):
    (tmp_path / "wrong").write_text("AAAAA-AAAAA-AAAAA-AAAAA-AAAAA")
    assert station.inside("cases", "--recovery-file", tmp_path / "wrong").fault["code"] == "wrong_recovery_code"
    assert station.inside("cases", "--recovery-file", tmp_path / "none").fault["code"] == "file_missing"


def test_somebody_who_does_not_sit_here_is_named_unknown(station: Commands):
    assert station.inside("cases", "--operator", "王某").fault["code"] == "operator_unknown"


def test_the_station_says_what_it_answers(station: Commands):
    settings = station("station").value["settings"]
    assert settings["name"] == "晨光居民区征集点"
    assert (settings["handler"], settings["keep"], settings["promise_days"]) == (None, None, 60)
    assert (
        station.inside("station", "set", "handler", "山阳镇人民政府").value["settings"]["handler"] == "山阳镇人民政府"
    )
    assert station.inside("station", "set", "promise_days", "30").value["settings"]["promise_days"] == 30
    assert station.inside("station", "set", "handler", "").value["settings"]["handler"] is None
    assert "待本站公布" in station.plain_inside("station").words


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("set", "colour", "red"), "setting_unknown"),
        (("set", "promise_days", "0"), "days_wrong"),
        (("set", "promise_days", "六十"), "days_wrong"),
        (("set", "phone", "1" * 31), "text_too_long"),
        (("set", "phone", "\udcff"), "text_is_broken"),
        (("set", "phone"), "bad_option"),
        (("set",), "bad_option"),
        (("get", "phone"), "bad_option"),
    ],
)
def test_a_wrong_setting_is_refused(station: Commands, words: tuple[str, ...], code: str):
    said = station.inside("station", *words)
    assert (said.code, said.fault["code"]) == (2, code)


def checks(said: Said) -> dict[str, bool]:
    assert set(said.value) == {"ok", "version", "checks"}
    assert all(one["message"] for one in said.value["checks"])
    return {one["name"]: one["ok"] for one in said.value["checks"]}


def test_the_doctor_works_on_an_open_and_a_locked_desk(station: Commands):
    healthy = station("doctor")
    assert healthy.code == 0
    assert checks(healthy)["records"]
    locked = station.inside("doctor", "--password-file", "/dev/null")
    assert (locked.code, checks(locked)["records"]) == (3, False)


def test_the_doctor_works_where_nothing_is(nowhere: Commands):
    said = nowhere.inside("doctor")
    assert said.code == 0
    assert "records" not in checks(said)
    assert not nowhere.home.exists()


def test_the_doctor_finds_what_is_damaged(station: Commands):
    (station.home / "desk.db").write_bytes(b"no records at all" * 1000)
    (station.home / "keyring.json").write_text("{}")
    said = station.inside("doctor")
    assert said.code == 3
    assert (checks(said)["keys"], checks(said)["records"]) == (False, False)


def test_the_doctor_outlives_a_computer_that_cannot_print(station: Commands):
    def broken() -> None:
        raise ImportError("libGL.so.1")

    said = station.inside("doctor", printers=broken)
    assert said.code == 0
    assert checks(said)["printer"] is False
    assert json.dumps(said.value, ensure_ascii=False).count("libGL") == 0


def test_doors_are_shown_and_a_table_is_replaced_by_a_file(station: Commands, tmp_path: Path):
    shipped = station.inside("station", "doors").value["doors"]
    assert list(shipped) == ["SQ", "TS", "SF", "JK"]
    assert not any(table["own"] for table in shipped.values())
    table = {"doors": [{"name": "司法所", "phone": "021-5700 0001", "detail": "一楼"}], "bring": "身份证件"}
    (tmp_path / "doors.json").write_text(json.dumps(table), encoding="utf-8")
    said = station.inside("station", "doors", "SQ", tmp_path / "doors.json").value["doors"]
    assert said == {"SQ": {**table, "own": True}}
    assert "司法所" in station.plain("station", "doors").words
    assert station.inside("station", "doors", "SQ", "").value["doors"]["SQ"] == shipped["SQ"]
    both_ways = station.inside("station", "doors", "SF").value["doors"]["SF"]
    both_ways.pop("own")
    (tmp_path / "doors.json").write_text(json.dumps(both_ways), encoding="utf-8")
    assert station.inside("station", "doors", "SF", tmp_path / "doors.json").code == 0


@pytest.mark.parametrize(
    ("reason", "text", "code"),
    [
        ("JY", "{}", "reason_unknown"),
        ("SQ", "{}", "not_doors"),
        ("SQ", "[]", "not_doors"),
        ("SQ", "{", "not_json"),
        ("SQ", '{"doors": [{"phone": "1"}]}', "door_unnamed"),
        ("SQ", '{"doors": [{"name": "门", "road": "1"}]}', "keys_unknown"),
    ],
)
def test_doors_that_cannot_be_meant_are_said(station: Commands, tmp_path: Path, reason: str, text: str, code: str):
    (tmp_path / "doors.json").write_text(text, encoding="utf-8")
    said = station.inside("station", "doors", reason, tmp_path / "doors.json")
    assert (said.code, said.fault["code"]) == (2, code)
