"""The numbered sheet (纸表): form F1 on paper, printed beforehand for the day without power. Its number is a case's
number from the start, so the person leaves with it; the sheet is keyed afterwards, or struck out."""

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID, uuid5

from pydantic import Field

from desk.domain.body import Body, Digits9

MOST = 50  # sheets at a time


def sheets_of(station: UUID) -> UUID:
    """All sheets of a station are one subject."""
    return uuid5(station, "sheets")


class Printed(Body):
    """Numbers that stand on sheets from now on: no other case gets one of them."""

    numbers: Annotated[tuple[Digits9, ...], Field(min_length=1, max_length=MOST)]


class Struck(Body):
    """作废: a sheet that was spoilt or lost; the reason stands in the words part."""

    number: Digits9


BODIES: Mapping[str, type[Body]] = {"sheet.printed": Printed, "sheet.struck": Struck}
