"""The log holds what went wrong and where, and nothing that anybody said."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.errors import BadInput
from ui.app.log import describe, log, log_error, open_log

SAID = "王某某 13900000001 住在三号楼"


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    """The loggers as they were."""
    import threading

    ours = [logging.getLogger("desk"), logging.getLogger("ui")]
    before = [(one, one.handlers[:], one.level, one.propagate) for one in ours]
    hook = threading.excepthook
    yield
    threading.excepthook = hook
    for one, handlers, level, propagate in before:
        for handler in one.handlers:
            if handler not in handlers:
                handler.close()
        one.handlers, one.propagate = handlers, propagate
        one.setLevel(level)


def fail() -> None:
    try:
        raise ValueError(SAID)
    except ValueError as error:
        raise BadInput("text_too_long", field="name") from error


def caught() -> BadInput:
    with pytest.raises(BadInput) as told:
        fail()
    return told.value


def test_an_error_is_described_by_kind_code_and_way() -> None:
    told = describe(caught())
    assert "BadInput [text_too_long]" in told
    assert "ValueError" in told
    assert "test_logging.py" in told
    assert SAID not in told


def test_no_words_of_a_person_reach_the_log(tmp_path: Path) -> None:
    open_log(tmp_path)
    log_error(caught())
    try:
        fail()
    except BadInput:
        log.exception("unexpected")
    written = (tmp_path / "logs" / "desk.log").read_text(encoding="utf-8")
    assert written.count("BadInput") == 2
    assert "王某某" not in written
    assert "13900000001" not in written
    assert str(tmp_path) not in written


def test_a_folder_that_takes_no_log_stops_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    open_log(blocked)
    log_error(ValueError("x"))
