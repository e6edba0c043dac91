"""What holds for every command: where options stand, one JSON value, exit codes, help, languages."""

import json
import logging
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.cli.commands import COMMANDS
from tests.cli.command_tools import LAMP, PASSWORD, STATION, Commands, argv, environment, run, run_inside

LATER = ("figures", "attach")


def test_the_version_is_told():
    assert run("--version").words == "Minsheng Desk 0.1.0\n"
    assert run("--version", "--json").value == {"version": "0.1.0"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_names_every_command_and_every_common_option(lang: str):
    said = run_inside("--help", "--lang", lang)
    assert said.code == 0
    for name in (*COMMANDS, "--home DIR", "--json", "--password-fd N", "--recovery-file FILE"):
        assert f"  {name} " in said.words + " "
    assert ("新设站点" in said.words) == (lang == "zh")


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_is_one_json_value_too(name: str):
    said = run_inside(name, "--help", "--json", "--lang", "en")
    assert said.code == 0
    assert said.value["help"]["usage"].startswith(f"minsheng-desk {name}")
    assert all(one["about"] for one in (*said.value["help"]["arguments"], *said.value["help"]["options"]))


@pytest.mark.parametrize("words", [[], ["frobnicate"], ["--limit", "3", "cases"], ["record"], ["cases", "a", "b"]])
def test_a_command_line_that_makes_no_sense_is_bad_input(words: list[str]):
    said = run_inside("--json", *words)
    assert said.code == 2
    assert said.fault["code"] == "bad_option"


@pytest.mark.parametrize(
    "words",
    [
        ("cases", "--limit", "many"),
        ("cases", "--limit", "-1"),
        ("cases", "--limit", "9" * 30),
        ("cases", "--limit"),
        ("cases", "--nonsense"),
        ("slip", "482"),
        ("cases", "--lang", "fr"),
        ("cases", "--password-fd", "x"),
        ("cases", "--password-file"),
        ("cases", "--home", ""),
        ("cases", "--operator", "--lang"),
    ],
)
def test_a_wrong_option_is_named(words: tuple[str, ...]):
    fault = run_inside(*words, "--json").fault
    assert fault["code"] == "bad_option"
    assert any(word.lstrip("-").split("=")[0] in fault["problem"].lower() for word in (words[-1], words[-2], "out"))


def test_misuse_without_a_screen_or_a_desk_answers_in_a_process_of_its_own():
    assert run("frobnicate", "--json").fault["problem"] == "没有 frobnicate 这个命令"
    plain = run("frobnicate", "--lang", "en")
    assert (plain.code, plain.out) == (2, b"")
    assert (
        plain.error
        == "The command was not understood: there is no command frobnicate. Nothing was changed. See --help.\n"
    )


@pytest.mark.parametrize("name", LATER)
def test_what_is_not_built_yet_is_not_offered(name: str):
    assert run_inside(name, "--json").fault["code"] == "bad_option"
    assert f"  {name} " not in run_inside("--help").words


def test_common_options_stand_before_or_after_the_command(station: Commands):
    common = ["--json", "--lang", "en", "--home", str(station.home), "--operator=卫某"]
    common += ["--password-file", str(station.password)]
    before, after = run_inside(*common, "show", "000-000"), run("show", "000-000", *common)
    assert before.code == after.code == 2
    assert before.fault == after.fault
    assert before.fault["message"] == "No case has the number 000-000. Check the digits on the slip."


def test_in_words_a_list_is_read_by_people_in_both_languages(station: Commands):
    number = station.record()
    chinese, english = station.plain("show", number), station.plain_inside("show", number, "--lang", "en")
    assert chinese.code == english.code == 0
    for words in ("已登记", "已存本机", "来访人：欧阳* 139****0005", "  登记  卫某"):
        assert words in chinese.words
    for words in ("Recorded", "saved here", "Who: 欧阳* 139****0005", "  recorded  卫某"):
        assert words in english.words
    assert "registered" not in chinese.words + english.words


def test_the_password_is_read_from_a_descriptor(station: Commands):
    reading, writing = os.pipe()
    os.write(writing, f"{PASSWORD}\n".encode())  # and left open: only the line is waited for
    said = station("cases", "--password-fd", str(reading), pass_fds=[reading])
    os.close(reading)
    os.close(writing)
    assert said.value == {"total": 0, "cases": []}


@pytest.mark.parametrize("way", [("--password-fd", "0"), ("--password-file", "-")])
def test_a_password_line_and_a_case_may_come_down_one_pipe(station: Commands, way: tuple[str, str]):
    said = station("cases", *way, stdin=f"{PASSWORD}\r\n")
    assert said.value["total"] == 0


def test_a_descriptor_that_is_not_open_is_bad_input(station: Commands):
    assert station.inside("cases", "--password-fd", "77").fault["code"] == "file_unreadable"


def test_without_a_password_and_without_a_terminal_nothing_waits(station: Commands):
    said = run("cases", "--json", "--home", station.home, start_new_session=True)
    assert said.code == 2
    assert said.fault["code"] == "password_missing"
    assert said.seconds < 20


def at_a_terminal(words: list[str], typed: list[bytes]) -> tuple[int, bytes]:
    """Runs a command with a terminal of its own and types when it has asked."""
    pid, terminal = pty.fork()
    if pid == 0:
        try:
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # a job in the background has it ignored, and hands that on
            os.execve(sys.executable, argv(*words), environment())
        finally:
            os._exit(99)
    seen = b""
    for line in typed:
        while not seen.rstrip(b" ").endswith(("：".encode(), b":")):
            seen += os.read(terminal, 1)
        os.write(terminal, line)
        seen += b"|"
    try:
        while more := os.read(terminal, 4096):
            seen += more
    except OSError:  # the other end is closed: it has ended
        pass
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), seen


