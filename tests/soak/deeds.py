"""What a process does until it is killed; it tells of each thing only after the action has returned."""

import itertools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import UUID, uuid4

from desk.actions import importing
from desk.actions.cases import erase_case, record_case
from desk.actions.desk import Desk
from desk.actions.drafts import save_draft
from desk.actions.exchange import exchange
from desk.actions.keeping import backup_desk, restore_desk
from desk.actions.lists import computer_clock, load_lists
from desk.actions.opening import Founding, found_station, open_desk
from desk.reads.cases import find_cases
from desk.storage import keyring
from desk.storage.vault import Vault
from tests.cli.command_tools import PASSWORD

FOUNDING = Founding("310116113000", "晨光居民区征集点", "point", "卫某", PASSWORD)
WORDS = "东门那边黑得很，摔过两个人了。" * 20
BATCH = 40  # rows of one transaction of an import
Deed = Callable[[Path, Connection, Any], None]


def open_home(home: Path) -> Desk:
    return open_desk(home, computer_clock, load_lists(), password=PASSWORD)


def found_cheaply(home: Path) -> None:
    """A station whose password costs nothing to try: what makes guessing slow makes a thousand kills slow."""
    with patch.object(keyring, "_MEMORY_KIB", 16), patch.object(keyring, "_PASSES", 1):
        found_station(home, FOUNDING, computer_clock, load_lists()).desk.close()


def form(title: str) -> dict[str, Any]:
    return {"title": title, "original_text": WORDS, "suggester": {"name": "欧阳某", "phone": "13900000005"}}


def record(home: Path, told: Connection, run: int) -> None:
    """Case after case; tells id and title."""
    desk = open_home(home)
    for n in itertools.count():
        title = f"第 {run} 次第 {n} 件"
        change = record_case(desk, form(title))
        told.send((str(change.subjects[0]), title))


def record_before_commit(home: Path, told: Connection, run: int) -> None:
    """The same with a seeded defect: the action returns, and the commit comes with the hundredth one."""
    Vault.write = _late_commits(100)  # type: ignore[method-assign]
    record(home, told, run)


def _late_commits(count: int) -> Any:
    opened: list[Any] = []

    @contextmanager
    def write(vault: Vault) -> Iterator[Any]:
        if not opened:
            connection = vault.engine.connect().execution_options(begin="BEGIN IMMEDIATE")
            opened.extend((connection, connection.begin(), 0))
        yield opened[0]
        opened[2] += 1
        if opened[2] == count:
            opened[1].commit()
            opened.clear()

    return write


def do_nothing(home: Path, told: Connection, run: int) -> None:
    """Another seeded defect: nothing is ever saved."""
    open_home(home)
    time.sleep(60)


def record_drafts(home: Path, told: Connection, run: int) -> None:
    """Each draft is typed, saved, and becomes a case; tells the title when it is one."""
    desk = open_home(home)
    for n in itertools.count():
        title, draft = f"第 {run} 次草稿 {n}", uuid4()
        save_draft(desk, draft, {"title": title})
        record_case(desk, form(title), draft)
        told.send(title)


def type_draft(home: Path, told: Connection, draft: str) -> None:
    """One draft grows; tells its length after every pause in typing."""
    desk = open_home(home)
    for length in itertools.count(1):
        save_draft(desk, UUID(draft), {"original_text": "长" * length})
        told.send(length)


def take_over(home: Path, told: Connection, data: bytes) -> None:
    """One import of a file with many rows; tells at its start, at its end what came in."""
    importing.BATCH = BATCH
    desk = open_home(home)
    told.send("open")
    told.send(importing.import_cases(desk, data).imported)


def erase(home: Path, told: Connection, _: None) -> None:
    """Every case, both parts; tells its id."""
    desk = open_home(home)
    told.send(None)
    for row in find_cases(desk.vault, desk.lens, limit=1000).rows:
        erase_case(desk, row.id, "both", "本人要求")
        told.send(str(row.id))


def record_and_exchange(home: Path, told: Connection, run: int) -> None:
    """A few cases, an exchange, and again; tells each case's id."""
    desk = open_home(home)
    for n in itertools.count():
        told.send(str(record_case(desk, form(f"第 {run} 次第 {n} 件")).subjects[0]))
        exchange(desk)


def back_up(home: Path, told: Connection, folder: Path) -> None:
    """Backup after backup; tells the path."""
    desk = open_home(home)
    told.send(None)
    while True:
        told.send(backup_desk(desk, folder).path)


def restore(home: Path, told: Connection, file: Path) -> None:
    told.send(None)
    restore_desk(file, home, computer_clock, password=PASSWORD)
    told.send("restored")


def found(home: Path, told: Connection, _: None) -> None:
    told.send(None)
    found_cheaply(home)
    told.send("founded")
