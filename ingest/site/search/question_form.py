"""A question in, its words out: as it has them, and as it is compared with other questions by."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.site.search.answer import Answer
from ingest.site.search.lexicon.question_grams import MEDICINE
from ingest.site.search.question.units import Unit

JOINING = "telling-preposition"
"""The group of words that join what is asked to the thing."""


def form_of(answer: Answer) -> str:
    """The words of the question with ``MEDICINE`` for the name of one; misspelt ones as what they
    were taken for.

    "what causes fatige on Nexpovio?" is "what causes fatigue on" that. As it is stored it has an X
    there, as EMA's templates have (``stored``).
    """
    medicines = answer.lexicon.medicines
    return " ".join(MEDICINE if word in medicines else word for word in words_of(answer))


def stored(form: str) -> str:
    """A form as it stands in the dictionary of examples."""
    return form.replace(MEDICINE, "X")


def shown(form: str) -> str:
    """A form as readers see it."""
    return form.replace(MEDICINE, "the medicine")


def words_of(answer: Answer) -> list[str]:
    """The words of the question; misspelt ones as what they were taken for."""
    words = [word for term in answer.query.terms for word in term.words]
    return [next(iter(answer.mended.get(word, ())), word) for word in words]


def as_said(answer: Answer, unit: Unit) -> str:
    """The words of a unit as they stand in the question, with stop words between, or joined to the
    last: site of care, CAR-T; with a mark between where others stand there ("died … infections").
    Where others are said for them (any grade), those of the phrase that they are (all grades).
    """
    words = spoken(answer, unit)
    stop, wanted = answer.lexicon.stop, set(words)
    said = [(word, term) for term in answer.query.terms for word in term.words]
    for at, (first, _) in enumerate(said):
        run: list[str] = []
        last = None
        for word, term in said[at:] if first in wanted else ():
            missing = wanted.difference(run)
            if word not in (wanted | stop) or not (missing or term is last):
                break
            run.append(word)
            last = term
        if run and wanted <= set(run):
            return " ".join(run)
    asked = {word for word, _ in said}
    parted = unit.topic and len(wanted) > 1 and not wanted <= asked
    phrase = unit.meanings[0].said if parted and unit.meanings else ""
    return phrase or _apart(words, [word for word, _ in said])


def _apart(words: Sequence[str], said: Sequence[str]) -> str:
    """Words that do not stand together, as they were said: "died … infections"."""
    each = list(dict.fromkeys(words))
    places = [said.index(word) for word in each if word in said]
    if len(places) < len(each):
        return " ".join(each)
    places.sort()
    gaps = [" " if after - at == 1 else " … " for at, after in pairwise(places)]
    return "".join(f"{said[at]}{gap}" for at, gap in zip(places, [*gaps, ""], strict=True))


def words_as_read(answer: Answer) -> list[str]:
    """The words of the question, each that others stand for with these behind it: puts up, high."""
    instead = {said.split()[-1]: word for word, said in answer.put_in.items()}
    return [
        each
        for word in words_of(answer)
        for each in (word, *((instead[word],) if word in instead else ()))
    ]


def spoken(answer: Answer, unit: Unit) -> list[str]:
    """The words of a unit, with those that were said in the stead of those that stand for them."""
    each = (answer.put_in.get(word, word).split() for word in unit.words)
    return list(dict.fromkeys(word for words in each for word in words))


def without_joins(answer: Answer, said: str) -> str:
    """Words that ask, without what but joins them to the thing: "treatment of"."""
    words, joins = said.split(), answer.lexicon.groups[JOINING]
    while len(words) > 1 and words[-1] in joins:
        words.pop()
    return " ".join(words)
