"""What the hub is tested on: both engines, for real."""

from postgres import postgres as postgres  # noqa: PLC0414  # the fixture
