"""digest."""

from pathlib import Path
from typing import Annotated, Any

import typer

from desk.actions.desk import Change, Desk
from desk.actions.digest_printing import make_digest_paper, print_digest
from desk.actions.digests import change_digest, instruct_digest, make_digest, withdraw_digest
from desk.cli.call import Call, call_of
from desk.cli.forms import read_form
from desk.cli.told import identified, row_line, warned
from desk.command.answer import Answer
from desk.command.files import write_file
from desk.domain.digest import CHAPTERS, TEXT_FIELDS
from desk.errors import BadEnvironment, BadInput
from desk.reads.digest_views import DigestLine, DigestView
from desk.reads.digests import DigestFilter, pick_digest, read_digest, read_digests
from desk.text import mark

_ACTIONS = ("make", "list", "show", "change", "withdraw", "instruct", "print")
_WITH_FORM = ("change", "instruct")


def digest(
    context: typer.Context,
    action: Annotated[str, typer.Argument(metavar="|".join(_ACTIONS), help=mark("what to do"))] = "list",
    which: Annotated[
        str, typer.Argument(help=mark("the issue (2026-7), its id, or the number of a case; of “make” the file"))
    ] = "",
    file: Annotated[str, typer.Argument(help=mark("JSON: what changes, or the instruction"))] = "",
    year: Annotated[int | None, typer.Option(metavar="Y", help=mark("of that year only"))] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help=mark("the PDF file to write"))] = None,
    printer: Annotated[str, typer.Option(metavar="NAME", help=mark("the printer; without it the usual one"))] = "",
    reason: Annotated[str, typer.Option(help=mark("why"))] = "",
    limit: Annotated[int, typer.Option(min=0, max=100_000, metavar="N", help=mark("at most so many"))] = 50,
    offset: Annotated[int, typer.Option(min=0, max=10**9, metavar="N", help=mark("leave out the first ones"))] = 0,
) -> Answer:
    call = call_of(context)
    if action not in _ACTIONS:
        raise BadInput("word_unknown", known=_ACTIONS)
    if action == "list":
        with call.open() as desk:
            return _list(call, desk, DigestFilter(year), limit, offset)
    if not which or (action in _WITH_FORM and not file):
        missing = "FILE" if which or action == "make" else "WHICH"
        raise BadInput("bad_option", problem=call.say("{name} is missing").format(name=missing))
    if action == "print":
        return _print(call, which, printer, out)
    form = read_form(which if action == "make" else file) if action in ("make", *_WITH_FORM) else {}
    with call.open() as desk:
        change = make_digest(desk, form) if action == "make" else _change(desk, action, which, form, reason)
        return _shown(call, desk, change, out)


def _change(desk: Desk, action: str, which: str, form: dict[str, Any], reason: str) -> Change:
    id = pick_digest(desk.vault, which)
    match action:
        case "change":
            return change_digest(desk, id, form)
        case "withdraw":
            return withdraw_digest(desk, id, reason)
        case "instruct":
            return instruct_digest(desk, id, form)
    return Change((id,))


def _print(call: Call, which: str, printer: str, out: Path | None) -> Answer:
    port = call.printer_port()
    chosen = printer or port.default()
    if not chosen:
        raise BadEnvironment("no_printer")
    with call.open() as desk:
        id = pick_digest(desk.vault, which)
        handed = print_digest(desk, id, port, chosen, _lang(call))
        if out is not None:
            write_file(out, make_digest_paper(desk, id, _lang(call)).pdf)
    if handed.outcome == "refused":
        raise BadEnvironment("trial_not_taken" if handed.reason == "size_not_taken" else handed.reason, printer=chosen)
    said = call.say("The digest is handed to the queue of {printer}.").format(printer=chosen)
    value = {"job": handed.job, "outcome": handed.outcome, "path": str(out) if out else None}
    return Answer(value, [said, *([str(out)] if out else [])])


def _lang(call: Call) -> str:
    """A digest is a Chinese paper, unless another language is asked for it."""
    return call.options.paper_lang if call.options.paper_lang in ("zh", "en") else "zh"


def _list(call: Call, desk: Desk, wanted: DigestFilter, limit: int, offset: int) -> Answer:
    page = read_digests(desk.vault, wanted, limit, offset)
    lines = [*(_line(call, row) for row in page.rows), call.say("{n} digests").format(n=page.total)]
    return Answer({"total": page.total, "digests": [_listed(row) for row in page.rows]}, lines)


def _listed(row: DigestLine) -> dict[str, Any]:
    same = ("state", "year", "issue", "office", "title", "place")
    return {
        "id": str(row.id),
        **{name: getattr(row, name) for name in same},
        "day": row.day.isoformat(),
        "cases": row.cases,
        "instructed": row.instructed.isoformat() if row.instructed else None,
    }


def _line(call: Call, row: DigestLine) -> str:
    _ = call.say
    issue = _("No. {issue} of {year}").format(issue=row.issue, year=row.year)
    cases = _("{count} cases").format(count=row.cases) if row.cases != 1 else _("1 case")
    struck = _("struck out") if row.state == "withdrawn" else _("with an instruction") if row.instructed else ""
    return "  ".join(filter(None, (issue, row.day.isoformat(), row.title, cases, row.place, struck)))


def _shown(call: Call, desk: Desk, change: Change, out: Path | None) -> Answer:
    """The digest as it stands now."""
    id = change.subjects[0]
    view = read_digest(desk.vault, desk.lens, id)
    if out is not None:
        write_file(out, make_digest_paper(desk, id, _lang(call)).pdf)
    warnings = [warned(call, one) for one in change.warnings]
    lines = [_line(call, view.line), *(f"  {row_line(call, one.row)}" for one in view.cases)]
    lines += [f"  {text}" for name in CHAPTERS if (text := getattr(view.texts, name))]
    lines += [f"  {one.actor}: {one.text}" for one in view.instructions]
    lines += [one["message"] for one in warnings]
    value = {**_full(view), "warnings": warnings, "path": str(out) if out else None}
    return Answer(value, [*lines, *([str(out)] if out else [])])


def _full(view: DigestView) -> dict[str, Any]:
    steps = [
        {"at": step.at.isoformat(timespec="seconds"), "kind": step.kind, "who": step.who, "fields": step.fields}
        | {"reason": step.reason, "verdict": step.verdict, "why": step.why}
        for step in view.steps
    ]
    texts = {name: getattr(view.texts, name) for name in TEXT_FIELDS}
    cases = [identified(one.row) for one in view.cases]
    told = [{"day": one.day.isoformat(), "actor": one.actor, "text": one.text} for one in view.instructions]
    return {
        **_listed(view.line),
        **texts,
        "instructions": told,
        "cases": cases,
        "own": view.own,
        "steps": steps,
    }
