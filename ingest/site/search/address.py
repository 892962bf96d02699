"""An address in, the search that it asks for out, and back: a search's permalink."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from datasette.utils.asgi import Request

from ingest.site.search.lexicon.query_words import MOST_CHARACTERS, plain, without_fields

PATH = "/-/search"
FILTERS = ("kind", "category", "product", "section")
LONGEST_FILTER = 100
MOST_VALUES = 4
"""Values of a filter that are read, so that the words have room in a query."""
LAST_PAGE = 1000
LETTERS = r"(?:[^\W\d_][\u0300-\u036f]*)+"
WRITTEN = re.compile(rf'"(?P<quoted>{LETTERS})"|(?P<word>{LETTERS})')
"""Letters side by side, with accents behind them, and the quotation marks around these alone."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address says: the words, the filters chosen beside them, the page from 1 on.

    A filter may have several values: either is meant.
    """

    words: str
    filters: dict[str, list[str]]
    page: int = 1

    @property
    def text(self) -> str:
        """Filters and words as one query; all of them are to hold."""
        fields = [
            " ".join(f'{name}:"{value}"' for value in values)
            for name, values in self.filters.items()
        ]
        return " AND ".join(filter(None, [*fields, self.words]))

    def path(self, path: str = PATH) -> str:
        """The permalink of this very search."""
        said: dict[str, str | list[str]] = {"q": self.words, **self.filters}
        if self.page > 1:
            said["page"] = str(self.page)
        return f"{path}?{urlencode(said, doseq=True)}"

    def narrowed_to(self, name: str, value: str) -> Asked:
        """The first page of the same search with that filter alone for the field ``name``."""
        return Asked(self.words, {**self.filters, name: [value]})

    def without(self, name: str) -> Asked:
        """The same search without the field ``name``, wherever it stands."""
        kept = {key: values for key, values in self.filters.items() if key != name}
        return Asked(without_fields(self.words, name), kept)

    def with_word(self, word: str, instead: str) -> Asked:
        """The same search with another word in the stead of ``word`` (plain), in quotes or not, or
        before or behind digits."""

        def other(match: re.Match[str]) -> str:
            return instead if plain(match["quoted"] or match["word"]) == word else match[0]

        return Asked(WRITTEN.sub(other, self.words), self.filters)

    def exactly(self, words: Collection[str]) -> Asked:
        """The same search with each of ``words`` in quotes: they are not to be mended."""
        asked = self
        for word in words:
            asked = asked.with_word(word, f'"{word}"')
        return asked


def asked_of(request: Request) -> Asked:
    """The search that an address asks for; nothing in it is an error.

    Of very many words one character more is kept than a search reads: that shows it.
    """
    arguments = request.args  # read anew each time that it is asked for
    said = {name: _plain(arguments.get(name) or "") for name in ("q", "page")}
    filters = {name: _values(arguments.getlist(name)) for name in FILTERS}
    page = said["page"]
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
    return Asked(
        said["q"][: MOST_CHARACTERS + 1].strip(),
        {name: values for name, values in filters.items() if values},
        min(max(number, 1), LAST_PAGE),
    )


def _values(given: Sequence[str]) -> list[str]:
    """The values of a filter as they can stand in a query, each once."""
    each = (_plain(value).replace('"', "")[:LONGEST_FILTER].strip() for value in given)
    return list(dict.fromkeys(filter(None, each)))[:MOST_VALUES]


def _plain(text: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]", " ", text)
