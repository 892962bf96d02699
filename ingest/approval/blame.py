"""What becomes of a phase in, out what makes it fail: clauses beneath their alternatives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.approval.evaluation import Evaluation, Verdict
from ingest.approval.outcomes import MET, NOT_MET


@dataclass(frozen=True, slots=True)
class Blame:
    """A clause that is not met, and below it what of it is to blame.

    It ``is_cause`` where its own words are not met, or nothing below it is to blame; else it is
    here as an alternative, or as the group of some. ``is_or``: an alternative after the first, so
    that nobody takes for asked what another one asks. ``alternative`` is the nearest alternative
    that it is or stands under; None where no other would do in its place.
    """

    verdict: Verdict
    is_cause: bool
    is_or: bool
    alternative: Verdict | None
    below: tuple[Blame, ...]

    @property
    def is_named(self) -> bool:
        """Whether it is a diagnosis that the request names."""
        return names_its_diagnosis(self.verdict)

    @property
    def why(self) -> list[str]:
        """Why its own words are not met, or are open."""
        wanted = False if self.is_cause else None
        return [one.why for _, one in self.verdict.judged if one.holds is wanted]

    def walk(self) -> Iterator[Blame]:
        """Itself and all below it, in order."""
        yield self
        for one in self.below:
            yield from one.walk()


def blamed(evaluation: Evaluation) -> tuple[Blame, ...]:
    """What makes the whole fail, down to the innermost clauses that are not met.

    Of alternatives all that fail are to blame, a diagnosis that the request names first; but where
    one fails only by what hangs on it, those whose own words are not met (the patient has another
    diagnosis) are left out.
    """
    if evaluation.status != NOT_MET:
        return ()
    return tuple(one for root in evaluation.roots for one in _blame(root, None))


def causes(blames: Iterable[Blame]) -> list[Blame]:
    """The clauses themselves that make the whole fail, in order."""
    return [one for blame in blames for one in blame.walk() if one.is_cause]


def names_its_diagnosis(verdict: Verdict) -> bool:
    """Whether a clause asks for a diagnosis, and the request names it."""
    asks = any(test.operator == "has_diagnosis" for test, _ in verdict.judged)
    return asks and verdict.own == frozenset({MET})


def _blame(
    verdict: Verdict, alternative: Verdict | None, is_alternative: bool = False, is_or: bool = False
) -> Iterator[Blame]:
    if verdict.status != NOT_MET:
        return
    failing = [child for child in verdict.children if child.status == NOT_MET]
    is_cause = verdict.own == frozenset({NOT_MET}) or not failing
    below: list[Blame] = []
    if verdict.clause.operator == "one_of" and failing:
        failing = [one for one in failing if one.own != frozenset({NOT_MET})] or failing
        failing.sort(key=lambda one: not names_its_diagnosis(one))
        for at, one in enumerate(failing):
            below += _blame(one, one, is_alternative=True, is_or=at > 0)
        is_alternative = True
    else:
        for one in failing:
            below += _blame(one, alternative)
    if is_cause or is_alternative:
        yield Blame(verdict, is_cause, is_or, alternative, tuple(below))
    else:
        yield from below
