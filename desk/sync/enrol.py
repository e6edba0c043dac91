"""Enrolling: a one-time code, or the certificate of an earlier time, for a place in the hub's tree."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from desk.domain.kinds import VERSION
from desk.errors import BadEnvironment, BadInput, DeskError
from desk.storage.arriving import Enrolment, Hub
from desk.sync.client import Answered, Line, Lost
from desk.sync.receipt import is_signed

Station = Mapping[str, str]  # id, code and level of the place this desk was founded as
CODE_DIGITS = 8


def enrol(line: Line, url: str, ca: str, code: str, station: Station) -> Enrolment:
    """Joins a hub by a code. Raises BadInput code_wrong, enrolled_elsewhere; BadEnvironment hub_busy ..."""
    try:
        said = line.post("/enrol", {"code": _digits(code), "station": station, "rules": VERSION})
    except Answered as no:
        raise _named(no) from None
    return _read(said, url, ca, line.signer.key)


def enrol_again(line: Line, known: Hub, station: Station) -> Enrolment:
    """At the same hub, which has lost its memory: by the certificate it gave. Raises BadEnvironment hub_forgot_us."""
    body = {"certificate": known.certificate, "station": station, "rules": VERSION}
    try:
        new = _read(line.post("/enrol", body), known.url, known.ca, line.signer.key)
    except Answered:
        raise BadEnvironment("hub_forgot_us") from None
    if new.hub_key != known.key:
        raise BadEnvironment("hub_untrusted")
    return new


def _digits(code: str) -> str:
    """Blanks and hyphens are how people read eight digits out."""
    digits = "".join(letter for letter in code if letter not in " -")
    if len(digits) != CODE_DIGITS or not (digits.isascii() and digits.isdigit()):
        raise BadInput("code_wrong")
    return digits


def _named(no: Answered) -> DeskError:
    return BadInput(no.answer) if no.answer in ("code_wrong", "enrolled_elsewhere") else no


def _read(said: Mapping[str, Any], url: str, ca: str, own_key: str) -> Enrolment:
    try:
        certificate, hub_key = said["certificate"], bytes.fromhex(said["hub"])
        if not is_signed(certificate, hub_key) or certificate["key"] != own_key:
            raise BadEnvironment("hub_untrusted")
        place, level = UUID(certificate["place"]), str(certificate["level"])
        return Enrolment(url, ca, hub_key, certificate, place, level, str(certificate["code"]), certificate["name"])
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Lost("garbled") from None
