"""Meaning: what an event does to a state, who may, by when. No I/O, no settings, no clock."""
