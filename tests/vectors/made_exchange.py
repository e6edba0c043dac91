"""An exchange by the letter of docs/protocol.md: what a desk pushes, what the hub signs, and what its feed says then.

The first push brings a fact for every verdict; the second, of a restored desk, erases a case; the third comes from a
copy that wrote on in the old stream: a branch.
"""

import hashlib
from collections.abc import Sequence
from typing import Any, NamedTuple

from letter import content_of, link, public, seal, sign, signed, stamp, token

EPOCH, HUB_TIME = 1 << 32 | 0x5EED, 1795000000
FIRST, SECOND = bytes(range(16)), bytes(range(16, 32))
STATION, ACTS_AS, OTHER, OPERATOR, CASE, CAMPAIGN = (
    f"01935f00-0000-7000-8000-0000000000{last:02x}" for last in (0x0A, 0x0D, 0x0E, 0x0B, 0x0C, 0x0F)
)
START = bytes(32)
OK, NO = ("ok", ""), ("not_applied", "already_registered")
ASIDE, UNKNOWN = ("set_aside", "not_your_place"), ("unjudged", "unknown_kind")


class Made(NamedTuple):
    """A linked fact, its parts by name, and the verdict that is due to it."""

    event: dict[str, Any]
    parts: dict[str, dict[str, Any]]
    content: bytes
    link: dict[str, Any]
    verdict: tuple[str, str]


class Told(NamedTuple):
    """A fact's stamp, and the token behind it in the feed."""

    made: Made
    n: int
    mac: str
    token: str


def exchange(seed: bytes, hub_seed: bytes, mac_key: bytes) -> dict[str, Any]:
    pushes = _pushes(public(seed))
    told: list[Told] = []
    made = []
    for number, (base, facts) in enumerate(pushes):
        for one in facts:
            told.append(_tell(mac_key, one, told))
        made.append({"body": _body(seed, base, facts), "receipt": _receipt(hub_seed, facts, told, number == 2)})
        made[-1]["links"] = [one.link for one in facts]
    return {
        "seed": seed.hex(),
        "hub_seed": hub_seed.hex(),
        "mac_key": mac_key.hex(),
        "epoch": EPOCH,
        "hub_time": HUB_TIME,
        "place": ACTS_AS,
        "station": STATION,
        "pushes": made,
        "feed": _feed(told),
        "lacks": {"ids": [_id(one.made) + one.mac + f"{_held(one.made):02x}" for one in told]},
        "return": _return(told),
    }


def _pushes(key: bytes) -> list[tuple[list[Any], list[Made]]]:
    registered = {
        "number": "482917036",
        "nature": "JY",
        "channel": "CH01",
        "person_times": 1,
        "received_at": "2026-11-04T07:00:00.000Z",
        "texts": ["name", "title"],
    }
    texts = {"person": {"name": "王某某"}, "words": {"title": "路灯"}}
    slip = {"outcome": "handed", "paper": "receipt", "size": "80mm", "copies": 1}
    first = [
        (
            _event(1, "place.placed", STATION, {"code": "310116113000", "level": "point"}),
            {"words": {"name": "晨光"}},
            OK,
        ),
        (_event(2, "operator.added", OPERATOR, {"role": "head"}), {"person": {"name": "卫某"}}, OK),
        (_event(3, "case.registered", CASE, registered), texts, OK),
        (_event(4, "case.registered", CASE, {**registered, "texts": []}), {}, NO),
        (_event(5, "case.slip", CASE, slip, OTHER), {}, ASIDE),
        (_event(6, "campaign.opened", CAMPAIGN, {"days": 30}), {"words": {"topic": "加装电梯"}}, UNKNOWN),
    ]
    begun = _chain(key, FIRST, (FIRST, 0, START), first)
    head = begun[-1].link
    after = (FIRST, head["seq"], bytes.fromhex(head["hash"]))
    second = _chain(key, SECOND, after, [(_event(7, "case.erased", CASE, {"part": "both"}), {}, OK)])
    split = (FIRST, 2, bytes.fromhex(begun[1].link["hash"]))
    branch = _chain(key, FIRST, split, [(_event(8, "case.slip", CASE, slip), {}, OK)])
    bases = ([FIRST.hex(), 0, START.hex()], [FIRST.hex(), head["seq"], head["hash"]])
    return [
        (bases[0], begun),
        (bases[1], second),
        ([FIRST.hex(), 2, begun[1].link["hash"]], branch),
    ]


def _event(number: int, kind: str, subject: str, body: dict[str, Any], place: str = ACTS_AS) -> dict[str, Any]:
    return {
        "id": f"01935f00-0000-7000-8000-00000001{number:04x}",
        "kind": kind,
        "v": 1,
        "place": place,
        "subject": subject,
        "recorded_at": f"2026-11-04T07:01:{number:02d}.000Z",
        "operator": OPERATOR,
        "body": body,
    }


