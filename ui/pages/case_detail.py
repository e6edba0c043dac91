"""One case to be read: title, signs, the seven steps, facts, words, and everything that happened, newest first."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desk.domain.codes import Codes
from desk.domain.moment import local_day
from desk.domain.numbering import show_number
from desk.reads.views import CaseView, StepView
from desk.text import mark
from ui.models.case_words import bare_word, comma, due_line, due_sign, due_tip, sync_sign, title_word
from ui.pages.case_clocks import deadlines
from ui.pages.case_facts import facts_grid, facts_of
from ui.pages.case_merged import CaseMerged
from ui.pages.case_person import CasePerson
from ui.pages.page import Workplace
from ui.pages.step_words import event_of, first_words
from ui.pages.tell_script import ScriptCard
from ui.theme import Look
from ui.widgets import moment
from ui.widgets.area import TextArea
from ui.widgets.box import column, hairline, row
from ui.widgets.chip import Chip
from ui.widgets.elided import Elided
from ui.widgets.flow import flow
from ui.widgets.label import label
from ui.widgets.note import Note
from ui.widgets.steps import Steps
from ui.widgets.timeline import Timeline

SEVEN = tuple("1234567")
TRACKS = {"deputy": mark("Deputy's suggestion"), "petition": mark("Petition matter")}
TWO_LINES = 24  # code points from which a title may need a second line
LONG = 300  # code points from which a text gets a field that scrolls


def case_detail(
    place: Workplace, case: CaseView, more: QWidget, acts: QWidget, person: CasePerson, merged: CaseMerged
) -> QWidget:
    """The whole detail, built anew for each case. `more` stands beside the title and opens `acts`."""
    look, codes, today = place.look, place.desk.lists.codes, local_day(place.clock())
    names = [(code, codes.label("step", code).say(look.lang)) for code in SEVEN]
    words = title_word(look, case.row)
    title = row(look, (Elided(look, words, "title", most=2 if len(words) > TWO_LINES else 1), 1), more)
    events = [event_of(look, codes, step, first_words(case.fields), today) for step in case.steps]
    sentences = _remarks(look, case)
    notes = [Note(look) for _sentence in sentences]
    detail = column(
        look,
        title,
        acts,
        flow(look, label(show_number(case.row.number), "strong"), *_chips(look, case)),
        *notes,
        *merged.lines(case),
        *_script(look, codes, case),
        4,
        Steps(look, names, case.done_steps, case.now_step),
        hairline(),
        facts_grid(look, facts_of(look, codes, case, place.station.name, full=person.is_open())),
        *([row(look, show, None)] if (show := person.button()) else []),
        *deadlines(look, case.clocks),
        hairline(),
        *_reply(look, case),
        *_words(look, case),
        Timeline(look, events),
        None,
        gap=10,
        pad=(24, 12, 24, 12),
    )
    for note, sentence in zip(notes, sentences, strict=True):
        note.say("warn", sentence)  # only now: a part that shows itself before it has a place is a window
    return detail


def _script(look: Look, codes: Codes, case: CaseView) -> Iterator[ScriptCard]:
    """Whoever walks in again hears where it stands."""
    if case.script is not None:
        card = ScriptCard(look, "words")
        card.show_script(case.script, codes)
        yield card


def _chips(look: Look, case: CaseView) -> Iterator[QWidget]:
    _ = look.say
    sync, due = sync_sign(look, case.row), due_sign(look, case.row)
    yield Chip(look, sync.word, sync.tone, sync.icon)
    if case.track:
        yield Chip(look, _(TRACKS[case.track]), "accent", "file-text")
    if due is not None:
        chip = Chip(look, due_line(look, case.row), due.tone, due.icon)
        chip.setToolTip(due_tip(look, case.row))
        yield chip
    reply = reply_of(case)
    if reply is not None and reply.outcome_label is not None:
        words = _("Answered: {outcome}").format(outcome=bare_word(look, reply.outcome_label))
        yield Chip(look, words, "accent", "mail-check")
    if case.row.sample:
        yield Chip(look, _("Sample"), "amber", "info")
    if case.twins:
        yield Chip(look, _("Same number: {count} more").format(count=len(case.twins)), "amber", "copy-plus")


def reply_of(case: CaseView) -> StepView | None:
    """The reply in force."""
    return next((step for step in case.steps if step.kind == "replied" and step.in_force), None)


def _remarks(look: Look, case: CaseView) -> list[str]:
    """What keeps a case from being what it seems."""
    _ = look.say
    sentences = []
    if any(step.verdict == "unjudged" for step in case.steps):
        sentences.append(_("A newer version wrote to this case. It can be read and printed, not changed."))
    if any(not clock.known for clock in case.clocks if not clock.ended_on):
        sentences.append(_("The holidays of that year are not known yet; the day is counted by weekends."))
    if "words" in case.erased:
        sentences.append(_("The words of this case were erased; only what is counted is left."))
    return sentences


def _reply(look: Look, case: CaseView) -> Iterator[QWidget]:
    """What the office answered, and what it promised: it comes before the words it answers."""
    _, reply = look.say, reply_of(case)
    if reply is None or not reply.text.strip():
        return
    by = reply.unit.say(look.lang) if reply.unit else reply.who
    head = _("Reply of {unit}, {day}").format(unit=by, day=moment.day(reply.at.date(), look.lang))
    yield column(look, label(head, "sub", "text2", wrap=True), passage(look, _("Reply"), reply.text), gap=2)
    promised = _("by {day}").format(day=moment.whole_day(reply.promised, look.lang)) if reply.promised else ""
    said = comma(look).join(filter(None, (reply.promise, promised)))
    if said:
        name = _("What is promised, and by when") if reply.promise and promised else _("What is promised")
        yield column(look, label(name, "sub", "text2"), passage(look, name, said), gap=2)
    yield hairline()


def _words(look: Look, case: CaseView) -> Iterator[QWidget]:
    _, fields = look.say, case.fields
    said = False
    for name, words in (
        ("original_text", _("Own words")),
        ("main_cause", _("Main cause")),
        ("proposal", _("Proposal")),
        ("first_opinion", _("First opinion")),
    ):
        text = fields.get(name)
        if isinstance(text, str) and text.strip():
            said = True
            yield column(look, label(words, "sub", "text2"), passage(look, words, text), gap=2)
    if said:
        yield hairline()


def passage(look: Look, name: str, text: str) -> QWidget:
    """Words to be read and copied, never markup; a long letter scrolls in a field of its own."""
    if len(text) > LONG:
        area = TextArea(look, name, least=120)
        area.set_text(text)
        area.setReadOnly(True)
        return area
    words = label(text, "body", wrap=True)
    words.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    words.setAccessibleName(name)
    return words
