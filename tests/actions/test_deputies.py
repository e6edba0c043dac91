"""The roster at a desk: entered, changed, matched, taken over from a table; each person is shown once."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from exchanged import came, enrolled, town

from desk.actions.deputies import add_deputy, change_deputy, deputy_left, match_deputy
from desk.actions.desk import Desk
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.actions.roster import import_roster
from desk.domain.place import Placed
from desk.errors import BadInput
from desk.journal.fact import NewFact
from desk.reads.deputies import deputies_in, ids_of, pick_deputy, read_alike, read_deputy, read_roster, same_ids
from desk.reads.station import read_station

JIANG = {"name": "蒋某", "level": "区", "group": "山阳代表组", "post": "某企业职工", "phone": "13900000021"}
TABLE = """姓名,代表级别,代表组,单位及职务,联系电话,备注
蒋某,区,山阳,某企业职工,13900000021,x
陆某,镇人大代表,山阳代表组,教师,,
无级,,山阳,,,
某某,区,火星,,,
,区,山阳,,,
"""


def add(desk: Desk, **form: str) -> UUID:
    return add_deputy(desk, JIANG | form).subjects[0]


def names(desk: Desk, day: date | None = None) -> list[str]:
    return [one.name for one in read_roster(desk.vault, desk.lens, day)]


def hang(desk: Desk, place: UUID, under: UUID) -> None:
    """The hub says where a place belongs."""
    placed = Placed(code="310116113000", level="point", parent=under)
    came(desk, NewFact("place.placed", place, placed.to_json()), desk.clock(), uuid4())


def published(desk: Desk, name: str = "蒋某", by: UUID | None = None) -> UUID:
    """An entry of the town above, as it comes in the feed: without its telephone."""
    above = by or town(desk, desk.clock())
    hang(desk, read_station(desk.vault).place, above)
    id = uuid4()
    body = {"congress": "D", "group": "DG05", "texts": ["name", "phone"]}
    came(desk, NewFact("deputy.listed", id, body, words={"name": name}), desk.clock(), above)
    return id


def test_a_deputy_is_entered_and_stands_on_the_roster(desk: Desk):
    id = add(desk, since="2022-01-01")
    (one,) = read_roster(desk.vault, desk.lens)
    assert one == read_deputy(desk.vault, desk.lens, id)
    assert (one.name, one.congress, one.level.zh, one.group_code, one.post) == (
        "蒋某",
        "D",
        "区人大代表",
        "DG05",
        "某企业职工",
    )
    assert one.group is not None
    assert (one.group.zh, one.phone, one.since, one.published) == ("山阳", "13900000021", date(2022, 1, 1), False)
    assert verify_desk(desk)[1] == []
    assert rebuild_desk(desk)[0]


def test_the_highest_level_stands_first(desk: Desk):
    for name, level in (("丁", "镇"), ("丙", "区"), ("乙", "市"), ("甲", "全国")):
        add(desk, name=name, level=level)
    assert names(desk) == ["甲", "乙", "丙", "丁"]


def test_the_same_person_twice_warns_and_is_stored(desk: Desk):
    first = add_deputy(desk, JIANG)
    second = add_deputy(desk, JIANG | {"post": "别处"})
    assert first.warnings == ()
    assert [(one.code, one.facts) for one in second.warnings] == [("deputy_alike", {"count": 1})]
    assert [one.id for one in read_alike(desk.vault, desk.lens, second.subjects[0])] == list(first.subjects)
    assert names(desk) == ["蒋某", "蒋某"]


def test_a_change_says_only_what_differs(desk: Desk):
    id = add(desk)
    change_deputy(desk, id, {"post": "教师", "level": "市"})
    now = read_deputy(desk.vault, desk.lens, id)
    assert (now.post, now.congress, now.phone, now.group_code) == ("教师", "C", "13900000021", "DG05")
    change_deputy(desk, id, {"phone": "", "group": None})
    now = read_deputy(desk.vault, desk.lens, id)
    assert (now.phone, now.group, now.name) == ("", None, "蒋某")
    for form, code in (({"post": "教师"}, "nothing_to_correct"), ({"name": ""}, "deputy_unnamed")):
        with pytest.raises(BadInput, match=code):
            change_deputy(desk, id, form)
    with pytest.raises(BadInput, match="deputy_unknown"):
        change_deputy(desk, uuid4(), {"post": "教师"})


def test_who_left_office_is_not_on_the_roster_any_more_and_was_before(desk: Desk):
    id = add(desk, since="2022-01-01")
    deputy_left(desk, id, date(2026, 6, 30))
    assert names(desk) == []
    assert names(desk, date(2026, 6, 30)) == ["蒋某"]
    assert names(desk, date(2021, 12, 31)) == []
    with pytest.raises(BadInput, match="days_turned"):
        deputy_left(desk, id, date(2021, 1, 1))
    change_deputy(desk, id, {"until": ""})
    assert names(desk) == ["蒋某"]


def test_a_matched_entry_is_shown_once_as_the_published_one(desk: Desk):
    enrolled(desk)
    here = add(desk)
    above = published(desk)
    assert [one.published for one in read_roster(desk.vault, desk.lens)] == [True, False]
    match_deputy(desk, here, above)
    (one,) = read_roster(desk.vault, desk.lens)
    assert (one.id, one.published, one.phone) == (above, True, "")
    with desk.vault.read() as connection:
        assert same_ids(connection) == {here: above}
        assert ids_of(connection, here) == ids_of(connection, above) == {here, above}
        assert deputies_in(connection, desk.lists.codes)[here].id == above
    assert pick_deputy(desk.vault, desk.lens, "蒋某") == above
    with pytest.raises(BadInput, match="nothing_to_correct"):
        match_deputy(desk, here, above)
    match_deputy(desk, here, None)
    assert len(names(desk)) == 2
    assert verify_desk(desk)[1] == []


def test_what_was_published_above_is_not_changed_here(desk: Desk):
    enrolled(desk)
    above = published(desk)
    for act in (
        lambda: change_deputy(desk, above, {"post": "教师"}),
        lambda: deputy_left(desk, above, date(2026, 1, 1)),
        lambda: match_deputy(desk, above, add(desk)),
    ):
        with pytest.raises(BadInput, match="deputy_published"):
            act()


def test_entries_are_not_matched_in_a_ring(desk: Desk):
    first, second, third = add(desk), add(desk, name="陆某"), add(desk, name="顾某")
    match_deputy(desk, first, second)
    match_deputy(desk, second, third)
    for one, other in ((third, first), (first, first)):
        with pytest.raises(BadInput, match="deputy_itself"):
            match_deputy(desk, one, other)
    assert [one.id for one in read_roster(desk.vault, desk.lens)] == [third]
    with pytest.raises(BadInput, match="deputy_unknown"):
        match_deputy(desk, third, uuid4())


def test_a_ring_of_two_desks_ends(desk: Desk):
    """Two desks may have matched two entries with each other without knowing."""
    first, second = add(desk), add(desk, name="陆某")
    match_deputy(desk, first, second)
    came(desk, NewFact("deputy.matched", second, {"other": str(first)}), desk.clock(), uuid4())
    assert [one.id for one in read_roster(desk.vault, desk.lens)] == [min(first, second)]


def test_a_roster_of_a_place_that_this_desk_does_not_belong_to_is_passed_over(desk: Desk):
    enrolled(desk)
    old = published(desk, "旧镇的")
    new = published(desk, "新镇的")
    assert names(desk) == ["新镇的"]
    assert read_deputy(desk.vault, desk.lens, new).published
    with pytest.raises(BadInput, match="deputy_unknown"):
        read_deputy(desk.vault, desk.lens, old)


def test_what_a_place_below_entered_is_shown_when_asked_for(desk: Desk):
    below = town(desk, desk.clock(), "point", "埭头")
    hang(desk, below, read_station(desk.vault).place)
    body = {"congress": "T", "texts": ["name"]}
    came(desk, NewFact("deputy.listed", uuid4(), body, words={"name": "埭头的"}), desk.clock(), below)
    assert names(desk) == []
    (one,) = read_roster(desk.vault, desk.lens, below=True)
    assert not one.published
    change_deputy(desk, one.id, {"post": "农民"})


def test_a_name_means_one_person_or_nobody(desk: Desk):
    first = add(desk)
    assert pick_deputy(desk.vault, desk.lens, "蒋某") == pick_deputy(desk.vault, desk.lens, str(first)) == first
    add(desk, level="镇")
    with pytest.raises(BadInput, match="deputy_ambiguous") as refused:
        pick_deputy(desk.vault, desk.lens, "蒋某")
    assert refused.value.facts["count"] == 2
    for word in ("谁", "", str(uuid4())):
        with pytest.raises(BadInput, match="deputy_unknown"):
            pick_deputy(desk.vault, desk.lens, word)


def test_a_table_is_taken_over_once_with_a_report_row_by_row(desk: Desk):
    took = import_roster(desk, TABLE.encode())
    assert (took.read, took.added, took.changed, took.known, took.ignored) == (5, 2, 0, 0, ("备注",))
    assert [(one.row, one.code) for one in took.refused] == [
        (4, "code_unknown"),
        (5, "code_unknown"),
        (6, "deputy_unnamed"),
    ]
    again = import_roster(desk, TABLE.encode("gb18030"))
    assert (again.added, again.changed, again.known) == (0, 0, 2)
    changed = import_roster(desk, TABLE.replace("教师", "校长").replace("13900000021", "").encode())
    assert (changed.added, changed.changed, changed.known) == (0, 2, 0)
    assert {(one.name, one.post, one.phone) for one in read_roster(desk.vault, desk.lens)} == {
        ("蒋某", "某企业职工", ""),
        ("陆某", "校长", ""),
    }
    assert rebuild_desk(desk)[0]


def test_two_of_one_name_in_a_table_are_two_and_said_to_be_alike(desk: Desk):
    table = "姓名,级别,职务\n王某,镇,教师\n王某,镇,农民\n"
    took = import_roster(desk, table.encode())
    assert (took.added, took.alike) == (2, [2, 3])
    assert import_roster(desk, table.encode()).known == 2


def test_a_published_deputy_in_a_table_is_known(desk: Desk):
    enrolled(desk)
    published(desk)
    took = import_roster(desk, "姓名,级别,代表组,电话\n蒋某,区,山阳,13900000021\n".encode())
    assert (took.added, took.changed, took.known) == (0, 0, 1)


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\xfa", "甲,乙\n1,2\n".encode()])
def test_what_is_no_roster_is_refused_whole(desk: Desk, data: bytes):
    with pytest.raises(BadInput):
        import_roster(desk, data)
    assert names(desk) == []
