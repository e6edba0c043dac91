"""Loading the lists that ship with the program."""

from datetime import UTC, datetime

from desk import resources
from desk.actions.desk import Lists
from desk.domain.clock import read_clocks
from desk.domain.codes import read_codes
from desk.domain.workdays import read_holidays


def load_lists() -> Lists:
    """Codes, topics, divisions, holidays and the rules of clocks from resources/codes."""
    codes = read_codes(
        resources.read_json("codes", "codes.json"),
        resources.read_rows("codes", "topics.csv"),
        resources.read_rows("codes", "divisions.csv"),
        resources.read_rows("codes", "plain_words.csv"),
    )
    holidays = read_holidays(resources.read_rows("codes", "holidays.csv"))
    return Lists(codes, holidays, read_clocks(resources.read_json("codes", "clocks.json")))


def computer_clock() -> datetime:
    return datetime.now(UTC)
