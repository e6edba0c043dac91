"""A reply over pages: where they end, what stays together, and that nothing runs out of them."""

import random
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reply_tools import BODY, MM, Line, all_text, pages_of, reply_view
from slip_tools import opened
from test_bounds import POISON

from desk.paper.letter import Letter
from desk.paper.paragraph import Style
from desk.paper.reply import MOST_LINES, make_reply
from desk.paper.units import NO_START

LANGUAGES = ("zh", "en", "both")
LEFT, RIGHT, LEAST_TOP, MOST_BOTTOM = 26, 186, 22, 273
MOST_PAGES = 18
HAN = [chr(code) for code in range(0x4E00, 0x9FA6)]
INDENT = 24 / MM


def paragraphs(chance: random.Random, count: int) -> str:
    return "\n".join("".join(chance.choices(HAN, k=chance.randrange(5, 260))) for _ in range(count))


def body_of(pdf: bytes) -> list[tuple[int, Line]]:
    """The reply's own lines and their pages: between the addressee, or the head of a later page, and grid or foot."""
    body = []
    for page, lines in enumerate(pages_of(pdf)):
        start = 1 if page else next(n for n, line in enumerate(lines) if line.text.endswith("：")) + 1
        for line in lines[start:]:
            if line.text.startswith(("办理结果", "（以下", "民声台")):
                break
            body.append((page, line))
    return body


@pytest.mark.parametrize("seed", range(12))
def test_pages_end_between_paragraphs_or_leave_two_lines_on_either_side(seed: int):
    chance = random.Random(seed)
    text = paragraphs(chance, chance.randrange(10, 40))
    body = body_of(make_reply(reply_view(name="某", body=text)).pdf)
    assert "".join(line.text for _, line in body) == text.replace("\n", "")
    pieces: list[Counter[int]] = []
    for page, line in body:
        if line.left > LEFT + INDENT / 2:
            pieces.append(Counter())
        pieces[-1][page] += 1
    assert len(pieces) == text.count("\n") + 1
    assert max(map(len, pieces)) <= 2
    assert all(min(piece.values()) >= 2 for piece in pieces if len(piece) > 1)


@pytest.mark.parametrize("seed", range(15))
def test_grid_and_signature_stand_together_whatever_comes_before(seed: int):
    chance = random.Random(seed)
    promise = "诺" * chance.choice([0, 20, 300, 500])
    view = reply_view(body=paragraphs(chance, chance.randrange(1, 20)), promise=promise)
    pages = pages_of(make_reply(view).pdf)
    held = ("办理结果", "承诺事项", "联系人", "（盖章）", "签发人", "抄送")
    last = "".join(line.text for line in pages[-1])
    assert all(words in last for words in held)
    assert not any(words in line.text for page in pages[:-1] for line in page for words in held)


def test_later_pages_open_with_what_they_continue_and_every_page_counts():
    paper = make_reply(reply_view(body=BODY * 20))
    assert paper.pages == 5
    for number, lines in enumerate(pages_of(paper.pdf), 1):
        assert lines[-1].text.endswith(f"第{number}页共5页")
        if number > 1:
            assert lines[0].text == "答复函（续）482-917-036"
            assert lines[0].top == pytest.approx(26, abs=1)


@pytest.mark.parametrize("shape", ["one paragraph", "short ones", "letters"])
def test_a_reply_of_8000_characters_is_printed_whole(shape: str):
    chance = random.Random(8)
    han = "".join(chance.choices(HAN, k=8000))
    pieces = [han[start : start + 49] for start in range(0, 7840, 49)]
    text = {"one paragraph": han, "short ones": "\n".join(pieces), "letters": "word " * 1599 + "last"}[shape]
    paper = make_reply(reply_view(body=text))
    assert "".join(line.text for _, line in body_of(paper.pdf)) == "".join(text.split())
    assert "字未印" not in all_text(paper.pdf)
    assert paper.pages <= MOST_PAGES


