"""The steps of the closed loop in words: the same on the timeline and at the command line."""

from collections.abc import Mapping

from desk.reads.views import StepView
from desk.text import mark

LOOP: Mapping[str, str] = {
    "reviewed": mark("Looked through"),
    "discussed": mark("Round table"),
    "researched": mark("Research"),
    "supervised": mark("Coordinated"),
    "signed": mark("The unit signed for it"),
    "digested": mark("Reported in a digest"),
    "instructed": mark("Instruction by a leader"),
    "settled": mark("Settled in the community"),
    "carried": mark("Being carried out"),
    "completed": mark("Carried out"),
    "adopted": mark("Adoption"),
    "recommended": mark("Recommended for an award"),
    "awarded": mark("Award given"),
    "filed": mark("Closed and filed"),
    "mediating": mark("Handed to mediators"),
    "mediated": mark("Back from the mediators"),
    "linked": mark("Linked"),
    "unlinked": mark("Link undone"),
    "told": mark("The person was told"),
    "surveyed": mark("The person was asked"),
}
TRIES = {
    "told": mark("The person was told"),
    "no_answer": mark("Nobody answered"),
    "wrong_number": mark("The number is wrong"),
    "posted": mark("Put on the board"),
}
LAPSED = mark("held only while the cases were merged")
AGAIN = mark("Not satisfied, to be handled again")


def loop_word(step: StepView) -> str:
    """What happened, in English; for the catalogue."""
    if step.codes.get("again"):
        return AGAIN
    return TRIES.get(str(step.codes.get("reached")), LOOP[step.kind]) if step.kind == "told" else LOOP[step.kind]
