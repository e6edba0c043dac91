"""A row of the table of steps (办理): who may take which, from which state to which."""

from dataclasses import dataclass

from desk.domain.step_bodies import Step


@dataclass(frozen=True)
class Need:
    """Something a step cannot do without: one of `fields` must be said, as a code or in words."""

    reason: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """One row of the table. `step` is one of the seven, `target` the state that the case is in afterwards, `text` the
    sentence of the words part that tells of it; without a step or a target the case stays where it is, or goes where
    the step itself says. `track`: only of such cases; `reaches`: milestones that are behind the case then; `alone`:
    taken of a main case it is no step of those merged into it; `keeps`: states in which the case stays all the same."""

    name: str
    kind: str
    body: type[Step]
    levels: frozenset[str]
    sources: frozenset[str]
    target: str = ""
    step: str = ""
    needs: tuple[Need, ...] = ()
    text: str = "note"
    track: str = ""
    reaches: frozenset[str] = frozenset()
    alone: bool = False
    keeps: frozenset[str] = frozenset()