def test_at_a_terminal_the_password_is_asked_and_not_shown(station: Commands):
    code, seen = at_a_terminal(["cases", "--json", "--home", str(station.home)], [f"{PASSWORD}\n".encode()])
    assert code == 0, seen
    assert seen.startswith("密码：".encode())
    assert PASSWORD.encode() not in seen
    assert json.loads(seen.splitlines()[-1]) == {"total": 0, "cases": []}


def test_a_new_password_is_asked_twice(nowhere: Commands):
    words = ["init", *STATION, "--home", str(nowhere.home)]
    code, seen = at_a_terminal(words, [b"one-password\n", b"another-password\n"])
    assert code == 2
    assert "两次输入的密码不一样".encode() in seen
    assert not nowhere.home.exists()


def test_whoever_presses_control_c_is_told_what_is_safe(station: Commands):
    code, seen = at_a_terminal(["cases", "--lang", "en", "--home", str(station.home)], [b"\x03"])
    assert code == 2
    assert b"Stopped. What was answered as saved is saved" in seen
    assert b"Traceback" not in seen


def test_an_answer_that_cannot_be_written_is_said_on_the_other_stream(station: Commands):
    with Path("/dev/full").open("wb") as full:
        words = argv("record", station.file(LAMP), "--home", station.home, "--password-file", station.password)
        done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, check=False, env=environment())
    assert done.returncode == 3
    assert done.stderr.decode() == "回答写不出来。要做的已经做了，请用 cases 看看。\n"
    assert station.inside("cases").value["total"] == 1


def test_a_reader_that_leaves_early_makes_no_noise(station: Commands):
    reading, writing = os.pipe()
    os.close(reading)
    words = argv("cases", "--home", station.home, "--password-file", station.password)
    done = subprocess.run(words, stdout=writing, stderr=subprocess.PIPE, check=False, env=environment())
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.fixture
def loggers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The loggers as they were: a process of its own would have ended."""
    ours = [logging.getLogger("desk"), logging.getLogger("ui")]
    monkeypatch.setattr(logging, "raiseExceptions", logging.raiseExceptions)
    before = [(one, one.handlers[:], one.level, one.propagate) for one in ours]
    yield
    for one, handlers, level, propagate in before:
        for handler in set(one.handlers) - set(handlers):
            handler.close()
        one.handlers, one.propagate = handlers, propagate
        one.setLevel(level)


@pytest.mark.usefixtures("loggers")
def test_a_bug_is_one_sentence_and_a_log_line_without_anybodys_words(
    station: Commands, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_: object) -> None:
        raise ZeroDivisionError("欧阳某 13900000005")

    monkeypatch.setattr("desk.actions.cases.check_form", broken)
    said = station.inside("record", station.file(LAMP))
    assert said.code == 1
    assert said.fault["code"] == "unexpected"
    assert said.fault["problem"] == "ZeroDivisionError"
    log = (station.home / "logs" / "desk.log").read_text(encoding="utf-8")
    assert "ZeroDivisionError" in log
    assert "broken" in log
    assert "欧阳" not in log
    assert "1390" not in log


@pytest.mark.usefixtures("loggers")
def test_a_bug_without_a_home_writes_no_log_and_makes_no_folder(nowhere: Commands, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("desk.actions.opening.open_desk", lambda *_, **__: 1 / 0)
    assert nowhere.inside("cases").code == 1
    assert not nowhere.home.exists()


def loaded_by(words: list[str]) -> set[str]:
    """The modules that a command loads before its end."""
    code = f"import sys\nfrom ui.__main__ import main\nmain({words!r})\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env=environment())
    return set(done.stderr.decode().split())


def test_the_version_and_a_misspelt_command_load_next_to_nothing():
    for words in (["--version"], ["frobnicate"]):
        assert loaded_by(words).isdisjoint({"sqlalchemy", "pydantic", "reportlab", "PySide6"})


def test_looking_at_a_case_loads_neither_paper_nor_window(station: Commands):
    number = station.record()
    words = ["show", number, "--home", str(station.home), "--password-file", str(station.password)]
    assert loaded_by(words).isdisjoint({"reportlab", "pypdfium2", "alembic", "PySide6"})
