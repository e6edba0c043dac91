"""What is said of a field when the volunteer goes on to the next: amber and never blocking, red only if unstorable."""

from desk.domain.field import Finding, check_field, is_blank
from desk.domain.moment import parse_moment

# Elements a suggestion generally has (上海市人民建议征集若干规定 10): missing, they are asked for once.
ASKED_FOR = {"title": "no_title", "main_cause": "no_main_cause", "proposal": "no_proposal"}


def finding_on_leaving(name: str, text: str) -> Finding | None:
    """The finding of one text field of form F1, by its JSON key."""
    if name in ASKED_FOR and is_blank(text):
        return Finding("warn", ASKED_FOR[name], name)
    if name == "received_at":
        return _odd_moment(text)
    return check_field(name, text)


def _odd_moment(text: str) -> Finding | None:
    if is_blank(text):
        return None
    try:
        parse_moment(text)
    except (ValueError, OverflowError):
        return Finding("error", "date_wrong", "received_at")
    return None
