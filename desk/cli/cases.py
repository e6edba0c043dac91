"""record, show, cases, correct, withdraw, erase, import."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from uuid import UUID

import typer

from desk.actions.cases import correct_case, erase_case, record_case, record_cases, withdraw_case
from desk.actions.desk import Change, Desk
from desk.actions.importing import import_cases
from desk.cli.call import Answer, Call, call_of, read_data, read_object
from desk.domain.field import Finding
from desk.domain.numbering import show_number
from desk.errors import BadInput
from desk.reads.cases import find_cases, pick_case, read_case
from desk.reads.views import CaseRow, CaseView
from desk.text import explain

Number = Annotated[str, typer.Argument(help="the number, or enough of its digits")]
File = Annotated[str, typer.Argument(help="a file, or - for standard input")]
Reason = Annotated[str, typer.Option(help="why")]


def add_to(app: typer.Typer) -> None:
    app.command()(record)
    app.command()(show)
    app.command()(cases)
    app.command()(correct)
    app.command()(withdraw)
    app.command()(erase)
    app.command("import")(import_file)


def record(context: typer.Context, file: File) -> Answer:
    """Registers one case (form F1 as JSON), or a list of them, all or nothing."""
    call = call_of(context)
    form = read_object(file)
    forms = form if isinstance(form, list) else [form]
    if not all(isinstance(one, dict) for one in forms):
        raise BadInput("not_a_case")
    desk = call.open()
    changes = record_cases(desk, forms) if isinstance(form, list) else [record_case(desk, form)]
    recorded = [_recorded(call, desk, change) for change in changes]
    lines = [line for one in recorded for line in _recorded_lines(call, one)]
    return Answer(recorded if isinstance(form, list) else recorded[0], lines)


def show(context: typer.Context, number: Number) -> Answer:
    """A case with its timeline, newest first."""
    call = call_of(context)
    desk = call.open()
    view = read_case(desk.vault, desk.lens, pick_case(desk.vault, number))
    return Answer(_shown(view), _shown_lines(call, view))


def cases(
    context: typer.Context,
    find: Annotated[str, typer.Option(help="words, a number or a phone")] = "",
    limit: Annotated[int, typer.Option(min=0)] = 50,
    offset: Annotated[int, typer.Option(min=0)] = 0,
) -> Answer:
    """A list of cases, newest first."""
    call = call_of(context)
    desk = call.open()
    page = find_cases(desk.vault, desk.lens, find, limit, offset)
    value = {"total": page.total, "cases": [_line(row) for row in page.rows]}
    return Answer(value, [*(_words(call, row) for row in page.rows), call.say("{n} cases").format(n=page.total)])


def correct(context: typer.Context, number: Number, file: File) -> Answer:
    """Corrects the fields named in a JSON object that also holds the `reason`."""
    call = call_of(context)
    form = read_object(file)
    if not isinstance(form, dict):
        raise BadInput("not_a_case")
    reason = form.pop("reason", "")
    desk = call.open()
    change = correct_case(desk, pick_case(desk.vault, number), form, reason if isinstance(reason, str) else "")
    return _stands(call, desk, change.subjects[0])


def withdraw(context: typer.Context, number: Number, reason: Reason = "") -> Answer:
    """The person takes the suggestion back."""
    call = call_of(context)
    desk = call.open()
    change = withdraw_case(desk, pick_case(desk.vault, number), reason)
    return _stands(call, desk, change.subjects[0])


def erase(
    context: typer.Context,
    number: Number,
    part: Annotated[str, typer.Option(help="person, words or both")] = "",
    reason: Reason = "",
) -> Answer:
    """Erases a private part for ever: name and contact, the words, or both."""
    call = call_of(context)
    desk = call.open()
    change = erase_case(desk, pick_case(desk.vault, number), part, reason)
    return _stands(call, desk, change.subjects[0])


def import_file(
    context: typer.Context,
    file: File,
    map: Annotated[str | None, typer.Option(help="JSON: column -> field")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="only say what would happen")] = False,
) -> Answer:
    """Imports a CSV or JSON table; a second time changes nothing."""
    call = call_of(context)
    data = read_data(file)
    headers = read_object(map) if map else {}
    if not isinstance(headers, dict) or not all(isinstance(name, str) for name in headers.values()):
        raise BadInput("not_a_table")
    desk = call.open()
    result = import_cases(desk, data, headers, dry_run)
    refused = [
        {"row": one.row, "code": one.code, "message": explain(BadInput(one.code, **one.facts), call.options.lang)}
        for one in result.refused
    ]
    value = {"read": result.read, "imported": result.imported, "known": result.known}
    _ = call.say
    lines = [_("Read {read}, imported {imported}, known before {known}.").format(**value)]
    if result.ignored:
        lines.append(_("Columns not used: {columns}").format(columns=", ".join(result.ignored)))
    lines += [_("Row {row}: {message}").format(row=one["row"], message=one["message"]) for one in refused]
    return Answer(value | {"ignored": result.ignored, "refused": refused}, lines)


def _recorded(call: Call, desk: Desk, change: Change) -> dict[str, Any]:
    view = read_case(desk.vault, desk.lens, change.subjects[0])
    warnings = [_warning(call, warning) for warning in change.warnings]
    if not view.holidays_known and view.due_raw:
        missing = Finding("warn", "holidays_missing", "received_at", {"year": view.due_raw.year})
        warnings.append(_warning(call, missing))
    return {**_identified(view.row), "warnings": warnings}


def _warning(call: Call, finding: Finding) -> dict[str, Any]:
    message = explain(finding, call.options.lang)
    return {"code": finding.code, "field": finding.field, "message": message}


def _recorded_lines(call: Call, one: Mapping[str, Any]) -> Sequence[str]:
    saved = call.say("Saved here: {number}").format(number=one["number"])
    return [saved, *("  " + warning["message"] for warning in one["warnings"])]


def _stands(call: Call, desk: Desk, id: UUID) -> Answer:
    row = read_case(desk.vault, desk.lens, id).row
    return Answer(_identified(row), [_words(call, row)])


def _identified(row: CaseRow) -> dict[str, Any]:
    return {"id": str(row.id), "number": show_number(row.number), "state": row.state}


def _line(row: CaseRow) -> dict[str, Any]:
    return {
        **_identified(row),
        "title": row.title,
        "who": row.who,
        "nature": row.nature,
        "received_at": row.received_at.isoformat(timespec="seconds"),
        "due": row.due.isoformat() if row.due else None,
        "sync": row.sync,
    }


def _words(call: Call, row: CaseRow) -> str:
    state = row.state_label.say(call.options.lang)
    return f"{show_number(row.number)}  {row.received_at:%Y-%m-%d}  {state}  {row.title}"


def _shown(view: CaseView) -> dict[str, Any]:
    steps = [
        {
            "kind": step.kind,
            "at": step.at.isoformat(timespec="seconds"),
            "who": step.who,
            "verdict": step.verdict,
            "reason": step.reason or None,
            "step": step.step,
            "outcome": step.outcome,
            "fields": step.fields,
            "text": step.text,
        }
        for step in view.steps
    ]
    return {
        **_line(view.row),
        "fields": view.fields,
        "steps": steps,
        "erased": view.erased,
        "promise": {
            "days": view.promise_days,
            "raw": str(view.due_raw) if view.due_raw else None,
            "rolled": str(view.due_rolled) if view.due_rolled else None,
            "holidays_known": view.holidays_known,
        },
        "twins": [str(twin) for twin in view.twins],
    }


def _shown_lines(call: Call, view: CaseView) -> list[str]:
    lines = [_words(call, view.row)]
    for name in ("original_text", "main_cause", "proposal"):
        if view.fields[name]:
            lines.append(f"  {view.fields[name]}")
    for step in view.steps:
        lines.append(f"  {step.at:%Y-%m-%d}  {step.kind}  {step.who}  {step.text}".rstrip())
    return lines
