"""The quick reading of what stands beside a body: the same as the slow one, or none at all."""

import json
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.journal.canonical import to_bytes
from desk.journal.content import read_content
from desk.journal.header import read_header

VECTORS = json.loads((Path(__file__).parents[1] / "vectors/facts.json").read_text(encoding="ascii"))
PLAIN: dict[str, object] = json.loads(VECTORS[0]["content"])
text = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
values = st.recursive(text | st.booleans() | st.none() | st.integers(-9, 9), lambda inner: st.lists(inner, max_size=3))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["event"]["kind"])
def test_the_quick_reading_agrees_with_the_slow_one(vector: dict[str, str]):
    data = vector["content"].encode()
    quick, (event, digests) = read_header(data), read_content(data)
    assert (quick.id, quick.subject, quick.place) == (event.id.bytes, event.subject.bytes, event.place.bytes)
    assert (quick.operator, quick.kind, quick.v) == (event.operator.bytes, event.kind, event.v)
    assert (quick.person, quick.words) == (digests.get("person"), digests.get("words"))


@given(st.dictionaries(text, values, max_size=4))
def test_no_body_can_pass_for_the_header(body: dict[str, object]):
    data = to_bytes({**PLAIN, "body": body})
    assert read_header(data) == read_header(to_bytes({**PLAIN, "body": {}}))


def test_a_whole_content_inside_a_body_is_not_mistaken():
    inner = {**PLAIN, "id": "00000000-0000-7000-8000-000000000001", "kind": "case.erased"}
    words = to_bytes(inner).decode()
    assert read_header(to_bytes({**PLAIN, "body": {"a": inner, "z": words}})).kind == PLAIN["kind"]


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{}",
        b'"digests":{}',
        b"\xff" * 40,
        VECTORS[0]["content"].encode()[:-1],
        VECTORS[0]["content"].encode() + b" ",
    ],
)
def test_what_does_not_end_as_a_content_is_refused(damage: bytes):
    with pytest.raises(ValueError, match="not the end of a content"):
        read_header(damage)


@pytest.mark.parametrize("member", ["id", "operator", "place", "subject", "words"])
@pytest.mark.parametrize("letter", ["A", "g", "-", '"'])
def test_ids_and_digests_have_one_spelling(member: str, letter: str):
    digests = cast(dict[str, str], PLAIN["digests"])
    if member in digests:
        other = {**PLAIN, "digests": {**digests, member: letter + digests[member][1:]}}
    else:
        other = {**PLAIN, member: letter + str(PLAIN[member])[1:]}
    with pytest.raises(ValueError, match="not"):
        read_header(to_bytes(other))
