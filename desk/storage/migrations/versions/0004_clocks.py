"""Clocks of cases; what the station promises besides the day on the slip.

Computed tables are filled anew after every upgrade.

Revision ID: 0004
"""

from alembic import op

revision = "0004"
down_revision = "0003"

STATEMENTS = (
    "DROP TABLE place",
    "DROP TABLE cases",
    """
    CREATE TABLE place (
        n INTEGER NOT NULL,
        id BLOB NOT NULL,
        code VARCHAR NOT NULL,
        level VARCHAR NOT NULL,
        parent VARCHAR,
        sample BOOLEAN NOT NULL,
        promise_days INTEGER NOT NULL,
        notice_days INTEGER NOT NULL,
        register_days INTEGER NOT NULL,
        triage_days INTEGER NOT NULL,
        forward_days INTEGER NOT NULL,
        progress_days INTEGER NOT NULL,
        feedback_days INTEGER NOT NULL,
        survey_days INTEGER NOT NULL,
        name VARCHAR,
        phone VARCHAR,
        hours VARCHAR,
        handler VARCHAR,
        keep VARCHAR,
        PRIMARY KEY (n)
    )
    """,
    """
    CREATE TABLE cases (
        n INTEGER NOT NULL,
        id BLOB NOT NULL,
        rank INTEGER NOT NULL,
        number VARCHAR NOT NULL,
        place BLOB NOT NULL,
        nature VARCHAR NOT NULL,
        state VARCHAR NOT NULL,
        received_at VARCHAR NOT NULL,
        due_raw VARCHAR,
        due_rolled VARCHAR,
        due_known BOOLEAN,
        due_rule VARCHAR,
        office_raw VARCHAR,
        office_rolled VARCHAR,
        office_known BOOLEAN,
        office_rule VARCHAR,
        promise_raw VARCHAR,
        promise_rolled VARCHAR,
        holidays_known BOOLEAN,
        promise_days INTEGER,
        track VARCHAR NOT NULL,
        anonymous BOOLEAN NOT NULL,
        source VARCHAR,
        outcome VARCHAR,
        codes VARCHAR NOT NULL,
        steps VARCHAR NOT NULL,
        erased VARCHAR NOT NULL,
        handed INTEGER NOT NULL,
        refused INTEGER NOT NULL,
        unjudged INTEGER NOT NULL,
        last_own INTEGER NOT NULL,
        unit VARCHAR,
        replied_at VARCHAR,
        main BLOB,
        apart VARCHAR NOT NULL,
        title VARCHAR,
        main_cause VARCHAR,
        proposal VARCHAR,
        original_text VARCHAR,
        first_opinion VARCHAR,
        source_id VARCHAR,
        name VARCHAR,
        phone VARCHAR,
        phone_digits VARCHAR,
        address VARCHAR,
        identity_text VARCHAR,
        recorder VARCHAR,
        PRIMARY KEY (n),
        UNIQUE (rank)
    )
    """,
    "CREATE INDEX case_by_last_own ON cases (last_own) WHERE last_own > 0",
    "CREATE INDEX case_by_main ON cases (main) WHERE main IS NOT NULL",
    "CREATE INDEX case_by_office ON cases (state, office_raw, place, office_rule)",
    "CREATE INDEX case_by_refused ON cases (last_own) WHERE refused > 0",
    "CREATE INDEX case_by_reply ON cases (replied_at, place) WHERE replied_at IS NOT NULL",
    "CREATE INDEX case_by_source ON cases (source) WHERE source IS NOT NULL",
    "CREATE INDEX case_by_state ON cases (state, due_raw, place, due_rule)",
    "CREATE INDEX ix_cases_id ON cases (id)",
    "CREATE INDEX ix_cases_number ON cases (number)",
    """
    CREATE TABLE clock (
        n INTEGER NOT NULL,
        subject INTEGER NOT NULL,
        rule VARCHAR NOT NULL,
        start VARCHAR NOT NULL,
        raw VARCHAR NOT NULL,
        rolled VARCHAR NOT NULL,
        known BOOLEAN NOT NULL,
        opens BOOLEAN NOT NULL,
        office BOOLEAN NOT NULL,
        merged BOOLEAN NOT NULL,
        ended VARCHAR NOT NULL,
        ended_on VARCHAR,
        "before" VARCHAR,
        latest VARCHAR,
        paused VARCHAR,
        pausable BOOLEAN NOT NULL,
        extension BLOB,
        PRIMARY KEY (n)
    )
    """,
    "CREATE INDEX clock_running ON clock (raw, opens, rolled, office, ended, paused, merged)"
    " WHERE ended = '' AND paused IS NULL AND NOT merged",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
