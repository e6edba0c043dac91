"""What comes in the feed is stored as it was written, once, all of a page or nothing, and computed afterwards."""

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from feeding import Feed, Sent, deliver, facts_of, join_hub, without_parts
from made_up import Found, form
from sqlalchemy import select

from desk.actions.cases import correct_case, record_case, withdraw_case
from desk.actions.desk import Desk
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.errors import BadEnvironment
from desk.journal.fact import NewFact
from desk.reads.cases import find_cases, read_case
from desk.storage.page import read_page
from desk.storage.receiving import compute_waiting, receive
from desk.storage.save import new_id, save
from desk.storage.tables import fact, hub, part, stamp, token, waiting
from desk.storage.tables_case import case

LOCAL = ("n", "rank", "refused", "last_own")  # columns that are each desk's own


@pytest.fixture
def town(found: Found, tmp_path: Path) -> Desk:
    """A desk above, with a hub."""
    made = found(tmp_path / "town").desk
    join_hub(made)
    return made


def rows(desk: Desk, table: Any) -> list[dict[str, Any]]:
    with desk.vault.read() as connection:
        return [dict(row._mapping) for row in connection.execute(select(table))]


def cases_of(desk: Desk) -> dict[bytes, dict[str, Any]]:
    return {row["id"]: {name: row[name] for name in row if name not in LOCAL} for row in rows(desk, case)}


def cursor(desk: Desk) -> tuple[int, str]:
    (row,) = rows(desk, hub)
    return row["cursor"], row["token"]


def a_day(desk: Desk) -> None:
    """Cases of every sort."""
    chance = random.Random(7)
    one, two, _ = (record_case(desk, form(chance)).subjects[0] for _ in range(3))
    correct_case(desk, one, {"title": "改过的主题"}, "说错了")
    withdraw_case(desk, two, "不提了")
    record_case(desk, {"nature": "JK"})


@pytest.mark.parametrize("size", [1, 3, 5_000])
def test_a_desk_above_shows_what_was_recorded_below(size: int, desk: Desk, town: Desk):
    a_day(desk)
    feed, facts = Feed(), facts_of(desk)
    feed.take(facts)
    received = deliver(town, feed, size)
    assert sum(page.facts for page in received) == len(facts)
    assert cursor(town) == (len(facts), feed.token(len(facts)))
    assert {row["place"]: row["token"] for row in rows(town, token)}[len(facts)] == feed.token(len(facts))
    assert {one.id: one.content for one in facts}.items() <= {r["id"]: r["content"] for r in rows(town, fact)}.items()
    assert cases_of(town) == cases_of(desk)
    assert rows(town, waiting) == []
    assert verify_desk(town)[1] == []
    assert rebuild_desk(town)[0] is True


def test_rows_are_as_they_were_until_they_are_computed(desk: Desk, town: Desk):
    a_day(desk)
    feed = Feed()
    feed.take(facts_of(desk))
    taken = receive(town.vault, read_page(feed.page()))
    assert find_cases(town.vault, town.lens).total == 0
    assert len(rows(town, waiting)) == taken.subjects > 4
    assert len(compute_waiting(town.vault)) == taken.subjects
    assert find_cases(town.vault, town.lens).total == 4
    assert compute_waiting(town.vault) == ()


def test_own_facts_that_come_back_are_settled_and_written_once(desk: Desk):
    a_day(desk)
    join_hub(desk)
    before, own = cases_of(desk), facts_of(desk)
    assert all(row["last_own"] > 0 for row in rows(desk, case))
    feed = Feed()
    feed.take(own)
    (page,) = deliver(desk, feed)
    assert (page.facts, page.repeated) == (0, len(own))
    assert facts_of(desk) == own
    assert cases_of(desk) == before
    assert {row["last_own"] for row in rows(desk, case)} == {0}
    assert verify_desk(desk)[1] == []


