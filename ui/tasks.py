"""One lane for the database: jobs run one after another beside the window, which never waits."""

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

Result = TypeVar("Result")
Failed = Callable[[Exception], object]
log = logging.getLogger(__name__)


@dataclass(eq=False)
class Job(Generic[Result]):
    """A piece of work. `cancel` lets a read be skipped and its answer be dropped."""

    work: Callable[[], Result]
    done: Callable[[Result], object] | None
    failed: Failed | None
    owner: QObject | None
    keep: bool
    cancelled: bool = False

    def cancel(self) -> None:
        self.cancelled = True

    def wanted(self) -> bool:
        """Whether anybody still waits for the answer."""
        return not self.cancelled and (self.owner is None or isValid(self.owner))


class Lane(QObject):
    """A single worker thread; answers arrive on the thread the lane was made on (the window's).

    The worker thread owns no Qt object: it emits this object's signal, which is queued to its home thread.
    """

    _answered = Signal(object, object, object)
    failed = Signal(Exception)  # nobody else took this failure

    def __init__(self) -> None:
        super().__init__()
        self._jobs: queue.SimpleQueue[Job[Any] | None] = queue.SimpleQueue()
        self._closing = False
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name="desk-lane")
        self._thread.start()

    def run(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], object] | None = None,
        failed: Failed | None = None,
        *,
        owner: QObject | None = None,
        keep: bool = False,
    ) -> Job[Result]:
        """Runs `work` beside the window, then `done` or `failed` in it.

        A job to `keep` (a save) is done even when the lane is closing or its owner is gone; an answer for an `owner`
        that no longer exists is dropped.
        """
        job = Job(work, done, failed, owner, keep)
        self._jobs.put(job)
        return job

    def finish(self, seconds: float | None = None) -> bool:
        """Waits for the pending saves, skips the reads, ends the thread; answers whether it ended within `seconds`.
        Harmless when called twice."""
        self._closing = True
        self._jobs.put(None)
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            if job.cancelled or (self._closing and not job.keep):
                continue
            result, error = None, None
            try:
                result = job.work()
            except Exception as raised:
                error = raised
            if self._closing:
                if error is not None and job.keep:
                    log.error("a save failed while closing: %s", type(error).__name__)
                continue
            self._answered.emit(job, result, error)

    @Slot(object, object, object)
    def _deliver(self, job: Job[Any], result: object, error: Exception | None) -> None:
        if error is not None and (not job.wanted() or job.failed is None):
            if job.keep or job.wanted():
                self.failed.emit(error)
        elif not job.wanted():
            return
        elif error is not None and job.failed is not None:
            job.failed(error)
        elif job.done is not None:
            job.done(result)
