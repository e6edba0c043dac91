"""What the person was told, and what else the steps of a case say; days for a second answer.

Computed tables are filled anew after every upgrade.

Revision ID: 0005
"""

from alembic import op

revision = "0005"
down_revision = "0004"

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
        again_days INTEGER NOT NULL,
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
        untold VARCHAR NOT NULL,
        told_on VARCHAR,
        told_how VARCHAR,
        tries INTEGER NOT NULL,
        last_try VARCHAR,
        next_try VARCHAR,
        satisfaction VARCHAR,
        promised VARCHAR,
        digest BLOB,
        adoption VARCHAR,
        mediating BOOLEAN NOT NULL,
        links VARCHAR NOT NULL,
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
    "CREATE INDEX case_by_digest ON cases (digest) WHERE digest IS NOT NULL",
    "CREATE INDEX case_by_last_own ON cases (last_own) WHERE last_own > 0",
    "CREATE INDEX case_by_main ON cases (main) WHERE main IS NOT NULL",
    "CREATE INDEX case_by_office ON cases (state, office_raw, place, office_rule)",
    "CREATE INDEX case_by_refused ON cases (last_own) WHERE refused > 0",
    "CREATE INDEX case_by_reply ON cases (replied_at, place) WHERE replied_at IS NOT NULL",
    "CREATE INDEX case_by_source ON cases (source) WHERE source IS NOT NULL",
    "CREATE INDEX case_by_state ON cases (state, due_raw, place, due_rule)",
    "CREATE INDEX case_promised ON cases (promised) WHERE promised IS NOT NULL",
    "CREATE INDEX case_untold ON cases (place, due_raw, next_try, tries, due_rule, office_raw, office_rule, untold)"
    " WHERE untold != ''",
    "CREATE INDEX ix_cases_id ON cases (id)",
    "CREATE INDEX ix_cases_number ON cases (number)",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
