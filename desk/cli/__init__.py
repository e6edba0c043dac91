"""Doors for scripts: everything a person can do at the desk, by the same actions."""

from desk.cli.main import main

__all__ = ["main"]
