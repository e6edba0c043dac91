"""Backups count only when they open; a restore leaves the old desk or the new one, never neither."""

import os
import random
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from clear_pages import clear_bytes, holds
from made_up import PASSWORD, Clock, form

from desk.actions.cases import erase_case, record_case
from desk.actions.desk import Desk, Lists
from desk.actions.keeping import backup_desk, restore_desk, verify_desk
from desk.actions.opening import Founded, change_password, is_founded, open_desk, operators_of, station_of
from desk.errors import BadEnvironment, BadInput
from desk.reads.cases import find_cases, read_case
from desk.storage import aside, backup
from desk.storage.erasures import add_erasures, read_erasures
from desk.storage.files import Home
from desk.storage.save import new_id

Open = Callable[..., Desk]


@pytest.fixture
def open_at(clock: Clock, lists: Lists) -> Iterator[Open]:
    opened: list[Desk] = []

    def _open(home: Path, **ways: str) -> Desk:
        opened.append(open_desk(home, clock, lists, **(ways or {"password": PASSWORD})))
        return opened[-1]

    yield _open
    for each in opened:
        each.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick"


def titles(desk: Desk) -> set[str]:
    return {row.title for row in find_cases(desk.vault, desk.lens).rows}


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_backup_is_one_file_that_was_opened_and_counted(desk: Desk, stick: Path):
    for _ in range(3):
        record_case(desk, {"title": "路灯"})
    made = backup_desk(desk, stick)
    assert made.path.name == "minsheng-20261121-100007.mbackup"
    assert made.facts == 5
    assert [path.name for path in stick.iterdir()] == [made.path.name]
    assert backup_desk(desk, stick).path.name == "minsheng-20261121-100007-2.mbackup"
    raw = made.path.read_bytes()
    assert "路灯".encode() not in raw
    assert b"SQLite format 3" not in raw


def test_a_backup_holds_what_was_not_yet_written_back_from_the_log(
    desk: Desk, stick: Path, open_at: Open, clock: Clock
):
    record_case(desk, {"title": "刚刚存的"})
    assert desk.home.database.with_name("desk.db-wal").stat().st_size > 0
    made = backup_desk(desk, stick)
    restore_desk(made.path, stick / "home", clock, password=PASSWORD)
    assert titles(open_at(stick / "home")) == {"刚刚存的"}


