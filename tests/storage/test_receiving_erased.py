"""What was erased anywhere is kept nowhere, in whatever order it comes."""

import random
from pathlib import Path
from uuid import UUID

import pytest
from clear_pages import clear_bytes, holds, log_size
from feeding import Feed, Sent, deliver, facts_of, join_hub
from made_up import Found, form, person_texts, words_texts

from desk.actions.cases import correct_case, erase_case, record_case
from desk.actions.desk import Desk
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.reads.cases import find_cases, read_case
from desk.storage.erasures import read_erasures
from desk.storage.page import read_page
from desk.storage.receiving import compute_waiting, receive


@pytest.fixture
def town(found: Found, tmp_path: Path) -> Desk:
    made = found(tmp_path / "town").desk
    join_hub(made)
    return made


@pytest.fixture
def told(desk: Desk) -> tuple[UUID, list[str], list[str], list[Sent], list[Sent]]:
    """A case, its person's texts and its words; its facts as they were before the erasure, and the erasure."""
    given = form(random.Random(2))
    id = record_case(desk, given).subjects[0]
    correct_case(desk, id, {"suggester": {"name": "后来改的名字"}}, "写错了")
    before = facts_of(desk, id)
    erase_case(desk, id, "person", "本人要求")
    (erasure,) = facts_of(desk, id)[len(before) :]
    return id, [*person_texts(given), "后来改的名字"], words_texts(given), before, [erasure]


def left(desk: Desk, texts: list[str]) -> list[str]:
    data = clear_bytes(desk)
    return [text for text in texts if holds(data, text)]


def found_by(desk: Desk, word: str) -> int:
    return find_cases(desk.vault, desk.lens, word).total


@pytest.mark.parametrize("size", [1, 100], ids=["page by page", "in one page"])
@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
def test_an_erasure_takes_what_came_before_and_what_comes_after(
    size: int, first: bool, told: tuple[UUID, list[str], list[str], list[Sent], list[Sent]], town: Desk
):
    id, person, words, facts, erasure = told
    feed = Feed()
    feed.take([*erasure, *facts] if first else [*facts, *erasure], ("ok", ""))
    deliver(town, feed, size)
    assert left(town, person) == []
    assert len(left(town, words)) == len(words)
    assert read_case(town.vault, town.lens, id).erased == ("person",)
    assert (found_by(town, person[0]), found_by(town, words[0])) == (0, 1)
    assert (id, "person") in read_erasures(town.home.erasures)
    assert verify_desk(town)[1] == []
    assert rebuild_desk(town)[0] is True


def test_an_erasure_is_done_before_anything_else_is_computed(
    told: tuple[UUID, list[str], list[str], list[Sent], list[Sent]], town: Desk
):
    _, person, _, facts, erasure = told
    feed = Feed()
    feed.take(facts, ("ok", ""))
    deliver(town, feed)
    assert len(left(town, person)) == len(person)
    feed.take(erasure, ("ok", ""))
    receive(town.vault, read_page(feed.page(len(facts))))
    assert left(town, person) == []
    assert log_size(town) == 0
    assert found_by(town, person[0]) == 0


def test_an_erasure_reaches_facts_that_were_not_computed_yet(
    told: tuple[UUID, list[str], list[str], list[Sent], list[Sent]], town: Desk
):
    _, person, _, facts, erasure = told
    feed = Feed()
    feed.take([*facts, *erasure], ("ok", ""))
    for page in feed.pages(1):
        receive(town.vault, read_page(page))
    assert left(town, person) == []
    compute_waiting(town.vault)
    assert left(town, person) == []


def test_an_erasure_that_the_hub_set_aside_erases_nothing(
    told: tuple[UUID, list[str], list[str], list[Sent], list[Sent]], town: Desk
):
    id, person, _, facts, erasure = told
    feed = Feed()
    feed.take(facts, ("ok", ""))
    feed.take(erasure, ("set_aside", "out_of_place"))
    deliver(town, feed)
    assert len(left(town, person)) == len(person)
    assert read_case(town.vault, town.lens, id).erased == ()
    assert read_erasures(town.home.erasures) == set()


def test_erasures_of_cases_that_are_not_held_are_kept_for_when_they_come(
    told: tuple[UUID, list[str], list[str], list[Sent], list[Sent]], town: Desk
):
    id, person, words, facts, erasure = told
    feed = Feed()
    feed.take(erasure, ("ok", ""))
    deliver(town, feed)
    assert find_cases(town.vault, town.lens).total == 0
    assert read_erasures(town.home.erasures) == {(id, "person")}
    assert verify_desk(town)[1] == []
    feed.take(facts, ("ok", ""))
    deliver(town, feed)
    assert left(town, [*person, *words]) == left(town, words)


def test_an_erasure_of_another_desk_reaches_the_desk_that_wrote(desk: Desk, found: Found, tmp_path: Path):
    """Its own facts are not settled yet when it hears of it."""
    other = found(tmp_path / "other").desk
    given = form(random.Random(4))
    id = record_case(desk, given).subjects[0]
    feed = Feed()
    feed.take(facts_of(desk, id))
    join_hub(other)
    deliver(other, feed)
    erase_case(other, id, "both", "本人要求")
    join_hub(desk)
    again = Feed()
    again.take(facts_of(other, id), ("ok", ""))
    deliver(desk, again)
    assert left(desk, [*person_texts(given), *words_texts(given)]) == []
    assert read_case(desk.vault, desk.lens, id).erased == ("person", "words")
    assert verify_desk(desk)[1] == []
