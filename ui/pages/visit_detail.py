"""A visit to be read: what it was, what was seen and heard, who has checked it, and its history."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desk.domain.masks import mask_name
from desk.domain.moment import local_day
from desk.domain.numbering import show_number
from desk.domain.visit import WITHDRAWN
from desk.reads.reception_views import DeputyView
from desk.reads.visit_views import OpinionView, VisitView
from ui.models.case_words import bare_word
from ui.pages.case_detail import passage
from ui.pages.case_facts import Fact, facts_grid
from ui.pages.page import Workplace
from ui.pages.visit_words import checked, event_of
from ui.theme import Look
from ui.widgets import moment
from ui.widgets.box import column, hairline, row
from ui.widgets.button import Button
from ui.widgets.chip import Chip, Tone
from ui.widgets.elided import Elided
from ui.widgets.flow import flow
from ui.widgets.glyph import Glyph
from ui.widgets.label import label
from ui.widgets.timeline import Timeline


@dataclass(frozen=True)
class VisitActs:
    """What can be done from the text: make a case of an opinion, say that a deputy agrees, look at a case."""

    case: Callable[[int], object]
    agree: Callable[[DeputyView], object]
    look_at: Callable[[UUID], object]


def is_changeable(view: VisitView) -> bool:
    """Another station's visit is theirs to change."""
    return view.line.state != WITHDRAWN and not view.line.place


def visit_detail(place: Workplace, view: VisitView, acts: VisitActs) -> QWidget:
    """The whole detail, built anew for each visit."""
    look, today = place.look, local_day(place.clock())
    _, line = look.say, view.line
    events = [event_of(look, step, today) for step in view.steps]
    seen = _("erased") if "words" in view.erased else view.seen
    return column(
        look,
        Elided(look, line.venue or _("(no words)"), "title", most=2 if len(line.venue) > 24 else 1),
        flow(look, label(line.number, "strong"), *_chips(look, view)),
        4,
        facts_grid(look, [fact for fact in _facts(look, view) if fact[1]]),
        hairline(),
        *([column(look, label(_("What was seen"), "sub", "text2"), passage(look, _("What was seen"), seen), gap=2)]),
        *_opinions(look, view, acts),
        *_feedback(look, view),
        hairline(),
        *_checked(look, view, acts),
        hairline(),
        Timeline(look, events),
        None,
        gap=10,
        pad=(24, 12, 24, 12),
    )


def _chips(look: Look, view: VisitView) -> Iterator[QWidget]:
    _, line = look.say, view.line
    yield Chip(look, line.kind.say(look.lang), "", "footprints")
    if line.community:
        yield Chip(look, _("Contact in the community"), "accent", "users")
    if not line.counted:
        yield Chip(look, _("Does not count as duty"), "", "info")
    sign = checked(look, line)
    tones: dict[str, Tone] = {"red": "red", "accent_text": "accent"}
    yield Chip(look, sign.word, tones.get(sign.colour, ""), sign.icon)


def _facts(look: Look, view: VisitView) -> Iterator[Fact]:
    _, line = look.say, view.line
    yield _("Day"), moment.whole_day(line.day, look.lang)
    yield _("Organised by"), view.organiser
    yield _("Who was visited"), _("erased") if "person" in view.erased else mask_name(view.visited)
    yield _("How many were visited"), str(line.people) if line.people else ""
    yield _("Minutes for each deputy"), str(line.minutes) if line.minutes else ""
    yield _("Survey group"), view.survey.say(look.lang) if view.survey else ""
    yield _("Topic of the study"), line.topic
    yield _("Handed to"), view.handed_to
    yield _("Recorded at"), line.place


def _opinions(look: Look, view: VisitView, acts: VisitActs) -> Iterator[QWidget]:
    if view.opinions:
        yield label(look.say("Opinions"), "strong")
    for one in view.opinions:
        words = label(f"{one.n}. {one.text or look.say('erased')}", "body", wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        part = _case(look, one, acts, changeable=is_changeable(view))
        beside = [column(look, part, None, gap=0)] if part is not None else []
        if look.room == "narrow":
            yield column(look, words, *([row(look, *beside, None)] if beside else []), gap=4)
        else:
            yield row(look, (words, 1), *beside, gap=12)


def _case(look: Look, one: OpinionView, acts: VisitActs, *, changeable: bool) -> QWidget | None:
    """The case it became, or the way to make one."""
    _ = look.say
    if one.case is not None:
        if not one.number:
            return label(_("became a case"), "sub", "text2")
        state = bare_word(look, one.state) if one.state else ""
        said = "·".join(filter(None, (show_number(one.number), state)))
        button = Button(look, said, "small", icon="folder-open", click=partial(acts.look_at, one.case))
    elif changeable and one.text:
        button = Button(look, _("Make a case"), "small", icon="square-pen", click=partial(acts.case, one.n))
        button.setAccessibleName(_("Make a case of opinion {n}").format(n=one.n))
    else:
        return None
    button.setAutoDefault(True)
    return button


def _feedback(look: Look, view: VisitView) -> Iterator[QWidget]:
    name = look.say("What came back")
    if view.feedback:
        yield column(look, label(name, "sub", "text2"), passage(look, name, view.feedback), gap=2)


def _checked(look: Look, view: VisitView, acts: VisitActs) -> Iterator[QWidget]:
    """与代表核对: each deputy who took part, and whether the record was shown to them."""
    _ = look.say
    yield label(_("Checked with the deputies"), "strong")
    agreed = {one.id for one in view.agreed}
    for one in {one.id: one for one in view.line.deputies}.values():
        name = label(one.name, "body")
        level = label(one.level.say(look.lang), "sub", "text2")
        parts: list[QWidget] = [Glyph(look, "user", "text2"), name, level]
        if one.id in agreed:
            yield row(look, *parts, None, Chip(look, _("agrees"), "accent", "circle-check"), gap=8)
            continue
        if not is_changeable(view):
            yield row(look, *parts, None, label(_("not asked yet"), "sub", "text2"), gap=8)
            continue
        button = Button(look, _("Read it and agrees"), "small", icon="check", click=partial(acts.agree, one))
        button.setAccessibleName(_("{name} read it and agrees").format(name=one.name))
        button.setAutoDefault(True)
        yield row(look, *parts, None, button, gap=8)
