"""What is printed can be read back: every character, the right one, and nothing that must not be there."""

import pytest
from reportlab.pdfbase.ttfonts import TTFont
from slip_tools import CASES, copies_of, slip_view, text_of

from desk.paper.slip import make_slip
from desk.paper.summary import summarise
from desk.paper.tounicode import PaperFont

RARE = "欧阳𬭎䶮㙍𡐓㛃𫖯龘"
LANGUAGES = ("zh", "en", "both")


@pytest.mark.parametrize("case_id", list(CASES))
def test_every_character_of_a_case_is_printed_in_order(case_id: str):
    view = slip_view(case_id)
    text = text_of(make_slip(view).pdf)
    assert "".join(view.title.split()) in text
    assert "".join(summarise(view.body).text.split()) in text
    if case_id != "M4":
        assert len(summarise(view.body).text) >= min(120, len("".join(view.body.split())) - 8)


def test_the_whole_words_of_the_rare_case_are_on_the_paper():
    view = slip_view("M1")
    assert "".join(view.body.split()) in text_of(make_slip(view).pdf)
    assert {"𡐓", "㛃", "𫖯", "龘"} & set(text_of(make_slip(view).pdf))


def test_characters_above_ffff_are_read_back_as_themselves():
    view = slip_view("S05", name=RARE, title=RARE, body=RARE)
    text = text_of(make_slip(view).pdf)
    assert text.count(RARE) == 4  # name, regular; title, bold and on the stub regular; summary, regular


def test_without_the_remedy_they_would_be_read_back_as_others(monkeypatch):
    monkeypatch.setattr(PaperFont, "addObjects", TTFont.addObjects)
    assert RARE not in text_of(make_slip(slip_view("S05", name=RARE)).pdf)


def test_the_remedy_leaves_reportlab_as_it_is():
    assert TTFont.addObjects is not PaperFont.addObjects
    assert TTFont.addObjects.__module__ == "reportlab.pdfbase.ttfonts"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("case_id", ["S05", "M1", "M2", "M3B", "M4", "M6"])
def test_no_paper_speaks_of_a_legal_deadline(case_id: str, lang: str):
    text = text_of(make_slip(slip_view(case_id), lang=lang).pdf).lower()
    for word in ("法定", "statutory", "legaldeadline"):
        assert word not in text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("case_id", list(CASES))
def test_a_slip_never_prints_a_whole_phone(case_id: str, lang: str):
    phone = CASES[case_id]["suggester"]["phone"]
    digits = "".join(filter(str.isdigit, phone or "none"))
    text = text_of(make_slip(slip_view(case_id), lang=lang).pdf)
    if digits:
        assert digits not in text.replace("-", "")
        assert f"{digits[:3]}****{digits[-4:]}" in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_whole_name_is_printed_only_when_asked_for_and_never_on_the_stub(lang: str):
    name = CASES["M1"]["suggester"]["name"].split("（")[0]
    asked = slip_view("M1", whole_name=True, name=name, body="正文", whole_text="正文")
    person, stub = copies_of(make_slip(asked, lang=lang).pdf)
    assert name in person
    assert name not in stub
    assert "欧阳*" in stub
    person, stub = copies_of(make_slip(slip_view("M1", body="正文"), lang=lang).pdf)
    assert name not in person + stub
    assert "欧阳*" in person


def test_the_summary_is_on_the_persons_copy_only():
    person, stub = copies_of(make_slip(slip_view("S05")).pdf)
    assert "主干道两侧、消防通道停满" in person
    assert "主干道两侧、消防通道停满" not in stub
    assert "解决小区停车难的建议" in stub
