"""Who sees what in the tree of places; rings and unknown places end."""

from uuid import UUID

from desk.domain.sight import Tree

CITY, DISTRICT, TOWN, OTHER_TOWN, VILLAGE, POINT, SIBLING = (UUID(int=n) for n in range(1, 8))
TREE = Tree(
    {
        CITY: None,
        DISTRICT: CITY,
        TOWN: DISTRICT,
        OTHER_TOWN: DISTRICT,
        VILLAGE: TOWN,
        SIBLING: TOWN,
        POINT: VILLAGE,
    }
)


def test_a_place_sees_itself_and_what_stands_below_it():
    assert {place for place in TREE.parents if TREE.sees(TOWN, place)} == {TOWN, VILLAGE, SIBLING, POINT}


def test_nothing_beside_or_above_is_seen():
    for place in (SIBLING, TOWN, DISTRICT, OTHER_TOWN):
        assert not TREE.sees(VILLAGE, place)


def test_below_and_sees_are_one_rule():
    for own in TREE.parents:
        assert TREE.below(own) == {place for place in TREE.parents if TREE.sees(own, place)}


def test_a_place_that_nobody_placed_is_seen_by_itself_alone():
    stranger = UUID(int=99)
    assert TREE.sees(stranger, stranger)
    assert not TREE.sees(CITY, stranger)
    assert TREE.below(stranger) == {stranger}


def test_a_ring_ends():
    ring = Tree({TOWN: VILLAGE, VILLAGE: TOWN})
    assert ring.sees(TOWN, VILLAGE)
    assert not ring.sees(CITY, VILLAGE)
    assert ring.below(TOWN) == {TOWN, VILLAGE}
