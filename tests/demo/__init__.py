"""A morning of made-up people, played by the real programs: `make demo`."""
