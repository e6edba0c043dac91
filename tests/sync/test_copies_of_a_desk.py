"""A desk from an old image, from a backup, or copied: no fact changes, none is lost, and the copies part ways."""

import shutil
from pathlib import Path

from sqlalchemy import select

from desk.actions.desk import Desk
from desk.actions.keeping import backup_desk, rebuild_desk, restore_desk, verify_desk
from desk.actions.opening import open_desk
from desk.storage.identity import read_identity
from desk.storage.tables import fact, stream
from tests.sync.country import PASSWORD, Country, facts_of, record, talk, titles


def opened(country: Country, home: Path, clock: object) -> Desk:
    desk = open_desk(home, clock, country.lists, password=PASSWORD)  # type: ignore[arg-type]
    country.desks.append(desk)
    return desk


def incarnation_of(desk: Desk) -> bytes:
    with desk.vault.read() as connection:
        return read_identity(connection).head.stream.incarnation


def in_place(source: Path, home: Path) -> None:
    """The same files with older bytes in them, as a virtual machine that goes back: not even the marker tells."""
    for file in home.iterdir():
        if file.name.startswith("desk.db-"):
            file.unlink()
    for file in source.iterdir():
        if file.is_file():
            (home / file.name).write_bytes(file.read_bytes())


def test_a_desk_whose_computer_went_back_writes_on_in_a_branch_and_then_in_a_stream_of_its_own(country: Country):
    village, town = country.village(), country.town()
    record(village, "共同")
    talk(village)
    village.close()
    shutil.copytree(village.home.folder, country.folder / "image")
    lost = opened(country, village.home.folder, village.clock)
    record(lost, "第一条路")
    talk(lost)
    lost.close()
    in_place(country.folder / "image", village.home.folder)
    back = opened(country, village.home.folder, village.clock)
    before = incarnation_of(back)
    record(back, "第二条路")
    assert incarnation_of(back) == before
    talk(back)
    after = incarnation_of(back)
    assert after != before
    record(back, "以后")
    assert incarnation_of(back) == after
    talk(back, town)
    everything = {"共同": "arrived", "第一条路": "arrived", "第二条路": "arrived", "以后": "arrived"}
    assert titles(back) == titles(town) == everything
    assert facts_of(back) == facts_of(town)
    with back.vault.read() as connection:
        own = select(fact.c.seq, stream.c.incarnation).join(stream, stream.c.n == fact.c.stream)
        places = [tuple(row) for row in connection.execute(own.where(stream.c.incarnation == before))]
    assert len(places) == len(set(places)) + 1
    for desk in (back, town):
        assert verify_desk(desk)[1] == []
        assert rebuild_desk(desk)[0]
    back.close()
    again = opened(country, village.home.folder, village.clock)
    record(again, "重开以后")
    assert incarnation_of(again) == after
    talk(again)


def test_a_desk_whose_computer_went_back_and_that_exchanges_before_anything_is_written(country: Country):
    village, town = country.village(), country.town()
    record(village, "共同")
    talk(village)
    village.close()
    shutil.copytree(village.home.folder, country.folder / "image")
    lost = opened(country, village.home.folder, village.clock)
    record(lost, "第一条路")
    talk(lost)
    lost.close()
    in_place(country.folder / "image", village.home.folder)
    back = opened(country, village.home.folder, village.clock)
    talk(back)
    assert titles(back) == {"共同": "arrived", "第一条路": "arrived"}
    record(back, "第二条路")
    talk(back, town)
    assert titles(back) == titles(town) == {"共同": "arrived", "第一条路": "arrived", "第二条路": "arrived"}
    record(back, "第三条路")
    talk(back, town)
    assert facts_of(back) == facts_of(town)
    for desk in (back, town):
        assert verify_desk(desk)[1] == []


def test_a_restored_desk_keeps_its_enrolment_and_gets_back_what_it_wrote_since(country: Country):
    village, town = country.village(), country.town()
    record(village, "备份以前")
    talk(village)
    made = backup_desk(village, country.folder / "stick")
    record(village, "备份以后，送了")
    talk(village)
    village.close()
    restore_desk(made.path, village.home.folder, village.clock, password=PASSWORD)
    back = opened(country, village.home.folder, village.clock)
    record(back, "恢复以后")
    talk(back, town)
    everything = {"备份以前": "arrived", "备份以后，送了": "arrived", "恢复以后": "arrived"}
    assert titles(back) == titles(town) == everything
    assert facts_of(back) == facts_of(town)
    assert verify_desk(back)[1] == []


def test_a_desk_restored_on_another_computer_with_facts_that_were_never_sent(country: Country):
    village, town = country.village(), country.town()
    talk(village)
    record(village, "没送过")
    made = backup_desk(village, country.folder / "stick")
    village.close()
    restore_desk(made.path, country.folder / "elsewhere", village.clock, password=PASSWORD)
    back = opened(country, country.folder / "elsewhere", village.clock)
    record(back, "恢复以后")
    assert titles(back) == {"没送过": "saved", "恢复以后": "saved"}
    assert talk(back)[0].left == 0
    talk(town)
    assert titles(town) == {"没送过": "arrived", "恢复以后": "arrived"}
    assert verify_desk(back)[1] == []


def test_two_copies_of_a_desk_both_go_on_and_see_each_other(country: Country):
    village, town = country.village(), country.town()
    record(village, "共同，没送过")
    village.close()
    shutil.copytree(village.home.folder, country.folder / "copy")
    one = opened(country, village.home.folder, village.clock)
    other = opened(country, country.folder / "copy", village.clock)
    record(one, "原来的")
    record(other, "拷贝的")
    assert incarnation_of(one) != incarnation_of(other)
    talk(one, other, town, rounds=2)
    everything = {"共同，没送过": "arrived", "原来的": "arrived", "拷贝的": "arrived"}
    assert titles(one) == titles(other) == titles(town) == everything
    assert facts_of(one) == facts_of(other) == facts_of(town)
    record(one, "原来的，后来")
    record(other, "拷贝的，后来")
    talk(one, other, rounds=2)
    assert titles(one) == titles(other)
    for desk in (one, other):
        assert verify_desk(desk)[1] == []
        assert rebuild_desk(desk)[0]
