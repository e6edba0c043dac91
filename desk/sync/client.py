"""The line to the hub: one connection kept alive, every request signed, every failure named.

A wrong clock is put right by the hub's own time; nothing else reads clocks. The proxies of the computer are not asked.
"""

import ipaddress
import json
import os
import re
import ssl
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, urlencode, urlsplit

from desk.errors import BadEnvironment, BadInput, Fact
from desk.sync import wire

if TYPE_CHECKING:
    import httpx

CONNECT, TALK = 10.0, 60.0  # seconds: until there is a connection, and between two pieces of an answer
_NO_CHECK_TIME = 0x200000  # OpenSSL's X509_V_FLAG_NO_CHECK_TIME
_NONCE_BYTES = 16
_HOST = re.compile(r"(?=.{1,253}$)[^.]{1,63}(?:\.[^.]{1,63})*\.?")
# What reached the hub was not what was sent, or was sent twice by something on the way.
_SPOILED = ("not_packed", "unsigned", "signature_wrong", "replayed", "too_slow", "too_large")


class Lost(BadEnvironment):
    """No answer, or none that can be used. What was asked may have been done: the same may be asked again.

    `again`: it may help at once. `retry_after`: seconds the hub asks to wait.
    """

    def __init__(
        self, problem: str, *, code: str = "hub_unreachable", again: bool = True, retry_after: float | None = None
    ) -> None:
        waiting: dict[str, Fact] = {} if retry_after is None else {"retry_after": int(retry_after)}
        super().__init__(code, problem=problem[:40], **waiting)
        self.again, self.retry_after = again, retry_after


class Answered(BadEnvironment):
    """The hub said no, and why: `answer` is its code, `said` the facts of it."""

    def __init__(self, answer: str, said: Mapping[str, Any]) -> None:
        super().__init__("hub_refused", problem=answer[:40])
        self.answer, self.said = answer, said


class Signer:
    """The desk's key, and its clock (whole seconds since 1970), which the hub's is `ahead` seconds of."""

    def __init__(self, seed: bytes, seconds: Callable[[], int], ahead: int = 0) -> None:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        self.private = Ed25519PrivateKey.from_private_bytes(seed)
        self.key = self.private.public_key().public_bytes_raw().hex()
        self.seconds, self.ahead = seconds, ahead

    def line(self, method: str, target: str, body: bytes) -> str:
        time, nonce = max(0, self.seconds() + self.ahead), os.urandom(_NONCE_BYTES).hex()
        said = wire.request_bytes(method, target, body, self.key, time, nonce)
        return wire.sign_line(self.key, time, nonce, self.private.sign(said))


class Line:
    """An open line; `unknown` is called once when the hub does not know this desk (any more)."""

    def __init__(self, url: str, ca: str, signer: Signer) -> None:
        self.signer = signer
        self.unknown: Callable[[], None] | None = None
        self._client = _client(check_url(url), ca)

    def close(self) -> None:
        self._client.close()

    def get(self, path: str, **query: int | str) -> dict[str, Any]:
        return self._ask("GET", f"{wire.PREFIX}{path}?{urlencode(query)}", b"")

    def post(self, path: str, value: Any) -> dict[str, Any]:
        return self.send(path, wire.pack(value))

    def send(self, path: str, packed: bytes) -> dict[str, Any]:
        """Raises Lost, Answered, or BadEnvironment hub_revoked, hub_version, hub_busy, hub_untrusted."""
        return self._ask("POST", wire.PREFIX + path, packed)

    def _ask(self, method: str, target: str, body: bytes) -> dict[str, Any]:
        """Asks once more where a wrong clock or a hub without memory can be helped."""
        helped = set[str]()
        while True:
            try:
                return self._once(method, target, body)
            except Answered as no:
                if no.answer in helped or not self._help(no):
                    raise
                helped.add(no.answer)

    def _help(self, no: Answered) -> bool:
        time, unknown = no.said.get("hub_time"), self.unknown
        if no.answer == "clock_wrong" and type(time) is int:
            self.signer.ahead = time - self.signer.seconds()
            return True
        if no.answer == "desk_unknown" and unknown is not None:
            self.unknown = None
            unknown()
            return True
        return False

    def _once(self, method: str, target: str, body: bytes) -> dict[str, Any]:
        status, headers, data = self._transport(method, target, body)
        retry_after = _seconds(headers.get("retry-after"))
        if status != 200:
            raise _refusal(status, data, retry_after)
        try:
            value = wire.unpack(data)
        except ValueError:
            raise Lost("garbled") from None
        if not isinstance(value, dict):
            raise Lost("garbled")
        return value

    def _transport(self, method: str, target: str, body: bytes) -> tuple[int, Mapping[str, str], bytes]:
        import httpx

        headers = {wire.AUTHORIZATION: self.signer.line(method, target, body)}
        try:
            with self._client.stream(method, target, content=body or None, headers=headers) as answer:
                return answer.status_code, answer.headers, _read(answer)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            if _distrusts(error):
                raise BadEnvironment("hub_untrusted") from None
            raise Lost("no_connection", again=False) from None
        except httpx.TimeoutException:
            raise Lost("timeout") from None
        except httpx.TransportError:
            raise Lost("cut") from None


