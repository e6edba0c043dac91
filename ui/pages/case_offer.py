"""What can be done now with the case that is shown, and which paper there is to print."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desk.domain.case import REPLY, slip_paper
from desk.domain.case_state import WITHDRAWN_STATE
from desk.domain.telling import AGAIN
from desk.reads.views import CaseView
from desk.text import mark

_ON, _SAVE = mark("Finish it"), mark("Save this step")
REPORT = "digest"
STEPS = {  # to begin a step, to go on with it, to save it; its icon
    "tell": (mark("Tell the person"), _ON, _SAVE, "phone-outgoing"),
    "survey": (mark("Key in a survey"), _ON, _SAVE, "pencil-line"),
    "forward": (mark("Forward"), _ON, mark("Save and forward"), "send"),
    "reply": (mark("Reply"), mark("Finish reply"), mark("Save the reply"), "mail"),
    "settle": (mark("Settled here"), mark("Finish reply"), mark("Save the reply"), "house"),
    "review": (mark("Look it through"), _ON, _SAVE, "search"),
    "discuss": (mark("Round table"), _ON, _SAVE, "messages-square"),
    REPORT: (mark("Into a digest"), _ON, _SAVE, "file-text"),
    "research": (mark("Research"), _ON, _SAVE, "footprints"),
    "supervise": (mark("Coordinate"), _ON, _SAVE, "refresh-cw"),
    "sign": (mark("Signed for"), _ON, _SAVE, "signature"),
    "return": (mark("Return"), _ON, _SAVE, "undo-2"),
    "instruct": (mark("Instruction"), _ON, _SAVE, "quote"),
    "carry": (mark("Being carried out"), _ON, _SAVE, "skip-forward"),
    "complete": (mark("Carried out"), _ON, _SAVE, "circle-check"),
    "adopt": (mark("Adoption"), _ON, _SAVE, "check-check"),
    "mediate": (mark("To mediators"), _ON, _SAVE, "users"),
    "mediated": (mark("Back from mediators"), _ON, _SAVE, "users"),
    "link": (mark("Link a suggestion"), _ON, _SAVE, "link"),
    "unlink": (mark("Undo a link"), _ON, _SAVE, "split"),
    "recommend": (mark("Recommend for award"), _ON, _SAVE, "user-check"),
    "award": (mark("Award given"), _ON, _SAVE, "user-check"),
    "file": (mark("Close and file"), _ON, _SAVE, "archive"),
    "track": (mark("Put on record as"), _ON, _SAVE, "file-text"),
    "accept": (mark("Accept the petition"), _ON, _SAVE, "check-check"),
    "extend": (mark("Extend a deadline"), _ON, _SAVE, "calendar-clock"),
    "pause": (mark("Rest a deadline"), _ON, _SAVE, "clock"),
    "resume": (mark("Resume a deadline"), _ON, _SAVE, "clock"),
}
_FIRST = ("forward", "reply")  # an office's own
_HANDLED = ("31", "40", "50", "62")  # the station has begun to handle it: then it may answer itself
OUT = ("handed", "printed")


@dataclass(frozen=True)
class Offer:
    """`steps` with the likeliest first, `more` the others in their order; `begun` have a draft; `printed`: the paper is
    out already."""

    changeable: bool = False
    steps: Sequence[str] = ()
    more: Sequence[str] = ()
    ahead: bool = False  # the person waits to hear, or was not satisfied: that comes before the letter
    begun: Iterable[str] = ()
    paper: str = ""  # which the foot prints: the reply notice once there is one, else the slip; none of others' slips
    printed: bool = False
    slip: bool = False  # the foot has something else to do than to print the slip, which can be printed too


def offer_of(case: CaseView, begun: Iterable[str], station: str) -> Offer:
    """`station` is the name of this one: a slip is given where the case was recorded."""
    steps = sorted(case.offered, key=lambda step: (step == "forward") == (case.row.unit is not None))
    first = [step for step in steps if step in _FIRST]
    if not first and "settle" in steps and case.row.state in _HANDLED:
        first = ["settle"]
    own = case.row.place in ("", station)
    waits = own and case.script is not None and case.script.waits and "tell" in case.offered
    first = ["tell", *first] if waits else first
    letter = case.replied is not None and "words" not in case.erased
    told = [step.outcome for step in case.steps if step.kind == "slip" and step.paper == REPLY]
    return Offer(
        changeable=is_changeable(case),
        steps=first,
        ahead=waits or case.row.state == AGAIN,
        more=[step for step in STEPS if step in case.offered and step not in first],
        begun=begun,
        paper=REPLY if letter else slip_paper(case.row.nature) if own else "",
        printed=next(iter(told), "") in OUT if letter else case.printed > 0,
        slip=own and (letter or bool(first)),
    )


def is_changeable(case: CaseView) -> bool:
    unjudged = any(step.verdict == "unjudged" for step in case.steps)
    return case.row.state != WITHDRAWN_STATE and not unjudged
