"""What the bodies of requests look like, as OpenAPI tells it. What a newer desk adds beside is passed over."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, Strict, StringConstraints

from desk.sync.wire import MOST_FACTS, MOST_IDS

Whole = Annotated[int, Strict(), Field(ge=0, le=2**63 - 1)]
Rules = Annotated[int, Strict(), Field(ge=0, le=10**9)]
Text = Annotated[str, Strict()]
Hex16 = Annotated[str, Strict(), StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Hex32 = Annotated[str, Strict(), StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Hex33 = Annotated[str, Strict(), StringConstraints(pattern=r"^[0-9a-f]{66}$")]
Hex64 = Annotated[str, Strict(), StringConstraints(pattern=r"^[0-9a-f]{128}$")]
Salt = Annotated[str, Strict(), StringConstraints(pattern=r"^([0-9a-f]{32})?$")]
Said = dict[str, Any] | Text
At = tuple[Whole, Hex16]  # a place of the feed and the token there


class Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Station(Shape):
    """The place a desk was founded as."""

    id: Hex16
    code: Annotated[str, Strict(), StringConstraints(pattern=r"^[0-9]{12}$")]
    level: Annotated[str, Strict(), StringConstraints(pattern=r"^[a-z]{1,20}$")]


class Certificate(Shape):
    """What the hub signed when it enrolled a desk; `at` in whole seconds since 1970."""

    key: Hex32
    place: Hex16
    station: Hex16
    level: Text
    code: Text
    name: Text
    at: Whole
    signature: Hex64


class Enrolling(Shape):
    code: Annotated[str, Strict(), StringConstraints(pattern=r"^[0-9]{8}$")] | None = None
    certificate: Certificate | None = None
    station: Station
    rules: Rules


class Meeting(Shape):
    cursor: At
    mark: At
    epoch: Whole
    rules: Rules


class Pushing(Shape):
    """Facts are [content without digests, person's salt, person, words' salt, words]; an empty salt: no such part.
    Contents and parts are objects, to be spelled canonically, or texts of what has no such spelling."""

    rules: Rules
    incarnation: Hex16
    base: tuple[Hex16, Whole, Hex32]
    facts: Annotated[list[tuple[Said, Salt, Said, Salt, Said]], Field(min_length=1, max_length=MOST_FACTS)]
    last: Hex32
    signature: Hex64


class Common(Shape):
    tokens: Annotated[list[At], Field(max_length=MOST_IDS)]


class Lacks(Shape):
    """The id of a fact, the MAC of its stamp and the parts held (1 person, 2 words), in one."""

    ids: Annotated[list[Hex33], Field(max_length=MOST_IDS)]


Row = tuple[Whole, Whole, Hex32, Text, Whole, Whole, Text, Text, Whole, Hex16, Salt, Text, Salt, Text]


class Returning(Shape):
    """Rows are those of the feed from the index of the stream on, `prev` in full."""

    streams: Annotated[list[tuple[Hex32, Hex16]], Field(max_length=MOST_FACTS)]
    facts: Annotated[list[Row], Field(max_length=MOST_FACTS)]
