"""kill -9 at random moments: what an action answered is there afterwards, and everything still agrees.

Fifty kills of recording in every run; SOAK_KILLS=1000 makes a thousand of them, SOAK_SEED repeats the moments.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from desk.actions.cases import record_case
from desk.actions.importing import import_cases
from desk.actions.keeping import backup_desk, restore_desk
from desk.actions.lists import computer_clock
from desk.actions.opening import is_founded
from desk.domain.numbering import show_number
from desk.errors import BadInput
from desk.reads.cases import find_cases, read_case
from desk.reads.drafts import list_drafts, read_draft
from tests.cli.command_tools import PASSWORD, Commands
from tests.soak import deeds
from tests.soak.deeds import Deed, form, found_cheaply, open_home
from tests.soak.killing import KILLS, Lost, NothingSaved, chance, copy_home, holds, kill_during

PER_HOME = 5  # kills before the next home: checking a home costs what is in it
OTHERS = max(4, KILLS // 10)  # kills of each other deed
LONGEST = 0.12  # seconds between the first word and the end: a dozen commits
ROWS = 130  # of an import: four transactions


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("founded") / "home"
    found_cheaply(home)
    return home


@pytest.fixture(scope="module")
def busy(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A station with forty cases."""
    home = copy_home(founded, tmp_path_factory.mktemp("busy") / "home")
    desk = open_home(home)
    for n in range(40):
        record_case(desk, form(f"旧件 {n}"))
    desk.close()
    return home


def homes(founded: Path, folder: Path, kills: int) -> Iterator[tuple[int, Path]]:
    """The number of a kill and the home it happens in."""
    for kill in range(kills):
        home = folder / f"home-{kill // PER_HOME}"
        yield kill, home if home.exists() else copy_home(founded, home)


def saved_in(home: Path, told: dict[str, str]) -> int:
    """Shows every case that was told as saved; answers how many cases there are. Raises Lost."""
    desk = open_home(home)
    try:
        for id, title in told.items():
            try:
                fields = read_case(desk.vault, desk.lens, UUID(id)).fields
            except BadInput as error:
                raise Lost(id) from error
            assert (fields["title"], fields["original_text"]) == (title, deeds.WORDS)
        return find_cases(desk.vault, desk.lens, limit=0).total
    finally:
        desk.close()


def kill_recording(deed: Deed, founded: Path, folder: Path, kills: int) -> dict[Path, dict[str, str]]:
    """Kills so often, and looks after every case told in each home after each kill; answers them."""
    moments, all_told = chance(deed.__name__), dict[Path, dict[str, str]]()
    for kill, home in homes(founded, folder, kills):
        told = all_told.setdefault(home, {})
        told.update(kill_during(deed, home, kill, moments.uniform(0, LONGEST)))
        total = saved_in(home, told)
        unanswered = total - len(told)
        assert 0 <= unanswered <= kill % PER_HOME + 1
        holds(home)
    return all_told


def test_no_recorded_case_is_lost_by_killing_the_desk(founded: Path, tmp_path: Path):
    all_told = kill_recording(deeds.record, founded, tmp_path, KILLS)
    assert sum(map(len, all_told.values())) >= KILLS
    (tmp_path / "password").write_text(PASSWORD)
    for home, told in list(all_told.items())[-2:]:
        station = Commands(home, tmp_path / "password")
        assert station("verify").value["ok"] is True
        desk = open_home(home)
        id, title = list(told.items())[-1]  # told just before the kill
        number = show_number(read_case(desk.vault, desk.lens, UUID(id)).row.number)
        desk.close()
        assert station("show", number).value["fields"]["title"] == title


def test_an_answer_before_the_commit_is_caught(founded: Path, tmp_path: Path):
    with pytest.raises(Lost):
        kill_recording(deeds.record_before_commit, founded, tmp_path, PER_HOME)


def test_a_run_that_saved_nothing_is_a_failure(founded: Path, tmp_path: Path):
    home = copy_home(founded, tmp_path / "home")
    with pytest.raises(NothingSaved):
        kill_during(deeds.do_nothing, home, 0, 0, patience=2)


def test_a_draft_that_was_saved_is_there_after_a_kill(founded: Path, tmp_path: Path):
    moments = chance("draft")
    for _, home in homes(founded, tmp_path, OTHERS):
        draft = uuid4()
        *_, longest = kill_during(deeds.type_draft, home, str(draft), moments.uniform(0, LONGEST))
        desk = open_home(home)
        kept = read_draft(desk.vault, draft)
        desk.close()
        assert kept is not None
        assert len(kept["original_text"]) - longest in (0, 1)
        holds(home)


