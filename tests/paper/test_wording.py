"""The words on a receipt: labels and sentences as the offices agreed them, and none that is not true."""

from datetime import date

import pytest
from slip_tools import copies_of, slip_view, text_of

from desk.paper.slip import make_slip

LABELS = "建议人联 编号 登记时间 建议人 性质 主题 摘要 去向 本站服务承诺 怎么问 经手人 您的个人信息".split()
STUB_LABELS = "存根联 编号 登记时间 建议人 主题 性质 服务承诺 反馈方式 可否公开 信息告知 经手人".split()
NOTICE = (
    "我们记下您的姓名、电话和所提内容，只用来登记、办理这件事，并把结果告诉您。负责处理的是山阳镇人民政府，"
    "办理单位在办理时可以看到，不作别用。保存至办结后3年，到期删去姓名和电话，只留统计。您可以查看、复制、更正或"
    "要求删除，也可以改变是否公开的意愿：带本单到站，或打021-00000113。"
)
NAMELESS = (
    "您没有留姓名和电话，我们也不查您是谁。所提内容由山阳镇人民政府用于登记和办理，保存至办结后3年。"
    "要补留联系方式，请带本单到站，或打021-00000113。"
)


def slip(case_id: str = "S05", lang: str = "zh", **changes) -> str:
    return text_of(make_slip(slip_view(case_id, **changes), lang=lang).pdf)


def copies(case_id: str = "S05", lang: str = "zh", **changes) -> tuple[str, str]:
    return copies_of(make_slip(slip_view(case_id, **changes), lang=lang).pdf)


def test_labels_stand_in_their_order():
    person, stub = copies()
    for copy, labels in ((person, LABELS), (stub, STUB_LABELS)):
        place = 0
        for label in labels:
            place = copy.index(label, place) + len(label)


def test_a_receipt_says_who_what_when_and_by_when():
    person, stub = copies()
    for words in (
        "人民建议回执",
        "482-917-036",
        "山阳镇某居民区人民建议征集点",
        "2026年10月12日19:15",
        "褚*139****0005",
        "建议意见",
        "志愿者卫某",
    ):
        assert words in person
        assert words in stub
    assert "2026年12月11日星期五以前" in person
    assert "由本站告诉您办得怎么样。没有办完，也告诉您办到哪一步。" in person
    assert "先由本站梳理研判，再转给有办理职责的单位。转到哪里，打电话可以问到。" in person
    assert "工作日8:30–16:30；或带本单到站，报编号就行。" in person
    assert "提建议、领回执都不收费。请把本单收好。" in person
    assert "2026年12月11日以前告知" in stub
    assert "来访1人次" in stub
    assert "建议人核对后签名（或按手印）" in stub


def test_the_notice_names_who_what_for_how_long_and_what_rights():
    person, stub = copies()
    assert NOTICE in person
    assert NOTICE[:20] not in stub


def test_somebody_anonymous_has_another_notice_and_another_promise():
    person, stub = copies("M3B")
    assert NAMELESS in person
    assert "在本站公示栏公布办理情况。您也可以凭编号来问。" in person
    assert "匿名" in person
    assert "匿名" in stub
    assert "反馈方式公示栏集中反馈可否公开" in stub
    assert "以前公布" in stub
    assert "****" not in person + stub


def test_who_left_neither_name_nor_phone_is_not_told_that_we_keep_them():
    person, _ = copies(name="", phone="")
    assert NAMELESS in person
    assert "未留姓名和电话" in person
    assert "我们记下您的姓名" not in person
    assert "在本站公示栏公布办理情况" in person


@pytest.mark.parametrize(("phone", "hours", "expected"), [
    ("021-0000 0113", None, "021-00000113打电话，或带本单到站，报编号就行。"),
    (None, "工作日9:00–16:00", "工作日9:00–16:00，带本单到站，报编号就行。"),
    (None, None, "怎么问带本单到站，报编号就行。"),
    ("  ", "", "怎么问带本单到站，报编号就行。"),
])  # fmt: skip
def test_a_station_without_phone_or_hours_says_what_can_be_done(phone, hours, expected):
    person, _ = copies(station={"phone": phone, "hours": hours})
    assert expected in person
    assert "None" not in person
    if phone is None:
        assert "打电话可以问到" not in person
        assert "意愿：带本单到站。" in person


