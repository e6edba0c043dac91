"""The visit (走访、视察、调研、执法检查 ...; form F3): what deputies did outside the station, what they saw and heard.
Event bodies, judge and apply.

A deputy passes on what was heard and settles nothing (代表法 31, 沪代表法办法 24): an opinion becomes a case, and the
case goes its way.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, NamedTuple
from uuid import UUID

from pydantic import Field, StringConstraints

from desk.domain.body import Body, Code, Day, Id, Number, YesNo
from desk.domain.case import Erased
from desk.domain.event import OK, UNJUDGED, Event, PartName, Verdict, not_applied

RECORDED, WITHDRAWN = "recorded", "withdrawn"
PERSON_FIELDS = ("visited",)
WORDS_FIELDS = ("venue", "organiser", "seen", "topic", "handed_to", "feedback")
OPINIONS = "opinions"  # a list of texts in the words part
MOST_OPINIONS, MOST_DEPUTIES, MOST_MINUTES, MOST_PEOPLE = 50, 40, 24 * 60, 9_999
CHANNEL = "CH12"  # of a case that an opinion became
COMMUNITY_KIND = "V6"  # 集中联系社区

Deputies = Annotated[tuple[Id, ...], Field(min_length=1, max_length=MOST_DEPUTIES)]
Minutes = Annotated[Number, Field(ge=0, le=MOST_MINUTES)]
People = Annotated[Number, Field(ge=0, le=MOST_PEOPLE)]
Count = Annotated[Number, Field(ge=0, le=MOST_OPINIONS)]
VisitNumber = Annotated[str, StringConstraints(pattern=r"^HD-[0-9]{12}-[0-9]{6}(?:-[0-9]{1,3})?$")]


class Recorded(Body):
    """登记. `minutes` each deputy gave, `people` visited; `community`: 进社区联系人民群众; `counted`: 计入履职登记;
    `opinions`: how many were collected."""

    number: VisitNumber
    kind: Code
    day: Day
    minutes: Minutes
    people: People
    community: YesNo
    counted: YesNo
    deputies: Deputies
    opinions: Count = 0
    survey: Code | None = None
    texts: tuple[Code, ...] = ()


class Corrected(Body):
    """更正: only what changes, with the reason in the words part; `cleared` (texts or the survey group) are empty from
    now on. What deputies had agreed to before is to be shown to them again."""

    kind: Code | None = None
    day: Day | None = None
    minutes: Minutes | None = None
    people: People | None = None
    community: YesNo | None = None
    counted: YesNo | None = None
    deputies: Deputies | None = None
    opinions: Count | None = None
    survey: Code | None = None
    texts: tuple[Code, ...] = ()
    cleared: tuple[Code, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        codes = self.to_json().keys() - {"texts", "cleared", OPINIONS}
        return (*self.texts, *self.cleared, *sorted(codes))


class BecameCase(Body):
    """形成建议: the opinion (counted from 1) was registered as a case, in the same act."""

    opinion: Annotated[Number, Field(ge=1, le=MOST_OPINIONS)]
    case: Id


class Agreed(Body):
    """与代表核对: a deputy was shown the record and agrees."""

    deputy: Id
    day: Day


class Withdrawn(Body):
    """作废, with the reason in the words part: it counts for nobody."""


BODIES: Mapping[str, type[Body]] = {
    "visit.recorded": Recorded,
    "visit.corrected": Corrected,
    "visit.case": BecameCase,
    "visit.agreed": Agreed,
    "visit.withdrawn": Withdrawn,
    "visit.erased": Erased,
}
_CODED = ("kind", "day", "minutes", "people", "community", "counted", "deputies", "opinions", "survey")


class VisitState(NamedTuple):
    """What a visit is now. `texts` names the fact with each text's last version, `cases` the case of an opinion by its
    number."""

    state: str = ""
    place: UUID | None = None
    recorded: Recorded | None = None
    texts: Mapping[str, UUID] = MappingProxyType({})
    cases: Mapping[int, UUID] = MappingProxyType({})
    agreed: tuple[UUID, ...] = ()
    erased: frozenset[PartName] = frozenset()


def judge(state: VisitState, event: Event, body: Body | None) -> Verdict:
    if body is None:
        return UNJUDGED
    if isinstance(body, Erased):
        return OK
    if isinstance(body, Recorded):
        return not_applied("visit_recorded") if state.state else OK
    if state.recorded is None:
        return not_applied("visit_unknown")
    if state.state == WITHDRAWN:
        return not_applied("visit_withdrawn")
    reason = _why_not(state, state.recorded, body)
    if not reason and isinstance(body, Corrected | Withdrawn) and "words" not in event.parts:
        reason = "reason_missing"
    return not_applied(reason) if reason else OK


def _why_not(state: VisitState, now: Recorded, body: Body) -> str:
    match body:
        case BecameCase(opinion=opinion) if opinion > now.opinions:
            return "opinion_unknown"
        case BecameCase(opinion=opinion) if opinion in state.cases:
            return "opinion_has_case"
        case Corrected(opinions=int(count)) if count < max(state.cases, default=0):
            return "opinion_has_case"
        case Agreed(deputy=deputy) if deputy not in now.deputies:
            return "deputy_not_there"
    return ""


def apply(state: VisitState, event: Event, body: Body | None) -> VisitState:
    """The state after an `ok` fact; total."""
    match body:
        case Recorded():
            return state._replace(
                state=RECORDED, place=event.place, recorded=body, texts=dict.fromkeys(body.texts, event.id)
            )
        case Corrected():
            return _correct(state, event, body)
        case BecameCase():
            return state._replace(cases={**state.cases, body.opinion: body.case})
        case Agreed():
            return state._replace(agreed=tuple(dict.fromkeys((*state.agreed, body.deputy))))
        case Withdrawn():
            return state._replace(state=WITHDRAWN)
        case Erased():
            return state._replace(erased=state.erased | set(body.parts))
    return state


def _correct(state: VisitState, event: Event, body: Corrected) -> VisitState:
    if state.recorded is None:
        return state
    said = {name: value for name in _CODED if (value := getattr(body, name)) is not None}
    said |= {"survey": None} if "survey" in body.cleared else {}
    said |= {OPINIONS: 0} if OPINIONS in body.cleared else {}
    texts = {**state.texts, **dict.fromkeys(body.texts, event.id)}
    return state._replace(
        recorded=state.recorded.model_copy(update=said),
        texts={name: fact for name, fact in texts.items() if name not in body.cleared},
        agreed=(),
    )
