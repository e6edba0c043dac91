"""The window: draws, asks, shows. Every rule lives in desk."""
