"""A question in, its words out: as it has them, and as it is compared with other questions by."""

from __future__ import annotations

from ingest.site.search.answer import Answer
from ingest.site.search.question.units import Unit

MEDICINE = "X"
"""Stands for the name of a medicine, as it does in EMA's templates."""


def form_of(answer: Answer) -> str:
    """The words of the question with X for a medicine; misspelt ones as what they were taken for.

    "what causes fatige on Nexpovio?" is "what causes fatigue on X".
    """
    medicines = answer.lexicon.medicines
    return " ".join(MEDICINE if word in medicines else word for word in words_of(answer))


def words_of(answer: Answer) -> list[str]:
    """The words of the question; misspelt ones as what they were taken for."""
    words = [word for term in answer.query.terms for word in term.words]
    return [next(iter(answer.mended.get(word, ())), word) for word in words]


def as_said(answer: Answer, unit: Unit) -> str:
    """The words of a unit as they stand in the question, with stop words between, or joined to the
    last: site of care, CAR-T; where others stand for them there (any grade), those of the phrase
    that they are (all grades).
    """
    stop, wanted = answer.lexicon.stop, set(unit.words)
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
    spoken = {word for word, _ in said}
    parted = unit.topic and len(wanted) > 1 and not wanted <= spoken
    phrase = unit.meanings[0].said if parted else ""
    return phrase or " ".join(dict.fromkeys(unit.words))