def test_a_draft_and_its_case_are_never_both_there(founded: Path, tmp_path: Path):
    moments = chance("draft to case")
    for kill, home in homes(founded, tmp_path, OTHERS):
        told = kill_during(deeds.record_drafts, home, kill, moments.uniform(0, LONGEST))
        desk = open_home(home)
        cases = {row.title for row in find_cases(desk.vault, desk.lens, limit=10_000).rows}
        drafts = {row.title for row in list_drafts(desk.vault)}
        desk.close()
        assert set(told) <= cases
        assert not cases & drafts
        assert len(drafts) <= kill % PER_HOME + 1
        holds(home)


def test_an_import_that_was_killed_is_finished_by_the_next_one(founded: Path, tmp_path: Path):
    moments = chance("import")
    rows = json.dumps([{"id": str(n), "original_text": f"第 {n} 条，路灯不亮。"} for n in range(ROWS)]).encode()
    for kill in range(OTHERS):
        home = copy_home(founded, tmp_path / f"home-{kill}")
        kill_during(deeds.take_over, home, rows, moments.uniform(0, 0.3))
        holds(home)
        desk = open_home(home)
        there = find_cases(desk.vault, desk.lens, limit=0).total
        assert there in (*range(0, ROWS, deeds.BATCH), ROWS)
        again = import_cases(desk, rows)
        assert (again.known, again.imported) == (there, ROWS - there)
        desk.close()
        holds(home)


def test_what_was_erased_stays_erased_and_nothing_is_half_erased(busy: Path, tmp_path: Path):
    moments = chance("erase")
    for kill in range(OTHERS):
        home = copy_home(busy, tmp_path / f"home-{kill}")
        _, *told = kill_during(deeds.erase, home, None, moments.uniform(0, 2 * LONGEST))
        holds(home)
        desk = open_home(home)
        rows = find_cases(desk.vault, desk.lens, limit=1000).rows
        erased = {row.id: read_case(desk.vault, desk.lens, row.id).erased for row in rows}
        assert set(map(len, erased.values())) <= {0, 2}
        whole = sum(not parts for parts in erased.values())
        assert find_cases(desk.vault, desk.lens, "欧阳某").total == whole
        assert all(erased[UUID(id)] for id in told)
        assert whole + len(told) in (40, 39)
        desk.close()


def test_a_backup_that_has_its_name_is_whole(busy: Path, tmp_path: Path):
    moments = chance("backup")
    for kill in range(OTHERS):
        home, stick = copy_home(busy, tmp_path / f"home-{kill}"), tmp_path / f"stick-{kill}"
        _, *told = kill_during(deeds.back_up, home, stick, moments.uniform(0, 2 * LONGEST))
        named = set(stick.glob("*.mbackup")) if stick.exists() else set()
        assert set(told) <= named
        assert len(named) - len(told) in (0, 1)
        for number, file in enumerate(sorted(named)[-2:]):
            other = tmp_path / f"other-{kill}-{number}"
            assert restore_desk(file, other, computer_clock, password=PASSWORD).facts == 42
            holds(other)
        holds(home)


def test_a_restore_that_was_killed_leaves_the_old_or_the_new(founded: Path, busy: Path, tmp_path: Path):
    moments = chance("restore")
    desk = open_home(busy)
    file = backup_desk(desk, tmp_path / "stick").path
    desk.close()
    for kill in range(OTHERS):
        home = copy_home(founded, tmp_path / f"home-{kill}")
        told = kill_during(deeds.restore, home, file, moments.uniform(0, 2 * LONGEST))
        desk = open_home(home)
        cases = find_cases(desk.vault, desk.lens, limit=0).total
        desk.close()
        assert cases in ((40,) if "restored" in told else (0, 40))
        holds(home)


def test_a_founding_that_was_killed_can_be_done_again(tmp_path: Path):
    moments = chance("found")
    for kill in range(OTHERS):
        home = tmp_path / f"home-{kill}"
        told = kill_during(deeds.found, home, None, moments.uniform(0, 0.4))
        assert is_founded(home) or "founded" not in told
        if not is_founded(home):
            found_cheaply(home)
        holds(home)
