"""What the station tells people: its settings are facts, so that every desk above sees the same."""

from desk.actions.desk import Change, Desk
from desk.domain.field import check_field, is_blank
from desk.domain.place import Described
from desk.domain.promise import MOST_DAYS
from desk.errors import BadInput
from desk.journal.fact import NewFact
from desk.reads.station import read_station
from desk.storage.save import save

SETTINGS = ("handler", "keep", "phone", "hours", "promise_days")
LENGTHS = {"handler": 60, "keep": 20, "phone": 30, "hours": 60}


def set_station(desk: Desk, key: str, value: str) -> Change:
    """Sets who handles personal data (handler), how long it is kept (keep), phone, hours, promise_days.

    An empty value takes the answer back. Raises BadInput setting_unknown, days_wrong, text_too_long.
    """
    if key not in SETTINGS:
        raise BadInput("setting_unknown", field=key[:40], known=", ".join(SETTINGS))
    place = read_station(desk.vault).place
    if key == "promise_days":
        described, words = Described(promise_days=_days(value)), None
    elif is_blank(value):
        described, words = Described(cleared=(key,)), None
    else:
        _check(key, value)
        described, words = Described(texts=(key,)), {key: value}
    save(desk.vault, desk.operator, desk.clock(), [NewFact("place.described", place, described.to_json(), words=words)])
    return Change((place,))


def _days(value: str) -> int:
    if not (value.isascii() and value.isdigit() and 1 <= int(value[:6]) <= MOST_DAYS):
        raise BadInput("days_wrong", field="promise_days", most=MOST_DAYS)
    return int(value)


def _check(key: str, value: str) -> None:
    if len(value) > LENGTHS[key]:
        raise BadInput("text_too_long", field=key, length=len(value), most=LENGTHS[key])
    finding = check_field("", value)
    if finding:
        raise BadInput(finding.code, field=key)
