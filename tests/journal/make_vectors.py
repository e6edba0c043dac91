"""Writes vectors.json: contents, parts and links worked out by the letter of the contract, with nothing of the desk's.

Run once, by hand; the file is the contract's witness from then on.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

DESK_KEY = bytes(range(32))
FIRST, SECOND = bytes(range(100, 116)), bytes(range(200, 216))
PLACE = "01935f00-0000-7000-8000-00000000000a"
OPERATOR = "01935f00-0000-7000-8000-00000000000b"
CASE = "01935f00-0000-7000-8000-00000000000c"
ACT = "01935f00-0000-7000-8000-0000000000ac"
PROMISE = {"days": 60, "raw": "2027-01-03", "rolled": "2027-01-04", "holidays_known": False, "wording": "station-1"}


def spell(value: Any) -> bytes:
    """UTF-8, sorted keys, no blanks, nothing escaped that need not be."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def seal(name: str, fields: dict[str, str], salt: bytes) -> dict[str, Any]:
    data = spell({"fields": fields, "format": 1})
    digest = hashlib.sha256(b"msd-part-1" + salt + name.encode("ascii") + b"\x00" + data).digest()
    return {"name": name, "fields": fields, "salt": salt.hex(), "data": data.decode(), "digest": digest.hex()}


def link(prev: bytes, content: bytes, incarnation: bytes, seq: int) -> dict[str, Any]:
    content_hash = hashlib.sha256(content).digest()
    told = b"msd-link-1" + prev + content_hash + DESK_KEY + incarnation + seq.to_bytes(8, "big")
    return {
        "desk_key": DESK_KEY.hex(),
        "incarnation": incarnation.hex(),
        "seq": seq,
        "prev": prev.hex(),
        "content_hash": content_hash.hex(),
        "hash": hashlib.sha256(told).hexdigest(),
    }


def fact(number: int, kind: str, subject: str, body: dict[str, Any], act: str | None = None) -> dict[str, Any]:
    return {
        "id": f"01935f00-0000-7000-8000-{number:012x}",
        "kind": kind,
        "v": 1,
        "place": PLACE,
        "subject": subject,
        "recorded_at": f"2026-11-04T07:00:{number:02d}.{number:03d}Z",
        "operator": OPERATOR,
        "body": body,
        **({"act": act} if act else {}),
    }


def said() -> list[tuple[dict[str, Any], dict[str, dict[str, str]]]]:
    """Facts and the texts of their private parts."""
    person = {"name": "𬭎䶮㙍𡐓㛃𫖯龘", "phone": "139-0000-0001"}
    words = {"title": "路灯", "original_text": 'say "灯"\\ \t\r\n\u2028 /</script> 😀\u0001 \x7f e\u0301 é ﬁ Ａ'}
    registered = {
        "number": "482917036",
        "nature": "JY",
        "channel": "CH01",
        "person_times": 2,
        "anonymous": False,
        "received_at": "2026-11-04T07:00:00.000Z",
        "texts": ["name", "phone", "title", "original_text"],
        "promise": PROMISE,
    }
    return [
        (fact(1, "place.placed", PLACE, {"code": "310116113000", "level": "point"}), {"words": {"name": "晨光征集点"}}),
        (fact(2, "operator.added", OPERATOR, {"role": "head"}), {"person": {"name": "卫某"}}),
        (fact(3, "case.registered", CASE, registered), {"person": person, "words": words}),
        (fact(4, "case.slip", CASE, {"outcome": "handed", "paper": "receipt", "size": "80mm", "copies": 1}), {}),
        (fact(5, "case.corrected", CASE, {"nature": "JK", "texts": [], "cleared": []}, ACT), {}),
        (fact(6, "case.erased", CASE, {"part": "both"}, ACT), {}),
        (fact(7, "case.quoted", CASE, {"date": "2026-11-05", "state": "60"}), {"words": {"text": "已答复"}}),
    ]


def make() -> list[dict[str, Any]]:
    """The first four follow one another; then the desk is restored and begins anew behind the old head; the last one
    stands at a place beyond 32 bits."""
    made: list[dict[str, Any]] = []
    prev = bytes(32)
    places = [(FIRST, 1), (FIRST, 2), (FIRST, 3), (FIRST, 4), (SECOND, 1), (SECOND, 2), (SECOND, 2**40 + 7)]
    for (event, texts), (incarnation, seq) in zip(said(), places, strict=True):
        salt = hashlib.sha256(event["id"].encode()).digest()
        parts = [seal(name, fields, salt[i * 16 :][:16]) for i, (name, fields) in enumerate(sorted(texts.items()))]
        content = spell({**event, "format": 1, "digests": {part["name"]: part["digest"] for part in parts}})
        made.append({"event": event, "parts": parts, "content": content.decode()})
        made[-1]["link"] = link(prev, content, incarnation, seq)
        prev = bytes.fromhex(made[-1]["link"]["hash"])
    return made


if __name__ == "__main__":
    Path(__file__).with_name("vectors.json").write_text(json.dumps(make(), indent=1) + "\n", encoding="ascii")
