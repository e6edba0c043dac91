"""Stamps, the hub and what is known of the exchange with it; computed rows tell own facts and places.

The computed tables are filled anew after every upgrade.

Revision ID: 0002
"""

from alembic import op

revision = "0002"
down_revision = "0001"

STATEMENTS = (
    """
    CREATE TABLE stamp (
        fact INTEGER NOT NULL,
        epoch INTEGER NOT NULL,
        n INTEGER NOT NULL,
        verdict VARCHAR NOT NULL,
        reason VARCHAR NOT NULL,
        hub_time INTEGER NOT NULL,
        mac BLOB NOT NULL,
        delivered INTEGER NOT NULL,
        PRIMARY KEY (fact)
    )
    """,
    "CREATE INDEX stamp_of_refused ON stamp (verdict) WHERE verdict IN ('not_applied', 'set_aside')",
    """
    CREATE TABLE hub (
        n INTEGER NOT NULL,
        url VARCHAR NOT NULL,
        ca VARCHAR NOT NULL,
        hub_key BLOB NOT NULL,
        certificate VARCHAR NOT NULL,
        level VARCHAR NOT NULL,
        code VARCHAR NOT NULL,
        name VARCHAR NOT NULL,
        epoch INTEGER NOT NULL,
        cursor INTEGER NOT NULL,
        token VARCHAR NOT NULL,
        mark INTEGER NOT NULL,
        mark_token VARCHAR NOT NULL,
        arrived INTEGER NOT NULL,
        clock_ahead INTEGER NOT NULL,
        revoked BOOLEAN NOT NULL,
        last_at VARCHAR,
        trouble VARCHAR,
        PRIMARY KEY (n)
    )
    """,
    """
    CREATE TABLE token (
        place INTEGER NOT NULL,
        token VARCHAR NOT NULL,
        PRIMARY KEY (place)
    )
    """,
    """
    CREATE TABLE waiting (
        subject INTEGER NOT NULL,
        PRIMARY KEY (subject)
    )
    """,
    """
    CREATE TABLE dismissal (
        fact INTEGER NOT NULL,
        at VARCHAR NOT NULL,
        PRIMARY KEY (fact),
        FOREIGN KEY(fact) REFERENCES fact (n)
    )
    """,
    "ALTER TABLE identity RENAME TO identity_before",
    """
    CREATE TABLE identity (
        n INTEGER NOT NULL,
        seed BLOB NOT NULL,
        desk_key BLOB NOT NULL,
        place BLOB NOT NULL,
        station BLOB NOT NULL,
        incarnation BLOB NOT NULL,
        stream INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        head BLOB NOT NULL,
        token BLOB NOT NULL,
        PRIMARY KEY (n)
    )
    """,
    """
    INSERT INTO identity
    SELECT n, seed, desk_key, place, place, incarnation, stream, seq, head, token FROM identity_before
    """,
    "DROP TABLE identity_before",
    "DROP TABLE cases",
    "DROP TABLE step",
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
    """
    CREATE TABLE step (
        n INTEGER NOT NULL,
        fact BLOB NOT NULL,
        place BLOB NOT NULL,
        own BOOLEAN NOT NULL,
        kind VARCHAR NOT NULL,
        at VARCHAR NOT NULL,
        operator BLOB NOT NULL,
        verdict VARCHAR NOT NULL,
        reason VARCHAR NOT NULL,
        step VARCHAR,
        outcome VARCHAR,
        fields VARCHAR NOT NULL,
        text VARCHAR,
        who VARCHAR,
        detail VARCHAR NOT NULL,
        PRIMARY KEY (n)
    )
    """,
    """
    CREATE INDEX case_by_source ON cases (source) WHERE source IS NOT NULL
    """,
    """
    CREATE INDEX ix_cases_number ON cases (number)
    """,
    "CREATE INDEX case_by_last_own ON cases (last_own) WHERE last_own > 0",
    "CREATE INDEX case_by_refused ON cases (last_own) WHERE refused > 0",
    "CREATE INDEX case_by_state ON cases (state, due_raw, place)",
    "CREATE INDEX case_by_reply ON cases (replied_at, place) WHERE replied_at IS NOT NULL",
    "CREATE INDEX ix_step_own ON step (own)",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
