"""Units of a question in, those with the concerns asked for where it speaks of risks alone out.

"Risks in Europe" and "NEXPOVIO risks" name no thing that a row could say: they ask for the safety
concerns. So do risks of a document; the document itself is then not asked for.
"""

from __future__ import annotations

from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Meaning
from ingest.site.search.question.named_documents import asks_for_document
from ingest.site.search.question.question import Question
from ingest.site.search.question.units import Unit

CONCERNED = "concerned"
"""The group of words for safety concerns."""
ASKED_FOR = "t:concern"


def with_bare_concerns(question: Question, units: list[Unit]) -> list[Unit]:
    """The units; where they are but words for concerns, beside medicines, places and documents,
    these ask for the concerns."""
    known = question.lexicon
    bare = [one for one in units if _speaks_of_concerns(known, one)]
    others = [one for one in units if one not in bare and not one.weak]
    names = known.medicines | known.lists.places
    documents = [one for one in units if asks_for_document(known, one)]
    if not bare or not all(names.issuperset(one.words) or one in documents for one in others):
        return units
    words = tuple(dict.fromkeys(word for one in bare for word in one.words))
    asked = Meaning(ASKED_FOR, 1.0, " ".join(words), "topic", "")
    kept = [one for one in units if one not in bare and one not in documents]
    return [*kept, Unit(words, (), (asked,), topic=True)]


def _speaks_of_concerns(known: Lexicon, unit: Unit) -> bool:
    return bool(unit.words) and unit.weak and known.groups[CONCERNED].issuperset(unit.words)
