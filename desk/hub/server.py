"""The hub's process: listens, says so in one line, and stops without dropping what is under way."""

import asyncio
import gc
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol

from desk.errors import BadEnvironment, BadInput
from desk.hub.settings import Settings


@dataclass(frozen=True)
class Address:
    """Where to listen; port 0 is a free one. `proxies` are the addresses or networks, with commas, of what ends TLS
    in front of the hub and tells whom it speaks for."""

    host: str
    port: int
    cert: Path | None = None
    key: Path | None = None
    proxies: str = ""


def check_address(where: Address) -> None:
    """Raises BadInput tls_needed where words would travel openly, certificate_unusable."""
    if (where.cert is None) != (where.key is None):
        raise BadInput("certificate_unusable")
    if where.cert is not None and where.key is not None:
        try:
            ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(where.cert, where.key, password=b"")
        except (OSError, ValueError):
            raise BadInput("certificate_unusable") from None
    elif not (where.proxies or _is_loopback(where.host)):
        raise BadInput("tls_needed", host=where.host)


def serve(
    app: FastAPI, where: Address, settings: Settings, tell_ready: Callable[[str], None], leaving: threading.Event
) -> None:
    """Runs until SIGTERM or SIGINT, or ends at once where `leaving` was set before it listened; `tell_ready` gets the
    URL.

    Raises BadEnvironment address_taken.
    """
    listening = _listen(where)
    scheme = "http" if where.cert is None else "https"
    host = f"[{where.host}]" if ":" in where.host else where.host
    url = f"{scheme}://{host}:{listening.getsockname()[1]}"
    config = uvicorn.Config(
        app,
        http=_patient(settings.head_seconds),
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(where.proxies),
        forwarded_allow_ips=where.proxies or None,
        limit_concurrency=settings.most_lines,
        timeout_keep_alive=settings.idle_line_seconds,
        timeout_graceful_shutdown=settings.stop_seconds,
        ssl_certfile=where.cert,
        ssl_keyfile=where.key,
    )
    gc.freeze()  # what is here now stays: no search for rings has to go through it again
    _Server(config, lambda: tell_ready(url), leaving).run(sockets=[listening])


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listen(where: Address) -> socket.socket:
    """A socket that says it is TCP: asyncio sends small answers at once only over such a one."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(where.host, where.port, type=socket.SOCK_STREAM)[0]
    except (OSError, OverflowError):
        raise BadEnvironment("address_taken", address=f"{where.host}:{where.port}") from None
    listening = socket.socket(family, kind, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(1024)
    except OSError:
        listening.close()
        raise BadEnvironment("address_taken", address=f"{where.host}:{where.port}") from None
    if hasattr(socket, "TCP_USER_TIMEOUT"):  # lines nobody reads at the other end any more, in milliseconds
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 120_000)
    return listening


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None], leaving: threading.Event) -> None:
        super().__init__(config)
        self._on_ready = on_ready
        self._leaving = leaving

    async def startup(self, sockets: Sequence[socket.socket] | None = None) -> None:
        await super().startup(list(sockets or ()))
        if self._leaving.is_set():
            self.should_exit = True
        elif self.started:
            self._on_ready()


def _patient(seconds: int) -> type[asyncio.Protocol]:
    """HTTP whose patience ends with a request that does not get through its headers, and with the rest of a body that
    was refused; uvicorn's own never does."""

    class Patient(H11Protocol):
        _clock: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
            super().connection_made(transport)
            self._watch()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            self._watch()

        def connection_lost(self, exc: Exception | None) -> None:
            super().connection_lost(exc)
            self._forget()

        def _watch(self) -> None:
            if self.cycle is not None and not self.cycle.response_complete:
                self._forget()
            elif self._clock is None:
                self._clock = self.loop.call_later(seconds, self._give_up)

        def _forget(self) -> None:
            if self._clock is not None:
                self._clock.cancel()
                self._clock = None

        def _give_up(self) -> None:
            self._clock = None
            if self.cycle is None or self.cycle.response_complete:
                self.transport.close()

    return Patient
