"""The first schema: journal, this desk's own rows, computed tables, search.

Revision ID: 0001
"""

from alembic import op

revision = "0001"
down_revision = None

STATEMENTS = (
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
    CREATE INDEX case_by_source ON cases (source) WHERE source IS NOT NULL
    """,
    """
    CREATE INDEX ix_cases_number ON cases (number)
    """,
    """
    CREATE TABLE draft (
        n INTEGER NOT NULL,
        id BLOB NOT NULL,
        operator BLOB NOT NULL,
        updated_at VARCHAR NOT NULL,
        form JSON NOT NULL,
        PRIMARY KEY (n),
        UNIQUE (id)
    )
    """,
    """
    CREATE TABLE identity (
        n INTEGER NOT NULL,
        seed BLOB NOT NULL,
        desk_key BLOB NOT NULL,
        place BLOB NOT NULL,
        incarnation BLOB NOT NULL,
        stream INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        head BLOB NOT NULL,
        token BLOB NOT NULL,
        PRIMARY KEY (n)
    )
    """,
    """
    CREATE TABLE operator (
        n INTEGER NOT NULL,
        id BLOB NOT NULL,
        role VARCHAR NOT NULL,
        name VARCHAR,
        PRIMARY KEY (n)
    )
    """,
    """
    CREATE TABLE place (
        n INTEGER NOT NULL,
        id BLOB NOT NULL,
        code VARCHAR NOT NULL,
        level VARCHAR NOT NULL,
        parent VARCHAR,
        sample BOOLEAN NOT NULL,
        promise_days INTEGER NOT NULL,
        name VARCHAR,
        phone VARCHAR,
        hours VARCHAR,
        handler VARCHAR,
        keep VARCHAR,
        PRIMARY KEY (n)
    )
    """,
    """
    CREATE TABLE step (
        n INTEGER NOT NULL,
        fact BLOB NOT NULL,
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
        PRIMARY KEY (n)
    )
    """,
    """
    CREATE TABLE stream (
        n INTEGER NOT NULL,
        desk_key BLOB NOT NULL,
        incarnation BLOB NOT NULL,
        PRIMARY KEY (n),
        UNIQUE (desk_key, incarnation)
    )
    """,
    """
    CREATE TABLE subject (
        n INTEGER NOT NULL,
        id BLOB NOT NULL,
        noun VARCHAR NOT NULL,
        PRIMARY KEY (n),
        UNIQUE (id)
    )
    """,
    """
    CREATE TABLE erasure (
        n INTEGER NOT NULL,
        subject INTEGER NOT NULL,
        part VARCHAR NOT NULL,
        PRIMARY KEY (n),
        UNIQUE (subject, part),
        FOREIGN KEY(subject) REFERENCES subject (n)
    )
    """,
    """
    CREATE TABLE fact (
        n INTEGER NOT NULL,
        id BLOB NOT NULL,
        subject INTEGER NOT NULL,
        stream INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        prev BLOB NOT NULL,
        hash BLOB NOT NULL,
        content BLOB NOT NULL,
        PRIMARY KEY (n),
        UNIQUE (id),
        FOREIGN KEY(subject) REFERENCES subject (n),
        FOREIGN KEY(stream) REFERENCES stream (n)
    )
    """,
    """
    CREATE INDEX fact_by_subject ON fact (subject)
    """,
    """
    CREATE TABLE part (
        n INTEGER NOT NULL,
        fact INTEGER NOT NULL,
        name VARCHAR NOT NULL,
        salt BLOB NOT NULL,
        data BLOB NOT NULL,
        PRIMARY KEY (n),
        FOREIGN KEY(fact) REFERENCES fact (n)
    )
    """,
    """
    CREATE VIRTUAL TABLE case_search USING fts5(grams, content='', contentless_delete=1, detail=none, tokenize='ascii')
    """,
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)