def test_what_comes_again_is_ignored_but_for_where_it_came_last(desk: Desk, town: Desk):
    a_day(desk)
    feed, facts = Feed(), facts_of(desk)
    feed.take(facts)
    deliver(town, feed)
    kept, before = rows(town, fact), cases_of(town)
    for number in range(len(facts)):
        feed.repeat(number)
    (page,) = deliver(town, feed)
    assert (page.facts, page.repeated, page.subjects) == (0, len(facts), 0)
    assert (rows(town, fact), cases_of(town)) == (kept, before)
    assert {row["delivered"] for row in rows(town, stamp)} == set(range(len(facts) + 1, 2 * len(facts) + 1))


def test_one_page_may_name_a_fact_twice(desk: Desk, town: Desk):
    record_case(desk, {"title": "路灯"})
    feed = Feed()
    feed.take(facts_of(desk))
    feed.repeat(2)
    (page,) = deliver(town, feed)
    assert (page.facts, page.repeated) == (3, 1)
    assert max(row["delivered"] for row in rows(town, stamp)) == 4


def test_parts_that_were_not_shown_before_are_added_when_they_come(desk: Desk, town: Desk):
    id = record_case(desk, form(random.Random(1))).subjects[0]
    feed, facts = Feed(), facts_of(desk)
    feed.take(without_parts(facts, "person"))
    deliver(town, feed)
    assert read_case(town.vault, town.lens, id).fields["suggester"]["name"] is None  # type: ignore[index]
    feed.repeat(len(facts) - 1)
    feed.places[-1] = feed.places[-1]._replace(fact=facts[-1])
    (page,) = deliver(town, feed)
    assert (page.facts, page.subjects) == (0, 1)
    assert cases_of(town) == cases_of(desk)
    assert verify_desk(town)[1] == []


def test_of_several_stamps_the_smallest_holds(desk: Desk, town: Desk):
    id = record_case(desk, {"title": "甲"}).subjects[0]
    for title in ("乙", "丙"):
        correct_case(desk, id, {"title": title}, "改")
    *before, second, third = facts_of(desk)
    feed = Feed()
    feed.take([*before, second])
    feed.take([third], n=9)
    deliver(town, feed)
    assert read_case(town.vault, town.lens, id).row.title == "丙"
    feed.take([second], n=11)
    deliver(town, feed)
    assert read_case(town.vault, town.lens, id).row.title == "丙"
    feed.take([third], n=4)
    feed.take([second], n=5)
    deliver(town, feed)
    assert read_case(town.vault, town.lens, id).row.title == "丙"
    feed.take([second], n=3)
    feed.take([third], n=2, verdict=("not_applied", "withdrawn"))
    deliver(town, feed)
    view = read_case(town.vault, town.lens, id)
    assert (view.row.title, [step.verdict for step in view.steps]) == ("乙", ["ok", "ok", "not_applied"])


def test_facts_of_what_is_not_registered_here_wait_for_their_registration(desk: Desk, town: Desk):
    id = record_case(desk, {"title": "甲"}).subjects[0]
    correct_case(desk, id, {"title": "乙"}, "改")
    first, correction = facts_of(desk, id)
    feed = Feed()
    feed.take([correction], ("ok", ""), n=8)
    deliver(town, feed)
    assert find_cases(town.vault, town.lens).total == 0
    assert verify_desk(town)[1] == []
    feed.take([first], ("ok", ""), n=4)
    deliver(town, feed)
    assert read_case(town.vault, town.lens, id).row.title == "乙"
    assert verify_desk(town)[1] == []


def test_kinds_of_a_later_version_are_kept_and_passed_by(desk: Desk, town: Desk):
    ids = [new_id(), new_id()]
    dreams = [NewFact("dream.had", ids[0], {"of": "rain"}, words={"text": "梦"}), NewFact("case.dreamt", ids[1], {})]
    save(desk.vault, desk.operator, desk.clock(), dreams)
    feed, facts = Feed(), facts_of(desk, *ids)
    feed.take(facts, ("unjudged", "unknown_kind"))
    deliver(town, feed)
    assert facts_held(town) >= {one.id: one.content for one in facts}.items()
    assert verify_desk(town)[1] == []


def facts_held(desk: Desk) -> Any:
    return {row["id"]: row["content"] for row in rows(desk, fact)}.items()


