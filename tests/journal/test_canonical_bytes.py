"""One value, one spelling: what has none is refused."""

import json
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.journal.canonical import from_bytes, to_bytes

TEXT = st.text(st.characters(exclude_categories=("Cs",)))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


def is_canonical(data: bytes) -> bool:
    """Whether these are exactly the bytes that to_bytes would write."""
    try:
        return to_bytes(from_bytes(data)) == data
    except ValueError:
        return False


@given(st.dictionaries(TEXT, VALUES, max_size=5))
def test_every_value_is_read_back_and_written_the_same(value: dict[str, Any]):
    data = to_bytes(value)
    assert from_bytes(data) == value
    assert is_canonical(data)
    assert data == to_bytes(dict(reversed(list(value.items()))))


def test_unicode_is_kept_as_it_is():
    value = {"龘": "𬭎 e\u0301 é ﬁ Ａ 😀\u2028"}
    assert to_bytes(value) == '{"龘":"𬭎 e\u0301 é ﬁ Ａ 😀\u2028"}'.encode()


def test_only_what_json_must_escape_is_escaped():
    assert to_bytes({"a": '"\\/\b\f\n\r\t\x00\x1f\x7f'}) == b'{"a":"\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\x7f"}'


def test_keys_are_sorted_by_code_point():
    assert (
        to_bytes({"b": 1, "a": 2, "é": 3, "Z": 4, "𬭎": 5, "～": 6}).decode()
        == '{"Z":4,"a":2,"b":1,"é":3,"～":6,"𬭎":5}'
    )


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        float("inf"),
        2**53,
        -(2**53),
        10**400,
        "\ud800",
        "a\udfffb",
        b"bytes",
        {1, 2},
        type,
        {1: "a key that is no string"},
        {None: 1},
        MappingProxyType({"a": 1}),
        {"\ud800": "a broken key"},
    ],
    ids=repr,
)
def test_what_has_no_canonical_form_is_refused(value: Any):
    for held in ({"x": value}, {"x": [{"y": value}]}):
        with pytest.raises(ValueError, match=r"."):
            to_bytes(held)


@pytest.mark.parametrize(
    "data",
    [
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b'{"a":1}\n',
        b'{"a":1,"a":1}',
        b'{"a":"\\u8def"}',
        b'{"a":"\\/"}',
        b'{"a":1.0}',
        b'{"a":1e2}',
        b'{"a":-0}',
        b'{"a":NaN}',
        b'{"a":01}',
        b'{"a":9007199254740992}',
        b'{"a":"\\ud800"}',
        b'\xef\xbb\xbf{"a":1}',
        '{"a":1}'.encode("utf-16-le"),
        b'{"a":"\xff"}',
        b"[1]",
        b"1",
        b"",
        b'{"a":' + b"[" * 100_000,
        b'{"a":' + b"9" * 5_000 + b"}",
    ],
    ids=lambda data: data[:24].decode("latin-1"),
)
def test_other_spellings_are_not_canonical(data: bytes):
    assert not is_canonical(data)


def test_bytes_that_are_no_object_raise_a_value_error():
    for data in (b"[]", b"nonsense", b'{"a":' + b"[" * 100_000, b"\xff", json.dumps("text").encode()):
        with pytest.raises(ValueError, match=r"."):
            from_bytes(data)
