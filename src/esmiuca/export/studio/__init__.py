"""Recorded training runs → artifacts/lab/studio/."""
