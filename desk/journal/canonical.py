"""Canonical bytes: UTF-8 JSON with sorted keys, no blanks and no floats. One value, one spelling."""

import json
from collections.abc import Mapping
from typing import Any

import orjson

FORMAT = 1
_LARGEST = 2**53 - 1  # beyond this other readers of JSON lose digits


def to_bytes(value: Mapping[str, Any]) -> bytes:
    """The bytes that are hashed. Raises ValueError on a float, a key that is no string, an integer beyond
    2**53 - 1, a lone surrogate, or a type JSON does not know."""
    _check(value)
    return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def from_bytes(data: bytes) -> dict[str, Any]:
    """The value of bytes that were checked when they came in. Raises ValueError where they are no JSON object."""
    value = orjson.loads(data)
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value


def _check(value: Any) -> None:
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise ValueError(f"key {key!r} is not a string")
            _check(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _check(item)
    elif isinstance(value, int):
        if abs(value) > _LARGEST:
            raise ValueError("integer too large")
    elif value is not None and not isinstance(value, str):
        raise ValueError(f"{type(value).__name__} has no canonical form")
