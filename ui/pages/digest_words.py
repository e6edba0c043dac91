"""A digest in words: its line in the list, its history, and what a case offers it."""

from datetime import date

from desk.domain.digest import WITHDRAWN
from desk.domain.digest_form import in_items
from desk.reads.digest_views import DigestCase, DigestLine, DigestStep
from desk.sentences import FIELDS
from desk.text import mark
from ui.models.case_words import between, comma
from ui.pages.step_words import remark_words
from ui.theme import Look
from ui.widgets import moment
from ui.widgets.line_list import NO_SIGN, Line, Sign
from ui.widgets.timeline import Event, Tone

STEPS = {
    "made": (mark("Digest made"), "file-text"),
    "changed": (mark("Digest changed: {fields}"), "pencil-line"),
    "withdrawn": (mark("Digest withdrawn"), "undo-2"),
}
NAMED = {"added": "cases"}  # fields that the sentences know by another name
OFFERS = (  # a text of a case, the field of the digest it goes into, and their words
    ("main_cause", "cause", mark("Main cause")),
    ("original_text", "cause", mark("Own words")),
    ("proposal", "proposal", mark("Proposal")),
    ("first_opinion", "opinion", mark("First opinion")),
)


def line_of(look: Look, digest: DigestLine, today: date) -> Line:
    """What it is about; which issue, when, how many cases, whose; what became of it."""
    facts = (issue_words(look, digest), moment.short_day(digest.day, today), cases_words(look, digest), digest.place)
    said = digest.title or look.say("(no words)")
    return Line(digest.id, said, "·".join(filter(None, facts)), sign_of(look, digest), row=digest)


def issue_words(look: Look, digest: DigestLine) -> str:
    return look.say("No. {issue} of {year}").format(issue=digest.issue, year=digest.year)


def cases_words(look: Look, digest: DigestLine) -> str:
    _ = look.say
    return _("1 case") if digest.cases == 1 else _("{count} cases").format(count=digest.cases)


def sign_of(look: Look, digest: DigestLine) -> Sign:
    _ = look.say
    if digest.state == WITHDRAWN:
        return Sign(_("Withdrawn"), "undo-2", "red")
    return Sign(_("With an instruction"), "signature", "accent_text") if digest.instructed else NO_SIGN


def event_of(look: Look, step: DigestStep, today: date) -> Event:
    _ = look.say
    words, icon = STEPS[step.kind]
    listed = between(look).join(_(FIELDS.get(NAMED.get(name, name), name)) for name in step.fields)
    remark = remark_words(look, step.verdict, step.why)
    tone: Tone = "" if not remark else "red" if step.verdict == "not_applied" else "amber"
    reason = _("because: {reason}").format(reason=step.reason) if step.reason else ""
    facts = comma(look).join(filter(None, (step.who, moment.clock(step.at), reason)))
    told = "\n".join(filter(None, (facts, remark)))
    return Event(moment.short_day(step.at.date(), today), icon, _(words).format(fields=listed), told, tone)


def offered(case: DigestCase, name: str) -> str:
    """A text of a case as a chapter takes it."""
    text: str = getattr(case, name)
    return in_items(text) if name == "proposal" else text.strip()
