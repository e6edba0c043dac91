"""The desk says of a paper what the queue says of it, and never more."""

import socket
import threading
import time

import pytest
from cups_server import running

from desk.actions.printer_port import Handed
from ui.printing import ipp, libcups, printer_port
from ui.printing.cups import GET_JOB, CupsPort
from ui.printing.ipp import URI, Line, Said, connect

pytestmark = pytest.mark.cups
NUMBER = "482917036"


@pytest.fixture
def paused(service):
    """A queue that takes papers and holds them."""
    service.server.add_pdf_queue("paused")
    service.server.run("cupsdisable", "paused")
    yield "paused"
    service.server.run("lpadmin", "-x", "paused")


def last_job(service, printer) -> int:
    listed = service.server.run("lpstat", "-W", "all", "-o", printer).splitlines()
    return max((int(line.split()[0].rpartition("-")[2]) for line in listed), default=0)


def test_a_slip_is_printed_only_when_the_queue_reports_it(service, slip):
    handed = service.port.send("pdf", slip, NUMBER)
    assert handed == Handed(last_job(service, "pdf"), "handed", "")
    assert service.follow("pdf", handed.job) == "printed"
    assert service.server.printed(handed.job).startswith(b"%PDF")


def test_the_title_of_a_job_is_what_was_given(service, slip, paused):
    job = service.port.send(paused, slip, NUMBER).job
    with connect() as line:
        told = line.ask(GET_JOB, "/jobs/", Said(URI, "job-uri", f"ipp://localhost/jobs/{job}"))
    assert told.text("job-name") == NUMBER
    assert told.text("document-name-supplied") == NUMBER


def test_a_paused_printer_holds_the_slip_until_it_goes_on(service, slip, paused):
    assert service.port.state(paused) == "disabled"
    handed = service.port.send(paused, slip, NUMBER)
    assert (handed.outcome, handed.reason) == ("handed", "queue_disabled")
    assert service.follow(paused, handed.job, seconds=1.5) == "pending"
    service.server.run("cupsenable", paused)
    assert service.follow(paused, handed.job) == "printed"


@pytest.mark.parametrize(
    ("reason", "state"),
    [
        ("media-empty-error", "empty"),
        ("media-jam-warning", "jammed"),
        ("cover-open-report", "open"),
        ("offline-report", "offline"),
        ("toner-low-warning", "ready"),
    ],
)
def test_a_printer_in_trouble_says_what_it_needs_and_the_slip_waits_for_it(service, slip, reason, state):
    service.server.add_trouble("counter", reason)
    try:
        job = service.port.send("counter", slip, NUMBER).job
        assert soon(lambda: service.port.state("counter"), state) == state
        assert service.port.outcome("counter", job) == "pending"
        assert service.port.waiting("counter") == 1
        service.server.end_trouble()
        assert service.follow("counter", job) == "printed"
        assert soon(lambda: service.port.waiting("counter"), 0) == 0
        assert service.port.state("counter") == "ready"
    finally:
        service.server.end_trouble()
        service.server.run("lpadmin", "-x", "counter")


def soon(ask, wanted, seconds=10.0):
    """What is answered, as soon as it is what is wanted."""
    until = time.monotonic() + seconds
    while (answer := ask()) != wanted and time.monotonic() < until:
        time.sleep(0.05)
    return answer


def test_a_cancelled_slip_failed(service, slip, paused):
    job = service.port.send(paused, slip, NUMBER).job
    service.server.run("cancel", f"{paused}-{job}")
    assert service.port.outcome(paused, job) == "failed"


def test_a_slip_that_broke_the_driver_failed(service, slip):
    handed = service.port.send("broken", slip, NUMBER)
    assert handed.outcome == "handed"
    assert service.follow("broken", handed.job) == "failed"


def test_a_printer_that_takes_nothing_refuses(service, slip):
    service.server.add_pdf_queue("closed")
    service.server.run("cupsreject", "closed")
    assert service.port.state("closed") == "rejecting"
    assert service.port.send("closed", slip, NUMBER) == Handed(None, "refused", "queue_rejecting")
    assert last_job(service, "closed") == 0


def test_a_printer_that_closes_while_the_slip_is_drawn_refuses(service, slip, monkeypatch):
    service.server.add_pdf_queue("closing")

    def close(pdf, offer, dpi, copies):
        service.server.run("cupsreject", "closing")
        return compose(pdf, offer, dpi, copies)

    from ui.printing import cups

    compose = cups.compose
    monkeypatch.setattr(cups, "compose", close)
    assert service.port.send("closing", slip, NUMBER) == Handed(None, "refused", "queue_rejecting")


def test_a_printer_that_was_taken_away_refuses(service, slip):
    service.server.add_pdf_queue("old")
    service.server.run("cupsdisable", "old")
    job = service.port.send("old", slip, NUMBER).job
    assert service.port.outcome("old", job) == "pending"
    service.server.run("lpadmin", "-x", "old")
    assert service.port.state("old") == "gone"
    assert "old" not in service.port.printers()
    assert service.port.send("old", slip, NUMBER) == Handed(None, "refused", "no_such_printer")
    assert service.port.outcome("old", job) == "unknown"


