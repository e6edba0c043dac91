"""What goes everywhere and can never be erased, the content, holds no name, no telephone and no typed sentence."""

import json
import random

from made_up import form, person_texts, words, words_texts
from sqlalchemy import select

from desk.actions.cases import correct_case, erase_case, record_case, withdraw_case
from desk.actions.desk import Desk
from desk.actions.importing import import_cases
from desk.actions.station import set_station
from desk.storage.tables import fact, part


def test_contents_reveal_nothing_that_was_typed(desk: Desk):
    chance, typed = random.Random(7), [desk.operator_name]
    for number in range(60):
        given = form(chance)
        typed += person_texts(given) + words_texts(given)
        case = record_case(desk, given).subjects[0]
        new, reason = form(chance), words(chance, 8)
        typed += [*person_texts(new), *words_texts(new), reason]
        correct_case(desk, case, {"title": new["title"], "suggester": new["suggester"]}, reason)
        if number % 3 == 0:
            withdraw_case(desk, case, reason)
        if number % 5 == 0:
            erase_case(desk, case, "both", reason)
    for setting in ("handler", "keep", "phone", "hours"):
        typed.append(words(chance, 6))
        set_station(desk, setting, typed[-1])
    rows = [{**form(chance), "source_id": words(chance, 6), "reply": words(chance, 30)} for _ in range(5)]
    rows += [{**form(chance), "reply": words(chance, 30)} for _ in range(5)]
    import_cases(desk, json.dumps(rows).encode())
    typed += [text for row in rows for text in (*person_texts(row), *words_texts(row), row["reply"])]
    typed += [row["source_id"] for row in rows if "source_id" in row]

    with desk.vault.read() as connection:
        contents = b"\n".join(connection.execute(select(fact.c.content)).scalars())
        parts = b"\n".join(connection.execute(select(part.c.data)).scalars())
    kept = [text for text in typed if text.encode() in parts]
    assert len(kept) > 500
    for text in typed:
        assert text.encode() not in contents
        assert text.encode("ascii", "backslashreplace") not in contents
        assert text.isascii() or text[:3].encode() not in contents
