"""Every page there is, for everybody who may open it: what the tests of looks, axe and queries walk through.

The names in braces are filled in by `paths`; a route that answers GET and stands nowhere here fails a test.
"""

from collections.abc import Mapping

MARGARET, NADIA = "/people/{margaret}", "/people/{nadia}"
ABOUT = ("", "/week", "/day", "/summary", "/plan", "/circle")  # one person's pages, as the people around them have them
SUMMARIES = ("/summary?month=", "/summary?quarter=", "/summary/records")
PACK = "/conversations/{last_month}/pack"
REVIEW = "/reviews/{review}"
RECORDING = ("/occurrences/{said}", "/time-away")
PAPER = ("/sheet", "/sheets/new", "/contacts-sheet")
LOGS = ("/learning", "/logs/{log}", "/logs/new")
NOBODY = ""  # who has not signed in

PAGES: dict[str, tuple[str, ...]] = {
    NOBODY: (
        "/sign-in", "/sign-in/{sign_in}", "/invitations/{invited}", "/new-password/{new_password}",
        "/offline", "/offline/handed-over", "/offline/signed-out",
    ),
    "sam": (
        "/today", "/today/people", MARGARET + "/visit",
        "/people", "/account", "/account/proof", "/waiting", "/help", MARGARET + "/information-needs",
        "/conversations/asked",
        *(MARGARET + page for page in ABOUT), NADIA + "/summary", NADIA + "/day",
        *(MARGARET + page for page in LOGS), MARGARET + "/photos/{photo}", NADIA + "/learning?q=nothing",
        "/account/pin", "/thanks", NADIA + "/handing-over", MARGARET + "/choices",
        NADIA + "/occurrences/{open}", NADIA + "/time-away", NADIA + "/missed-visits/new", NADIA + "/extras/new",
        MARGARET + "/visit-notes", MARGARET + "/worries/new", "/worries", "/kept", MARGARET + "/photo-consents",
        MARGARET + "/conversations", MARGARET + "/conversations/{talked}",
        *(MARGARET + "/conversations/{month}/perspectives/new" + asked for asked in ("", "?for=another")),
        MARGARET + REVIEW, MARGARET + REVIEW + "/lines/new",
        *(MARGARET + page for page in PAPER), "/people/{jamie}/sheets/new?whose=person&week=",
    ),
    "margaret": (
        "/my-week", "/my-tablet", MARGARET + "/choices", "/people", "/account", *(MARGARET + page for page in ABOUT),
        MARGARET + "/sharing", MARGARET + "/sharing/{ally}", MARGARET + "/must-not-know", MARGARET + "/looks",
        MARGARET + "/details", MARGARET + "/information-needs",
        *(MARGARET + page for page in (*SUMMARIES, *RECORDING, *LOGS, "/extras/new", "/sheet", "/sheets/new")),
        MARGARET + "/worries/new", MARGARET + "/visit-notes", MARGARET + "/photo-consents", MARGARET + "/photo",
        MARGARET + "/thanks", MARGARET + "/thanks/new", MARGARET + "/feedback/new",
        MARGARET + "/photos/{photo}", MARGARET + PACK, MARGARET + "/actions", MARGARET + "/actions/new",
        MARGARET + "/questions",
        MARGARET + "/conversations", MARGARET + "/conversations/{talked}",
        MARGARET + "/conversations/{month}/perspectives/new", MARGARET + "/conversations/{month}/plan",
        MARGARET + "/reviews", MARGARET + "/reviews/new", MARGARET + REVIEW, MARGARET + REVIEW + "/plan",
        MARGARET + REVIEW + "/lines/new",
    ),
    "helen": (
        MARGARET + "/worries/new", MARGARET + "/family", MARGARET + "/letter", MARGARET + "/thanks/new",
        MARGARET + "/thanks", MARGARET + "/feedback/new", "/feedback", "/feedback/{told}",
        "/people", "/account", MARGARET, MARGARET + "/week", MARGARET + "/day", MARGARET + "/summary",
        *(MARGARET + page for page in (*SUMMARIES, *RECORDING)),
    ),
    "joan": (
        "/people", "/account", MARGARET, MARGARET + "/family", "/family", "/{joans_needs}", "/invitations/{invited}",
    ),
    "dev": ("/today",),
    "tomasz": ("/worries/{told_by_cover}",),
    "aled": (
        "/people", "/people/new", "/account", *(MARGARET + page for page in ABOUT),
        MARGARET + "/sharing", MARGARET + "/sharing/{ally}", MARGARET + "/must-not-know", MARGARET + "/details",
        "/people/{margaret}/invitations/{invitation}",
        "/people/{walter}", "/people/{walter}/information-needs", "/{joans_needs}",
        "/worries", MARGARET + "/worries/{worry}",
        MARGARET + "/password-resets/{reset}", MARGARET + "/password-resets/{reset_of_two}", "/{reset_form}",
        "/people/{walter}/plan", "/teams/1/sheets", "/phones", MARGARET + "/items/{item}/picture",
        MARGARET + "/items/{item}/photo",
        MARGARET + "/conversations/{talked}", MARGARET + "/conversations/{month}/plan",
        MARGARET + "/conversations/{last_month}",
        MARGARET + "/conversations/{talked}/short",
        NADIA + "/week", NADIA + "/visit", MARGARET + "/cover", "/circles/new",
        "/people/{new}/week", "/people/{new}/summary", "/people/{new}/plan", "/people/{new}/learning",
        MARGARET + PACK, MARGARET + PACK + "?quarter=",
        *(MARGARET + page for page in (*SUMMARIES, *RECORDING)),
        "/conversations", "/conversations/invitations",
        "/conversations/days", "/conversations/packs",
        MARGARET + "/questions", MARGARET + "/questions/{question}",
        "/actions", MARGARET + "/actions", MARGARET + "/actions/{action}", MARGARET + "/reviews", MARGARET + REVIEW,
        *(MARGARET + REVIEW + page for page in ("/plan", "/week", "/words/support")),
        *(MARGARET + "/drafts/{draft}/items" + page for page in ("/new", "/1")),
    ),
    "ruth": (
        "/people", "/people/new", "/staff", "/staff/invitations/{staff_invitation}", "/account",
        *(MARGARET + page for page in ABOUT), MARGARET + "/looks",
        "/people/{margaret}/invitations/{invitation}", "/people/{ivy}/week", MARGARET + "/visit-notes",
        "/feedback", "/feedback/{told}", MARGARET + "/password-resets/{reset_of_two}", "/{staff_reset_form}",
    ),
}  # fmt: skip


# Of those who have the same page in the same look, who can do more there comes first.
SAME_LOOK = ("aled", "ruth", "sam", "helen", "joan")


def looks_of_their_own(username: str, names: Mapping[str, object]) -> set[str]:
    """The addresses of theirs that nobody has in the same look who can do more there."""
    before = SAME_LOOK[: SAME_LOOK.index(username)] if username in SAME_LOOK else ()
    return {*paths(username, names)}.difference(*(paths(other, names) for other in before))


def paths(username: str, names: Mapping[str, object]) -> list[str]:
    """The addresses that this user may open, with what stands in braces filled in."""
    return [page.format_map(names) for page in PAGES[username]]
