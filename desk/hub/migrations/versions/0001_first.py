"""The first schema of the hub, on SQLite and on PostgreSQL.

Revision ID: 0001
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def number(name: str, **how: Any) -> sa.Column[Any]:
    return sa.Column(name, NUMBER, **{"nullable": False, **how})


def key(name: str) -> sa.Column[Any]:
    return sa.Column(name, NUMBER, primary_key=True, autoincrement=False)


def blob(name: str, **how: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.LargeBinary(), **{"nullable": False, **how})


def words(name: str, **how: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.String(), **{"nullable": False, **how})


def yes_no(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def upgrade() -> None:
    journal()
    op.create_table(
        "place",
        key("n"),
        blob("id", unique=True),
        words("code"),
        words("level"),
        number("parent", nullable=True),
        words("name"),
    )
    op.create_index("ix_place_code", "place", ["code"])
    op.create_index("ix_place_parent", "place", ["parent"])
    company()


def journal() -> None:
    op.create_table(
        "counter",
        key("n"),
        blob("hub_key"),
        number("epoch"),
        number("stamp"),
        number("feed"),
        blob("token"),
        number("fact"),
        number("subject"),
        number("stream"),
        number("place"),
        number("tree"),
        blob("incarnation"),
        number("seq"),
        blob("head"),
    )
    op.create_table(
        "stream",
        key("n"),
        blob("desk_key"),
        blob("incarnation"),
        yes_no("whole"),
        sa.UniqueConstraint("desk_key", "incarnation"),
    )
    op.create_table("subject", key("n"), blob("id", unique=True), words("noun"), number("place", nullable=True))
    op.create_table(
        "fact",
        key("n"),
        blob("id", unique=True),
        number("subject", nullable=True),
        number("stream"),
        number("seq"),
        blob("prev"),
        blob("hash"),
        blob("content"),
        number("epoch"),
        number("order_n"),
        words("verdict"),
        words("reason"),
        number("hub_time"),
        blob("mac"),
    )
    op.create_index("ix_fact_subject", "fact", ["subject"])
    op.create_index("fact_by_link", "fact", ["stream", "seq"])
    op.create_table("part", key("fact"), blob("person", nullable=True), blob("words", nullable=True))
    op.create_table(
        "feed",
        key("place"),
        number("fact"),
        number("subject", nullable=True),
        number("stream"),
        yes_no("everybody"),
        yes_no("again"),
        blob("token"),
    )
    op.create_table("erasure", blob("subject", primary_key=True), words("part", primary_key=True))
    op.create_table(
        "batch", blob("hash", primary_key=True), number("stream"), number("seq"), blob("signature"), number("at")
    )


def company() -> None:
    op.create_table(
        "desk",
        blob("key", primary_key=True),
        blob("place"),
        blob("station"),
        words("level"),
        number("rules"),
        words("name"),
        number("enrolled_at"),
        number("revoked_at", nullable=True),
        number("seen_at", nullable=True),
    )
    op.create_table(
        "enrolment",
        blob("code", primary_key=True),
        blob("place"),
        words("level"),
        number("expires"),
        yes_no("used"),
    )
    op.create_table("attempt", sa.Column("n", NUMBER, primary_key=True), words("source"), number("at"))
    op.create_index("attempt_by_source", "attempt", ["source", "at"])
    op.create_table("nonce", blob("desk", primary_key=True), blob("nonce", primary_key=True), number("at"))
    op.create_index("ix_nonce_at", "nonce", ["at"])
