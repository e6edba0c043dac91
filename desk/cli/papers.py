"""slip, print."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal
from uuid import UUID

import typer

from desk.actions.desk import Desk
from desk.actions.printer_port import PrinterPort
from desk.actions.printing import (
    SIZES,
    Printed,
    Wanted,
    print_guidance,
    print_reply,
    print_slip,
    print_survey,
    print_trial,
    settle_print,
    slip_size,
)
from desk.cli.call import Call, call_of
from desk.cli.cases import Number
from desk.command.answer import Answer
from desk.command.files import write_file
from desk.domain.case import GUIDANCE, RECEIPT, REPLY, SURVEY
from desk.domain.numbering import show_number
from desk.errors import BadEnvironment, BadInput
from desk.paper.guidance import make_guidance
from desk.paper.paper import Paper
from desk.paper.reply import make_reply
from desk.paper.slip import make_slip
from desk.paper.survey import make_survey
from desk.reads.cases import pick_case, read_case
from desk.reads.replies import read_reply
from desk.reads.slips import read_guidance, read_slip
from desk.reads.surveys import read_survey
from desk.settings import load_wishes
from desk.text import mark

_KNOWN_SIZES = ("", "80mm", "A5", "A4")
_PRINT = {RECEIPT: print_slip, GUIDANCE: print_guidance, REPLY: print_reply, SURVEY: print_survey}
_PAUSE = 0.2  # seconds between two questions to the queue
FullName = Annotated[bool, typer.Option("--full-name", help=mark("print the whole name"))]
Size = Annotated[str, typer.Option(metavar="80mm|A5|A4", help=mark("the paper; without it the one this slip comes on"))]
Appendix = Annotated[bool, typer.Option("--appendix", help=mark("the whole text on further pages (A5)"))]
Kind = Annotated[str, typer.Option(metavar="receipt|guidance|reply|survey", help=mark("which slip"))]


def slip(
    context: typer.Context,
    number: Number,
    out: Annotated[Path, typer.Option(metavar="FILE", help=mark("the PDF file to write"))],
    size: Size = "",
    kind: Kind = RECEIPT,
    full_name: FullName = False,
    appendix: Appendix = False,
) -> Answer:
    call = call_of(context)
    _check_paper(size, kind)
    with call.open() as desk:
        make = _reading(desk, pick_case(desk.vault, number), kind, full_name)
    paper = make(_lang(call), size or SIZES[kind][0], appendix)
    write_file(out, paper.pdf)
    return Answer({"path": str(out), "pages": paper.pages, "missing": paper.missing}, [str(out)])


def print_paper(
    context: typer.Context,
    number: Annotated[str, typer.Argument(help=mark("the case's number; none with --test"))] = "",
    printer: Annotated[str, typer.Option(metavar="NAME", help=mark("the printer; without it the usual one"))] = "",
    size: Size = "",
    kind: Kind = RECEIPT,
    copies: Annotated[int, typer.Option(min=1, max=9, metavar="N", help=mark("how many"))] = 1,
    full_name: FullName = False,
    appendix: Appendix = False,
    wait: Annotated[
        float, typer.Option(min=0, max=600, metavar="SECONDS", help=mark("how long to wait for the printer's report"))
    ] = 10,
    test: Annotated[bool, typer.Option("--test", help=mark("a test slip: margins, lines, characters, a code"))] = False,
) -> Answer:
    call = call_of(context)
    _check_paper(size, kind)
    if not number and not test:
        raise BadInput("bad_option", problem=call.say("{name} is missing").format(name="NUMBER"))
    port = call.printer_port()
    chosen = printer or port.default() or _choose(call, port)
    if test:
        return _test(call, port, chosen, size)
    with call.open() as desk:
        id = pick_case(desk.vault, number)
        shown = read_case(desk.vault, desk.lens, id).row.number
        if kind == RECEIPT and not size:
            size = slip_size(port, chosen, load_wishes(call.options.home).paper)
        wanted = Wanted(size, _lang(call), copies, full_name, appendix)
        done = _PRINT[kind](desk, id, port, chosen, wanted)
        if done.outcome == "refused":
            raise BadEnvironment(done.reason, number=show_number(shown), outcome=done.outcome)
        outcome = done.outcome if done.reason else _follow(desk, id, port, chosen, done.job, wait, kind, size)
    return _outcome(call, done, outcome, show_number(shown))


def _test(call: Call, port: PrinterPort, printer: str, size: str) -> Answer:
    """A test slip on the paper of this computer; it is no case's, so nothing is written down."""
    _ = call.say
    used = size or slip_size(port, printer, load_wishes(call.options.home).paper)
    with call.open() as desk:
        handed = print_trial(desk, port, printer, used, call.options.lang)
    if handed.outcome == "refused":
        raise BadEnvironment("trial_not_taken" if handed.reason == "size_not_taken" else handed.reason, printer=printer)
    value = {"job": handed.job, "outcome": handed.outcome, "reason": handed.reason or None, "size": used}
    return Answer(value, [_("The test slip is handed to the queue of {printer}.").format(printer=printer)])


