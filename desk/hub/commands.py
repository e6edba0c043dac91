"""What the commands of `minsheng-hub` do."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from time import time
from typing import Annotated, Any

import orjson
import typer

from desk.command.answer import Answer
from desk.command.files import file_given, read_data
from desk.domain.moment import local
from desk.errors import BadInput, Exit
from desk.hub import backup as backups
from desk.hub import company, enrolment
from desk.hub import places as tree
from desk.hub.cli import Options
from desk.hub.hub import Hub, open_hub
from desk.hub.log import open_log
from desk.hub.settings import load_settings
from desk.table import read_table, sound_cells
from desk.text import mark, say_in

READY = "minsheng-hub ready on {url}"
_COLUMNS = {"code": "code", "name": "name", "level": "level", "代码": "code", "名称": "name", "级别": "level"}


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(metavar="H", help=mark("the address to listen on"))] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="P", min=0, max=65535, help=mark("the port; 0 is a free one"))] = 8443,
    cert: Annotated[Path | None, typer.Option(metavar="F", help=mark("the certificate, with its chain (PEM)"))] = None,
    key: Annotated[Path | None, typer.Option(metavar="F", help=mark("the key of the certificate (PEM)"))] = None,
    behind_proxy: Annotated[
        str,
        typer.Option(metavar="ADDRESSES", help=mark("addresses or networks of the proxy that ends TLS in front of it")),
    ] = "",
) -> Answer:
    from desk.hub.server import Address, check_address
    from desk.hub.server import serve as run_server

    options = _options(context)
    where = Address(host, port, cert, key, behind_proxy)
    check_address(where)
    settings = load_settings(options.files)
    open_log()
    leaving = threading.Event()  # raised out of a handler, an exception could be lost in a finaliser
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: leaving.set())
    from desk.hub.api import make_app

    with _open(options) as hub:
        if not leaving.is_set():
            run_server(make_app(hub, settings), where, settings, lambda url: _tell_ready(url, options), leaving)
    sys.exit(Exit.DONE)  # the one line was the answer


def places(
    context: typer.Context,
    action: Annotated[str, typer.Argument(help=mark("“import”, or nothing to show them"))] = "",
    file: Annotated[
        str, typer.Argument(help=mark("a table with code, name, level (XLSX or CSV), or - for standard input"))
    ] = "",
) -> Answer:
    options = _options(context)
    _ = say_in(options.lang)
    if action not in ("", "import"):
        raise BadInput("bad_option", problem=_("“import” is expected, not {word}").format(word=action[:40]))
    if action == "import" and not file:
        raise BadInput("bad_option", problem=_("{name} is missing").format(name="FILE"))
    rows = _place_rows(read_data(file)) if action == "import" else []
    with _open(options) as hub:
        new = tree.import_places(hub, rows) if action == "import" else 0
        found = company.read_places(hub)
    if action == "import":
        lines = [_("{new} places are new, {all} are there.").format(new=new, all=len(found))]
        return Answer({"read": len(rows), "imported": new, "places": len(found)}, lines)
    lines = [f"{'  ' * one.depth}{one.code} {one.name} ({one.level})" for one in found]
    return Answer({"places": [_told(one) for one in found]}, lines or [_("There are no places yet; import a table.")])


def enrol(
    context: typer.Context,
    place: Annotated[str, typer.Option(metavar="CODE", help=mark("the place it acts as, twelve digits"))],
    level: Annotated[str, typer.Option(metavar="LEVEL", help=mark("point, village, town, district or city"))],
) -> Answer:
    options = _options(context)
    with _open(options) as hub:
        made = enrolment.new_code(hub, place, level)
    _ = say_in(options.lang)
    until = local(datetime.fromtimestamp(made.expires, UTC))
    spoken = f"{made.code[:4]} {made.code[4:]}"
    said = _("Code {code}, good once, until {time}.").format(code=spoken, time=f"{until:%H:%M}")
    return Answer({"code": made.code, "expires": until.isoformat(timespec="seconds")}, [said])


def desks(context: typer.Context) -> Answer:
    options = _options(context)
    with _open(options) as hub:
        found = company.read_desks(hub)
    _ = say_in(options.lang)
    lines = [
        f"{one.desk[:16]}  {one.code} {one.place_name} ({one.level})" + (f"  {_('revoked')}" if one.revoked_at else "")
        for one in found
    ]
    return Answer({"desks": [_told(one) for one in found]}, lines or [_("No desk belongs to this hub yet.")])


def revoke(
    context: typer.Context,
    desk: Annotated[str, typer.Argument(help=mark("its key, or the first eight letters of it or more"))],
) -> Answer:
    options = _options(context)
    with _open(options) as hub:
        key = company.revoke(hub, desk)
    _ = say_in(options.lang)
    said = _("The desk {desk} is revoked; it sends and gets nothing any more.").format(desk=key[:16])
    return Answer({"desk": key, "revoked": True}, [said])


def refused(
    context: typer.Context,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help=mark("at most so many"))] = 200,
) -> Answer:
    options = _options(context)
    with _open(options) as hub:
        total, found = company.read_refused(hub, limit)
    _ = say_in(options.lang)
    lines = [_("{n} facts were set aside.").format(n=total)]
    lines += [f"{local(one.at):%Y-%m-%d %H:%M}  {one.kind}  {one.desk[:8]}  {one.reason}  {one.id}" for one in found]
    return Answer({"total": total, "refused": [_told(one) for one in found]}, lines)


def backup(
    context: typer.Context,
    to: Annotated[Path, typer.Option(metavar="DIR", help=mark("the folder for the backup, best on another disk"))],
) -> Answer:
    options = _options(context)
    with _open(options) as hub:
        made = backups.back_up(hub, options.db, to)
    _ = say_in(options.lang)
    lines = [_("{path}: {n} facts, opened and counted").format(path=made.path, n=made.facts)]
    lines.append(_("Keep the hub's key (hub.key) elsewhere: without it this file opens for nobody."))
    return Answer({"path": str(made.path), "facts": made.facts, "verified": True}, lines)


def restore(
    context: typer.Context, file: Annotated[str, typer.Argument(help=mark("a backup file, or - for standard input"))]
) -> Answer:
    options = _options(context)
    with file_given(file) as path:
        made = backups.restore(options.db, options.files, path)
    _ = say_in(options.lang)
    lines = [_("{n} facts are restored.").format(n=made.facts)]
    if made.path is not None:
        lines.append(_("What was there before lies in {folder}.").format(folder=made.path))
    aside = None if made.path is None else str(made.path)
    return Answer({"restored": True, "facts": made.facts, "set_aside": aside}, lines)


def _place_rows(data: bytes) -> list[dict[str, str]]:
    """Code, name and level of each row. Raises BadInput not_a_table, encoding_unknown, row_broken with the row."""
    table = read_table(data, _COLUMNS)
    columns = {
        column: _COLUMNS[column.strip().lower()] for column in table.columns if column.strip().lower() in _COLUMNS
    }
    if set(columns.values()) != {"code", "name", "level"}:
        raise BadInput("not_a_table")
    rows = []
    for number, row in table.rows:
        if isinstance(row, BadInput):
            raise BadInput(row.code, row=number, **row.facts)
        try:
            rows.append({name: str(value) for name, value in sound_cells(row, columns).items()})
        except BadInput as error:
            raise BadInput(error.code, row=number, **error.facts) from None
    return rows


@contextmanager
def _open(options: Options) -> Iterator[Hub]:
    hub = open_hub(options.db, options.files, time)
    try:
        yield hub
    finally:
        hub.close()


def _options(context: typer.Context) -> Options:
    assert isinstance(context.obj, Options)
    return context.obj


def _told(view: Any) -> dict[str, Any]:
    """A view as JSON tells it: times as text with their offset."""
    told = asdict(view)
    return told | {
        name: local(value).isoformat(timespec="seconds") for name, value in told.items() if isinstance(value, datetime)
    }


def _tell_ready(url: str, options: Options) -> None:
    said = orjson.dumps({"ready": url}).decode() if options.json else READY.format(url=url)
    sys.stdout.write(said + "\n")
    sys.stdout.flush()
