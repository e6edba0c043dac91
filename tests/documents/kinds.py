"""docs/kinds.md as the code has it: every kind of fact and the members of its body. `python -m tests.documents.kinds`
writes it."""

import re
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from desk.domain.kinds import BODIES

DOCUMENT = Path(__file__).parents[2] / "docs/kinds.md"
HEAD = """\
# Kinds of facts

Made by `python -m tests.documents.kinds` from `desk/domain`; a test compares. A member with `?` may be missing; `[]` is
a list. What a fact of a kind means is said by its class in `desk/domain`; codes are those of `resources/codes`.

| kind | body |
|---|---|
"""
INNER = """
## Values within them

| | |
|---|---|
"""
_CODES = {
    "^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$": "code",
    "^[0-9]{12}$": "12 digits",
    "^[0-9]{9}$": "9 digits",
    "^[0-9a-f]{32,64}$": "hex",
    "^(?:[01][0-9]|2[0-3]):[0-5][0-9]$": "hh:mm",
}
_PLAIN = {"integer": "number", "boolean": "yes or no", "string": "text", "object": "object"}
_FORMATS = {"date": "day", "uuid": "id"}


def table() -> str:
    schemas = {kind: TypeAdapter(body).json_schema() for kind, body in sorted(BODIES.items())}
    rows = [f"| `{kind}` | {_members(_noun(kind), schema)} |\n" for kind, schema in schemas.items()]
    inner = {
        f"| {_noun(kind)}.{name} | {_members(_noun(kind), one)} |\n"
        for kind, schema in schemas.items()
        for name, one in schema.get("$defs", {}).items()
    }
    return HEAD + "".join(rows) + INNER + "".join(sorted(inner))


def _noun(kind: str) -> str:
    return kind.partition(".")[0]


def _members(noun: str, schema: dict[str, Any]) -> str:
    required, named = schema.get("required", []), schema.get("properties", {})
    said = [f"`{name}`{'' if name in required else '?'} {_type(noun, one)}" for name, one in named.items()]
    return ", ".join(said) or "empty"


def _type(noun: str, schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return f"{noun}.{schema['$ref'].rpartition('/')[2]}"
    if "anyOf" in schema:
        return " or ".join(_type(noun, one) for one in schema["anyOf"] if one.get("type") != "null")
    if "enum" in schema:
        return " · ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return _type(noun, schema.get("items", {})) + "[]"
    if "pattern" in schema:
        return _CODES.get(schema["pattern"], f"`{re.sub(r'[|]', '¦', schema['pattern'])}`")
    return _FORMATS.get(schema.get("format", "")) or _PLAIN.get(schema.get("type", ""), "value")


if __name__ == "__main__":
    DOCUMENT.write_text(table(), encoding="utf-8")
