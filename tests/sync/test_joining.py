"""How a desk joins a hub, and how it is turned away."""

import json
import threading
from pathlib import Path

import pytest
from made_up import Clock, Found

from desk.actions.desk import Desk, Lists
from desk.actions.exchange import enrol, exchange
from desk.errors import BadEnvironment, BadInput, DeskError
from desk.storage.arriving import find_hub
from desk.storage.identity import read_identity
from desk.storage.lock import alone
from tests.faults.proxy import Fate, Proxy
from tests.hub_process import running_hub
from tests.sync.authority import Authority
from tests.sync.country import SIBLING, VILLAGE, Country, record, talk, titles


def row_of(desk: Desk) -> object:
    with desk.vault.read() as connection:
        return find_hub(connection), read_identity(connection)


@pytest.mark.parametrize("code", ["00000000", "1234", "abcdefgh", "１２３４５６７８", ""])
def test_a_wrong_code_changes_nothing(country: Country, code: str):
    village = country.found("village", VILLAGE, "village")
    before = row_of(village)
    with pytest.raises(BadInput, match="code_wrong"):
        enrol(village, country.hub.url, code)
    assert row_of(village) == before


def test_a_code_is_read_out_in_groups(country: Country):
    village = country.found("village", VILLAGE, "village")
    code = country.code_for(VILLAGE, "village")
    assert enrol(village, country.hub.url, f" {code[:4]}-{code[4:]} ").level == "village"


def test_a_code_whose_answer_was_lost_is_good_for_the_same_desk_again(country: Country):
    village = country.found("village", VILLAGE, "village")
    with Proxy(country.hub.port) as proxy:
        proxy.next(Fate(path="/v1/enrol"), Fate("no_answer", path="/v1/enrol"))
        enrol(village, proxy.url, country.code_for(VILLAGE, "village"))
    assert row_of(village) is not None


def test_too_many_wrong_codes_are_heard_no_more(country: Country):
    village = country.found("village", VILLAGE, "village")
    said: list[str] = []
    for _ in range(7):
        with pytest.raises(DeskError) as no:
            enrol(village, country.hub.url, "00000000")
        said.append(no.value.code)
    assert said[0] == "code_wrong"
    assert said[-1] == "hub_busy"
    assert no.value.facts["retry_after"] > 0


def test_joining_again_at_the_same_place_keeps_what_was_exchanged(country: Country):
    village = country.village()
    record(village)
    talk(village)
    with village.vault.read() as connection:
        before = find_hub(connection)
    enrol(village, country.hub.url, country.code_for(VILLAGE, "village"))
    with village.vault.read() as connection:
        after = find_hub(connection)
    assert before is not None
    assert after is not None
    assert (after.cursor, after.arrived, after.epoch) == (before.cursor, before.arrived, before.epoch)
    assert talk(village)[0].sent == 0


def test_a_desk_cannot_be_at_two_places(country: Country):
    village = country.village()
    before = row_of(village)
    with pytest.raises(BadInput, match="enrolled_elsewhere"):
        enrol(village, country.hub.url, country.code_for(SIBLING, "village"))
    assert row_of(village) == before


def test_a_revoked_desk_gets_nothing_more_and_keeps_what_it_has(country: Country):
    village = country.village()
    record(village)
    talk(village)
    with village.vault.read() as connection:
        key = read_identity(connection).head.stream.desk_key.hex()
    assert country.hub.command("revoke", key).code == 0
    record(village, "后来")
    with pytest.raises(BadEnvironment, match="hub_revoked") as said:
        exchange(village)
    assert said.value.facts["left"] == 1
    assert titles(village) == {"东门路灯": "arrived", "后来": "saved"}
    with village.vault.read() as connection:
        known = find_hub(connection)
    assert known is not None
    assert known.revoked


def test_a_hub_behind_a_certificate_of_the_offices_own(
    country: Country, found: Found, tmp_path: Path, lists: Lists, clock: Clock
):
    authority = Authority(tmp_path, "office")
    options = ("--cert", str(authority.hub_certificate), "--key", str(authority.hub_key))
    with running_hub(tmp_path / "tls", "", options) as hub:
        secure = Country(tmp_path, hub, lists)
        secure.import_places()
        village = country.found("village", VILLAGE, "village")
        code = secure.code_for(VILLAGE, "village")
        with pytest.raises(BadEnvironment, match="hub_untrusted"):
            enrol(village, hub.url, code)
        enrol(village, hub.url, code, authority.file)
        record(village)
        assert talk(village)[0].left == 0


def test_a_file_that_is_no_certificate_is_refused_before_anything_is_sent(country: Country, tmp_path: Path):
    village = country.found("village", VILLAGE, "village")
    for name, data, code in [
        ("text", b"hello", "authority_wrong"),
        ("bytes", bytes(range(256)), "authority_wrong"),
        ("broken", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "authority_wrong"),
        ("missing", None, "file_missing"),
    ]:
        if data is not None:
            (tmp_path / name).write_bytes(data)
        with pytest.raises(BadInput, match=code):
            enrol(village, "https://127.0.0.1:1", "12345678", tmp_path / name)


def test_only_one_exchange_at_a_time(country: Country):
    village = country.village()
    with alone(village.home.exchange) as free:
        assert free
        with pytest.raises(BadEnvironment, match="exchange_running"):
            exchange(village)
        said: list[str] = []
        other = threading.Thread(target=lambda: said.append(_code(village)))
        other.start()
        other.join()
        assert said == ["exchange_running"]
    assert talk(village)[0].left == 0


def _code(desk: Desk) -> str:
    try:
        exchange(desk)
    except DeskError as error:
        return error.code
    return ""


def test_the_certificate_that_the_hub_signed_is_kept(country: Country):
    village = country.village()
    with village.vault.read() as connection:
        known = find_hub(connection)
        identity = read_identity(connection)
    assert known is not None
    assert known.certificate["key"] == identity.head.stream.desk_key.hex()
    assert known.certificate["place"] == identity.place.hex
    assert known.certificate["station"] == identity.station.hex
    assert json.loads(json.dumps(known.certificate)) == known.certificate
