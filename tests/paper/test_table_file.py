"""Tables for other programs: what was typed stays text, a file is whole or not there."""

import csv
import io
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from payloads import PAYLOADS

from desk.domain.moment import SHANGHAI
from desk.errors import BadEnvironment, BadInput
from desk.paper.table_file import Column, is_risky, safe_text, write_table
from desk.workbook import open_workbook

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=SHANGHAI)
COLUMNS = (Column("编号", 6), Column("=主题", 40), Column("日期", 11))
SIGNS = set("=+-@")


def written(path: Path, *texts: str) -> list[list[str]]:
    """The cells of a table of these texts, as they stand in its file."""
    rows = [(at, text, date(2026, 3, 1)) for at, text in enumerate(texts, 1)]
    assert write_table(path, "台账", NOW, COLUMNS, rows) == len(texts)
    if path.suffix == ".csv":
        return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    lines = open_workbook(path.read_bytes()).read("台账").lines
    return [[str(line.cells.get(column, "")) for column in range(3)] for line in lines]


def test_there_are_enough_payloads():
    assert len(PAYLOADS) >= 60


def test_a_workbook_holds_every_text_as_it_was_typed(tmp_path: Path):
    cells = written(tmp_path / "t.xlsx", *PAYLOADS)
    assert cells[0] == ["编号", "=主题", "日期"]
    assert [row[1] for row in cells[1:]] == list(PAYLOADS)
    assert {row[2] for row in cells[1:]} == {"2026-03-01"}
    assert [row[0] for row in cells[1:4]] == ["1", "2", "3"]


def test_a_csv_file_holds_every_text_behind_an_apostrophe_at_most(tmp_path: Path):
    cells = written(tmp_path / "t.csv", *PAYLOADS)
    assert cells[0] == ["编号", "'=主题", "日期"]
    for typed, row in zip(PAYLOADS, cells[1:], strict=True):
        assert row[1] in (typed, f"'{typed}")


@given(st.text(max_size=40))
def test_no_text_begins_in_a_csv_file_as_a_formula_does(text: str):
    """By the reading of the strictest program: whatever stands before the sign and is not seen is dropped."""
    kept = safe_text(text)
    assert kept in (text, f"'{text}")
    if kept == text:
        seen = "".join(char for char in text if unicodedata.category(char)[0] not in "ZCM")
        assert unicodedata.normalize("NFKC", seen[:1])[:1] not in SIGNS
        assert text[:1] not in ("\t", "\r", "\n")


@given(st.sampled_from([chr(n) for n in range(0x110000) if unicodedata.normalize("NFKC", chr(n))[:1] in SIGNS]))
def test_a_sign_is_known_in_every_width(sign: str):
    assert is_risky(sign + "1+1")
    assert is_risky(f" \u200b'{sign}1")


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_any_text_comes_back_from_a_workbook(kind: str, text: str, tmp_path_factory: pytest.TempPathFactory):
    path = tmp_path_factory.mktemp("t") / f"t.{kind}"
    (_, row) = written(path, text)
    if kind == "xlsx":
        assert row[1] == text.replace("\x00", "").replace("\ufffe", "").replace("\uffff", "") or "\x00" in text
    else:
        assert row[1] in (text, f"'{text}")


def failing(after: int, error: Exception) -> Iterator[tuple[int, str, None]]:
    for at in range(after):
        yield at, "路灯", None
    raise error


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize(
    ("error", "code"), [(BadInput("stopped_writing"), "stopped_writing"), (OSError(28, "full"), "disk_full")]
)
def test_a_table_that_cannot_be_finished_leaves_what_was_there(kind: str, error: Exception, code: str, tmp_path: Path):
    path = tmp_path / f"t.{kind}"
    path.write_bytes(b"old")
    with pytest.raises((BadInput, BadEnvironment)) as failed:
        write_table(path, "台账", NOW, COLUMNS, failing(2_000, error))
    assert failed.value.code == code
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {path.name: b"old"}


def test_another_kind_of_file_and_a_folder_that_is_none_are_refused(tmp_path: Path):
    with pytest.raises(BadInput, match="kind_of_file"):
        write_table(tmp_path / "t.ods", "台账", NOW, COLUMNS, [])
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(BadEnvironment, match="file_unwritable"):
        write_table(tmp_path / "file" / "t.csv", "台账", NOW, COLUMNS, [])
