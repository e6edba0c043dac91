"""Why something was erased. A subject of its own: words about an erasure must outlive the erased words."""

from collections.abc import Mapping
from typing import Literal

from desk.domain.body import Body, Id


class Reasoned(Body):
    """The reason, in the words part, of the erasure that shares its act."""

    of: Id
    part: Literal["person", "words", "both"]


BODIES: Mapping[str, type[Body]] = {"erasure.reasoned": Reasoned}
