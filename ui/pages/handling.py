"""The steps of a case as its page writes them: what each form asks for, and what writes it."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from desk.domain.moment import local_day
from desk.reads.views import CaseView
from desk.text import mark
from ui.forms.loop_form import WHO_AND_WHEN, Field, LoopForm
from ui.forms.part import Form
from ui.forms.reply_form import ReplyForm
from ui.pages.forwarding import FORWARDING
from ui.pages.loop_words import LINKS
from ui.pages.page import Workplace
from ui.pages.replying import REPLYING
from ui.pages.step_writing import StepKind
from ui.theme import Look

if TYPE_CHECKING:
    from desk.actions.desk import Change, Desk

_NOTE = Field("note", "area", mark("What was done, what came of it"))
_REASON = Field("reason", "area", mark("Reason"))
_WHO = Field("actor", "line", mark("Whose instruction"), mark("Name and office"))
_AT = {  # errors that name no field of the form, and the field they are about
    "note_missing": "note",
    "reason_missing": "reason",
    "record_missing": "record",
    "instruction_missing": "text",
    "leader_missing": "actor",
    "unit_missing": "unit",
    "adoption_missing": "adoption",
    "link_missing": "link",
    "link_number_missing": "number",
    "approver_missing": "approver",
    "extension_missing": "by",
    "clock_unnamed": "rule",
}
_TRACKS = {"deputy": mark("Deputy's suggestion"), "petition": mark("Petition matter"), "none": mark("Neither")}
FIELDS: Mapping[str, tuple[Field, ...]] = {
    "review": (
        Field("loop", "choice", mark("Which way"), of="loop"),
        Field("category", "listed", mark("Category"), of="category"),
        Field("note", "area", mark("What was decided")),
        *WHO_AND_WHEN,
    ),
    "sign": (Field("note", "area", mark("Remark")), *WHO_AND_WHEN),
    "instruct": (_WHO, Field("text", "area", mark("Words of the instruction")), *WHO_AND_WHEN[1:]),
    "discuss": (
        Field("venue", "line", mark("Where"), mark("Round table, meeting hall")),
        Field("people", "count", mark("People"), mark("How many took part")),
        Field("record", "area", mark("Said at the table")),
        Field("measures", "area", mark("What is to be done")),
        *WHO_AND_WHEN,
    ),
    "research": (_NOTE, *WHO_AND_WHEN),
    "supervise": (_NOTE, *WHO_AND_WHEN),
    "mediate": (Field("unit", "line", mark("To whom")), Field("note", "area", mark("Remark")), *WHO_AND_WHEN),
    "mediated": (_NOTE, *WHO_AND_WHEN),
    "carry": (_NOTE, Field("promise_date", "line", mark("By when the rest")), *WHO_AND_WHEN),
    "complete": (_NOTE, *WHO_AND_WHEN),
    "adopt": (
        Field("adoption", "choice", mark("Adoption"), of="adoption"),
        Field("note", "area", mark("Remark")),
        *WHO_AND_WHEN,
    ),
    "recommend": (Field("note", "area", mark("Remark")), *WHO_AND_WHEN),
    "award": (Field("note", "area", mark("Remark")), *WHO_AND_WHEN),
    "file": (Field("note", "area", mark("Remark")), *WHO_AND_WHEN),
    "link": (
        Field("link", "choice", mark("To what"), options=LINKS),
        Field("number", "line", mark("Its number")),
        Field("title", "line", mark("Its title")),
        *WHO_AND_WHEN,
    ),
    "unlink": (Field("number", "line", mark("Its number")), Field("note", "area", mark("Remark")), *WHO_AND_WHEN),
    "return": (_REASON,),
    "track": (
        Field("track", "choice", mark("On record as"), options=_TRACKS),
        Field("received", "line", mark("Day of receipt"), mark("Empty: today")),
        Field("note", "area", mark("Remark")),
    ),
    "accept": (Field("note", "area", mark("Remark")),),
    "extend": (
        Field("rule", "clock", mark("Which deadline"), can="latest"),
        Field("by", "count", mark("Longer by"), mark("A number, of days or months as the deadline is counted")),
        Field("approver", "line", mark("Approved by")),
        _REASON,
    ),
    "pause": (Field("rule", "clock", mark("Which deadline"), can="pausable"), _REASON),
    "resume": (Field("rule", "clock", mark("Which deadline"), can="paused"), Field("note", "area", mark("Remark"))),
}
TITLES: Mapping[str, str] = {
    "review": mark("Look a case through"),
    "sign": mark("The unit has signed for it"),
    "instruct": mark("A leader's instruction"),
    "discuss": mark("Round table about a case"),
    "research": mark("Research about a case"),
    "supervise": mark("Coordination and supervision"),
    "mediate": mark("Hand a case to mediators"),
    "mediated": mark("A case is back from the mediators"),
    "carry": mark("A case is being carried out"),
    "complete": mark("A case is carried out"),
    "adopt": mark("Whether it was adopted"),
    "recommend": mark("Recommend it for an award"),
    "award": mark("An award was given"),
    "file": mark("Close and file a case"),
    "link": mark("Link to a suggestion or proposal"),
    "unlink": mark("Undo a link"),
    "return": mark("Return a case"),
    "track": mark("Put a case on record"),
    "accept": mark("Accept a petition matter"),
    "extend": mark("Extend a deadline"),
    "pause": mark("Rest a deadline"),
    "resume": mark("Resume a deadline"),
}


def _make(look: Look, head: QWidget, place: Workplace, *, name: str) -> LoopForm:
    return LoopForm(look, head, place.desk.lists.codes, FIELDS[name], _AT)


def instruction_form(look: Look, head: QWidget, place: Workplace) -> LoopForm:
    """The same for a digest as for a case: one instruction may be about several."""
    return _make(look, head, place, name="instruct")


def _known(_place: Workplace, case: CaseView, *, name: str) -> Form:
    if name == "unlink" and case.links:
        return {"number": case.links[0]}
    if name == "review":
        return {key: case.fields[key] for key in ("loop", "category") if case.fields.get(key)}
    return {}


def _act(desk: "Desk", case: UUID, form: Form, *, name: str) -> "Change":
    from desk.actions import steps
    from desk.actions.handling import HANDLING

    about_clocks: Mapping[str, Callable[[Desk, UUID, Mapping[str, Any]], Change]] = {
        "return": steps.return_case,
        "track": steps.track_case,
        "accept": steps.accept_case,
        "extend": steps.extend_case,
        "pause": steps.pause_case,
        "resume": steps.resume_case,
    }
    return (about_clocks.get(name) or HANDLING[name])(desk, case, form)


def _make_settling(look: Look, head: QWidget, place: Workplace) -> ReplyForm:
    return ReplyForm(look, head, place.in_force, lambda: local_day(place.clock()))


def _settle(desk: "Desk", case: UUID, form: Form) -> "Change":
    from desk.actions.steps import settle_case

    return settle_case(desk, case, form)


def _nothing(_place: Workplace, _case: CaseView) -> Form:
    return {}


_HANDLING: tuple[StepKind, ...] = (
    StepKind("settle", mark("Settled here: the answer"), _make_settling, _nothing, _settle),
    *(
        StepKind(name, title, partial(_make, name=name), partial(_known, name=name), partial(_act, name=name))
        for name, title in TITLES.items()
    ),
)
KINDS: Mapping[str, StepKind] = {kind.name: kind for kind in (FORWARDING, REPLYING, *_HANDLING)}
