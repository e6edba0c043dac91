"""The vectors, read by a reader that knows the documents alone: what the desk writes is what the documents say."""

import ast
import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import reader

HERE = Path(__file__).parent


def read(name: str) -> Any:
    return json.loads((HERE / f"{name}.json").read_text(encoding="ascii"))


FACTS, STAMPS, REQUESTS, CERTIFICATE, CANONICAL, EXCHANGE = (
    read(name) for name in ("facts", "stamps", "requests", "certificate", "canonical", "exchange")
)
KEY = EXCHANGE["pushes"][0]["links"][0]["desk_key"]
NO_TOKEN = "0" * 32


def test_the_reader_knows_nothing_of_the_desk_s():
    tree = ast.parse((HERE / "reader.py").read_text(encoding="utf-8"))
    named = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    named += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    assert {name.partition(".")[0] for name in named} == {"cryptography", "hashlib", "hmac", "json", "re", "typing"}


@pytest.mark.parametrize("spelled", CANONICAL["spelled"], ids=lambda one: one["hex"][:16])
def test_values_have_one_spelling(spelled: dict[str, Any]):
    text = bytes.fromhex(spelled["hex"]).decode()
    assert reader.canonical(spelled["value"]) == text
    assert reader.parsed(text) == spelled["value"]


@pytest.mark.parametrize("text", CANONICAL["not_canonical"])
def test_no_other_spelling_is_read(text: str):
    with pytest.raises(reader.Broken):
        reader.parsed(text)


@pytest.mark.parametrize("vector", FACTS, ids=lambda vector: vector["event"]["kind"])
def test_a_fact_is_read(vector: dict[str, Any]):
    said, link = reader.content(vector["content"]), vector["link"]
    assert {name: said[name] for name in vector["event"]} == vector["event"]
    stream = [link["desk_key"], link["incarnation"]]
    assert reader.link_hash(vector["content"], stream, link["seq"], link["prev"]) == link["hash"]
    assert said["digests"].keys() == {part["name"] for part in vector["parts"]}
    for part in vector["parts"]:
        assert reader.check_part(said, part["name"], part["salt"], part["data"]) == part["fields"]


def test_the_facts_are_one_chain():
    assert [vector["link"]["prev"] for vector in FACTS[1:]] == [vector["link"]["hash"] for vector in FACTS[:-1]]
    assert FACTS[0]["link"]["prev"] == "0" * 64


def test_stamps_are_proven_by_the_hub_s_key():
    for told in STAMPS["stamps"]:
        stamp = [told[name] for name in ("epoch", "n", "verdict", "reason", "hub_time", "mac")]
        reader.check_stamp(STAMPS["mac_key"], STAMPS["id"], STAMPS["link_hash"], stamp)
        with pytest.raises(reader.Broken):
            reader.check_stamp(STAMPS["mac_key"], STAMPS["id"], STAMPS["link_hash"], [stamp[0], 1, *stamp[2:]])


def test_requests_say_who_asks():
    for told in REQUESTS["requests"]:
        body = bytes.fromhex(told["body"])
        assert reader.check_request(told["method"], told["target"], body, told["authorization"]) == REQUESTS["key"]
        with pytest.raises(reader.Broken):
            reader.check_request(told["method"], told["target"] + "0", body, told["authorization"])


def test_numbers_of_slips_are_told_from_others():
    told = read("numbers")
    assert [reader.is_number(one) for one in told["right"]] == [True] * 4
    assert [reader.is_number(one) for one in told["wrong"]] == [False] * 4


def test_a_certificate_and_every_receipt_are_signed():
    for said in (CERTIFICATE["certificate"], *(push["receipt"] for push in EXCHANGE["pushes"])):
        reader.check_signed(CERTIFICATE["hub"], said)
        with pytest.raises(reader.Broken):
            reader.check_signed(CERTIFICATE["hub"], {**said, "more": 1})


@pytest.mark.parametrize("push", EXCHANGE["pushes"], ids=("first", "restored", "branch"))
def test_a_push_is_proven_by_the_signature_of_its_last_link(push: dict[str, Any]):
    read = reader.read_push(KEY, push["body"])
    assert [(seq, hash) for seq, hash, _ in read] == [(link["seq"], link["hash"]) for link in push["links"]]
    assert push["receipt"]["head"] == list(read[-1][:2])
    spoiled = deepcopy(push["body"])
    spoiled["facts"][0][0]["body"]["more"] = 1
    with pytest.raises(reader.Broken):
        reader.read_push(KEY, spoiled)


def test_the_feed_is_proven_fact_by_fact_and_up_to_its_token():
    told = reader.read_feed(EXCHANGE["feed"], NO_TOKEN)
    verdicts = [one["stamp"][2] for one in told]
    assert verdicts == ["ok", "ok", "ok", "not_applied", "set_aside", "unjudged", "ok", "ok"]
    for one in told:
        reader.check_stamp(EXCHANGE["mac_key"], one["content"]["id"], one["hash"], one["stamp"])
    registered = told[2]
    assert registered["content"]["digests"].keys() == {"person", "words"}
    assert registered["fields"] == {}  # erased since


def test_what_a_desk_offers_to_return_names_fact_stamp_and_parts():
    told = reader.read_feed(EXCHANGE["feed"], NO_TOKEN)
    offered = []
    for one in told:
        held = ("person" in one["fields"]) + 2 * ("words" in one["fields"])
        offered.append(one["content"]["id"].replace("-", "") + one["stamp"][5] + f"{held:02x}")
    assert offered == EXCHANGE["lacks"]["ids"]
    rows = [row[2:] for row in EXCHANGE["feed"]["facts"]]
    returned = EXCHANGE["return"]["facts"]
    assert [row[:2] + row[3:] for row in rows] == [row[:2] + row[3:] for row in returned]
    assert all(row[2] for row in returned)
