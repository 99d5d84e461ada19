"""What the server writes to standard error: sentences for a person, or a JSON object a line for a program."""

from __future__ import annotations

import json
import logging
import sys
import time
from typing import Literal

from esmiuca.server.observed import request_id
from esmiuca.streams import visible

LogFormat = Literal["text", "json"]


def set_up(log_format: LogFormat) -> None:
    """From now on warnings go to standard error in this format; with `json` every answer gets a line as well."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if log_format == "json" else Sentences())
    logging.getLogger().addHandler(handler)
    logging.getLogger("esmiuca").setLevel(logging.INFO if log_format == "json" else logging.WARNING)


class Sentences(logging.Formatter):
    """The message, and the id of the request that it is about."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        name = request_id.get()
        return visible(record.message) + (f" (request {name})" if name else "")


class JsonLines(logging.Formatter):
    """One object a line: time, level, logger, message, request_id; of an answer method, path, status, ms, client."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
            + f".{record.msecs:03.0f}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": request_id.get(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line)
