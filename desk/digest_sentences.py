"""The sentences of errors and warnings about digests (摘报): what happened, what is safe, what to do now."""

from desk.text import mark

DIGEST_SENTENCES = {
    "digest_made": mark("This digest is made already. Nothing was changed."),
    "digest_empty": mark("A digest has a title and a main cause. Nothing was changed. Write both."),
    "digest_unknown": mark("This digest is not on this desk. “digest list” shows those that are."),
    "digest_ambiguous": mark("{count} digests have that number. Nothing was changed. Name one by id: {candidates}."),
    "digest_withdrawn": mark("This digest was withdrawn. Nothing was changed. Make a new one."),
    "digest_elsewhere": mark("Another office made this digest; it alone changes or withdraws it. Nothing was changed."),
    "digest_instructed": mark(
        "A leader wrote an instruction on this digest, so it stays as it was read. Nothing was changed. Make a new one."
    ),
    "digest_title_missing": mark("The digest has no title yet. Nothing was written. Write what it is about."),
    "digest_cause_missing": mark("The digest says no main cause yet. Nothing was written. Write the first chapter."),
    "digest_cases_missing": mark("A digest is about one case at least. Nothing was written. Choose its cases."),
    "digest_cases_many": mark("A digest is about {most} cases at most. Nothing was written. Make two of it."),
    "digest_cases_wrong": mark("Cases: a list of numbers is expected here. Nothing was written."),
    "digest_case_leaves": mark(
        "A case that was reported in this digest stays in it; others may join. Nothing was changed. Name all of them."
    ),
    "digest_is_of_case": mark(
        "The step is about this case alone. Nothing was written. “digest make” makes a digest of several cases."
    ),
    "issue_wrong": mark("The issue is a whole number from 1 to {most}. Nothing was written."),
    "issue_taken": mark("No. {issue} of {year} is given already. Nothing was written. The next one is {next}."),
    "state_wrong_of": mark(
        "{number} stands at “{state}”, so this cannot be done with it now. Nothing was written of it; look at the case."
    ),
    "no_digest_proposal": mark("No proposals yet. The digest is made without the second chapter."),
    "no_digest_opinion": mark("No assessment yet. The digest is made without the third chapter."),
}
DIGEST_FIELDS = {
    "cause": mark("Main cause"),
    "office": mark("Issuing office"),
    "report_to": mark("Reported to"),
    "send_to": mark("Sent to"),
    "signer": mark("Signed by"),
    "editor": mark("Editor"),
    "issue": mark("Issue"),
    "cases": mark("Cases"),
}
