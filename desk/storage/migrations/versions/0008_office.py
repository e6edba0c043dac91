"""Cases that may be the same, as they were found in the search index.

Revision ID: 0008
"""

from alembic import op

revision = "0008"
down_revision = "0007"

STATEMENTS = (
    """
    CREATE TABLE alike (
        n INTEGER NOT NULL,
        one INTEGER NOT NULL,
        other INTEGER NOT NULL,
        score INTEGER NOT NULL,
        PRIMARY KEY (n),
        UNIQUE (one, other)
    )
    """,
    "CREATE INDEX alike_by_other ON alike (other)",
    """
    CREATE TABLE looked (
        n INTEGER NOT NULL,
        digest INTEGER NOT NULL,
        PRIMARY KEY (n)
    )
    """,
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
