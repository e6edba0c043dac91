"""The sentences of errors about steps, deadlines and tracks: what happened, what is safe, what to do now."""

from desk.text import mark

CLOCK_SENTENCES = {
    "not_a_step": mark("A step is a JSON object. Nothing was written."),
    "step_unknown": mark("There is no step of this name. Known are: {known}."),
    "track_unknown": mark("Say what it is on record as: deputy, petition or none. Nothing was written."),
    "before_registration": mark(
        "{field}: that is before the case itself was received ({day}). Nothing was written. Check the day."
    ),
    "not_petition": mark("Only what is on record as a petition matter is accepted as one. Nothing was written."),
    "rule_unknown": mark("There is no deadline of this name. Known are: {known}."),
    "clock_unnamed": mark(
        "Say which deadline is meant, by its rule; that can be done with: {known}. Nothing was written."
    ),
    "clock_unknown": mark("No such deadline runs for this case. Nothing was written."),
    "clock_over": mark("This deadline has ended already. Nothing was written. Look at the case once more."),
    "clock_extended": mark("A deadline is extended once; this one was. Nothing was written."),
    "clock_never_extended": mark("Nothing allows this deadline to be extended. Nothing was written."),
    "clock_paused": mark("This deadline rests. Resume it first. Nothing was written."),
    "clock_not_paused": mark("This deadline does not rest. Nothing was written."),
    "clock_never_rests": mark(
        "No law lets this deadline rest; only the station's own promise can. Nothing was written."
    ),
    "clock_without_ground": mark(
        "A case has a legal deadline only while it is on record as a deputy's suggestion or a petition matter. "
        "Nothing was written."
    ),
    "extension_missing": mark("Say by how much it is extended (by), or until which day (day). Nothing was written."),
    "extension_too_early": mark(
        "{field}: an extension ends after the deadline itself, which is {day}. Nothing was written."
    ),
    "extension_too_long": mark("It may be extended until {latest} at the latest. Nothing was written."),
    "approver_missing": mark("Say who approved the extension. Nothing was written."),
    "number_wrong": mark("{field}: a whole number from {least} to {most} is needed. Nothing was written."),
    "days_wrong": mark("{field}: a whole number of days from {least} to {most} is needed."),
    "clock_unsure": mark("The holidays of {year} are not in the table yet; the deadline counts by weekends."),
}
CLOCK_FIELDS = {
    "track": mark("What it is on record as"),
    "received": mark("Day of receipt"),
    "approver": mark("Approved by"),
    "by": mark("Extended by"),
    "register_days": mark("Recorded within, days"),
    "triage_days": mark("Looked through within, working days"),
    "forward_days": mark("Forwarded within, working days"),
    "progress_days": mark("Progress call after, days"),
    "feedback_days": mark("Reply passed on within, working days"),
    "survey_days": mark("Satisfaction call after, working days"),
    "again_days": mark("Second answer within, days"),
}
