"""The product inside the world: one thread, no waiting, seeded chance, the line of the world, bugs that are seen."""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import httpx
import pytest

if TYPE_CHECKING:
    from tests.faults.world import World


class Now:
    """An executor whose side thread is this one."""

    def __init__(self, _workers: int) -> None: ...

    def __enter__(self) -> "Now":
        return self

    def __exit__(self, *_: object) -> None: ...

    def submit(self, what: Callable[..., Any], *given: Any, **how: Any) -> "Future[Any]":
        done: Future[Any] = Future()
        try:
            done.set_result(what(*given, **how))
        except BaseException as error:
            done.set_exception(error)
        return done


async def _run_here(what: Callable[..., Any], *given: Any, **_how: Any) -> Any:
    """For anyio's run_sync: the hub's side threads are this one, too."""
    return what(*given)


class Bugs(logging.Handler):
    """What the hub's log calls a bug: there must be none, however it was answered."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        self.seen.append(f"{record.getMessage()} {error!r} {where(error)}")


def where(error: BaseException | None) -> str:
    """The last few places it came through."""
    trace, places = error.__traceback__ if error else None, list[str]()
    while trace is not None:
        places.append(f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " > ".join(places[-6:])


class Wire(httpx.BaseTransport):
    def __init__(self, world: "World") -> None:
        self.world = world

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return self.world.carry(request)


@contextmanager
def rules_of(world: "World") -> Iterator[None]:
    """The product inside the world: one thread, no waiting, seeded chance, the line of the world."""
    from desk.actions import exchange as exchanging
    from desk.hub import api
    from desk.journal import stamp
    from desk.storage import save
    from desk.sync import feed, push

    with ExitStack() as stack:
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        log = logging.getLogger("hub")
        patch.setattr(log, "handlers", [world.bugs])
        patch.setattr(log, "propagate", False)
        patch.setattr(httpx._client, "HTTPTransport", lambda *_, **__: Wire(world))
        patch.setattr(exchanging, "Trip", partial(exchanging.Trip, pause=lambda _seconds: None))
        patch.setattr(api, "run_sync", _run_here)
        patch.setattr(feed, "ThreadPoolExecutor", Now)
        patch.setattr(push, "ThreadPoolExecutor", Now)
        patch.setattr(save, "uuid7", world.new_id)
        patch.setattr(stamp.secrets, "randbits", world.chance.getrandbits)
        patch.setattr(stamp.secrets, "randbelow", world.chance.randrange)
        yield
