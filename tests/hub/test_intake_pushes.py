"""A push is kept once, whole, byte for byte, and only then answered for."""

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import orjson
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import func, select

from desk.errors import BadEnvironment
from desk.hub import keep, tables
from desk.hub.hub import Hub, Refusal
from desk.hub.intake import MOST_FACT_BYTES
from desk.hub.keep import take_push
from desk.journal import canonical
from desk.journal.part import Part
from desk.journal.stamp import Stamp, holds
from desk.sync import wire
from tests.hub.hub_tools import Pen, desk_at, name_rows, read_feed, registration, row_of, rows_of, verdicts


def count(hub: Hub) -> int:
    with hub.engine.read() as connection:
        return connection.execute(select(func.count()).select_from(tables.fact)).scalar_one()


def refused(hub: Hub, pen: Pen, body: dict[str, Any]) -> Refusal:
    before = count(hub)
    with pytest.raises(Refusal) as caught:
        take_push(hub, pen.member, body)
    assert count(hub) == before
    return caught.value


def test_a_receipt_names_the_last_link_and_the_end_of_the_feed_and_is_signed(hub: Hub):
    pen = desk_at(hub)
    receipt = pen.push(hub, pen.register(3))
    last = read_feed(hub, pen.member)[-1]
    assert receipt["stream"] == [pen.key.hex(), pen.incarnation.hex()]
    assert receipt["head"] == [3, pen.head.hex()]
    assert (receipt["place"], receipt["token"], receipt["epoch"]) == (last["place"], last["token"], last["epoch"])
    assert receipt["branched"] is False
    said = {key: value for key, value in receipt.items() if key != "signature"}
    key = Ed25519PublicKey.from_public_bytes(hub.identity.key)
    key.verify(bytes.fromhex(receipt["signature"]), canonical.to_bytes(said))


def test_what_comes_back_is_what_was_sent_with_a_stamp_of_the_hub(hub: Hub):
    pen = desk_at(hub)
    facts = pen.register(4)
    pen.push(hub, facts)
    rows = rows_of(hub, pen.member)
    assert [row["content"].encode() for row in rows] == [fact.content for fact in facts]
    assert [[row["person_salt"], row["person"], row["words_salt"], row["words"]] for row in rows] == [
        [text for part in fact.parts for text in (part.salt.hex(), part.data.decode())] for fact in facts
    ]
    assert [row["seq"] for row in rows] == [1, 2, 3, 4]
    for row, fact in zip(rows, facts, strict=True):
        order = row["epoch"], row["n"], row["verdict"], row["reason"], row["hub_time"]
        stamp = Stamp(*order, bytes.fromhex(row["mac"]))
        assert holds(hub.identity.mac_key, fact.event.id.bytes, fact.link.hash, stamp)


def test_the_same_push_again_changes_nothing_and_is_answered_alike(hub: Hub):
    pen = desk_at(hub)
    body = pen.body(pen.register(5))
    first = take_push(hub, pen.member, body)
    assert take_push(hub, pen.member, body) == first
    assert count(hub) == 5 + 8


def test_a_push_that_overlaps_adds_only_what_is_new(hub: Hub):
    pen = desk_at(hub)
    facts = pen.register(6)
    pen.push(hub, facts[:4])
    receipt = pen.push(hub, facts[2:])
    assert receipt["head"] == [6, pen.head.hex()]
    assert [row["seq"] for row in rows_of(hub, pen.member)] == [1, 2, 3, 4, 5, 6]


def test_a_long_push_is_one_transaction_and_a_longer_one_is_refused(hub: Hub):
    pen = desk_at(hub)
    facts = pen.register(wire.MOST_FACTS + 1)
    error = refused(hub, pen, pen.body(facts))
    assert (error.status, error.code, error.facts) == (413, "too_large", {"most": wire.MOST_FACTS})
    pen.push(hub, facts[:-1])
    pen.push(hub, facts[-1:])
    assert count(hub) == wire.MOST_FACTS + 1 + 8


