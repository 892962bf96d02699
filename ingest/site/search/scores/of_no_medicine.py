"""A medicine or a place that is named in, whether rows of the European templates are its own out.

Sections of the label and legal statuses belong to no medicine. They hold for those whose documents
cite a section: of an American policy they tell nothing.
"""

from __future__ import annotations

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.question.units import Unit


def goes_by_labels(known: Lexicon, unit: Unit) -> bool:
    """Whether a medicine that ``unit`` names, or one of the place, has a document that cites
    sections of the label; so has what no medicine here is of."""
    words = set(unit.words)
    named = {product for product, names in known.product_words.items() if words <= names}
    if words <= known.lists.places:
        names = known.lists.place_names
        said = {names.get(word, word) for word in words}
        places = known.jurisdictions.items()
        named = {one for one, place in places if {names.get(place, place)} == said}
    return not named or not named.isdisjoint(known.citing)
