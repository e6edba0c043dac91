"""Every command: what it is called, what it does, and the file it stands in, which is loaded only when it is run."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from desk.cli.options import ABOUT
from desk.command.usage import Program
from desk.text import mark

COMMANDS = {
    "init": mark("founds a station on this computer"),
    "enrol": mark("joins a hub, by the one-time code of the office"),
    "record": mark("registers one case (JSON of form F1), or a list of them, all or nothing"),
    "show": mark("a case with its timeline, newest first"),
    "cases": mark("a list of cases, newest first"),
    "correct": mark("corrects the fields that a JSON object names; it also holds the reason"),
    "withdraw": mark("the person takes the suggestion back"),
    "erase": mark("erases name and contact, the words, or both, for ever"),
    "step": mark("takes a step of a case by a JSON object: forwards, answers, returns it, extends a deadline …"),
    "tell": mark("writes down that a person was told what came of it, or was not reached (a JSON object)"),
    "totell": mark("who waits to be told what came of their case; the most urgent first"),
    "board": mark("the answers on the notice board: topics and answers, no names"),
    "due": mark("what ends within three working days or is over, with its ground; the earliest first"),
    "similar": mark("cases that may be the same as a case, or as a JSON object of form F1, and why"),
    "inbox": mark("what an office has before it: what may be the same, what is to be forwarded, what waits or is late"),
    "merge": mark("handles several cases as one; each keeps its words, its person and its slip"),
    "unmerge": mark("a merged case stands for itself again"),
    "digest": mark("digests of suggestions for those who decide: makes, changes, withdraws, lists, prints them"),
    "slip": mark("writes the slip of a case as a PDF file"),
    "card": mark("one page for the counter as a PDF file: keys, what to say, what to do when something fails"),
    "print": mark("hands the slip to a printer and writes down what became of it"),
    "deputies": mark("the deputies in office; enters, changes, matches and imports them"),
    "units": mark("the units that cases are forwarded to; puts them on the list, renames, retires and imports them"),
    "holidays": mark("the holidays of a year in force here; publishes them for this place and all below it"),
    "visit": mark("visits of deputies (JSON of form F3): records, lists, shows, checks them with the deputies"),
    "session": mark("a reception day: its plan, its queue, what was said, its papers"),
    "duty": mark("the duty record of a deputy and a year, or of all deputies; confirms or disputes it"),
    "sheets": mark("numbered sheets for the day without power: prints them, lists those nobody has keyed"),
    "import": mark("takes over a table (XLSX, CSV or JSON); a second time changes nothing"),
    "ledger": mark("writes the ledger of a period (form F9) as XLSX or CSV; names are masked"),
    "journal": mark("exports the whole journal as open JSON lines, or imports such a file into an empty desk"),
    "station": mark("the station's settings; “station set KEY VALUE” changes one"),
    "operators": mark("who may sit at this desk; adds somebody with a password of his own, or takes it away"),
    "sync": mark("one full exchange with the hub: sends, and takes in"),
    "verify": mark("checks that everything still holds; changes nothing"),
    "rebuild": mark("computes every table anew from the journal"),
    "backup": mark("writes a backup file that was opened and counted"),
    "restore": mark("puts a backup in place; what was there is moved aside"),
    "password": mark("sets a new password, by the old one or by the recovery code"),
    "doctor": mark("what is missing or unhealthy on this computer"),
}


def load_command(name: str) -> Callable[..., Any]:
    """The function of a command."""
    command: Callable[..., Any] = vars(_room(name))[{"import": "import_file", "print": "print_paper"}.get(name, name)]
    return command


def _room(name: str) -> ModuleType:
    """Imports are written out, so that the packaged program carries them."""
    match name:
        case "init" | "password":
            from desk.cli import founding

            return founding
        case "step":
            from desk.cli import steps

            return steps
        case "merge" | "unmerge":
            from desk.cli import merging

            return merging
        case "slip" | "print":
            from desk.cli import papers

            return papers
        case "card":
            from desk.cli import card

            return card
        case "operators":
            from desk.cli import operators

            return operators
        case "session":
            from desk.cli import sessions

            return sessions
        case "sheets":
            from desk.cli import sheets

            return sheets
        case "station":
            from desk.cli import station

            return station
        case "enrol" | "sync":
            from desk.cli import exchange

            return exchange
        case "doctor":
            from desk.cli import health

            return health
    return _of_files(name) or _of_the_office(name)


def _of_files(name: str) -> ModuleType | None:
    match name:
        case "import":
            from desk.cli import importing

            return importing
        case "journal":
            from desk.cli import journal

            return journal
        case "ledger":
            from desk.cli import ledger

            return ledger
        case "verify" | "rebuild" | "backup" | "restore":
            from desk.cli import keeping

            return keeping
    return None


def _of_the_office(name: str) -> ModuleType:
    match name:
        case "similar":
            from desk.cli import similar

            return similar
        case "inbox":
            from desk.cli import inbox

            return inbox
        case "tell" | "totell" | "board":
            from desk.cli import telling

            return telling
        case "due":
            from desk.cli import due

            return due
        case "deputies":
            from desk.cli import deputies

            return deputies
        case "units":
            from desk.cli import units

            return units
        case "holidays":
            from desk.cli import holidays

            return holidays
        case "digest":
            from desk.cli import digests

            return digests
        case "duty":
            from desk.cli import duties

            return duties
        case "visit":
            from desk.cli import visits

            return visits
    from desk.cli import cases

    return cases


PROGRAM = Program("minsheng-desk", COMMANDS, ABOUT, load_command, mark("Without a command: the window."))
