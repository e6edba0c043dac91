"""Reading the hub's feed: page after page into the journal, the next one fetched while one is being stored."""

from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from desk.errors import BadEnvironment
from desk.storage.arriving import Hub, Mark, read_hub
from desk.storage.page import Page, read_page
from desk.storage.receiving import receive
from desk.sync.client import Answered, Lost
from desk.sync.trip import Rewound, Trip

PAGE = 2_000  # facts: a page is one transaction, and the counter must not wait long for its own
_FIRST = 500  # of the first page: nothing can be stored before it is here


def pull(trip: Trip) -> None:
    """Raises Stopped; Rewound where the hub is no longer where the desk met it; Lost, Answered."""
    with trip.vault.read() as connection:
        known = read_hub(connection)
    with ThreadPoolExecutor(1) as side:
        _Pulling(trip, known, side).run()


class _Pulling:
    """`at`: up to there everything is stored."""

    def __init__(self, trip: Trip, hub: Hub, side: ThreadPoolExecutor) -> None:
        self.trip, self.hub, self.side = trip, hub, side
        self.pace = trip.pace(PAGE, _FIRST)
        self.at = hub.cursor
        self.whole = False

    def run(self) -> None:
        ready = self._fetch(self.at)
        while not self.whole:
            self.trip.go_on()
            try:
                page, read = ready.result()
                end = _end(page, self.at)
                if page["more"]:
                    ready = self._fetch(end)
                self._keep(page, read, end)
            except Lost as lost:
                self.trip.recover(self.pace, lost, self.pace.size)
                ready = self._fetch(self.at)

    def _fetch(self, at: Mark) -> Future[tuple[dict[str, Any], Page]]:
        return self.side.submit(self._ask, at, self.pace.size)

    def _ask(self, at: Mark, limit: int) -> tuple[dict[str, Any], Page]:
        """The page as it came and as it was proven: while it is, the one before is on its way to the disk."""
        try:
            page = self.trip.line.get("/feed", after=at.place, token=at.token, limit=limit)
        except Answered as no:
            raise (Rewound if no.answer == "rewound" else no) from None
        with _garbled_is_lost():
            return page, read_page(page)

    def _keep(self, page: Mapping[str, Any], read: Page, end: Mark) -> None:
        if page.get("epoch") != self.hub.epoch:
            raise Rewound
        if end != self.at:
            with _garbled_is_lost():
                self.trip.tally.received += receive(self.trip.vault, read).facts
        self.at, self.whole = end, not page["more"]
        self.pace.worked()
        self.trip.tell("feed", self.trip.tally.received)


@contextmanager
def _garbled_is_lost() -> Iterator[None]:
    try:
        yield
    except BadEnvironment as error:
        if error.code != "page_garbled":
            raise
        raise Lost("page_garbled") from None


def _end(page: Mapping[str, Any], at: Mark) -> Mark:
    """The last place a page looked at. Raises Lost where that cannot be."""
    place, token, more = page.get("place"), page.get("token"), page.get("more")
    if type(place) is not int or not isinstance(token, str) or type(more) is not bool:
        raise Lost("page_garbled")
    if place < at.place or (place == at.place and (more or token != at.token)):
        raise Lost("page_garbled")
    return Mark(place, token)
