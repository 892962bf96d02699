"""Units of a question in, those that ask for a kind of rows of a thing that is named out."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from ingest.site.search.answer import Answer
from ingest.site.search.bare_names import PRONOUN, bare_name, is_a_name
from ingest.site.search.lexicon.lexicon import Lexicon
from ingest.site.search.lexicon.meanings import Meaning
from ingest.site.search.lexicon.printed_phrases import is_printed
from ingest.site.search.question.units import LEADING, Unit
from ingest.site.search.question_form import words_of
from ingest.site.search.scores.doses_first import DOSED, DOSES
from ingest.site.search.told.factors_of_things import ASKING as FACTORS
from ingest.site.search.told.numbers_of_things import COUNTS, is_a_time, words_that_count
from ingest.site.search.told.saying import printing, saying

SIZES = "sizes"
"""The group of topics that ask of how many all are that were counted among."""
EVIDENCE = "t:evidence"
"""The kind of rows that tell what is known of a concern."""
WHAT_IT_IS = "t:what-it-is"
"""The kind of rows that tell what a medicine is."""
OF_A_THING = "of-a-thing"
"""The group of kinds of rows whose words are said of things too."""


def asking_units(
    connection: sqlite3.Connection, answer: Answer, units: Sequence[Unit], things: Sequence[Unit]
) -> list[Unit]:
    """The units of numbers, doses and the like, and, beside the bare name of a concern, of any kind
    of rows; those of concerns are not where factors of a thing are asked for. Words of a name
    that a row prints as a whole ask for nothing ("case of high fever")."""
    known, words, name = answer.lexicon, words_of(answer), bare_name(answer)
    kinds = known.topics["numbers"] | known.topics["about-things"] | known.topics[DOSES]
    asking = [
        unit
        for unit in units
        if ((unit.topic and unit.first in kinds) or _asks_for_a_size(known, unit))
        and _is_meant(known, unit, words)
    ]
    asking += [
        unit
        for unit in units
        if unit not in asking
        and (
            _is_said_of_one(connection, known, unit, things, name)
            or ({*unit.words} <= {*name} and _is_of_a_concern(connection, known, unit, units))
        )
    ]
    asking = [unit for unit in asking if not is_a_time(known, unit, words)]
    if any(unit.topic and unit.first in known.topics[FACTORS] for unit in units):
        asking = [unit for unit in asking if unit.first not in known.topics["concerns"]]
    asking += _asking_what_it_is(known, words)
    if asking and len(name) > 1 and is_printed(connection, " ".join(name)):
        return [unit for unit in asking if not {*unit.words} <= {*name}]
    return asking


def _asking_what_it_is(known: Lexicon, words: Sequence[str]) -> list[Unit]:
    """What asks whether the medicine is some other thing: "is it a steroid"."""
    medicines = known.medicines | known.groups[PRONOUN]
    opening = (known.groups["being"], medicines, known.groups["article"])
    said = words[: len(opening)]
    opens = all(word in group for word, group in zip(said, opening, strict=False))
    rest = words[len(opening) :]
    if not (opens and rest) or not is_a_name(known, rest):
        return []
    kind = Meaning(WHAT_IT_IS, 1.0, " ".join(said), "topic", "")
    return [Unit(tuple(said), (), (kind,), topic=True)]


def _is_meant(known: Lexicon, unit: Unit, words: list[str]) -> bool:
    """Whether words that ask for doses, or for evidence, name these: "how often" may be asked of
    anything, and proof of whatever a payer wants proved. "How many hours" asks for nobody."""
    after = [words[at + 1] for at, word in enumerate(words[:-1]) if word == unit.words[-1]]
    if unit.first in known.topics[COUNTS] and known.groups["span"].intersection(after):
        return False
    for kinds, named in ((known.topics[DOSES], DOSED), ((EVIDENCE,), "of-trials")):
        if unit.first in kinds and known.groups[named].isdisjoint(unit.words):
            return False
    return True


def _asks_for_a_size(known: Lexicon, unit: Unit) -> bool:
    """Whether words ask of how many all are that were counted among ("size of the pool"), not how
    many were counted."""
    counted = words_that_count(known, unit.words)
    return unit.first in known.topics[SIZES] and len(unit.words) > 1 and not counted


def _is_said_of_one(
    connection: sqlite3.Connection,
    known: Lexicon,
    unit: Unit,
    things: Sequence[Unit],
    name: Sequence[str],
) -> bool:
    """Whether a unit is one such word before one of ``things`` in the bare name of it ("juvenile
    cataract", "oral bleeding"), and no row prints both so."""
    asks = unit.topic and unit.first in known.topics[OF_A_THING]
    if not (asks and len(unit.words) == 1):
        return False
    typed = f" {' '.join(name)} "
    each = (" ".join([*unit.words, *thing.words]) for thing in things)
    named = [one for one in each if f" {one} " in typed]
    return any(not is_printed(connection, one) for one in named)


def _is_of_a_concern(
    connection: sqlite3.Connection, known: Lexicon, unit: Unit, units: Sequence[Unit]
) -> bool:
    """Whether a unit that asks for a kind of rows stands beside the name of a concern, or of a
    warning, nothing else is asked, and no row on that prints the words: "cataract quantity limit",
    but not "signs of anaphylaxis" where a card lists these."""
    others = [one for one in units if not (one.topic or known.medicines.issuperset(one.words))]
    if not unit.topic or len(others) != 1:
        return False
    (thing,) = others
    named = {one.term for one in thing.meanings if one.kind not in LEADING}
    is_word = any(len(one) > 1 for one in unit.words)
    if not is_word or known.concerns.isdisjoint(named):
        return False
    says = saying(connection, known, thing)
    return not bool((says & printing(connection, known, unit)).any())
