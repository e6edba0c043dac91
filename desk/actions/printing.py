"""Printing a slip or a letter and writing down what became of it: the printer's truth is facts too."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from desk.actions.desk import Change, Desk
from desk.actions.printer_port import Handed, PrinterPort
from desk.domain.case import GUIDANCE, RECEIPT, REPLY, SURVEY, SlipTold, slip_paper
from desk.domain.moment import local
from desk.journal.fact import NewFact
from desk.paper import reply, slip, survey
from desk.paper.guidance import make_guidance
from desk.paper.paper import Paper
from desk.paper.reply import make_reply
from desk.paper.slip import make_slip
from desk.paper.survey import make_survey
from desk.paper.trial import TrialView, make_trial
from desk.reads.cases import case_of
from desk.reads.replies import read_reply
from desk.reads.slips import read_guidance, read_slip
from desk.reads.station import read_station
from desk.reads.surveys import read_survey
from desk.storage.save import saving

SIZES = {  # of each paper, the usual one first
    RECEIPT: slip.SIZES,
    GUIDANCE: (slip.SIZE,),
    REPLY: (reply.SIZE,),
    SURVEY: (survey.SIZE,),
}


NOT_TAKEN = Handed(None, "refused", "size_not_taken")


@dataclass(frozen=True)
class Wanted:
    """How a paper is to be printed; no size: the usual one. `show_name` and `appendix` (附页) are for receipts."""

    size: str = ""
    lang: str = "zh"
    copies: int = 1
    show_name: bool = False
    appendix: bool = False


AS_USUAL = Wanted()


@dataclass(frozen=True)
class Printed:
    """What the queue said. `reason` is the code of a sentence: why it was refused, or that the queue is paused."""

    change: Change
    outcome: Literal["handed", "refused"]
    reason: str
    job: int | None
    missing: tuple[str, ...]  # characters that no font has


def slip_size(port: PrinterPort, printer: str, wished: str) -> str:
    """The wished paper, if that printer takes it or takes no other either; else the other one."""
    others = [size for size in slip.SIZES if size != wished]
    return next((size for size in (wished, *others) if port.takes(printer, size)), wished)


def print_slip(desk: Desk, id: UUID, port: PrinterPort, printer: str, wanted: Wanted = AS_USUAL) -> Printed:
    """Hands the slip of a case to a queue and writes the outcome.

    Raises BadInput case_unknown, size_not_offered, appendix_not_offered.
    """
    view = read_slip(desk.vault, desk.lens, id, wanted.show_name)
    size = wanted.size or slip.SIZE
    told = SlipTold(outcome="handed", copies=wanted.copies, size=size, full_name=wanted.show_name or None)
    return _hand_over(desk, id, port, printer, make_slip(view, size, wanted.lang, wanted.appendix), view.number, told)


def print_guidance(desk: Desk, id: UUID, port: PrinterPort, printer: str, wanted: Wanted = AS_USUAL) -> Printed:
    """Hands the guidance slip of a case to a queue and writes the outcome.

    Raises BadInput case_unknown, not_guided, size_not_offered.
    """
    view = read_guidance(desk.vault, desk.lens, id)
    size = wanted.size or slip.SIZE
    told = SlipTold(outcome="handed", copies=wanted.copies, paper=GUIDANCE, size=size)
    return _hand_over(desk, id, port, printer, make_guidance(view, size, wanted.lang), view.slip.number, told)


def print_reply(desk: Desk, id: UUID, port: PrinterPort, printer: str, wanted: Wanted = AS_USUAL) -> Printed:
    """Hands the letter with the reply in force to a queue and writes the outcome.

    Raises BadInput case_unknown, no_reply, reply_erased, size_not_offered.
    """
    view = read_reply(desk.vault, id)
    size = wanted.size or reply.SIZE
    told = SlipTold(outcome="handed", copies=wanted.copies, paper=REPLY, size=size)
    return _hand_over(desk, id, port, printer, make_reply(view, size, wanted.lang), view.number, told)


def print_survey(desk: Desk, id: UUID, port: PrinterPort, printer: str, wanted: Wanted = AS_USUAL) -> Printed:
    """Hands the survey sheet of a case that was answered to a queue and writes the outcome.

    Raises BadInput case_unknown, no_reply, size_not_offered.
    """
    view = read_survey(desk.vault, desk.lens, id)
    size = wanted.size or survey.SIZE
    told = SlipTold(outcome="handed", copies=wanted.copies, paper=SURVEY, size=size)
    return _hand_over(desk, id, port, printer, make_survey(view, size, wanted.lang), view.number, told)


def print_trial(desk: Desk, port: PrinterPort, printer: str, size: str = slip.SIZE, lang: str = "zh") -> Handed:
    """Hands a test slip to a queue; nothing is written down of it. Raises BadInput size_not_offered."""
    station = read_station(desk.vault)
    view = TrialView(station.name, station.code, printer, local(desk.clock()))
    paper = make_trial(view, size, lang)
    return NOT_TAKEN if size == slip.A5 and _lacks(port, printer, size) else port.send(printer, paper.pdf, "test")


def settle_print(
    desk: Desk, id: UUID, job: int, outcome: Literal["printed", "failed"], paper: str = RECEIPT, size: str = ""
) -> Change:
    """The queue reported what became of a job with that paper. Raises BadInput case_unknown."""
    return _tell(desk, id, SlipTold(outcome=outcome, job=job, paper=paper, size=size or SIZES[paper][0]))


def not_printed(desk: Desk, id: UUID) -> Change:
    """The person says that no slip came out; the next one is then no reprint. Raises BadInput case_unknown."""
    with desk.vault.read() as connection:
        paper = slip_paper(case_of(connection, id).nature)
    return _tell(desk, id, SlipTold(outcome="not_out", paper=paper))


def _hand_over(
    desk: Desk, id: UUID, port: PrinterPort, printer: str, paper: Paper, number: str, told: SlipTold
) -> Printed:
    lacking = told.size == slip.A5 and _lacks(port, printer, told.size)
    handed = NOT_TAKEN if lacking else port.send(printer, paper.pdf, number, told.copies)
    outcome = {"outcome": handed.outcome, "job": handed.job, "reason": handed.reason or None}
    change = _tell(desk, id, told.model_copy(update=outcome), printer)
    return Printed(change, handed.outcome, handed.reason, handed.job, paper.missing)


def _lacks(port: PrinterPort, printer: str, size: str) -> bool:
    """Whether a printer that answers has no sheet for a size; of one that does not answer `send` tells why."""
    return not port.takes(printer, size) and port.state(printer) not in ("gone", "down")


def _tell(desk: Desk, id: UUID, told: SlipTold, printer: str = "") -> Change:
    words = {"text": printer} if printer else None
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        case_of(one.connection, id)
        one.add([NewFact("case.slip", id, told.to_json(), words=words)])
    return Change((id,))
