"""`smoke.py FOLDER`: the packaged program founds, records, prints, exchanges with a hub and opens its window."""

import csv
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from program import ROOT, Program
from screen import picture, screen

sys.path.append(str(ROOT))
from tests.ui.printing.cups_server import running, what_is_missing

NAME = "七村征集点"
STATION, TOWN = "310116001005", "310116001000"
PLACES = (
    ("310000000000", "上海市", "市"),
    ("310116000000", "金山区", "区"),
    (TOWN, "示范镇", "街镇"),
    (STATION, "第七村", "村居"),
)
CASE = {
    "title": "路口加装路灯",
    "original_text": "小区东门出来那个路口，晚上一盏灯都没有。",
    "suggester": {"name": "王某某"},
}
FONT = b"NotoSansSC"
QUEUE = "counter"
STARTS = 5
COLOURS = 50  # at least, on a painted page: letters have soft edges
PICTURE = ROOT / "dist/window.png"


def check_records(program: Program) -> str:
    """Answers the number of a case."""
    founded = ("--station", STATION, "--name", NAME, "--level", "village", "--operator", "卫某")
    program.run("init", *founded)
    number = program.value("record", "-", given=json.dumps(CASE, ensure_ascii=False))["number"]
    print(f"recorded {number}")
    paper = program.folder.parent / "回执.pdf"
    program.run("slip", number, "--size", "80mm", "--out", str(paper))
    check_paper(paper, number)
    return str(number)


def check_printing(program: Program, number: str) -> None:
    """Through libcups to a print service of our own, as the tests have it."""
    if missing := what_is_missing():
        print("NOT tried: printing.", missing)
        return
    with running() as service:
        service.add_pdf_queue(QUEUE)
        program.more = {"CUPS_SERVER": str(service.socket)}
        told = program.value("print", number, "--printer", QUEUE)
        program.more = {}
        print("printed:", json.dumps(told, ensure_ascii=False))
        if told["outcome"] != "printed":
            raise ValueError("the printer has nothing")


def check_paper(paper: Path, number: str) -> None:
    """Real text in our own font. Raises ValueError where a word or the font is missing."""
    image = paper.read_bytes()
    document = pypdfium2.PdfDocument(image)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    missing = [word for word in (number, NAME, CASE["title"]) if str(word) not in text.replace("\r\n", "")]
    if missing or FONT not in image:
        raise ValueError(f"the slip lacks {missing or FONT}: {text}")
    print(f"slip: {len(document)} page, {len(image):,} bytes, its words and {FONT.decode()} found")


def check_exchange(program: Program, work: Path) -> None:
    """With a real hub, from the environment."""
    hub = [sys.executable, "-m", "desk.hub", "--files", str(work / "hub")]
    table = work / "places.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("code", "name", "level"), *PLACES])
    subprocess.run([*hub, "places", "import", str(table)], cwd=ROOT, check=True, capture_output=True)
    with (work / "hub.log").open("wb") as log:
        command = [*hub, "serve", "--port", "0"]
        serving = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True)
    try:
        url = serving.stdout.readline().split()[-1] if serving.stdout else ""
        asked = [*hub, "--json", "enrol", "--place", STATION, "--level", "village"]
        code = json.loads(subprocess.run(asked, cwd=ROOT, check=True, capture_output=True).stdout)["code"]
        program.run("enrol", "--hub", url, "--code", code)
        done = program.value("sync")
        print("exchanged:", json.dumps(done))
        if not done["sent"] or not done["received"] or done["left"]:
            raise ValueError("not everything arrived")
    finally:
        serving.terminate()
        serving.wait(30)


def check_window(program: Program) -> None:
    """Starts it some times; takes a picture of the last."""
    seconds = []
    with screen() as display:
        for turn in range(STARTS):
            process, took = program.window(display)
            seconds.append(took)
            if turn == STARTS - 1:
                colours = picture(display, PICTURE)
                print(f"window: {PICTURE.relative_to(ROOT)}, {colours} colours")
                if colours < COLOURS:
                    raise ValueError("nothing is painted")
            process.terminate()
            process.wait(30)
    print(f"start to painted window: first {seconds[0]:.2f} s, median of {STARTS} {statistics.median(seconds):.2f} s")


def main(folder: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="desk-smoke-") as place:
        program = Program(folder, Path(place))
        program.check_alone()
        print(f"in {program.folder}, environment empty, source hidden")
        check_printing(program, check_records(program))
        check_exchange(program, Path(place))
        check_window(program)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
