"""Printers of Linux: queues of the print service CUPS."""

import logging
from urllib.parse import quote, unquote

import pypdfium2

from desk.actions.printer_port import Handed
from ui.printing.compose import Composed, compose, sensible_dpi
from ui.printing.ipp import INTEGER, JOB, KEYWORD, NAME, URI, Line, Reply, Said, connect
from ui.printing.queue import ATTRIBUTES, Queue, read_queue
from ui.printing.sheet import takes

CREATE_JOB, CANCEL_JOB, GET_JOB, GET_PRINTER, GET_PRINTERS = 0x05, 0x08, 0x09, 0x0B, 0x4002
NOT_FOUND, NOT_ACCEPTING = 0x0406, 0x0506
CLASS = 0x0001  # bit of printer-type: a pool of printers
# job-state: waiting, held, at work; stopped for good because a filter failed; cancelled; aborted; completed
_OUTCOMES = {3: "pending", 4: "pending", 5: "pending", 6: "failed", 7: "failed", 8: "failed", 9: "printed"}
log = logging.getLogger(__name__)


class CupsPort:
    """The desk's PrinterPort on CUPS. Safe on any thread; needs no Qt and no screen."""

    def printers(self) -> tuple[str, ...]:
        with connect() as line:
            return _names(line) if line else ()

    def default(self) -> str | None:
        """The person's default, the computer's, or the only printer there is."""
        with connect() as line:
            names = _names(line) if line else ()
            chosen = line.default() if line and names else ""
        if chosen in names:
            return chosen
        return names[0] if len(names) == 1 else None

    def state(self, printer: str) -> str:
        with connect() as line:
            reply = _ask_printer(line, printer) if line else Reply(None)
        if not reply.good:
            return "gone" if reply.status == NOT_FOUND else "down"
        queue = read_queue(reply)
        if not queue.accepting:
            return "rejecting"
        return queue.trouble or ("disabled" if queue.stopped else "ready")

    def waiting(self, printer: str) -> int:
        with connect() as line:
            reply = _ask_printer(line, printer) if line else Reply(None)
        return read_queue(reply).waiting if reply.good else 0

    def takes(self, printer: str, size: str) -> bool:
        with connect() as line:
            reply = _ask_printer(line, printer) if line else Reply(None)
        return reply.good and takes(read_queue(reply).offer, size)

    def send(self, printer: str, pdf: bytes, title: str, copies: int = 1) -> Handed:
        with connect() as line:
            if line is None:
                return Handed(None, "refused", "cups_down")
            reply = _ask_printer(line, printer)
            if not reply.good:
                return _refused(reply)
            queue = read_queue(reply)
            if not queue.accepting:
                return Handed(None, "refused", "queue_rejecting")
            composed = _compose(pdf, queue, copies)
            if composed is None:
                return Handed(None, "refused", "printing_failed")
            return _hand_over(line, printer, queue, composed, title)

    def outcome(self, printer: str, job: int) -> str:
        with connect() as line:
            if line is None:
                return "unknown"
            reply = line.ask(GET_JOB, "/jobs/", Said(URI, "job-uri", f"ipp://localhost/jobs/{job}"))
        owner = unquote(reply.text("job-printer-uri").rpartition("/")[2])
        return _OUTCOMES.get(reply.number("job-state"), "unknown") if owner == printer else "unknown"


def _names(line: Line) -> tuple[str, ...]:
    wanted = Said(KEYWORD, "requested-attributes", ("printer-name", "printer-type"))
    groups = line.ask(GET_PRINTERS, "/", wanted).groups
    found = (Reply(0, (group,)) for group in groups)
    return tuple(one.text("printer-name") for one in found if one.text("printer-name") and not _is_pool(one))


def _is_pool(printer: Reply) -> bool:
    return bool(printer.number("printer-type") & CLASS)


def _uri(printer: str) -> Said:
    return Said(URI, "printer-uri", f"ipp://localhost/printers/{quote(printer)}")


def _ask_printer(line: Line, printer: str) -> Reply:
    return line.ask(GET_PRINTER, "/", _uri(printer), Said(KEYWORD, "requested-attributes", ATTRIBUTES))


def _refused(reply: Reply) -> Handed:
    reasons = {None: "cups_down", NOT_FOUND: "no_such_printer", NOT_ACCEPTING: "queue_rejecting"}
    return Handed(None, "refused", reasons.get(reply.status, "printing_failed"))


def _compose(pdf: bytes, queue: Queue, copies: int) -> Composed | None:
    """None: not a PDF, or a queue without a driver, which would print the file's code by the metre."""
    if not queue.offer.sheets and queue.offer.roll is None:
        log.warning("the queue has no driver: it names no sheet")
        return None
    try:
        return compose(pdf, queue.offer, sensible_dpi(queue.dpi), copies)
    except pypdfium2.PdfiumError:
        log.exception("the paper is not a PDF")
        return None


def _hand_over(line: Line, printer: str, queue: Queue, composed: Composed, title: str) -> Handed:
    created = line.ask(
        CREATE_JOB,
        f"/printers/{quote(printer)}",
        _uri(printer),
        Said(NAME, "job-name", title),
        Said(INTEGER, "copies", composed.copies, JOB),
        Said(KEYWORD, "media", composed.sheet.media, JOB),
        Said(KEYWORD, "print-scaling", "none", JOB),
        Said(KEYWORD, "sides", "one-sided", JOB),
    )
    job = created.number("job-id")
    if not created.good or not job:
        return _refused(created)
    if not line.send_document(printer, job, composed.pdf(), title) and _take_back(printer, job):
        return Handed(None, "refused", "printing_failed")
    return Handed(job, "handed", "queue_disabled" if queue.stopped else "")


def _take_back(printer: str, job: int) -> bool:
    """Cancels a job whose document did not arrive. False: it may still be there, so nobody may call it refused."""
    with connect() as line:
        if line is None:
            return False
        done = line.ask(CANCEL_JOB, "/jobs/", _uri(printer), Said(INTEGER, "job-id", job))
        return done.good or done.status == NOT_FOUND
