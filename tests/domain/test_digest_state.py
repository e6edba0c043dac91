"""A digest: made once with title and cause, cases join and none leaves, withdrawn with a reason."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from desk.domain.digest import MOST_CASES, DigestState, apply, judge
from desk.domain.digest_form import check_needed, read_digest
from desk.domain.event import Event, PartName
from desk.domain.kinds import read_body
from desk.errors import BadInput

ME, LAMP, WALL = uuid4(), UUID(int=1), UUID(int=2)
FULL: dict[str, Any] = {
    "issue": 7,
    "day": "2022-11-16",
    "cases": [str(LAMP)],
    "texts": ["cause", "proposal", "title"],
}
WORDS: tuple[PartName, ...] = ("words",)


def event(kind: str, body: dict[str, Any], *parts: PartName) -> Event:
    at = datetime(2022, 11, 16, tzinfo=UTC)
    return Event(uuid4(), f"digest.{kind}", 1, uuid4(), ME, None, at, uuid4(), body, frozenset(parts))


def told(*events: Event) -> tuple[DigestState, list[str]]:
    state, reasons = DigestState(), []
    for one in events:
        body = read_body(one)
        verdict = judge(state, one, body)
        reasons.append(verdict.reason)
        if verdict.ok:
            state = apply(state, one, body)
    return state, reasons


def made() -> Event:
    return event("made", FULL, "words")


@pytest.mark.parametrize(
    ("kind", "body", "parts", "reason"),
    [
        ("made", FULL, WORDS, "digest_made"),
        ("changed", {"issue": 8}, (), ""),
        ("changed", {"texts": ["opinion"]}, (), "digest_empty"),
        ("changed", {"texts": ["opinion"]}, WORDS, ""),
        ("changed", {"cleared": ["title"]}, (), "digest_empty"),
        ("changed", {"cleared": ["proposal"]}, (), ""),
        ("changed", {"added": [str(UUID(int=n)) for n in range(1, MOST_CASES + 1)]}, (), ""),
        ("changed", {"added": [str(UUID(int=n)) for n in range(2, MOST_CASES + 2)]}, (), "too_many"),
        ("withdrawn", {}, (), "reason_missing"),
        ("withdrawn", {}, WORDS, ""),
        ("forgotten", {}, (), "unknown_kind"),
    ],
)
def test_after_it_was_made(kind: str, body: dict[str, Any], parts: tuple[PartName, ...], reason: str):
    assert told(made(), event(kind, body, *parts))[1] == ["", reason]


@pytest.mark.parametrize(
    ("body", "parts", "reason"),
    [
        (FULL, (), "digest_empty"),
        (FULL | {"texts": ["title"]}, WORDS, "digest_empty"),
        (FULL | {"cases": []}, WORDS, "unknown_kind"),
        (FULL | {"issue": 0}, WORDS, "unknown_kind"),
        (FULL | {"level": "town"}, WORDS, "unknown_kind"),
        (FULL, WORDS, ""),
    ],
)
def test_made_from_nothing(body: dict[str, Any], parts: tuple[PartName, ...], reason: str):
    assert told(event("made", body, *parts))[1] == [reason]


def test_nothing_is_said_of_what_is_not_there_or_withdrawn():
    assert told(event("changed", {"issue": 8}))[1] == ["digest_unknown"]
    reasons = told(made(), event("withdrawn", {}, "words"), event("changed", {"issue": 8}), event("withdrawn", {}))[1]
    assert reasons == ["", "", "digest_withdrawn", "digest_withdrawn"]


def test_only_what_changes_changes_and_each_case_stands_once():
    start, second = made(), event("changed", {"added": [str(WALL), str(LAMP)], "texts": ["cause"]}, "words")
    third = event("changed", {"day": "2022-11-18", "cleared": ["proposal"]})
    state, reasons = told(start, second, third)
    assert reasons == ["", "", ""]
    assert (state.issue, state.day, state.cases) == (7, "2022-11-18", (LAMP, WALL))
    assert state.texts == {"title": start.id, "cause": second.id}
    assert state.place == start.place


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"heading": "a"}, "keys_unknown"),
        ({"issue": 0}, "issue_wrong"),
        ({"issue": True}, "issue_wrong"),
        ({"issue": "七"}, "issue_wrong"),
        ({"day": 20221116}, "date_wrong"),
        ({"day": "1899-01-01"}, "date_wrong"),
        ({"cases": 5}, "digest_cases_wrong"),
        ({"cases": ["482-917-036", ""]}, "digest_cases_wrong"),
        ({"cases": [str(n) for n in range(MOST_CASES + 1)]}, "digest_cases_many"),
        ({"title": "长" * 61}, "text_too_long"),
        ({"cause": 5}, "not_text"),
        ({"phone": "1390000005"}, "phone_wrong"),
    ],
)
def test_a_form_that_cannot_be_stored_is_refused_by_name(form: dict[str, Any], code: str):
    with pytest.raises(BadInput) as caught:
        read_digest(form)
    assert caught.value.code == code


def test_a_form_is_read_as_it_was_typed():
    read = read_digest(
        {"issue": "7", "day": "2022年11月16日", "cases": "482-917-036", "title": " 管执 ", "opinion": " "}
    )
    assert read == {
        "issue": 7,
        "day": datetime(2022, 11, 16).date(),  # noqa: DTZ001
        "cases": ("482-917-036",),
        "title": " 管执 ",
        "opinion": None,
    }


def test_title_and_cause_are_needed_the_other_chapters_are_asked_for():
    for texts, code in (({"cause": "b"}, "digest_title_missing"), ({"title": "a"}, "digest_cause_missing")):
        with pytest.raises(BadInput) as caught:
            check_needed(texts)
        assert caught.value.code == code
    assert [one.code for one in check_needed({"title": "a", "cause": "b"})] == [
        "no_digest_proposal",
        "no_digest_opinion",
    ]
