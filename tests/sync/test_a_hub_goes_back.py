"""A hub that was put back to an older state, or lost everything but its key, gets back what it had lost from any desk
that holds it: places in the order and verdicts included."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from desk.actions.cases import correct_case, withdraw_case
from desk.actions.desk import Desk
from desk.actions.exchange import exchange
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.storage.arriving import find_hub
from desk.storage.tables import fact, stamp
from desk.sync import back
from tests.sync.country import Country, facts_of, record, record_many, talk, titles, view

Put = Callable[[Country], None]


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


def image(country: Country, target: Path) -> None:
    """Its records as they are now, the files beside them not."""
    country.hub.stop()
    target.mkdir()
    for file in country.hub.files.glob("hub.db*"):
        shutil.copy(file, target)
    country.hub.start(country.hub.port)


def put_back(country: Country, source: Path) -> None:
    """Nobody tells the hub or a desk."""
    port = country.hub.port
    country.hub.kill()
    for file in country.hub.files.glob("hub.db*"):
        file.unlink()
    for file in source.iterdir():
        shutil.copy(file, country.hub.files)
    country.hub.start(port)


def test_what_a_silently_restored_hub_lost_comes_back_with_its_order(country: Country, tmp_path: Path):
    village, town = country.village(), country.town()
    first = record(village, "先前")
    talk(village, town)
    image(country, tmp_path / "image")
    second = record(village, "后来")
    withdraw_case(village, first, "不提了")
    talk(village, town)
    before = stamps_of(town)
    put_back(country, tmp_path / "image")
    (returned,) = talk(town)
    assert returned.left == 0
    talk(village, town)
    assert stamps_of(town) == before
    assert stamps_of(village).items() <= before.items()
    assert facts_of(village) == facts_of(town)
    assert epoch_of(town) == epoch_of(village)
    newcomer = country.desk("newcomer", "310116103000", "town")
    talk(newcomer)
    assert before.items() <= stamps_of(newcomer).items()
    assert {one: view(newcomer, one).row.state for one in (first, second)} == {first: "99", second: "10"}
    for desk in (village, town, newcomer):
        assert verify_desk(desk)[1] == []
        assert rebuild_desk(desk)[0]


def test_what_was_receipted_and_never_seen_in_the_feed_is_pushed_again(country: Country, tmp_path: Path):
    village = country.village()
    talk(village)
    image(country, tmp_path / "image")
    record(village)
    exchange(village, stop=_after_the_push())
    assert titles(village) == {"东门路灯": "arrived"}
    put_back(country, tmp_path / "image")
    (again,) = talk(village)
    assert (again.sent, again.left, titles(village)) == (1, 0, {"东门路灯": "arrived"})
    town = country.town()
    talk(town)
    assert titles(town) == {"东门路灯": "arrived"}


def _after_the_push() -> Callable[[], bool]:
    asked = iter([False])
    return lambda: next(asked, True)


def test_a_hub_rebuilt_from_nothing_with_its_key_gets_everything_back(country: Country, tmp_path: Path):
    village, town = country.village(), country.town()
    record_many(village, 1_200)
    talk(village, town, rounds=2)
    before, port = {village.home: stamps_of(village), town.home: stamps_of(town)}, country.hub.port
    country.hub.kill()
    for file in country.hub.files.glob("hub.db*"):
        file.unlink()
    country.hub.start(port)
    talk(town, village, rounds=2)
    for desk in (village, town):
        assert before[desk.home].items() <= stamps_of(desk).items()
        assert set(titles(desk).values()) == {"arrived"}
        assert verify_desk(desk)[1] == []
    country.import_places()
    newcomer = country.desk("newcomer", "310116103000", "town")
    talk(newcomer)
    assert len(titles(newcomer)) == 1_200
    cases = facts_of(village)
    assert facts_of(newcomer) == cases
    assert {id: stamps_of(newcomer)[id] for id in cases} == {id: before[town.home][id] for id in cases}


def test_the_maker_being_gone_another_desk_gives_its_facts_back(country: Country, tmp_path: Path):
    village, town = country.village(), country.town()
    talk(village, town)
    image(country, tmp_path / "image")
    id = record(village)
    talk(village, town)
    shutil.rmtree(village.home.folder)
    put_back(country, tmp_path / "image")
    talk(town)
    newcomer = country.desk("newcomer", "310116103000", "town")
    talk(newcomer)
    assert view(newcomer, id).fields["suggester"]["name"] == "欧阳某"


@pytest.mark.parametrize("rounds", [1, 2, 3])
def test_a_return_that_is_cut_short_begins_again(
    country: Country, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rounds: int
):
    village, town = country.village(), country.town()
    talk(village, town)
    image(country, tmp_path / "image")
    record_many(village, 1_500)
    talk(village, town)
    before = stamps_of(town)
    put_back(country, tmp_path / "image")
    for _ in range(rounds):
        monkeypatch.setattr(back, "resume_from", _dies)
        with pytest.raises(KeyboardInterrupt):
            exchange(town)
        monkeypatch.undo()
    shutil.rmtree(village.home.folder)
    talk(town)
    assert stamps_of(town) == before
    newcomer = country.desk("newcomer", "310116103000", "town")
    talk(newcomer)
    assert len(titles(newcomer)) == 1_500


def _dies(*_: object) -> None:
    raise KeyboardInterrupt


def test_two_restores_in_a_row_lose_nothing_either(country: Country, tmp_path: Path):
    """What came back in the first is lost again by the second, before any desk has seen it in its new place."""
    village, town = country.village(), country.town()
    talk(village, town)
    image(country, tmp_path / "image")
    for n in range(5):
        correct_case(village, record(village, f"第 {n} 件"), {"title": f"更正 {n}"}, "听错了")
    talk(village, town)
    before = stamps_of(town)
    put_back(country, tmp_path / "image")
    exchange(town, stop=_after_the_push())
    put_back(country, tmp_path / "image")
    shutil.rmtree(village.home.folder)
    talk(town)
    newcomer = country.desk("newcomer", "310116103000", "town")
    talk(newcomer)
    assert sorted(titles(newcomer)) == [f"更正 {n}" for n in range(5)]
    cases = facts_of(town)
    assert {id: stamps_of(newcomer)[id] for id in cases} == {id: before[id] for id in cases}
