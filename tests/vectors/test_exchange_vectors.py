"""The product writes, signs and answers exactly what the vectors say: requests, stamps, tokens, and a whole exchange
with a hub that has their keys."""

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import update

from desk.domain.kinds import VERSION
from desk.domain.numbering import is_number
from desk.hub import back, keep, tables
from desk.hub.apart import Apart
from desk.hub.engine import open_engine
from desk.hub.epoch import found_counter
from desk.hub.feed import page_of
from desk.hub.hub import Hub, Member
from desk.hub.identity import Identity
from desk.journal.canonical import from_bytes, to_bytes
from desk.journal.stamp import Stamp, holds, next_token
from desk.storage.page import read_page
from desk.sync import wire
from desk.sync.receipt import is_signed, read_receipt


def read(name: str) -> Any:
    return json.loads(Path(__file__).with_name(name).read_text(encoding="ascii"))


CANONICAL, STAMPS, REQUESTS, CERTIFICATE, EXCHANGE = (
    read(f"{name}.json") for name in ("canonical", "stamps", "requests", "certificate", "exchange")
)
PUSHES = EXCHANGE["pushes"]


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    """A hub with the keys and the epoch of the vectors, in which nobody has written."""
    hub_seed, mac_key = bytes.fromhex(EXCHANGE["hub_seed"]), bytes.fromhex(EXCHANGE["mac_key"])
    identity = Identity(hub_seed, mac_key, bytes(32), UUID(int=1))
    engine = open_engine(f"sqlite:///{tmp_path / 'hub.db'}", identity.database_key)
    hub = Hub(engine, identity, Apart(tmp_path), lambda: EXCHANGE["hub_time"])
    engine.upgrade()
    with engine.write() as connection:
        found_counter(connection, identity.key)
        connection.execute(update(tables.counter).values(epoch=EXCHANGE["epoch"]))
    yield hub
    hub.close()


@pytest.fixture
def member() -> Member:
    key = bytes.fromhex(PUSHES[0]["links"][0]["desk_key"])
    return Member(key, UUID(EXCHANGE["place"]), UUID(EXCHANGE["station"]), "point", VERSION)


def push_all(hub: Hub, member: Member) -> list[dict[str, Any]]:
    return [keep.take_push(hub, member, deepcopy(push["body"])) for push in PUSHES]


@pytest.mark.parametrize("spelled", CANONICAL["spelled"], ids=lambda one: one["hex"][:16])
def test_a_value_is_spelled_as_the_vectors_say(spelled: dict[str, Any]):
    assert to_bytes(spelled["value"]).hex() == spelled["hex"]
    assert from_bytes(bytes.fromhex(spelled["hex"])) == spelled["value"]


@pytest.mark.parametrize("text", CANONICAL["not_canonical"])
def test_other_spellings_are_none(text: str):
    try:
        again = to_bytes(from_bytes(text.encode()))
    except ValueError:
        return
    assert again != text.encode()


@pytest.mark.parametrize("told", STAMPS["stamps"], ids=lambda told: told["verdict"])
def test_a_stamp_is_the_hub_s(told: dict[str, Any]):
    key, id, link_hash = (bytes.fromhex(STAMPS[name]) for name in ("mac_key", "id", "link_hash"))
    stamp = Stamp(**{**told, "mac": bytes.fromhex(told["mac"])})
    assert holds(key, id, link_hash, stamp)


@pytest.mark.parametrize("told", REQUESTS["requests"], ids=lambda told: told["target"])
def test_a_request_is_signed_as_the_vectors_say(told: dict[str, Any]):
    key, body = REQUESTS["key"], bytes.fromhex(told["body"])
    signed = wire.read_signed(told["authorization"])
    said = wire.request_bytes(told["method"], told["target"], body, signed.key, signed.time, signed.nonce)
    assert (signed.key, said) == (key, told["said"].encode())
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signed.signature, said)
    assert wire.sign_line(signed.key, signed.time, signed.nonce, signed.signature) == told["authorization"]


def test_a_certificate_is_signed_by_its_hub():
    hub = bytes.fromhex(CERTIFICATE["hub"])
    assert is_signed(CERTIFICATE["certificate"], hub)
    assert not is_signed({**CERTIFICATE["certificate"], "level": "town"}, hub)


def test_numbers_of_slips_are_told_from_others():
    told = read("numbers.json")
    assert [is_number(one) for one in told["right"]] == [True] * 4
    assert [is_number(one) for one in told["wrong"]] == [False] * 4


def test_a_hub_with_these_keys_gives_these_receipts(hub: Hub, member: Member):
    assert push_all(hub, member) == [push["receipt"] for push in PUSHES]


def test_the_same_push_once_more_brings_the_same_head(hub: Hub, member: Member):
    push_all(hub, member)
    again = keep.take_push(hub, member, deepcopy(PUSHES[0]["body"]))
    last = PUSHES[-1]["receipt"]
    assert again["head"] == PUSHES[0]["receipt"]["head"]
    assert (again["place"], again["token"], again["branched"]) == (last["place"], last["token"], True)


def test_its_feed_is_that_of_the_vectors(hub: Hub, member: Member):
    push_all(hub, member)
    page = page_of(hub, member, 0, wire.NO_TOKEN, wire.MOST_PAGE)
    assert json.loads(json.dumps(page)) == EXCHANGE["feed"]


def test_a_desk_reads_this_feed_and_these_receipts():
    page = read_page(EXCHANGE["feed"])
    linked = [link["hash"] for push in PUSHES for link in push["links"]]
    assert [given.hash.hex() for given in page.facts] == linked
    hub = bytes.fromhex(CERTIFICATE["hub"])
    for push in PUSHES:
        links = {(link["seq"], link["hash"]): n for n, link in enumerate(push["links"], 1)}
        key, incarnation = (bytes.fromhex(text) for text in push["receipt"]["stream"])
        receipt = read_receipt(push["receipt"], hub, key, incarnation, links)
        assert receipt.number == len(links)


def test_the_tokens_of_the_feed_follow_one_another():
    token, facts = bytes(16), read_page(EXCHANGE["feed"]).facts
    for given in facts:
        token = next_token(token, given.id, given.stamp[-1], EXCHANGE["epoch"])
    assert token.hex() == EXCHANGE["feed"]["token"]


def test_a_hub_that_lost_everything_asks_for_all_of_it_and_takes_it_back(hub: Hub, member: Member):
    assert back.lacks(hub, member, EXCHANGE["lacks"]) == EXCHANGE["lacks"]
    count = len(EXCHANGE["return"]["facts"])
    assert back.take_back(hub, member, EXCHANGE["return"]) == {"taken": count, "refused": 0}
    assert back.lacks(hub, member, EXCHANGE["lacks"]) == {"ids": []}


def test_a_fact_with_another_stamp_is_not_taken_back(hub: Hub, member: Member):
    forged = deepcopy(EXCHANGE["return"])
    forged["facts"][3][6:8] = ["ok", ""]
    assert back.take_back(hub, member, forged) == {"taken": len(forged["facts"]) - 1, "refused": 1}
