"""Rosters and units come from workbooks, too: below a title, and what an error of a formula left is named."""

from pathlib import Path

import pytest
from made_up import PASSWORD, Found
from workbooks import make_book, put
from xlsxwriter import Workbook

from desk.actions.desk import Desk
from desk.actions.opening import Founding
from desk.actions.roster import import_roster
from desk.actions.units import import_units


@pytest.fixture
def town(found: Found, tmp_path: Path) -> Desk:
    return found(tmp_path / "town", Founding("310116113000", "山阳镇征集工作站", "town", "蒋某", PASSWORD)).desk


def book(header: tuple[str, ...], *rows: tuple[object, ...]) -> bytes:
    """A title over everything, then the table; its last row ends in a formula that failed."""

    def fill(made: Workbook) -> None:
        sheet = made.add_worksheet()
        sheet.merge_range(0, 0, 0, len(header) - 1, "山阳镇名单")
        put(sheet, [header, *rows], 1)
        sheet.write_formula(len(rows) + 1, 0, "=NA()", None, "#N/A")

    return make_book(fill)


def test_a_roster(town: Desk) -> None:
    header = ("姓名", "级别", "电话")
    taken = import_roster(town, book(header, ("甲某", "区", 13900000001), ("乙某", "区", "021-57320000"), ("", "区")))
    assert (taken.added, [(one.row, one.code) for one in taken.refused]) == (2, [(5, "cell_error")])


def test_units(town: Desk) -> None:
    taken = import_units(town, book(("单位", "英文"), ("镇城运中心", "Operations centre"), ("", "x")))
    assert (taken.added, [(one.row, one.code) for one in taken.refused]) == (1, [(4, "cell_error")])
