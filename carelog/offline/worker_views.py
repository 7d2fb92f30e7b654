"""The service worker, and the pages that it has when there is no signal and no copy: for us, the person, and nobody."""

import json

from flask import Response, render_template, url_for

from carelog.access import needs
from carelog.assets import Assets
from carelog.offline.pages import offline
from carelog.offline.stand_in_views import ADDRESSES
from carelog.offline.worker_script import worker_script
from carelog.web import HEADERS

VERSION = "Phone-Version"
TELLING = {"text/html", "application/json"}


@offline.after_app_request
def say_version(response: Response) -> Response:
    """On all but files: an open page learns that it is of another version than the server."""
    if response.mimetype in TELLING:
        response.headers[VERSION] = Assets.here().fingerprint
    return response


@offline.get("/sw.js")
@needs("static.read")
def worker() -> Response:
    """One classic script, with what it has to know in front of it. Browsers ask for it again by themselves."""
    files = Assets.here()
    told = {
        "fingerprint": files.fingerprint,
        "files": files.scripts,
        "headers": HEADERS,
        "needsSignal": url_for("offline.needs_signal"),
        "locked": url_for("offline.locked"),
        "signedOut": url_for("offline.signed_out"),
        "standIns": [[pattern, url_for("offline.stand_in", kind=kind)] for kind, pattern in ADDRESSES.items()],
    }
    script = f"const PHONE = {json.dumps(told)};\n{worker_script(files.folder)}"
    return Response(script, mimetype="text/javascript", headers={"Cache-Control": "no-cache"})


@offline.get("/offline")
@needs("static.read")
def needs_signal() -> str:
    """This page needs signal; and what is on the phone."""
    return render_template("offline/needs_signal.html")


@offline.get("/offline/handed-over")
@needs("static.read")
def locked() -> str:
    """The phone is in the person's hands: it waits for signal, and shows nothing."""
    return render_template("offline/locked.html")


@offline.get("/offline/signed-out")
@needs("static.read")
def signed_out() -> str:
    """Somebody signed out without signal: what was done here, and what is still to come."""
    return render_template("offline/signed_out.html")
