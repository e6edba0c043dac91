"""Talking to the hub: what goes over the line, and what is done with the answers."""
