"""docs/kinds.md says what the code reads."""

from tests.documents.kinds import DOCUMENT, table


def test_the_list_of_kinds_is_what_the_code_reads():
    """Anew: python -m tests.documents.kinds"""
    assert DOCUMENT.read_text(encoding="utf-8") == table()
