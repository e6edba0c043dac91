"""An index of those who were told.

Revision ID: 0007
"""

from alembic import op

revision = "0007"
down_revision = "0006"

STATEMENTS = ("CREATE INDEX case_told ON cases (told_on, place, untold) WHERE told_on IS NOT NULL",)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
