"""What a desk gets of others over the line: what is at and below its own place, and nothing beyond."""

import os
from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from hub_process import HubProcess

from desk.domain.kinds import VERSION
from desk.journal.content import content_hash
from desk.journal.fact import NewFact
from desk.journal.link import Link
from desk.journal.stamp import Stamp, stamp_mac
from desk.sync import wire
from tests.hub.asking import (
    CITY,
    DISTRICT,
    OTHER_TOWN,
    OTHER_VILLAGE,
    TOWN,
    VILLAGE,
    Asker,
    a_case,
    fault,
    many,
    said,
)

WORDS, NAME = "东门路灯坏了三盏。", "欧阳某"


@pytest.fixture(scope="module")
def desks(served: HubProcess) -> Iterator[dict[str, Asker]]:
    wanted = [(VILLAGE, "village"), (OTHER_VILLAGE, "village"), (TOWN, "town"), (OTHER_TOWN, "town")]
    wanted += [(DISTRICT, "district"), (CITY, "city"), (VILLAGE, "point")]
    with many(served, *wanted) as askers:
        yield dict(zip((*(code for code, _ in wanted[:-1]), "point"), askers, strict=True))


@pytest.fixture(scope="module")
def case(desks: dict[str, Asker]) -> str:
    """The id of a case recorded in the village, as its content spells it."""
    writer = desks[VILLAGE]
    facts = writer.write(a_case(WORDS, NAME))
    said(writer.post("push", writer.push_body(facts)))
    return str(facts[0].event.subject)


def rows_about(asker: Asker, subject: str) -> list[list[object]]:
    """The whole feed from its beginning, and what of it is about a subject."""
    found, after, token, more = [], 0, wire.NO_TOKEN, True
    while more:
        page = said(asker.feed(after, token))
        found += [row for row in page["facts"] if subject in row[5]]
        after, token, more = page["place"], page["token"], page["more"]
    return found


@pytest.mark.parametrize("beyond", [OTHER_VILLAGE, OTHER_TOWN, "point"])
def test_beyond_ones_place_there_are_no_rows(desks: dict[str, Asker], case: str, beyond: str):
    assert rows_about(desks[beyond], case) == []


@pytest.mark.parametrize(("at", "person"), [(VILLAGE, True), (TOWN, True), (DISTRICT, False), (CITY, False)])
def test_at_and_above_it_words_come_and_names_stop_at_the_town(
    desks: dict[str, Asker], case: str, at: str, person: bool
):
    [row] = rows_about(desks[at], case)
    assert WORDS in str(row[15])
    assert (NAME in str(row[13])) == person
    assert bool(row[12]) == person


def test_whoever_cannot_see_a_case_cannot_act_on_it_either(served: HubProcess, desks: dict[str, Asker], case: str):
    intruder, owner = desks[OTHER_VILLAGE], desks[VILLAGE]
    withdrawn = intruder.write(NewFact("case.withdrawn", UUID(case), {}, words={"reason": "算了"}))
    receipt = said(intruder.post("push", intruder.push_body(withdrawn)))
    assert receipt["head"][1] == withdrawn[-1].link.hash.hex()  # taken, and set aside
    told = served.command("refused").value["refused"]
    assert [(one["kind"], one["desk"], one["reason"]) for one in told if one["desk"] == intruder.key] == [
        ("case.withdrawn", intruder.key, "out_of_place")
    ]
    assert all(row[8] == "ok" for row in rows_about(owner, case) if "case.registered" in str(row[5]))


def test_a_forged_stamp_brings_nothing_in(desks: dict[str, Asker]):
    forger = desks[OTHER_TOWN]
    [fact] = forger.write(a_case())
    stamp = Stamp(1 << 32, 1, "ok", "", 1, b"")
    order = stamp.epoch, stamp.n, stamp.hub_time
    mac = stamp_mac(os.urandom(32), fact.event.id.bytes, fact.link.hash, order, stamp.verdict, stamp.reason)
    link = 0, fact.link.seq, fact.link.prev.hex(), fact.content.decode()
    row = [*link, *order[:2], "ok", "", 1, mac.hex(), "", "", "", ""]
    streams = [[forger.key, fact.link.stream.incarnation.hex()]]
    answer = said(forger.post("return", {"streams": streams, "facts": [row]}))
    assert answer == {"taken": 0, "refused": 1}
    assert rows_about(desks[CITY], str(fact.event.subject)) == []


def test_a_feed_is_read_on_only_from_where_it_was_left(desks: dict[str, Asker]):
    asker = desks[CITY]
    page = said(asker.feed(limit=1))
    assert said(asker.feed(page["place"], page["token"]))["after"] == page["place"]
    assert fault(asker.feed(page["place"], wire.NO_TOKEN)) == (409, "rewound")
    assert fault(asker.feed(10**6, page["token"])) == (409, "rewound")
    assert fault(asker.feed(2**63 - 1, page["token"])) == (409, "rewound")


def test_what_goes_over_the_line_is_not_in_the_log(served: HubProcess, desks: dict[str, Asker], case: str):
    log = served.log.read_text()
    assert desks[VILLAGE].key[:8] in log
    for never in (desks[VILLAGE].key, case, WORDS, NAME, "?after=", "token="):
        assert never not in log


def test_facts_of_a_newer_desk_are_kept_passed_on_and_left_unjudged(served: HubProcess, desks: dict[str, Asker]):
    writer, reader = desks[VILLAGE], desks[TOWN]
    head = writer.head
    [known] = writer.write(a_case())
    newer = known.content.replace(b'"v":1}', b'"v":2}').decode()
    body = writer.push_body([known]) | {"rules": 2}
    link = Link(known.link.stream, known.link.seq, content_hash(newer.encode()), known.link.prev)
    body |= {"facts": [[newer, "", "", "", ""]], "last": link.hash.hex()}
    body["signature"] = writer.private.sign(wire.push_bytes(link.hash)).hex()
    writer.head = replace(head, seq=link.seq, hash=link.hash)
    assert said(writer.post("push", body))["head"] == [link.seq, link.hash.hex()]
    [row] = rows_about(reader, str(known.event.subject))
    assert (row[5], row[8]) == (newer, "unjudged")


def test_it_is_known_which_rules_a_desk_goes_by(served: HubProcess, desks: dict[str, Asker]):
    asker = desks[OTHER_TOWN]
    meeting = {"cursor": [0, wire.NO_TOKEN], "mark": [0, wire.NO_TOKEN], "epoch": 0}
    for rules, known in ((7, 7), (0, 0), (3, 3), ("x", 3), (10**12, 3), (True, 3)):
        assert said(asker.post("meet", meeting | {"rules": rules}))["rules"] == VERSION
        told = {one["desk"]: one["rules"] for one in served.inside("desks").value["desks"]}
        assert told[asker.key] == known
