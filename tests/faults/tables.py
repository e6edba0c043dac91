"""What the tables should say: a fold of the hub's order by the rules alone, and how desks show the same things."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desk.domain.calendar import CalendarState
from desk.domain.case import PERSON_FIELDS, WORDS_FIELDS
from desk.domain.case_state import CaseState
from desk.domain.deputy import DeputyState
from desk.domain.event import PARTS, Event
from desk.domain.kinds import read_body
from desk.domain.noun import noun_of
from desk.domain.sight import PERSON_LEVELS
from desk.journal.content import read_content
from desk.journal.part import SALT_BYTES, part_fields
from tests.faults.broken import broken
from tests.faults.seat import Seat

if TYPE_CHECKING:
    from tests.faults.world import World

_PUBLIC = (
    "number, place, nature, state, received_at, due_raw, due_rolled, due_known, due_rule,"
    " office_raw, office_rule, promise_raw, promise_rolled,"
    " holidays_known, promise_days, track, anonymous, source,"
    " outcome, codes, steps, erased, handed, unjudged, unit, replied_at"
)
_PUBLISHED = {
    "deputy": "place, congress, deputy_group, since, until, same_as, name, post",
    "holiday": "place, year, days",
}
_STEPS = (
    "SELECT u.id, p.fact, p.place, p.kind, p.at, p.operator, p.verdict, p.reason, p.step, p.outcome, p.fields,"
    " p.detail, p.text FROM step p JOIN fact f ON f.n = p.n JOIN subject u ON u.n = f.subject"
    " JOIN stamp s ON s.fact = f.n ORDER BY s.epoch, s.n, f.id"
)


_CLOCKS = (
    "SELECT u.id, c.rule, c.start, c.raw, c.rolled, c.known, c.ended, c.ended_on, c.before, c.latest, c.paused,"
    " c.extension FROM clock c JOIN subject u ON u.n = c.subject ORDER BY c.n"
)


@dataclass
class Order:
    """The hub's order: the state of each case by the rules, its verdicts, and what desks were seen to show of it."""

    states: dict[bytes, CaseState]
    verdicts: dict[bytes, list[tuple[bytes, str]]]
    parts: dict[tuple[bytes, str], dict[str, Any]]
    shown: dict[bytes, tuple[str, Any]]
    steps: dict[bytes, tuple[str, Any]]
    clocks: dict[bytes, tuple[str, Any]]
    published: dict[str, set[bytes]]  # subjects of rosters and holidays, by their table


def order_of(world: "World") -> Order:
    """Folds what the hub holds, obeying its verdicts; parts by fact and name."""
    rows = world.hub.ask(
        "SELECT f.id, f.content, f.verdict, u.id, f.n FROM fact f JOIN subject u ON u.n = f.subject"
        " ORDER BY f.epoch, f.order_n, f.id"
    )
    names = {n: id for id, *_, n in rows}
    states: dict[bytes, Any] = {}
    verdicts: dict[bytes, list[tuple[bytes, str]]] = {}
    for id, content, verdict, subject, _ in rows:
        verdicts.setdefault(subject, []).append((id, verdict))
        if verdict == "ok":
            event, _ = read_content(content)
            states[subject] = _next(states.get(subject), event)
    parts = {}
    for n, *held in world.hub.ask("SELECT fact, person, words FROM part"):
        for name, salted in zip(PARTS, held, strict=True):
            if n in names and salted is not None:
                parts[names[n], name] = part_fields(salted[SALT_BYTES:])
    cases = {id: state for id, state in states.items() if isinstance(state, CaseState) and state.registered}
    published = {
        "deputy": {id for id, state in states.items() if isinstance(state, DeputyState) and state.listed},
        "holiday": {id for id, state in states.items() if isinstance(state, CalendarState) and state.published},
    }
    return Order(cases, verdicts, parts, {}, {}, {}, published)


def _next(state: Any, event: Event) -> Any:
    noun = noun_of(event.noun)
    return noun.apply(noun.start if state is None else state, event, read_body(event))


def tables_agree(world: "World", seat: Seat, order: Order) -> None:
    """7: a desk shows the cases it may see, all of them and no others, as the hub's order makes them, and as every
    other desk shows them; private texts where they may be held and are not erased."""
    below = world.hub.below(seat.place)
    visible = {id for id in order.states if world.hub.place_of(id) in below}
    shown = {id: row for id, *row in seat.ask(f"SELECT id, {_PUBLIC} FROM cases")}
    own = {id for (id,) in seat.ask(_OWN_SUBJECTS)}
    if visible - shown.keys() or shown.keys() - visible - own:
        _differ(seat, "cases", sorted(visible ^ shown.keys()))
    for id in visible:
        _compare(seat, order.states[id], dict(zip(_PUBLIC.replace(" ", "").split(","), shown[id], strict=True)))
        _same_as_others(seat, id, tuple(shown[id]), order.shown)
    _compare_texts(seat, order, visible)
    _compare_steps(seat, order, visible)
    _compare_clocks(seat, order, visible)
    _compare_published(world, seat, order)


