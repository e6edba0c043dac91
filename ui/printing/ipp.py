"""Talking to the print service (CUPS): one connection, requests out, answers in as plain values.

QPrinter tells neither whether a queue refused a paper nor the number of the job. The Internet Printing Protocol
(RFC 8010, RFC 8011) tells both.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import CDLL, byref, c_char_p, c_int
from dataclasses import dataclass
from typing import NamedTuple

from ui.printing import libcups

CONNECT_MS, ANSWER_S = 3000, 10.0
GOOD_BELOW = 0x0100
NOBODY_THERE = (0x0500, 0x0502)  # libcups' own words for a connection that broke
DATA_WANTED = 100  # HTTP 100 Continue

OPERATION, JOB = 0x01, 0x02  # groups
INTEGER, BOOLEAN, ENUM, RESOLUTION, COLLECTION = 0x21, 0x22, 0x23, 0x32, 0x34  # kinds of value
NAME, KEYWORD, URI, CHARSET, LANGUAGE = 0x42, 0x44, 0x45, 0x47, 0x48
STRINGS = {0x35, 0x36, *range(0x41, 0x4A)}

Value = "str | int | bool | tuple[int, ...] | Answers"
Answers = dict[str, tuple[object, ...]]


class Said(NamedTuple):
    """An attribute of a request."""

    kind: int
    name: str
    value: str | int | tuple[str, ...]
    group: int = OPERATION


@dataclass(frozen=True)
class Reply:
    """The status and the groups of attributes that were answered; no status: nobody answered."""

    status: int | None
    groups: tuple[Answers, ...] = ()

    @property
    def good(self) -> bool:
        return self.status is not None and self.status < GOOD_BELOW

    def all(self, name: str) -> tuple[object, ...]:
        """The values of an attribute, wherever it stands; none when it was not answered."""
        return next((group[name] for group in self.groups if name in group), ())

    def text(self, name: str) -> str:
        return next((value for value in self.all(name) if isinstance(value, str)), "")

    def number(self, name: str) -> int:
        return next((value for value in self.all(name) if isinstance(value, int)), 0)


@dataclass(frozen=True)
class Line:
    """An open connection to the print service. Used by one thread, closed by `connect`."""

    library: CDLL
    http: int

    def ask(self, operation: int, resource: str, *said: Said) -> Reply:
        """One request and its answer. Gives up a second after ANSWER_S."""
        request = self.library.ippNewRequest(operation)
        user = Said(NAME, "requesting-user-name", self.library.cupsUser().decode())
        for attribute in sorted((*said, user), key=lambda said: said.group):  # groups must come in order
            self._add(request, attribute)
        answer = self.library.cupsDoRequest(self.http, request, resource.encode())  # frees the request
        if not answer:
            error: int = self.library.cupsLastError()
            return Reply(None if error in NOBODY_THERE else error)
        try:
            return Reply(self.library.ippGetStatusCode(answer), tuple(self._groups(answer)))
        finally:
            self.library.ippDelete(answer)

    def send_document(self, printer: str, job: int, document: bytes, title: str) -> bool:
        """Sends the only document of a job, a PDF. False: it did not arrive whole."""
        name = printer.encode()
        start = (name, job, title.encode(), b"application/pdf", 1)
        if self.library.cupsStartDocument(self.http, *start) != DATA_WANTED:
            return False
        taken = self.library.cupsWriteRequestData(self.http, document, len(document)) == DATA_WANTED
        return bool(self.library.cupsFinishDocument(self.http, name) < GOOD_BELOW) and taken

    def default(self) -> str:
        """The person's own default printer, else the computer's; empty when there is none."""
        name: bytes | None = self.library.cupsGetDefault2(self.http)
        return name.decode() if name else ""

    def _add(self, request: int, said: Said) -> None:
        head = (request, said.group, said.kind, said.name.encode())
        match said.value:
            case int(number):
                self.library.ippAddInteger(*head, number)
            case str(text):
                self.library.ippAddString(*head, None, text.encode())
            case texts:
                values = (c_char_p * len(texts))(*(text.encode() for text in texts))
                self.library.ippAddStrings(*head, len(texts), None, values)

    def _groups(self, answer: int) -> Iterator[Answers]:
        group: Answers = {}
        attribute = self.library.ippFirstAttribute(answer)
        while attribute:
            name: bytes | None = self.library.ippGetName(attribute)
            if name is None:  # stands between two groups
                yield group
                group = {}
            else:
                group[name.decode()] = tuple(self._values(attribute))
            attribute = self.library.ippNextAttribute(answer)
        yield group

    def _values(self, attribute: int) -> Iterator[object]:
        kind = self.library.ippGetValueTag(attribute)
        for place in range(self.library.ippGetCount(attribute)):
            if kind in (INTEGER, ENUM):
                yield self.library.ippGetInteger(attribute, place)
            elif kind == BOOLEAN:
                yield bool(self.library.ippGetBoolean(attribute, place))
            elif kind in STRINGS:
                yield self.library.ippGetString(attribute, place, None).decode(errors="replace")
            elif kind == RESOLUTION:
                yield self._resolution(attribute, place)
            elif kind == COLLECTION:
                inside = self.library.ippGetCollection(attribute, place)
                yield {name: values for group in self._groups(inside) for name, values in group.items()}

    def _resolution(self, attribute: int, place: int) -> tuple[int, int, int]:
        """Across, down, and the unit: 3 is dots an inch, 4 dots a centimetre."""
        down, unit = c_int(), c_int()
        across = self.library.ippGetResolution(attribute, place, byref(down), byref(unit))
        return across, down.value, unit.value


@contextmanager
def connect() -> Iterator[Line | None]:
    """A connection to the print service, or None when it does not answer or is not installed."""
    library = libcups.load()
    http = _dial(library) if library else None
    if library is None or not http:
        yield None
        return
    library.httpSetTimeout(http, ANSWER_S, None, None)
    try:
        yield Line(library, http)
    finally:
        library.httpClose(http)


def _dial(library: CDLL) -> int | None:
    library.cupsSetPasswordCB2(libcups.no_password, None)
    library.cupsSetServer(None)  # read the settings anew: the library keeps them for each thread
    address = (library.cupsServer(), library.ippPort(), None, 0, library.cupsEncryption())
    http: int | None = library.httpConnect2(*address, 1, CONNECT_MS, None)
    return http
