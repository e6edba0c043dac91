"""Stamps: worked out here by the letter of the contract, and everything that a forger could change is under the MAC."""

import hashlib
import hmac
from dataclasses import replace

import pytest

from desk.journal.stamp import Stamp, counter_of, holds, next_epoch, stamp_mac

KEY = bytes(range(64, 96))
ID, LINK = bytes(range(16)), bytes(range(32))
EPOCH, N, AT = 3 << 32 | 0xDEADBEEF, 482917036, 1795000000


def by_the_letter(verdict: str, reason: str) -> bytes:
    numbers = b"".join(number.to_bytes(8, "big") for number in (EPOCH, N, AT))
    said = b"msd-stamp-1" + ID + LINK + numbers + verdict.encode() + b"\x00" + reason.encode()
    return hmac.new(KEY, said, hashlib.sha256).digest()[:16]


def given(verdict: str = "not_applied", reason: str = "withdrawn") -> Stamp:
    return Stamp(EPOCH, N, verdict, reason, AT, stamp_mac(KEY, ID, LINK, (EPOCH, N, AT), verdict, reason))


@pytest.mark.parametrize(
    ("verdict", "reason"), [("ok", ""), ("not_applied", "withdrawn"), ("set_aside", "out_of_place")]
)
def test_a_mac_has_the_bytes_of_the_contract(verdict: str, reason: str):
    assert given(verdict, reason).mac == by_the_letter(verdict, reason)


def test_a_stamp_of_the_hub_holds():
    assert holds(KEY, ID, LINK, given())


@pytest.mark.parametrize(
    "forged",
    [
        replace(given(), epoch=EPOCH - 1),
        replace(given(), n=1),
        replace(given(), hub_time=AT - 1),
        replace(given(), verdict="ok", reason=""),
        replace(given(), verdict="not_applied", reason="withdraw"),
        replace(given(), mac=bytes(16)),
        replace(given(), mac=given().mac[:15]),
    ],
)
def test_a_stamp_that_says_anything_else_does_not(forged: Stamp):
    assert not holds(KEY, ID, LINK, forged)


def test_a_stamp_belongs_to_one_fact_one_link_and_one_hub():
    assert not holds(KEY, bytes(16), LINK, given())
    assert not holds(KEY, ID, bytes(32), given())
    assert not holds(bytes(32), ID, LINK, given())


def test_verdict_and_reason_cannot_be_shifted_into_each_other():
    one = stamp_mac(KEY, ID, LINK, (EPOCH, N, AT), "ok", "x")
    assert one != stamp_mac(KEY, ID, LINK, (EPOCH, N, AT), "okx", "")


def test_a_new_epoch_comes_after_every_one_of_the_same_count_whatever_its_name():
    seen = 7 << 32 | 0xFFFFFFFF
    following = {next_epoch(seen) for _ in range(50)}
    assert min(following) > seen
    assert {counter_of(epoch) for epoch in following} == {8}
    assert len(following) > 45  # two restores of one backup begin two epochs
