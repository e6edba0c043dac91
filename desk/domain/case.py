"""The case (件): one person's suggestion, from the first word to the thanks. Its event bodies, judge and apply; a fold
reads contents alone: of a typed text the state knows only which fact holds its last version."""

from collections.abc import Mapping
from typing import Literal

from desk.domain.body import Body, Code, Day, Digits9, Digits12, Hex, Moment, Number, YesNo
from desk.domain.case_state import ACCUSATION, GUIDED, GUIDED_STATE, RECORDED, WITHDRAWN_STATE, CaseState
from desk.domain.clock import STATION, Clocks
from desk.domain.event import OK, UNJUDGED, Event, PartName, Verdict, not_applied
from desk.domain.extension import NOTHING_TO_TELL, are_grounded
from desk.domain.merging import BODIES as MERGING
from desk.domain.merging import Absorbed, Merged, Merging, Unmerged, links_after, why_not_merging
from desk.domain.moment import local_day
from desk.domain.promise import Promised
from desk.domain.running import DROPPED, come_to, drop, end, recorded
from desk.domain.step import BODIES as STEPS
from desk.domain.step_bodies import Step
from desk.domain.stepping import is_own, step_after, why_not_taken
from desk.domain.telling import ANSWERED
from desk.domain.telling import REPLY as ANSWER

PERSON_FIELDS = ("name", "phone", "address", "identity_text", "recorder")
WORDS_FIELDS = ("title", "main_cause", "proposal", "original_text", "first_opinion", "source_id")
TEXT_FIELDS = PERSON_FIELDS + WORDS_FIELDS
RECEIPT, GUIDANCE, REPLY, SURVEY = "receipt", "guidance", "reply", "survey"  # papers


def slip_paper(nature: str) -> str:
    """Which slip a case of that nature gets: the receipt, or the way to other doors."""
    return GUIDANCE if nature in GUIDED else RECEIPT


class CaseCodes(Body):
    """The fields of form F1 that are no typed text; None means not said."""

    nature: Code | None = None
    category: Code | None = None
    topic: Code | None = None
    channel: Code | None = None
    identity: tuple[Code, ...] | None = None
    feedback: tuple[Code, ...] | None = None
    anonymous: YesNo | None = None
    public_ok: YesNo | None = None
    pi_notice_given: YesNo | None = None
    person_times: Number | None = None
    division_code: Digits12 | None = None
    loop: Code | None = None
    lang: Code | None = None
    received_at: Moment | None = None
    promise: Promised | None = None
    clocks: Clocks | None = None  # what else the station promises; the promise on the slip is one, too


_CODED = CaseCodes.model_fields.keys() - {"promise", "clocks"}


class Registered(CaseCodes):
    """登记. `texts` lists the fields that the private parts hold; `source` is the digest of an imported id."""

    number: Digits9
    texts: tuple[Code, ...] = ()
    source: Hex | None = None


