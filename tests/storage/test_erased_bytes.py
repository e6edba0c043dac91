"""Erased means gone: from tables, from the search index, from free pages, from the write-ahead log."""

import random
from collections.abc import Iterable
from typing import Any
from uuid import UUID

import pytest
from clear_pages import clear_bytes, holds, log_size
from made_up import form, person_texts, words, words_texts
from sqlalchemy import select

from desk.actions.cases import correct_case, erase_case, record_case, withdraw_case
from desk.actions.desk import Desk
from desk.actions.drafts import drop_draft, save_draft, wipe_draft
from desk.actions.keeping import verify_desk
from desk.errors import BadInput
from desk.journal.fact import NewFact
from desk.reads.cases import earlier_cases, find_cases, read_case
from desk.reads.drafts import list_drafts, read_draft
from desk.reads.slips import read_slip
from desk.storage.save import new_id, save
from desk.storage.tables import draft, fact, part, subject


def left(desk: Desk, texts: Iterable[str]) -> list[str]:
    """Which of the texts, or pieces of them, still stand somewhere in database or log."""
    data = clear_bytes(desk)
    return [piece for text in texts for piece in pieces(text) if holds(data, piece)]


def pieces(text: str) -> set[str]:
    """Pieces of three characters: nothing of a text may be left, at least of a text in rare characters."""
    return (
        {text}
        if text.isascii()
        else {text[i : i + 3] for i in range(0, max(1, len(text) - 2), max(1, len(text) // 30))}
    )


def tokens(texts: Iterable[str]) -> set[str]:
    """The pairs under which the search index holds the texts."""
    return {text[i : i + 2] for text in texts for i in range(len(text) - 1)}


def indexed(desk: Desk) -> set[str]:
    with desk.vault.raw() as driver:
        driver.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.found USING fts5vocab(main, case_search, row)")
        return {row[0] for row in driver.execute("SELECT term FROM temp.found").fetchall()}


def busy_desk(desk: Desk, chance: random.Random, count: int) -> list[tuple[UUID, dict[str, Any]]]:
    cases = []
    for _ in range(count):
        given = form(chance, chance.choice([3, 60, 900, 6000]))
        cases.append((record_case(desk, given).subjects[0], given))
    return cases


def held_by_others(cases: list[tuple[UUID, dict[str, Any]]], but: UUID) -> set[str]:
    texts = [text for id, given in cases if id != but for text in (*words_texts(given), *person_texts(given))]
    return {piece for text in texts for piece in pieces(text)} | tokens(texts)


@pytest.mark.parametrize("seed", range(2))
def test_no_byte_of_an_erased_case_is_left(seed: int, desk: Desk):
    chance = random.Random(seed)
    cases = busy_desk(desk, chance, 12)
    for id, given in cases:
        if chance.random() < 0.5:
            new = words(chance, chance.choice([2, 50]))
            correct_case(desk, id, {"title": new}, words(chance, 9))
            given["first_opinion"] += new  # its last title, to be looked for too
    for id, given in cases[3:7]:
        texts = [*person_texts(given), *words_texts(given)]
        known = held_by_others(cases, id)
        assert set(left(desk, texts)) >= {given["suggester"]["phone"]}
        erase_case(desk, id, "both", "本人要求")
        assert [piece for piece in left(desk, texts) if piece not in known] == []
        assert (tokens(texts[:1] + words_texts(given)) - known) & indexed(desk) == set()
        assert log_size(desk) == 0
        cases = [case for case in cases if case[0] != id]
    assert verify_desk(desk)[1] == []


def index_bytes(desk: Desk, texts: Iterable[str]) -> list[bytes]:
    """Which pairs of the texts stand in the file. The index writes a pair without the bytes it shares with the pair
    before it: the last of a first character's three bytes and the whole second character are looked for."""
    data = clear_bytes(desk)
    return [tail for pair in tokens(texts) if not pair.isascii() and (tail := pair.encode()[2:]) in data]


def test_the_segments_of_the_search_index_forget_too(desk: Desk):
    """A deleted row's pairs stay in the index's segments until these are merged."""
    chance = random.Random(6)
    given, other = ({"title": words(chance, 50)} for _ in range(2))
    id = record_case(desk, given).subjects[0]
    record_case(desk, other)
    correct_case(desk, id, {"title": "甲"}, "乙")
    with desk.vault.write() as connection:  # the old title stands in no row and in no part any more
        connection.exec_driver_sql(
            "DELETE FROM part WHERE fact = (SELECT min(fact) FROM part WHERE data LIKE '%title%')"
        )
    assert len(index_bytes(desk, [given["title"]])) > 30
    erase_case(desk, id, "words", "要求")
    assert index_bytes(desk, [given["title"]]) == []


@pytest.mark.parametrize(("erased", "kept"), [("person", "words"), ("words", "person")])
def test_erasing_one_part_leaves_the_other(erased: str, kept: str, desk: Desk):
    chance = random.Random(9)
    (id, given), *_ = busy_desk(desk, chance, 4)
    texts = {"person": person_texts(given), "words": words_texts(given)}
    erase_case(desk, id, erased, "本人要求")
    assert left(desk, texts[erased]) == []
    data = clear_bytes(desk)
    assert all(holds(data, text[:3]) for text in texts[kept])
    view = read_case(desk.vault, desk.lens, id)
    assert view.erased == (erased,)
    suggester = view.fields["suggester"]
    assert isinstance(suggester, dict)
    if erased == "person":
        assert (suggester["name"], suggester["phone"], view.fields["title"]) == (None, None, given["title"])
        assert view.row.who == ""
    else:
        assert (suggester["name"], view.fields["title"], view.row.title) == (given["suggester"]["name"], None, "")


def test_an_erased_case_is_found_no_more_by_what_was_erased(desk: Desk):
    given = form(random.Random(2))
    id = record_case(desk, given).subjects[0]
    name, phone = given["suggester"]["name"], given["suggester"]["phone"]
    queries = [given["title"][:2], given["main_cause"][5:9], name, phone[-4:]]
    assert all(find_cases(desk.vault, desk.lens, query).total == 1 for query in queries)
    assert len(earlier_cases(desk.vault, desk.lens, name, phone)) == 1
    erase_case(desk, id, "person", "本人要求")
    assert [find_cases(desk.vault, desk.lens, query).total for query in queries] == [1, 1, 0, 0]
    assert earlier_cases(desk.vault, desk.lens, name, phone) == ()
    erase_case(desk, id, "words", "本人要求")
    assert [find_cases(desk.vault, desk.lens, query).total for query in queries] == [0, 0, 0, 0]
    number = read_case(desk.vault, desk.lens, id).row.number
    assert find_cases(desk.vault, desk.lens, number).total == 1
    slip = read_slip(desk.vault, desk.lens, id, show_name=True)
    assert (slip.name, slip.phone, slip.title, slip.body, slip.whole_text) == ("", "", "", "", "")


def test_the_chain_holds_after_an_erasure_and_the_reason_outlives_it(desk: Desk):
    id = record_case(desk, form(random.Random(2))).subjects[0]
    erase_case(desk, id, "both", "本人要求删除全部")
    assert verify_desk(desk)[1] == []
    with desk.vault.read() as connection:
        subjects = connection.execute(
            select(subject.c.noun).join(fact, fact.c.subject == subject.c.n).join(part, part.c.fact == fact.c.n)
        ).scalars()
        assert sorted(subjects) == ["erasure", "operator", "place"]
    assert holds(clear_bytes(desk), "本人要求删除全部")


def test_what_is_erased_twice_or_wrongly_is_refused(desk: Desk):
    id = record_case(desk, form(random.Random(2))).subjects[0]
    for part_name, reason, code in (("person", " ", "reason_missing"), ("all", "要求", "code_unknown")):
        with pytest.raises(BadInput, match=code):
            erase_case(desk, id, part_name, reason)
    with pytest.raises(BadInput, match="case_unknown"):
        erase_case(desk, new_id(), "both", "要求")
    erase_case(desk, id, "person", "要求")
    with pytest.raises(BadInput, match="erased"):
        erase_case(desk, id, "person", "要求")
    erase_case(desk, id, "both", "要求")
    for part_name in ("person", "words", "both"):
        with pytest.raises(BadInput, match="erased"):
            erase_case(desk, id, part_name, "要求")


def test_what_was_erased_cannot_be_written_again(desk: Desk):
    given = form(random.Random(2))
    id = record_case(desk, given).subjects[0]
    erase_case(desk, id, "person", "要求")
    with pytest.raises(BadInput, match="erased"):
        correct_case(desk, id, {"suggester": {"name": "王某"}}, "写回去")
    correct_case(desk, id, {"title": "桥"}, "可以改")
    erase_case(desk, id, "words", "要求")
    with pytest.raises(BadInput, match="erased"):
        correct_case(desk, id, {"title": "路"}, "写回去")
    correct_case(desk, id, {"category": "01"}, "这句理由不会留下")
    withdraw_case(desk, id, "这句理由也不会留下")
    data = clear_bytes(desk)
    assert not holds(data, "不会留下")
    assert verify_desk(desk)[1] == []


def test_a_part_that_arrives_after_the_erasure_is_stripped(desk: Desk):
    id = record_case(desk, {"title": "路灯"}).subjects[0]
    erase_case(desk, id, "words", "要求")
    body = {"texts": ["title", "name"], "cleared": []}
    late = NewFact("case.corrected", id, body, {"name": "迟来的名字"}, {"title": "迟来的一句话"})
    save(desk.vault, desk.operator, desk.clock(), [late])
    data = clear_bytes(desk)
    assert (holds(data, "迟来的名字"), holds(data, "迟来的一句话")) == (True, False)
    assert verify_desk(desk)[1] == []


def test_an_erasure_that_comes_before_the_case_holds_for_it(desk: Desk):
    id = new_id()
    save(desk.vault, desk.operator, desk.clock(), [NewFact("case.erased", id, {"part": "both"})])
    body = {"number": "482917036", "texts": ["title", "name"]}
    save(
        desk.vault,
        desk.operator,
        desk.clock(),
        [NewFact("case.registered", id, body, {"name": "晚到的名字"}, {"title": "晚到的话"})],
    )
    assert read_case(desk.vault, desk.lens, id).erased == ("person", "words")
    data = clear_bytes(desk)
    assert not holds(data, "晚到的名字")
    assert not holds(data, "晚到的话")


def test_a_case_corrected_to_an_accusation_loses_every_word(desk: Desk):
    chance = random.Random(4)
    cases = busy_desk(desk, chance, 5)
    id, given = cases[2]
    correct_case(desk, id, {"title": "他贪污了公款一百万"}, "他说的是举报")
    correct_case(desk, id, {"nature": "JK"}, "原来是检举某人")
    texts = [*person_texts(given), *words_texts(given), "他贪污了公款一百万", "他说的是举报", "原来是检举某人"]
    known = held_by_others(cases, id)
    assert [piece for piece in left(desk, texts) if piece not in known] == []
    view = read_case(desk.vault, desk.lens, id)
    assert (view.erased, view.row.nature, view.row.title) == (("person", "words"), "JK", "")
    assert verify_desk(desk)[1] == []


def test_a_refused_accusation_stores_nothing(desk: Desk):
    before = counts(desk)
    for held in (
        {"title": "他贪污"},
        {"main_cause": " "},
        {"suggester": {"name": "张三丰"}},
        {"suggester": {"identity": "知情人"}},
        {"first_opinion": "属实"},
    ):
        with pytest.raises(BadInput, match="accusation_has_text"):
            record_case(desk, {"nature": "JK", **held})
    assert counts(desk) == before
    assert left(desk, ["他贪污", "张三丰", "知情人"]) == []
    id = record_case(desk, {"nature": "JK", "person_times": 3, "note": "他贪污了"}).subjects[0]
    assert read_case(desk.vault, desk.lens, id).row.nature == "JK"
    assert left(desk, ["他贪污"]) == []


def test_no_reason_is_kept_with_an_accusation(desk: Desk):
    id = record_case(desk, {"nature": "JK"}).subjects[0]
    correct_case(desk, id, {"channel": "CH02"}, "某某收了红包")
    withdraw_case(desk, id, "他怕被报复")
    assert left(desk, ["某某收了红包", "他怕被报复"]) == []
    assert [step.verdict for step in read_case(desk.vault, desk.lens, id).steps] == ["provisional"] * 3


def test_an_accusation_chosen_by_mistake_is_corrected_with_its_words(desk: Desk):
    id = record_case(desk, {"nature": "JK"}).subjects[0]
    with pytest.raises(BadInput, match="nothing_said"):
        correct_case(desk, id, {"nature": "JY"}, "点错了")
    with pytest.raises(BadInput, match="accusation_has_text"):
        correct_case(desk, id, {"title": "路灯"}, "点错了")
    correct_case(desk, id, {"nature": "JY", "title": "路灯"}, "点错了")
    view = read_case(desk.vault, desk.lens, id)
    assert (view.row.nature, view.row.title, view.row.state, view.row.sync) == ("JY", "路灯", "10", "saved")
    assert view.steps[0].text == "点错了"


def counts(desk: Desk) -> tuple[int, ...]:
    with desk.vault.read() as connection:
        tables = (fact, part, subject, draft)
        return tuple(connection.exec_driver_sql(f"SELECT count(*) FROM {table.name}").scalar_one() for table in tables)


@pytest.mark.parametrize("seed", range(3))
def test_a_wiped_draft_leaves_nothing_behind(seed: int, desk: Desk):
    """Saved at every pause, growing: then it turns out to be an accusation."""
    chance = random.Random(seed)
    others = [(new_id(), form(chance, chance.choice([9, 400, 4000]))) for _ in range(chance.randrange(6))]
    mine, typed = new_id(), form(chance, chance.choice([60, 900, 5000]))
    typed |= {"note": None, "suggester": {**typed["suggester"], "public_ok": None}}
    for step in range(1, 9):
        for id, given in others:
            save_draft(desk, id, {**given, "title": given["title"][:step]})
        growing = {**typed, "main_cause": typed["main_cause"][: len(typed["main_cause"]) * step // 8]}
        save_draft(desk, mine, growing)
        if step == 4:
            for id, _ in others[:2]:
                drop_draft(desk, id)
    texts = [*person_texts(typed), *words_texts(typed)]
    assert len(left(desk, texts)) > 20
    wipe_draft(desk, mine, {"nature": "JK", "person_times": 2})
    assert left(desk, texts) == []
    assert log_size(desk) == 0
    assert read_draft(desk.vault, mine) == {"nature": "JK", "person_times": 2}
    assert len(list_drafts(desk.vault)) == 1 + len(others)
