"""A desk that is open, with the real pages in the real shell."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from counter import PASSWORD, Show
from fit import fixed_now
from hand import Hand, Paper, Sit
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk.actions.desk import Desk
from desk.settings import Wishes
from desk.storage.files import Home
from desk.storage.vault import Vault
from ui.pages.gate import Gate
from ui.pages.page import Workplace
from ui.tasks import Lane
from ui.theme import Look, dress
from ui.theme.sheet import sheet
from ui.widgets.box import column, kind
from ui.window.shell import Shell


@pytest.fixture(scope="session")
def unlocked(founded: tuple[Path, str]) -> Desk:
    """The password is tried once: deriving its key takes a quarter of a second, as it should."""
    desk = Gate(founded[0], fixed_now).open("", PASSWORD)
    desk.close()
    return desk


@pytest.fixture
def desk(unlocked: Desk, station: Path) -> Iterator[Desk]:
    """A desk of its own on a copied station, opened with the key of the first."""
    home = Home(station)
    desk = replace(unlocked, home=home, vault=Vault(home.database, unlocked.key))
    yield desk
    desk.close()


@pytest.fixture
def spool(lane: Lane) -> Iterator[Lane]:
    """The lane that waits for printers; it ends before the desk is closed."""
    spool = Lane()
    yield spool
    spool.finish()


@pytest.fixture
def sit(qapp: QApplication, qtbot: QtBot, desk: Desk, lane: Lane, spool: Lane, shown: Show) -> Sit:
    """Sits down at the desk, in any look and size of window."""
    from desk.reads.station import read_station

    def sit(page: str = "record", look: Look | None = None, size: tuple[int, int] = (1366, 768)) -> Hand:
        look = look or Look(width=size[0])
        if qapp.styleSheet() != sheet(look) or qapp.property("lang") != look.lang:
            dress(qapp, look)
            qapp.setProperty("lang", look.lang)
        printer = Paper()
        kept = {"wishes": Wishes()}
        station, wishes = read_station(desk.vault), lambda: kept["wishes"]
        shell = Shell(Workplace(desk, station, look, lane, spool, printer, wishes, fixed_now))
        shell.wished.connect(lambda name, wish: kept.update(wishes=replace(kept["wishes"], **{name: wish})))
        window = kind("page", QWidget())
        column(look, (shell, 1), gap=0, on=window)
        shown(window, *size)
        shell.open(page)
        hand = Hand(qtbot, window, shell, desk, printer)
        hand.finish_lane()
        return hand

    return sit


@pytest.fixture
def hand(sit: Sit) -> Hand:
    return sit()