SPOILED: list[Callable[[dict[str, Any]], object]] = [
    lambda body: body.pop("facts"),
    lambda body: body.update(facts=[]),
    lambda body: body.update(facts=None),
    lambda body: body.update(facts=[["too", "short"]]),
    lambda body: body.update(last="00" * 32),
    lambda body: body.update(last=7),
    lambda body: body.update(signature="00" * 64),
    lambda body: body.update(signature="00"),
    lambda body: body.update(incarnation="zz"),
    lambda body: body.update(base=["00" * 16, 5, "00" * 32]),
    lambda body: body.update(base=["00" * 16, -1, "00" * 32]),
    lambda body: body.update(base=["00" * 16, 2**63, "11" * 32]),
    lambda body: body.update(base=["00" * 16, True, "00" * 32]),
    lambda body: body.update(base="nothing"),
    lambda body: body["facts"].reverse(),
    lambda body: body["facts"].pop(),
    lambda body: body["facts"][0].__setitem__(1, "00"),
    lambda body: body["facts"][0].__setitem__(0, None),
    lambda body: body["facts"][1][0]["body"].update(nature="TS"),
    lambda body: body["facts"][1][0].update(weight=0.5),
    lambda body: body["facts"][1][0].update(weight=2**53),
    lambda body: body["facts"][1][4]["fields"].update(title="路口加装桥"),
]


def test_what_is_not_as_the_wire_says_is_refused_whole(hub: Hub):
    pen = desk_at(hub)
    whole = pen.body(pen.register(2))
    for number, spoil in enumerate(SPOILED):
        body = deepcopy(whole)
        spoil(body)
        error = refused(hub, pen, body)
        assert (error.status, error.code) == (400, "not_understood"), number
    take_push(hub, pen.member, whole)


def test_nobody_pushes_in_the_name_of_another(hub: Hub):
    pen, other = desk_at(hub), desk_at(hub)
    body = pen.body(pen.register(1))
    with pytest.raises(Refusal):
        take_push(hub, other.member, body)
    assert rows_of(hub, pen.member) == []


def test_links_that_are_missing_are_asked_for_from_the_last_one_that_is_here(hub: Hub):
    pen = desk_at(hub)
    facts = pen.register(9)
    pen.push(hub, facts[:3])
    error = refused(hub, pen, pen.body(facts[5:]))
    assert (error.status, error.code) == (409, "links_missing")
    assert error.facts["heads"] == [[pen.incarnation.hex(), 3, facts[2].link.hash.hex()]]
    pen.push(hub, facts[3:])
    assert [row["seq"] for row in rows_of(hub, pen.member)] == list(range(1, 10))


def test_a_desk_of_which_nothing_is_here_is_asked_from_its_first_fact(hub: Hub):
    pen = desk_at(hub)
    facts = pen.register(3)
    assert refused(hub, pen, pen.body(facts[1:])).facts["heads"] == []
    pen.push(hub, facts)


def test_a_copied_desk_is_kept_as_a_branch_and_both_go_on(hub: Hub):
    pen = desk_at(hub)
    pen.push(hub, pen.register(2))
    clone = replace(pen, written=list(pen.written))
    assert pen.push(hub, pen.register(3))["branched"] is False
    body = clone.body(clone.register(2))
    assert take_push(hub, clone.member, body)["branched"] is True
    assert take_push(hub, clone.member, body)["branched"] is True  # its first answer may have been lost
    clone.mint()
    assert clone.push(hub, clone.register(1))["branched"] is False
    assert pen.push(hub, pen.register(1))["branched"] is False
    assert sorted(row["seq"] for row in rows_of(hub, pen.member)) == [1, 1, 2, 3, 3, 4, 4, 5, 6]


def test_a_new_incarnation_names_the_old_head(hub: Hub):
    pen = desk_at(hub)
    old = pen.register(2)
    pen.mint()
    new = pen.register(2)
    assert refused(hub, pen, pen.body(new)).code == "links_missing"
    pen.push(hub, old)
    assert pen.push(hub, new)["head"] == [2, pen.head.hex()]


def test_a_fact_that_cannot_be_used_is_kept_and_does_not_block_the_next(hub: Hub):
    pen = desk_at(hub)
    content = pen.draft(registration()).content
    bad = [
        pen.put(content.replace(b'"body":{', b'"body": {')),
        pen.put(b"{ not a content, only bytes"),
        pen.put(pen.draft(registration()).content.replace(b'"nature":"JY"', b'"nature":7')),
        pen.put(pen.draft(registration()).content.replace(b'"person_times":1', b'"person_times":1.0')),
    ]
    pen.push(hub, [*bad, *pen.register(1)])
    assert verdicts(hub, pen.member) == [("set_aside", "unusable")] * 4 + [("ok", "")]
    assert [row["content"].encode() for row in rows_of(hub, pen.member)[:4]] == [fact.content for fact in bad]
    assert verdicts(hub, desk_at(hub).member) == [("ok", "")], "what is nobody's is its author's alone"


