"""What the hub holds, in numbers, counted on from the last time."""

import threading

from sqlalchemy import func, select

from desk.hub.backup import last_backup
from desk.hub.hub import Hub
from desk.hub.metrics import Standing
from desk.hub.tables import counter, desk, fact
from desk.journal.stamp import counter_of


class Standings:
    """Facts are counted once from the first on, then only the new ones: a monitor asks every few seconds."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._turn = threading.Lock()
        self._epoch, self._last = 0, 0
        self._facts: dict[str, int] = {}

    def read(self) -> Standing:
        """Raises BadEnvironment."""
        with self._turn, self._hub.engine.read() as connection:
            epoch, place, last = connection.execute(select(counter.c.epoch, counter.c.feed, counter.c.fact)).one()
            if epoch != self._epoch or last < self._last:
                self._epoch, self._last, self._facts = epoch, 0, {}
            fresh = select(fact.c.verdict, func.count()).where(fact.c.n > self._last, fact.c.n <= last)
            for verdict, count in connection.execute(fresh.group_by(fact.c.verdict)):
                self._facts[verdict] = self._facts.get(verdict, 0) + count
            self._last = last
            revoked = connection.execute(
                select(desk.c.revoked_at.is_not(None), func.count()).group_by(desk.c.revoked_at.is_not(None))
            ).all()
        desks = {bool(gone): count for gone, count in revoked}
        backup = last_backup(self._hub.apart.folder)
        held = dict(self._facts), place, counter_of(epoch)
        return Standing(*held, enrolled=desks.get(False, 0), revoked=desks.get(True, 0), backup=backup)


def check_records(hub: Hub) -> None:
    """Whether the records can be read. Raises BadEnvironment."""
    with hub.engine.read() as connection:
        connection.execute(select(counter.c.feed)).scalar_one()
