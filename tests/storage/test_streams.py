"""No place in a stream is ever used twice, whatever is copied, put back or restored behind the desk's back."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from made_up import PASSWORD, Clock, Found
from sqlalchemy import select

from desk.actions.cases import record_case
from desk.actions.desk import Desk, Lists
from desk.actions.keeping import backup_desk, restore_desk, verify_desk
from desk.actions.opening import open_desk
from desk.journal.link import START
from desk.storage.identity import read_identity
from desk.storage.tables import fact, stream

Places = dict[tuple[bytes, int], bytes]
Open = Callable[[Path], Desk]


@pytest.fixture
def open_at(clock: Clock, lists: Lists) -> Any:
    opened: list[Desk] = []

    def _open(home: Path) -> Desk:
        opened.append(open_desk(home, clock, lists, password=PASSWORD))
        return opened[-1]

    yield _open
    for desk in opened:
        desk.close()


def places(desk: Desk) -> Places:
    """Every place of every stream, and the hash of the link that stands there."""
    with desk.vault.read() as connection:
        rows = connection.execute(
            select(stream.c.incarnation, fact.c.seq, fact.c.hash).join(stream, stream.c.n == fact.c.stream)
        ).all()
    return {(row.incarnation, row.seq): row.hash for row in rows}


def head(desk: Desk) -> tuple[bytes, int, bytes]:
    with desk.vault.read() as connection:
        known = read_identity(connection).head
    return known.stream.incarnation, known.seq, known.hash


def last_link(desk: Desk) -> Any:
    with desk.vault.read() as connection:
        return connection.execute(
            select(fact.c.prev, fact.c.seq, stream.c.incarnation)
            .join(stream, stream.c.n == fact.c.stream)
            .order_by(fact.c.n.desc())
            .limit(1)
        ).one()


def copy_database(desk: Desk, target: Path) -> None:
    """As somebody with a file manager would, the program being closed."""
    desk.close()
    shutil.copyfile(desk.home.database, target)


def never_twice(*desks: Desk) -> bool:
    seen: Places = {}
    for desk in desks:
        for place, hash in places(desk).items():
            if seen.setdefault(place, hash) != hash:
                return False
    return all(verify_desk(desk)[1] == [] for desk in desks)


def test_facts_of_one_desk_are_numbered_and_chained(desk: Desk):
    for _ in range(5):
        record_case(desk, {"title": "灯"})
    with desk.vault.read() as connection:
        rows = connection.execute(select(fact).order_by(fact.c.seq)).all()
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
    assert [row.prev for row in rows] == [START, *(row.hash for row in rows[:-1])]
    assert head(desk)[1:] == (len(rows), rows[-1].hash)


def test_opening_again_writes_on_in_the_same_stream(desk: Desk, open_at: Open):
    record_case(desk, {"title": "灯"})
    incarnation = head(desk)[0]
    for _ in range(3):
        desk.close()
        desk = open_at(desk.home.folder)
        record_case(desk, {"title": "灯"})
    assert head(desk)[0] == incarnation
    assert never_twice(desk)


def test_a_renamed_folder_is_still_the_same_desk(desk: Desk, open_at: Open, tmp_path: Path):
    record_case(desk, {"title": "灯"})
    before = head(desk)
    desk.close()
    desk.home.folder.rename(tmp_path / "elsewhere")
    moved = open_at(tmp_path / "elsewhere")
    record_case(moved, {"title": "灯"})
    assert head(moved)[:2] == (before[0], before[1] + 1)


def test_a_database_that_was_put_back_writes_a_new_incarnation(desk: Desk, open_at: Open, tmp_path: Path):
    record_case(desk, {"title": "甲"})
    copy_database(desk, tmp_path / "copy.db")
    desk = open_at(desk.home.folder)
    old = head(desk)
    record_case(desk, {"title": "乙"})
    later = places(desk)
    desk.close()
    shutil.copyfile(tmp_path / "copy.db", desk.home.database)
    back = open_at(desk.home.folder)
    record_case(back, {"title": "丙"})
    link = last_link(back)
    assert (link.seq, link.prev) == (1, old[2])
    assert link.incarnation != old[0]
    assert not {place for place, hash in places(back).items() if later.get(place, hash) != hash}
    assert verify_desk(back)[1] == []


def test_a_database_put_back_from_the_same_start_is_noticed_by_the_place_reached(
    desk: Desk, open_at: Open, tmp_path: Path
):
    record_case(desk, {"title": "甲"})
    with desk.vault.raw() as driver:
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    shutil.copyfile(desk.home.database, tmp_path / "copy.db")
    record_case(desk, {"title": "乙"})
    later = places(desk)
    desk.close()
    shutil.copyfile(tmp_path / "copy.db", desk.home.database)
    back = open_at(desk.home.folder)
    record_case(back, {"title": "丙"})
    assert last_link(back).seq == 1
    assert not {place for place, hash in places(back).items() if later.get(place, hash) != hash}


@pytest.mark.parametrize("damage", ["deleted", "empty", "torn", "another"])
def test_without_its_marker_a_desk_writes_a_new_incarnation(damage: str, desk: Desk, open_at: Open):
    record_case(desk, {"title": "甲"})
    old = head(desk)
    desk.close()
    marker = desk.home.marker
    text = marker.read_text()
    marker.unlink()
    if damage != "deleted":
        marker.write_text({"empty": "", "torn": text[:40], "another": "0" + text[1:]}[damage])
    back = open_at(desk.home.folder)
    record_case(back, {"title": "乙"})
    link = last_link(back)
    assert (link.seq, link.prev) == (1, old[2])
    assert link.incarnation != old[0]
    assert never_twice(back)


def test_a_copied_folder_and_its_original_never_write_the_same_place(desk: Desk, open_at: Open, tmp_path: Path):
    record_case(desk, {"title": "甲"})
    desk.close()
    shutil.copytree(desk.home.folder, tmp_path / "copy")
    original, copy = open_at(desk.home.folder), open_at(tmp_path / "copy")
    for each in (original, copy, original, copy):
        record_case(each, {"title": "乙"})
    assert head(original)[0] != head(copy)[0]
    assert never_twice(original, copy)


def test_a_copied_database_and_its_original_never_write_the_same_place(desk: Desk, open_at: Open, tmp_path: Path):
    record_case(desk, {"title": "甲"})
    (tmp_path / "copy").mkdir()
    copy_database(desk, tmp_path / "copy" / "desk.db")
    shutil.copyfile(desk.home.keyring, tmp_path / "copy" / "keyring.json")
    original, copy = open_at(desk.home.folder), open_at(tmp_path / "copy")
    for each in (copy, original, copy, original):
        record_case(each, {"title": "乙"})
    assert never_twice(original, copy)


def test_a_restored_desk_is_a_new_incarnation_at_once(desk: Desk, open_at: Open, clock: Clock, tmp_path: Path):
    record_case(desk, {"title": "甲"})
    old = head(desk)
    made = backup_desk(desk, tmp_path / "stick")
    record_case(desk, {"title": "乙"})
    later = places(desk)
    desk.close()
    restore_desk(made.path, desk.home.folder, clock, password=PASSWORD)
    back = open_at(desk.home.folder)
    assert head(back)[0] != old[0]
    assert head(back)[1:] == (0, old[2])
    record_case(back, {"title": "丙"})
    assert (last_link(back).seq, last_link(back).prev) == (1, old[2])
    assert not {place for place, hash in places(back).items() if later.get(place, hash) != hash}
    assert verify_desk(back)[1] == []


def test_a_save_that_failed_costs_a_new_incarnation_at_most(desk: Desk, open_at: Open, monkeypatch: pytest.MonkeyPatch):
    from desk.storage import save

    record_case(desk, {"title": "甲"})
    desk.close()
    again = open_at(desk.home.folder)
    with monkeypatch.context() as patch:
        patch.setattr(save, "add_fact", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            record_case(again, {"title": "乙"})
    record_case(again, {"title": "丙"})
    again.close()
    last = open_at(desk.home.folder)
    record_case(last, {"title": "丁"})
    assert never_twice(last)


def test_two_programs_on_one_desk_share_its_stream(desk: Desk, open_at: Open):
    record_case(desk, {"title": "甲"})
    other = open_at(desk.home.folder)
    for each in (other, desk, other, desk, other):
        record_case(each, {"title": "乙"})
    assert len({incarnation for incarnation, _ in places(desk)}) == 1
    assert never_twice(desk)


def test_two_founded_desks_share_nothing(found: Found, tmp_path: Path):
    one, other = (found(tmp_path / name).desk for name in ("one", "other"))
    assert not places(one).keys() & places(other).keys()
    assert one.key != other.key
