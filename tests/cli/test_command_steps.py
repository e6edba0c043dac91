"""step: a town forwards and answers by the command line, and its letter is written and printed."""

import shutil
from pathlib import Path

import pypdfium2
import pytest

from tests.cli.command_tools import LAMP, PASSWORD, Commands, make_cheap
from tests.cli.test_command_papers import Press, words_in

TOWN = ("--station", "310116110000", "--name", "山阳镇征集工作站", "--level", "town", "--operator", "卫某")
FORWARD = {"lead_unit": "区交通委", "co_units": ["U05", "镇城运中心"], "note": "请在十日内联系来访人。"}
REPLY = {
    "outcome": "3",
    "reply_text": "您好！\n一、已列入计划。\n二、年底前装好。",
    "promise": "装三盏灯",
    "promise_date": "2199-12-31",
    "contact": "陶某",
    "contact_phone": "021-0000 0203",
    "document": "山建复〔2026〕12号",
}


@pytest.fixture(scope="module")
def town_home(stage: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("town")
    commands = Commands(folder / "home", stage / "password")
    said = commands("init", *TOWN, "--recovery-file", folder / "recovery")
    assert said.code == 0, said
    make_cheap(folder / "home", (folder / "recovery").read_text().strip())
    return folder / "home"


@pytest.fixture
def office(town_home: Path, nowhere: Commands) -> Commands:
    """Commands on a town's home of the test's own."""
    shutil.copytree(town_home, nowhere.home)
    return nowhere


def test_a_case_is_forwarded_and_answered_and_shows_it(office: Commands):
    number = office.record()
    said = office.inside("step", number, "forward", office.file(FORWARD))
    assert (said.code, said.value) == (0, {**said.value, "number": number, "state": "32", "verdict": "provisional"})
    said = office.inside("step", number, "reply", office.file(REPLY))
    assert (said.value["number"], said.value["state"], said.value["verdict"]) == (number, "60", "provisional")
    shown = office.inside("show", number).value
    reply, forward, first = shown["steps"]
    assert (reply["kind"], reply["outcome"], reply["text"]) == ("replied", "3", REPLY["reply_text"])
    assert (reply["unit"], reply["promise"], reply["promise_date"]) == ("山阳镇征集工作站", "装三盏灯", "2199-12-31")
    assert (forward["kind"], forward["unit"], forward["co_units"]) == (
        "forwarded",
        "区交通委",
        ["区人社局", "镇城运中心"],
    )
    assert (forward["text"], forward["step"], forward["who"]) == (FORWARD["note"], "2", "卫某")
    assert {step["place"] for step in (reply, forward, first)} == {"山阳镇征集工作站"}
    (row,) = office.inside("cases").value["cases"]
    assert (row["number"], row["unit"], row["place"]) == (number, "区交通委", "山阳镇征集工作站")


@pytest.mark.parametrize(
    ("lang", "forwarded", "replied"),
    [
        (
            "zh",
            "转办：区交通委, 会办：区人社局, 镇城运中心",
            "答复：山阳镇征集工作站, 计划解决, 承诺 2199-12-31 前办到",
        ),
        (
            "en",
            "forwarded to District Transport Commission, with the help of District Human Resources",
            "answered by 山阳镇征集工作站, Planned, promised by 2199-12-31",
        ),
    ],
)
def test_the_timeline_tells_it_in_words(office: Commands, lang: str, forwarded: str, replied: str):
    number = office.record()
    office.inside("step", number, "forward", office.file(FORWARD))
    office.inside("step", number, "reply", office.file(REPLY))
    words = office.plain_inside("show", number, "--lang", lang).words
    assert forwarded in words
    assert replied in words
    assert words.index(replied) < words.index(forwarded)


def test_a_step_by_a_fragment_of_the_number_from_standard_input_in_a_process_of_its_own(office: Commands):
    number = office.record()
    said = office("step", number[:7], "forward", "-", stdin='{"unit": "晨光物业"}')
    assert (said.code, said.value["number"], said.value["state"]) == (0, number, "32")
    assert office.inside("cases").value["cases"][0]["unit"] == "晨光物业"


@pytest.mark.parametrize(
    ("name", "form", "code"),
    [
        ("forward", {}, "unit_missing"),
        ("forward", {"unit": "U03", "units": []}, "keys_unknown"),
        ("forward", [FORWARD], "not_a_step"),
        ("forward", {"unit": 3}, "not_text"),
        ("reply", {"reply_text": "好"}, "outcome_missing"),
        ("reply", {"outcome": "1"}, "reply_missing"),
        ("reply", {"outcome": "9", "reply_text": "好"}, "code_unknown"),
        ("reply", {**REPLY, "promise_date": "2020-01-01"}, "date_past"),
        ("dance", {}, "step_unknown"),
        ("FORWARD", FORWARD, "step_unknown"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(office: Commands, name: str, form: object, code: str):
    number = office.record()
    said = office.inside("step", number, name, office.file(form))
    assert (said.code, said.fault["code"]) == (2, code)
    shown = office.inside("show", number).value
    assert (shown["state"], len(shown["steps"])) == ("10", 1)


def test_a_step_that_cannot_follow_says_where_the_case_stands(office: Commands):
    number = office.record()
    office.inside("step", number, "reply", office.file(REPLY))
    for lang, state in (("zh", "承办单位已答复"), ("en", "The unit has replied")):
        said = office.inside("step", number, "forward", office.file(FORWARD), "--lang", lang)
        assert (said.code, said.fault["code"]) == (2, "state_wrong")
        assert state in said.fault["message"]


def test_a_village_is_told_who_forwards_and_answers(station: Commands):
    number = station.record()
    for name, form in (("forward", FORWARD), ("reply", REPLY)):
        assert station.inside("step", number, name, station.file(form)).fault["code"] == "not_an_office"


def test_a_step_of_no_case_and_of_no_file(office: Commands, tmp_path: Path):
    assert office.inside("step", "123-456", "forward", office.file(FORWARD)).fault["code"] == "number_unknown"
    assert office.inside("step", office.record(), "forward", tmp_path / "none").fault["code"] == "file_missing"


@pytest.mark.parametrize("lang", ["zh", "en", "both"])
def test_the_letter_is_a_pdf_on_a4(office: Commands, tmp_path: Path, lang: str):
    number, out = office.record(), tmp_path / "reply.pdf"
    office.inside("step", number, "reply", office.file({**REPLY, "reply_text": "一段话。" * 900}))
    said = office.inside("slip", number, "--kind", "reply", "--lang", lang, "--out", out)
    assert said.value == {"path": str(out), "pages": 4, "missing": []}
    document = pypdfium2.PdfDocument(out)
    assert [round(side / 72 * 25.4) for side in document[0].get_size()] == [210, 297]
    text = words_in(out.read_bytes())
    assert number in text
    assert LAMP["suggester"]["name"] in text
    assert "13900000005" not in text
    assert "139****" not in text
    assert ("办理结果" in text, "Outcome" in text) == (lang != "en", lang != "zh")


def test_the_letter_goes_to_a_printer_and_the_timeline_tells_it(office: Commands):
    number, port = office.record(), Press()
    office.inside("step", number, "reply", office.file(REPLY))
    said = office.inside("print", number, "--kind", "reply", "--copies", "2", printers=lambda: port)
    assert (said.code, said.value["outcome"]) == (0, "printed")
    assert "答复" in words_in(port.sent[0][1])
    assert port.sent[0][3] == 2
    words = office.plain_inside("show", number).words
    assert "答复函已打印" in words
    assert "答复函已交给打印机" in words
    assert PASSWORD not in words


@pytest.mark.parametrize("size", ["80mm", "A5"])
def test_a_letter_comes_on_a4_alone(office: Commands, tmp_path: Path, size: str):
    number = office.record()
    office.inside("step", number, "reply", office.file(REPLY))
    fault = office.inside("slip", number, "--kind", "reply", "--size", size, "--out", tmp_path / "x.pdf").fault
    assert (fault["code"], fault["offered"]) == ("size_not_offered", "A4")
    assert "A4" in fault["message"]
    assert office.inside("slip", number, "--kind", "reply", "--size", "A4", "--out", tmp_path / "x.pdf").code == 0
