"""Whatever a line does to an exchange, every fact arrives, once, and nothing counts as arrived before it did."""

from collections.abc import Iterator
from typing import Any

import pytest

from desk.actions.exchange import enrol, exchange
from desk.errors import BadEnvironment
from desk.storage.arriving import find_hub
from desk.sync.client import Line, Lost
from tests.faults.proxy import Fate, Proxy
from tests.sync.country import VILLAGE, Country, facts_of, record, record_many, talk, titles, view

PATHS = ("/v1/meet", "/v1/push", "/v1/feed")
FATES = (
    Fate("no_request"),
    Fate("cut_request", 300),
    Fate("twice"),
    Fate("no_answer"),
    Fate("cut_answer", 40),
    Fate("cut_answer", 250),
    Fate("status", 500),
    Fate("status", 504),
    Fate("trickle", 50),
)
Sent = tuple[str, int]


@pytest.fixture
def proxy(country: Country) -> Iterator[Proxy]:
    with Proxy(country.hub.port) as between:
        country.url = between.url
        yield between


@pytest.mark.usefixtures("no_long_pauses")
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("fate", FATES, ids=lambda fate: f"{fate.kind}-{fate.at}")
def test_a_spoiled_request_is_made_good_within_the_exchange(shared_country: Country, fate: Fate, path: str):
    country, name = shared_country, f"{fate.kind} {fate.at} {path[4:]}"
    with Proxy(country.hub.port) as proxy:
        country.url = proxy.url
        village = country.village(f"village {name}")
        id = record(village, name)
        proxy.next(Fate(fate.kind, fate.at, fate.seconds, path))
        (done,) = talk(village)
        assert not proxy.fates
    assert (done.sent >= 3, done.left, view(village, id).row.sync) == (True, 0, "arrived")
    country.url = country.hub.url
    reader = country.town(f"town {name}")
    talk(reader)
    assert view(reader, id).fields["suggester"]["name"] == "欧阳某"
    assert list(titles(reader)).count(name) == 1
    assert facts_of(village).items() <= facts_of(reader).items()


def test_a_line_that_spoils_everything_leaves_everything_safe_and_says_how_much(country: Country, proxy: Proxy):
    village = country.village()
    record(village)
    proxy.next(*[Fate("cut_answer", 10)] * 20)
    with pytest.raises(BadEnvironment) as said:
        exchange(village)
    assert (said.value.code, said.value.facts["left"]) == ("hub_unreachable", 3)
    assert titles(village) == {"东门路灯": "saved"}
    with village.vault.read() as connection:
        trouble = find_hub(connection).trouble
    assert (trouble["code"], trouble["problem"]) == ("hub_unreachable", "cut")
    proxy.fates.clear()
    talk(village)
    with village.vault.read() as connection:
        now = find_hub(connection)
    assert (now.trouble, now.last_at is not None) == (None, True)


def test_a_hub_that_is_switched_off_is_found_again(country: Country):
    village, port = country.village(), country.hub.port
    record(village)
    country.hub.kill()
    with pytest.raises(BadEnvironment, match="hub_unreachable"):
        exchange(village)
    country.hub.start(port)
    assert talk(village)[0].left == 0


def test_an_answer_that_comes_after_the_desk_gave_up_does_no_harm(country: Country, proxy: Proxy):
    village = country.village()
    record(village)
    proxy.next(Fate("later", path="/v1/push"))
    talk(village)
    assert proxy.deliver() in ([200], [401])
    record(village, "第二件")
    talk(village)
    town = country.town()
    talk(town)
    assert facts_of(town) == facts_of(village)


def test_a_line_that_only_lets_little_through_gets_little_at_a_time(country: Country, monkeypatch: pytest.MonkeyPatch):
    village = country.village()
    record_many(village, 300)
    tried: list[int] = []
    send = Line.send

    def narrow(line: Line, path: str, packed: bytes) -> dict[str, Any]:
        if path == "/push":
            tried.append(len(packed))
            if len(packed) > 5_000:
                raise Lost("cut")
        return send(line, path, packed)

    monkeypatch.setattr(Line, "send", narrow)
    (done,) = talk(village)
    assert (done.sent, done.left) == (302, 0)
    through = [size for size in tried if size <= 5_000]
    assert 4 < len(through) < 40
    assert tried[0] > 2 * max(through)


def test_a_line_that_lets_no_large_page_through_gets_small_ones(country: Country, monkeypatch: pytest.MonkeyPatch):
    village, town = country.village(), country.town()
    record_many(village, 300)
    talk(village)
    get = Line.get

    def narrow(line: Line, path: str, **query: Any) -> dict[str, Any]:
        if query["limit"] > 100:
            raise Lost("cut")
        return get(line, path, **query)

    monkeypatch.setattr(Line, "get", narrow)
    talk(town)
    assert facts_of(town) == facts_of(village)


def _spoil(receipt: dict[str, Any], how: str, other: dict[str, Any]) -> dict[str, Any]:
    match how:
        case "no signature":
            return {name: value for name, value in receipt.items() if name != "signature"}
        case "another signature":
            return receipt | {"signature": "0" * 128}
        case "another head":
            return receipt | {"head": [receipt["head"][0] + 1, receipt["head"][1]]}
        case "another token":
            return receipt | {"token": "f" * 32}
        case "an older receipt":
            return other
    return {}


@pytest.mark.parametrize(
    "how", ["no signature", "another signature", "another head", "another token", "an older receipt", "nothing"]
)
def test_nothing_is_arrived_by_a_receipt_that_does_not_hold(
    country: Country, monkeypatch: pytest.MonkeyPatch, how: str
):
    village = country.village()
    older: list[dict[str, Any]] = []
    send = Line.send

    def spoil(line: Line, path: str, packed: bytes) -> dict[str, Any]:
        said = send(line, path, packed)
        if path != "/push":
            return said
        older.append(said)
        return said if len(older) == 1 else _spoil(said, how, older[0])

    monkeypatch.setattr(Line, "send", spoil)
    record(village, "先")
    talk(village)
    record(village, "后")
    with pytest.raises(BadEnvironment) as said:
        exchange(village)
    assert said.value.code in ("hub_untrusted", "hub_unreachable")
    assert said.value.facts["left"] == 1
    assert titles(village) == {"先": "arrived", "后": "saved"}
    monkeypatch.undo()
    assert talk(village)[0].sent == 1
    assert titles(village)["后"] == "arrived"


def test_a_hub_with_another_key_gets_nothing_believed(country: Country, tmp_path_factory: pytest.TempPathFactory):
    """Somebody else's hub at the address of ours, and it even knows the desk."""
    from tests.hub_process import HubProcess

    village, port = country.village(), country.hub.port
    record(village)
    country.hub.kill()
    impostor = Country(tmp_path_factory.mktemp("other"), HubProcess(tmp_path_factory.mktemp("hub")), country.lists)
    impostor.import_places()
    impostor.hub.start(port)
    try:
        with pytest.raises(BadEnvironment, match="hub_forgot_us"):
            exchange(village)
        with pytest.raises(Exception, match="enrolled_elsewhere"):
            enrol(village, impostor.hub.url, impostor.code_for(VILLAGE, "village"))
        with pytest.raises(BadEnvironment, match="hub_untrusted"):
            exchange(village)
    finally:
        impostor.hub.kill()
    assert titles(village) == {"东门路灯": "saved"}
    country.hub.start(port)
    assert talk(village)[0].left == 0
