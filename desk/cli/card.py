"""card."""

from pathlib import Path
from typing import Annotated

import typer

from desk.cli.call import call_of
from desk.command.answer import Answer
from desk.command.files import write_file
from desk.paper.card import make_card
from desk.reads.station import read_station
from desk.text import mark


def card(
    context: typer.Context,
    out: Annotated[Path, typer.Option(metavar="FILE", help=mark("the PDF file to write"))],
) -> Answer:
    call = call_of(context)
    with call.open() as desk:
        station = read_station(desk.vault)
    paper = make_card(station, call.options.lang)
    write_file(out, paper.pdf)
    return Answer({"path": str(out), "pages": paper.pages, "missing": paper.missing}, [str(out)])
