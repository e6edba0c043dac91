"""The station's work: facts, tables, papers and commands. Knows nothing of Qt."""

__version__ = "0.1.0"
