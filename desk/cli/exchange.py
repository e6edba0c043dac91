"""enrol, sync."""

from pathlib import Path
from typing import Annotated

import typer

from desk.actions.exchange import enrol as join
from desk.actions.exchange import exchange
from desk.cli.call import call_of
from desk.command.answer import Answer
from desk.text import mark


def enrol(
    context: typer.Context,
    hub: Annotated[str, typer.Option(metavar="URL", help=mark("the address of the hub"))],
    code: Annotated[str, typer.Option(metavar="CODE", help=mark("the eight digits that the office tells you"))],
    ca: Annotated[
        Path | None, typer.Option(metavar="FILE", help=mark("the certificate (PEM) of the authority to trust"))
    ] = None,
) -> Answer:
    call = call_of(context)
    with call.open() as desk:
        joined = join(desk, hub, code, ca)
    _ = call.say
    value = {"hub": joined.hub, "place": str(joined.place), "level": joined.level}
    said = _("This desk belongs to {name} now ({hub}).").format(name=joined.name or joined.code, hub=joined.hub)
    return Answer({**value, "code": joined.code, "name": joined.name}, [said])


def sync(context: typer.Context) -> Answer:
    call = call_of(context)
    with call.open() as desk:
        done = exchange(desk)
    _ = call.say
    value = {"sent": done.sent, "received": done.received, "refused": done.refused, "left": done.left}
    lines = [_("{n} sent, {m} received").format(n=done.sent, m=done.received)]
    if done.refused:
        lines.append(_("{n} refused: look at them under Sync").format(n=done.refused))
    if done.left:
        lines.append(_("{n} still only on this computer").format(n=done.left))
    return Answer(value, lines)
