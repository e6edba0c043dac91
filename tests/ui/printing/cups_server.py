"""A real print service of our own for the tests: own settings, own spool, own socket; the system's is not touched."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SBIN = os.environ["PATH"] + os.pathsep + "/usr/sbin" + os.pathsep + "/sbin"
PROGRAMS = Path("/usr/lib/cups")
BACKENDS = PROGRAMS / "backend"
PDF_DRIVER = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
PDF_SETTINGS = Path("/etc/cups")  # the only place where the backend of cups-pdf looks

FILES = """\
ServerRoot {home}/root
RequestRoot {home}/spool
CacheDir {home}/cache
StateDir {home}/state
TempDir {home}/temp
ServerBin {home}/bin
DataDir /usr/share/cups
ErrorLog {home}/error_log
AccessLog {home}/access_log
PageLog {home}/page_log
SystemGroup root
User lp
Group lp
FileDevice Yes
"""
SETTINGS = """\
LogLevel debug
MaxLogSize 0
Listen {home}/sock
Browsing Off
WebInterface No
DefaultAuthType Basic
PreserveJobHistory Yes
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order deny,allow
    Allow all
  </Limit>
</Policy>
<Policy locked>
  <Limit Create-Job Print-Job>
    AuthType Basic
    Require user nobody
    Order deny,allow
  </Limit>
  <Limit All>
    Order deny,allow
    Allow all
  </Limit>
</Policy>
"""
TROUBLE = """\
#!/bin/sh
[ $# -eq 0 ] && exit 0
told=$(cat {home}/trouble)
echo "STATE: +$told" >&2
while [ -e {home}/trouble ]; do sleep 0.05; done
echo "STATE: -$told" >&2
"""
PDF_QUEUE = """\
Out {home}/printed
AnonDirName {home}/printed
Spool {home}/temp/cups-pdf
Log {home}
Label 1
"""


def what_is_missing() -> str:
    """Why no print service can be started here; empty when nothing is missing."""
    if shutil.which("cupsd", path=SBIN) is None:
        return "The print service is not installed. On Debian: apt-get install cups cups-client printer-driver-cups-pdf"
    if not (BACKENDS / "cups-pdf").exists() or not PDF_DRIVER.exists():
        return "The PDF printer is not installed. On Debian: apt-get install printer-driver-cups-pdf"
    if os.geteuid() != 0:
        return "These tests start a print service of their own, which prints PDF files only as root: run them as root."
    return ""


class CupsServer:
    """A running cupsd and the queues that a test makes in it."""

    def __init__(self) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="desk-cups-"))
        self.home.chmod(0o755)  # filters run as lp
        self.socket = self.home / "sock"
        self._pdf_settings = PDF_SETTINGS / f"cups-pdf-{self.home.name}.conf"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        for folder in ("root", "spool", "cache", "state", "temp", "printed", "devices"):
            (self.home / folder).mkdir()
        (self.home / "temp").chmod(0o1777)
        self._link_programs()
        self._write(self.home / "files.conf", FILES)
        self._write(self.home / "cupsd.conf", SETTINGS)
        self._write(self._pdf_settings, PDF_QUEUE)
        program = shutil.which("cupsd", path=SBIN)
        assert program is not None
        command = [program, "-f", "-c", self.home / "cupsd.conf", "-s", self.home / "files.conf"]
        with (self.home / "output").open("wb") as output:
            self._process = subprocess.Popen(command, stdout=output, stderr=output)
        self._wait_until_it_answers()

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
        self._pdf_settings.unlink(missing_ok=True)
        shutil.rmtree(self.home)

    def add_pdf_queue(self, name: str, *options: str) -> None:
        """A queue that prints into PDF files."""
        self.run("lpadmin", "-p", name, "-E", "-v", f"cups-pdf:/{self.home.name}", "-P", PDF_DRIVER, *options)

    def _link_programs(self) -> None:
        """The system's own, and a line to a printer that is in trouble."""
        own = self.home / "bin"
        (own / "backend").mkdir(parents=True)
        for folder in PROGRAMS.iterdir():
            if folder != BACKENDS:
                (own / folder.name).symlink_to(folder)
        for backend in BACKENDS.iterdir():
            (own / "backend" / backend.name).symlink_to(backend)
        self._write(own / "backend" / "trouble", TROUBLE)
        (own / "backend" / "trouble").chmod(0o755)

    def add_trouble(self, name: str, reason: str) -> None:
        """A queue whose printer says so (media-empty-error, offline-report …) as soon as it gets a job, and does
        nothing until `end_trouble`."""
        (self.home / "trouble").write_text(reason)
        self.run("lpadmin", "-p", name, "-E", "-v", "trouble:/", "-P", PDF_DRIVER)

    def end_trouble(self) -> None:
        (self.home / "trouble").unlink(missing_ok=True)

    def add_roll(self, name: str, driver: str) -> Path:
        """A queue whose driver is given as a PPD; what would reach the head lands in the file that is returned."""
        device, ppd = self.home / "devices" / f"{name}.ras", self.home / f"{name}.ppd"
        ppd.write_text(driver)
        self.run("lpadmin", "-p", name, "-E", "-v", f"file:{device}", "-P", ppd)
        return device

    def printed(self, job: int) -> bytes:
        """The PDF file that a job on a PDF queue became."""
        (file,) = (self.home / "printed").glob(f"*job_{job}*.pdf")
        return file.read_bytes()

    def run(self, command: str, *arguments: object) -> str:
        """One of the print service's own commands: lpadmin, cupsdisable, cancel and so on."""
        program = shutil.which(command, path=SBIN)
        assert program is not None, f"{command} is not installed. On Debian: apt-get install cups-client"
        environment = {**os.environ, "CUPS_SERVER": str(self.socket), "LC_ALL": "C.UTF-8"}
        line = [program, *map(str, arguments)]
        done = subprocess.run(line, env=environment, check=False, capture_output=True, text=True)
        assert done.returncode == 0, f"{line}: {done.stderr}"
        return done.stdout

    def _write(self, path: Path, text: str) -> None:
        path.write_text(text.format(home=self.home))

    def _wait_until_it_answers(self) -> None:
        for _ in range(200):
            with socket.socket(socket.AF_UNIX) as door:
                if door.connect_ex(str(self.socket)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError(f"cupsd does not answer: {(self.home / 'output').read_text()}")


@contextmanager
def running() -> Iterator[CupsServer]:
    """A print service that libcups finds while it runs."""
    if missing := what_is_missing():
        pytest.fail(missing)
    server = CupsServer()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CUPS_SERVER", str(server.socket))
        try:
            server.start()
            yield server
        finally:
            server.stop()
