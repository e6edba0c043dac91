"""One window a home: a second start brings the first window forward and ends."""

import hashlib
import logging
import os
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger("desk")
LOCK = "window.lock"
WAIT_MS = 2000
_HELLO = b"forward\n"


def _server_name(home: Path) -> str:
    """The same for every start on the same folder, and for this user only."""
    told = f"{os.path.realpath(home)}|{os.getuid() if hasattr(os, 'getuid') else ''}"
    return "minsheng-desk-" + hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:24]


class FirstDesk(QObject):
    """Holds the lock of a home and listens; `called` tells that the desk was started again."""

    called = Signal()

    def __init__(self, lock: QLockFile, name: str) -> None:
        super().__init__()
        self._lock = lock
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(name)  # left over by a crash: the lock is ours
        self._server.listen(name)
        self._server.newConnection.connect(self._answer)

    @classmethod
    def claim(cls, home: Path) -> "FirstDesk | None":
        """The first desk of this home, or None when there is one already or the folder takes no lock."""
        try:
            home.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError:
            return None
        lock = QLockFile(str(home / LOCK))
        lock.setStaleLockTime(0)  # the lock of a dead process is taken over, that of a living one never
        return cls(lock, _server_name(home)) if lock.tryLock(0) else None

    def leave(self) -> None:
        self._server.close()
        self._lock.unlock()

    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.write(_HELLO)
            socket.flush()
            socket.disconnectFromServer()
            log.info("started again: coming forward")
            self.called.emit()


def call_first(home: Path) -> bool:
    """Asks the desk that is open on this home to come forward; False when none answers."""
    socket = QLocalSocket()
    socket.connectToServer(_server_name(home))
    return socket.waitForConnected(WAIT_MS) and (socket.bytesAvailable() > 0 or socket.waitForReadyRead(WAIT_MS))
