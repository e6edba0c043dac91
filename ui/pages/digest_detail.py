"""A digest to be read: what it is about, its chapters, its cases, what a leader wrote, and its history."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desk.domain.digest import CHAPTERS, WITHDRAWN
from desk.domain.moment import local_day
from desk.domain.numbering import show_number
from desk.reads.digest_views import DigestCase, DigestView
from ui.forms.digest_form import WORDS
from ui.models.case_words import bare_word, title_word
from ui.pages.case_detail import passage
from ui.pages.case_facts import Fact, facts_grid
from ui.pages.digest_words import cases_words, event_of, issue_words
from ui.pages.page import Workplace
from ui.theme import Look
from ui.widgets import moment
from ui.widgets.box import column, hairline, row
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.elided import Elided
from ui.widgets.flow import flow
from ui.widgets.label import label
from ui.widgets.timeline import Timeline

TWO_LINES = 24  # code points from which a title may need a second line


@dataclass(frozen=True)
class DigestActs:
    """What can be done from the text: see the paper, write it as a file, withdraw it, look at a case."""

    paper: Callable[[], object]
    file: Callable[[], object]
    withdraw: Callable[[], object]
    look_at: Callable[[UUID], object]


def is_made(view: DigestView) -> bool:
    return view.line.state != WITHDRAWN


def is_changeable(view: DigestView) -> bool:
    """Another office's is theirs to change, and what a leader wrote on stays as it was read."""
    return is_made(view) and view.own and view.line.instructed is None


def digest_detail(place: Workplace, view: DigestView, acts: DigestActs) -> QWidget:
    """The whole detail, built anew for each digest."""
    look, line, today = place.look, view.line, local_day(place.clock())
    events = [event_of(look, step, today) for step in view.steps]
    return column(
        look,
        Elided(look, line.title or look.say("(no words)"), "title", most=2 if len(line.title) > TWO_LINES else 1),
        flow(look, label(issue_words(look, line), "strong"), *_chips(look, view)),
        *_papers(look, view, acts),
        4,
        facts_grid(look, [fact for fact in _facts(look, view) if fact[1]]),
        hairline(),
        *_instructions(look, view),
        *_chapters(look, view),
        hairline(),
        *_cases(look, view, acts),
        hairline(),
        Timeline(look, events),
        None,
        gap=10,
        pad=(24, 12, 24, 12),
    )


def _chips(look: Look, view: DigestView) -> Iterator[QWidget]:
    _, line = look.say, view.line
    yield Chip(look, moment.whole_day(line.day, look.lang), "", "file-text")
    if line.place:
        yield Chip(look, line.place, "", "house")
    if line.state == WITHDRAWN:
        yield Chip(look, _("Withdrawn"), "red", "undo-2")
    if line.instructed:
        told = _("Instruction, {day}").format(day=moment.day(line.instructed, look.lang))
        yield Chip(look, told, "accent", "signature")


def _papers(look: Look, view: DigestView, acts: DigestActs) -> Iterator[QWidget]:
    _ = look.say
    if is_made(view):
        buttons = [
            Button(look, _("See the paper"), "small", icon="file-text", click=acts.paper),
            Button(look, _("Write as a PDF"), "small", icon="save", click=acts.file),
        ]
        if is_changeable(view):
            buttons.append(Button(look, _("Withdraw it"), "smallquiet", icon="undo-2", click=acts.withdraw))
        for button in buttons:
            button.setAutoDefault(True)
        yield flow(look, *buttons)


def _facts(look: Look, view: DigestView) -> Iterator[Fact]:
    _, texts = look.say, view.texts
    yield _("Issuing office"), texts.office
    yield _("Reported to"), texts.report_to
    yield _("Sent to"), texts.send_to
    yield _("Signed by"), texts.signer
    yield _("Editor"), texts.editor
    yield _("Phone"), texts.phone


def _instructions(look: Look, view: DigestView) -> Iterator[QWidget]:
    """What came of it is read first."""
    for one in view.instructions:
        word = look.say("Leader's instruction")
        whose = "·".join(filter(None, (one.actor, moment.whole_day(one.day, look.lang))))
        head = flow(look, label(word, "strong"), label(whose, "sub", "text2"))
        yield column(look, head, passage(look, word, one.text), gap=2)


def _chapters(look: Look, view: DigestView) -> Iterator[QWidget]:
    for name in CHAPTERS:
        text = getattr(view.texts, name)
        if text:
            word = look.say(WORDS[name][0])
            yield column(look, label(word, "strong"), passage(look, word, text), gap=2)


def _cases(look: Look, view: DigestView, acts: DigestActs) -> Iterator[QWidget]:
    _ = look.say
    yield label(cases_words(look, view.line), "strong")
    for case in view.cases:
        yield _case(look, case, acts)
    hidden = view.line.cases - len(view.cases)
    if hidden > 0:
        yield label(_("Not on this desk: {n}").format(n=hidden), "sub", "text2")


def _case(look: Look, case: DigestCase, acts: DigestActs) -> QWidget:
    said = f"{show_number(case.row.number)}·{bare_word(look, case.row.state_label)}"
    button = Button(look, said, "small", icon="folder-open", click=partial(acts.look_at, case.row.id))
    button.setAutoDefault(True)
    title = Elided(look, title_word(look, case.row), "body")
    return (
        column(look, title, row(look, button, None), gap=4)
        if look.room == "narrow"
        else row(look, (title, 1), button, gap=12)
    )
