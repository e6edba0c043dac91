"""What lies apart from the records, said again where they have gone back to a time before it."""

from uuid import UUID

from sqlalchemy import select, update

from desk.domain.case import Erased
from desk.hub import tables
from desk.hub.epoch import begin_epoch
from desk.hub.ledger import Ledger
from desk.hub.own import write_own
from desk.journal.fact import NewFact


def recall(ledger: Ledger) -> None:
    """Parts that were erased since are erased again, and every desk is told so by a fact of the hub's own: the one that
    did it may be nowhere any more. Who was revoked since stays out. What was erased since also proves that the hub
    went back: it goes on in a new epoch. Before effects.settle."""
    erasure = tables.erasure.c
    known = {(id, part) for id, part in ledger.connection.execute(select(erasure.subject, erasure.part))}
    apart, desk = ledger.hub.apart, tables.desk
    apart.erase({(UUID(bytes=id), part) for id, part in known})  # what a process with files of its own has erased
    missing = sorted((id, part) for id, part in apart.erased() if (id.bytes, part) not in known)
    if missing:
        begin_epoch(ledger.counter, ledger.counter.epoch)
        write_own(ledger, [NewFact("case.erased", id, Erased(part=part).to_json()) for id, part in missing])
    for (key,) in ledger.connection.execute(select(desk.c.key).where(desk.c.revoked_at.is_not(None))).all():
        apart.revoke(key)
    for key in apart.revoked():
        undone = desk.c.key == key, desk.c.revoked_at.is_(None)
        ledger.connection.execute(update(desk).where(*undone).values(revoked_at=ledger.now))
