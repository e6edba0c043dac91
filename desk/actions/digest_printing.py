"""Papers of digests on A4: of one that was made, or of one that is being written. No fact is written: they are copies
of what is recorded."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from desk.actions.desk import Desk
from desk.actions.printer_port import Handed, PrinterPort
from desk.command.files import write_file
from desk.domain.digest import MOST_ISSUE, TEXT_FIELDS
from desk.domain.moment import local_day, parse_moment
from desk.paper.digest import make_digest
from desk.paper.paper import Paper
from desk.reads.digest_papers import read_digest_draft, read_digest_paper
from desk.reads.digest_views import DigestTexts


def make_digest_paper(desk: Desk, id: UUID, lang: str = "zh") -> Paper:
    """Raises BadInput digest_unknown, digest_withdrawn."""
    return make_digest(read_digest_paper(desk.vault, desk.lens, id), lang)


def print_digest(desk: Desk, id: UUID, port: PrinterPort, printer: str, lang: str = "zh") -> Handed:
    """Hands it to a queue. Raises BadInput digest_unknown, digest_withdrawn."""
    view = read_digest_paper(desk.vault, desk.lens, id)
    return port.send(printer, make_digest(view, lang).pdf, f"digest-{view.day.year}-{view.issue}")


def write_digest(desk: Desk, path: Path, id: UUID, lang: str = "zh") -> Path:
    """As a PDF file. Raises BadInput digest_unknown, digest_withdrawn, BadEnvironment file_unwritable, disk_full."""
    write_file(path, make_digest_paper(desk, id, lang).pdf)
    return path


def preview_digest(desk: Desk, form: Mapping[str, Any], cases: tuple[UUID, ...], lang: str = "zh") -> Paper:
    """The paper as it would be, of a form that may still be wrong or empty."""
    texts = DigestTexts(**{name: text for name in TEXT_FIELDS if isinstance(text := form.get(name), str)})
    try:
        day = local_day(parse_moment(str(form.get("day") or "")))
    except (ValueError, OverflowError):
        day = local_day(desk.clock())
    issue = str(form.get("issue") or "")
    number = int(issue) if issue.isascii() and issue.isdecimal() and len(issue) < 6 else 0
    return make_digest(read_digest_draft(desk.vault, desk.lens, min(number, MOST_ISSUE), day, texts, cases), lang)
