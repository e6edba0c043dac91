"""How much room cases take at a hub, in SQLite and in PostgreSQL, and in its backup: for docs/hub.md."""

import random
import time
from pathlib import Path

import psycopg

from desk.actions.cases import record_cases
from desk.actions.desk import Desk
from desk.actions.exchange import enrol, exchange
from desk.actions.lists import computer_clock, load_lists
from desk.actions.opening import Founding, found_station
from desk.actions.steps import forward_case, reply_case
from tests.bench.stage import PASSWORD, form, words
from tests.bench.table import tell
from tests.hub_process import HubProcess, running_hub
from tests.postgres import Postgres, serving

COUNT, STEPS, BATCH = 20_000, 500, 1_000
TOWN = "310116103000"
PLACES = f"code,name,level\n{TOWN},山阳镇,town\n"


def measure(folder: Path) -> None:
    with serving() as server:
        for name, url in (("SQLite", ""), ("PostgreSQL", server.database())):
            measure_engine(folder / name, name, url, server)


def measure_engine(folder: Path, name: str, url: str, server: Postgres) -> None:
    """20,000 cases of 200 characters; then 500 of them are forwarded and answered in 300 characters."""
    folder.mkdir(parents=True)
    with running_hub(folder / "hub", url) as hub:
        desk = join(hub, folder)
        exchange(desk)
        sizes = [size(hub, url, server)]
        chance = random.Random(20261122)
        cases = []
        for _ in range(COUNT // BATCH):
            changes = record_cases(desk, [form(chance) for _ in range(BATCH)])
            cases += [change.subjects[0] for change in changes]
        exchange(desk)
        sizes.append(size(hub, url, server))
        for case in cases[:STEPS]:
            forward_case(desk, case, {"unit": "区绿化市容局", "note": words(chance, 60)})
            reply_case(desk, case, {"outcome": "1", "reply_text": words(chance, 300), "unit": "区绿化市容局"})
        exchange(desk)
        sizes.append(size(hub, url, server))
        desk.close()
        started = time.perf_counter()
        backup = Path(hub.command("backup", "--to", folder / "backups").value["path"])
        seconds = time.perf_counter() - started
    per_case, per_step = (sizes[1] - sizes[0]) / COUNT, (sizes[2] - sizes[1]) / (2 * STEPS)
    rest = f"a step {per_step:.0f} bytes; {COUNT:,} cases {sizes[1] / 2**20:.1f} MiB"
    tell(f"a case at the hub, {name}", per_case, "bytes", digits=0, beside=rest)
    tell(f"backup of the hub, {name}", seconds, "s", beside=f"{backup.stat().st_size / 2**20:.1f} MiB")


def join(hub: HubProcess, folder: Path) -> Desk:
    table = folder / "places.csv"
    table.write_text(PLACES, encoding="utf-8")
    assert hub.command("places", "import", table).code == 0
    desk = found_station(
        folder / "town", Founding(TOWN, "山阳镇", "town", "卫某", PASSWORD), computer_clock, load_lists()
    ).desk
    enrol(desk, hub.url, hub.enrolment_code(TOWN, "town"))
    return desk


def size(hub: HubProcess, url: str, server: Postgres) -> int:
    """Bytes on the disk, with everything written down."""
    if not url:
        with hub.records() as opened:
            opened.engine.forget_deleted()  # its log is folded into it
        return (hub.files / "hub.db").stat().st_size
    with psycopg.connect(server.url(url.rpartition("/")[2]), autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
    assert row is not None
    return int(row[0])
