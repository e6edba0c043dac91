"""A hub that was put back to an older state, or lost everything but its key, gets back what it had lost from any desk
that holds it: places in the order and verdicts included."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import select

from desk.actions.cases import correct_case, withdraw_case
from desk.actions.desk import Desk
from desk.actions.exchange import exchange
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.storage.arriving import find_hub
from desk.storage.tables import fact, stamp
from desk.sync import back, feed
from tests.sync.country import (
    SIBLING,
    TOWN,
    Country,
    facts_of,
    record,
    record_many,
    talk,
    talk_until,
    titles,
    view,
)


def stamps_of(desk: Desk) -> dict[bytes, tuple[Any, ...]]:
    with desk.vault.read() as connection:
        columns = stamp.c.epoch, stamp.c.n, stamp.c.verdict, stamp.c.reason, stamp.c.mac
        rows = connection.execute(select(fact.c.id, *columns).join(stamp, stamp.c.fact == fact.c.n))
        return {bytes(row.id): tuple(row[1:]) for row in rows}


def epoch_of(desk: Desk) -> int:
    with desk.vault.read() as connection:
        known = find_hub(connection)
    assert known is not None
    return known.epoch


@dataclass
class Image:
    """The hub's records as they were; the files beside them (its key, erasures, revocations) are no part of it."""

    country: Country
    name: str = "image"

    def __post_init__(self) -> None:
        hub = self.country.hub
        hub.stop()
        if hub.db:
            self._copy(hub.db, f"{hub.db}_{self.name}")
        else:
            self.folder.mkdir()
            for file in hub.files.glob("hub.db*"):
                shutil.copy(file, self.folder)
        hub.start(hub.port)

    @property
    def folder(self) -> Path:
        return self.country.folder / self.name

    def put_back(self) -> None:
        """Nobody tells the hub or a desk."""
        hub, port = self.country.hub, self.country.hub.port
        hub.kill()
        if hub.db:
            self._copy(f"{hub.db}_{self.name}", hub.db)
        else:
            forget(self.country)
            for file in self.folder.iterdir():
                shutil.copy(file, hub.files)
        hub.start(port)

    def _copy(self, source: str, target: str) -> None:
        server, _, name = target.rpartition("/")
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {source.rpartition('/')[2]}".encode())


def forget(country: Country) -> None:
    """The hub's records are gone, its key is not."""
    for file in country.hub.files.glob("hub.db*"):
        file.unlink()


def test_what_a_silently_restored_hub_lost_comes_back_with_its_order(any_country: Country):
    country = any_country
    village, town = country.village(), country.town()
    first = record(village, "先前")
    talk(village, town)
    image = Image(country)
    second = record(village, "后来")
    withdraw_case(village, first, "不提了")
    talk(village, town)
    before = stamps_of(town)
    image.put_back()
    (returned,) = talk(town)
    assert returned.left == 0
    talk(village, town)
    assert stamps_of(town) == before
    assert stamps_of(village).items() <= before.items()
    assert facts_of(village) == facts_of(town)
    assert epoch_of(town) == epoch_of(village)
    newcomer = country.desk("newcomer", TOWN, "town")
    talk(newcomer)
    assert before.items() <= stamps_of(newcomer).items()
    assert {one: view(newcomer, one).row.state for one in (first, second)} == {first: "99", second: "10"}
    for desk in (village, town, newcomer):
        assert verify_desk(desk)[1] == []
        assert rebuild_desk(desk)[0]


def test_what_was_receipted_and_never_seen_in_the_feed_is_pushed_again(country: Country):
    village = country.village()
    talk(village)
    image = Image(country)
    record(village)
    talk_until(village, "push")
    assert titles(village) == {"东门路灯": "arrived"}
    image.put_back()
    (again,) = talk(village)
    assert (again.sent, again.left, titles(village)) == (1, 0, {"东门路灯": "arrived"})
    town = country.town()
    talk(town)
    assert titles(town) == {"东门路灯": "arrived"}


def test_a_hub_rebuilt_from_nothing_with_its_key_gets_everything_back(country: Country):
    village, town = country.village(), country.town()
    record_many(village, 1_200)
    talk(village, town, rounds=2)
    before, port = {village.home: stamps_of(village), town.home: stamps_of(town)}, country.hub.port
    country.hub.kill()
    forget(country)
    country.hub.start(port)
    talk(town, village, rounds=2)
    for desk in (village, town):
        assert before[desk.home].items() <= stamps_of(desk).items()
        assert set(titles(desk).values()) == {"arrived"}
        assert verify_desk(desk)[1] == []
    country.import_places()
    newcomer = country.desk("newcomer", TOWN, "town")
    talk(newcomer)
    assert len(titles(newcomer)) == 1_200
    cases = facts_of(village)
    assert facts_of(newcomer) == cases
    assert {id: stamps_of(newcomer)[id] for id in cases} == {id: before[town.home][id] for id in cases}


