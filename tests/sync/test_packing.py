"""What travels is packed so that a single bit changed on the way is noticed, whatever the line."""

import zstandard

from desk.sync.wire import pack, unpack

SAID = {"facts": [[number, f"早上好{number * 7919}", "abc" * 3] for number in range(40)]}


def test_one_bit_changed_on_the_way_is_noticed():
    packed = pack(SAID)
    for bit in range(8 * len(packed)):
        spoiled = bytearray(packed)
        spoiled[bit // 8] ^= 1 << bit % 8
        try:
            assert unpack(bytes(spoiled)) == SAID
        except ValueError:
            continue


def test_what_was_packed_without_a_check_is_still_read():
    import orjson

    assert unpack(zstandard.ZstdCompressor().compress(orjson.dumps(SAID))) == SAID
