"""What was erased is nowhere at the hub, whenever it was written, and no backup brings it back."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from desk.hub import apart, keep
from desk.hub.back import take_back
from desk.hub.hub import Hub
from desk.hub.tables import part as parts
from desk.journal.fact import NewFact
from tests.hub.hub_tools import FAR, TOWN, desk_at, import_table, registration, row_of, rows_of, verdicts
from tests.hub.opened import Records
from tests.hub.test_back import Shelf

RARE = "饕餮纹饰"


def erased(case: object, part: str = "both") -> NewFact:
    return NewFact("case.erased", case, {"part": part})  # type: ignore[arg-type]


def words(case: object) -> NewFact:
    return NewFact("case.corrected", case, {"texts": ["title"]}, {"name": RARE}, {"title": RARE})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("part", "left"), [("person", (False, True)), ("words", (True, False)), ("both", (False,) * 2)]
)
def test_an_erasure_holds_for_what_was_written_before_and_after(hub: Hub, part: str, left: tuple[bool, bool]):
    pen, case = desk_at(hub), uuid4()
    pen.push(hub, pen.write(registration(case), words(case)))
    pen.push(hub, pen.write(words(case), erased(case, part), words(case)))
    pen.push(hub, pen.write(words(case), registration()))
    rows = rows_of(hub, pen.member)
    held = [(bool(row["person"]), bool(row["words"])) for row in rows]
    assert held == [left, left, left, (False, False), left, left, (True, True)]
    assert set(verdicts(hub, pen.member)) == {("ok", "")}


def test_an_erased_part_that_is_sent_once_more_is_not_taken(hub: Hub):
    pen, case = desk_at(hub), uuid4()
    facts = pen.write(registration(case), erased(case))
    body = pen.body(facts)
    keep.take_push(hub, pen.member, {**body, "facts": [row_of(facts[0], "words"), row_of(facts[1])]})
    end = keep.take_push(hub, pen.member, body)
    assert [row["person"] + row["words"] for row in rows_of(hub, pen.member)] == ["", ""]
    assert keep.take_push(hub, pen.member, body)["place"] == end["place"]


def test_an_erasure_may_come_before_what_it_erases(hub: Hub):
    pen, case = desk_at(hub), uuid4()
    pen.push(hub, pen.write(erased(case)))
    pen.push(hub, pen.write(registration(case)))
    assert [row["person"] + row["words"] for row in rows_of(hub, pen.member)] == ["", ""]


def test_who_may_not_see_a_case_erases_nothing_of_it(hub: Hub):
    pen, far, case = desk_at(hub), desk_at(hub, FAR), uuid4()
    pen.push(hub, pen.write(registration(case)))
    far.push(hub, far.write(erased(case)))
    assert rows_of(hub, pen.member)[0]["person"] != ""
    assert hub.apart.erased() == set()


def test_erasing_is_written_beside_the_records_before_it_is_answered(records: Records, monkeypatch: pytest.MonkeyPatch):
    with records.open() as hub:
        pen, case = desk_at(hub), uuid4()
        pen.push(hub, pen.write(registration(case)))
        facts = pen.write(erased(case, "person"))

        def fail(*_: object) -> None:
            raise OSError(28, "no room")

        with monkeypatch.context() as patch:
            patch.setattr(apart, "add_erasures", fail)
            with pytest.raises(Exception, match="disk_full"):
                pen.push(hub, facts)
        assert [row["person"] != "" for row in rows_of(hub, pen.member)] == [True]
        pen.push(hub, facts)
        assert hub.apart.erased() == {(case, "person")}


def test_records_of_before_an_erasure_are_erased_before_anybody_is_answered(records: Records):
    with records.open() as hub:
        pen, case = desk_at(hub), uuid4()
        pen.push(hub, pen.write(registration(case), words(case)))
    copy = records.save()
    with records.open() as hub:
        shelf = Shelf(hub, pen)
        pen.push(hub, pen.write(erased(case)))
    records.restore(copy)
    for _ in range(2):
        with records.open() as hub:
            rows = rows_of(hub, pen.member)
            assert {row["person"] + row["words"] for row in rows} == {""}
            assert len(rows) >= 3, "the hub says by a fact of its own what was erased since"
            take_back(hub, pen.member, shelf.returning())
            assert {row["person"] + row["words"] for row in rows_of(hub, pen.member)} == {""}


def test_a_hub_process_with_files_of_its_own_learns_what_another_erased(records: Records):
    with records.open() as hub:
        pen, case = desk_at(hub), uuid4()
        pen.push(hub, pen.write(erased(case)))
    hub.apart.erased_file.unlink()
    with records.open() as hub:
        assert hub.apart.erased() == {(case, "person"), (case, "words")}


def test_a_returned_erasure_erases(records: Records):
    with records.open() as hub:
        pen, town, case = desk_at(hub), desk_at(hub, TOWN, "town"), uuid4()
    copy = records.save()
    with records.open() as hub:
        facts = pen.write(registration(case), erased(case, "words"))
        pen.push(hub, facts)
        shelf = Shelf(hub, town)
    hub.apart.erased_file.unlink()
    records.restore(copy)
    with records.open() as hub:
        shelf.meet(hub)
        pen.push(hub, facts[:1])
        assert rows_of(hub, pen.member)[0]["words"] != ""
        take_back(hub, town.member, shelf.returning())
        assert {row["words"] for row in rows_of(hub, pen.member)} == {""}
        assert hub.apart.erased() == {(case, "words")}


def test_nothing_of_it_is_left_in_the_file(empty: Records):
    with empty.open() as hub:
        import_table(hub)
        pen, case = desk_at(hub), uuid4()
        pen.push(hub, pen.write(registration(case), words(case)))
        assert _in_records(hub)
        pen.push(hub, pen.write(erased(case)))
        assert not _in_records(hub)
        if empty.server is None:
            log = empty.files.with_name("hub.db-wal")
            assert not log.exists() or log.stat().st_size == 0


def _in_records(hub: Hub) -> bool:
    with hub.engine.read() as connection:
        held = [part for row in connection.execute(select(parts.c.person, parts.c.words)) for part in row if part]
        return any(RARE.encode() in part for part in held)
