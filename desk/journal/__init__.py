"""Bytes: contents, links, private parts, hashes, and the check that all of them hold."""
