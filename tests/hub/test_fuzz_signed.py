"""Nonsense from an enrolled desk, signed and packed so that it gets past the door: it is refused or set aside, it never
makes the hub stumble, and it never stands in the way of what comes behind it."""

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from hub_process import HubProcess
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.journal.content import content_hash
from desk.journal.fact import Fact, Head
from desk.journal.link import link_hash
from desk.sync import wire
from tests.hub.asking import CITY, VILLAGE, Asker, a_case, many, nobody, said

_EXAMPLES = 40
_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=300)
_HEX = st.integers(0, 2**256 - 1).map(lambda number: f"{number:x}")
_LEAF = st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False) | _TEXT | _HEX
JUNK = st.recursive(_LEAF, lambda inner: st.lists(inner, max_size=5) | st.dictionaries(_TEXT, inner, max_size=5))
SLOW = settings(max_examples=_EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def desks(served: HubProcess) -> Iterator[tuple[Asker, Asker]]:
    with many(served, (VILLAGE, "village"), (CITY, "city")) as (writer, reader):
        said(writer.push(*(a_case() for _ in range(3))))
        yield writer, reader
    assert '"bug"' not in served.log.read_text()


def bodies(writer: Asker) -> dict[str, Any]:
    """For each path one that is right."""
    page = said(writer.feed())
    rows = [[*row[2:4], row[4] or page["facts"][i][4], *row[5:]] for i, row in enumerate(page["facts"])]
    return {
        "meet": {
            "cursor": [0, wire.NO_TOKEN],
            "mark": [page["place"], page["token"]],
            "epoch": page["epoch"],
            "rules": 1,
        },
        "push": writer.push_body(unsent(writer, 2)),
        "common": {"tokens": [[page["place"], page["token"]], [1, "0" * 32]]},
        "lacks": {"ids": ["0" * 64, "f" * 64]},
        "return": {"streams": page["streams"], "facts": rows},
        "enrol": writer.enrolling(certificate={"key": writer.key, "place": "0" * 32, "at": 1}),
    }


def unsent(asker: Asker, count: int) -> list[Fact]:
    """Facts behind the head, which stays where it is."""
    head = asker.head
    facts = asker.write(*(a_case() for _ in range(count)))
    asker.head = head
    return facts


def spoil(chance: random.Random, value: Any, junk: Any) -> Any:
    """One thing of it, somewhere, is junk, gone, twice there, or cut."""
    if isinstance(value, dict | list) and value and chance.random() < 0.85:
        key = chance.choice(list(value) if isinstance(value, dict) else range(len(value)))
        how = chance.random()
        if how < 0.15:
            value.pop(key)
        elif how < 0.25 and isinstance(value, list):
            value.insert(key, copy.deepcopy(value[key]))
        else:
            value[key] = spoil(chance, value[key], junk)
        return value
    if isinstance(value, str) and value and chance.random() < 0.5:
        at = chance.randrange(len(value))
        return value[:at] + chance.choice(["", "0", "\0", "民", value]) + value[at + 1 :]
    return junk


@pytest.mark.parametrize("path", ["meet", "push", "common", "lacks", "return", "enrol"])
def test_a_spoiled_body_is_refused_or_harmless(desks: tuple[Asker, Asker], path: str):
    right = bodies(desks[0])[path]

    @given(st.randoms(use_true_random=False), JUNK)
    @SLOW
    def asked(chance: random.Random, junk: Any) -> None:
        answer = desks[0].post(path, spoil(chance, copy.deepcopy(right), junk))
        assert answer.status_code in (200, 400, 403, 409, 413), answer.content
        if answer.status_code != 200:
            assert answer.json()["error"]["code"] in (
                *("not_understood", "not_packed", "links_missing", "too_large", "enrolled_elsewhere"),
                *("certificate_wrong", "code_wrong"),
            )

    asked()


@pytest.mark.parametrize("path", ["meet", "push", "common", "lacks", "return", "enrol"])
def test_junk_is_not_understood(served: HubProcess, desks: tuple[Asker, Asker], path: str):
    with nobody(served) as stranger:

        @given(JUNK)
        @SLOW
        def asked(junk: Any) -> None:
            assert desks[0].post(path, junk).status_code in (200, 400)
            assert stranger.post(path, junk).status_code == (400 if path == "enrol" else 401)

        asked()


def raw_push(asker: Asker, contents: list[str], parts: list[str]) -> dict[str, Any]:
    """Any texts at all as the contents of facts, in a chain that holds and is signed."""
    stream, seq, prev = asker.head.stream, asker.head.seq, asker.head.hash
    base = [stream.incarnation.hex() if seq else "0" * 32, seq, prev.hex()]
    for text in contents:
        seq += 1
        prev = link_hash(stream, seq, content_hash(text.encode()), prev)
    facts = [[text, parts[0], parts[1], parts[2], parts[3]] for text in contents]
    signature = asker.private.sign(wire.push_bytes(prev)).hex()
    asker.head = Head(stream, seq, prev)
    head = {"rules": 1, "incarnation": stream.incarnation.hex(), "base": base}
    return head | {"facts": facts, "last": prev.hex(), "signature": signature}


def near_content(chance: random.Random, asker: Asker, junk: Any) -> str:
    """What is almost a content."""
    [fact] = unsent(asker, 1)
    value = spoil(chance, json.loads(fact.content), junk)
    return json.dumps(value, ensure_ascii=False, sort_keys=chance.random() < 0.9, separators=(",", ":"))


def test_facts_that_cannot_be_used_are_kept_as_they_are_and_stand_in_nobodys_way(
    served: HubProcess, desks: tuple[Asker, Asker]
):
    writer, reader = desks
    said(writer.push(a_case()))
    sent: set[str] = set()

    @given(st.lists(_TEXT, max_size=3), st.randoms(use_true_random=False), JUNK)
    @SLOW
    def asked(texts: list[str], chance: random.Random, junk: Any) -> None:
        contents = [*texts, near_content(chance, writer, junk)]
        body = raw_push(writer, contents, ["", "", "", ""])
        receipt = said(writer.post("push", body))
        assert receipt["head"] == [writer.head.seq, writer.head.hash.hex()]
        sent.update(contents)

    asked()
    assert said(writer.push(a_case()))["head"][0] == writer.head.seq
    for asker in (writer, reader):
        seen, after, token, more = set(), 0, wire.NO_TOKEN, True
        while more:
            page = said(asker.feed(after, token, 500))
            seen |= {row[5] for row in page["facts"]}
            after, token, more = page["place"], page["token"], page["more"]
        if asker is writer:
            assert sent <= seen
    told = served.inside("refused", "--limit", "100000").value
    assert told["total"] == len(told["refused"]) > 0
    assert {one["reason"] for one in told["refused"]} <= {"unusable", "not_your_place", "out_of_place", "hub_only"}


def test_parts_that_are_not_what_the_content_names_are_left_out(desks: tuple[Asker, Asker]):
    writer, _ = desks

    @given(_TEXT, _TEXT)
    @SLOW
    def asked(person: str, words: str) -> None:
        [fact] = writer.write(a_case())
        body = writer.push_body([fact])
        body["facts"][0][2], body["facts"][0][4] = person, words
        answer = writer.post("push", body)
        assert answer.status_code == 400  # digests are computed of the parts: the signed link does not hold
        assert said(writer.post("push", writer.push_body([fact])))["head"][0] == fact.link.seq

    asked()
