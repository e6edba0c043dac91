"""operators."""

from typing import Annotated

import typer

from desk.actions.operators import add_operator, list_operators, remove_operator
from desk.cli.call import call_of
from desk.cli.secret import read_new_password
from desk.command.answer import Answer
from desk.errors import BadInput
from desk.text import mark


def operators(
    context: typer.Context,
    action: Annotated[str, typer.Argument(help=mark("“add”, “remove”, or nothing to list them"))] = "",
    name: Annotated[str, typer.Argument(help=mark("who"))] = "",
    new_password_file: Annotated[
        str | None, typer.Option(metavar="FILE", help=mark("the new password is its first line"))
    ] = None,
) -> Answer:
    call = call_of(context)
    _ = call.say
    if action not in ("", "add", "remove"):
        raise BadInput("bad_option", problem=_("“add” or “remove” is expected, not {word}").format(word=action[:40]))
    with call.open() as desk:
        if action == "add":
            add_operator(desk, name, read_new_password(call.options, new_password_file))
        elif action == "remove":
            remove_operator(desk, name)
        names = list_operators(desk)
    return Answer({"operators": names}, list(names))
