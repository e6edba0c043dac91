"""A visit in words: its line in the list, how far the deputies have checked it, and its history."""

from datetime import date

from desk.domain.visit import WITHDRAWN
from desk.reads.visit_views import VisitLine, VisitStep
from desk.sentences import FIELDS
from desk.text import mark
from ui.models.case_words import between, comma
from ui.pages.plan_words import names
from ui.pages.step_words import remark_words
from ui.theme import Look
from ui.widgets import moment
from ui.widgets.line_list import Line, Sign
from ui.widgets.timeline import Event, Tone

STEPS = {
    "recorded": (mark("Visit recorded"), "footprints"),
    "corrected": (mark("Corrected: {fields}"), "pencil-line"),
    "case": (mark("An opinion became a case"), "folder-open"),
    "agreed": (mark("Checked with a deputy"), "circle-check"),
    "withdrawn": (mark("Struck out"), "undo-2"),
    "erased": (mark("A part was erased"), "eraser"),
}
NAMED = {"kind": "visit_kind", "survey": "survey_group"}  # fields that the sentences know by another name


def line_of(look: Look, visit: VisitLine, today: date) -> Line:
    """Where; when, what, who; whether it was checked, and what was heard."""
    when = moment.short_day(visit.day, today)
    facts = "·".join(filter(None, (when, visit.kind.say(look.lang), names(look, visit.deputies), visit.place)))
    return Line(visit.id, visit.venue or look.say("(no words)"), facts, checked(look, visit), heard(look, visit), visit)


def checked(look: Look, visit: VisitLine) -> Sign:
    """与代表核对: with all of them, or with how many it is still to be done."""
    _ = look.say
    if visit.state == WITHDRAWN:
        return Sign(_("Struck out"), "undo-2", "red")
    if not visit.unasked:
        return Sign(_("Checked by all"), "circle-check", "accent_text")
    return Sign(_("To check with {n}").format(n=visit.unasked), "circle-dashed", "text2")


def heard(look: Look, visit: VisitLine) -> str:
    _ = look.say
    if not visit.opinions:
        return ""
    said = _("1 opinion") if visit.opinions == 1 else _("{n} opinions").format(n=visit.opinions)
    made = _("cases made: {n}").format(n=visit.cases) if visit.cases else ""
    return comma(look).join(filter(None, (said, made)))


def event_of(look: Look, step: VisitStep, today: date) -> Event:
    _ = look.say
    words, icon = STEPS[step.kind]
    listed = between(look).join(_(FIELDS.get(NAMED.get(name, name), name)) for name in step.fields)
    remark = remark_words(look, step.verdict, step.why)
    tone: Tone = "" if not remark else "red" if step.verdict == "not_applied" else "amber"
    reason = _("because: {reason}").format(reason=step.reason) if step.reason else ""
    facts = comma(look).join(filter(None, (step.who, moment.clock(step.at), reason)))
    sentence = _(words).format(fields=listed)
    return Event(
        moment.short_day(step.at.date(), today), icon, sentence, "\n".join(filter(None, (facts, remark))), tone
    )
