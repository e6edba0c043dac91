"""Who may sit at this desk (值班人): a name and a password of one's own each, so that every fact says who wrote it."""

from dataclasses import replace

from sqlalchemy import select

from desk.actions.desk import Desk
from desk.domain.field import LIMITS, check_field, is_blank
from desk.domain.operator import HEAD, VOLUNTEER, Added
from desk.errors import BadInput
from desk.journal.fact import NewFact
from desk.storage.keyring import check_password, make_slot, read_ring, write_ring
from desk.storage.save import new_id, save
from desk.storage.tables import operator


def list_operators(desk: Desk) -> tuple[str, ...]:
    """Names as the lock page offers them; the head of the station, whose password the recovery code renews, first."""
    return tuple(slot.name for slot in read_ring(desk.home.keyring).passwords)


def add_operator(desk: Desk, name: str, password: str) -> None:
    """Somebody more who opens this desk with a password of his own. The fact comes first: a name without a way in harms
    nobody, a way in without a name would.

    Raises BadInput operator_missing, text_too_long, operator_known, password_short.
    """
    if is_blank(name):
        raise BadInput("operator_missing", field="operator")
    if len(name) > LIMITS["recorder"]:
        raise BadInput("text_too_long", field="operator", length=len(name), most=LIMITS["recorder"])
    finding = check_field("", name)
    if finding:
        raise BadInput(finding.code, field="operator")
    check_password(password)
    ring, name = read_ring(desk.home.keyring), name.strip()
    if any(slot.name == name for slot in ring.passwords):
        raise BadInput("operator_known", field="operator", name=name)
    id = new_id()
    fact = NewFact("operator.added", id, Added(role=VOLUNTEER).to_json(), person={"name": name})
    save(desk.vault, desk.operator, desk.clock(), [fact])
    write_ring(desk.home.keyring, replace(ring, slots=(*ring.slots, make_slot(desk.key, password, id, name))))


def check_head(desk: Desk) -> None:
    """Names of many in full are for the head of the station alone. Raises BadInput unmask_not_head."""
    with desk.vault.read() as connection:
        role = connection.execute(select(operator.c.role).where(operator.c.id == desk.operator.bytes)).scalar()
    if role != HEAD:
        raise BadInput("unmask_not_head")


def remove_operator(desk: Desk, name: str) -> None:
    """Takes a way in away; what was written under that name stays. Raises BadInput operator_unknown, operator_head."""
    ring = read_ring(desk.home.keyring)
    gone = next((slot for slot in ring.passwords if slot.name == name), None)
    if gone is None:
        raise BadInput("operator_unknown")
    if gone == ring.passwords[0]:
        raise BadInput("operator_head")
    write_ring(desk.home.keyring, replace(ring, slots=tuple(slot for slot in ring.slots if slot != gone)))
