"""docs/data-dictionary.md names every field of every private part that the desk writes, and none besides."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from sqlalchemy import select

from desk.actions.desk import Desk, Lists
from desk.actions.opening import Founding
from desk.actions.samples import load_samples
from desk.domain import case, conversation, deputy, digest, loop_form, place, plan, session, step_form, tell_form, unit
from desk.domain import visit as visits
from desk.domain.door import Doors
from desk.domain.event import PARTS
from desk.domain.field import LIMITS
from desk.domain.kinds import BODIES
from desk.domain.step_table import RULES
from desk.journal.header import read_header
from desk.journal.part import part_fields
from desk.storage.tables import fact, part

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs/data-dictionary.md").read_text(encoding="utf-8")
Fields = dict[tuple[str, str], set[str]]  # by kind and part
_CODED = re.compile(r"`([\w.]+)`")


def listed() -> Fields:
    """What the tables of the document say."""
    found: Fields = defaultdict(set)
    for line in DOCUMENT.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 4 and cells[1] in PARTS:
            for kind in _CODED.findall(cells[0]):
                found[kind, cells[1]] |= set(_CODED.findall(cells[2]))
    return found


def written(lists: Lists) -> Fields:
    """What the code says that it writes."""
    found: Fields = defaultdict(set)

    def add(part_name: str, fields: Iterable[str], *kinds: str) -> None:
        for kind in kinds:
            found[kind, part_name] |= set(fields)

    add("person", case.PERSON_FIELDS, "case.registered", "case.corrected")
    add("words", case.WORDS_FIELDS, "case.registered", "case.corrected")
    add("words", ("reason",), "case.corrected", "case.withdrawn", "conversation.corrected", "visit.corrected")
    add("words", ("text",), "case.quoted", "case.slip")
    add("person", ("who",), "case.quoted")
    talked = ("conversation.concluded", "conversation.corrected")
    add("person", ("name", "phone"), "conversation.checked_in")
    add("words", ("about",), "conversation.checked_in")
    add("person", conversation.PERSON_FIELDS, *talked)
    add("words", conversation.WORDS_FIELDS, *talked)
    add("person", visits.PERSON_FIELDS, "visit.recorded", "visit.corrected")
    add("words", (*visits.WORDS_FIELDS, visits.OPINIONS), "visit.recorded", "visit.corrected")
    add("person", deputy.PERSON_FIELDS, "deputy.listed")
    add("words", deputy.WORDS_FIELDS, "deputy.listed")
    add("person", ("name", "strokes"), "session.confirmed")
    add("person", ("name",), "duty.confirmed", "operator.added")
    add("words", session.TEXT_FIELDS, "session.planned")
    add("words", plan.TEXT_FIELDS, "plan.set")
    add("words", digest.TEXT_FIELDS, "digest.made", "digest.changed")
    add("words", unit.TEXT_FIELDS, "unit.listed", "unit.renamed")
    add("words", ("name",), "place.placed")
    add("words", place.TEXT_FIELDS, "place.described")
    add("words", Doors(()).to_words(), "place.doors")
    add("words", ("reason",), "duty.disputed")
    for (kind, part_name), fields in (*steps(lists).items(), *literal().items()):
        found[kind, part_name] |= fields
    return found


def steps(lists: Lists) -> Fields:
    """The sentences of each step, by its form."""
    kinds = {rule.name: rule.kind for rule in RULES}
    found: Fields = {}
    for name, texts in loop_form.TEXTS.items():
        found[kinds[name], "words"] = {*texts, *loop_form._EVERY}
    for name in ("tell", "survey"):
        found[kinds[name], "words"] = set(tell_form._SAID)
    for body, fields in texts_of_steps().items():
        found[next(rule.kind for rule in RULES if rule.body.__name__ == body), "words"] = fields
    filled = dict.fromkeys(step_form.FORWARD_KEYS, "某某") | {"on": None, "co_units": ["某某"]}
    found["case.forwarded", "words"] = set(step_form.check_forward(filled, lists.codes).words)
    filled = dict.fromkeys(step_form.REPLY_KEYS, "某某") | {"outcome": "1", "promise_date": None, "on": None}
    replied = set(step_form.check_reply(filled, lists.codes, date(2026, 11, 22)).words)
    return found | {("case.replied", "words"): replied, ("case.settled", "words"): replied}


def texts_of_steps() -> dict[str, set[str]]:
    """By the body that each action writes, what it asks `check_texts` for."""
    tree = ast.parse((ROOT / "desk/actions/steps.py").read_text(encoding="utf-8"))
    found = {}
    for function in (node for node in tree.body if isinstance(node, ast.FunctionDef)):
        calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
        texts = [ast.literal_eval(one.args[1]) for one in calls if ast.unparse(one.func) == "check_texts"]
        bodies = [ast.unparse(one.args[0]) for one in calls if ast.unparse(one.func) == "taking.write"]
        if texts and bodies:
            found[bodies[0]] = set(texts[0])
    return found


def new_facts() -> list[tuple[str, ast.Call]]:
    """Where the desk and the hub write facts of a kind that stands there."""
    calls = [
        node
        for path in (ROOT / "desk").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "NewFact"
    ]
    return [(call.args[0].value, call) for call in calls if isinstance(call.args[0], ast.Constant)]


def literal() -> Fields:
    """Parts that are written down where the fact is made."""
    found: Fields = defaultdict(set)
    for kind, call in new_facts():
        for keyword in call.keywords:
            if keyword.arg in PARTS and isinstance(keyword.value, ast.Dict):
                found[kind, keyword.arg] |= {ast.literal_eval(key) for key in keyword.value.keys if key}
    return found


def test_every_field_that_is_written_is_in_the_dictionary(lists: Lists):
    assert {key: fields for key, fields in listed().items() if fields} == dict(written(lists))


def test_every_kind_whose_facts_are_made_with_parts_is_in_the_dictionary():
    with_parts = {kind for kind, call in new_facts() if len(call.args) > 3 or {k.arg for k in call.keywords} & {*PARTS}}
    assert len(with_parts) > 15
    assert with_parts - {kind for kind, _ in listed()} == set()


def test_only_kinds_that_there_are_stand_in_the_dictionary():
    assert {kind for kind, _ in listed()} - BODIES.keys() == set()


def test_what_the_sample_station_keeps_is_in_the_dictionary(found, tmp_path: Path):
    sample = Founding("310116113000", "样例", "point", "卫某", "correct horse", sample=True)
    desk: Desk = found(tmp_path / "home", sample).desk
    load_samples(desk)
    known = listed()
    with desk.vault.read() as connection:
        rows = connection.execute(
            select(fact.c.content, part.c.n, part.c.data).join(part, part.c.n.in_((2 * fact.c.n, 2 * fact.c.n + 1)))
        )
        kept = {(read_header(row.content).kind, PARTS[row.n % 2], *part_fields(row.data)) for row in rows}
    assert len(kept) > 5
    assert [one for one in kept if not set(one[2:]) <= known[one[0], one[1]]] == []


def test_the_lengths_it_says_are_those_of_the_forms():
    rows = "\n".join(line for line in DOCUMENT.splitlines() if line.startswith("| `case.registered`"))
    said = dict(re.findall(r"`(name|phone|address|identity_text|original_text)` \| [^|]*?\(([\d,]+)", rows))
    assert len(said) == 5
    assert {name: int(most.replace(",", "")) for name, most in said.items()} == {name: LIMITS[name] for name in said}
