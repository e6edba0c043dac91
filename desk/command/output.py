"""What a command says: one JSON value or some lines, and one exit code."""

import contextlib
import json
import os
import re
import sys
from collections.abc import Iterable
from typing import Any, Protocol

from desk.command.answer import Answer
from desk.errors import BadEnvironment, DeskError, Exit
from desk.text import explain, say_in

# What would move a terminal's cursor or turn the order of its letters: C0 but tab and newline, C1, bidi controls.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


class Manner(Protocol):
    """How it is to be said."""

    @property
    def json(self) -> bool: ...
    @property
    def lang(self) -> str: ...


def show(answer: Answer, manner: Manner) -> int:
    """Writes the answer; a reader who left early has what he wanted."""
    text = _json(answer.value) if manner.json else "\n".join(answer.lines)
    try:
        _write(text, sys.stdout)
    except BrokenPipeError:
        _hush()
    except OSError:
        _hush()
        return fail(BadEnvironment("answer_unwritable"), manner, spoken=True)
    return Exit.DONE if answer.ok else Exit.ENVIRONMENT


def fail(error: DeskError, manner: Manner, *, spoken: bool = False) -> int:
    """Writes the sentence of an error: as JSON on standard output, else (or when `spoken`) on standard error."""
    message = told(error, manner.lang)
    value = {"error": {**error.facts, "code": error.code, "message": message}}
    as_json = manner.json and not spoken
    with contextlib.suppress(OSError):
        _write(_json(value) if as_json else message, sys.stdout if as_json else sys.stderr)
    return error.exit_code


def told(error: DeskError, lang: str) -> str:
    """The sentence, with the row where it is one of many."""
    message = explain(error, lang)
    row = error.facts.get("row")
    _ = say_in(lang)
    return _("Row {row}: {message}").format(row=row, message=message) if row else message


def heading_lines(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Two columns."""
    known = list(pairs)
    width = max((len(name) for name, _ in known), default=0)
    return [f"  {name:<{width}}  {about}".rstrip() for name, about in known]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _write(text: str, stream: Any) -> None:
    """UTF-8 whatever the terminal was set to; what nobody can see, and half characters, as their escape."""
    if stream is None:
        return
    seen = _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    stream.buffer.write((seen + "\n").encode("utf-8", "backslashreplace"))
    stream.flush()


def _hush() -> None:
    """Nothing more can be written there; without this the interpreter would try once more at its end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
