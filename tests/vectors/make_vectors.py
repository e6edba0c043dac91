"""Writes the files of vectors beside it, worked out by the letter of the documents with nothing of the desk's.

Run once, by hand (`python tests/vectors/make_vectors.py`); the files are the witness of the documents from then on.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from letter import check_digit, content_of, link, public, request, seal, signed, spell, stamp
from made_exchange import exchange

HERE = Path(__file__).parent
DESK_KEY = bytes(range(32))
FIRST, SECOND = bytes(range(100, 116)), bytes(range(200, 216))
PLACE = "01935f00-0000-7000-8000-00000000000a"
OPERATOR = "01935f00-0000-7000-8000-00000000000b"
CASE = "01935f00-0000-7000-8000-00000000000c"
ACT = "01935f00-0000-7000-8000-0000000000ac"
PROMISE = {"days": 60, "raw": "2027-01-03", "rolled": "2027-01-04", "holidays_known": False, "wording": "station-1"}
SEED, HUB_SEED = bytes(range(32, 64)), bytes(range(96, 128))
MAC_KEY = bytes(range(64, 96))


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


def facts() -> list[dict[str, Any]]:
    """The first four follow one another; then the desk is restored and begins anew behind the old head; the last one
    stands at a place beyond 32 bits."""
    made: list[dict[str, Any]] = []
    prev = bytes(32)
    places = [(FIRST, 1), (FIRST, 2), (FIRST, 3), (FIRST, 4), (SECOND, 1), (SECOND, 2), (SECOND, 2**40 + 7)]
    for (event, texts), (incarnation, seq) in zip(said(), places, strict=True):
        salt = hashlib.sha256(event["id"].encode()).digest()
        parts = [seal(name, fields, salt[i * 16 :][:16]) for i, (name, fields) in enumerate(sorted(texts.items()))]
        content = content_of(event, parts)
        made.append({"event": event, "parts": parts, "content": content.decode()})
        made[-1]["link"] = link(prev, content, DESK_KEY, incarnation, seq)
        prev = bytes.fromhex(made[-1]["link"]["hash"])
    return made


def canonical() -> dict[str, Any]:
    """Values and their one spelling; texts that are JSON and no such spelling."""
    values: list[Any] = [
        {},
        {"b": 1, "a": 2, "é": 3, "Z": 4, "𬭎": 5, "～": 6, "": 7},
        {"a": '"\\/\b\f\n\r\t\x00\x1f\x7f'},
        {"龘": "𬭎 e\u0301 é ﬁ Ａ 😀\u2028\u2029"},
        {"n": [0, -1, 2**53 - 1, -(2**53) + 1], "t": True, "f": False, "none": None},
        {"deep": {"b": {"d": [], "c": {}}, "a": [[{"y": 1, "x": 2}]]}},
    ]
    others = ['{"b":1,"a":2}', '{"a": 1}', '{"a":1}\n', '{"a":"\\u8def"}', '{"a":"\\/"}', '{"a":"\\u001F"}']
    others += [
        '{"a":1.0}',
        '{"a":1e2}',
        '{"a":-0}',
        '{"a":9007199254740992}',
        '{"a":"\\ud800"}',
        '{"a":1,"a":1}',
        "[1]",
    ]
    spelled = [{"value": value, "hex": spell(value).hex()} for value in values]
    return {"spelled": spelled, "not_canonical": others}


def numbers() -> dict[str, Any]:
    """Numbers that are on a slip, and such that one digit or two neighbours of them were mistaken."""
    right = [eight + check_digit(eight) for eight in ("48291703", "10000000", "99999999", "57216088")]
    first = right[0]
    wrong = [str((int(first[0]) + 1) % 10) + first[1:], first[1] + first[0] + first[2:], first[:-1], first + "0"]
    return {"right": right, "wrong": wrong}


def stamps() -> dict[str, Any]:
    epoch, at = 3 << 32 | 0xDEADBEEF, 1795000000
    id, link_hash = bytes(range(16)), bytes(range(32))
    verdicts = [
        ("ok", ""),
        ("not_applied", "state_wrong.60"),
        ("set_aside", "out_of_place"),
        ("unjudged", "unknown_kind"),
    ]
    given = []
    for n, (verdict, reason) in enumerate(verdicts, 482917036):
        mac = stamp(MAC_KEY, id, link_hash, (epoch, n, at), (verdict, reason))
        order = {"epoch": epoch, "n": n, "hub_time": at}
        given.append({**order, "verdict": verdict, "reason": reason, "mac": mac})
    return {"mac_key": MAC_KEY.hex(), "id": id.hex(), "link_hash": link_hash.hex(), "stamps": given}


def requests() -> dict[str, Any]:
    """A body is whatever travels: here a few bytes stand for the packed ones."""
    target = "/v1/feed?after=12&token=00112233445566778899aabbccddeeff&limit=500"
    asked = [("GET", target, b""), ("POST", "/v1/push", b"\x28\xb5\x2f\xfd packed"), ("POST", "/v1/meet", b"\x00")]
    made = [request(SEED, one, 1795000000 + n, f"{n:032x}") for n, one in enumerate(asked, 1)]
    return {"seed": SEED.hex(), "key": public(SEED).hex(), "requests": made}


def certificate() -> dict[str, Any]:
    said = {
        "key": public(SEED).hex(),
        "place": "01935f0000007000800000000000000d",
        "station": PLACE.replace("-", ""),
        "level": "point",
        "code": "310116113000",
        "name": "晨光村",
        "at": 1795000000,
    }
    return {"hub": public(HUB_SEED).hex(), "certificate": signed(HUB_SEED, said)}


FILES = {
    "canonical.json": canonical,
    "facts.json": facts,
    "numbers.json": numbers,
    "stamps.json": stamps,
    "requests.json": requests,
    "certificate.json": certificate,
    "exchange.json": lambda: exchange(SEED, HUB_SEED, MAC_KEY),
}


if __name__ == "__main__":
    for name, make in FILES.items():
        (HERE / name).write_text(json.dumps(make(), indent=1) + "\n", encoding="ascii")
