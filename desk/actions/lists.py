"""Loading the lists that ship with the program."""

from datetime import UTC, datetime

from desk import resources
from desk.actions.desk import Lists
from desk.domain.codes import read_codes
from desk.domain.workdays import read_holidays


def load_lists() -> Lists:
    """Codes, topics, divisions and holidays from resources/codes."""
    codes = read_codes(
        resources.read_json("codes", "codes.json"),
        resources.read_rows("codes", "topics.csv"),
        resources.read_rows("codes", "divisions.csv"),
    )
    return Lists(codes, read_holidays(resources.read_rows("codes", "holidays.csv")))


def computer_clock() -> datetime:
    return datetime.now(UTC)