def _chain(key: bytes, incarnation: bytes, base: tuple[bytes, int, bytes], said: Sequence[Any]) -> list[Made]:
    """Behind `base` (incarnation, seq, hash); in another incarnation than that of the base seq begins at 1."""
    made = []
    seq, prev = (base[1] if base[0] == incarnation else 0), base[2]
    for event, texts, verdict in said:
        seq += 1
        salts = hashlib.sha256(event["id"].encode()).digest()
        salt = {"person": salts[:16], "words": salts[16:]}
        parts = {name: seal(name, fields, salt[name]) for name, fields in texts.items()}
        content = content_of(event, list(parts.values()))
        linked = link(prev, content, key, incarnation, seq)
        made.append(Made(event, parts, content, linked, verdict))
        prev = bytes.fromhex(linked["hash"])
    return made


def _body(seed: bytes, base: list[Any], facts: list[Made]) -> dict[str, Any]:
    last = facts[-1].link
    return {
        "rules": 1,
        "incarnation": last["incarnation"],
        "base": base,
        "facts": [_pushed(one) for one in facts],
        "last": last["hash"],
        "signature": sign(seed, b"msd-push-1" + bytes.fromhex(last["hash"])),
    }


def _pushed(made: Made) -> list[Any]:
    content = {**made.event, "format": 1, "digests": dict.fromkeys(made.parts, "")}
    parts = [made.parts.get(name) for name in ("person", "words")]
    sealed = [(part["salt"], {"fields": part["fields"], "format": 1}) if part else ("", "") for part in parts]
    return [content, *sealed[0], *sealed[1]]


def _tell(mac_key: bytes, made: Made, before: Sequence[Told]) -> Told:
    n, at = len(before) + 1, before[-1].token if before else "0" * 32
    id, hash = bytes.fromhex(_id(made)), bytes.fromhex(made.link["hash"])
    mac = stamp(mac_key, id, hash, (EPOCH, n, HUB_TIME), made.verdict)
    return Told(made, n, mac, token(at, id, mac, EPOCH))


def _receipt(hub_seed: bytes, facts: list[Made], told: list[Told], branched: bool) -> dict[str, Any]:
    last = facts[-1].link
    said = {
        "stream": [last["desk_key"], last["incarnation"]],
        "head": [last["seq"], last["hash"]],
        "epoch": EPOCH,
        "place": len(told),
        "token": told[-1].token,
        "branched": branched,
    }
    return signed(hub_seed, said)


def _feed(told: list[Told]) -> dict[str, Any]:
    """From the beginning, after all pushes: the case's parts are erased. A link that follows the row before it in its
    stream does not name it."""
    streams: list[list[str]] = []
    before: dict[int, tuple[int, str]] = {}
    rows = []
    for one in told:
        index, its = _index(streams, one.made), one.made.link
        follows = before.get(index) == (its["seq"] - 1, its["prev"])
        before[index] = its["seq"], its["hash"]
        said = [index, its["seq"], "" if follows else its["prev"], one.made.content.decode()]
        rows.append([one.n, 0, *said, *_stamped(one), *_parts(one.made)])
    head = {"epoch": EPOCH, "after": 0, "place": len(told), "token": told[-1].token, "more": False}
    return {**head, "streams": streams, "facts": rows}


def _return(told: list[Told]) -> dict[str, Any]:
    streams: list[list[str]] = []
    rows = []
    for one in told:
        its = one.made.link
        linked = [_index(streams, one.made), its["seq"], its["prev"], one.made.content.decode()]
        rows.append([*linked, *_stamped(one), *_parts(one.made)])
    return {"streams": streams, "facts": rows}


def _stamped(one: Told) -> list[Any]:
    return [EPOCH, one.n, *one.made.verdict, HUB_TIME, one.mac]


def _parts(made: Made) -> list[str]:
    """Salt and data of person and words, as far as they were not erased."""
    parts = {} if made.event["subject"] == CASE else made.parts
    return [text for name in ("person", "words") for text in _told_part(parts.get(name))]


def _told_part(part: dict[str, Any] | None) -> tuple[str, str]:
    return (part["salt"], part["data"]) if part else ("", "")


def _held(made: Made) -> int:
    """1: the desk holds the person part, 2: the words part."""
    parts = {} if made.event["subject"] == CASE else made.parts
    return ("person" in parts) + 2 * ("words" in parts)


def _id(made: Made) -> str:
    return str(made.event["id"]).replace("-", "")


def _index(streams: list[list[str]], made: Made) -> int:
    named = [made.link["desk_key"], made.link["incarnation"]]
    if named not in streams:
        streams.append(named)
    return streams.index(named)
