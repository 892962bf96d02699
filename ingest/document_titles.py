"""A title as printed in, one that tells the document from others of its kind out.

The cover of a report may print no more than "Assessment report": the medicine and the number of the
procedure stand elsewhere on it.
"""

from __future__ import annotations

from collections.abc import Mapping

from ingest.identify import Said
from ingest.vocabulary import folded_words


def telling_title(known: Mapping[str, Said]) -> Said | None:
    """The title with the product and the procedure that it lacks, and where each was read; None
    without a title.
    """
    title = known.get("title")
    if title is None or not title.value:
        return None
    value, parts = title.value, [title]
    for key, form in (("product", "{} {}"), ("procedure", "{} ({})")):
        said = known.get(key)
        if said and said.value and folded_words(said.value) not in folded_words(value):
            value = form.format(value, said.value)
            parts.append(said)
    quotes = dict.fromkeys(part.quote for part in parts if part.quote)
    places = dict.fromkeys(part.place for part in parts)
    return Said(value, " … ".join(quotes), "; ".join(places))
