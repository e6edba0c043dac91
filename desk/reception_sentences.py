"""The sentences of errors about plans, sessions and conversations."""

from desk.text import mark

RECEPTION_SENTENCES = {
    "rule_wrong": mark(
        "The rule of the days is not complete. Nothing was changed. Say which day of the month, or which weekday."
    ),
    "rule_ends_before": mark("The last day comes before the first. Nothing was changed. Check both."),
    "hour_wrong": mark("{field}: this is no time. Write it like 8:30."),
    "ends_before_start": mark("The reception ends before it begins. Nothing was changed. Check both times."),
    "too_many": mark("{field}: at most {most} fit. Nothing was changed."),
    "plan_unknown": mark("This plan is not at this desk. Look it up again."),
    "plan_ended": mark("This plan was ended before. Nothing was changed. Set a new one."),
    "session_unknown": mark("This reception is not at this desk. Look it up again by its day or number."),
    "session_ambiguous": mark("{count} receptions fit: {candidates}. Nothing was changed. Give the number."),
    "no_session_open": mark("No reception is open. Open one first, or name its day."),
    "session_elsewhere": mark(
        "Another station receives there. Nothing was changed. Only that station opens and closes it."
    ),
    "session_not_today": mark(
        "This reception is on {day}. Nothing was changed. Begin it on that day, or begin one that nobody planned."
    ),
    "session_planned": mark("This reception has not begun yet. Nothing was changed. Open it first."),
    "session_open": mark("A reception of this day is open already. Nothing was changed. Go on in it, or close it."),
    "session_closed": mark("This reception is closed. Nothing was changed. What was said can still be corrected."),
    "session_cancelled": mark("This reception was cancelled. Nothing was changed. Plan a new one."),
    "visitors_waiting": mark(
        "{count} groups still wait or are being received. Nothing was changed. Hear them, or say that they went."
    ),
    "deputy_here": mark("This deputy is here already. Nothing was changed."),
    "deputy_not_here": mark("This deputy is not here. Nothing was changed."),
    "deputy_not_of_session": mark("This deputy did not receive at this reception. Nothing was changed."),
    "signature_missing": mark("There is no name and no signature yet. Nothing was changed. Write or draw it."),
    "signature_of_another": mark(
        "It is {name} who confirms here. Nothing was changed. Write this name, or choose another."
    ),
    "signature_wrong": mark("This signature cannot be stored. Nothing was changed. Draw it again."),
    "queue_empty": mark("Nobody waits. Nothing was changed."),
    "tickets_used_up": mark("All {most} numbers of this reception are taken. Close it and open another."),
    "talk_unknown": mark("This visitor is not in the queue of this desk. Look again."),
    "conversation_unknown": mark("This number was never taken. Nothing was changed."),
    "conversation_waiting": mark("This visitor was not called yet. Nothing was changed. Call the number first."),
    "conversation_called": mark("This visitor is being received. Nothing was changed."),
    "conversation_missed": mark("This number was called and nobody came. Nothing was changed. Put it back first."),
    "conversation_left": mark("This visitor went away. Nothing was changed. Put the number back first."),
    "conversation_done": mark("This conversation is over. Nothing was changed. It can still be corrected."),
}

RECEPTION_FIELDS = {
    "rule": mark("Rule"),
    "day": mark("Day"),
    "starts": mark("Starts at"),
    "ends": mark("Ends at"),
    "deputies": mark("Deputies"),
    "towns": mark("Towns"),
    "room": mark("Room"),
    "theme": mark("Theme"),
    "staff": mark("Staff"),
    "people": mark("People"),
    "speakers": mark("Speakers"),
    "first": mark("Let in first"),
    "about": mark("What it is about"),
    "constituency": mark("Constituency"),
    "words": mark("What was said"),
    "ways": mark("What becomes of it"),
    "table": mark("Table"),
    "strokes": mark("Signature"),
    "announced": mark("Notice posted"),
    "from": mark("First day"),
    "to": mark("Last day"),
    "way": mark("What becomes of it"),
}
