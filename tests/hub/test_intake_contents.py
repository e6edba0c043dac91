"""What the hub takes for a content is exactly what every desk takes for one, however fast it looks."""

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desk.domain.kinds import BODIES, VERSION, read_body
from desk.hub.intake import read_fact, read_spelled, refuse_floats
from desk.journal import canonical
from desk.journal.content import is_content, read_content
from desk.journal.header import read_header
from tests.hub.hub_tools import Pen, registration

PEN = Pen(place=registration().subject, station=registration().subject)
CONTENT = PEN.draft(registration()).content
VALUE: dict[str, Any] = json.loads(CONTENT)
NUMBERS = st.integers() | st.integers(-(2**53) - 1, -(2**53) + 1) | st.integers(2**53 - 2, 2**53 + 1) | st.floats()
SCALARS = st.none() | st.booleans() | NUMBERS | st.text(max_size=6)
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
)


def spell(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(errors="surrogatepass")


def is_canonical(data: bytes) -> bool:
    """As the journal says it: what is read and written again is the same."""
    try:
        return canonical.to_bytes(canonical.from_bytes(data)) == data
    except (ValueError, RecursionError):
        return False


def is_read(data: bytes) -> bool:
    try:
        refuse_floats(read_spelled(data))
    except (ValueError, TypeError, RecursionError):
        return False
    return True


def agrees(content: bytes) -> bool:
    """The hub's reading against the journal's and the domain's own."""
    reading = read_fact(content)
    try:
        header = read_header(content)
    except ValueError:
        return reading.header is None and not reading.usable
    if not is_content(content):
        return reading.header == header and not reading.usable
    event = read_content(content)[0]
    body = read_body(event)
    known = event.kind in BODIES and event.v == VERSION
    return (reading.event, reading.body, reading.usable) == (event, body, body is not None or not known)


@given(st.dictionaries(st.text(max_size=5), ANYTHING, max_size=4))
@example({"a": -0.0})
@example({"a": 1e400})
@example({"a": '\x7f\u2028\x1f\b\f\n\r\t"\\/', "\ue000": 1, "\U00010000": 2})
@settings(max_examples=400, deadline=None)
def test_one_spelling_is_canonical_for_both(value: dict[str, Any]):
    data = spell(value)
    assert is_read(data) == is_canonical(data)


@pytest.mark.parametrize(
    "text",
    [
        '{"a":-0}',
        '{"a":1E2}',
        '{"a":1.0}',
        '{"a":01}',
        '{"a":1,"a":1}',
        '{"b":1,"a":1}',
        '{"a": 1}',
        ' {"a":1}',
        '{"a":1}\n',
        '{"a":"\\u4e00"}',
        '{"a":"\\/"}',
        '{"a":"\\ud800"}',
        '{"a":"\\u007f"}',
        '{"a":"\\u001F"}',
        '{"a":"\\u001f"}',
        '{"a":"\\u0008"}',
        '{"a":NaN}',
        '{"a":Infinity}',
        '{"a":9007199254740991}',
        '{"a":9007199254740992}',
        '{"a":-9007199254740992}',
        '{"a":99999999999999999999999}',
        '{"a":{"b":[1,{"c":2.5}]}}',
        "[1]",
        "1",
        "null",
        "",
        '{"a":' * 2_000 + "1" + "}" * 2_000,
        '\ufeff{"a":1}',
    ],
)
def test_odd_spellings_are_taken_by_both_or_by_neither(text: str):
    assert is_read(text.encode()) == is_canonical(text.encode())


@given(st.sampled_from(sorted(VALUE)), ANYTHING)
@settings(max_examples=300, deadline=None)
def test_a_content_with_another_value_is_read_alike(key: str, value: Any):
    assert agrees(spell({**VALUE, key: value}))


@given(st.text(max_size=8), ANYTHING)
@settings(max_examples=300, deadline=None)
def test_a_content_with_another_body_is_read_alike(key: str, value: Any):
    assert agrees(spell({**VALUE, "body": {**VALUE["body"], key: value}}))


@given(st.integers(0, len(CONTENT)), st.binary(max_size=3), st.integers(0, 3))
@settings(max_examples=500, deadline=None)
def test_bytes_changed_anywhere_are_read_alike(at: int, put: bytes, cut: int):
    assert agrees(CONTENT[:at] + put + CONTENT[at + cut :])


@pytest.mark.parametrize("kind", [*sorted(BODIES), "case.dreamt", "nothing", "case.", "a.b.c", ".a", "Case.a"])
@pytest.mark.parametrize("v", [1, 2, 0])
@pytest.mark.parametrize(
    "act", [None, VALUE["id"], VALUE["id"].upper(), "", 7], ids=["none", "id", "capitals", "empty", "number"]
)
def test_every_kind_is_read_alike(kind: str, v: int, act: Any):
    value = {**VALUE, "kind": kind, "v": v} | ({} if act is None else {"act": act})
    assert agrees(spell(value))


def test_the_content_that_is_spoiled_above_is_one():
    reading = read_fact(CONTENT)
    assert reading.usable
    assert is_content(CONTENT)
    assert agrees(CONTENT)
