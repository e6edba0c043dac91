"""What the station tells people: its settings are facts, so that every desk above sees the same."""

from collections.abc import Mapping

from desk.actions.desk import Change, Desk
from desk.domain.field import check_field, is_blank
from desk.domain.place import DAYS as PROMISED
from desk.domain.place import MOST_NOTICE_DAYS, Described
from desk.domain.promise import MOST_DAYS
from desk.errors import BadInput
from desk.journal.fact import NewFact
from desk.reads.station import read_station
from desk.storage.save import save

DAYS = {  # least and most
    "promise_days": (1, MOST_DAYS),
    **dict.fromkeys(PROMISED, (0, MOST_DAYS)),
    "notice_days": (0, MOST_NOTICE_DAYS),
}
SETTINGS = ("handler", "keep", "phone", "hours", *DAYS)
LENGTHS = {"handler": 60, "keep": 20, "phone": 30, "hours": 60}


def set_station(desk: Desk, key: str, value: str) -> Change:
    """One answer alone (describe_station)."""
    return describe_station(desk, {key: value})


def describe_station(desk: Desk, values: Mapping[str, str]) -> Change:
    """Sets who handles personal data (handler), how long it is kept (keep), phone, hours, and
    what is promised in days (DAYS): those that are named, in one fact, and only what is new of them.

    An empty value takes the answer back. Raises BadInput setting_unknown, days_wrong, text_too_long.
    """
    unknown = next((key for key in values if key not in SETTINGS), None)
    if unknown is not None:
        raise BadInput("setting_unknown", field=unknown[:40], known=", ".join(SETTINGS))
    station = read_station(desk.vault)
    given = {key: value for key, value in values.items() if key not in DAYS and not is_blank(value)}
    days = {key: read for key in DAYS if key in values and (read := _days(key, values[key])) != getattr(station, key)}
    for key, value in given.items():
        _check(key, value)
    new = {key: value for key, value in given.items() if value != getattr(station, key)}
    blank = values.keys() - given.keys() - DAYS.keys()
    described = Described(
        **days,
        texts=tuple(new),
        cleared=tuple(sorted(key for key in blank if getattr(station, key) is not None)),
    )
    if described == Described():
        return Change(())
    fact = NewFact("place.described", station.place, described.to_json(), words=new or None)
    save(desk.vault, desk.operator, desk.clock(), [fact])
    return Change((station.place,))


def _days(key: str, value: str) -> int:
    least, most = DAYS[key]
    if not (value.isascii() and value.isdigit() and least <= int(value[:6]) <= most):
        raise BadInput("days_wrong", field=key, least=least, most=most)
    return int(value)


def _check(key: str, value: str) -> None:
    if len(value) > LENGTHS[key]:
        raise BadInput("text_too_long", field=key, length=len(value), most=LENGTHS[key])
    finding = check_field("", value)
    if finding:
        raise BadInput(finding.code, field=key)
