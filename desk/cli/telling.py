"""tell, totell, board."""

from pathlib import Path
from typing import Annotated, Any

import typer

from desk.actions.telling import tell_person
from desk.cli.call import Call, call_of
from desk.cli.cases import File, Number
from desk.cli.days import read_day
from desk.cli.steps import step_answer
from desk.command.answer import Answer
from desk.command.files import read_object, write_file
from desk.domain.numbering import show_number
from desk.errors import BadInput
from desk.paper.board import make_board
from desk.reads.aloud import read_aloud
from desk.reads.board import read_board
from desk.reads.cases import pick_case, read_case
from desk.reads.tell_views import BoardLine, TellRow
from desk.reads.telling import BELOW, TOLD, TRIED, WAITING, WHICH, read_tell
from desk.text import Say, mark

_MOST = 100_000
_WHAT = {"reply": mark("the reply"), "instruction": mark("the instruction"), "result": mark("the result")}
_WORDS = {
    WAITING: mark("{n} people wait to hear"),
    TRIED: mark("{n} people were tried in vain"),
    BELOW: mark("{n} people of the places below should have been told"),
    TOLD: mark("{n} people were told"),
}


def tell(context: typer.Context, number: Number, file: File) -> Answer:
    call = call_of(context)
    form = read_object(file)
    if not isinstance(form, dict):
        raise BadInput("not_a_step")
    with call.open() as desk:
        return step_answer(call, desk, tell_person(desk, pick_case(desk.vault, number), form))


def totell(
    context: typer.Context,
    which: Annotated[str, typer.Argument(metavar="|".join(WHICH), help=mark("whom to list"))] = WAITING,
    script: Annotated[bool, typer.Option("--script", help=mark("with what is to be read out to them"))] = False,
    limit: Annotated[int, typer.Option(min=0, max=_MOST, metavar="N", help=mark("at most so many"))] = 200,
    offset: Annotated[int, typer.Option(min=0, max=10**9, metavar="N", help=mark("leave out the first ones"))] = 0,
) -> Answer:
    call = call_of(context)
    if which not in WHICH:
        raise BadInput("word_unknown", known=WHICH)
    with call.open() as desk:
        page = read_tell(desk.vault, desk.lens, which, limit, offset)
        codes = desk.lists.codes
        ways = {code: label.zh for code, label in codes.lists["feedback"].items()}
        items = [_item(row, ways) for row in page.rows]
        for item, row in zip(items if script else [], page.rows, strict=False):
            seen = read_case(desk.vault, desk.lens, row.id).script
            item["script"] = read_aloud(seen, call.options.lang, posted=seen.board) if seen else ""
    _, counts = call.say, page.counts
    value = {
        "total": page.total,
        "waiting": counts.waiting,
        "tried": counts.tried,
        "below": counts.below,
        "items": items,
    }
    lines = [_line(call, row, item.get("script", "")) for row, item in zip(page.rows, items, strict=True)]
    return Answer(value, [*lines, _(_WORDS[which]).format(n=page.total)])


def board(
    context: typer.Context,
    since: Annotated[str, typer.Option(metavar="DATE", help=mark("answers since then; the last 30 days"))] = "",
    out: Annotated[Path | None, typer.Option(metavar="FILE", help=mark("the PDF file to write"))] = None,
) -> Answer:
    call = call_of(context)
    first = read_day(since) if since else None
    with call.open() as desk:
        view = read_board(desk.vault, desk.lens, first)
    items = [_posted(line) for line in view.lines]
    lines = [f"{show_number(line.number)}  {line.day.isoformat()}  {line.topic}" for line in view.lines]
    value: dict[str, Any] = {"since": view.since.isoformat(), "items": items}
    if out is not None:
        paper = make_board(view, call.options.lang)
        write_file(out, paper.pdf)
        value |= {"path": str(out), "pages": paper.pages, "missing": paper.missing}
        lines.append(str(out))
    return Answer(value, lines)


def _item(row: TellRow, ways: dict[str, str]) -> dict[str, Any]:
    """`what` was not told yet; `how` the person is reached, with its words; `due` by when, `days` below zero: over."""
    return {
        "id": str(row.id),
        "number": show_number(row.number),
        "title": row.title,
        "who": row.who,
        "anonymous": row.anonymous,
        "place": row.place,
        "state": row.state,
        "merged": row.merged,
        "what": row.what,
        "how": row.how,
        "how_words": ways.get(row.how, row.how),
        "phone_tail": row.phone_tail or None,
        "due": row.due.isoformat() if row.due else None,
        "due_state": row.due_state,
        "days": -row.days if row.due_state == "over" else row.days,
        "tries": row.tries,
        "last_try": row.last_try,
        "next_try": row.next_try.isoformat() if row.next_try else None,
        "told_on": row.told_on.isoformat() if row.told_on else None,
        "told_how": row.told_how,
        "satisfaction": row.satisfaction,
    }


def _line(call: Call, row: TellRow, script: str) -> str:
    _ = call.say
    what = ", ".join(_(_WHAT[one]) for one in row.what if one in _WHAT)
    day = row.told_on or row.due
    facts = (show_number(row.number), day.isoformat() if day else "", row.who or _("anonymous"), row.title, what)
    tried = _tried(row, _)
    return "\n".join(filter(None, ("  ".join(filter(None, (*facts, tried))), script and "    " + script)))


def _tried(row: TellRow, _: Say) -> str:
    if not row.tries:
        return ""
    words = _("tried {n} times, next on {day}") if row.next_try else _("tried {n} times")
    return words.format(n=row.tries, day=row.next_try.isoformat() if row.next_try else "")


def _posted(line: BoardLine) -> dict[str, Any]:
    return {
        "id": str(line.id),
        "number": show_number(line.number),
        "topic": line.topic,
        "outcome": line.outcome.zh or None,
        "answer": line.answer,
        "unit": line.unit or None,
        "received": line.received.isoformat(),
        "day": line.day.isoformat(),
        "posted": not line.waits,
    }
