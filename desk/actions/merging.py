"""Merging cases (合并受理) and parting them again: one act over the main case and all that belong to it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from desk.actions.desk import Change, Desk
from desk.actions.parting import part
from desk.domain.case_state import FILED, GUIDED, WITHDRAWN_STATE
from desk.domain.extension import for_child
from desk.domain.merging import Absorbed, Distinct, Merged, Parted
from desk.domain.step import STATE_WRONG, rule_of
from desk.domain.step_bodies import Step
from desk.domain.stepping import why_not_taken
from desk.domain.telling import TO_TELL
from desk.errors import BadInput
from desk.journal.fact import NewFact
from desk.reads.cases import case_of
from desk.reads.merging import Folded, children_in, fold_cases
from desk.reads.station import acting_level
from desk.storage.save import new_id, saving

MOST = 500  # cases merged at a time


def merge_cases(desk: Desk, main: UUID, children: Sequence[UUID]) -> Change:
    """Merges cases into a main one. What was merged into a child goes with it; what the main already has (a unit, a
    reply) the child gets in the same act. subjects[0] is the main case.

    Raises BadInput case_unknown, case_read_only, merged_with_itself, merged_already, withdrawn, guided_not_merged,
    state_wrong, too_many.
    """
    joining = list(dict.fromkeys(children))
    if not joining or len(joining) > MOST:
        raise BadInput("too_many", field="children", most=MOST)
    if main in joining:
        raise BadInput("merged_with_itself")
    act = new_id()
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        for id in (main, *joining):
            _check(case_of(one.connection, id))
        if case_of(one.connection, main).main is not None:
            raise BadInput("merged_already")
        if case_of(one.connection, main).state == FILED:
            raise BadInput(STATE_WRONG, state=FILED)
        held = fold_cases(one.connection, [main, *joining])
        touched, led = [main], dict[UUID, tuple[UUID, ...]]()
        facts: list[NewFact] = []
        for child in joining:
            if held[child].state.main is not None:
                raise BadInput("merged_already")
            below = children_in(one.connection, child)
            facts += _repoint(held[child], below, main, act)
            facts += _join(main, child, act)
            touched += [child, *below]
            led[child] = below
        one.add(facts)
        for child, below in led.items():
            one.add(_catch_up(one.connection, held[child], main, below, act))
        one.add(_catch_up(one.connection, held[main], main, touched[1:], act))
    return Change(tuple(touched))


def unmerge_case(desk: Desk, child: UUID) -> Change:
    """A case stands for itself again (拆开): what came through the main case holds for it no more. subjects[0] is the
    case.

    Raises BadInput case_unknown, case_read_only, not_merged.
    """
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        row = case_of(one.connection, child)
        if row.unjudged:
            raise BadInput("case_read_only")
        if row.main is None:
            raise BadInput("not_merged")
        main = UUID(bytes=row.main)
        one.add(part(main, child, new_id()))
    return Change((child, main))


def set_apart(desk: Desk, one_case: UUID, other: UUID) -> Change:
    """不是同一件: they are not offered to each other again. Raises BadInput case_unknown, merged_with_itself."""
    if one_case == other:
        raise BadInput("merged_with_itself")
    act = new_id()
    with saving(desk.vault, desk.operator, desk.clock()) as one:
        for id in (one_case, other):
            case_of(one.connection, id)
        pairs = ((one_case, other), (other, one_case))
        one.add([NewFact("case.distinct", a, Distinct(other=b).to_json(), act=act) for a, b in pairs])
    return Change((one_case, other))


def _join(main: UUID, child: UUID, act: UUID) -> list[NewFact]:
    """The main speaks first: whoever absorbed another is merged into nothing, so two acts at once make no ring."""
    return [
        NewFact("case.absorbed", main, Absorbed(child=child).to_json(), act=act),
        NewFact("case.merged", child, Merged(main=main).to_json(), act=act),
    ]


def _repoint(was_main: Folded, children: Sequence[UUID], main: UUID, act: UUID) -> Iterator[NewFact]:
    """What was merged into a case that is merged itself now belongs to its main. Whom it only believed to have, it lets
    go."""
    believed = was_main.state.children - set(children)
    yield from (NewFact("case.parted", was_main.id, Parted(child=id).to_json(), act=act) for id in sorted(believed))
    for child in children:
        yield from part(was_main.id, child, act)
        yield from _join(main, child, act)


def _catch_up(connection: Connection, led_by: Folded, main: UUID, children: Sequence[UUID], act: UUID) -> list[NewFact]:
    """The steps in force of a case, taken through the main one of each child that may take them. What is newer of its
    own the person still hears."""
    in_force = [entry for entry in led_by.entries if entry.event.id in set(led_by.state.taken.values())]
    level, facts = acting_level(connection), list[NewFact]()
    for child in fold_cases(connection, children).values():
        for entry in in_force:
            body = entry.body
            if isinstance(body, Step) and body.level == level and not _tells_newer(child, body):
                facts += repeat_step(child, main, body, entry.parts.get("words", {}), act)
    return facts


def _tells_newer(child: Folded, body: Step) -> bool:
    held = child.state.taken.get(rule_of(body).name)
    own = next((entry.body for entry in child.entries if entry.event.id == held), None)
    return isinstance(body, TO_TELL) and isinstance(own, Step) and own.day > body.day


def repeat_step(child: Folded, main: UUID, body: Step, words: Mapping[str, Any], act: UUID | None) -> list[NewFact]:
    """A step of a main case, taken of a child too where its own rules let it."""
    own = for_child(body, main)
    if own is None:
        return []
    rule, body = rule_of(body), own
    held = child.state.taken.get(rule.name)
    if any(entry.event.id == held and entry.body == body for entry in child.entries):
        return []
    if why_not_taken(child.state, body, bool(words)):
        return []
    return [NewFact(rule.kind, child.id, body.to_json(), words=words or None, act=act)]


def _check(row: Any) -> None:
    if row.unjudged:
        raise BadInput("case_read_only")
    if row.state == WITHDRAWN_STATE:
        raise BadInput("withdrawn")
    if row.nature in GUIDED:
        raise BadInput("guided_not_merged")
