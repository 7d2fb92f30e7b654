"""A browser without scripts in which every press is counted: links, buttons, ticks and choices; typing is not."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

from flask.testing import FlaskClient


@dataclass
class AForm:
    """What would be sent, and its buttons: words, name, value, and another address."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    choices: list[tuple[str, str]] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    buttons: dict[str, dict[str, str | None]] = field(default_factory=dict)


class Page(HTMLParser):
    """Its links by their words, and its forms."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.forms: list[AForm] = []
        self.inside: dict[str, str | None] | None = None
        self.words, self.tag, self.selected = "", "", ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        name, value = told.get("name") or "", told.get("value") or ""
        if tag == "form":
            self.forms.append(AForm(told.get("action") or "", told.get("method") or "get"))
        elif tag in ("a", "button"):
            self.inside, self.words, self.tag = told, "", tag
        elif tag == "select":
            self.selected = name
        elif self.forms and tag in ("input", "textarea", "option"):
            self._field(tag, name, value, told)

    def _field(self, tag: str, name: str, value: str, told: dict[str, str | None]) -> None:
        form = self.forms[-1]
        if tag == "option":
            before = [one for one in form.fields if one[0] == self.selected]
            if "selected" in told or not before:  # without one, the first
                form.fields = [*(one for one in form.fields if one not in before), (self.selected, value)]
        elif tag == "textarea":
            form.typed.append(name)
        elif "disabled" not in told:
            kind = told.get("type")
            if kind in ("checkbox", "radio"):
                form.choices.append((name, value))
            elif kind != "hidden":
                form.typed.append(name)
            if kind not in ("checkbox", "radio") or "checked" in told:
                form.fields.append((name, value))

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_endtag(self, tag: str) -> None:
        if self.inside is None or tag != self.tag:
            return
        words = " ".join(self.words.split())
        if tag == "a":
            self.links.append((words, self.inside.get("href") or ""))
        elif self.forms:
            self.forms[-1].buttons[words] = self.inside
        self.inside = None


class Presses:
    """Somebody's browser, the page that is open in it, and how often they pressed."""

    def __init__(self, browser: FlaskClient, path: str) -> None:
        self.browser, self.number, self.url = browser, 0, ""
        self.chosen: list[tuple[str, str]] = []
        self.typed: dict[str, str] = {}
        self._open(path)

    def link(self, *words: str) -> None:
        """Press the first link in whose words all of these are."""
        self.number += 1
        self._open(next(href for told, href in self.page.links if all(word in told for word in words)))

    def choose(self, name: str, value: str) -> None:
        """Tick it, or choose that answer. Fails where it does not stand there."""
        assert any((name, value) in form.choices for form in self.page.forms), (name, value)
        self.number += 1
        self.chosen.append((name, value))

    def type(self, name: str, words: str) -> None:
        """Write there. Fails where there is no such field."""
        assert any(name in form.typed for form in self.page.forms), name
        self.typed[name] = words

    def press(self, words: str) -> None:
        """Press that button, which sends its form."""
        self.number += 1
        form = next(form for form in self.page.forms if words in form.buttons)
        button = form.buttons[words]
        fields = [(name, value) for name, value in form.fields if name not in self.typed] + list(self.typed.items())
        answered = {name for name, value in self.chosen if (name, value) in form.choices}
        sent = [(name, value) for name, value in fields if name not in answered] + self.chosen
        if button.get("name"):
            sent.append((button["name"] or "", button.get("value") or ""))
        where = urljoin(self.path, button.get("formaction") or form.action or self.path)
        told: dict[str, list[str]] = {}
        for name, value in sent:
            told.setdefault(name, []).append(value)
        if form.method == "get":
            self._keep(self.browser.get(where, query_string=told, headers=self._from(), follow_redirects=True))
        else:
            self._keep(self.browser.post(where, data=told, headers=self._from(), follow_redirects=True))

    def _open(self, path: str) -> None:
        self._keep(self.browser.get(path, headers=self._from(), follow_redirects=True))

    def _from(self) -> dict[str, str]:
        return {"Referer": self.url} if self.url else {}

    def _keep(self, answer) -> None:  # type: ignore[no-untyped-def]
        told = re.findall(r'class="error"[^>]*>(.*?)</p>', answer.text, re.DOTALL)
        assert answer.status_code == 200, (answer.request.path, answer.status_code, told)
        self.url, self.path = answer.request.url, answer.request.path
        self.text, self.page = answer.text, Page(answer.text)
        self.chosen, self.typed = [], {}