def test_the_maker_being_gone_another_desk_gives_its_facts_back(country: Country):
    village, town = country.village(), country.town()
    talk(village, town)
    image = Image(country)
    id = record(village)
    talk(village, town)
    shutil.rmtree(village.home.folder)
    image.put_back()
    talk(town)
    newcomer = country.desk("newcomer", TOWN, "town")
    talk(newcomer)
    assert view(newcomer, id).fields["suggester"]["name"] == "欧阳某"


@pytest.mark.parametrize("rounds", [1, 2, 3])
def test_a_return_that_is_cut_short_begins_again(country: Country, monkeypatch: pytest.MonkeyPatch, rounds: int):
    village, town = country.village(), country.town()
    talk(village, town)
    image = Image(country)
    record_many(village, 1_500)
    talk(village, town)
    before = stamps_of(town)
    image.put_back()
    for _ in range(rounds):
        monkeypatch.setattr(back, "resume_from", _dies)
        with pytest.raises(KeyboardInterrupt):
            exchange(town)
        monkeypatch.undo()
    shutil.rmtree(village.home.folder)
    talk(town)
    assert stamps_of(town) == before
    newcomer = country.desk("newcomer", TOWN, "town")
    talk(newcomer)
    assert len(titles(newcomer)) == 1_500


def _dies(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_second_restore_takes_away_what_came_back_after_the_first_and_has_not_been_read_again(
    country: Country, monkeypatch: pytest.MonkeyPatch
):
    """The places of the feed that the desk remembers of it mean other facts by now."""
    village, town = country.village(), country.town()
    sibling = country.desk("sibling", SIBLING, "village")
    talk(village, town, sibling)
    first = Image(country, "first")
    for n in range(5):
        correct_case(village, record(village, f"第 {n} 件"), {"title": f"更正 {n}"}, "听错了")
    talk(village, town)
    before = stamps_of(town)
    shutil.rmtree(village.home.folder)
    first.put_back()
    record_many(sibling, 30)
    talk(sibling)
    second = Image(country, "second")
    monkeypatch.setattr(feed, "PAGE", 20)
    talk_until(town, "feed")
    second.put_back()
    talk(town)
    newcomer = country.desk("newcomer", TOWN, "town")
    talk(newcomer)
    assert {f"更正 {n}" for n in range(5)} < titles(newcomer).keys()
    assert facts_of(newcomer) == facts_of(town)
    kept = stamps_of(newcomer)
    assert {id: kept[id] for id in before if id in kept} == {id: before[id] for id in before if id in kept}


def test_a_restore_that_the_administrator_declares(country: Country):
    village, town = country.village(), country.town()
    talk(village, town)
    made = country.hub.command("backup", "--to", country.folder / "stick").value
    first = record(village, "后来")
    talk(village, town)
    before, port = stamps_of(village), country.hub.port
    country.hub.stop()
    restored = country.hub.command("restore", made["path"])
    assert restored.code == 0, restored
    country.hub.start(port)
    talk(town, village, rounds=2)
    assert stamps_of(village) == before
    assert facts_of(town) == facts_of(village)
    assert view(town, first).row.sync == "arrived"


@pytest.mark.parametrize("moment", ["push", "feed"])
def test_a_hub_that_goes_back_in_the_middle_of_an_exchange(country: Country, moment: str):
    village, town = country.village(), country.town()
    record(village, "先前")
    talk(village, town)
    image = Image(country)
    record(village, "在图像以后")
    talk(village, town)
    before = stamps_of(town)
    record_many(village, 1_500)
    once = iter([True])

    def go_back(what: str, _count: int) -> None:
        if what == moment and next(once, False):
            image.put_back()

    done = exchange(village, progress=go_back)
    assert done.left == 0
    talk(town, village, town)
    assert len(titles(town)) == 1_502
    assert facts_of(town) == facts_of(village)
    assert before.items() <= stamps_of(town).items()
    for desk in (village, town):
        assert verify_desk(desk)[1] == []


def test_a_desk_that_believes_too_much_to_be_there_is_told_where_to_go_on(country: Country):
    village = country.village()
    record(village, "一")
    with village.vault.write() as connection:
        connection.exec_driver_sql("UPDATE hub SET arrived = (SELECT max(n) FROM fact)")
    record(village, "二")
    assert titles(village) == {"一": "arrived", "二": "saved"}
    (done,) = talk(village)
    assert (done.sent, done.left) == (4, 0)
    town = country.town()
    talk(town)
    assert facts_of(town) == facts_of(village)
