"""A digest of the town is seen at the district, with its texts and without anybody's name; a leader's instruction there
reaches every case below. A village and another town see nothing of it but that their own case was reported."""

from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest

from desk.actions.cases import withdraw_case
from desk.actions.desk import Desk
from desk.actions.digest_printing import make_digest_paper
from desk.actions.digests import change_digest, instruct_digest, make_digest, withdraw_digest
from desk.actions.keeping import rebuild_desk, verify_desk
from desk.errors import BadInput
from desk.reads.cases import read_case
from desk.reads.digest_papers import read_digest_paper
from desk.reads.digests import read_digest, read_digests
from tests.sync.country import DISTRICT, OTHER_TOWN, Country, parts_of, record, talk

DIGEST = {"title": "关于东门路灯的建议", "cause": "路灯坏了三盏。", "opinion": "涉及老人出行。", "editor": "卫某"}


def kinds(desk: Desk, id: UUID) -> list[str]:
    return [step.kind for step in read_case(desk.vault, desk.lens, id).steps]


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return "".join(text.split())


def sound(*desks: Desk) -> None:
    for desk in desks:
        assert verify_desk(desk)[1] == []
        assert rebuild_desk(desk)[0]


def test_made_at_the_town_read_and_instructed_on_at_the_district(any_country: Country, tmp_path: Path):
    country = any_country
    village, town = country.village(), country.town()
    district = country.desk("district", DISTRICT, "district")
    other = country.desk("other", OTHER_TOWN, "town")
    lamp, bench = record(village), record(village, title="长椅")
    talk(village, town)
    id = make_digest(town, DIGEST | {"cases": [str(lamp), str(bench)]}).subjects[0]
    talk(town, district, village, other)
    for desk, own in ((town, True), (district, False)):
        view = read_digest(desk.vault, desk.lens, id)
        assert (view.line.title, view.texts.opinion, view.own) == (DIGEST["title"], DIGEST["opinion"], own)
        assert {one.row.id for one in view.cases} == {lamp, bench}
        assert all(step.verdict == "ok" for step in view.steps)
    assert read_digests(district.vault).rows[0].place == "山阳镇"
    for desk in (village, other):
        assert read_digests(desk.vault).total == 0
        with pytest.raises(BadInput, match="digest_unknown"):
            read_digest(desk.vault, desk.lens, id)
    assert kinds(village, lamp)[0] == "digested"
    assert [read_case(desk.vault, desk.lens, lamp).digest for desk in (village, town, district)] == [
        None,
        (2026, 1),
        (2026, 1),
    ]
    assert parts_of(village, id) == set()

    assert read_digest_paper(town.vault, town.lens, id).suggesters[0].name == "欧阳*"
    assert read_digest_paper(district.vault, district.lens, id).suggesters[0].name == ""
    at_town, at_district = (words_of(make_digest_paper(desk, id).pdf) for desk in (town, district))
    assert "我镇" in at_town
    assert "我镇" in at_district, "it is still the town's digest"
    assert "欧阳某" not in at_town + at_district

    for act in (lambda: change_digest(district, id, {"title": "另一个"}), lambda: withdraw_digest(district, id, "误")):
        with pytest.raises(BadInput, match="digest_elsewhere"):
            act()
    instruct_digest(district, id, {"text": "请区房管局研究。", "actor": "区领导"})
    talk(district, town, village)
    for desk in (district, town, village):
        assert [kinds(desk, case)[0] for case in (lamp, bench)] == ["instructed", "instructed"]
        assert read_case(desk.vault, desk.lens, lamp).steps[0].text == "请区房管局研究。"
    assert read_digest(town.vault, town.lens, id).line.instructed is not None
    sound(*country.desks)


def test_a_case_taken_back_meanwhile_stays_in_the_digest_and_is_told_as_refused(country: Country):
    """The village withdraws while the town, offline, makes a digest: the hub takes the withdrawal first."""
    village, town = country.village(), country.town()
    lamp, bench = record(village), record(village, title="长椅")
    talk(village, town)
    withdraw_case(village, lamp, "不提了")
    id = make_digest(town, DIGEST | {"cases": [str(lamp), str(bench)]}).subjects[0]
    talk(village, town, village)
    for desk in (village, town):
        told = {step.kind: step.verdict for step in read_case(desk.vault, desk.lens, lamp).steps}
        assert (told["digested"], told["withdrawn"]) == ("not_applied", "ok")
        assert read_case(desk.vault, desk.lens, lamp).row.state == "99"
        assert read_case(desk.vault, desk.lens, bench).row.state == "33"
    assert read_case(town.vault, town.lens, lamp).row.sync == "refused"
    assert {one.row.id for one in read_digest(town.vault, town.lens, id).cases} == {lamp, bench}
    change = instruct_digest(town, id, {"text": "请研究。", "actor": "镇领导"})
    assert set(change.subjects) == {id, bench}
    sound(village, town)


def test_a_village_that_says_it_made_a_digest_is_heard_and_its_cases_are_not(country: Country):
    """Nothing at a desk offers it; the step is refused by its level at every desk and at the hub."""
    village = country.village()
    lamp = record(village)
    with pytest.raises(BadInput, match="not_an_office"):
        make_digest(village, DIGEST | {"cases": [str(lamp)]})
    assert kinds(village, lamp) == ["registered"]
