"""slip, print."""

import time
from pathlib import Path
from typing import Annotated

import typer

from desk.actions.printing import Printed, print_slip, settle_print
from desk.cli.call import Answer, Call, call_of, write_file
from desk.cli.cases import Number
from desk.errors import BadEnvironment, BadInput
from desk.paper.slip import make_slip
from desk.reads.cases import pick_case, read_case
from desk.reads.slips import read_slip

SIZES, KINDS = ("80mm", "A5"), ("receipt", "guidance", "reply")
FullName = Annotated[bool, typer.Option("--full-name", help="print the whole name")]


def add_to(app: typer.Typer) -> None:
    app.command()(slip)
    app.command("print")(print_paper)


def slip(
    context: typer.Context,
    number: Number,
    out: Annotated[Path, typer.Option(help="the PDF to write")],
    size: Annotated[str, typer.Option(help="80mm")] = "80mm",
    kind: Annotated[str, typer.Option(help="receipt")] = "receipt",
    full_name: FullName = False,
) -> Answer:
    """Writes the slip of a case as PDF; --lang zh, en or both."""
    call = call_of(context)
    _check_paper(size, kind)
    desk = call.open()
    view = read_slip(desk.vault, desk.lens, pick_case(desk.vault, number), full_name)
    paper = make_slip(view, size, call.options.paper_lang or "zh")
    write_file(out, paper.pdf)
    value = {"path": str(out), "pages": paper.pages, "missing": paper.missing}
    return Answer(value, [str(out)])


def print_paper(
    context: typer.Context,
    number: Number,
    printer: Annotated[str, typer.Option(help="the queue's name; empty: the default")] = "",
    size: Annotated[str, typer.Option(help="80mm")] = "80mm",
    kind: Annotated[str, typer.Option(help="receipt")] = "receipt",
    copies: Annotated[int, typer.Option(min=1, max=9)] = 1,
    full_name: FullName = False,
    wait: Annotated[float, typer.Option(min=0, help="seconds to wait for the queue's report")] = 10,
) -> Answer:
    """Hands the slip to a printer's queue and writes down what became of it."""
    call = call_of(context)
    _check_paper(size, kind)
    if call.printers is None:
        raise BadEnvironment("no_printer")
    port = call.printers()
    chosen = printer or port.default()
    if not chosen:
        raise BadEnvironment("no_printer")
    desk = call.open()
    id = pick_case(desk.vault, number)
    lang = call.options.paper_lang or "zh"
    done = print_slip(desk, id, port, chosen, copies=copies, show_name=full_name, lang=lang)
    shown = read_case(desk.vault, desk.lens, id).row.number
    if done.outcome == "refused":
        raise BadEnvironment(done.reason, number=shown, outcome=done.outcome)
    outcome: str = done.outcome
    deadline = time.monotonic() + (0 if done.reason else wait)
    while done.job is not None and outcome == "handed" and time.monotonic() < deadline:
        reported = port.outcome(chosen, done.job)
        if reported in ("printed", "failed"):
            settle_print(desk, id, done.job, "printed" if reported == "printed" else "failed")
            outcome = reported
        else:
            time.sleep(0.2)
    return _outcome(call, done, outcome, shown)


def _outcome(call: Call, done: Printed, outcome: str, number: str) -> Answer:
    _ = call.say
    words = {"handed": _("Handed to the queue."), "printed": _("Printed."), "failed": _("The queue gave up on it.")}
    value = {"job": done.job, "outcome": outcome, "reason": done.reason or None, "missing": done.missing}
    return Answer(value, [f"{number}: {words[outcome]}"], ok=outcome != "failed")


def _check_paper(size: str, kind: str) -> None:
    if size not in SIZES or kind not in KINDS:
        raise BadInput("bad_option", problem=f"--size {size} --kind {kind}"[:60])
    if kind != "receipt":
        raise BadInput("kind_not_offered", kind=kind)
