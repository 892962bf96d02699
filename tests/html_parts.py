"""A page of HTML in, what it is made of out: tags with attributes, words, links, forms."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "hr", "img", "source", "wbr", "col", "base", "area"}
Attributes = dict[str, str]


@dataclass(slots=True)
class Form:
    """A form that asks by GET, and the values that each of its fields may have."""

    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)


class HtmlParts(HTMLParser):
    """The parts of a page, as a browser takes them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, Attributes]] = []
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.forms: list[Form] = []
        self._words: list[str] = []
        self._inside: list[str] = []
        self._select = ""
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        """All words of the page, scripts and styles apart."""
        return "".join(self._words)

    @property
    def links(self) -> list[str]:
        """Where its links lead."""
        return [said["href"] for tag, said in self.tags if tag == "a" and "href" in said]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.tags.append((tag, said))
        if tag not in VOID:
            self._inside.append(tag)
        if tag == "form" and said.get("method", "get").lower() == "get":
            self.forms.append(Form(said.get("action", "")))
        elif tag in ("input", "select", "button") and self.forms and said.get("name"):
            self._select = said["name"] if tag == "select" else ""
            values = self.forms[-1].fields.setdefault(said["name"], [])
            if tag == "input":
                values.append(said.get("value", ""))
        elif tag == "option" and self.forms and self._select:
            self.forms[-1].fields[self._select].append(said.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            while self._inside.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        within = self._inside[-1] if self._inside else ""
        kept = {"script": self.scripts, "style": self.styles}.get(within, self._words)
        kept.append(data)