def test_nothing_is_known_of_a_job_of_another_printer(service, slip):
    job = service.port.send("pdf", slip, NUMBER).job
    assert service.port.outcome("head72", job) == "unknown"
    assert service.port.outcome("pdf", 999_999) == "unknown"


def test_a_queue_without_a_driver_refuses_rather_than_print_code_by_the_metre(service, slip):
    service.server.run("lpadmin", "-p", "bare", "-E", "-v", f"file:{service.server.home}/devices/bare")
    assert service.port.send("bare", slip, NUMBER) == Handed(None, "refused", "printing_failed")
    assert last_job(service, "bare") == 0


def test_what_is_no_pdf_is_refused(service):
    before = last_job(service, "pdf")
    assert service.port.send("pdf", b"no paper", NUMBER) == Handed(None, "refused", "printing_failed")
    assert last_job(service, "pdf") == before


def test_a_queue_that_wants_a_password_refuses_and_does_not_wait_at_the_terminal(service, slip):
    service.server.add_pdf_queue("locked", "-o", "printer-op-policy=locked")
    assert service.port.send("locked", slip, NUMBER) == Handed(None, "refused", "printing_failed")


def test_a_job_whose_slip_did_not_arrive_is_taken_back(service, slip, paused, monkeypatch):
    monkeypatch.setattr(Line, "send_document", lambda *_: False)
    assert service.port.send(paused, slip, NUMBER) == Handed(None, "refused", "printing_failed")
    assert service.port.outcome(paused, last_job(service, paused)) == "failed"


def test_a_job_that_cannot_be_taken_back_is_not_called_refused(service, slip, paused, monkeypatch):
    def hang_up(*_):
        monkeypatch.setenv("CUPS_SERVER", str(service.server.home / "nobody"))
        return False

    monkeypatch.setattr(Line, "send_document", hang_up)
    handed = service.port.send(paused, slip, NUMBER)
    assert handed.outcome == "handed"
    assert service.port.outcome(paused, handed.job) == "unknown"


def test_a_printer_may_have_a_chinese_name(service, slip):
    service.server.add_pdf_queue("小票机")
    assert "小票机" in service.port.printers()
    assert service.port.state("小票机") == "ready"
    job = service.port.send("小票机", slip, NUMBER).job
    assert service.follow("小票机", job) == "printed"


def test_a_pool_of_printers_is_not_offered(service):
    service.server.run("lpadmin", "-p", "pdf", "-c", "pool")
    assert "pool" not in service.port.printers()
    assert "pdf" in service.port.printers()


def test_the_default_is_the_one_the_computer_names(service):
    service.server.run("lpadmin", "-d", "head72")
    assert service.port.default() == "head72"


def test_an_only_printer_is_the_default(monkeypatch):
    with running() as server:
        port = CupsPort()
        assert port.printers() == ()
        assert port.default() is None
        server.add_pdf_queue("only")
        assert port.printers() == ("only",)
        assert port.default() == "only"


def test_many_slips_can_be_sent_from_many_threads(service, slip, paused):
    handed: list[Handed] = []
    threads = [
        threading.Thread(target=lambda: handed.append(service.port.send(paused, slip, NUMBER))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({one.job for one in handed}) == 4
    assert {service.port.outcome(paused, one.job) for one in handed} == {"pending"}


def test_without_a_print_service_nothing_is_claimed(tmp_path, slip, monkeypatch):
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "nobody"))
    nothing_is_claimed(CupsPort(), slip)


def test_a_print_service_that_hangs_is_given_up(tmp_path, slip, monkeypatch):
    monkeypatch.setattr(ipp, "ANSWER_S", 0.2)
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "silent"))
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(tmp_path / "silent"))
        silent.listen(20)
        began = time.monotonic()
        assert CupsPort().send("pdf", slip, NUMBER) == Handed(None, "refused", "cups_down")
        assert CupsPort().default() is None
        assert time.monotonic() - began < 5


def test_without_its_library_nothing_is_claimed(service, slip, monkeypatch):
    monkeypatch.setattr(libcups, "SONAMES", ("libcups.so.0",))
    libcups.load.cache_clear()
    try:
        nothing_is_claimed(CupsPort(), slip)
    finally:
        libcups.load.cache_clear()


def nothing_is_claimed(port, slip):
    assert port.printers() == ()
    assert port.default() is None
    assert port.state("pdf") == "down"
    assert port.send("pdf", slip, NUMBER) == Handed(None, "refused", "cups_down")
    assert port.outcome("pdf", 1) == "unknown"


def test_the_desk_gets_this_port_on_linux(service):
    assert "pdf" in printer_port().printers()


def test_a_connection_is_closed_when_it_is_done_with(service):
    with connect() as line:
        assert line is not None
        assert line.default() in ("", *service.port.printers())
    used = [service.port.state("pdf") for _ in range(150)]  # cupsd takes a hundred at a time
    assert set(used) == {"ready"}
