"""An address in, the search that it asks for out, and back: a search's permalink."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlencode

from datasette.utils.asgi import Request

from ingest.site.search.lexicon.query_words import MOST_CHARACTERS, plain, without_fields

PATH = "/-/search"
FILTERS = ("kind", "category", "product")
LONGEST_FILTER = 100
LAST_PAGE = 1000
LETTERS = r"(?:[^\W\d_][\u0300-\u036f]*)+"
WRITTEN = re.compile(rf'"(?P<quoted>{LETTERS})"|(?P<word>{LETTERS})')
"""Letters side by side, with accents behind them, and the quotation marks around these alone."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address says: the words, the filters chosen beside them, the page from 1 on."""

    words: str
    filters: dict[str, str]
    page: int = 1

    @property
    def text(self) -> str:
        """Filters and words as one query; fields among the words go before filters."""
        fields = [f'{name}:"{value}"' for name, value in self.filters.items()]
        return " ".join([*fields, self.words])

    def path(self, path: str = PATH) -> str:
        """The permalink of this very search."""
        said = {"q": self.words, **self.filters}
        if self.page > 1:
            said["page"] = str(self.page)
        return f"{path}?{urlencode(said)}"

    def without(self, name: str) -> Asked:
        """The same search without the field ``name``, wherever it stands."""
        kept = {key: value for key, value in self.filters.items() if key != name}
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
    said = {name: _plain(arguments.get(name) or "") for name in ("q", "page", *FILTERS)}
    filters = {name: said[name].replace('"', "")[:LONGEST_FILTER].strip() for name in FILTERS}
    page = said["page"]
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1
    return Asked(
        said["q"][: MOST_CHARACTERS + 1].strip(),
        {name: value for name, value in filters.items() if value},
        min(max(number, 1), LAST_PAGE),
    )


def _plain(text: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]", " ", text)
