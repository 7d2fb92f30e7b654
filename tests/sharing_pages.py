"""Everything that an ally can open about a person, and what is found there that the model does not allow, or misses."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import product

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from carelog import journal
from carelog.web import QUIET
from tests import cast
from tests.asking import HTMX, titles_and_addresses, words_of
from tests.everywhere import ANYBODY, SIGNED_IN, WAYS, Way
from tests.sharing_model import A_DAY, A_WEEK, Ally, Canary, Picture
from tests.sharing_story import Story

WORD = re.compile(r"qq[a-z]+\d{4}zz")
ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
OWN_ONLY = {"people.ally_needs"}  # of each ally their own, which the table of routes does not say
NONE_SUCH = "hook9999"
LEARNED = ("logdid", "logworked", "logdidnot", "logothers", "title")
TOTAL = re.compile(r'aria-label="Everything together: how many">(.*?)</ul>', re.DOTALL)
FIGURE = re.compile(r'is-(\w+)".*?<strong>(\d+)</strong>', re.DOTALL)


class Visit:
    """One ally opens everything, at one moment."""

    def __init__(self, story: Story, ally: Ally, browser: FlaskClient | None = None) -> None:
        self.story, self.ally, self.now = story, ally, story.now
        self.browser = browser or cast.signed_in(story.app, ally.name)
        self.known = {canary.word: canary for canary in story.known.canaries}
        self.labels, self.monday = ally.labels(self.now), story.today - story.today.weekday() * A_DAY
        self.found: set[str] = set()

    def wrong(self) -> Iterator[str]:
        """What is on a page and must not be; then what is on none and should be; photos, totals and searches."""
        for check in (self.pictures, self.searches, self.totals, self.marks, self.pages):
            for told in check():
                yield f"{self.ally.name}, {self.now:%a %d %b %H:%M}: {told}"
        for canary in self.story.known.canaries:
            if self.should_find(canary) and canary.word not in self.found:
                yield f"{self.ally.name}, {self.now:%a %d %b %H:%M}: {canary.word} {canary.label} is on no page"

    def sees(self, canary: Canary) -> bool:
        """By the model."""
        return self.story.known.sees(self.ally, canary, self.now)

    def should_find(self, canary: Canary) -> bool:
        """They may see it, and every such canary is shown somewhere."""
        return canary.shown and self.sees(canary)

    # pages

    def pages(self) -> Iterator[str]:
        """Every page, and what a phone would keep or ask for."""
        for way in self.ways():
            for path in self.paths(way):
                answer = self.browser.get(path)
                assert answer.status_code < 500, path
                yield from self.judged(path, answer)
                if answer.status_code == 403 or (answer.status_code == 404 and not self.labels and not way.hidden):
                    break  # whatever it is about
        for path in self.keeps():
            yield from self.judged(f"{path} kept", self.browser.get(path, headers={QUIET: "apart"}))
        for path in self.pieces():
            yield from self.judged(f"{path} as a piece", self.browser.get(path, headers=HTMX))

    def keeps(self) -> list[str]:
        """The pages that a phone keeps for when there is no signal."""
        return list(self.browser.get("/phone").get_json()["keep"])

    def pieces(self) -> list[str]:
        """Pages of which scripts ask for a piece."""
        here = f"/people/{self.story.person.id}/logs/new"
        return [here, f"{here}?again={self.story.logs[-1][0]}"]

    def ways(self) -> list[Way]:
        """To read something. What is no ally's, and never will be, once for each of them is enough."""
        first = self.ally.name not in self.story.visited
        self.story.visited.add(self.ally.name)
        read = [way for way in WAYS if way.method == "GET" and way.who != ANYBODY and "{photo}" not in way.path]
        return [
            way
            for way in read
            if first or "ally" in way.who or way.who == SIGNED_IN or way.hidden or way.endpoint in OWN_ONLY
        ]

    def paths(self, way: Way) -> Iterator[str]:
        """Its address, with everything that it can name."""
        for places, query in product(self.places(way), self.queries(way.endpoint)):
            yield way.path.format(**{**self.story.places, **places}) + query

    def places(self, way: Way) -> list[dict[str, str]]:
        """What it can be about."""
        story = self.story
        if "{day}" in way.path:
            untouched = [{"item": one.id, "day": f"{self.monday}"} for one in story.known.things if not one.times]
            return [*({"item": thing.id, "day": f"{day}"} for thing, day in story.chances), *untouched]
        each = {
            "{item}": [{"item": thing.id} for thing in story.known.things],
            "{log}": [{"log": log} for log, _who in story.logs],
            "{worry}": [{"worry": worry} for worry in story.worries],
            "{membership}": [{"membership": str(one.number)} for ally in story.allies.values() for one in ally.places],
            "{told}": [{"told": told} for told in story.complaints],
        }
        return next((found for name, found in each.items() if name in way.path), [{}])

    def queries(self, endpoint: str) -> Iterable[str]:
        """What can be asked of it besides."""
        weeks, month = [f"?week={self.monday - number * A_WEEK}" for number in (1, -1, 6)], f"{self.monday}"
        items = [f"?item={thing.id}" for thing in self.story.known.things[1:4:2]]
        told: dict[str, Iterable[str]] = {
            "records.week": weeks,
            "records.day": [f"?day={day}" for day in sorted({*self.story.extras, *self.away()})],
            "summaries.show": [f"?month={month}", f"?quarter={month}"],
            "home.family": weeks[:2],
            "home.letter": weeks[:2],
            "reviews.pack": ["?quarter="],
            "summaries.records": [weeks[0], f"?month={month}"],
            "records.learning": ["?page=2", "?tag=tell_plan", *items],
            "records.new_log": [items[1]],
        }
        return ["", *told.get(endpoint, ())]

    def away(self) -> list[date]:
        """A day on which she was."""
        return [self.story.today - timedelta(days=40)]

    def judged(self, path: str, answer: TestResponse) -> Iterator[str]:
        """What of that answer they must not see."""
        told = words_of(answer) + str(answer.headers)
        here = {*WORD.findall(told), *(one for one in ID.findall(told) if one not in path)} & set(self.known)
        self.found |= here
        for word in sorted(here):
            if not self.sees(self.known[word]):
                yield f"{word} {self.known[word].label} is on {path}"
        if any("qq" in text for text in titles_and_addresses(answer)):
            yield f"a title or an address says a canary on {path}"
        for picture in self.story.known.pictures:
            if picture.id in told and picture.id not in path and not self.sees_picture(picture):
                yield f"the photo {picture.id} of {picture.of} is named on {path}"

    # photos

    def sees_picture(self, picture: Picture) -> bool:
        """By the model."""
        return self.story.known.sees_picture(self.ally, picture, self.now)

    def pictures(self) -> Iterator[str]:
        """Of each photo: it comes to whom may see it, and to nobody else."""
        for picture, kind in product(self.story.known.pictures, ("", "/small")):
            path = f"/people/{self.story.person.id}/photos/{picture.id}{kind}"
            answer = self.browser.get(path)
            yield from self.judged(path, answer)
            if (answer.status_code == 200) != self.sees_picture(picture):
                yield f"a photo of {picture.of}, {picture.label}, {kind}: {answer.status_code}"

    # totals

    def totals(self) -> Iterator[str]:
        """Of weeks that are over: as if there were nothing but what they may see."""
        for monday in (self.monday - A_WEEK, self.monday - 2 * A_WEEK):
            path = f"/people/{self.story.person.id}/summary?week={monday}"
            answer = self.browser.get(path)
            yield from self.judged(path, answer)
            if "how_it_went" not in self.ally.sections(self.now):
                if answer.status_code == 200:
                    yield f"the summary of {monday} opens"
                continue
            figures = TOTAL.search(answer.text)
            said = {state: int(number) for state, number in FIGURE.findall(figures[1])} if figures else {}
            expected = self.story.known.counts(self.labels, monday, self.now)
            if said != expected:
                yield f"the week of {monday} is {said}, not {expected}"
            if ("things a week, was" in answer.text) != self.story.known.grew(self.labels, monday):
                yield f"whether the plan grew in the week of {monday}"

    # searches

    def searches(self) -> Iterator[str]:
        """Of what they may not see, a search finds as little as of what is not there."""
        for path, fields in (("/people", ("personname",)), (f"/people/{self.story.person.id}/learning", LEARNED)):
            nothing = self.answer_to(path, NONE_SUCH)
            for canary in self.hidden(fields):
                if self.answer_to(path, f"hook{canary.word[-6:-2]}") != nothing:
                    yield f"a search for {canary.word} {canary.label} on {path} finds something"

    def hidden(self, fields: Iterable[str]) -> Iterator[Canary]:
        """Of each of these fields what they may not see: the newest by its label, as she keeps it, and else."""
        kept = self.story.known.kept
        for field, reason in product(fields, ("label", "kept", "")):
            every = [one for one in self.story.known.canaries if one.field == field and not self.sees(one)]
            why = [("label" if one.label not in self.labels else "kept" if one.entry in kept else "") for one in every]
            yield from [one for one, because in zip(every, why, strict=True) if because == reason][-1:]

    def answer_to(self, path: str, hook: str) -> str:
        """What that search says, whatever was typed."""
        text = self.browser.get(f"{path}?q={hook}").text.replace(hook, "WHAT WAS TYPED")
        return ID.sub("ID", text)

    # what an ally writes

    def marks(self) -> Iterator[str]:
        """A piece of the page comes back: of what they see, that; of what is kept from them, nothing."""
        day, shared = self.story.today - A_DAY, "my_week" in self.ally.sections(self.now)
        plain, *others = self.story.known.things[0], *self.story.known.things[3:8:2]
        for thing in (plain, *(one for one in others if not (shared and one.label in self.labels))):
            key = {"id": journal.new_id(), "item": thing.id, "day": f"{day}", "number": 1, "said": "happened"}
            answer = self.browser.post(f"/people/{self.story.person.id}/marks", data=key, headers=HTMX)
            yield from self.judged("a mark", answer)
            if (answer.status_code == 200) != (shared and thing is plain):
                yield f"marking something {thing.label}: {answer.status_code}"
            if answer.status_code == 200:
                self.story.known.became[thing.id, day] = "happened"
