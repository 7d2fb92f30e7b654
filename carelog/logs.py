"""Structured logs without personal data: endpoint names, never paths, queries, bodies or names."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, g, request

from carelog import clock

FIELDS = ("endpoint", "method", "status", "milliseconds", "problem", "where")


class JsonLines(logging.Formatter):
    """One JSON object a line. Of an exception: its type and the places, never its message, which may quote a record."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {"at": moment, "level": record.levelname.lower(), "what": record.name}
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[0] is not None:
            frames = traceback.extract_tb(record.exc_info[2])
            line["problem"] = record.exc_info[0].__name__
            line["where"] = [f"{frame.name}:{frame.lineno}" for frame in frames[-8:]]
        return json.dumps(line)


def install(app: Flask) -> None:
    """Log each request once, when it is answered."""
    log = logging.getLogger("carelog")
    if not log.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JsonLines())
        log.addHandler(handler)
        log.setLevel(logging.INFO)
        log.propagate = False

    @app.after_request
    def request_done(response: Response) -> Response:
        took = (clock.now() - g.started).total_seconds() * 1000 if "started" in g else 0
        extra = {
            "endpoint": request.endpoint or "none", "method": request.method,
            "status": response.status_code, "milliseconds": round(took),
        }  # fmt: skip
        log.info("request", extra=extra)
        return response
