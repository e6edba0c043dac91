"""The operator table."""

from sqlalchemy import Connection, delete, insert

from desk.domain.kinds import read_body
from desk.domain.operator import OperatorState, apply, judge
from desk.storage.facts import events_of, parts_of
from desk.storage.tables import operator


def project_operator(connection: Connection, number: int) -> None:
    state, id = OperatorState(), b""
    for _, event in events_of(connection, number):
        body, id = read_body(event), event.subject.bytes
        if judge(state, event, body).ok:
            state = apply(state, event, body)
    named = parts_of(connection, number).get((state.name_in, "person"), {}) if state.name_in else {}
    connection.execute(delete(operator).where(operator.c.n == number))
    connection.execute(insert(operator), {"n": number, "id": id, "role": state.role, "name": named.get("name")})
