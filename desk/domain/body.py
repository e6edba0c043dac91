"""The common ground of event bodies: codes, ids, dates and numbers, never a name or a typed sentence."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$")]
Digits12 = Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")]
Digits9 = Annotated[str, StringConstraints(pattern=r"^[0-9]{9}$")]
Hex = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32,64}$")]


class Body(BaseModel):
    """Base of every event body; a key that is None is left out of the bytes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def to_json(self) -> dict[str, object]:
        return self.model_dump(mode="json", exclude_none=True)
