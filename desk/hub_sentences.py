"""The sentences that whoever keeps a hub may read: what happened, what is safe, what to do now."""

from desk.text import mark

HUB_SENTENCES = {
    "hub_stopped": mark("Stopped. What was answered before is done and safe."),
    "settings_wrong": mark(
        "The hub's settings (hub.toml) cannot be meant like this: {problem}. The hub was not started. Correct the file."
    ),
    "tls_needed": mark(
        "At {host} everybody on the way could read along, so the hub was not started. Give --cert and --key, or let a "
        "proxy end TLS and name its address with --behind-proxy."
    ),
    "certificate_unusable": mark(
        "The certificate and its key cannot be used together. The hub was not started. Give --cert and --key as PEM "
        "files that belong to each other, the key without a password."
    ),
    "address_taken": mark(
        "The hub cannot listen at {address}: it is not an address of this computer, or somebody listens there already. "
        "Nothing was changed. Choose another --host or --port."
    ),
    "hub_serving": mark(
        "The hub is running on these records. Nothing was changed. Stop it first, then start this again."
    ),
    "hub_key_missing": mark(
        "There are records of a hub, but its key (hub.key) is missing; they are untouched. Put hub.key back from where "
        "it is kept: without it nothing opens and no desk would know this hub."
    ),
    "hub_key_damaged": mark(
        "The hub's key (hub.key) is damaged; the records are untouched. Put it back from where it is kept."
    ),
    "hub_key_foreign": mark(
        "The records belong to another hub than the key (hub.key). Nothing was changed. Check --db and --files."
    ),
    "database_url_wrong": mark(
        "This is no address of records: postgresql://… or sqlite:///FILE is expected. Nothing was changed."
    ),
    "database_unreachable": mark(
        "PostgreSQL does not answer. Nothing was lost; desks try again by themselves. Start it, or check --db."
    ),
    "database_refuses": mark(
        "PostgreSQL does not let the hub in. Nothing was changed. Check name, password and rights in --db."
    ),
    "database_read_only": mark(
        "PostgreSQL takes no changes now, perhaps because it is a replica. Nothing was lost. Check --db."
    ),
    "level_unknown": mark("There is no level {level}. Nothing was changed. Known are: {known}."),
    "place_unknown": mark(
        "No place of the level {level} has the code {place}. Nothing was changed. Look with “places”, or import it "
        "first."
    ),
    "place_row_wrong": mark(
        "The row needs a code of twelve digits, a name, and a level: city, district, town or village. Nothing was "
        "imported."
    ),
    "desk_not_here": mark(
        "No desk has a key that begins with {desk}. Nothing was changed. Look with “desks”, or give all 64 letters."
    ),
    "desk_ambiguous": mark("The keys of {count} desks begin with {desk}. Nothing was changed. Give more letters."),
    "not_a_hub_backup": mark(
        "This file is no backup of this hub, is of another kind of records, or is damaged. Nothing was changed."
    ),
    "pg_dump_missing": mark(
        "PostgreSQL's own program {program} is not on this computer; nothing was done. Install PostgreSQL's client "
        "programs in the version of the server."
    ),
    "pg_dump_failed": mark(
        "PostgreSQL's own program {program} did not finish: {problem}. The records are as they were."
    ),
}
