"""The list of units.

Revision ID: 0009
"""

from alembic import op

revision = "0009"
down_revision = "0008"

STATEMENTS = (
    """
    CREATE TABLE unit (
        n INTEGER NOT NULL,
        id BLOB NOT NULL,
        place BLOB NOT NULL,
        code VARCHAR NOT NULL,
        retired VARCHAR,
        name VARCHAR,
        english VARCHAR,
        PRIMARY KEY (n)
    )
    """,
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
