"""The steps of the closed loop as knots of the timeline: what happened, and who did it."""

from collections.abc import Iterator, Mapping

from desk.domain.codes import Codes
from desk.reads.loop_words import loop_word
from desk.reads.views import StepView
from desk.text import mark
from ui.models.case_words import bare_word, comma
from ui.theme import Look
from ui.widgets.timeline import Tone

ICONS: Mapping[str, str] = {
    "reviewed": "search",
    "discussed": "messages-square",
    "researched": "footprints",
    "supervised": "refresh-cw",
    "signed": "signature",
    "digested": "file-text",
    "instructed": "quote",
    "settled": "house",
    "carried": "skip-forward",
    "completed": "circle-check",
    "adopted": "check-check",
    "recommended": "user-check",
    "awarded": "user-check",
    "filed": "archive",
    "mediating": "users",
    "mediated": "users",
    "linked": "link",
    "unlinked": "split",
    "told": "phone-outgoing",
    "surveyed": "phone-outgoing",
}
LINKS = {"deputy": mark("Deputy's suggestion"), "proposal": mark("Proposal of the consultative conference")}
_LONG = 60  # a longer text stands under its sentence


def loop_sentence(look: Look, codes: Codes, step: StepView) -> tuple[str, str, Tone]:
    _ = look.say
    words = _(loop_word(step))
    said = comma(look).join(_said(look, codes, step))
    tone: Tone = "accent" if step.kind == "settled" and step.in_force else ""
    if step.codes.get("again"):
        tone = "amber"
    return (_("{step}: {words}").format(step=words, words=said) if said else words), ICONS[step.kind], tone


def loop_detail(look: Look, step: StepView) -> str:
    """Who did it, what shows it, and what was too long for the sentence."""
    _ = look.say
    words = step.words
    parts = [words.get("actor", ""), words.get("venue", "")]
    people = step.codes.get("people")
    parts.append(_("{count} people").format(count=people) if people else "")
    parts.append(_("evidence: {what}").format(what=words["evidence"]) if words.get("evidence") else "")
    parts.append(step.text if len(step.text) > _LONG and not step.in_force else "")
    parts.append(_("measures: {what}").format(what=words["measures"]) if words.get("measures") else "")
    parts.append(_("because: {reason}").format(reason=words["reason"]) if words.get("reason") else "")
    parts.append(_("promised by {day}").format(day=step.promised.isoformat()) if step.promised else "")
    parts.append(_("next try {day}").format(day=step.codes["next_try"]) if step.codes.get("next_try") else "")
    return comma(look).join(filter(None, parts))


def _said(look: Look, codes: Codes, step: StepView) -> Iterator[str]:
    said, lang = step.codes, look.lang
    if step.outcome_label:
        yield bare_word(look, step.outcome_label)
    for name, of in (("loop", "loop"), ("adoption", "adoption"), ("how", "feedback"), ("satisfaction", "satisfaction")):
        if said.get(name):
            yield codes.label(of, str(said[name])).say(lang)
    if step.kind == "linked" and said.get("link") in LINKS:
        yield " ".join(filter(None, (look.say(LINKS[said["link"]]), step.words.get("number", ""))))
    if step.kind == "mediating" and step.unit:
        yield step.unit.say(lang)
    if step.text and len(step.text) <= _LONG:
        yield step.text
