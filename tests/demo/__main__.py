"""`make demo [OUT=folder]`: the morning, its papers and pictures, and what the hub and the desks say of themselves."""

import sys
import tempfile
import time
from pathlib import Path

from tests.demo.morning import play
from tests.demo.pages import draw_pages
from tests.demo.pictures import take_pictures
from tests.demo.places import founded


def main(out: Path) -> None:
    """Raises AssertionError where anything goes otherwise than told."""
    started = time.monotonic()
    papers, pictures = out / "papers", out / "pictures"
    for folder in (papers, pictures):
        folder.mkdir(parents=True, exist_ok=True)

    def say(words: str) -> None:
        print(f"{time.monotonic() - started:5.1f} s  {words}", flush=True)

    with tempfile.TemporaryDirectory(prefix="minsheng-demo-") as folder, founded(Path(folder)) as country:
        say("a hub runs; two stations and their town are founded and have joined it")
        numbers = play(country, papers, say)
        for seat in country.seats:
            told = seat.do("verify")
            assert (told["ok"], told["problems"]) == (True, []), told
            assert all(seat.do("show", number)["sync"] == "arrived" for number in numbers if seat is country.town)
        say("every desk checked its whole journal and its tables: nothing is wrong")
        pages = draw_pages(papers)
        shots = take_pictures(country, pictures)
    say(f"{pages} pages of paper in {papers}, {shots} pictures in {pictures}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "out/demo"))
