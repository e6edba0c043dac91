"""Digests.

Computed tables are filled anew after every upgrade.

Revision ID: 0006
"""

from alembic import op

revision = "0006"
down_revision = "0005"

STATEMENTS = (
    """
    CREATE TABLE digest (
        n INTEGER NOT NULL,
        id BLOB NOT NULL,
        place BLOB NOT NULL,
        state VARCHAR NOT NULL,
        year INTEGER NOT NULL,
        issue INTEGER NOT NULL,
        day VARCHAR NOT NULL,
        cases VARCHAR NOT NULL,
        office VARCHAR,
        title VARCHAR,
        cause VARCHAR,
        proposal VARCHAR,
        opinion VARCHAR,
        report_to VARCHAR,
        send_to VARCHAR,
        signer VARCHAR,
        editor VARCHAR,
        phone VARCHAR,
        PRIMARY KEY (n)
    )
    """,
    "CREATE INDEX digest_by_issue ON digest (year, issue)",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
