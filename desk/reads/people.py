"""People who were here before: found by the end of a telephone, or by the beginning of a name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func

from desk.domain.masks import mask_name, mask_phone
from desk.domain.numbering import digits_of
from desk.reads.cases import search
from desk.storage.tables_case import case
from desk.storage.vault import Vault

MOST = 3
_LEAST_DIGITS, _LEAST_LETTERS, _LOOKED_AT = 4, 2, 200


@dataclass(frozen=True)
class KnownPerson:
    """One who came before, with the last address; `masked` is what a screen that the visitor sees may show."""

    name: str
    phone: str
    address: str
    cases: int

    @property
    def masked(self) -> str:
        return " ".join(filter(None, (mask_name(self.name), mask_phone(self.phone))))


def known_people(vault: Vault, name: str, phone: str) -> tuple[KnownPerson, ...]:
    """At most three, the last seen first; those who are written in full already are not offered.

    Digits alone in the name are the end of a telephone: so one field finds them both ways.
    """
    word, digits = name.strip(), digits_of(phone)
    if not digits and word.isascii() and word.isdigit():
        word, digits = "", word
    if len(digits) >= _LEAST_DIGITS:
        chosen, wanted = digits, func.substr(case.c.phone_digits, -len(digits)) == digits
    elif len(word) >= _LEAST_LETTERS and not digits:
        chosen, wanted = word, func.instr(case.c.name, word) == 1
    else:
        return ()
    with vault.read() as connection:
        rows = connection.execute(search([chosen]).chosen.where(wanted).limit(_LOOKED_AT)).all()
    return tuple(one for one in _people(rows) if (one.name, one.phone) != (name.strip(), phone.strip()))[:MOST]


def _people(rows: Sequence[Any]) -> list[KnownPerson]:
    """One of each name and telephone, as the newest case has them."""
    found: dict[tuple[str, str], list[Any]] = {}
    for row in rows:
        if row.name or row.phone_digits:
            found.setdefault((row.name or "", row.phone_digits or ""), []).append(row)
    return [
        KnownPerson(first.name or "", first.phone or "", first.address or "", len(same))
        for same in found.values()
        for first in same[:1]
    ]