def check_url(url: str) -> str:
    """Raises BadInput hub_url_wrong, hub_not_tls."""
    import httpx

    try:
        host = httpx.URL(url).raw_host.decode()
        parts = urlsplit(url)
        port = parts.port
    except (ValueError, httpx.InvalidURL):
        raise BadInput("hub_url_wrong") from None
    if any(letter.isspace() for letter in url) or not _HOST.fullmatch(host):
        raise BadInput("hub_url_wrong")
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0 or parts.query or parts.fragment:
        raise BadInput("hub_url_wrong")
    if parts.username is not None or parts.path not in ("", "/"):
        raise BadInput("hub_url_wrong")
    if parts.scheme == "http" and not _is_here(parts):
        raise BadInput("hub_not_tls")
    return url.rstrip("/")


def check_authority(pem: str) -> None:
    """Raises BadInput authority_wrong for what is no certificate in PEM."""
    try:
        _context(pem)
    except (ssl.SSLError, ValueError):
        raise BadInput("authority_wrong") from None


def _is_here(parts: SplitResult) -> bool:
    """Whether the hub runs on this computer: nothing goes over a wire."""
    host = parts.hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _client(url: str, ca: str) -> "httpx.Client":
    import httpx

    verify = _context(ca) if url.startswith("https") else False
    timeout = httpx.Timeout(TALK, connect=CONNECT)
    headers = {"content-type": "application/zstd", "accept-encoding": "identity", "user-agent": "minsheng-desk"}
    return httpx.Client(base_url=url, verify=verify, timeout=timeout, headers=headers, trust_env=False)


def _context(ca: str) -> ssl.SSLContext:
    """A station's clock may stand at 1970: an authority that was named is trusted whatever the date."""
    if not ca:
        return ssl.create_default_context()
    context = ssl.create_default_context(cadata=ca)
    context.verify_flags |= ssl.VerifyFlags(_NO_CHECK_TIME)
    return context


def _read(answer: "httpx.Response") -> bytes:
    pieces, length = [], 0
    for piece in answer.iter_raw():
        length += len(piece)
        if length > wire.MOST_BYTES:
            raise Lost("garbled")
        pieces.append(piece)
    return b"".join(pieces)


def _distrusts(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _seconds(text: str | None) -> float | None:
    """Of a Retry-After in seconds; a date would need a clock."""
    return float(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else None


def _refusal(status: int, data: bytes, retry_after: float | None) -> BadEnvironment:
    """What an answer other than 200 means; one that does not say so in the hub's own way is no answer of the hub."""
    code, said = _read_error(data)
    if status == 403 and code == "revoked":
        return BadEnvironment("hub_revoked")
    if status == 426:
        return BadEnvironment("hub_version")
    if status == 429:
        return BadEnvironment("hub_busy", retry_after=int(retry_after or 0))
    if not code or status >= 500 or code in _SPOILED:
        return Lost(code or f"status_{status}", retry_after=retry_after)
    return Answered(code, said)


def _read_error(data: bytes) -> tuple[str, Mapping[str, Any]]:
    try:
        error = json.loads(data)["error"]
        return str(error["code"]), error
    except (ValueError, TypeError, KeyError, RecursionError):
        return "", {}
