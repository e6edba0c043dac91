"""import: tables as offices save them, rows that are broken, a second time, a file that must not be taken at all."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from workbooks import HEAD, make_book, put
from xlsxwriter import Workbook

from desk.workbook import open_workbook
from tests.cli.command_tools import Commands

TABLE = (
    "登记编号,标题,内容,建议人,联系电话,收到时间,颜色\n"
    "A1,路灯,东门路灯不亮,王某,13900000001,2026/3/1 9:05,红\n"
    'A2,垃圾,"堆着,没人管\n三天了",李某,13900000002,2026-03-02,绿\n'
)


def table(path: Path, text: str = TABLE, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig"])
def test_a_table_comes_in_once(station: Commands, tmp_path: Path, encoding: str):
    file = table(tmp_path / "t.csv", encoding=encoding)
    said = station.inside("import", file)
    assert said.code == 0
    assert said.value == {"read": 2, "imported": 2, "known": 0, "ignored": ["颜色"], "refused": []}
    again = station.inside("import", file).value
    assert (again["imported"], again["known"]) == (0, 2)
    fields = station.inside("show", station.inside("cases", "--find", "垃圾").value["cases"][0]["number"]).value[
        "fields"
    ]
    assert fields["original_text"] == "堆着,没人管\n三天了"
    assert (fields["suggester"]["name"], fields["received_at"]) == ("李某", "2026-03-02T00:00:00+08:00")
    assert fields["source_id"] == "A2"


def test_a_dry_run_says_the_same_and_stores_nothing(station: Commands, tmp_path: Path):
    file = table(tmp_path / "t.csv")
    dry = station.inside("import", file, "--dry-run").value
    assert station.inside("cases").value["total"] == 0
    assert dry["imported"] == 2
    assert station.inside("import", file).value == dry


def test_the_same_file_comes_through_standard_input(station: Commands):
    said = station("import", "-", stdin=TABLE)
    assert said.value["imported"] == 2


def test_broken_rows_are_named_and_the_others_come_in(station: Commands, tmp_path: Path):
    rows = (
        "编号,内容,来访人数\n"
        "1,好,2\n"
        "2,少一栏\n"
        "3,多一栏,1,2\n"
        "4,人数不对,很多\n"
        "5,  ,1\n"
        '6,"引号后面"还有字,1\n'
        "7,也好,3\n"
        '8,"没有结尾,1\n'
        "9,被吞掉的,1\n"
    )
    said = station.inside("import", table(tmp_path / "t.csv", rows))
    assert said.code == 0
    refused = {one["row"]: one["code"] for one in said.value["refused"]}
    assert refused == {
        3: "row_broken",
        4: "row_broken",
        5: "people_wrong",
        6: "nothing_said",
        7: "row_broken",
        9: "row_broken",
    }
    assert all(one["message"] for one in said.value["refused"])
    assert said.value["imported"] == 2
    plain = station.plain_inside("import", tmp_path / "t.csv").words
    assert "第 5 行：来访人数要填 1 到 999 的整数。" in plain


def test_every_field_refuses_what_cannot_be_stored(station: Commands, tmp_path: Path):
    """Each typed field with NUL, half a character, and too many characters; the length is named."""
    texts = ("title", "main_cause", "proposal", "original_text", "first_opinion", "recorder", "source_id")
    persons = ("name", "phone", "address")
    rows: list[dict[str, object]] = []
    for bad in ("a\0b", "a\ud800b", "长" * 20_001):
        rows += [{"original_text": "好", name: bad} for name in texts]
        rows += [{"original_text": "好", "suggester": {name: bad}} for name in persons]
        rows += [{"original_text": "好", "suggester": {"identity": bad}}]
    said = station.inside("import", station.file(rows))
    assert said.value["read"] == len(rows) == 33
    assert said.value["imported"] == 0
    codes = [one["code"] for one in said.value["refused"]]
    assert codes == ["text_has_nul"] * 11 + ["text_is_broken"] * 11 + ["text_too_long"] * 11
    assert all("20001" in one["message"] for one in said.value["refused"][22:])


@pytest.mark.parametrize(
    ("at", "code"),
    [
        ("2026-02-30", "date_wrong"),
        ("明天", "date_wrong"),
        ("2999-01-01", "date_future"),
        ("1066-10-14", "date_too_early"),
        ("9999-12-31T23:59:59-12:00", "date_future"),
        ("0001-01-01T00:00:00+14:00", "date_too_early"),
        (20260101, "date_wrong"),
    ],
)
def test_a_date_that_cannot_be_is_refused(station: Commands, at: object, code: str):
    form = {"original_text": "好", "received_at": at}
    said = station.inside("record", station.file(form))
    assert (said.code, said.fault["code"]) == (2, code)
    (refused,) = station.inside("import", station.file([form])).value["refused"]
    assert refused["code"] == code


def test_a_reply_comes_in_as_a_quoted_step(station: Commands):
    rows = [
        {"id": "r1", "original_text": "路灯", "reply": "已修好。", "replied_at": "2026-03-05"},
        {"id": "r2", "original_text": "路灯", "reply": "好", "replied_at": "9999-12-31T23:59:59-12:00"},
    ]
    said = station.inside("import", station.file(rows)).value
    assert [(one["row"], one["code"]) for one in said["refused"]] == [(2, "date_wrong")]
    (case,) = station.inside("cases").value["cases"]
    newest = station.inside("show", case["number"]).value["steps"][0]
    assert (newest["kind"], newest["text"], newest["at"][:10]) == ("quoted", "已修好。", "2026-03-05")


def test_a_map_names_the_columns_of_a_strange_table(station: Commands, tmp_path: Path):
    file = table(tmp_path / "t.csv", "nr;was\nx1;Licht\n")
    mapped = station.inside("import", file, "--map", station.file({"nr": "source_id", "was": "original_text"}))
    assert mapped.value["imported"] == 1
    for wrong, code in (({"nr": "colour"}, "map_unknown"), ([1], "not_a_map"), ({"nr": 1}, "not_a_map")):
        assert station.inside("import", file, "--map", station.file(wrong)).fault["code"] == code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_a_table"),
        (b"\n\n", "not_a_table"),
        ("一,一\n1,2\n".encode(), "not_a_table"),
        (b'[{"text": "a"', "not_json"),
        (b"PK\x03\x04\xff\xff\x00\x81", "workbook_damaged"),
        (b"\xff\xff\x00\x81", "encoding_unknown"),
    ],
)
def test_what_is_no_table_stores_nothing(station: Commands, tmp_path: Path, data: bytes, code: str):
    (tmp_path / "t").write_bytes(data)
    said = station.inside("import", tmp_path / "t")
    assert (said.code, said.fault["code"]) == (2, code)
    assert station.inside("cases").value["total"] == 0


def test_an_accusation_with_words_stops_the_whole_file(station: Commands, tmp_path: Path):
    rows = "编号,内容,性质\n" + "".join(f"{n},好,JY\n" for n in range(600)) + "x,某人贪污,检举控告\n"
    said = station.inside("import", table(tmp_path / "t.csv", rows))
    assert said.code == 2
    assert {"code": "accusation_has_text", "row": 602}.items() <= said.fault.items()
    assert station.inside("cases").value["total"] == 0


def test_accusations_without_words_are_counted(station: Commands, tmp_path: Path):
    file = table(tmp_path / "t.csv", "编号,内容,性质,来访人数\n1,,JK,2\n2,好,JY,1\n")
    assert station.inside("import", file).value["imported"] == 2


def test_a_suggester_that_is_no_group_of_fields_is_not_dropped_in_silence(station: Commands):
    said = station.inside("import", station.file([{"original_text": "好", "suggester": "王某"}])).value
    assert [one["code"] for one in said["refused"]] == ["not_an_object"]


def test_the_messages_of_a_whole_year_come_in_quickly(station: Commands):
    rows = [
        {"id": str(n), "original_text": f"第 {n} 条：路灯不亮。" * 20, "suggester": {"name": "王某"}}
        for n in range(2000)
    ]
    said = station("import", station.file(rows))
    assert said.value["imported"] == 2000
    assert said.seconds < 60


def test_a_workbook_comes_in_as_a_table_does(station: Commands, tmp_path: Path):
    """A title, a merged header, a telephone that became a number, a real day, a row that nobody sees."""

    def fill(book: Workbook) -> None:
        book.add_worksheet("说明")
        sheet, day = book.add_worksheet("三月"), book.add_format({"num_format": "yyyy/m/d"})
        sheet.merge_range(0, 0, 0, 5, "山阳镇人民建议登记表")
        put(sheet, [HEAD, ("A1", "路灯", "东门路灯不亮", "王某", 13900000001.0), ("A2", "垃圾", "堆着", "李某")], 1)
        put(sheet, [("A3", "看不见", "藏着", "张某"), ("A4", "钟", "停了", "赵某", "1.38E+10")], 4)
        sheet.write_datetime(2, 5, datetime(2026, 3, 1, 9, 5, tzinfo=UTC), day)
        sheet.set_row(4, None, None, {"hidden": True})

    file = tmp_path / "t.xlsx"
    file.write_bytes(make_book(fill))
    dry = station.inside("import", file, "--dry-run").value
    said = station.inside("import", file).value
    assert dry == said
    assert (said["imported"], said["sheet"], said["sheets"]) == (2, "三月", ["说明", "三月"])
    assert [(one["row"], one["code"]) for one in said["refused"]] == [(5, "row_hidden"), (6, "number_cut")]
    number = station.inside("cases", "--find", "东门").value["cases"][0]["number"]
    fields = station.inside("show", number).value["fields"]
    assert fields["suggester"]["phone"] == "13900000001"
    assert fields["received_at"] == "2026-03-01T09:05:00+08:00"
    assert station.inside("import", file).value["known"] == 2
    assert station.inside("import", file, "--sheet", "四月").fault["code"] == "workbook_sheet_unknown"


def test_a_map_may_leave_a_column_out(station: Commands, tmp_path: Path):
    file = table(tmp_path / "t.csv")
    said = station.inside("import", file, "--map", station.file({"联系电话": "", "颜色": "first_opinion"})).value
    assert (said["imported"], said["ignored"]) == (2, ["联系电话"])


def test_what_was_wrong_is_written_row_by_row(station: Commands, tmp_path: Path):
    file = table(tmp_path / "t.csv", "编号,内容,来访人数\n1,好,2\n2,,1\n3,=好,很多\n")
    said = station.inside("import", file, "--dry-run", "--report", tmp_path / "r.xlsx")
    lines = open_workbook((tmp_path / "r.xlsx").read_bytes()).read("没有导入的行").lines
    assert [line.cells[0] for line in lines] == ["行", "3", "4"]
    assert lines[2].cells[1] == said.value["refused"][1]["message"]
    assert station.inside("import", file, "--report", tmp_path / "r.pdf").fault["code"] == "kind_of_file"
    assert station.inside("cases").value["total"] == 0
