"""The bytes of facts are the contract's bytes, worked out apart from the code (make_vectors.py)."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from make_vectors import FILES

from desk.domain.event import Event
from desk.domain.moment import read_time
from desk.journal.content import content_hash, is_content, read_content, write_content
from desk.journal.link import START, Link, Stream
from desk.journal.part import Part, seal_part

VECTORS = json.loads(Path(__file__).with_name("facts.json").read_text(encoding="ascii"))
each = pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["event"]["kind"])


def event_of(vector: dict[str, Any]) -> Event:
    told = vector["event"]
    return Event(
        id=UUID(told["id"]),
        kind=told["kind"],
        v=told["v"],
        place=UUID(told["place"]),
        subject=UUID(told["subject"]),
        act=UUID(told["act"]) if "act" in told else None,
        recorded_at=read_time(told["recorded_at"]),
        operator=UUID(told["operator"]),
        body=told["body"],
        parts=frozenset(part["name"] for part in vector["parts"]),
    )


def digests_of(vector: dict[str, Any]) -> dict[Any, bytes]:
    return {part["name"]: bytes.fromhex(part["digest"]) for part in vector["parts"]}


def link_of(vector: dict[str, Any]) -> Link:
    told = vector["link"]
    stream = Stream(bytes.fromhex(told["desk_key"]), bytes.fromhex(told["incarnation"]))
    return Link(stream, told["seq"], bytes.fromhex(told["content_hash"]), bytes.fromhex(told["prev"]))


@each
def test_a_content_has_the_bytes_of_the_contract(vector: dict[str, Any]):
    assert write_content(event_of(vector), digests_of(vector)).decode() == vector["content"]


@each
def test_a_content_is_read_back_whole(vector: dict[str, Any]):
    data = vector["content"].encode()
    assert read_content(data) == (event_of(vector), digests_of(vector))
    assert is_content(data)


@each
def test_a_part_has_the_bytes_and_the_digest_of_the_contract(vector: dict[str, Any]):
    for told in vector["parts"]:
        part = seal_part(told["name"], told["fields"], bytes.fromhex(told["salt"]))
        assert part.data.decode() == told["data"]
        assert part.digest.hex() == told["digest"]
        assert Part(part.name, part.salt, part.data).fields == told["fields"]


@each
def test_a_link_has_the_hash_of_the_contract(vector: dict[str, Any]):
    assert content_hash(vector["content"].encode()).hex() == vector["link"]["content_hash"]
    assert link_of(vector).hash.hex() == vector["link"]["hash"]


def test_the_vectors_are_a_chain_over_two_incarnations():
    prev = START
    for vector in VECTORS:
        assert link_of(vector).prev == prev
        prev = link_of(vector).hash
    assert len({vector["link"]["incarnation"] for vector in VECTORS}) == 2


@pytest.mark.parametrize("name", FILES)
def test_the_files_of_vectors_are_what_their_maker_writes(name: str):
    assert FILES[name]() == json.loads(Path(__file__).with_name(name).read_text(encoding="ascii"))


@pytest.mark.parametrize("field", ["seq", "prev", "content_hash", "desk_key", "incarnation"])
def test_every_part_of_a_link_counts(field: str):
    other = json.loads(json.dumps(VECTORS[2]))
    told = other["link"][field]
    other["link"][field] = told + 1 if field == "seq" else ("0" if told[0] != "0" else "1") + told[1:]
    assert link_of(other).hash.hex() != VECTORS[2]["link"]["hash"]
