"""A sentence and its figures in; for each figure of whom, of what, how grave, why, in which arm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.families.rmp_summary.figure_patterns import ADJECTIVES, grade, noun, people, words

Place = tuple[int, int]
BOUNDARY = re.compile(
    r"[;,(]\s*(?:and|or|while|whereas|but)?\s"
    r"|\s(?:and|while|whereas|but|compared (?:with|to)|versus|vs\.?)\s|[;(]"
)
POOL = re.compile(
    r"(?<![\w-])(?!(?:the|a|an|this|each)\s)[a-z][\w/]*(?:-\s?|\s)pool\b"
    r"|\b(?:study|trial)\s+(?:[a-z]+-?)?\d[\w-]*"
    r"|\b(?:safety|full|integrated|pooled)(?:\s+analysis)?\s+(?:set|population)\b"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """The part of a sentence that speaks of one figure: ``flat[start:end]``."""

    flat: str
    start: int
    end: int
    match: re.Match[str]


@dataclass(frozen=True, slots=True)
class Context:
    """What a clause says of its figure; places are offsets in the folded sentence."""

    basis: Place | None
    outcome: Place | None
    grade: str | None
    attribution: str
    arm: str | None
    populations: tuple[Place, ...]

    @property
    def population(self) -> Place | None:
        """The one population that the clause names; None when it names none, or several."""
        return self.populations[0] if len(self.populations) == 1 else None


def clauses(flat: str, matches: list[re.Match[str]]) -> Iterator[Clause]:
    """Cut a sentence between its figures: at the last ";", "," or "and" before the next one."""
    if not matches:
        return
    start = 0
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        end = len(flat)
        if following is not None:
            found = BOUNDARY.finditer(flat, match.end(), following.start())
            # "nausea (45%), vomiting (32%)": a bracket just before a figure parts nothing
            cuts = [c for c in found if c.group() != "(" or c.end() < following.start()]
            end = cuts[-1].end() if cuts else following.start()
        yield Clause(flat, start, end, match)
        start = end


def context_of(clause: Clause, medicine: tuple[str, ...], before: Context | None) -> Context:
    """What the words around a figure say of it.

    A clause that says nothing of what happened, joined to the one before by "and", "versus" or a
    comma, speaks of the same: "9% of patients on A and 4% of patients on placebo". Nothing else
    is taken from another clause.
    """
    flat = clause.flat
    basis = _basis(clause)
    subject = _subject(clause)
    predicate = _predicate(clause, basis)
    outcome = predicate or subject
    spoken = " | ".join(flat[slice(*part)] for part in (subject, predicate) if part)
    spoken = spoken if outcome else _without(clause, basis)
    context = Context(
        basis=basis,
        outcome=outcome,
        grade=grade(spoken),
        attribution=_attribution(spoken, medicine),
        arm="comparator" if _comparator(clause) else None,
        populations=tuple(m.span() for m in POOL.finditer(flat, clause.start, clause.end)),
    )
    if (
        before
        and before.outcome
        and not outcome
        and not re.search(r"[;(]\s*$", flat[: clause.start])
    ):
        return replace(
            context,
            outcome=before.outcome,
            grade=context.grade or before.grade,
            attribution=before.attribution,
        )
    return context


def _basis(clause: Clause) -> Place | None:
    """The words that say of whom: "of patients with neutropenia", "occurred in children"."""
    flat, match = clause.flat, clause.match
    inside = match.group("u1")
    if inside:
        return match.span("u1")
    verbs = words("verb")
    if match.group("listed") or match.group("count"):
        if re.match(people(), match.group("u4") or match.group("u5") or ""):
            return match.span("u5") if match.group("d5") else None
        found = re.compile(
            rf"[^;.()]*?\b(?:in|among|for)\s+((?:an?\s+|the\s+)?{ADJECTIVES}{people()}[^;.(]*)"
        ).match(flat, match.end(), clause.end)
    else:
        found = re.compile(
            rf"\s*(?:of\s+)?((?:(?:all|the|these|those)\s+)*{ADJECTIVES}{noun()}"
            rf"(?:\s+who\s+\w+|(?!\s+(?:{verbs}|{words('basis_ends')})\b)[^,;.()])*)"
        ).match(flat, match.end(), clause.end)
    return _stripped(flat, found.span(1)) if found else None


def _predicate(clause: Clause, basis: Place | None) -> Place | None:
    """What befell them, after the basis: "had neutropenia", "died from bleeding"."""
    flat = clause.flat
    start = max(clause.match.end(), basis[1] if basis else 0)
    if clause.match.group("count") and not re.match(people(), clause.match.group("u5").split()[-1]):
        found = re.compile(rf"\s+of\s+((?:(?!\b(?:{words('verb')}|in)\b)[^;.()])+)").match(
            flat, clause.match.end(), clause.end
        )
        return _stripped(flat, found.span(1)) if found else None
    found = re.compile(
        rf"\s*(?:,\s*)?(?:(?:{words('had')})\b\s*(?P<what>[^;]+)"
        rf"|(?P<did>(?:{words('verb')})\b\s*[^;]+))"
    ).match(flat, start, clause.end)
    if not found:
        return None
    group = "what" if found.group("what") else "did"
    place = found.span(group)
    place = _stripped(flat, (place[0], _outcome_end(flat, place)))
    return place if place[1] > place[0] and not _mere_verb(flat[slice(*place)]) else None


def _outcome_end(flat: str, place: Place) -> int:
    """Where the outcome that begins at ``place`` ends; brackets inside it belong to it."""
    ends = re.compile(rf"\s(?:{words('outcome_ends')})\b|,\s|\)|\.\s*$")
    for end in ends.finditer(flat, *place):
        before = flat[place[0] : end.start()]
        if before.count("(") <= before.count(")"):
            return end.start()
    return place[1]


def _mere_verb(said: str) -> bool:
    return re.fullmatch(rf"(?:(?:{words('mere_verb')})\b\s*)+", said) is not None


def _subject(clause: Clause) -> Place | None:
    """What was reported, before the figure: "Neutropenia ... was reported for"."""
    named = re.compile(r"(?:.*[,;(]\s*)?(?:and\s+|or\s+)?(?P<what>[^,;()%]+?)\s*\($").match(
        clause.flat[: clause.match.start()], clause.start
    )
    if named:  # "nausea (45%)"
        return _stripped(clause.flat, named.span("what"))
    found = re.compile(
        r"(?:.*[;]\s*|(?:in|for|among|during|of|on)\b[^,;]*,\s*|overall,\s*|and\s+)?"
        r"(?P<what>(?!there\b).+?)\s+(?:was|were|has been|have been|is|are|occurred)\b"
        r"(?:\s+(?:also|commonly|frequently|uncommonly|reported|observed|experienced|seen|noted"
        r"|recorded|found))*\s*(?:for|in|by|among|at|with)?\s*$"
    ).match(clause.flat[: clause.match.start()], clause.start)
    return _stripped(clause.flat, found.span("what")) if found else None


def _attribution(spoken: str, medicine: tuple[str, ...]) -> str:
    """``related`` only where the events are called related to the product or its treatment."""
    names = "|".join(re.escape(name) for name in medicine if name)
    names = f"(?:{names})" if names else r"(?!)"
    related = re.search(
        r"(?<!not )(?<!not considered )(?<!un)(?:related|attributed|attributable)\s+to\s+"
        r"(?:the\s+)?"
        rf"(?:{names}|(?:study\s+)?(?:treatment|drug|medication|medicine|therapy|product)\b)"
        rf"|\b(?<!non-)(?:treatment|drug|{names})-\s?related",
        spoken,
    )
    return "related" if related else "any"


def arms_of(flat: str, figures: int) -> tuple[str | None, ...] | None:
    """The arms of figures that "respectively" shares out, in the order of the figures.

    ``8% and 3% of patients in the placebo and fictinib groups, respectively``. Empty where
    nothing is shared out; None where it cannot be told which figure is the comparator's.
    """
    comparator = rf"\b(?:{words('comparator')})\b"
    if "respectively" not in flat or not re.search(comparator, flat):
        return ()
    pair = re.search(
        r"\b(?:in|for|with|on|by|among)\s+(?:the\s+)?([^,;%]+?)\s+and\s+([^,;%]+?),?\s+respectively",
        flat,
    )
    named = [bool(re.search(comparator, pair.group(n))) for n in (1, 2)] if pair else []
    if figures != 2 or sum(named) != 1:
        return None
    return tuple("comparator" if one else None for one in named)


def _comparator(clause: Clause) -> bool:
    found = re.compile(rf"\b(?:{words('comparator')})\b").search(
        clause.flat, clause.start, clause.end
    )
    return found is not None


def _without(clause: Clause, basis: Place | None) -> str:
    flat = clause.flat
    if basis is None:
        return flat[clause.start : clause.end]
    return f"{flat[clause.start : basis[0]]} | {flat[basis[1] : clause.end]}"


def _stripped(flat: str, place: Place) -> Place:
    """A place without marks, and without an "and" that joins the next clause, at its ends."""
    said = flat[slice(*place)]
    left = len(said) - len(said.lstrip(" ,;:"))
    said = re.sub(r"(?:\s+(?:and|but|or)|[\s,;:.])*$", "", said)
    return place[0] + left, place[0] + max(left, len(said))
