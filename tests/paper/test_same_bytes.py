"""The same case makes the same paper, byte for byte."""

import hashlib
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from slip_tools import opened, slip_view, text_of

from desk.paper.press import PRESS
from desk.paper.slip import make_slip

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("lang", ["zh", "en", "both"])
def test_the_same_slip_has_the_same_bytes_twice(lang: str):
    view = slip_view("M1", whole_name=True)
    first = make_slip(view, lang=lang)
    make_slip(slip_view("M4"), lang=lang)
    assert make_slip(view, lang=lang) == first


def test_slips_asked_for_at_the_same_time_are_made_one_after_the_other():
    view = slip_view("S05")
    alone = make_slip(view)
    with ThreadPoolExecutor(1) as pool:
        with PRESS:
            waiting = pool.submit(make_slip, view)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.3)
        assert waiting.result(timeout=10) == alone


def test_another_process_makes_the_same_bytes():
    view = slip_view("M1")
    code = (
        "import hashlib, pickle, sys; from desk.paper.slip import make_slip; "
        "print(hashlib.sha256(make_slip(pickle.load(sys.stdin.buffer)).pdf).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=pickle.dumps(view), cwd=ROOT, capture_output=True, check=True
    )
    assert done.stdout.decode().strip() == hashlib.sha256(make_slip(view).pdf).hexdigest()


def test_a_reprint_differs_in_its_line_alone():
    first = slip_view("S05")
    again = replace(first, reprint=2)
    before, after = text_of(make_slip(first).pdf), text_of(make_slip(again).pdf)
    line = "补打第2次，2026年11月12日09:02"
    assert line not in before
    assert after.replace(line, "") == before
    assert make_slip(first).pdf != make_slip(again).pdf


def test_the_time_of_printing_alone_changes_nothing():
    first = slip_view("S05")
    later = replace(first, printed_at=first.printed_at.replace(hour=23))
    assert make_slip(first).pdf == make_slip(later).pdf


def test_the_file_names_the_number_and_nobody():
    view = slip_view("S05", name="褚某某", title="秘密标题")
    with opened(make_slip(view).pdf) as document:
        facts = document.get_metadata_dict()
    assert facts["Title"] == "482-917-036"
    assert (facts["Author"], facts["Subject"], facts["Keywords"]) == ("", "", "")
    assert "褚" not in str(facts)