@pytest.mark.parametrize("place", [0.001, 0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_backup_that_does_not_open_does_not_count(
    place: float, desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
):
    real = backup.copy_database

    def torn(vault: Any, key: bytes, target: Path) -> None:
        real(vault, key, target)
        data = bytearray(target.read_bytes())
        start = int(len(data) * place)
        data[start : start + 99] = bytes(99)
        target.write_bytes(data)

    monkeypatch.setattr(backup, "copy_database", torn)
    with pytest.raises(BadEnvironment, match=r"backup_damaged|database_damaged|not_a_database"):
        backup_desk(desk, stick)
    assert list(stick.iterdir()) == []


def test_a_backup_to_a_full_disk_is_told_and_leaves_nothing(desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object, **__: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(BadEnvironment, match="disk_full"):
        backup_desk(desk, stick)
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize("way", ["password", "recovery_code"])
def test_a_backup_is_restored_on_an_empty_computer(
    way: str, founded: Founded, stick: Path, tmp_path: Path, open_at: Open, clock: Clock
):
    desk = founded.desk
    record_case(desk, form(random.Random(1)))
    secret = PASSWORD if way == "password" else founded.recovery_code.lower()
    made = backup_desk(desk, stick)
    home = tmp_path / "another"
    restored = restore_desk(made.path, home, clock, **{way: secret})
    assert (restored.facts, restored.path) == (made.facts, home)
    assert sorted(path.name for path in home.iterdir()) == ["desk.db", "erased", "instance", "keyring.json"]
    again = open_at(home, **{way: secret})
    assert titles(again) == titles(desk)
    assert verify_desk(again)[1] == []
    record_case(again, {"title": "桥"})
    assert verify_desk(again)[1] == []


def test_what_was_there_is_moved_aside_whole(desk: Desk, stick: Path, open_at: Open, clock: Clock, tmp_path: Path):
    record_case(desk, {"title": "早"})
    made = backup_desk(desk, stick)
    record_case(desk, {"title": "晚"})
    desk.close()
    before = files_of(desk.home.folder)
    assert before.pop("backups.json"), "which backups this computer has is no record: it stays"
    restored = restore_desk(made.path, desk.home.folder, clock, password=PASSWORD)
    assert desk.home.shelf.exists()
    assert restored.path == desk.home.folder / "before-restore-20261121-100007"
    assert files_of(restored.path) == before
    assert titles(open_at(desk.home.folder)) == {"早"}
    assert titles(open_at(restored.path)) == {"早", "晚"}


def test_the_log_of_a_desk_that_died_is_moved_aside_with_it(
    desk: Desk, stick: Path, open_at: Open, clock: Clock, tmp_path: Path
):
    record_case(desk, {"title": "早"})
    made = backup_desk(desk, stick)
    record_case(desk, {"title": "晚"})
    home = tmp_path / "died"
    shutil.copytree(desk.home.folder, home)  # as after a power cut: what was saved last stands in the log alone
    assert (home / "desk.db-wal").stat().st_size > 0
    restored = restore_desk(made.path, home, clock, password=PASSWORD)
    assert titles(open_at(home)) == {"早"}
    assert titles(open_at(restored.path)) == {"早", "晚"}


def test_a_wrong_secret_changes_nothing(desk: Desk, stick: Path, open_at: Open, clock: Clock):
    record_case(desk, {"title": "早"})
    made = backup_desk(desk, stick)
    desk.close()
    before = files_of(desk.home.folder)
    for ways, code in (
        ({"password": "wrong-password"}, "wrong_password"),
        ({"recovery_code": "AAAAA-AAAAA"}, "wrong_recovery_code"),
        ({"password": PASSWORD, "operator": "李某"}, "operator_unknown"),
    ):
        with pytest.raises(BadInput, match=code):
            restore_desk(made.path, desk.home.folder, clock, **ways)
        assert files_of(desk.home.folder) == before
    assert titles(open_at(desk.home.folder)) == {"早"}


@pytest.mark.parametrize("damage", ["flipped", "cut", "empty", "no zip", "no keys", "folder", "missing", "other key"])
def test_a_damaged_file_is_refused_and_changes_nothing(damage: str, desk: Desk, stick: Path, clock: Clock):
    record_case(desk, {"title": "早"})
    file = backup_desk(desk, stick).path
    desk.close()
    before = files_of(desk.home.folder)
    data = bytearray(file.read_bytes())
    match damage:
        case "flipped":
            data[len(data) // 2] ^= 1
            file.write_bytes(data)
        case "cut":
            file.write_bytes(data[: len(data) // 2])
        case "empty":
            file.write_bytes(b"")
        case "no zip":
            file.write_bytes(b"this is a letter, not a backup" * 100)
        case "no keys" | "other key":
            rewrite(file, damage)
        case "folder":
            file.unlink()
            file.mkdir()
        case "missing":
            file.unlink()
    with pytest.raises((BadInput, BadEnvironment), match=r"not_a_backup|file_missing|file_unreadable"):
        restore_desk(file, desk.home.folder, clock, password=PASSWORD)
    assert files_of(desk.home.folder) == before


def rewrite(file: Path, damage: str) -> None:
    with zipfile.ZipFile(file) as old:
        members = {name: old.read(name) for name in old.namelist()}
    if damage == "no keys":
        del members["keyring.json"]
    else:
        members["desk.db"] = bytes(len(members["desk.db"]))
    with zipfile.ZipFile(file, "w") as new:
        for name, data in members.items():
            new.writestr(name, data)


class PowerCut(BaseException):
    """Nothing may catch this one and tidy up more than a `with` does."""


@pytest.mark.parametrize("there", [True, False], ids=["over a desk", "into an empty folder"])
def test_a_restore_that_is_cut_short_leaves_the_old_desk_or_the_new(
    there: bool, desk: Desk, stick: Path, tmp_path: Path, open_at: Open, clock: Clock
):
    """Every touch of a file is the last one, in turn; then the desk is opened."""
    record_case(desk, {"title": "早"})
    made = backup_desk(desk, stick)
    record_case(desk, {"title": "晚"})
    desk.close()
    outcomes, cut = set(), 0
    while True:
        home = tmp_path / f"cut-{cut}"
        if there:
            shutil.copytree(desk.home.folder, home)
        done = restore_until(cut, made.path, home, clock)
        if there or is_founded(home):
            assert station_of(home) == "晨光居民区征集点"
            assert operators_of(home) == ("卫某",)
            opened = open_at(home)
            outcomes.add(frozenset(titles(opened)))
            assert verify_desk(opened)[1] == []
            record_case(opened, {"title": "又一件"})
            opened.close()
            assert not (home / "restored").exists()
        else:
            outcomes.add(frozenset())
        if done:
            break
        cut += 1
    assert cut > 8
    assert outcomes == {frozenset({"早"}), frozenset({"早", "晚"}) if there else frozenset()}
    assert titles(open_at(home)) == {"早", "又一件"}


def restore_until(cut: int, file: Path, home: Path, clock: Clock) -> bool:
    """Restores until the disk was touched so many times; answers whether it came to the end."""
    touches = iter(range(10_000))

    def counting(real: Callable[..., Any]) -> Callable[..., Any]:
        def touch(*args: Any, **how: Any) -> Any:
            if next(touches) == cut:
                raise PowerCut
            return real(*args, **how)

        return touch

    with pytest.MonkeyPatch.context() as patch:
        for name in ("mkdir", "replace", "rename", "rmdir"):
            patch.setattr(Path, name, counting(getattr(Path, name)))
        for owner, name in ((backup, "_unpack"), (backup, "_prepare"), (backup, "_facts_in"), (aside, "sync_folder")):
            patch.setattr(owner, name, counting(getattr(owner, name)))
        try:
            restore_desk(file, home, clock, password=PASSWORD)
        except PowerCut:
            return False
    return True


def test_an_interrupted_restore_is_finished_by_the_next_one_too(desk: Desk, stick: Path, open_at: Open, clock: Clock):
    record_case(desk, {"title": "早"})
    made = backup_desk(desk, stick)
    desk.close()
    for cut in range(8, 16):
        restore_until(cut, made.path, desk.home.folder, clock)
    restore_desk(made.path, desk.home.folder, clock, password=PASSWORD)
    assert titles(open_at(desk.home.folder)) == {"早"}
    assert not (desk.home.folder / "restored").exists()


def test_a_password_can_be_changed_in_a_folder_whose_restore_was_cut_short(
    desk: Desk, stick: Path, open_at: Open, clock: Clock, tmp_path: Path
):
    made = backup_desk(desk, stick)
    desk.close()
    for cut in range(12):
        home = tmp_path / f"cut-{cut}"
        shutil.copytree(desk.home.folder, home)
        restore_until(cut, made.path, home, clock)
        change_password(home, "另一个密码-7", password=PASSWORD)
        open_at(home, password="另一个密码-7").close()


def erased_parts(desk: Desk, case: UUID) -> tuple[str, ...]:
    return read_case(desk.vault, desk.lens, case).erased


def test_erasures_survive_the_restore_of_an_older_backup(desk: Desk, stick: Path, open_at: Open, clock: Clock):
    one, other, third = (record_case(desk, form(random.Random(n))).subjects[0] for n in range(3))
    made = backup_desk(desk, stick)
    erase_case(desk, one, "person", "本人要求")
    erase_case(desk, other, "both", "本人要求")
    late = record_case(desk, {"title": "备份以后记的"}).subjects[0]
    erase_case(desk, late, "words", "本人要求")
    desk.close()
    restored = restore_desk(made.path, desk.home.folder, clock, password=PASSWORD)
    assert restored.facts == made.facts
    back = open_at(desk.home.folder)
    assert [erased_parts(back, case) for case in (one, other, third)] == [("person",), ("person", "words"), ()]
    assert verify_desk(back)[1] == []
    step = read_case(back.vault, back.lens, one).steps[0]
    assert (step.kind, step.who, step.verdict) == ("erased", "卫某", "provisional")
    name = form(random.Random(0))["suggester"]["name"]
    assert not holds(clear_bytes(back), name)
    assert (late, "words") in read_erasures(back.home.erasures)


def test_erasures_travel_in_the_backup_and_by_the_recovery_code(
    founded: Founded, stick: Path, tmp_path: Path, open_at: Open, clock: Clock
):
    desk = founded.desk
    case = record_case(desk, form(random.Random(0))).subjects[0]
    old = backup_desk(desk, stick)
    erase_case(desk, case, "both", "本人要求")
    new = backup_desk(desk, stick)
    with zipfile.ZipFile(new.path) as packed:
        assert packed.read("erased").decode().split() == [str(case), "person", str(case), "words"]
    desk.close()
    home = tmp_path / "another"
    restore_desk(new.path, home, clock, recovery_code=founded.recovery_code)
    restore_desk(old.path, home, clock, recovery_code=founded.recovery_code)
    assert erased_parts(open_at(home), case) == ("person", "words")


def test_an_erasure_whose_line_was_lost_is_written_again_at_the_next_start(
    desk: Desk, stick: Path, open_at: Open, clock: Clock
):
    case = record_case(desk, {"title": "路灯"}).subjects[0]
    made = backup_desk(desk, stick)
    erase_case(desk, case, "words", "本人要求")
    desk.close()
    file = desk.home.erasures
    for torn in (b"", file.read_bytes()[:30], b"\xff\xfe nonsense\n\n" + file.read_bytes()[:-3]):
        file.write_bytes(torn)
        open_at(desk.home.folder).close()
        assert read_erasures(file) == {(case, "words")}
    file.unlink()
    open_at(desk.home.folder).close()
    restore_desk(made.path, desk.home.folder, clock, password=PASSWORD)
    assert erased_parts(open_at(desk.home.folder), case) == ("words",)


def test_the_list_of_erasures_tells_nothing_of_whom(desk: Desk):
    given = form(random.Random(0))
    case = record_case(desk, given).subjects[0]
    erase_case(desk, case, "both", "本人要求")
    assert desk.home.erasures.read_text(encoding="ascii").split() == [str(case), "person", str(case), "words"]


def test_the_list_of_erasures_takes_many_and_each_once(tmp_path: Path):
    file = tmp_path / "erased"
    assert read_erasures(file) == set()
    ids = {(new_id(), "person") for _ in range(50)}
    add_erasures(file, ids)  # type: ignore[arg-type]
    add_erasures(file, ids)  # type: ignore[arg-type]
    assert read_erasures(file) == ids
    assert Home(tmp_path).erasures == file


def test_what_a_power_cut_left_of_a_copy_is_swept_away_after_a_day(desk: Desk, open_at: Open, clock: Clock):
    desk.close()
    now = clock().timestamp()
    ages = {".rebuilding-old": 2, ".restoring-old": 2, ".rebuilding-new": 0.5, "before-restore-old": 9}
    for name, days in ages.items():
        (desk.home.folder / name).mkdir()
        (desk.home.folder / name / "desk.db").write_bytes(b"a copy")
        os.utime(desk.home.folder / name, (now - days * 86_400,) * 2)
    open_at(desk.home.folder)
    assert {name for name in ages if (desk.home.folder / name).exists()} == {".rebuilding-new", "before-restore-old"}
