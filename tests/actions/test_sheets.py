"""Numbered sheets: a number on paper is given once, keyed once, and missing until it is keyed or struck out."""

import pytest

from desk.actions.cases import record_case, record_cases
from desk.actions.desk import Desk
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.actions.sheets import reserve_sheets, strike_sheet
from desk.domain.numbering import is_number, show_number
from desk.errors import BadInput
from desk.reads.cases import find_cases
from desk.reads.sheets import missing_sheets


def missing(desk: Desk) -> list[str]:
    return [row.number for row in missing_sheets(desk.vault)]


def test_printed_sheets_are_missing_until_they_are_keyed_or_struck_out(desk: Desk):
    first, second, third = numbers = reserve_sheets(desk, 3)
    assert all(map(is_number, numbers))
    assert missing(desk) == sorted(numbers)
    record_case(desk, {"title": "灯", "sheet": show_number(second)})
    assert [row.number for row in find_cases(desk.vault, desk.lens).rows] == [second]
    assert missing(desk) == [first, third]
    strike_sheet(desk, first, "写坏了")
    assert missing(desk) == [third]
    assert verify_desk(desk)[1] == []
    assert rebuild_desk(desk)[0]


@pytest.mark.parametrize("given", ["123-456-789", "1", "abc", 7, "000000000"])
def test_a_number_that_stands_on_no_sheet_is_refused(desk: Desk, given: object):
    reserve_sheets(desk, 1)
    with pytest.raises(BadInput, match="sheet_unknown") as refused:
        record_case(desk, {"title": "灯", "sheet": given})
    assert refused.value.facts["field"] == "sheet"
    assert find_cases(desk.vault, desk.lens).total == 0


def test_a_sheet_is_keyed_once_and_never_after_it_was_struck_out(desk: Desk):
    keyed, struck = reserve_sheets(desk, 2)
    record_case(desk, {"title": "灯", "sheet": keyed})
    strike_sheet(desk, struck, "丢了")
    with pytest.raises(BadInput, match="sheet_keyed"):
        record_case(desk, {"title": "桥", "sheet": keyed})
    with pytest.raises(BadInput, match="sheet_struck"):
        record_case(desk, {"title": "桥", "sheet": struck})
    with pytest.raises(BadInput, match="sheet_keyed"):
        strike_sheet(desk, keyed, "丢了")
    with pytest.raises(BadInput, match="sheet_struck"):
        strike_sheet(desk, struck, "丢了")
    with pytest.raises(BadInput, match="reason_missing"):
        strike_sheet(desk, struck, " ")


def test_two_cases_of_one_list_cannot_share_a_sheet(desk: Desk):
    (number,) = reserve_sheets(desk, 1)
    with pytest.raises(BadInput, match="sheet_keyed"):
        record_cases(desk, [{"title": "灯", "sheet": number}, {"title": "桥", "sheet": number}])
    assert find_cases(desk.vault, desk.lens).total == 0


def test_no_other_case_gets_a_number_that_stands_on_paper(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    from desk.actions import cases

    (number,) = reserve_sheets(desk, 1)
    draws = iter([int(number[:8]) - 10_000_000, 5, 6])
    monkeypatch.setattr(cases.secrets, "randbelow", lambda _most: next(draws))
    record_case(desk, {"title": "灯"})
    assert [row.number[:8] for row in find_cases(desk.vault, desk.lens).rows] == ["10000005"]


@pytest.mark.parametrize("count", [0, -1, 51])
def test_sheets_are_printed_by_the_dozen_not_by_the_ream(desk: Desk, count: int):
    with pytest.raises(BadInput, match="count_wrong"):
        reserve_sheets(desk, count)
    assert missing(desk) == []
