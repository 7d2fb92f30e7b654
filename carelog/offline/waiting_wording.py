"""What the page of waiting records says: each kind in words, the state it is in, why it has not gone and what to do."""

from flask_babel import lazy_gettext as _l

from carelog.records.kept_wording import KINDS as RECORDED

# By kind, as in static/js/outbox/routes.js; "locked": its key is not here; "other": of another version of these pages.
KINDS = {**RECORDED, "locked": _l("Locked words"), "other": _l("Something you wrote")}
STATES = {
    "waiting": _l("On this phone, not sent yet."),
    "change": _l("Something in it needs changing."),
    "parked": _l("Put aside, not sent yet."),
    "refused": _l("Could not be taken."),
}
# Of what waits, by why it has not gone; of what does not wait any more, by its state.
WHY = {
    "": _l("It goes by itself as soon as there is a signal."),
    "no_signal": _l("There was no signal when it was tried. It goes by itself when there is one."),
    "signed_out": _l("You were signed out here. Sign in again on this phone, and it goes by itself."),
    "busy": _l("Our server had too much to do. It is tried again by itself."),
    "server_error": _l("Something went wrong on our server, not on this phone. It is tried again by itself."),
    "locked": _l("Its words are locked with a key that is gone. Ask whoever looks after carelog here."),
    "other_author": _l("Somebody else is signed in on this phone. It goes when you are."),
    "change": _l(
        "It was not complete. Change it, or try again: then it is sent without a change, and somebody looks at it."
    ),
    # Of an earlier version, which did not say where its form is.
    "anew": _l(
        "It was not complete. Write it again on its own page with what was missing, then throw this one away. "
        "Or try again: then it is sent without a change, and somebody looks at it."
    ),
    "parked": _l(
        "Something went wrong on our server three times, so the others went on without it. "
        "Try again later. If it stays, copy it as text and tell a coordinator."
    ),
    "parked-photo": _l(
        "Something went wrong on our server three times, so the others went on without it. "
        "Try again later. If it stays, tell a coordinator."
    ),
    "refused": _l("You may not write this down here, or it is too long. Copy it as text and give it to a coordinator."),
    "refused-photo": _l("It cannot be read as a photo. Throw it away, and add another one."),
}
