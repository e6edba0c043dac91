"""A desk that is killed in the middle of an exchange goes on with the next one: nothing is lost or comes twice."""

import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.actions.desk import Desk
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.cli import main
from tests.cli.command_tools import environment
from tests.faults.proxy import Fate, Proxy
from tests.nursery import Born
from tests.sync.country import PASSWORD, Country, facts_of, record_many, talk, titles, wait_for


@pytest.fixture
def proxy(country: Country) -> Iterator[Proxy]:
    with Proxy(country.hub.port) as between:
        country.url = between.url
        yield between


def start_sync(desk: Desk, folder: Path) -> Born:
    """What the command runs, in a process that can be killed."""
    password = folder / "password"
    password.write_text(PASSWORD + "\n", encoding="utf-8")
    words = ["--home", str(desk.home.folder), "--password-file", str(password), "--json", "sync"]
    return Born(main, words, folder / "complaints", environment())


PUSH, FEED = "/v1/push", "/v1/feed"


@pytest.mark.parametrize(
    "fates",
    [
        [Fate(path=PUSH), Fate("pass", 0, 600, PUSH)],
        [Fate(path=PUSH), Fate("no_answer", path=PUSH), Fate("pass", 0, 600, PUSH)],
    ],
    ids=["before the hub has it", "after the hub has it"],
)
def test_killed_in_the_middle_of_a_push(country: Country, proxy: Proxy, tmp_path: Path, fates: list[Fate]):
    village, town = country.village(), country.town()
    record_many(village, 2_500)
    proxy.next(*fates)
    process = start_sync(village, tmp_path)
    wait_for(lambda: not proxy.fates)
    process.end(signal.SIGKILL)
    assert sorted(set(titles(village).values())) == ["arrived", "saved"]
    assert verify_desk(village)[1] == []
    (done,) = talk(village)
    assert (done.sent, done.left) == (1_502, 0)
    talk(town)
    assert facts_of(town) == facts_of(village)
    assert set(titles(village).values()) == {"arrived"}


def test_killed_in_the_middle_of_the_feed(country: Country, proxy: Proxy, tmp_path: Path):
    village, town = country.village(), country.town()
    record_many(village, 4_500)
    talk(village)
    proxy.next(Fate(path=FEED), Fate(path=FEED), Fate("pass", 0, 600, FEED))
    process = start_sync(town, tmp_path)
    wait_for(lambda: not proxy.fates)
    process.end(signal.SIGKILL)
    assert 400 < len(facts_of(town)) < 4_500
    talk(town)
    assert facts_of(town) == facts_of(village)
    assert len(titles(town)) == 4_500
    assert rebuild_desk(town)[0]


def test_killed_at_any_moment(country: Country, tmp_path: Path):
    chance = random.Random(f"{time.time_ns()}")
    village, town = country.village(), country.town()
    record_many(village, 3_000)
    for desk in [village] * 4 + [town] * 4:
        process = start_sync(desk, tmp_path)
        time.sleep(chance.uniform(0.3, 2.0))
        process.end(signal.SIGKILL)
        assert verify_desk(desk)[1] == []
    talk(village, town)
    assert facts_of(town) == facts_of(village)
    assert set(titles(village).values()) == {"arrived"}
    assert len(titles(town)) == 3_000
    for desk in (village, town):
        assert rebuild_desk(desk)[0]