def test_an_id_that_is_taken_is_kept_under_another(hub: Hub):
    pen, other = desk_at(hub), desk_at(hub)
    first = pen.register(1)[0]
    pen.push(hub, [first])
    draft = other.draft(registration())
    double = other.put(draft.content.replace(str(draft.event.id).encode(), str(first.event.id).encode()), draft.parts)
    body = other.body([double])
    assert take_push(hub, other.member, body) == take_push(hub, other.member, body)
    assert verdicts(hub, other.member)[-1] == ("set_aside", "unusable")
    assert [row["content"].encode() for row in rows_of(hub, pen.member)] == [first.content]
    with hub.engine.read() as connection:
        assert double.link.hash[:16] in connection.execute(select(tables.fact.c.id)).scalars().all()


def test_of_two_facts_with_one_id_in_one_push_the_second_is_kept_under_another(hub: Hub):
    pen = desk_at(hub)
    first = pen.register(1)[0]
    second = pen.put(first.content, first.parts)
    pen.push(hub, [first, second])
    assert verdicts(hub, pen.member) == [("ok", ""), ("set_aside", "unusable")]


def test_a_part_that_was_missing_is_added_and_told_again(hub: Hub):
    pen = desk_at(hub)
    fact = pen.register(1)[0]
    body = pen.body([fact])
    bare = {**body, "facts": [row_of(fact, "words")]}
    receipt = take_push(hub, pen.member, bare)
    assert rows_of(hub, pen.member)[0]["person"] == ""
    take_push(hub, pen.member, body)
    page = read_feed(hub, pen.member)[-1]
    again = name_rows(page)[-1]
    assert (again["place"], again["again"]) == (receipt["place"] + 1, 1)
    assert json.loads(again["person"])["fields"]["name"] == "王某某"
    assert take_push(hub, pen.member, body)["place"] == again["place"]


def test_a_part_that_nobody_could_read_is_not_kept(hub: Hub):
    pen = desk_at(hub)
    broken = Part("words", bytes(16), b'{"fields":7}')
    draft = pen.draft(registration())
    named = json.loads(draft.content)["digests"]["words"].encode()
    pen.push(hub, [pen.put(draft.content.replace(named, broken.digest.hex().encode()), (broken,))])
    row = rows_of(hub, pen.member)[0]
    assert (row["verdict"], row["reason"], row["words"]) == ("set_aside", "unusable", "")


def test_a_fact_that_would_fill_a_page_by_itself_is_refused(hub: Hub):
    pen = desk_at(hub)
    error = refused(hub, pen, pen.body([pen.put(b"\x01" * (MOST_FACT_BYTES + 1))]))
    assert (error.status, error.code, error.facts) == (413, "too_large", {"most": MOST_FACT_BYTES})


def test_a_page_of_the_longest_facts_is_one_that_a_desk_takes(hub: Hub):
    pen = desk_at(hub)
    for _ in range(3):
        pen.push(hub, [pen.put(b"\x01" * MOST_FACT_BYTES) for _ in range(2)])
    pages = read_feed(hub, pen.member)
    assert max(len(orjson.dumps(page)) for page in pages) <= wire.MOST_BYTES
    assert sum(len(page["facts"]) for page in pages) == 6 + 8


def test_a_commit_that_fails_is_not_answered_for(hub: Hub, monkeypatch: pytest.MonkeyPatch):
    pen = desk_at(hub)
    body = pen.body(pen.register(2))

    def fail(*_: object) -> None:
        raise BadEnvironment("disk_full")

    with monkeypatch.context() as patch:
        patch.setattr(keep, "settle", fail)
        with pytest.raises(BadEnvironment, match="disk_full"):
            take_push(hub, pen.member, body)
    assert rows_of(hub, pen.member) == []
    assert take_push(hub, pen.member, body)["head"] == [2, pen.head.hex()]
