"""Training before one's eyes: one process at a time, what it writes as it goes, and who may start it."""