_OWN_SUBJECTS = (
    "SELECT DISTINCT u.id FROM subject u JOIN fact f ON f.subject = u.n JOIN stream t ON t.n = f.stream, identity i"
    " WHERE t.desk_key = i.desk_key"
)


def _compare(seat: Seat, state: CaseState, row: dict[str, Any]) -> None:
    place = state.place.bytes if state.place else b""
    says = (state.number, place, state.state, state.outcome, ",".join(state.steps), ",".join(sorted(state.erased)))
    shows = tuple(row[name] for name in ("number", "place", "state", "outcome", "steps", "erased"))
    if says != shows:
        _differ(seat, "case", says, shows)
    if json.loads(row["codes"]) != state.codes:
        _differ(seat, "codes", row["codes"], state.codes)


def _same_as_others(seat: Seat, id: bytes, row: Any, seen: dict[bytes, tuple[str, Any]]) -> None:
    other, before = seen.setdefault(id, (seat.name, row))
    if before != row:
        _differ(seat, "than", other, [pair for pair in zip(before, row, strict=False) if pair[0] != pair[1]])


def _compare_texts(seat: Seat, order: Order, visible: set[bytes]) -> None:
    names = WORDS_FIELDS + PERSON_FIELDS
    rows = seat.ask(f"SELECT id, {', '.join(names)} FROM cases")
    own = {id for (id,) in seat.ask(_OWN_SUBJECTS)}
    for id, *texts in rows:
        if id not in visible:
            continue
        for name, text in zip(names, texts, strict=True):
            part = "person" if name in PERSON_FIELDS else "words"
            if part == "person" and seat.level not in PERSON_LEVELS:
                if text is not None and id not in own:
                    _differ(seat, "holds", name, "above the town")
                continue
            source = order.states[id].texts.get(name)
            says = order.parts.get((source.bytes, part), {}).get(name) if source else None
            if says != text:
                _differ(seat, name, "of", id, "says", text, "and not", says)


def _compare_steps(seat: Seat, order: Order, visible: set[bytes]) -> None:
    """The timeline: the same acts in the same order with the same verdicts, and their words."""
    lines: dict[bytes, list[tuple[Any, ...]]] = {}
    for subject, *line in seat.ask(_STEPS):
        lines.setdefault(subject, []).append(tuple(line))
    for id in visible:
        line = lines.get(id, [])
        verdicts = [(row[0], row[5]) for row in line]
        if verdicts != order.verdicts[id]:
            _differ(seat, "timeline of", id, verdicts, order.verdicts[id])
        _same_as_others(seat, id, tuple(line), order.steps)


def _compare_clocks(seat: Seat, order: Order, visible: set[bytes]) -> None:
    """The deadlines: as the rules say of the hub's order, and as everybody else shows them."""
    rows: dict[bytes, list[tuple[Any, ...]]] = {}
    for subject, *row in seat.ask(_CLOCKS):
        rows.setdefault(subject, []).append(tuple(row))
    for id in visible:
        shows = [(row[0], row[2], row[5]) for row in rows.get(id, [])]
        says = [(one.rule, one.raw.isoformat(), one.ended) for one in order.states[id].clocks]
        if shows != says:
            _differ(seat, "clocks of", id, shows, says)
        _same_as_others(seat, id, tuple(rows.get(id, [])), order.clocks)


def _compare_published(world: "World", seat: Seat, order: Order) -> None:
    """A roster and holidays are seen at, above and below their place, and everybody shows the same of them."""
    near = world.hub.below(seat.place) | world.hub.above(seat.place)
    own = {id for (id,) in seat.ask(_OWN_SUBJECTS)}
    for table, columns in _PUBLISHED.items():
        visible = {id for id in order.published[table] if world.hub.place_of(id) in near}
        shown = {id: tuple(row) for id, *row in seat.ask(f"SELECT id, {columns} FROM {table}")}
        if visible - shown.keys() or shown.keys() - visible - own:
            _differ(seat, table, sorted(visible ^ shown.keys()))
        for id in visible:
            _same_as_others(seat, id, shown[id], order.shown)


def _differ(seat: Seat, *seen: Any) -> None:
    broken("tables_agree", seat.name, "differs:", *seen)


def clockless(world: "World") -> list[tuple[Any, ...]]:
    """What must be the same whatever the clocks said: per case, in the order of their births, state and verdicts."""
    order = order_of(world)
    born = {saved.id: saved.born for saved in world.ledger.facts.values()}
    return [
        (
            order.states[case].state,
            order.states[case].outcome,
            tuple(sorted(order.states[case].erased)),
            tuple((born.get(id), verdict) for id, verdict in order.verdicts[case]),
        )
        for case in world.ledger.cases()
        if case in order.states
    ]
