"""What another page may ask of the digests."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class DigestWish:
    """That a case goes into the digest being written, or into a new one."""

    case: UUID
