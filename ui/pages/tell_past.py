"""Who was told: what they were told, and every word that was written down of it, the last first."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from desk.domain.moment import local_day
from desk.reads.views import CaseView
from ui.pages.case_person import CasePerson
from ui.pages.page import Page
from ui.pages.step_words import event_of, first_words
from ui.pages.tell_head import TellHead
from ui.widgets.box import column, hairline
from ui.widgets.timeline import Event, Timeline

KINDS = ("told", "surveyed", "replied", "settled", "instructed", "completed")


def told_past(page: Page, case: CaseView, person: CasePerson) -> QWidget:
    look = page.look
    head = TellHead(page, person)
    head.show_case(case)
    side = look.by(24, 16, 24)
    events = list(_events(page, case))
    return column(look, head, hairline(), Timeline(look, events), None, gap=12, pad=(side, 4, side, 12))


def _events(page: Page, case: CaseView) -> Iterator[Event]:
    look, place = page.look, page.place
    today, codes = local_day(place.clock()), place.desk.lists.codes
    for step in case.steps:
        if step.kind in KINDS:
            yield event_of(look, codes, step, first_words(case.fields), today)
