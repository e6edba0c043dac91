"""A reader of facts and exchanges as a stranger would write it from docs/format.md and docs/protocol.md: nothing of the
desk's, nothing of what made the vectors."""

import hashlib
import hmac
import json
import re
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

LARGEST = 2**53 - 1
MEMBERS = {"body", "digests", "format", "id", "kind", "operator", "place", "recorded_at", "subject", "v"}
SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
KIND = re.compile(r"[a-z][a-z0-9_]{0,29}\.[a-z][a-z0-9_]{0,29}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
HEADER = re.compile(r"MSD1 key=([0-9a-f]{64}),time=(\d{1,12}),nonce=([0-9a-f]{32}),sig=([0-9a-f]{128})")


DAMM = (
    *("0317598642", "7092154863", "4206871359", "1750983426", "6123045978"),
    *("3674209581", "5869720134", "8945362017", "9438617205", "2581436790"),
)


class Broken(Exception):
    """What was read is not what the documents describe."""


def is_number(text: str) -> bool:
    """Whether nine digits are a slip's."""
    row = 0
    for digit in text:
        row = int(DAMM[row][int(digit)])
    return len(text) == 9 and row == 0


def canonical(value: Any) -> str:
    """The one spelling of a value."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int) and abs(value) <= LARGEST:
        return str(value)
    if isinstance(value, str):
        return '"' + "".join(map(_letter, value)) + '"'
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: [ord(letter) for letter in key])
        return "{" + ",".join(f"{canonical(key)}:{canonical(value[key])}" for key in keys) + "}"
    raise Broken(f"no spelling for {value!r}")


def _letter(letter: str) -> str:
    if 0xD800 <= ord(letter) <= 0xDFFF:
        raise Broken("half of a surrogate pair")
    return SHORT.get(letter) or (f"\\u{ord(letter):04x}" if ord(letter) < 0x20 else letter)


def parsed(text: str) -> dict[str, Any]:
    """The object of a canonical text."""
    value = json.loads(text)
    if not isinstance(value, dict) or canonical(value) != text:
        raise Broken("not the canonical spelling of an object")
    return value


def content(text: str) -> dict[str, Any]:
    """What a content says."""
    said = parsed(text)
    ids = [said.get(name) for name in ("id", "operator", "place", "subject", "act") if name in said]
    if said.keys() - {"act"} != MEMBERS or said["format"] != 1:
        raise Broken("not the members of a content")
    if not (all(map(UUID.fullmatch, ids)) and KIND.fullmatch(said["kind"]) and MOMENT.fullmatch(said["recorded_at"])):
        raise Broken("not the values of a content")
    if not said["digests"].keys() <= {"person", "words"} or {len(one) for one in said["digests"].values()} - {64}:
        raise Broken("not the digests of parts")
    return said


def check_part(said: dict[str, Any], name: str, salt: str, data: str) -> dict[str, str]:
    """The fields of a part that belongs to this content."""
    digest = hashlib.sha256(b"msd-part-1" + bytes.fromhex(salt) + name.encode() + b"\0" + data.encode()).hexdigest()
    value = parsed(data)
    if digest != said["digests"].get(name) or value.keys() != {"fields", "format"} or value["format"] != 1:
        raise Broken("not a part of this fact")
    fields: dict[str, str] = value["fields"]
    return fields


def link_hash(text: str, stream: list[str], seq: int, prev: str) -> str:
    told = b"msd-link-1" + bytes.fromhex(prev) + hashlib.sha256(text.encode()).digest()
    told += bytes.fromhex(stream[0]) + bytes.fromhex(stream[1]) + seq.to_bytes(8, "big")
    return hashlib.sha256(told).hexdigest()


def check_stamp(mac_key: str, id: str, hash: str, stamp: list[Any]) -> None:
    """`stamp` is [epoch, n, verdict, reason, hub time, MAC]; only the hub has the key."""
    epoch, n, verdict, reason, at, mac = stamp
    told = b"msd-stamp-1" + bytes.fromhex(id.replace("-", "")) + bytes.fromhex(hash)
    told += b"".join(number.to_bytes(8, "big") for number in (epoch, n, at))
    told += verdict.encode() + b"\0" + reason.encode()
    if hmac.new(bytes.fromhex(mac_key), told, "sha256").hexdigest()[:32] != mac:
        raise Broken("not a stamp of this hub")


def next_token(before: str, id: str, mac: str, epoch: int) -> str:
    told = bytes.fromhex(before) + bytes.fromhex(id.replace("-", "")) + bytes.fromhex(mac) + epoch.to_bytes(8, "big")
    return hashlib.sha256(told).hexdigest()[:32]


def check_signature(key: str, said: bytes, signature: str) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), said)
    except InvalidSignature:
        raise Broken("not signed by this key") from None


def check_signed(key: str, said: dict[str, Any]) -> None:
    """Of receipts and certificates."""
    rest = {name: value for name, value in said.items() if name != "signature"}
    check_signature(key, canonical(rest).encode(), said["signature"])


def check_request(method: str, target: str, body: bytes, header: str) -> str:
    """The key of whoever asks."""
    found = HEADER.fullmatch(header)
    if found is None:
        raise Broken("not signed")
    key, time, nonce, signature = found.groups()
    said = "\n".join(("msd-request-1", method, target, hashlib.sha256(body).hexdigest(), key, time, nonce))
    check_signature(key, said.encode(), signature)
    return key


def read_push(key: str, body: dict[str, Any]) -> list[tuple[int, str, dict[str, Any]]]:
    """Seq, link hash and content of each fact of a push, whose last link its desk has signed."""
    incarnation, seq, prev = body["base"]
    seq = seq if incarnation == body["incarnation"] else 0
    found = []
    for said, *sealed in body["facts"]:
        parts = [("person", *sealed[:2]), ("words", *sealed[2:])]
        digests = dict(said["digests"])
        for name, salt, value in parts:
            if salt:
                told = b"msd-part-1" + bytes.fromhex(salt) + name.encode() + b"\0" + canonical(value).encode()
                digests[name] = hashlib.sha256(told).hexdigest()
        whole = {**said, "digests": digests}
        seq += 1
        prev = link_hash(canonical(whole), [key, body["incarnation"]], seq, prev)
        found.append((seq, prev, content(canonical(whole))))
    if prev != body["last"]:
        raise Broken("not the links that were signed")
    check_signature(key, b"msd-push-1" + bytes.fromhex(prev), body["signature"])
    return found


def read_feed(page: dict[str, Any], token: str) -> list[dict[str, Any]]:
    """What a page says, proven: contents by their links, parts by their digests, the whole by its last token (which
    holds only where the desk sees every fact of the feed, as in the vectors)."""
    last: dict[int, tuple[int, str]] = {}
    told = []
    for _place, _again, index, seq, named, text, *rest in page["facts"]:
        before, prev = (seq - 1, named) if named else last[index]
        if before != seq - 1:
            raise Broken("a link that names nothing and follows nothing")
        hash = link_hash(text, page["streams"][index], seq, prev)
        last[index] = seq, hash
        said = content(text)
        stamp, (person_salt, person, words_salt, words) = rest[:6], rest[6:]
        fields = {}
        for name, salt, data in (("person", person_salt, person), ("words", words_salt, words)):
            if salt:
                fields[name] = check_part(said, name, salt, data)
        token = next_token(token, said["id"], stamp[5], page["epoch"])
        told.append({"content": said, "hash": hash, "stamp": stamp, "fields": fields})
    if token != page["token"]:
        raise Broken("not the token of this page")
    return told
