"""A form given to a command as a JSON file."""

from typing import Any

from desk.command.files import read_object
from desk.errors import BadInput


def read_form(file: str) -> dict[str, Any]:
    """Raises BadInput not_a_form, and what read_object raises."""
    form = read_object(file)
    if not isinstance(form, dict):
        raise BadInput("not_a_form")
    return form