def other_content(one: Sent, content: bytes) -> Sent:
    from desk.journal.content import content_hash
    from desk.journal.link import Stream, link_hash

    return replace(
        one, content=content, hash=link_hash(Stream(*one.stream), one.seq, content_hash(content), one.prev), parts={}
    )


UNUSABLE = ("set_aside", "unusable")


@pytest.mark.parametrize("content", ["[]", '{"id":7}', "早上好", "{", "x" * 3000])
def test_bytes_that_are_no_content_are_kept_and_block_nothing(content: str, desk: Desk, town: Desk):
    id = record_case(desk, {"title": "甲"}).subjects[0]
    *before, last = facts_of(desk)
    feed = Feed()
    feed.take(before)
    feed.take([other_content(last, content.encode())], UNUSABLE)
    feed.take([last])
    deliver(town, feed)
    assert read_case(town.vault, town.lens, id).row.title == "甲"
    assert content.encode() in {row["content"] for row in rows(town, fact)}
    assert verify_desk(town)[1] == []
    assert rebuild_desk(town)[0] is True


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_second_content_under_an_id_does_not_take_its_place(order: tuple[int, int], desk: Desk, town: Desk):
    id = record_case(desk, {"title": "甲"}).subjects[0]
    (true,) = facts_of(desk, id)
    value = json.loads(true.content)
    value["body"]["number"] = "100000004"
    value["digests"] = {}
    false = other_content(true, json.dumps(value, sort_keys=True, separators=(",", ":")).encode())
    feed = Feed()
    verdicts = {true: ("ok", ""), false: UNUSABLE} if False else {0: ("ok", ""), 1: UNUSABLE}
    for which in order:
        feed.take([(true, false)[which]], verdicts[which])
        deliver(town, feed)
    view = read_case(town.vault, town.lens, id)
    assert view.row.title == "甲"
    assert {step.verdict for step in view.steps} == {"ok", "set_aside"}
    assert verify_desk(town)[1] == []
    feed.repeat(0)
    feed.repeat(1)
    assert deliver(town, feed)[0].facts == 0


def test_parts_of_a_shape_nobody_knows_are_kept_and_show_nothing(desk: Desk, town: Desk):
    id = record_case(desk, {"title": "甲"}).subjects[0]
    (one,) = facts_of(desk, id)
    from desk.journal.part import part_digest

    salt, data = bytes(16), b"\xe6\x97\xa9"
    digest = part_digest("words", salt, data).hex()
    held = part_digest("words", *one.parts["words"]).hex()
    odd = replace(
        other_content(one, one.content.replace(held.encode(), digest.encode())), parts={"words": (salt, data)}
    )
    feed = Feed()
    feed.take([odd], ("ok", ""))
    deliver(town, feed)
    assert read_case(town.vault, town.lens, id).row.title == ""
    assert verify_desk(town)[1] == []


def test_a_page_that_does_not_begin_at_the_cursor_is_not_taken(desk: Desk, town: Desk):
    record_case(desk, {"title": "甲"})
    feed = Feed()
    feed.take(facts_of(desk))
    with pytest.raises(BadEnvironment, match="page_garbled"):
        receive(town.vault, read_page(feed.page(1)))
    assert cursor(town)[0] == 0
    assert rows(town, stamp) == []


def test_without_a_hub_nothing_is_received(desk: Desk):
    with pytest.raises(BadEnvironment, match="not_enrolled"):
        receive(desk.vault, read_page(Feed().page()))


def test_an_empty_page_moves_the_cursor(town: Desk):
    page = Feed().page() | {"place": 17, "token": "ab" * 16}
    assert receive(town.vault, read_page(page)).facts == 0
    assert cursor(town) == (17, "ab" * 16)


def test_parts_held_are_never_lost_by_a_fact_that_comes_without(desk: Desk, town: Desk):
    record_case(desk, form(random.Random(1)))
    feed, facts = Feed(), facts_of(desk)
    feed.take(facts)
    deliver(town, feed)
    before = rows(town, part)
    for one in without_parts(facts, "person", "words"):
        feed.repeat(0)
        feed.places[-1] = feed.places[facts.index(next(f for f in facts if f.id == one.id))]._replace(fact=one)
    deliver(town, feed)
    assert rows(town, part) == before
