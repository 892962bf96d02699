"""A question in, the words that it is compared with other questions by out."""

from __future__ import annotations

from ingest.site.search_answer import Answer

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
