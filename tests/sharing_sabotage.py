"""Small sabotages of who may see what, each of which the test of random sharing has to notice; and where it does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask
from peewee import SQL

from carelog import clock, htmx, journal
from carelog.access import Access
from carelog.home import family
from carelog.journal import Event
from carelog.people.circle import Membership
from carelog.people.person import Person
from carelog.people.sharing import Sharing
from carelog.records import extra, learning, log, log_views, photo_views, told_us, week_views
from carelog.records.learning import Asked
from carelog.records.photo import Photo
from carelog.records.reading import Reading
from carelog.records.thanks import ThanksPage
from carelog.summaries.summary import Summary
from tests.sharing_model import LABELS
from tests.sharing_told import DAUGHTER, EX, FATHER

Patch = pytest.MonkeyPatch
Sabotage = Callable[[Patch, Flask], None]
SABOTAGES: list[tuple[str, Sabotage]] = []  # the ally who sees too much, and how that comes
EVERY = set(LABELS)


def sees_too_much(ally: str) -> Callable[[Sabotage], Sabotage]:
    """In the story of `one_of_each`, that ally."""

    def note(sabotage: Sabotage) -> Sabotage:
        SABOTAGES.append((ally, sabotage))
        return sabotage

    return note


# decisions and places


@sees_too_much(FATHER)
def the_last_day_is_not_looked_at(patch: Patch, _app: Flask) -> None:
    patch.setattr(Sharing, "holds_on", lambda made, day: made.shared and (made.from_day or day) <= day)


@sees_too_much(FATHER)
def the_first_day_is_not_looked_at(patch: Patch, _app: Flask) -> None:
    patch.setattr(Sharing, "holds_on", lambda made, day: made.shared and (made.until_day or day) >= day)


@sees_too_much(FATHER)
def the_day_is_that_of_greenwich(patch: Patch, _app: Flask) -> None:
    def day_there(_zone: Any, at: datetime | None = None) -> date:
        return (at or clock.now()).astimezone(UTC).date()

    patch.setattr(clock, "day_here", day_there)


@sees_too_much(FATHER)
def what_is_stopped_goes_on(patch: Patch, _app: Flask) -> None:
    patch.setattr(Sharing, "holds_on", lambda made, day: made.from_day is None and (made.until_day or day) >= day)


@sees_too_much(FATHER)
def what_one_ally_was_given_another_one_has(patch: Patch, _app: Flask) -> None:
    patch.setattr(Sharing, "newest", _of_any(Sharing.newest, lambda _mine: Membership.id > 0))


@sees_too_much(DAUGHTER)
def who_comes_back_finds_it_as_it_was(patch: Patch, _app: Flask) -> None:
    def before(mine: list[Membership]) -> Any:
        return Membership.user.in_([one.user_id for one in mine])

    patch.setattr(Sharing, "newest", _of_any(Sharing.newest, before))


@sees_too_much(EX)
def who_has_left_belongs(patch: Patch, _app: Flask) -> None:
    def places(user: Any, at: datetime) -> list[Membership]:
        return list(Membership.select().where((Membership.user == user) & (Membership.starts <= at)))

    def known(_user: Any, number: int, at: datetime | None = None) -> Person | None:
        return Person.with_team(at).where(Person.id == number).first()

    patch.setattr(Membership, "of", places)
    patch.setattr(Person, "known_to", known)


def _of_any(newest: Any, whose: Callable[[list[Membership]], Any]) -> Callable[..., Any]:
    """Each has the decisions about all of those, the newest last."""

    def of_any(mine: Any, at: datetime | None = None) -> Any:
        mine = list(mine)
        others = newest(list(Membership.select().where(whose(mine)).order_by(Membership.id)), at)
        together = {section: made for one in others.values() for section, made in one.items() if made.shared}
        return dict.fromkeys([one.id for one in mine], together)

    return of_any


# labels


@sees_too_much(DAUGHTER)
def every_label_is_for_everybody(patch: Patch, _app: Flask) -> None:
    patch.setattr(Access, "labels", lambda _access, _person: EVERY)


@sees_too_much(FATHER)
def totals_count_what_is_kept_from_them(patch: Patch, _app: Flask) -> None:
    of = Summary.of
    patch.setattr(Summary, "of", lambda person, period, _labels, *now, **more: of(person, period, EVERY, *now, **more))


@sees_too_much(DAUGHTER)
def one_label_gives_the_others(patch: Patch, _app: Flask) -> None:
    labels = Access.labels
    patch.setattr(
        Access, "labels", lambda reader, person: EVERY if "health" in labels(reader, person) else {"ordinary"}
    )


# what she keeps from all of them


@sees_too_much(FATHER)
def a_log_that_she_keeps_is_shown(patch: Patch, _app: Flask) -> None:
    patch.setattr(log, "may_read", lambda *_asked: SQL("1 = 1"))


@sees_too_much(DAUGHTER)
def an_extra_that_she_keeps_is_shown(patch: Patch, _app: Flask) -> None:
    every = extra.extras

    def of_anybody(labels: Any, first: date, last: date, _reader: int | None = None) -> Any:
        return every({number: {*LABELS, journal.KEPT_BACK} for number in labels}, first, last)

    patch.setattr(family, "extras", of_anybody)


@sees_too_much(FATHER)
def a_chance_that_she_keeps_is_counted(patch: Patch, _app: Flask) -> None:
    patch.setattr(Reading, "_is_kept_back", lambda _reading, _heard: False)


@sees_too_much(FATHER)
def a_search_finds_what_is_kept_from_them(patch: Patch, _app: Flask) -> None:
    standing = log.standing
    patch.setattr(
        learning, "standing",
        lambda person, known, reader: standing(person, known, replace(reader, labels=EVERY)),
    )  # fmt: skip


# names and words


@sees_too_much(FATHER)
def a_search_looks_among_names(patch: Patch, _app: Flask) -> None:
    fits = Asked.fits
    patch.setattr(Asked, "fits", lambda asked, known, reader: fits(asked, known, replace(reader, names=True)))


@sees_too_much(FATHER)
def a_search_looks_among_titles(patch: Patch, _app: Flask) -> None:
    fits = Asked.fits
    patch.setattr(Asked, "fits", lambda asked, known, reader: fits(asked, known, replace(reader, titles=True)))


@sees_too_much(FATHER)
def logs_name_who_was_there(patch: Patch, _app: Flask) -> None:
    reader = log_views.log_reader
    patch.setattr(log_views, "log_reader", lambda person: replace(reader(person), names=True))


@sees_too_much(DAUGHTER)
def words_stand_beside_the_week(patch: Patch, app: Flask) -> None:
    patch.setitem(app.jinja_env.globals, "may_read_words", lambda _person: True)


@sees_too_much(DAUGHTER)
def rows_say_who_wrote_them(patch: Patch, app: Flask) -> None:
    patch.setitem(app.jinja_env.globals, "called", lambda _person, _number, name, *_more: name)


@sees_too_much(FATHER)
def whoever_thanks_is_read_by_all_of_them(patch: Patch, _app: Flask) -> None:
    of = ThanksPage.of
    patch.setattr(ThanksPage, "of", lambda *asked, names, **_only: of(*asked, names=names))


@sees_too_much(EX)
def a_complaint_is_read_by_whoever_has_its_address(patch: Patch, _app: Flask) -> None:
    patch.setattr(told_us, "readable", lambda _user, _at: Event.kind == "feedback")


@sees_too_much(DAUGHTER)
def a_title_names_her(patch: Patch, _app: Flask) -> None:
    respond = htmx.respond

    def told(page: str, **values: Any) -> Any:
        answer = respond(page, **values)
        answer.set_data(answer.get_data(as_text=True).replace("<title>", f"<title>{values['person'].name} "))
        return answer

    patch.setattr(week_views, "respond", told)


# photos


@sees_too_much(FATHER)
def photos_come_to_whoever_has_the_address(patch: Patch, _app: Flask) -> None:
    patch.setattr(photo_views, "_may_see", lambda _person, _found: True)


@sees_too_much(FATHER)
def nobody_was_asked_about_photos(patch: Patch, _app: Flask) -> None:
    patch.setattr(log_views, "sees_photos", lambda *_asked: True)


@sees_too_much(DAUGHTER)
def a_photo_that_was_taken_back_comes(patch: Patch, _app: Flask) -> None:
    def found(person: Person, photo: str) -> Photo | None:
        return Photo.select(Photo, Event).join(Event).where(Event.id == photo, Event.person_id == person.id).first()

    patch.setattr(Photo, "find", found)
