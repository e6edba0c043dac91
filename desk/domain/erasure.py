"""Why something was erased. A subject of its own: words about an erasure must outlive the erased words."""

from collections.abc import Mapping
from typing import Literal
from uuid import UUID

from desk.domain.body import Body


class Reasoned(Body):
    """The reason, in the words part, of the erasure that shares its act."""

    of: UUID
    part: Literal["person", "words", "both"]


BODIES: Mapping[str, type[Body]] = {"erasure.reasoned": Reasoned}
