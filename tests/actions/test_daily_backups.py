"""The backup of the day: made when something was written, listed, thinned out, and never silent about a failure."""

from pathlib import Path

import pytest
from made_up import Clock

from desk.actions.cases import record_case
from desk.actions.desk import Desk
from desk.actions.keeping import back_up_new, backup_desk
from desk.domain.moment import local
from desk.errors import BadEnvironment
from desk.reads.backups import read_backups
from desk.storage.shelf import Shelf, read_shelf

DAY = 24 * 3600


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_one_is_made_when_something_was_written_and_one_a_day_is_kept(desk: Desk, clock: Clock, folder: Path):
    assert back_up_new(desk, folder)
    assert not back_up_new(desk, folder)
    clock.wait(seconds=60)
    record_case(desk, {"title": "灯"})
    assert back_up_new(desk, folder), "what came in the afternoon is not lost in the night"
    assert len(names(folder)) == 1, "of a day the newest stays"
    clock.wait(seconds=DAY)
    record_case(desk, {"title": "灯"})
    assert back_up_new(desk, folder)
    clock.wait(seconds=DAY)
    assert not back_up_new(desk, folder), "nothing was written since"
    assert len(names(folder)) == 2
    view = read_backups(desk.vault, desk.home, clock())
    assert view.path == folder / names(folder)[-1]
    assert view.at is not None
    assert local(view.at) == view.at
    assert (view.trouble, view.late) == (None, False)


def test_a_backup_that_was_taken_away_or_belongs_elsewhere_is_made_again(desk: Desk, folder: Path, tmp_path: Path):
    assert back_up_new(desk, folder)
    for path in folder.iterdir():
        path.unlink()
    assert back_up_new(desk, folder)
    assert back_up_new(desk, tmp_path / "stick")
    assert not back_up_new(desk, tmp_path / "stick")


def test_a_failure_is_kept_until_one_goes_well(desk: Desk, clock: Clock, folder: Path):
    folder.write_text("no folder")
    with pytest.raises(BadEnvironment):
        back_up_new(desk, folder)
    view = read_backups(desk.vault, desk.home, clock())
    assert view.trouble == {"code": "home_read_only"}
    assert view.at is None
    folder.unlink()
    assert back_up_new(desk, folder)
    assert read_backups(desk.vault, desk.home, clock()).trouble is None


def test_after_a_failure_the_same_day_tries_again(desk: Desk, clock: Clock, folder: Path, tmp_path: Path):
    assert back_up_new(desk, folder)
    record_case(desk, {"title": "灯"})
    clock.wait(seconds=DAY)
    moved = folder.rename(tmp_path / "away")
    folder.write_text("no folder")
    with pytest.raises(BadEnvironment):
        back_up_new(desk, folder)
    folder.unlink()
    moved.rename(folder)
    assert back_up_new(desk, folder)
    assert len(names(folder)) == 2


def test_the_newest_of_seven_days_and_twelve_months_stay_and_nobody_elses_goes(desk: Desk, clock: Clock, folder: Path):
    folder.mkdir()
    other = folder / "minsheng-20200101-080000.mbackup"
    other.write_bytes(b"of another desk")
    made = []
    for _ in range(40):
        record_case(desk, {"title": "灯"})
        assert back_up_new(desk, folder)
        made.append(local(clock()).date())
        clock.wait(seconds=DAY)
    months = {(day.year, day.month): day for day in made}
    wanted = sorted({*made[-7:], *months.values()})
    assert [local(one.at).date() for one in read_shelf(desk.home).made] == wanted
    assert len(names(folder)) == len(wanted) + 1
    assert other.exists()


def test_what_waits_three_days_for_a_backup_is_late(desk: Desk, clock: Clock, folder: Path):
    backup_desk(desk, folder)
    clock.wait(seconds=4 * DAY)
    assert not read_backups(desk.vault, desk.home, clock()).late, "nothing waits"
    record_case(desk, {"title": "灯"})
    assert read_backups(desk.vault, desk.home, clock()).late


@pytest.mark.parametrize("text", ["", "[]", '{"made": [{}], "tried": null, "trouble": null}', "\0\0"])
def test_a_list_that_cannot_be_read_is_an_empty_one(desk: Desk, text: str):
    desk.home.shelf.write_text(text)
    assert read_shelf(desk.home) == Shelf()
