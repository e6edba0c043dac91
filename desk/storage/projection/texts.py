"""What the private parts of a subject's facts say now, by the fact that holds each text's last version."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from desk.domain.event import PartName
from desk.storage.projection.fold import Entry


def texts_of(
    named: Mapping[str, UUID], entries: Iterable[Entry], part: PartName, names: Iterable[str]
) -> dict[str, str | None]:
    """Each of `names`, None where nothing was said or is held any more: a part may have been written elsewhere."""
    parts = {entry.event.id: entry.parts.get(part, {}) for entry in entries}
    return {name: text(parts.get(named[name], {}).get(name)) if name in named else None for name in names}


def text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
