"""A sentence and its figures in; for each figure of whom, of what, how grave, why, in which arm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.families.rmp_summary.figure_actions import action_of
from ingest.families.rmp_summary.figure_arms import of_comparator, without_arm
from ingest.families.rmp_summary.figure_cuts import unbracketed, uncompared
from ingest.families.rmp_summary.figure_ellipsis import (
    carries_on,
    elliptic_end,
    elliptic_subject,
    on_comparator,
)
from ingest.families.rmp_summary.figure_events import (
    NEXT_CLAUSE,
    Clause,
    Place,
    is_event,
    predicate_of,
    subject_of,
)
from ingest.families.rmp_summary.figure_numbers import count
from ingest.families.rmp_summary.figure_patterns import any_name, grade, words
from ingest.families.rmp_summary.figure_people import basis_of, whom
from ingest.families.rmp_summary.figure_pools import pools

BOUNDARY = re.compile(
    r"[;,(]\s*(?:and|or|while|whereas|but)?\s"
    r"|\s(?:and|while|whereas|but|compared (?:with|to)|as opposed to|against|than|versus|vs\.?)\s"
    r"|[;(]"
)


@dataclass(frozen=True, slots=True)
class Context:
    """What a clause says of its figure; places are offsets in the folded sentence."""

    basis: Place | None
    outcome: Place | None
    grade: str | None
    attribution: str
    arm: str | None
    populations: tuple[Place, ...]
    verb_before: bool
    """Whether the event stands before the figure with its verb: "Rash was reported in"."""


COLON = re.compile(
    r":\s+(?=[^:;%\d]*\s(?:was|were|has been|have been)\s[^:;%\d]*\s(?:in|for|by)\s*$)"
)
"""What parts the words on a figure from those that tell more: "3 women had a biopsy: rash was found
in 2"."""


def clauses(flat: str, cased: str, matches: list[re.Match[str]]) -> Iterator[Clause]:
    """Cut a sentence between its figures: at ";", else the last "," or "and" before the next one.

    What stands between two ";" without a figure belongs to none.
    """
    if not matches:
        return
    start = flat.rfind(";", 0, matches[0].start()) + 1
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        end = len(flat)
        if following is not None:
            found = BOUNDARY.finditer(flat, match.end(), following.start())
            # "nausea (45%), vomiting (32%)": a bracket just before a figure parts nothing
            cuts = [c for c in found if c.group() != "(" or c.end() < following.start()]
            parted = [c for c in cuts if c.group().startswith(";")]
            end = (parted or cuts)[-1].end() if cuts else following.start()
            colon = COLON.search(flat[: following.start()], match.end())
            if colon and not cuts:
                end = colon.end()
            end = _before_aside(flat, match.end(), end)
        yield Clause(flat, start, _own_end(flat, match.end(), end), match, cased)
        start = end


def _before_aside(flat: str, start: int, end: int) -> int:
    """Where the words on the next figure begin, when these hold its arm between commas: before the
    "and" of "in 9% and, in the placebo arm, in 4%"."""
    aside = re.compile(
        rf"(?:,\s*)?{NEXT_CLAUSE}\s+(?:[\w-]+(?:\s+[\w-]+){{0,3}},\s+)?"
        rf"{on_comparator()}(?<=,\s)$"
    )
    found = aside.search(flat[:end], start)
    return found.start() if found else end


def _own_end(flat: str, start: int, end: int) -> int:
    """Where the words about a figure end: before ";", ": 5 in", "and 5 were", ", of whom 5 had",
    "and cleared in 5", "and 5 during", "and none"."""
    them = r"of\s+(?:whom|which|these|those|them)\b"
    verb = rf"(?:{words('verb')}|{words('taken')}|{words('qualifies_or_dates')})\b"
    said = rf"{count()}\s+(?:{verb}|{them})|\w+ed\s+in\s+{count()}(?!\s*\(|\w)"
    none = r"(?:(?:in|for|by|with)\s+)?(?:no|none|neither)\b"
    rate = rf",\s+(?:(?:at|with|giving)\s+)?(?:an?|the)\s+(?:{words('counting_word')})\b"
    aside = rf"{NEXT_CLAUSE}\s+(?={on_comparator()}{count()}\s)"
    other = re.compile(
        rf";|:\s+(?={count()})|{aside}|{rate}"
        rf"|(?:,|\b(?:and|but|while|whereas)\b)\s+(?:{them}|{said}|{none})"
    )
    each = (one.start() for one in other.finditer(flat, start, end))
    ages = re.compile(r"\baged\s[\d,\s]*$")  # "women aged 58, 61 and 66 had"
    return next((at for at in each if not ages.search(flat[:at])), end)


def context_of(clause: Clause, medicine: tuple[str, ...], before: Context | None) -> Context:
    """What the words around a figure say of it.

    A clause that says nothing of what happened, joined to the one before by "and", "versus" or a
    comma, speaks of the same: "9% of patients on A and 4% of patients on placebo". One that only
    names another event has the verb of the one before: "rash was seen in 9% and fever in 4%".
    Nothing else is taken from another clause.
    """
    flat = clause.flat
    basis = basis_of(clause)
    named, subject = subject_of(clause)
    if subject is None and before and before.verb_before:
        subject = elliptic_subject(clause)
    subject = subject or (None if named else action_of(clause, medicine))
    predicate = predicate_of(clause, whom(clause, basis)) or elliptic_end(clause)
    outcome = (predicate or subject) if named else (subject or predicate)
    outcome = without_arm(flat, outcome, medicine) if outcome else None
    seen_as = (subject[0], clause.match.start()) if subject and not named else subject
    spoken = " | ".join(flat[slice(*part)] for part in (seen_as, predicate) if part)
    spoken = spoken if outcome else _without(clause, basis)
    outcome = unbracketed(flat, outcome) if outcome else None
    outcome = uncompared(flat, outcome) if outcome else None
    judged = rf",\s+(?:which\s+(?:was|were)\s+)?(?:{words('judged')})\b[^,;]*"
    relation = re.compile(judged).match(flat, predicate[1], clause.end) if predicate else None
    context = Context(
        basis=basis,
        outcome=outcome if outcome and is_event(flat[slice(*outcome)]) else None,
        grade=grade(spoken),
        attribution=_attribution(spoken + (relation.group() if relation else ""), medicine),
        arm="comparator" if of_comparator(clause) else None,
        populations=tuple(pools(clause.cased, [clause.match], clause.start, clause.end)),
        verb_before=subject is not None and not named,
    )
    if before and before.outcome and not outcome and carries_on(clause, basis):
        return replace(
            context,
            outcome=before.outcome,
            grade=context.grade or before.grade,
            attribution=before.attribution,
            verb_before=before.verb_before,
        )
    return context


def _attribution(spoken: str, medicine: tuple[str, ...]) -> str:
    """``related`` only where the events are called related to the product or its treatment."""
    names = any_name(medicine)
    related = re.search(
        r"(?<!not )(?<!not considered )(?<!un)(?:related|attributed|attributable)\s+to\s+"
        r"(?:the\s+)?"
        rf"(?:{names}|(?:study\s+)?(?:treatment|drug|medication|medicine|therapy|product)\b)"
        rf"|\b(?<!non-)(?:treatment|drug|{names})-\s?related",
        spoken,
    )
    return "related" if related else "any"


def _without(clause: Clause, basis: Place | None) -> str:
    flat = clause.flat
    if basis is None:
        return flat[clause.start : clause.end]
    return f"{flat[clause.start : basis[0]]} | {flat[basis[1] : clause.end]}"
