"""Receptions, deputies, visits, duty and published holidays; a station says how early it posts notices.

Computed tables are filled anew after every upgrade.

Revision ID: 0003
"""

from alembic import op

revision = "0003"
down_revision = "0002"

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
        holidays_known BOOLEAN,
        promise_days INTEGER,
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
    "CREATE INDEX case_by_refused ON cases (last_own) WHERE refused > 0",
    "CREATE INDEX case_by_reply ON cases (replied_at, place) WHERE replied_at IS NOT NULL",
    "CREATE INDEX case_by_source ON cases (source) WHERE source IS NOT NULL",
    "CREATE INDEX case_by_state ON cases (state, due_raw, place)",
    "CREATE INDEX ix_cases_id ON cases (id)",
    "CREATE INDEX ix_cases_number ON cases (number)",
    """
    CREATE TABLE deputy (
        n INTEGER NOT NULL,
        id BLOB NOT NULL,
        place BLOB NOT NULL,
        congress VARCHAR NOT NULL,
        deputy_group VARCHAR,
        since VARCHAR,
        until VARCHAR,
        same_as BLOB,
        name VARCHAR,
        post VARCHAR,
        phone VARCHAR,
        PRIMARY KEY (n)
    )
    """,
    """
    CREATE TABLE "plan" (
        n INTEGER NOT NULL,
        id BLOB NOT NULL,
        place BLOB NOT NULL,
        rule VARCHAR NOT NULL,
        starts VARCHAR NOT NULL,
        ends VARCHAR NOT NULL,
        deputies VARCHAR NOT NULL,
        ended VARCHAR NOT NULL,
        room VARCHAR,
        theme VARCHAR,
        PRIMARY KEY (n)
    )
    """,
    """
    CREATE TABLE session (
        n INTEGER NOT NULL,
        id BLOB NOT NULL,
        place BLOB NOT NULL,
        state VARCHAR NOT NULL,
        day VARCHAR NOT NULL,
        starts VARCHAR NOT NULL,
        ends VARCHAR NOT NULL,
        number VARCHAR NOT NULL,
        series VARCHAR NOT NULL,
        deputies VARCHAR NOT NULL,
        towns VARCHAR NOT NULL,
        "plan" BLOB,
        announced VARCHAR NOT NULL,
        opened_at VARCHAR NOT NULL,
        closed_at VARCHAR NOT NULL,
        present VARCHAR NOT NULL,
        confirmed VARCHAR NOT NULL,
        figures VARCHAR,
        room VARCHAR,
        theme VARCHAR,
        staff VARCHAR,
        PRIMARY KEY (n)
    )
    """,
    "CREATE INDEX session_by_day ON session (day)",
    "CREATE INDEX session_by_state ON session (state, place)",
    """
    CREATE TABLE conversation (
        n INTEGER NOT NULL,
        id BLOB NOT NULL,
        session BLOB NOT NULL,
        place BLOB NOT NULL,
        state VARCHAR NOT NULL,
        ticket INTEGER NOT NULL,
        at VARCHAR NOT NULL,
        people INTEGER NOT NULL,
        speakers INTEGER,
        first BOOLEAN NOT NULL,
        calls INTEGER NOT NULL,
        at_table INTEGER NOT NULL,
        called_at VARCHAR NOT NULL,
        began VARCHAR NOT NULL,
        ended VARCHAR NOT NULL,
        ways VARCHAR NOT NULL,
        nature VARCHAR,
        deputies VARCHAR NOT NULL,
        cases VARCHAR NOT NULL,
        corrections VARCHAR NOT NULL,
        erased VARCHAR NOT NULL,
        ticket_out VARCHAR NOT NULL,
        name VARCHAR,
        phone VARCHAR,
        constituency VARCHAR,
        about VARCHAR,
        words VARCHAR,
        reply VARCHAR,
        PRIMARY KEY (n)
    )
    """,
    "CREATE INDEX conversation_by_end ON conversation (ended)",
    "CREATE INDEX conversation_by_session ON conversation (session, ticket)",
    """
    CREATE TABLE visit (
        n INTEGER NOT NULL,
        id BLOB NOT NULL,
        place BLOB NOT NULL,
        state VARCHAR NOT NULL,
        number VARCHAR NOT NULL,
        kind VARCHAR NOT NULL,
        day VARCHAR NOT NULL,
        minutes INTEGER NOT NULL,
        people INTEGER NOT NULL,
        community BOOLEAN NOT NULL,
        counted BOOLEAN NOT NULL,
        survey VARCHAR,
        deputies VARCHAR NOT NULL,
        opinions VARCHAR NOT NULL,
        agreed VARCHAR NOT NULL,
        erased VARCHAR NOT NULL,
        venue VARCHAR,
        organiser VARCHAR,
        visited VARCHAR,
        seen VARCHAR,
        topic VARCHAR,
        handed_to VARCHAR,
        feedback VARCHAR,
        PRIMARY KEY (n)
    )
    """,
    "CREATE INDEX visit_by_day ON visit (day)",
    """
    CREATE TABLE duty (
        n INTEGER NOT NULL,
        id BLOB NOT NULL,
        place BLOB NOT NULL,
        deputy BLOB NOT NULL,
        year INTEGER NOT NULL,
        verdict VARCHAR NOT NULL,
        at VARCHAR NOT NULL,
        figures VARCHAR NOT NULL,
        text VARCHAR,
        PRIMARY KEY (n)
    )
    """,
    """
    CREATE TABLE holiday (
        n INTEGER NOT NULL,
        id BLOB NOT NULL,
        place BLOB NOT NULL,
        year INTEGER NOT NULL,
        days VARCHAR NOT NULL,
        PRIMARY KEY (n)
    )
    """,
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
