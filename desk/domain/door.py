"""The doors (去处) that a station shows to people whose matter is no suggestion: a table for each nature, and its
form."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desk.domain.field import is_blank, typed_text
from desk.errors import BadInput

REASONS = ("SQ", "TS", "SF", "JK")  # natures that are guided
MOST_DOORS = 5
KEYS = ("name", "phone", "detail")


@dataclass(frozen=True)
class Door:
    """Where to go: `phone` and `detail` (the place, or what it is for) may be empty."""

    name: str
    phone: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Doors:
    """The doors for one nature, in their order, and what to bring there."""

    doors: tuple[Door, ...]
    bring: str = ""

    def to_words(self) -> dict[str, Any]:
        """As it stands in the words part of its fact."""
        rows = [{key: getattr(door, key) for key in KEYS} for door in self.doors]
        return {"doors": rows, "bring": self.bring}


def check_doors(form: Mapping[str, Any]) -> Doors:
    """The table that a form names: `doors` (a list of `name`, `phone`, `detail`) and `bring`. Blank rows are left out.

    Raises BadInput not_doors, keys_unknown, doors_missing, doors_too_many, door_unnamed, not_text, text_too_long,
    each with the row from 1.
    """
    rows = form.get("doors")
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise BadInput("not_doors")
    _check_keys(form, ("doors", "bring", "reason"))
    doors = [_door(row, number) for number, row in enumerate(rows, 1)]
    kept = tuple(door for door in doors if door is not None)
    if not kept:
        raise BadInput("doors_missing")
    if len(kept) > MOST_DOORS:
        raise BadInput("doors_too_many", most=MOST_DOORS)
    return Doors(kept, _text("bring", form.get("bring")))


def read_doors_words(words: Mapping[str, Any]) -> Doors | None:
    """What a words part says; None where it was erased or is none: a part may have been written elsewhere."""
    rows = words.get("doors")
    if not isinstance(rows, list):
        return None
    said = [Door(*(_kept(row.get(key)) for key in KEYS)) for row in rows if isinstance(row, Mapping)]
    doors = tuple(door for door in said if door.name)[:MOST_DOORS]
    return Doors(doors, _kept(words.get("bring"))) if doors else None


def _door(row: Mapping[str, Any], number: int) -> Door | None:
    _check_keys(row, KEYS)
    try:
        texts = [_text(f"door_{key}", row.get(key)) for key in KEYS]
    except BadInput as error:
        raise BadInput(error.code, **error.facts, row=number) from None
    if not any(texts):
        return None
    if not texts[0]:
        raise BadInput("door_unnamed", field="door_name", row=number)
    return Door(*texts)


def _check_keys(form: Mapping[str, Any], known: tuple[str, ...]) -> None:
    unknown = sorted(str(key)[:40] for key in form if key not in known)
    if unknown:
        raise BadInput("keys_unknown", keys=", ".join(unknown))


def _text(field: str, value: object) -> str:
    text = typed_text(field, value)
    if is_blank(text) or text is None:
        return ""
    return " ".join(text.split())


def _kept(value: object) -> str:
    return value if isinstance(value, str) else ""
