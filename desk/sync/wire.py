"""What goes over the line, shared by desk and hub: /v1, JSON under zstd, requests signed by the desk's key.

    POST /v1/enrol   {code, station: {id, code, level}, rules}  or  {certificate, station, rules}
                                                                -> {certificate, hub (its public key), level}
    POST /v1/meet    {cursor: [place, token], mark: [place, token], epoch, rules}   -> {epoch, same, rules, level}
    POST /v1/push    a batch of the desk's own facts behind one link                -> a signed receipt
    GET  /v1/feed?after=PLACE&token=HEX&limit=N                                     -> a page
    POST /v1/common  {tokens: [[place, token], ...]}                                -> {place, token}
    POST /v1/lacks   {ids: [id, MAC of its stamp and parts held (1 person, 2 words) in one, ...]}
                                                                                    -> {ids}, those to be returned
    POST /v1/return  {streams: [[key, incarnation], ...], facts: [row, ...]}        -> {taken, refused} (numbers)
    GET  /healthz    GET /metrics

A fact of a push is [content, person's salt, person, words' salt, words]: contents and parts are JSON as they stand,
which the hub spells canonically again, and the digests of parts that come along are left out.
The row of a return is that of a feed page without its first two members, `prev` always in full.
Ids, hashes, keys and tokens are lower-case hex. An answer of 200 is packed like a request; an error is plain JSON,
{"error": {"code": ..., facts}} as at the command line, and anything else comes from something between desk and hub:
    400 not_packed not_understood · 401 unsigned signature_wrong clock_wrong{hub_time} replayed desk_unknown
    403 revoked code_wrong certificate_wrong · 404 not_found · 405 method_wrong · 408 too_slow · 413 too_large{most}
    409 links_missing{heads} rewound enrolled_elsewhere · 426 version_unknown{speaks} · 429 guessing_locked{seconds}
    500 unexpected{problem} · 503 with Retry-After
"""

import hashlib
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

import orjson
import zstandard

WIRE = 1
PREFIX = f"/v{WIRE}"
MOST_FACTS = 1_000  # of a push or a return
MOST_PAGE = 5_000  # of a page of the feed
MOST_IDS = 5_000
PUSH_BYTES = 4 * 2**20  # a batch is closed before it grows beyond this (JSON, before zstd)
MOST_PACKED = 8 * 2**20  # of a request as it travels
MOST_BYTES = 32 * 2**20  # of a request or an answer unpacked
NO_TOKEN = "0" * 32  # stands at place 0 of every feed

AUTHORIZATION = "authorization"
_SCHEME = "MSD1"
_LEVEL = 3
_WINDOW = 8 * 2**20  # of memory that unpacking may take; level 3 asks for 2 MiB
_SIGNED = re.compile(r"MSD1 key=([0-9a-f]{64}),time=([0-9]{1,12}),nonce=([0-9a-f]{32}),sig=([0-9a-f]{128})")
_CUT = b',"digests":{'
_DIGEST_DIGITS = 64


class Signed(NamedTuple):
    """What a request says of its sender: key and nonce in hex, whole seconds since 1970 by the desk's clock."""

    key: str
    time: int
    nonce: str
    signature: bytes


class TooLarge(ValueError):
    """What was packed unpacks to more than anybody may send."""


def pack(value: Any) -> bytes:
    return zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).compress(orjson.dumps(value))


def unpack(data: bytes, most: int = MOST_BYTES) -> Any:
    """Raises ValueError on what is not zstd or not JSON, TooLarge where it unpacks to more than `most` bytes."""
    reader = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    try:
        plain = reader.stream_reader(data, read_across_frames=False).read(most + 1)
    except zstandard.ZstdError:
        raise ValueError("not packed") from None
    if len(plain) > most:
        raise TooLarge("unpacks to too much")
    return orjson.loads(plain)


def sign_line(key: str, time: int, nonce: str, signature: bytes) -> str:
    """The value of the authorization header."""
    return f"{_SCHEME} key={key},time={time},nonce={nonce},sig={signature.hex()}"


def read_signed(line: str) -> Signed:
    """Raises ValueError."""
    found = _SIGNED.fullmatch(line)
    if found is None:
        raise ValueError("not signed")
    key, time, nonce, signature = found.groups()
    return Signed(key, int(time), nonce, bytes.fromhex(signature))


def request_bytes(method: str, target: str, body: bytes, key: str, time: int, nonce: str) -> bytes:
    """What a desk signs of a request: `target` is path and query, `body` what travels (packed)."""
    digest = hashlib.sha256(body).hexdigest()
    return "\n".join(("msd-request-1", method, target, digest, key, str(time), nonce)).encode()


def push_bytes(last: bytes) -> bytes:
    """What a desk signs of a batch: its last link's hash stands for every fact before it."""
    return b"msd-push-1" + last


def without_digests(content: bytes, names: Iterable[str]) -> bytes:
    """The content as a push carries it: digests of the parts that travel along are left out, the hub computes them."""
    cut = content.rindex(_CUT) + len(_CUT) - 1
    for name in names:
        at = content.index(name.encode(), cut) + len(name) + 3  # ":" and its quotation marks
        content = content[:at] + content[at + _DIGEST_DIGITS :]
    return content


def put_digests(said: dict[str, Any], person: bytes | None, words: bytes | None) -> None:
    """What without_digests left out; where anything else was, the link's hash tells."""
    held = said.get("digests")
    if type(held) is dict:
        if person is not None and held.get("person") == "":
            held["person"] = person.hex()
        if words is not None and held.get("words") == "":
            held["words"] = words.hex()
