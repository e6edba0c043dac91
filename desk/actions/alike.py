"""Looking for cases that may be the same, a few at a time: what is found is kept until the words change."""

from collections.abc import Sequence

from sqlalchemy import delete, or_, select
from sqlalchemy.dialects.sqlite import insert as upsert

from desk.actions.desk import Desk
from desk.reads.alike import SETTLED, digest_of
from desk.reads.similar import matches_of
from desk.storage.tables_case import case
from desk.storage.tables_office import alike, looked


def look_for_alike(desk: Desk, numbers: Sequence[int]) -> None:
    """Looks for the similar cases of these, by their numbers. What was found with other words is forgotten."""
    lens = desk.lens
    with desk.vault.read() as connection:
        rows = connection.execute(select(case).where(case.c.n.in_(numbers))).all()
        found = {row.n: matches_of(connection, lens, row) for row in rows}
    pairs = {
        (min(n, match.row.n), max(n, match.row.n)): match.score
        for n, matches in found.items()
        for match in matches
        if match.row.state not in SETTLED
    }
    with desk.vault.write() as connection:
        again = select(looked.c.n).where(looked.c.n.in_(found))
        connection.execute(delete(alike).where(or_(alike.c.one.in_(again), alike.c.other.in_(again))))
        if pairs:
            kept = [{"one": one, "other": other, "score": score} for (one, other), score in pairs.items()]
            connection.execute(upsert(alike).on_conflict_do_nothing(), kept)
        if rows:
            seen = upsert(looked).values([{"n": row.n, "digest": digest_of(row)} for row in rows])
            seen = seen.on_conflict_do_update(index_elements=["n"], set_={"digest": seen.excluded.digest})
            connection.execute(seen)
