"""The version, said once: the wheel, the page, the server and the model card take it from here."""

__version__ = "0.1.0"
