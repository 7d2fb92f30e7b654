"""What was decided about sharing, as it is said once it is saved."""

from collections.abc import Mapping

from flask_babel import format_date
from flask_babel import gettext as _

from carelog.people.shared import Shared
from carelog.people.sharing import STANDS_ON, Choice


def what_is_saved(before: Shared, changed: Mapping[str, Choice]) -> str:
    """Who can see it now, or not; `before`: the ally, and what stood for them until then."""
    name = before.ally.user.name
    if not changed:
        return _("Nothing was changed.")
    if not any(choice.shared for choice in {**before.standing, **changed}.values()):
        return _("Saved: %(name)s sees nothing now.", name=name)
    if len(changed) > 1:
        return _("Saved: %(name)s sees only what is switched on now.", name=name)
    [(section, choice)] = changed.items()
    return _one_thing(before, section, choice)


def _one_thing(before: Shared, section: str, choice: Choice) -> str:
    name = before.ally.user.name
    if not choice.shared:
        return _("Saved: %(name)s cannot see this now.", name=name)
    if choice == before.standing[section]:
        return _("Saved: it stays as it is.")
    if choice.from_day and choice.from_day > before.today:
        day = format_date(choice.from_day, "EEEE d MMMM")
        return _("Saved: this is shared with %(name)s from %(day)s.", name=name, day=day)
    if section in STANDS_ON:
        return _("Saved: this is shared with %(name)s now.", name=name)
    return _("Saved: %(name)s can see this now.", name=name)
