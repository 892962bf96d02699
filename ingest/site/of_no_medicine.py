"""A medicine or a place that is named in, whether rows of the European templates are its own out.

Sections of the label and legal statuses belong to no medicine. They hold for those whose documents
cite a section: of an American policy they tell nothing.
"""

from __future__ import annotations

import sqlite3

from ingest.site.lexicon import Lexicon
from ingest.site.units import Unit

CITING = (
    "select distinct p.id from products p join documents d on d.product_id = p.id "
    "where exists (select 1 from label_references r where r.document_id = d.id)"
)


def goes_by_labels(connection: sqlite3.Connection, known: Lexicon, unit: Unit) -> bool:
    """Whether a medicine that ``unit`` names, or one of the place, has a document that cites
    sections of the label; so has what no medicine here is of."""
    words = set(unit.words)
    named = {product for product, names in known.product_words.items() if words <= names}
    if words <= known.groups["place"]:
        named = _of_place(connection, known, unit)
    return not named or not named.isdisjoint(one for (one,) in connection.execute(CITING))


def _of_place(connection: sqlite3.Connection, known: Lexicon, place: Unit) -> set[str]:
    """The medicines of a place."""
    roots = set(map(known.root, place.words))
    medicines = connection.execute("select id, lower(jurisdiction) from products")
    return {product for product, where in medicines if {known.root(where)} == roots}