def _choose(call: Call, port: PrinterPort) -> str:
    """Nobody chose a printer, and none is the usual one."""
    _ = call.say
    names = port.printers()
    if not names:
        raise BadEnvironment("no_printer")
    raise BadInput("bad_option", problem=_("--printer is missing; there are {names}").format(names=", ".join(names)))


def _reading(desk: Desk, id: UUID, kind: str, full_name: bool) -> Callable[[str, str, bool], Paper]:
    """Reads what the paper says; what is answered makes it in a language, when the desk is closed."""
    if kind == REPLY:
        reply = read_reply(desk.vault, id)
        return lambda lang, size, _appendix: make_reply(reply, size, lang)
    if kind == SURVEY:
        survey = read_survey(desk.vault, desk.lens, id)
        return lambda lang, size, _appendix: make_survey(survey, size, lang)
    if kind == GUIDANCE:
        guidance = read_guidance(desk.vault, desk.lens, id)
        return lambda lang, size, _appendix: make_guidance(guidance, size, lang)
    view = read_slip(desk.vault, desk.lens, id, full_name)
    return lambda lang, size, appendix: make_slip(view, size, lang, appendix)


def _lang(call: Call) -> str:
    return call.options.paper_lang or "zh"


def _follow(
    desk: Desk, id: UUID, port: PrinterPort, printer: str, job: int | None, wait: float, kind: str, size: str
) -> str:
    """Waits for the queue's report and writes it down."""
    deadline = time.monotonic() + wait
    while job is not None and time.monotonic() < deadline:
        reported = port.outcome(printer, job)
        if reported in ("printed", "failed"):
            settled: Literal["printed", "failed"] = "printed" if reported == "printed" else "failed"
            settle_print(desk, id, job, settled, kind, size)
            return settled
        time.sleep(_PAUSE)
    return "handed"


def _outcome(call: Call, done: Printed, outcome: str, number: str) -> Answer:
    _ = call.say
    words = {"handed": _("Handed to the queue."), "printed": _("Printed."), "failed": _("The queue gave up on it.")}
    value = {"job": done.job, "outcome": outcome, "reason": done.reason or None, "missing": done.missing}
    return Answer(value, [f"{number}: {words[outcome]}"], ok=outcome != "failed")


def _check_paper(size: str, kind: str) -> None:
    """Each kind comes in its sizes; without one named it is the first, or what the printer takes."""
    if size not in _KNOWN_SIZES or kind not in SIZES:
        raise BadInput("bad_option", problem=f"--size {size} --kind {kind}"[:60])
    if size not in ("", *SIZES[kind]):
        raise BadInput("size_not_offered", size=size, offered=", ".join(SIZES[kind]))
