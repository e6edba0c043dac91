"""The summary: the beginning of a person's words, ended where it may end."""

from slip_tools import CASES

from desk.paper.summary import summarise


def test_a_short_text_is_whole():
    body = CASES["S05"]["main_cause"]
    assert summarise(body).text == body
    assert not summarise(body).cut


def test_120_characters_are_whole_and_121_are_not():
    assert not summarise("汉" * 120).cut
    made = summarise("汉" * 121)
    assert made.cut
    assert made.text == "汉" * 120 + "……"


def test_a_long_text_ends_at_its_last_stop():
    made = summarise("一二三四五六七八九，" * 20)
    assert made.text == "一二三四五六七八九，" * 11 + "一二三四五六七八九……"
    assert made.cut


def test_a_stop_far_back_is_no_end():
    assert summarise("开头。" + "汉" * 200).text == "开头。" + "汉" * 117 + "……"


def test_line_breaks_become_blanks_only_where_nothing_else_parts_the_words():
    assert summarise("灯坏了\r\n晚上黑。\n\n请修").text == "灯坏了 晚上黑。请修"


def test_an_english_text_has_twice_the_characters_and_ends_with_a_word():
    made = summarise("suggestion " * 60)
    assert made.cut
    assert made.text.endswith("suggestion ...")
    assert 200 < len(made.text) < 240


def test_ten_megabytes_cost_what_a_page_costs():
    assert summarise("汉" * 3_500_000).text == "汉" * 120 + "……"
