"""A content has one spelling; bytes that are none are told apart without stumbling."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.domain.kinds import read_body
from desk.journal.content import is_content, read_content
from desk.journal.part import Part, seal_part

VECTORS = json.loads((Path(__file__).parents[1] / "vectors/facts.json").read_text(encoding="ascii"))
REGISTERED: dict[str, Any] = json.loads(VECTORS[2]["content"])
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=4,
)


def spell(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(errors="surrogatepass")


def test_the_content_that_is_changed_below_is_one():
    assert is_content(spell(REGISTERED))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("format", 2),
        ("format", True),
        ("format", 1.0),
        ("v", "1"),
        ("v", True),
        ("v", None),
        ("id", REGISTERED["id"].upper()),
        ("id", "{" + REGISTERED["id"] + "}"),
        ("id", REGISTERED["id"].replace("-", "")),
        ("id", 7),
        ("place", None),
        ("subject", "urn:uuid:" + REGISTERED["subject"]),
        ("act", None),
        ("operator", []),
        ("kind", "registered"),
        ("kind", "case.registered\n"),
        ("kind", "Case.registered"),
        ("kind", 3),
        ("recorded_at", "2026-11-04T15:00:03.003+08:00"),
        ("recorded_at", "2026-11-04T07:00:03Z"),
        ("recorded_at", "2026-13-04T07:00:03.003Z"),
        ("recorded_at", "٢٠٢٦-11-04T07:00:03.003Z"),
        ("recorded_at", "9999-11-04T07:00:03.003Z"),
        ("recorded_at", 1),
        ("body", []),
        ("body", None),
        ("digests", []),
        ("digests", {"person": "00"}),
        ("digests", {"person": None}),
        ("digests", {"secret": "00" * 32}),
        ("digests", {"person": "AB" * 32}),
        ("more", 1),
    ],
)
def test_another_spelling_is_no_content(key: str, value: Any):
    assert not is_content(spell({**REGISTERED, key: value}))


@pytest.mark.parametrize("key", sorted(set(REGISTERED) - {"act"}))
def test_a_content_without_a_field_is_none(key: str):
    data = spell({name: value for name, value in REGISTERED.items() if name != key})
    assert not is_content(data)
    with pytest.raises(ValueError, match=r"."):
        read_content(data)


@given(st.sampled_from(sorted(REGISTERED)), ANYTHING)
def test_whatever_stands_there_reading_raises_nothing_but_a_value_error(key: str, value: Any):
    data = spell({**REGISTERED, key: value})
    try:
        event, _ = read_content(data)
    except ValueError:
        assert not is_content(data)
    else:
        read_body(event)


@given(st.binary(max_size=60))
def test_bytes_are_no_content_and_no_part(data: bytes):
    assert not is_content(data)
    with pytest.raises(ValueError, match=r"."):
        _ = Part("words", bytes(16), data).fields


def test_a_part_needs_its_whole_salt():
    with pytest.raises(ValueError, match="16"):
        seal_part("words", {"title": "灯"}, bytes(15))


def test_salt_name_and_words_all_count_in_the_digest_of_a_part():
    parts = [
        seal_part("words", {"title": "灯"}, bytes(16)),
        seal_part("person", {"title": "灯"}, bytes(16)),
        seal_part("words", {"title": "火"}, bytes(16)),
        seal_part("words", {"title": "灯"}, bytes(15) + b"\1"),
    ]
    assert len({part.digest for part in parts}) == len(parts)


@pytest.mark.parametrize(
    "body",
    [
        {"number": 482917036},
        {"number": "４８２917036"},
        {"number": "482917036\n"},
        {"person_times": "2"},
        {"person_times": True},
        {"person_times": 2.0},
        {"anonymous": 1},
        {"anonymous": "true"},
        {"category": None},
        {"received_at": "2026-11-04T07:00:00Z"},
        {"received_at": "2026-02-30T07:00:00.000Z"},
        {"received_at": "9999-12-31T23:00:00.000Z"},
        {"received_at": 1},
        {"promise": {"days": 60, "raw": 1_767_225_600, "rolled": "2026-01-01", "holidays_known": True}},
        {"promise": {"days": 60, "raw": "2026-01-01T00:00:00", "rolled": "2026-01-01", "holidays_known": True}},
        {"promise": {"days": 60, "raw": "20260101", "rolled": "2026-01-01", "holidays_known": True}},
        {"promise": {"days": "60", "raw": "2026-01-01", "rolled": "2026-01-01", "holidays_known": True}},
        {"texts": "name"},
        {"texts": ["他家的灯坏了"]},
        {"nature": "一句话"},
        {"source": "ABCDEF"},
        {"surprise": 1},
    ],
    ids=repr,
)
def test_a_body_of_another_shape_is_left_unjudged(body: dict[str, Any]):
    event, _ = read_content(spell({**REGISTERED, "body": {**REGISTERED["body"], **body}}))
    assert read_body(event) is None


def test_a_newer_version_and_an_unknown_kind_are_left_unjudged():
    for change in ({"v": 2}, {"kind": "case.dreamt"}, {"kind": "dream.had"}):
        event, _ = read_content(spell({**REGISTERED, **change}))
        assert read_body(event) is None
    event, _ = read_content(spell(REGISTERED))
    assert read_body(event) is not None
