"""The ledger (台账, F9) of a real desk: what stands in it, whose names it shows, in constant memory."""

import csv
import io
import tracemalloc
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from made_up import PASSWORD, Clock, Found
from payloads import PAYLOADS

from desk.actions.cases import erase_case, record_case, withdraw_case
from desk.actions.desk import Desk
from desk.actions.handling import HANDLING
from desk.actions.importing import import_cases
from desk.actions.keeping import verify_desk
from desk.actions.ledger import MOST_UNMASKED, Wanted, write_ledger
from desk.actions.merging import merge_cases
from desk.actions.opening import Founding, open_desk
from desk.actions.operators import add_operator
from desk.actions.steps import forward_case, reply_case
from desk.actions.telling import tell_person
from desk.actions.watching import Watching
from desk.domain.numbering import show_number
from desk.errors import BadInput
from desk.reads.cases import read_case
from desk.reads.ledger import Period

F9 = (
    "序号, 编号, 收到日期, 渠道, 站点, 建议人(脱敏), 身份, 性质, 分类, 主题, 主办, 会办, 转办日期, 期限, 答复日期, "
    "是否按期, 办理结果, 采纳情况, 反馈日期, 反馈方式, 满意度, 闭环, 合并主件, 归档日期, 备注"
).split(", ")
OFFICE = Founding("310116110000", "山阳镇征集工作站", "town", "卫某", PASSWORD)
WHOLE = {
    "title": "=东门路灯",
    "suggester": {"name": "欧阳某", "phone": "13900000005", "identity": ["居民", "楼组长代表"]},
    "category": "06",
    "loop": "SMALL",
    "feedback_mode": ["FM2"],
    "received_at": "2026-11-02 09:00",
}


@pytest.fixture
def office(found: Found, tmp_path: Path) -> Desk:
    return found(tmp_path / "office", OFFICE).desk


def rows(desk: Desk, path: Path, **wanted: Any) -> list[dict[str, str]]:
    path = path / "台账.csv"
    count = write_ledger(desk, path, Wanted(**wanted))
    read = list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    assert len(read) == count
    return read


def number_of(desk: Desk, id: UUID) -> str:
    return show_number(read_case(desk.vault, desk.lens, id).row.number)


def through_the_loop(desk: Desk) -> UUID:
    id = record_case(desk, WHOLE).subjects[0]
    forward_case(desk, id, {"unit": "U02", "co_units": ["U15"], "on": "2026-11-04"})
    reply_case(desk, id, {"outcome": "1", "reply_text": "三盏灯都换了。", "on": "2026-11-10"})
    HANDLING["adopt"](desk, id, {"adoption": "F", "on": "2026-11-10"})
    tell_person(desk, id, {"how": "FM2", "satisfaction": "S1", "said": "好", "on": "2026-11-11"})
    HANDLING["file"](desk, id, {"note": "齐了"})
    return id


def test_the_columns_are_those_of_the_form(office: Desk, tmp_path: Path):
    assert len(F9) == 25
    record_case(office, WHOLE)
    assert list(rows(office, tmp_path)[0]) == F9


def test_a_line_says_what_became_of_a_case(office: Desk, tmp_path: Path):
    id = through_the_loop(office)
    (row,) = rows(office, tmp_path)
    label = office.codes.label
    assert row | {"备注": ""} == {
        **{"序号": "1", "编号": number_of(office, id), "收到日期": "2026-11-02", "站点": "山阳镇征集工作站"},
        **{
            "渠道": label("channel", "CH01").zh,
            "建议人(脱敏)": "欧阳*",
            "身份": "居民、楼组长代表",
            "性质": "建议意见",
        },
        **{"分类": label("category", "06").zh, "主题": "'=东门路灯", "主办": label("unit", "U02").zh},
        **{"会办": label("unit", "U15").zh, "转办日期": "2026-11-04", "期限": "2027-01-01", "答复日期": "2026-11-10"},
        **{"是否按期": "是", "办理结果": "解决采纳", "采纳情况": "采纳", "反馈日期": "2026-11-11", "反馈方式": "电话"},
        **{"满意度": "满意", "闭环": label("loop", "SMALL").zh, "合并主件": "", "归档日期": "2026-11-21", "备注": ""},
    }
    assert row["备注"] == label("state", "90").zh


def test_merged_withdrawn_erased_and_nameless_cases_stand_in_it(office: Desk, tmp_path: Path):
    ids = [
        record_case(office, {"original_text": f"第{n}件", "suggester": {"name": "王某"}}).subjects[0] for n in range(3)
    ]
    nobody = record_case(office, {"original_text": "不留名", "suggester": {"anonymous": True}}).subjects[0]
    merge_cases(office, ids[0], [ids[1]])
    withdraw_case(office, ids[2], "不要了")
    erase_case(office, ids[0], "person", "本人要求")
    by_number = {row["编号"]: row for row in rows(office, tmp_path)}
    assert by_number[number_of(office, ids[1])]["合并主件"] == number_of(office, ids[0])
    assert "姓名和联系方式已删除" in by_number[number_of(office, ids[0])]["备注"]
    assert by_number[number_of(office, ids[0])]["建议人(脱敏)"] == ""
    assert by_number[number_of(office, ids[2])]["备注"] == office.codes.label("state", "99").zh
    assert by_number[number_of(office, nobody)]["建议人(脱敏)"] == "匿名"


