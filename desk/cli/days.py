"""Days as somebody types them at a command."""

from datetime import date

from desk.domain.moment import FIRST_YEAR, LAST_YEAR, local_day, parse_moment
from desk.errors import BadInput


def read_day(text: str) -> date:
    """Raises BadInput date_wrong."""
    try:
        day = local_day(parse_moment(text))
    except (ValueError, OverflowError):
        raise BadInput("date_wrong", field="date") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadInput("date_wrong", field="date")
    return day
