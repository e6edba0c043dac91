"""Enrolling: codes that are good once and not for long, guessing that ends, certificates of a hub without memory."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from made_up import Clock
from sqlalchemy import select

from desk.errors import BadInput
from desk.hub import company, tables
from desk.hub.enrolment import LIVES, enrol, new_code
from desk.hub.hub import Hub, Refusal, open_hub
from desk.hub.places import import_places, tree
from desk.hub.settings import default_database
from desk.journal import canonical
from tests.hub.asking import CITY, OTHER_VILLAGE, PLACES, TOWN, VILLAGE

HERE, THERE = "10.0.0.7", "10.0.0.8"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    file = default_database(tmp_path / "files")
    return file if request.param == "sqlite" else str(request.getfixturevalue("postgres").database())


@pytest.fixture
def hub(url: str, tmp_path: Path, clock: Clock) -> Iterator[Hub]:
    hub = opened(url, tmp_path, clock)
    yield hub
    hub.close()


def opened(url: str, folder: Path, clock: Clock) -> Hub:
    hub = open_hub(url, folder / "files", lambda: clock().timestamp())
    import_places(hub, [dict(zip(("code", "name", "level"), place, strict=True)) for place in PLACES])
    return hub


class Newcomer:
    """A desk that asks to be let in."""

    def __init__(self) -> None:
        self.key = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
        self.station = uuid4()

    def by(self, hub: Hub, source: str = HERE, **way: Any) -> dict[str, Any]:
        station = {"id": self.station.hex, "code": VILLAGE, "level": "point"}
        return enrol(hub, self.key, {**way, "station": station, "rules": 1}, source)


def refusal(newcomer: Newcomer, hub: Hub, source: str = HERE, **way: Any) -> tuple[int, str]:
    with pytest.raises(Refusal) as refused:
        newcomer.by(hub, source, **way)
    return refused.value.status, refused.value.code


def wrong_codes(hub: Hub) -> Iterator[str]:
    right = new_code(hub, VILLAGE, "village").code
    yield from (f"{number:08d}" for number in range(10**8) if f"{number:08d}" != right)


def test_a_code_lets_one_desk_in_and_the_hub_certifies_it(hub: Hub, clock: Clock):
    newcomer = Newcomer()
    code = new_code(hub, VILLAGE, "village")
    assert re.fullmatch("[0-9]{8}", code.code)
    assert code.expires == int(clock().timestamp()) + LIVES
    answer = newcomer.by(hub, code=code.code)
    certificate = answer["certificate"]
    assert answer["hub"] == hub.identity.key.hex()
    assert (certificate["key"], certificate["station"]) == (newcomer.key.hex(), newcomer.station.hex)
    assert (certificate["code"], certificate["name"], certificate["level"]) == (VILLAGE, "七村", "village")
    rest = {name: value for name, value in certificate.items() if name != "signature"}
    signature = bytes.fromhex(certificate["signature"])
    Ed25519PublicKey.from_public_bytes(hub.identity.key).verify(signature, canonical.to_bytes(rest))
    assert tree(hub).parents[newcomer.station] == UUID(certificate["place"])
    assert [(one.desk, one.code, one.level) for one in company.read_desks(hub)] == [
        (newcomer.key.hex(), VILLAGE, "village")
    ]
    assert refusal(Newcomer(), hub, code=code.code) == (403, "code_wrong")


def test_a_code_is_good_for_ten_minutes(hub: Hub, clock: Clock):
    early, late = new_code(hub, VILLAGE, "village"), new_code(hub, VILLAGE, "village")
    clock.wait(seconds=LIVES)
    assert Newcomer().by(hub, code=early.code)
    clock.wait(seconds=1)
    assert refusal(Newcomer(), hub, code=late.code) == (403, "code_wrong")


def test_an_answer_that_was_lost_is_given_again_to_the_same_desk_alone(hub: Hub):
    newcomer, code = Newcomer(), new_code(hub, VILLAGE, "village").code
    assert newcomer.by(hub, code=code) == newcomer.by(hub, code=code)
    assert len(company.read_desks(hub)) == 1
    point = new_code(hub, OTHER_VILLAGE, "point").code
    other = Newcomer()
    assert other.by(hub, code=point) == other.by(hub, code=point)


def test_the_same_desk_may_be_enrolled_again_where_it_is(hub: Hub):
    newcomer = Newcomer()
    for level in ("village", "point"):
        newcomer = Newcomer()
        first = newcomer.by(hub, code=new_code(hub, VILLAGE, level).code)
        assert newcomer.by(hub, code=new_code(hub, VILLAGE, level).code) == first


def test_a_desk_does_not_move_by_enrolling_elsewhere(hub: Hub):
    newcomer = Newcomer()
    newcomer.by(hub, code=new_code(hub, VILLAGE, "village").code)
    elsewhere = new_code(hub, TOWN, "town").code
    assert refusal(newcomer, hub, code=elsewhere) == (409, "enrolled_elsewhere")
    assert Newcomer().by(hub, code=elsewhere)["level"] == "town"  # the code was not used up


def test_a_point_is_minted_under_its_village(hub: Hub):
    codes = [new_code(hub, VILLAGE, "point").code for _ in range(2)]
    places = [UUID(Newcomer().by(hub, code=code)["certificate"]["place"]) for code in codes]
    village = next(one for one in company.read_places(hub) if (one.code, one.level) == (VILLAGE, "village"))
    assert len(set(places)) == 2
    assert [tree(hub).parents[place] for place in places] == [village.id, village.id]


def test_stations_with_the_code_of_their_village_do_not_stand_in_its_way(hub: Hub):
    where = {Newcomer().by(hub, code=new_code(hub, VILLAGE, "village").code)["certificate"]["place"] for _ in range(4)}
    assert len(where) == 1


def test_the_station_of_another_desk_cannot_be_brought_along(hub: Hub):
    owner, thief = Newcomer(), Newcomer()
    owner.by(hub, code=new_code(hub, VILLAGE, "village").code)
    thief.station = owner.station
    assert refusal(thief, hub, code=new_code(hub, OTHER_VILLAGE, "village").code) == (409, "enrolled_elsewhere")
    thief.station = next(one.id for one in company.read_places(hub) if one.level == "city")
    assert refusal(thief, hub, code=new_code(hub, OTHER_VILLAGE, "village").code) == (409, "enrolled_elsewhere")


def test_codes_are_for_places_and_levels_that_there_are(hub: Hub):
    for code, level, trouble in ((VILLAGE, "town", "place_unknown"), (CITY, "king", "level_unknown")):
        with pytest.raises(BadInput) as wrong:
            new_code(hub, code, level)
        assert wrong.value.code == trouble


def test_five_wrong_codes_from_one_address_end_in_silence_for_ten_minutes(hub: Hub, clock: Clock):
    wrong = wrong_codes(hub)
    for _ in range(5):
        assert refusal(Newcomer(), hub, code=next(wrong)) == (403, "code_wrong")
        clock.wait(seconds=10)
    good = new_code(hub, VILLAGE, "village").code
    with pytest.raises(Refusal) as locked:
        Newcomer().by(hub, code=good)
    assert (locked.value.status, locked.value.code) == (429, "guessing_locked")
    assert locked.value.facts["seconds"] == 600 - 50
    assert Newcomer().by(hub, source=THERE, code=good)
    clock.wait(seconds=550)
    assert Newcomer().by(hub, code=new_code(hub, VILLAGE, "village").code)


def test_a_hundred_wrong_codes_from_everywhere_end_in_silence_for_all(hub: Hub):
    wrong = wrong_codes(hub)
    for number in range(100):
        assert refusal(Newcomer(), hub, f"10.1.0.{number}", code=next(wrong)) == (403, "code_wrong")
    good = new_code(hub, VILLAGE, "village").code
    assert refusal(Newcomer(), hub, "10.2.0.1", code=good) == (429, "guessing_locked")


def test_the_addresses_of_one_network_are_one_guesser(hub: Hub):
    wrong = wrong_codes(hub)
    for number in range(5):
        assert refusal(Newcomer(), hub, f"2001:db8::{number}", code=next(wrong)) == (403, "code_wrong")
    assert refusal(Newcomer(), hub, "2001:db8::ffff", code=next(wrong)) == (429, "guessing_locked")
    assert refusal(Newcomer(), hub, "2001:db8:0:1::1", code=next(wrong)) == (403, "code_wrong")


def test_guesses_and_codes_are_not_readable_in_the_records(hub: Hub):
    code = new_code(hub, VILLAGE, "village").code
    with hub.engine.read() as connection:
        kept = bytes(connection.execute(select(tables.enrolment.c.code)).scalar_one())
    assert len(kept) == 32
    assert code.encode() not in kept


def test_a_hub_that_lost_its_records_takes_its_certificate(hub: Hub, url: str, tmp_path: Path, clock: Clock):
    newcomer = Newcomer()
    first = newcomer.by(hub, code=new_code(hub, VILLAGE, "point").code)
    fresh = open_hub(f"sqlite:///{tmp_path}/another.db", tmp_path / "files", lambda: clock().timestamp())
    try:
        again = newcomer.by(fresh, certificate=first["certificate"])
        assert again == first
        assert [one.desk for one in company.read_desks(fresh)] == [newcomer.key.hex()]
    finally:
        fresh.close()


def test_a_certificate_is_for_its_desk_and_of_this_hub(hub: Hub, tmp_path: Path, clock: Clock):
    newcomer = Newcomer()
    certificate = newcomer.by(hub, code=new_code(hub, VILLAGE, "village").code)["certificate"]
    changed = [
        {**certificate, "level": "city"},
        {**certificate, "place": uuid4().hex},
        {**certificate, "more": 1},
        {**certificate, "more": 1.5},
        {**certificate, "signature": "0" * 128},
    ]
    assert [refusal(newcomer, hub, certificate=one) for one in changed] == [(403, "certificate_wrong")] * len(changed)
    assert refusal(Newcomer(), hub, certificate=certificate) == (403, "certificate_wrong")
    foreign = opened(default_database(tmp_path / "foreign/files"), tmp_path / "foreign", clock)
    try:
        assert refusal(newcomer, foreign, certificate=certificate) == (403, "certificate_wrong")
    finally:
        foreign.close()


def test_a_revoked_desk_does_not_come_back_to_a_hub_without_records(hub: Hub, tmp_path: Path, clock: Clock):
    newcomer = Newcomer()
    certificate = newcomer.by(hub, code=new_code(hub, VILLAGE, "village").code)["certificate"]
    company.revoke(hub, newcomer.key.hex())
    assert refusal(newcomer, hub, certificate=certificate) == (403, "revoked")
    fresh = open_hub(f"sqlite:///{tmp_path}/another.db", tmp_path / "files", lambda: clock().timestamp())
    try:
        assert refusal(newcomer, fresh, certificate=certificate) == (403, "revoked")
    finally:
        fresh.close()


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {},
        {"code": "12345678"},
        {"code": "1234567", "station": {"id": "0" * 32, "code": "0" * 12, "level": "point"}, "rules": 1},
        {"code": "１２３４５６７８", "station": {"id": "0" * 32, "code": "0" * 12, "level": "point"}, "rules": 1},
        {"code": "12345678", "station": {"id": "0" * 32, "code": "0" * 12, "level": "point"}, "rules": True},
        {"station": {"id": "0" * 32, "code": "0" * 12, "level": "point"}, "rules": 1},
        {"code": "12345678", "certificate": {}, "station": {"id": "0" * 32, "code": "0" * 12}, "rules": 1},
    ],
)
def test_what_is_no_enrolment_is_no_guess(hub: Hub, body: Any):
    for _ in range(6):
        with pytest.raises(Refusal) as refused:
            enrol(hub, Newcomer().key, body, HERE)
        assert (refused.value.status, refused.value.code) == (400, "not_understood")
    assert Newcomer().by(hub, code=new_code(hub, VILLAGE, "village").code)