def test_a_period_has_both_its_days(office: Desk, tmp_path: Path):
    for day in ("2026-10-31", "2026-11-01", "2026-11-02"):
        record_case(office, {"original_text": day, "received_at": f"{day} 23:59"})
    days = [row["收到日期"] for row in rows(office, tmp_path, period=Period(date(2026, 10, 31), date(2026, 11, 1)))]
    assert days == ["2026-10-31", "2026-11-01"]
    with pytest.raises(BadInput, match="period_wrong"):
        write_ledger(office, tmp_path / "x.csv", Wanted(Period(date(2026, 11, 2), date(2026, 11, 1))))


def test_in_english_too(office: Desk, tmp_path: Path):
    through_the_loop(office)
    (row,) = rows(office, tmp_path, lang="en")
    assert (row["In time"], row["How told"], row["Suggester (masked)"]) == ("yes", "Call", "欧阳*")


# -- names ----------------------------------------------------------------------------------------------


def test_names_in_full_are_written_down_of_each_case_first(office: Desk, tmp_path: Path):
    named = record_case(office, WHOLE).subjects[0]
    nobody = record_case(office, {"original_text": "不留名"}).subjects[0]
    assert "欧阳某" not in rows(office, tmp_path)[0].values()
    read = rows(office, tmp_path, unmasked=True)
    assert {row["建议人"] for row in read} == {"欧阳某", ""}
    shown = [step for step in read_case(office.vault, office.lens, named).steps if step.kind == "shown"]
    assert [step.fields for step in shown] == [("name",)]
    assert all(step.kind != "shown" for step in read_case(office.vault, office.lens, nobody).steps)
    assert verify_desk(office)[1] == []


def test_a_volunteer_is_not_given_them(office: Desk, tmp_path: Path, clock: Clock):
    record_case(office, WHOLE)
    add_operator(office, "陆某", PASSWORD + "2")
    before, lists = verify_desk(office)[0], office.lists
    office.close()
    volunteer = open_desk(tmp_path / "office", clock, lists, password=PASSWORD + "2", operator="陆某")
    with pytest.raises(BadInput, match="unmask_not_head"):
        write_ledger(volunteer, tmp_path / "x.csv", Wanted(unmasked=True))
    assert not (tmp_path / "x.csv").exists()
    assert rows(volunteer, tmp_path)[0]["建议人(脱敏)"] == "欧阳*"
    assert verify_desk(volunteer)[0] == before
    volunteer.close()


def test_not_everybody_s_name_goes_out_at_once(office: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("desk.actions.ledger.MOST_UNMASKED", 2)
    for _ in range(3):
        record_case(office, WHOLE)
    with pytest.raises(BadInput, match="unmask_too_many"):
        write_ledger(office, tmp_path / "x.csv", Wanted(unmasked=True))
    assert MOST_UNMASKED == 1_000
    with pytest.raises(BadInput, match="kind_of_file"):
        write_ledger(office, tmp_path / "x.pdf", Wanted(unmasked=True))


# -- many of them -----------------------------------------------------------------------------------------


def many(desk: Desk, count: int) -> None:
    table = "编号,内容,建议人,主题\n" + "".join(f"{n},第{n}件,王某,路灯{n}\n" for n in range(count))
    import_cases(desk, table.encode())


def test_a_stopped_ledger_leaves_no_file_and_says_how_far_it_was(office: Desk, tmp_path: Path):
    many(office, 1_200)
    said: list[tuple[int, int]] = []
    watching = Watching(lambda done, of: said.append((done, of)), lambda: len(said) > 1)
    with pytest.raises(BadInput, match="stopped_writing"):
        write_ledger(office, tmp_path / "x.xlsx", Wanted(), watching)
    assert said == [(0, 1_200), (500, 1_200)]
    assert [one.name for one in tmp_path.iterdir()] == ["office"]


def test_more_cases_take_no_more_memory(office: Desk, tmp_path: Path):
    def peak(count: int) -> int:
        many(office, count)
        tracemalloc.start()
        write_ledger(office, tmp_path / "x.xlsx", Wanted())
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(600)  # what is loaded at the first time
    few, more = peak(1_200), peak(2_400)
    assert more < few * 1.2


def test_every_payload_that_somebody_typed_is_text_in_the_ledger(office: Desk, tmp_path: Path):
    typed = [text for text in PAYLOADS if text.strip() and len(text) <= 50]
    for text in typed:
        record_case(office, {"title": text, "original_text": "x", "suggester": {"identity": [text]}})
    for text, row in zip(typed, rows(office, tmp_path), strict=True):
        assert row["主题"] in (text, f"'{text}")
