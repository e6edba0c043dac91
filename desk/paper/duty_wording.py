"""What a duty record says in words: the law's contacts, how long, whether it was checked with the deputy."""

from typing import Protocol

from desk.domain.duty import CONFIRMED, DISPUTED
from desk.text import Say, mark, say_in

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


def duration_words(minutes: int, _: Say) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{minutes} min").format(minutes=rest)
    return (
        _("{hours} h {minutes} min").format(hours=hours, minutes=rest) if rest else _("{hours} h").format(hours=hours)
    )


def contact_words(contacts: int, needed: int, _: Say) -> str:
    """The law's contacts a year (沪代表法办法 30)."""
    lacking = needed - contacts
    if lacking > 0:
        told = _(
            "Article 30 of Shanghai's rules on deputies asks for {needed} community contacts a year; {lacking} lacking."
        )
        return told.format(needed=needed, lacking=lacking)
    told = _("Article 30 of Shanghai's rules on deputies asks for {needed} community contacts a year: done.")
    return told.format(needed=needed)
