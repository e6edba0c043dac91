"""The journal as an open file: everything is in it, nothing of it can be changed unseen, and it makes the same desk."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from made_up import PASSWORD, Clock, Found

from desk.actions.cases import correct_case, erase_case, record_case
from desk.actions.desk import Desk
from desk.actions.handling import HANDLING
from desk.actions.journal import export_journal, import_journal
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.actions.opening import Founding, open_desk
from desk.actions.operators import add_operator
from desk.actions.steps import forward_case, reply_case
from desk.actions.telling import tell_person
from desk.actions.watching import Watching
from desk.errors import BadEnvironment, BadInput
from desk.reads.cases import find_cases
from desk.storage.statement import run
from desk.storage.tables import COMPUTED

OFFICE = Founding("310116110000", "山阳镇征集工作站", "town", "卫某", PASSWORD)
OTHER = Founding("310116113000", "另一个站", "point", "陆某", PASSWORD)
_LOCAL = {"n", "rank", "own", "last_own", "subject"}  # numbers of rows, and whose the facts are
Lines = list[dict[str, Any]]


@pytest.fixture
def office(found: Found, tmp_path: Path) -> Desk:
    """Several cases on their way, one of them with its person erased."""
    desk = found(tmp_path / "office", OFFICE).desk
    for n in range(12):
        form = {
            "title": f"路灯{n}",
            "original_text": "东门黑 𬭎\n=1+1",
            "suggester": {"name": "欧阳某", "phone": "13900000005"},
        }
        id = record_case(desk, form).subjects[0]
        if n % 2:
            forward_case(desk, id, {"unit": "U02"})
        if n % 3 == 0:
            reply_case(desk, id, {"outcome": "1", "reply_text": "换了"})
            tell_person(desk, id, {"how": "FM2", "satisfaction": "S1"})
        if n == 4:
            erase_case(desk, id, "person", "本人要求")
        if n == 5:
            correct_case(desk, id, {"title": "灯"}, "写错")
        if n == 8:
            HANDLING["discuss"](desk, id, {"record": "小圆桌"})
    return desk


@pytest.fixture
def empty(found: Found, tmp_path: Path) -> Desk:
    return found(tmp_path / "empty", OTHER).desk


@pytest.fixture
def file(office: Desk, tmp_path: Path) -> Path:
    export_journal(office, tmp_path / "j.jsonl", persons=True)
    return tmp_path / "j.jsonl"


def lines_of(file: Path) -> Lines:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def rewrite(file: Path, lines: Lines) -> None:
    """As somebody would who knows the format: with a proof at the end that fits."""
    body = b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in lines[:-1])
    end = {"end": lines[0]["facts"], "sha256": hashlib.sha256(body).hexdigest()}
    file.write_bytes(body + json.dumps(end).encode() + b"\n")


def tables(desk: Desk) -> dict[str, list[str]]:
    """What the computed tables say, whatever the numbers of their rows; the founding of each desk left out."""
    said = {}
    with desk.vault.read() as connection:
        for table in COMPUTED:
            names = [column.name for column in table.columns if column.name not in _LOCAL]
            rows = run(connection, f"SELECT {', '.join(names)} FROM {table.name}").fetchall()
            said[table.name] = sorted(map(repr, rows))
    return said


def test_every_fact_stands_in_it_in_words_one_can_read(office: Desk, file: Path):
    head, *facts, end = lines_of(file)
    assert head["facts"] == end["end"] == len(facts) == verify_desk(office)[0]
    first = next(one for one in facts if one["content"]["kind"] == "case.registered")
    assert first["words"]["data"]["fields"]["original_text"] == "东门黑 𬭎\n=1+1"
    assert first["person"]["data"]["fields"]["name"] == "欧阳某"
    assert {"stream", "seq", "prev", "hash", "content"} <= first.keys()


def test_a_desk_made_of_it_says_the_same(office: Desk, empty: Desk, file: Path, tmp_path: Path):
    before = tables(empty)
    facts = import_journal(empty, file)
    assert facts == verify_desk(office)[0]
    mine, theirs = tables(empty), tables(office)
    for name in theirs:
        assert Counter(mine[name]) - Counter(before[name]) == Counter(theirs[name]), name
    assert verify_desk(empty)[1] == []
    assert rebuild_desk(empty)[0]
    assert find_cases(empty.vault, empty.lens, "东门").total == 12
    export_journal(empty, tmp_path / "again.jsonl", persons=True)
    again = {line["hash"]: line for line in lines_of(tmp_path / "again.jsonl")[1:-1]}
    assert all(again[one["hash"]] | {"stream": 0} == one | {"stream": 0} for one in lines_of(file)[1:-1])


def test_names_stay_behind_unless_they_are_asked_for(office: Desk, empty: Desk, tmp_path: Path):
    export_journal(office, tmp_path / "j.jsonl")
    text = (tmp_path / "j.jsonl").read_text("utf-8")
    assert not any(secret in text for secret in ("欧阳某", "13900000005", "卫某"))
    assert "东门黑" in text
    import_journal(empty, tmp_path / "j.jsonl")
    assert verify_desk(empty)[1] == []
    assert {row.who for row in find_cases(empty.vault, empty.lens, "路灯").rows} == {""}


def test_a_volunteer_writes_no_names_out(office: Desk, tmp_path: Path):
    clock, lists = office.clock, office.lists
    add_operator(office, "陆某", PASSWORD + "2")
    office.close()
    volunteer = open_desk(tmp_path / "office", clock, lists, password=PASSWORD + "2", operator="陆某")
    with pytest.raises(BadInput, match="unmask_not_head"):
        export_journal(volunteer, tmp_path / "v.jsonl", persons=True)
    assert not (tmp_path / "v.jsonl").exists()
    assert export_journal(volunteer, tmp_path / "v.jsonl") == verify_desk(volunteer)[0]
    volunteer.close()


def test_what_is_erased_stays_erased(office: Desk, empty: Desk, file: Path, tmp_path: Path):
    """Even where somebody puts the words back into a file from an older one, with the list of erasures taken out."""
    older = tmp_path / "older.jsonl"
    id = record_case(office, {"original_text": "要删的话", "suggester": {"name": "赵某"}}).subjects[0]
    export_journal(office, older, persons=True)
    erase_case(office, id, "both", "本人要求")
    export_journal(office, file, persons=True)
    assert "赵某" not in file.read_text("utf-8")
    kept = {line["hash"]: line for line in lines_of(older)[1:-1]}
    head, *facts, end = lines_of(file)
    rewrite(file, [head | {"erased": []}, *(kept.get(one["hash"], one) for one in facts), end])
    assert "赵某" in file.read_text("utf-8")
    import_journal(empty, file)
    assert verify_desk(empty)[1] == []
    assert find_cases(empty.vault, empty.lens, "赵某").total == 0
    assert find_cases(empty.vault, empty.lens, "要删的话").total == 0


def _swap(lines: Lines) -> Lines:
    return [*lines[:4], lines[5], lines[4], *lines[6:]]


def _change(lines: Lines) -> Lines:
    lines[5]["content"]["recorded_at"] = "2026-11-20T00:00:00.000Z"
    return lines


def _change_words(lines: Lines) -> Lines:
    line = next(one for one in lines[1:] if "words" in one and "original_text" in one["words"]["data"]["fields"])
    line["words"]["data"]["fields"]["original_text"] = "别的话"
    return lines


def _drop(lines: Lines) -> Lines:
    return [lines[0] | {"facts": lines[0]["facts"] - 1}, *lines[1:6], *lines[7:]]


def _twice(lines: Lines) -> Lines:
    return [lines[0] | {"facts": lines[0]["facts"] + 1}, *lines[1:7], lines[6], *lines[7:]]


def _stamp(lines: Lines) -> Lines:
    lines[5]["stamp"] = {"epoch": -1, "n": 1, "verdict": "ok", "reason": "", "hub_time": 0, "mac": "00" * 16}
    return lines


@pytest.mark.parametrize("spoil", [_swap, _change, _change_words, _drop, _twice, _stamp])
@pytest.mark.parametrize("proven", [True, False])
def test_a_changed_file_is_refused_and_changes_nothing(
    spoil: Callable[[Lines], Lines], proven: bool, empty: Desk, file: Path
):
    before, lines = (verify_desk(empty), tables(empty)), spoil(lines_of(file))
    rewrite(file, lines)
    if not proven:
        text = file.read_text("utf-8").splitlines()
        file.write_text(
            "\n".join([*text[:-1], json.dumps({"end": lines[0]["facts"], "sha256": "0" * 64}), ""]), "utf-8"
        )
    with pytest.raises(BadInput, match="journal_line_wrong"):
        import_journal(empty, file)
    assert (verify_desk(empty), tables(empty)) == before


def test_another_verdict_is_seen_at_the_end(empty: Desk, file: Path):
    """What no hash of a fact covers is covered by that of the whole."""
    lines = file.read_bytes().splitlines(keepends=True)
    lines[3] = lines[3].replace(b'"stream":0', b'"dismissed":"2026-11-21","stream":0', 1)
    file.write_bytes(b"".join(lines))
    with pytest.raises(BadInput, match="journal_line_wrong"):
        import_journal(empty, file)


def test_every_cut_is_refused(empty: Desk, file: Path):
    data, before = file.read_bytes(), verify_desk(empty)
    ends = [at for at in range(len(data)) if data[at : at + 1] == b"\n"]
    for at in {0, 1, 100, *ends[:-1:7], *(end + 1 for end in ends[:-1:7]), len(data) - 1}:
        file.write_bytes(data[:at])
        with pytest.raises(BadInput, match="journal_"):
            import_journal(empty, file)
    file.write_bytes(data + b"\n")
    with pytest.raises(BadInput, match="journal_line_wrong"):
        import_journal(empty, file)
    assert verify_desk(empty) == before


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "journal_unknown"),
        (b"\n", "journal_unknown"),
        (b"PK\x03\x04\n", "journal_unknown"),
        (b'{"format":"minsheng-journal","version":2}\n', "journal_newer"),
        (b'{"format":"minsheng-journal","version":1}\n', "journal_unknown"),
        (b'{"format":"else","version":1}\n', "journal_unknown"),
        (b"[" * 100_000 + b"\n", "journal_unknown"),
    ],
)
def test_what_is_no_journal_says_so(data: bytes, code: str, empty: Desk, tmp_path: Path):
    (tmp_path / "x").write_bytes(data)
    with pytest.raises(BadInput, match=code):
        import_journal(empty, tmp_path / "x")


def test_too_long_a_line_and_too_large_a_file_are_refused(empty: Desk, file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("desk.storage.journal_file.LONGEST", 500)
    with pytest.raises(BadInput, match="journal_line_wrong"):
        import_journal(empty, file)
    monkeypatch.setattr("desk.storage.journal_file.LARGEST", 500)
    with pytest.raises(BadInput, match="journal_too_large"):
        import_journal(empty, file)


def test_only_a_desk_where_nothing_was_recorded_takes_one(office: Desk, empty: Desk, file: Path, tmp_path: Path):
    with pytest.raises(BadInput, match="journal_not_empty"):
        import_journal(office, file)
    assert import_journal(empty, file, dry_run=True) == lines_of(file)[0]["facts"]
    import_journal(empty, file)
    with pytest.raises(BadInput, match="journal_not_empty"):
        import_journal(empty, file)
    with pytest.raises(BadInput, match="file_missing"):
        import_journal(empty, tmp_path / "nothing")


def test_stopped_in_the_middle_nothing_is_there(empty: Desk, file: Path):
    with pytest.raises(BadInput, match="journal_stopped"):
        import_journal(empty, file, watching=Watching(stop=lambda: True))
    assert find_cases(empty.vault, empty.lens).total == 0


def test_an_export_that_does_not_fit_leaves_nothing(office: Desk, tmp_path: Path):
    out = tmp_path / "out"
    out.mkdir()

    def full(_done: int, _of: int) -> None:
        raise OSError(28, "full")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("desk.actions.journal.write_journal", lambda *_: full(0, 0))
        with pytest.raises(BadEnvironment, match="disk_full"):
            export_journal(office, out / "j.jsonl")
    assert list(out.iterdir()) == []


def test_the_clock_of_a_desk_is_no_part_of_it(office: Desk, clock: Clock, file: Path, tmp_path: Path):
    clock.wait(days=3)
    export_journal(office, tmp_path / "later.jsonl", persons=True)
    assert (tmp_path / "later.jsonl").read_bytes() == file.read_bytes()