def test_what_the_station_has_not_answered_is_said_to_come():
    person, _ = copies(station={"handler": None, "keep": None})
    assert "负责处理的是（待本站公布），" in person
    assert "保存至办结后（待本站公布），" in person
    assert "None" not in person


def test_without_a_promised_day_no_date_is_invented():
    person, stub = copies(promised=None)
    assert "没有定日期。办得怎么样，您可以凭编号来问。" in person
    assert "服务承诺没有定日期" in stub
    assert "以前" not in person + stub


def test_of_an_accusation_nothing_of_the_content_is_printed():
    person, stub = copies(nature="JK", title="某人受贿", body="他收了钱", whole_text="他收了钱", promised=None)
    for copy in (person, stub):
        assert "检举控告（内容不记录）" in copy
        assert "受贿" not in copy
        assert "收了钱" not in copy
    assert "摘要" not in person
    assert "承诺" not in person + stub
    assert "反馈方式" not in stub
    assert "您说的内容本站不记录、不转送。" in person
    assert "所提内容" not in person


def test_a_nameless_accusation_says_that_nothing_was_kept():
    person, _ = copies(nature="JK", name="", phone="", promised=None)
    assert "您没有留姓名和电话，您说的内容也没有记录。" in person


@pytest.mark.parametrize("nature", ["ZX", "SQ", "TS", "SF", "BY", "WX", "JK"])
def test_what_is_no_suggestion_is_not_called_one(nature: str):
    person, stub = copies(nature=nature)
    assert "来访登记回执" in person
    assert "来访人联" in person
    assert "来访人核对后签名" in stub
    assert "人民建议回执" not in person + stub
    assert "建议人联" not in person


def test_a_sample_is_marked_on_both_copies():
    for lang, mark in (("zh", "样例：练习用，不是真回执"), ("en", "SAMPLE:forpractice,notarealslip")):
        person, stub = copies(lang=lang, station={"sample": True})
        assert mark in person
        assert mark in stub
    assert "人民建议回执样例" in copies(station={"sample": True})[1]
    assert "样例" not in slip()


def test_feedback_boxes_name_what_was_chosen_beyond_the_usual_four():
    assert "反馈方式电话短信书面当面可否公开" in slip(feedback=("FM5",))
    assert "反馈方式电话短信书面当面网络可否公开" in slip(feedback=("FM4",))


def test_an_empty_title_or_text_leaves_no_empty_row():
    person, _ = copies(title="", body="")
    assert "主题" not in person
    assert "摘要" not in person


def test_in_english_the_labels_are_english_and_the_words_stay():
    person, stub = copies(lang="en")
    for words in ("Number", "Recorded12Oct2026", "From", "Kind", "Subject", "Summary", "Whereitgoes", "Howtoask"):
        assert words in person
    assert "byFri,11December2026" in person
    assert "Ourstation'sownpromise" in person
    assert "关于按“一小区一方案”解决小区停车难的建议" in person
    assert "Yourcopy" in person
    assert "Wedonotaskforyourpassport." in person
    assert "toldby11Dec2026" in stub
    for chinese in ("编号", "登记时间", "建议人", "存根联"):
        assert chinese not in person + stub


def test_both_languages_stand_together():
    person, stub = copies("M6", lang="both")
    for pair in (
        "编号Number",
        "登记时间Recorded2026-11-1410:30",
        "主题Subject",
        "去向Whereitgoes先由本站梳理研判",
        "本站服务承诺Ourstation'sownpromise2027年1月13日星期三以前byWed,13January2027",
        "怎么问Howtoask",
        "不收费，请收好。Freeofcharge.Pleasekeepthisslip.",
    ):
        assert pair in person
    assert "Wedonotaskforyourpassport." in person
    assert "中文告知同普通回执" in person
    assert "AskforEnglishifyouneedit." in person
    assert "建议人核对后签名（或按手印）Signhere" in stub
    assert "撕开线Tearhere" in slip("M6", lang="both")


@pytest.mark.parametrize("day", range(7))
def test_every_weekday_has_its_name(day: int):
    names = "一二三四五六日"
    assert f"星期{names[day]}以前" in slip(promised=date(2026, 11, 2 + day))


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_is_a_number_in_chinese_and_a_word_in_english(month: int):
    english = "January February March April May June July August September October November December".split()
    assert f"2027年{month}月5日" in slip(promised=date(2027, month, 5))
    assert f"5{english[month - 1]}2027" in slip(promised=date(2027, month, 5), lang="en")
