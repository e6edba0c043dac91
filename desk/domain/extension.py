"""What a step does to the clocks of its case, and whether that is admissible: what it reaches and starts; extending,
pausing and resuming (延期, 中止, 恢复); returning (退回)."""

from types import MappingProxyType
from uuid import UUID

from desk.domain.clock import LEGAL, Clocks, family_of
from desk.domain.moment import local_day, read_time
from desk.domain.running import (
    DROPPED,
    OVER,
    RETURNED,
    Clock,
    Running,
    clock_of,
    drop,
    end,
    open_clock,
    reach,
    replace,
    shifted,
    start,
)
from desk.domain.step import rule_of
from desk.domain.step_bodies import Extended, Moved, Paused, Resumed, Returned, Ruled, Step, Tracked
from desk.domain.telling import Asked, Untold, milestones

NOTHING_TO_TELL: Untold = MappingProxyType({})


def why_not_clock(clocks: Running, track: str, body: Step, received_at: str | None = None) -> str:
    """The code of why what a step says of clocks and tracks is not admissible, empty when it is. `received_at` is when
    the case itself was received, as its facts have it."""
    if isinstance(body, Tracked) and received_at and body.received < local_day(read_time(received_at)):
        return "before_registration"
    if isinstance(body, Ruled):
        return _why_not_ruled(clocks, body)
    return (
        "" if are_grounded(body.clocks, body.track if isinstance(body, Tracked) else track) else "clock_without_ground"
    )


def can_move(clocks: Running) -> frozenset[str]:
    """Which of the steps about a clock could be taken of some clock now, by the names of the rule table."""
    running = [clock for clock in clocks if not clock.ended]
    able = {
        "extend": any(clock.latest and not clock.before and not clock.paused for clock in running),
        "pause": any(clock.pausable and not clock.paused for clock in running),
        "resume": any(clock.paused for clock in running),
    }
    return frozenset(name for name, can in able.items() if can)


def are_grounded(started: Clocks | None, track: str) -> bool:
    """A case that is neither a deputy's suggestion nor a petition matter on record has no legal deadline."""
    return all(family_of(one.rule) not in LEGAL or family_of(one.rule) == track for one in started or ())


def _why_not_ruled(clocks: Running, body: Ruled) -> str:
    clock = open_clock(clocks, body.rule)
    if clock is None:
        return "clock_over" if any(one.rule == body.rule for one in clocks) else "clock_unknown"
    match body:
        case Extended():
            return _why_not_extended(clock, body)
        case Paused():
            return "clock_paused" if clock.paused else "" if clock.pausable else "clock_never_rests"
        case Resumed():
            return "" if clock.paused and shifted(clock, body.day)[0] == body.raw else "clock_not_paused"
    return ""


def _why_not_extended(clock: Clock, body: Extended) -> str:
    if clock.latest is None:
        return "clock_never_extended"
    if clock.before:
        return "clock_extended"
    if clock.paused:
        return "clock_paused"
    return "" if clock.raw < body.raw <= clock.latest else "extension_too_long"


def take(clocks: Running, track: str, body: Step, fact: UUID, untold: Untold = NOTHING_TO_TELL) -> Running:
    """The clocks after a step: what was waited for is reached, what was returned or is no such matter any more ends,
    then the new ones start. `untold` is what is left to tell."""
    if isinstance(body, Ruled):
        return _change(clocks, body, fact)
    rule = rule_of(body)
    if isinstance(body, Returned):
        clocks = drop(clocks, body.day, track, RETURNED)
    elif isinstance(body, Tracked) and body.track != track:
        clocks = drop(clocks, body.day, track, DROPPED)
    elif rule.target in OVER:
        clocks = end(clocks, body.day, DROPPED)
    clocks = reach(clocks, body.day, milestones(body, untold) if isinstance(body, Asked) else rule.reaches)
    return start(clocks, map(clock_of, body.clocks or ()))


def track_after(track: str, body: Step) -> str:
    """What a case is on record as after a step."""
    if not isinstance(body, Tracked):
        return track
    return "" if body.track == "none" else body.track


def for_child(body: Step, main: UUID) -> Step | None:
    """What a step of a main case is for those merged into it: some concern the main alone, and so does every legal
    deadline; what the station promises each person is promised."""
    if rule_of(body).alone:
        return None
    own = tuple(one for one in body.clocks or () if family_of(one.rule) not in LEGAL)
    return body.model_copy(update={"clocks": own or None, "through": main})


def _change(clocks: Running, body: Ruled, fact: UUID) -> Running:
    """Total: what the hub admitted applies to a clock that is no longer there by changing nothing."""
    clock = open_clock(clocks, body.rule)
    if clock is None:
        return clocks
    match body:
        case Extended():
            moved = _moved(clock, body)._replace(before=clock.before or clock.raw, extension=fact)
        case Resumed():
            moved = _moved(clock, body)._replace(paused=None, latest=shifted(clock, body.day)[1])
        case Paused():
            moved = clock._replace(paused=body.day)
        case _:
            return clocks
    return replace(clocks, moved)


def _moved(clock: Clock, body: Moved) -> Clock:
    return clock._replace(raw=body.raw, rolled=body.rolled or body.raw, known=not body.unsure)
