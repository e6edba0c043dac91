"""Real processes: a hub behind a proxy that spoils one request after the other, and a desk that is killed.

Whatever became of a request, the next exchange makes it good: each case is at the hub once, and at the town as it is.
"""

import os
import random
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from desk.actions import exchange as exchanging
from desk.actions.desk import Desk, Lists
from desk.actions.exchange import exchange
from desk.actions.keeping import verify_desk
from desk.errors import BadEnvironment
from desk.hub.tables import fact
from tests.faults.proxy import Fate, Kind, Proxy
from tests.hub_process import HubProcess, running_hub
from tests.soak import deeds
from tests.soak.killing import kill_during
from tests.sync.country import Country, record, titles

FATES: tuple[Kind, ...] = ("no_request", "no_answer", "twice", "cut_request", "cut_answer", "status", "garbled")
PATHS = ("/v1/meet", "/v1/push", "/v1/feed")
KILLS = int(os.environ.get("SOAK_HUB_KILLS", "3"))


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    with running_hub(tmp_path_factory.mktemp("hub") / "files") as hub:
        yield hub


@pytest.fixture
def proxy(hub: HubProcess) -> Iterator[Proxy]:
    with Proxy(hub.port) as proxy:
        yield proxy


@pytest.fixture
def country(
    hub: HubProcess, proxy: Proxy, tmp_path: Path, lists: Lists, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Country]:
    monkeypatch.setattr(exchanging, "Trip", partial(exchanging.Trip, pause=lambda _seconds: None))
    country = Country(tmp_path, hub, lists, proxy.url)
    country.import_places()
    yield country
    country.close()


def at_the_hub(hub: HubProcess) -> list[bytes]:
    with hub.records() as records, records.engine.read() as connection:
        return sorted(connection.execute(select(fact.c.id)).scalars())


def spoilt_exchange(desk: Desk, proxy: Proxy, *fates: Fate) -> None:
    proxy.next(*fates)
    with suppress(BadEnvironment):
        exchange(desk)
    proxy.fates.clear()


def agree(hub: HubProcess, village: Desk, town: Desk) -> None:
    """Nothing is spoilt any more."""
    for desk in (village, town, village):
        assert exchange(desk).left == 0
    assert titles(village) == titles(town)
    assert set(titles(village).values()) <= {"arrived"}
    ids = at_the_hub(hub)
    assert len(set(ids)) == len(ids)
    for desk in (village, town):
        assert verify_desk(desk)[1] == []


def test_whatever_becomes_of_a_request_the_next_exchange_makes_good(country: Country, proxy: Proxy, hub: HubProcess):
    village, town = country.village(), country.town()
    chance = random.Random("fates")
    for kind in FATES:
        for path in PATHS:
            record(village, f"{kind} {path}")
            at = 504 if kind == "status" else chance.randrange(6_000)
            for desk in (village, town):
                spoilt_exchange(desk, proxy, Fate(kind, at=at, path=path))
        agree(hub, village, town)
    assert {seen.fate.kind for seen in proxy.seen} == {"pass", *FATES}


def test_a_push_that_was_under_way_for_a_long_time_changes_nothing_any_more(
    country: Country, proxy: Proxy, hub: HubProcess
):
    village, town = country.village(), country.town()
    for n in range(3):
        record(village, f"第 {n} 件")
        spoilt_exchange(village, proxy, Fate("later", path="/v1/push"))
    assert len(proxy.held) == 3
    exchange(village)
    assert set(proxy.deliver()) <= {200, 401, 409}
    agree(hub, village, town)


def test_a_slow_line_brings_everything(country: Country, proxy: Proxy, hub: HubProcess):
    village, town = country.village(), country.town()
    record(village)
    spoilt_exchange(village, proxy, *[Fate("trickle", at=113)] * 4)
    agree(hub, village, town)


def test_a_desk_killed_in_the_middle_of_an_exchange_goes_on_where_it_was(
    country: Country, hub: HubProcess, tmp_path: Path
):
    town = country.town()
    village = country.village("killed")
    home = village.home.folder
    village.close()
    chance = random.Random("kills")
    for run in range(KILLS):
        kill_during(deeds.record_and_exchange, home, run, chance.uniform(0, 0.3))
    country.desks.remove(village)
    village = deeds.open_home(home)
    country.desks.append(village)
    agree(hub, village, town)
    assert titles(village)