class Corrected(CaseCodes):
    """更正: only what changes. `texts` have a new text, `cleared` (texts or codes) are empty from now on."""

    texts: tuple[Code, ...] = ()
    cleared: tuple[Code, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        codes = self.to_json().keys() - {"texts", "cleared", "clocks"}
        return (*self.texts, *self.cleared, *sorted(codes))


class Withdrawn(Body):
    """建议人撤回, with the reason in the words part; an accusation is withdrawn without one."""


class Quoted(Body):
    """A step taken elsewhere and taken over from an import or a sample; its words are private."""

    date: Day
    state: Code | None = None
    step: Code | None = None
    outcome: Code | None = None


class SlipTold(Body):
    """What became of a paper: handed to the queue, refused by it, printed, failed, or missed by the person."""

    outcome: Literal["handed", "refused", "printed", "failed", "not_out"]
    paper: Code = RECEIPT
    size: Code = "80mm"
    copies: Number = 1
    job: Number | None = None
    reason: Code | None = None
    full_name: YesNo | None = None


class Shown(Body):
    """查看: what of the person was shown in full at the desk; who and when say the rest (个人信息保护法 51)."""

    fields: tuple[Code, ...]


class Erased(Body):
    """删除: holds for every such part of the case, written before or after (个人信息保护法 47)."""

    part: Literal["person", "words", "both"]

    @property
    def parts(self) -> tuple[PartName, ...]:
        return ("person", "words") if self.part == "both" else (self.part,)


BODIES: Mapping[str, type[Body]] = {
    "case.registered": Registered,
    "case.corrected": Corrected,
    "case.withdrawn": Withdrawn,
    "case.quoted": Quoted,
    "case.slip": SlipTold,
    "case.shown": Shown,
    "case.erased": Erased,
    **STEPS,
    **MERGING,
}


def judge(state: CaseState, event: Event, body: Body | None) -> Verdict:
    """Whether a fact is admissible at its place in the order; reads contents only."""
    if body is None:
        return UNJUDGED
    if isinstance(body, Erased):
        return OK
    if isinstance(body, CaseCodes) and not are_grounded(body.clocks, ""):
        return not_applied("clock_without_ground")
    if isinstance(body, Registered):
        return _judge_registration(state, event, body)
    if not state.registered:
        return not_applied("not_registered")
    if isinstance(body, Corrected | Withdrawn) and state.state == WITHDRAWN_STATE:
        return not_applied("withdrawn")
    if isinstance(body, Corrected | Withdrawn | Quoted) and _tells_of_accusation(state, event, body):
        return not_applied("accusation_has_text")
    if isinstance(body, Withdrawn) and not state.accusation and "words" not in event.parts:
        return not_applied("reason_missing")
    if isinstance(body, Quoted) and state.own_step:
        return not_applied("after_own_step")
    if isinstance(body, Merging):
        reason = _not_merging(state, event, body)
        return not_applied(reason) if reason else OK
    if isinstance(body, Step):
        reason = why_not_taken(state, body, "words" in event.parts)
        return not_applied(reason) if reason else OK
    return OK


def _not_merging(state: CaseState, event: Event, body: Merging) -> str:
    if state.state == WITHDRAWN_STATE or state.codes.get("nature") in GUIDED:
        stands = "withdrawn" if state.state == WITHDRAWN_STATE else "guided_not_merged"
        return stands if isinstance(body, Absorbed | Merged) else ""
    return why_not_merging(event.subject, body, state.main, state.children)


def _judge_registration(state: CaseState, event: Event, body: Registered) -> Verdict:
    if state.registered:
        return not_applied("already_registered")
    return not_applied("accusation_has_text") if _tells_of_accusation(state, event, body) else OK


def _tells_of_accusation(state: CaseState, event: Event, body: Body) -> bool:
    """Whether a case that is an accusation after this fact would hold a text (信访工作条例 30)."""
    nature = getattr(body, "nature", None) or state.codes.get("nature")
    return nature == ACCUSATION and bool(event.parts or getattr(body, "texts", ()))


def apply(state: CaseState, event: Event, body: Body | None) -> CaseState:
    """The state after an `ok` fact. Total: an unexpected fact still applies, an unknown one changes nothing."""
    after = _apply(state, event, body)
    match body:
        case Merged() if state.main is None:
            return after._replace(alone=state)
        case Unmerged() if state.alone is not None:
            return state.alone
    return after if state.alone is None else after._replace(alone=_alone_after(state.alone, event, body))


def _alone_after(alone: CaseState, event: Event, body: Body | None) -> CaseState:
    """What a merged case is without its main one: a case merged by mistake takes nothing of it along."""
    if isinstance(body, Step) and not is_own(alone, body, "words" in event.parts):
        return alone._replace(lapsed=alone.lapsed | {event.id})
    return _apply(alone, event, body)


def _apply(state: CaseState, event: Event, body: Body | None) -> CaseState:
    match body:
        case Registered():
            return _register(state, event, body)
        case Corrected():
            return _correct(state, event, body)
        case Withdrawn():
            clocks = end(state.clocks, local_day(event.recorded_at), DROPPED)
            return state._replace(state=WITHDRAWN_STATE, own_step=True, clocks=clocks)
        case Quoted():
            return _quote(state, event, body)
        case Step():
            return step_after(state, body, event.id)
        case SlipTold(outcome="handed", paper="receipt"):
            return state._replace(handed=state.handed + 1)
        case SlipTold(outcome="failed" | "not_out", paper="receipt"):
            return state._replace(handed=max(0, state.handed - 1))
        case Erased():
            return state._replace(erased=state.erased | set(body.parts))
        case Merging():
            return state._replace(**links_after(body, state.main, state.children, state.distinct))
    return state


def _register(state: CaseState, event: Event, body: Registered) -> CaseState:
    day, now = local_day(event.recorded_at), GUIDED_STATE if body.nature in GUIDED else RECORDED
    return state._replace(
        registered=True,
        place=event.place,
        number=body.number,
        state=now,
        codes={name: said for name, said in event.body.items() if name in _CODED},  # what is valid has one spelling
        texts=dict.fromkeys(body.texts, event.id),
        promise=body.promise,
        source=body.source,
        clocks=recorded((), body.promise, body.clocks, now, day),
    )


def _correct(state: CaseState, event: Event, body: Corrected) -> CaseState:
    new = body.to_json()
    for key in ("texts", "cleared", "promise", "clocks"):
        new.pop(key, None)
    texts = {**state.texts, **dict.fromkeys(body.texts, event.id)}
    kept = {key: value for key, value in {**state.codes, **new}.items() if key not in body.cleared}
    now, day = state.state, local_day(event.recorded_at)
    clocks = drop(state.clocks, day, STATION) if body.nature in GUIDED else state.clocks
    if body.nature and now in (RECORDED, GUIDED_STATE):
        now = GUIDED_STATE if body.nature in GUIDED else RECORDED
    return state._replace(
        state=now,
        codes=kept,
        texts={key: fact for key, fact in texts.items() if key not in body.cleared},
        promise=None if body.nature in GUIDED else body.promise or state.promise,
        clocks=recorded(clocks, body.promise, body.clocks, now, day),
    )


def _quote(state: CaseState, event: Event, body: Quoted) -> CaseState:
    steps = state.steps if body.step is None else (*state.steps, body.step)
    now, outcome = body.state or state.state, body.outcome or state.outcome
    clocks = come_to(state.clocks, now, body.date)
    untold = {ANSWER: event.id} if now == ANSWERED else NOTHING_TO_TELL if body.state else state.untold
    return state._replace(state=now, outcome=outcome, steps=steps, clocks=clocks, untold=untold)
