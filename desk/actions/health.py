"""The doctor: what is missing or unhealthy on this computer, in sentences. Opens nothing by force."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from desk import resources
from desk.actions.desk import Lists
from desk.actions.keeping import verify_desk
from desk.actions.lists import computer_clock, load_lists
from desk.actions.opening import open_desk
from desk.actions.printer_port import PrinterPort
from desk.domain.moment import local, local_day, read_time
from desk.domain.workdays import Holidays
from desk.errors import BadEnvironment, DeskError
from desk.reads.station import read_station
from desk.storage.arriving import Hub, find_hub
from desk.storage.files import Home, is_there
from desk.storage.keyring import read_ring
from desk.text import Say, explain, say_in

_LEAST_SPACE = 500 * 1024 * 1024
_FILES = (("fonts", "NotoSansSC_400Regular.ttf"), ("fonts", "NotoSansSC_600SemiBold.ttf"), ("codes", "codes.json"))
_EARLIEST_YEAR = 2026
_HOLIDAYS = "holidays"


@dataclass(frozen=True)
class Check:
    """One thing looked at. `grave`: without it the desk cannot work."""

    name: str
    ok: bool
    message: str
    grave: bool = True


def examine(home: Path, password: str | None, printers: Callable[[], PrinterPort] | None, lang: str) -> list[Check]:
    """All checks; the deeper ones only with a password."""
    _ = say_in(lang)
    lists, now = load_lists(), computer_clock()
    checks = [_program(_), _folder(home, _), _space(home, _), _clock(now, _), _keys(home, lang, _)]
    if password is None:
        checks.append(Check("records", True, _("Locked: the records were not opened."), grave=False))
    else:
        checks += _records(home, password, lists, lang)
    if not any(check.name == _HOLIDAYS for check in checks):
        checks.append(_holidays(lists.holidays, now, _))
    if printers is not None:
        checks.append(_printer(printers, _))
    return checks


def _program(_: Say) -> Check:
    missing = [name for folder, name in _FILES if not resources.path(folder, name).exists()]
    if missing:
        return Check("program", False, _("Files of the program are missing: {files}").format(files=", ".join(missing)))
    return Check("program", True, _("The program is complete."))


def _folder(home: Path, _: Say) -> Check:
    there = next((folder for folder in (home, *home.parents) if folder.exists()), home)
    if not os.access(there, os.W_OK):
        return Check("folder", False, _("The folder cannot be written to: {folder}").format(folder=there))
    return Check("folder", True, _("The folder can be written to: {folder}").format(folder=home))


def _space(home: Path, _: Say) -> Check:
    there = next((folder for folder in (home, *home.parents) if folder.exists()), home)
    free = shutil.disk_usage(there).free
    return Check("space", free > _LEAST_SPACE, _("{n} MB are free on the disk.").format(n=free // 2**20))


def _clock(now: datetime, _: Say) -> Check:
    good = now.year >= _EARLIEST_YEAR
    said = _("The clock says {time}.") if good else _("The clock says {time}; that cannot be. Set it right.")
    return Check("clock", good, said.format(time=f"{local(now):%Y-%m-%d %H:%M}"), grave=False)


def _holidays(holidays: Holidays, now: datetime, _: Say) -> Check:
    day = local_day(now) + timedelta(days=90)
    if holidays.knows(day):
        return Check(_HOLIDAYS, True, _("The holiday table reaches far enough."), grave=False)
    said = _("The holidays of {year} are not in the table yet; promises count by weekends.").format(year=day.year)
    return Check(_HOLIDAYS, False, said, grave=False)


def _keys(home: Path, lang: str, _: Say) -> Check:
    files = Home(home)
    try:
        if not is_there(files.keyring) and not is_there(files.database):
            return Check("keys", True, _("No station is founded here yet."), grave=False)
        ring = read_ring(files.keyring)
        if not is_there(files.database):
            raise BadEnvironment("database_missing")
    except DeskError as error:
        return Check("keys", False, explain(error, lang))
    return Check("keys", True, _("Ways to open the records: {n}").format(n=len(ring.slots)))


def _records(home: Path, password: str, lists: Lists, lang: str) -> Iterator[Check]:
    _ = say_in(lang)
    try:
        desk = open_desk(home, computer_clock, lists, password=password)
        try:
            facts, problems = verify_desk(desk)
            station, holidays = read_station(desk.vault), desk.holidays
            with desk.vault.read() as connection:
                hub = find_hub(connection)
        finally:
            desk.close()
    except DeskError as error:
        if error.code == "not_founded":
            return
        yield Check("records", False, explain(error, lang))
        return
    said = explain(problems[0], lang) if problems else _("{n} facts, all in order.").format(n=facts)
    yield Check("records", not problems, said)
    answered = station.handler is not None and station.keep is not None
    said = _("The slip says who handles personal data and how long it is kept.")
    missing = _("Not answered yet: who handles personal data, or for how long. The slip says so.")
    yield Check("notice", answered, said if answered else missing, grave=False)
    yield _hub(hub, lang, _)
    yield _holidays(holidays, computer_clock(), _)


def _hub(hub: Hub | None, lang: str, _: Say) -> Check:
    """How the last exchange went: a desk alone is healthy too."""
    if hub is None:
        return Check("hub", True, _("Not enrolled: everything is kept on this computer alone."), grave=False)
    if hub.trouble:
        known = BadEnvironment(**hub.trouble)
        said = _("The last exchange did not go through: {why}").format(why=explain(known, lang))
        return Check("hub", False, said, grave=False)
    name = hub.name or hub.code
    if hub.last_at is None:
        said = _("Enrolled at {hub} as {name}; nothing was exchanged yet.").format(hub=hub.url, name=name)
        return Check("hub", False, said, grave=False)
    said = _("Enrolled at {hub} as {name}; exchanged last at {time}.")
    time = f"{local(read_time(hub.last_at)):%Y-%m-%d %H:%M}"
    return Check("hub", True, said.format(hub=hub.url, name=name, time=time), grave=False)


def _printer(printers: Callable[[], PrinterPort], _: Say) -> Check:
    try:
        port = printers()
        names = port.printers()
    except (ImportError, OSError):
        return Check("printer", False, _("Printing is not set up on this computer."), grave=False)
    if not names:
        return Check("printer", False, _("No printer is set up on this computer."), grave=False)
    states = ", ".join(f"{name} ({port.state(name)})" for name in names)
    return Check("printer", True, _("Printers: {names}").format(names=states), grave=False)
