"""The frozen views of digests (摘报)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from desk.domain.codes import Label
from desk.reads.views import CaseRow


@dataclass(frozen=True)
class SuggesterView:
    """Who suggested it, as a digest may say it: by identity, masked name and town. The name is whole only where the
    person agreed on record that it may be public; empty when anonymous, or not told to this desk."""

    identity: Label | None
    name: str
    anonymous: bool
    town: str
    channel: Label | None
    received: date
    organisation: bool = False


@dataclass(frozen=True)
class DigestCase:
    """A case that a digest is about, with the texts it is written from. `suggesters` are its own and those of the cases
    merged into it."""

    row: CaseRow
    main_cause: str
    proposal: str
    original_text: str
    first_opinion: str
    suggesters: tuple[SuggesterView, ...]


@dataclass(frozen=True)
class DigestLine:
    """A digest in a list; `place` is the name of the office, where it is another's."""

    id: UUID
    state: str  # made, withdrawn
    year: int
    issue: int
    day: date
    office: str
    title: str
    cases: int
    place: str = ""
    instructed: date | None = None  # the day of the last instruction (领导批示) on it


@dataclass(frozen=True)
class DigestStep:
    """One fact of a digest as its history shows it; `at` is local."""

    at: datetime
    kind: str  # made, changed, withdrawn
    who: str
    fields: tuple[str, ...]
    reason: str
    verdict: str  # ok, provisional, not_applied, set_aside, unjudged
    why: str


@dataclass(frozen=True)
class InstructionView:
    """What a leader wrote on a digest (领导批示), and whose it is; empty where it was erased."""

    day: date
    actor: str
    text: str


@dataclass(frozen=True)
class DigestTexts:
    """What an office wrote; empty where nothing was."""

    office: str = ""
    title: str = ""
    cause: str = ""
    proposal: str = ""
    opinion: str = ""
    report_to: str = ""
    send_to: str = ""
    signer: str = ""
    editor: str = ""
    phone: str = ""


@dataclass(frozen=True)
class DigestView:
    """A digest in full. Cases that this desk is not given are counted in the line alone."""

    line: DigestLine
    texts: DigestTexts
    cases: tuple[DigestCase, ...]
    steps: tuple[DigestStep, ...]  # newest first
    own: bool  # of this office: it may be changed here
    instructions: tuple[InstructionView, ...] = ()  # the first one first


@dataclass(frozen=True)
class DigestPage:
    total: int
    rows: tuple[DigestLine, ...]


@dataclass(frozen=True)
class DigestPaperView:
    """What the paper says (建议摘报). `level` is that of the office; `issue` 0: not numbered yet."""

    sample: bool
    level: str
    issue: int
    day: date
    texts: DigestTexts
    suggesters: tuple[SuggesterView, ...]
    numbers: tuple[str, ...]  # of the cases, nine digits, no hyphens


@dataclass(frozen=True)
class DigestKnown:
    """What a new digest begins with: the next issue of the year, and what stood in the last one."""

    issue: int
    day: date
    texts: DigestTexts
