"""The units that a row has in, the words of the reason for which it was found out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ingest.site.search.lexicon.meanings import NARROWER, Meaning
from ingest.site.search.lexicon.query_words import words_in
from ingest.site.search.lexicon.stemming import stems
from ingest.site.search.question.units import Unit

NAMES = {"name", "exact", "spelling", "abbreviation", "lay"}
"""Kinds of phrases that mean the thing itself."""
NAMES_AS_TOLD = {*NAMES, "regulatory", "american"}
"""These, and such as rank lower: words of the trade, or of the other side of the Atlantic."""
OWN = "riskplan"
IN_NAME, IN_TEXT = "in its name", "in its text"
BESIDE, AROUND = "beside", "said around it"
"""A meaning that the words have which a row stands under or beside, and how that is told."""
NEAR, HALF = "near to it", 0.5
"""A kind of rows that is asked for and a row is to a lesser degree, of the strength or less."""
CASE, NAMES_CASE = "a case of", "names a case of"
"""A concept by its name, where a row is about a narrower one, or but names one."""
FALLS_UNDER = "falls under"
"""How it is told that words name but a case of the concept that a row has."""
OF_CONCERN = "its concern "
"""How it is told of a row that not it, but the concern that it hangs on is known so: before what is
told of that."""
Printed = dict[str, list[str]]


def reason(
    met: Sequence[Unit],
    name: Printed,
    text: Printed,
    meaning: Callable[[Unit], Meaning | None],
    besides: Callable[[Unit], Sequence[str]] = lambda _: (),
) -> str:
    """By what a row was found: its name, its text, or what else its words are called.

    ``met`` are the units that it has, and ``meaning`` gives the one of a unit's that counts most
    there; ``name`` and ``text`` are the words that its title and its body have, by their roots. A
    word that stands there in another form is told ("in its name as: renal"). ``besides`` says where
    else a unit is that stands in neither and means nothing.
    """
    found: dict[str, None] = {}
    for unit in met:
        roots = set(unit.roots)
        if roots and name.keys() >= roots:
            found[f"{IN_NAME}{_in_other_form(unit, name)}"] = None
        elif roots and text.keys() >= roots:
            found[f"{IN_TEXT}{_in_other_form(unit, text)}"] = None
        elif best := meaning(unit):
            found[_said(best)] = None
        elif roots and roots <= name.keys() | text.keys():
            found["in its name and text"] = None
        elif roots:
            found |= dict.fromkeys(besides(unit))
    return ", ".join(found)


def _in_other_form(unit: Unit, printed: Printed) -> str:
    """The printed words of a unit that are no forms of those asked for."""
    parts = (part for word in unit.words for part in words_in(word))
    asked = set(stems([*unit.words, *parts]))
    other = [printed[root][0] for root in unit.roots if asked.isdisjoint(stems(printed[root]))]
    return f" as: {' '.join(other)}" if other else ""


def _said(one: Meaning) -> str:
    """ "also known as: low blood sodium levels (Human Phenotype Ontology, lay)"."""
    if one.of_concern:
        return f"{OF_CONCERN}{_said(replace(one, of_concern=False))}"
    if one.kind == BESIDE:
        return f"{AROUND}: {one.said}"
    if one.kind == "topic":
        return f"asked for: {one.term[2:].replace('-', ' ')}"
    if one.kind in (CASE, NAMES_CASE):
        return f"{one.kind}: {one.said}"
    if one.kind == NEAR:
        return f"near to what is asked for: {one.term[2:].replace('-', ' ')}"
    if one.term.startswith("d:"):
        return f"holds for: {one.said}"
    if one.term.startswith("l:"):
        return f"cited for: {one.said}"
    if one.term.startswith("s:"):
        return f"label section: {one.said}"
    if one.told_as not in NAMES_AS_TOLD:
        return f"related to: {one.said} ({OWN}, {one.told_as})"
    lead = "" if one.relation == NARROWER else "also known as: "
    return f"{lead}{one.said} ({one.source}, {one.kind})"
