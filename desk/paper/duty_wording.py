"""What a duty record says of having been checked with the deputy."""

from typing import Protocol

from desk.domain.duty import CONFIRMED, DISPUTED
from desk.text import mark, say_in

_SAID = {
    CONFIRMED: mark("confirmed by the deputy"),
    DISPUTED: mark("disputed by the deputy"),
    "": mark("not checked with the deputy yet"),
}


class Checked(Protocol):
    """A record, or its line in the office's list."""

    @property
    def verdict(self) -> str: ...
    @property
    def changed_since(self) -> bool: ...


def verdict_words(view: Checked, lang: str) -> str:
    _ = say_in(lang)
    said = _(_SAID[view.verdict])
    return _("{said}; the numbers have changed since").format(said=said) if view.changed_since else said
