"""The guidance slip: doors, not a refusal. Two copies, bounded, masked, nothing of an accusation."""

from dataclasses import replace

import pytest
from slip_tools import copies_of, dots_of, ink_of, qr_of, slip_view, text_of
from test_bounds import LONGEST_MM, POISON, poisoned
from test_faces import faults

from desk.domain.codes import Label
from desk.errors import BadInput
from desk.paper.guidance import make_guidance
from desk.reads.doors import _shipped
from desk.reads.views import DoorsView, DoorView, GuidanceView, SlipView

NATURES = ("SQ", "TS", "SF", "JK")
LANGUAGES = ("zh", "en", "both")


def guided(slip: SlipView) -> GuidanceView:
    return GuidanceView(slip, _shipped()[slip.nature])


def claim(**changes) -> SlipView:
    return slip_view("M2", **{"person_times": 12, "promised": None, **changes})


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("nature", NATURES)
def test_every_nature_has_its_slip_inside_the_margins(nature: str, lang: str):
    view = guided(claim(nature=nature, reprint=1))
    paper = make_guidance(view, lang=lang)
    dots = dots_of(paper.pdf)
    left, top, right, bottom = ink_of(dots)
    assert (paper.pages, paper.missing, left, right) == (1, (), 32, 608)
    assert top >= 24
    assert bottom == dots.height - 48
    assert qr_of(dots) == ["310116110007 482917036"] * (3 if lang == "both" else 2)
    assert faults(paper.pdf) == set()
    assert make_guidance(view, lang=lang) == paper


def test_a_claim_leaves_with_doors_what_to_bring_and_no_date():
    person, stub = copies_of(make_guidance(guided(claim())).pdf)
    for words in (
        "来访人联",
        "邹*等12人",
        "139****0102",
        "征集若干规定》第十条",
        "请到这里办，能真正解决",
    ):
        assert words in person
    for door in _shipped()["SQ"].doors:
        assert "".join(door.name.zh.split()) in person
        assert door.phone in person
        assert "".join(door.name.zh.split()) in stub
    for words in ("去之前带上", "推选不超过5位代表", "110（报警）、119（火警）、120（急救）", "021-00000113"):
        assert words in person
    for words in ("本站服务承诺", "以前告知", "法定"):
        assert words not in person + stub
    for words in ("个人诉求", "应走诉讼", "应走仲裁", "应走行政复议", "检举控告", "不属本级", "来访人签收"):
        assert words in stub


def test_an_accusation_prints_that_it_is_one_and_nothing_else():
    secret = "某科长收了东西"
    slip = claim(nature="JK", title=secret, body=secret, whole_text=secret, name="", phone="")
    text = text_of(make_guidance(guided(slip)).pdf)
    assert "检举控告（内容不记录）" in text
    assert "12388" in text
    assert "科长" not in text


@pytest.mark.parametrize("count", [1, 5])
def test_up_to_five_doors_are_numbered(count: int):
    doors = tuple(DoorView(_both(f"第{n}扇门"), f"1234{n}", _both("说明")) for n in range(1, 6))[:count]
    view = GuidanceView(claim(), DoorsView("SQ", doors, _both("证件")))
    person, _ = copies_of(make_guidance(view).pdf)
    for n in range(1, count + 1):
        assert f"第{n}扇门" in person
        assert f"1234{n}" in person


@pytest.mark.parametrize("kind", list(POISON))
def test_poison_in_every_field_and_door_is_bounded(kind: str):
    text = POISON[kind]
    doors = (DoorView(_both(text), text, _both(text)),) * 7
    slip = replace(poisoned(text), nature="SQ", person_times=999)
    paper = make_guidance(GuidanceView(slip, DoorsView("SQ", doors, _both(text))))
    left, _, right, _ = ink_of(dots_of(paper.pdf))
    assert paper.height_mm <= LONGEST_MM
    assert left >= 32
    assert right <= 608


def test_an_anonymous_visitor_stays_so():
    person, stub = copies_of(make_guidance(guided(claim(anonymous=True, name="", phone=""))).pdf)
    assert "匿名等12人" in person
    assert "匿名等12人" in stub
    assert "您没有留姓名和电话" in person


def test_a_reprint_says_so():
    assert "补打第1次" in text_of(make_guidance(guided(claim(reprint=1))).pdf)
    assert "补打" not in text_of(make_guidance(guided(claim())).pdf)


def test_other_paper_is_not_offered():
    with pytest.raises(BadInput, match="size_not_offered"):
        make_guidance(guided(claim()), size="A5")


def _both(text: str) -> Label:
    return Label(text, text)
