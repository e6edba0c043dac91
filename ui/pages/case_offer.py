"""What can be done now with the case that is shown, and which paper there is to print."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desk.domain.case import REPLY, slip_paper
from desk.domain.case_state import WITHDRAWN_STATE
from desk.reads.views import CaseView
from desk.text import mark

STEPS = {  # to begin a step, to go on with it, to save it; its icon
    "forward": (mark("Forward"), mark("Finish it"), mark("Save and forward"), "send"),
    "reply": (mark("Reply"), mark("Finish reply"), mark("Save the reply"), "mail"),
}
OUT = ("handed", "printed")


@dataclass(frozen=True)
class Offer:
    """`steps` with the likeliest first; `begun` have a draft; `printed`: the paper is out already."""

    changeable: bool = False
    steps: Sequence[str] = ()
    begun: Iterable[str] = ()
    paper: str = ""  # which the foot prints: the reply notice once there is one, else the slip; none of others' slips
    printed: bool = False
    slip: bool = False  # the foot has something else to do than to print the slip, which can be printed too


def offer_of(case: CaseView, begun: Iterable[str], station: str) -> Offer:
    """`station` is the name of this one: a slip is given where the case was recorded."""
    steps = sorted(case.offered, key=lambda step: (step == "forward") == (case.row.unit is not None))
    steps = [step for step in steps if step in STEPS]
    own = case.row.place in ("", station)
    letter = case.replied is not None and "words" not in case.erased
    told = [step.outcome for step in case.steps if step.kind == "slip" and step.paper == REPLY]
    return Offer(
        changeable=is_changeable(case),
        steps=steps,
        begun=begun,
        paper=REPLY if letter else slip_paper(case.row.nature) if own else "",
        printed=next(iter(told), "") in OUT if letter else case.printed > 0,
        slip=own and (letter or bool(steps)),
    )


def is_changeable(case: CaseView) -> bool:
    unjudged = any(step.verdict == "unjudged" for step in case.steps)
    return case.row.state != WITHDRAWN_STATE and not unjudged
