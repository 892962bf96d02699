"""An answer in, what only sections of the label would say out, and such as no concern cites.

The base has the headings of all sections of the label. For "manufacturer", or "SmPC 4.3", these are
hits; that no document here says it is told above them. So is it where it is asked which risks cite
4.3, and none does; and where rows but cite the section, and say nothing else of it: "Can I drive?"
"""

from __future__ import annotations

import sqlite3

import numpy as np

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Rows
from ingest.site.search.lexicon.printed_phrases import is_in_a_document
from ingest.site.search.question.kinds_beside import asks_for_label
from ingest.site.search.question.units import Unit
from ingest.site.search.question_form import as_said, words_of
from ingest.site.search.told.but_citing import but_citing
from ingest.site.search.told.but_related import HEADING, things_of
from ingest.site.search.told.kinds_and_things import Apart
from ingest.site.search.told.saying import of_kind, saying

CITES = ("measure", "risk")
"""Kinds of rows that cite sections of the label."""
DOCUMENT = "document"
"""The kind of rows that tell what a document is."""
WHOLE = (DOCUMENT, "product")
"""Kinds of rows that a medicine's name alone leads to."""


def uncited(connection: sqlite3.Connection, answer: Answer) -> list[Apart]:
    """The sections that a question names by their numbers beside concerns, and that none cites; and
    the concerns that it names beside one, where no row cites it for them."""
    known = answer.lexicon
    asked = [word for word in words_of(answer) if word in known.groups["concerned"]]
    labels, kinds = known.columns["kind"]
    citing = {labels.index(kind) for kind in CITES if kind in labels}
    found = []
    for unit in answer.units if asked and answer.has_hits else ():
        if unit.numbered and not unit.denied:
            terms = [one.term for one in unit.meanings if one.term.startswith("s:")]
            rows = [row for term in terms for row in known.postings(connection, term)[0].tolist()]
            if citing.isdisjoint(kinds[rows].tolist()):
                found.append(Apart(asked[0], unit.meanings[0].said))
    found += [
        Apart(as_said(answer, section), as_said(answer, thing))
        for section, thing in uncited_for(connection, answer)
    ]
    return list(dict.fromkeys(found))


def uncited_for(connection: sqlite3.Connection, answer: Answer) -> list[tuple[Unit, Unit]]:
    """The sections that a question names by their numbers, or asks for, each with a thing that it
    names beside it and that rows say, but none that cites the section, or any."""
    known = answer.lexicon
    things = [unit for unit in things_of(known, answer.units) if unit.named and not unit.numbered]
    kinds = known.topics["cited"]
    if any(unit.numbered for unit in answer.units):
        kinds = frozenset()
    found = []
    for unit in answer.units if things and answer.has_hits and not answer.as_typed else ():
        asks = unit.topic and not unit.weak and unit.first in kinds
        if not (unit.numbered or asks) or unit.denied:
            continue
        cites = of_kind(connection, known, unit) if asks else np.zeros(known.size, np.bool_)
        for one in () if asks else unit.meanings:
            cites[known.postings(connection, one.term)[0]] = True
        for thing in things if cites.any() else ():
            says = saying(connection, known, thing)
            if says.any() and not (says & cites).any():
                found.append((unit, thing))
    return found


def own_measures_first(connection: sqlite3.Connection, answer: Answer) -> Answer:
    """The answer, where no row cites a section that is named for a concern beside it, with what
    there is for that first: its measures, then itself, then what hangs on it."""
    pairs = [pair for pair in uncited_for(connection, answer) if pair[0].numbered]
    if not pairs:
        return answer
    known = answer.lexicon
    labels, kinds = known.columns["kind"]
    own = np.logical_or.reduce([saying(connection, known, thing) for _, thing in pairs])
    places = {labels.index(kind): at for at, kind in enumerate(CITES) if kind in labels}
    rank = [
        places.get(kind, len(CITES)) if has else len(CITES) + 1
        for kind, has in zip(kinds[answer.rows].tolist(), own[answer.rows].tolist(), strict=True)
    ]
    answer.reorder(np.argsort(rank, kind="stable").astype(np.int32))
    return answer


def only_in_label(connection: sqlite3.Connection, answer: Answer) -> list[str]:
    """What the first hit is for, and no row but headings of sections of the label says or cites, or
    but rows that cite the section that is about it; and what but leads to such a section, beside a
    medicine's name that the first hit is for.

    What a document is about as a whole is no text of it; what its text has is said there, though no
    row was made of it. Who asks which section it is asks for a heading, unless by its number.
    """
    known = answer.lexicon
    labels, kinds = known.columns["kind"]
    if not answer.has_hits or answer.as_typed:
        return []
    first = labels[kinds[answer.rows[0]]]
    if first not in (HEADING, *WHOLE):
        return []
    others = ~(known.labelled("kind", HEADING) | known.labelled("kind", DOCUMENT))
    units = [unit for unit in answer.units if unit.words and not unit.absent]
    units = [unit for unit in units if not unit.weak] or units
    if any(asks_for_label(known, unit) for unit in units):
        units = [unit for unit in units if unit.numbered]
    found = []
    for unit in units:
        leads = bool(unit.meanings) and all(one.kind == "label" for one in unit.meanings)
        if first != HEADING and not leads:
            continue
        says = _saying(connection, known, unit)
        words = as_said(answer, unit)
        if first == HEADING and not says[answer.rows[0]]:
            continue
        if (says & others & ~but_citing(connection, known, unit)).any():
            continue
        if unit.numbered:
            found.append(unit.meanings[0].said)
        elif not is_in_a_document(connection, words):
            found.append(words)
    return list(dict.fromkeys(found))


def _saying(connection: sqlite3.Connection, known: Lexicon, unit: Unit) -> Rows:
    """The rows that say a unit, are of its kind, or are the section most its own, or cite that."""
    says = saying(connection, known, unit) | of_kind(connection, known, unit)
    sections = [one for one in unit.meanings if one.term.startswith("s:")]
    most = max((one.strength for one in sections), default=0.0)
    for one in sections:
        if one.strength == most:
            says[known.postings(connection, one.term)[0]] = True
    return says
