"""The number of a stored case, as large as the page allows: to be copied by hand when no slip comes out."""

from collections.abc import Callable
from uuid import UUID

from desk.reads.views import SlipView
from ui.pages.page import Page
from ui.pages.slip_words import slip_words
from ui.widgets.slip import SlipWords


def read_words(page: Page, case: UUID, show: Callable[[SlipWords], object]) -> None:
    """`show` is given what stands on the slip, when it was read."""
    place = page.place

    def work() -> SlipView:
        from desk.reads.slips import read_slip

        return read_slip(place.desk.vault, place.desk.lens, case)

    place.lane.run(work, lambda slip: show(slip_words(page.look, slip)), owner=page)