def test_what_is_left_out_is_counted():
    text = "\n".join("字句" for _ in range(2_700))
    paper = make_reply(reply_view(body=text))
    printed = sum(line.text == "字句" for lines in pages_of(paper.pdf) for line in lines)
    assert printed == MOST_LINES
    assert f"（以下{2 * (2_700 - MOST_LINES)}字未印，站内可看全文）" in all_text(paper.pdf)
    assert paper.pages <= MOST_PAGES


def test_what_is_left_out_of_a_paragraph_is_counted_too():
    text = "汉" * 30_000
    found = all_text(make_reply(reply_view(body=text, title="题")).pdf)
    (omitted,) = re.findall(r"（以下(\d+)字未印", found)
    assert found.count("汉") + int(omitted) == 30_000


def poisoned(text: str):
    texts = dict.fromkeys(
        ("unit", "document", "title", "name", "body", "promise", "contact", "contact_phone", "number"), text
    )
    return reply_view(**texts, copy_to=(text,) * 20)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", list(POISON))
def test_poison_in_every_field_makes_a_letter_of_bounded_length_inside_its_margins(kind: str, lang: str):
    paper = make_reply(poisoned(POISON[kind]), lang=lang)
    assert paper.pages <= MOST_PAGES
    for left, top, right, bottom in inks_of(paper.pdf):
        assert left >= LEFT - 0.2
        assert right <= RIGHT + 3.3  # closing marks hang half an em over the edge
        assert top >= LEAST_TOP - 0.5
        assert bottom <= 290


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300))
def test_any_text_in_every_field_makes_a_letter(text: str):
    assert make_reply(poisoned(text)).pages <= 3


def inks_of(pdf: bytes) -> list[tuple[float, ...]]:
    """Left, top, right, bottom of what is black on each page, in millimetres."""
    scale = 100 / 25.4
    with opened(pdf) as document:
        pictures = [page.render(scale=100 / 72, grayscale=True).to_pil() for page in document]
    boxes = [picture.point(lambda value: 255 * (value < 128)).getbbox() for picture in pictures]
    return [tuple(edge / scale for edge in box) for box in boxes if box]


def test_ordinary_letters_keep_to_their_margins():
    for lang in LANGUAGES:
        for left, top, right, bottom in inks_of(make_reply(reply_view(body=BODY * 12), lang=lang).pdf):
            assert (left, right) == (pytest.approx(LEFT, abs=0.3), pytest.approx(RIGHT, abs=0.5))
            assert top >= LEAST_TOP
            assert bottom <= 297 - 8


@pytest.mark.parametrize("count", range(1, 60))
def test_a_paragraph_of_any_length_flows_without_a_line_alone(count: int):
    letter = Letter(lambda pen: None)
    style = Style(12, 21.5, indent=2)
    letter.pen.y += 500
    start = [page.y for page in letter.pages]
    made = letter.flow("字" * (36 * count - 2), style, most_lines=1000)
    ends = [round((page.y - (start[n] if n < len(start) else 22 * MM)) / 21.5) for n, page in enumerate(letter.pages)]
    assert sum(ends) == len(made.lines)
    assert all(lines != 1 for lines in ends) or len(made.lines) == 1


@pytest.mark.parametrize("seed", range(5))
def test_indented_lines_keep_to_the_column_and_begin_and_end_as_they_may(seed: int):
    chance = random.Random(seed)
    marks = [*"，。、；：！？）》”（《“", "12月", "3号", "abc ", "——", "……"]
    for _ in range(100):
        text = "".join(chance.choice(marks if chance.random() < 0.3 else HAN) for _ in range(chance.randrange(1, 150)))
        room, size = chance.uniform(90, 460), 12
        made = Letter(lambda pen: None).pen.typeset(text, Style(size, 21.5, indent=2), room)
        assert "".join("".join(line.text.split()) for line in made.lines) == "".join(text.split())
        for number, line in enumerate(made.lines):
            assert line.indent == (0 if number else 2)
            assert (line.indent + line.width) * size <= room + 0.01
        runs = re.sub("[，。、；：！？）》”（《“—…]{4,}", "", text) == text  # a longer row of marks must part somewhere
        assert not runs or not any(line.text[0] in NO_START for line in made.lines[1:])
