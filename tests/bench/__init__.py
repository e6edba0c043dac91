"""Measurements: ratios to a floor taken in the same run. `python -m tests.bench`; nothing here is a test."""
