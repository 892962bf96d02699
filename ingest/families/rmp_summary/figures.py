"""The evidence field in, the numbers that it states out, each with what it is a number of.

A figure is a share of patients or a count of patients, cases or events. A dose, a time span, a
laboratory limit, a confidence interval and a threshold inside an outcome are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.document import Span
from ingest.families.rmp_summary import figure_patterns as patterns
from ingest.families.rmp_summary.figure_arms import arms_of, first_against, whose_untold
from ingest.families.rmp_summary.figure_brackets import in_words, joined, of_a_study
from ingest.families.rmp_summary.figure_context import Context, clauses, context_of
from ingest.families.rmp_summary.figure_denominators import of_observed, with_denominator
from ingest.families.rmp_summary.figure_events import Clause, Place
from ingest.families.rmp_summary.figure_grades import grade_alone
from ingest.families.rmp_summary.figure_looked_at import beside_looked_at, took_it
from ingest.families.rmp_summary.figure_numbers import count, number
from ingest.families.rmp_summary.figure_observed import observed_for
from ingest.families.rmp_summary.figure_others import of_others
from ingest.families.rmp_summary.figure_pools import pools, population_of
from ingest.families.rmp_summary.figure_rows import InRow, events_in_row
from ingest.families.rmp_summary.figure_subjects import joined_subjects
from ingest.families.rmp_summary.figure_thresholds import in_list_with, threshold
from ingest.families.rmp_summary.figure_values import Figure, Words
from ingest.families.rmp_summary.figure_versus import (
    bare_lists,
    of_another_medicine,
    pairs_of_versus,
)
from ingest.sentences import sentences
from ingest.vocabulary import fold

OF_AN_ARM = re.compile(
    r"\s(?:in|of|on|with|under|receiving|treated|randomi[sz]ed|given|taking|who)\s"
)
"""What begins the words on an arm behind people."""


def parse_figures(text: str, evidence: Span, medicine: tuple[str, ...]) -> Iterator[Figure]:
    """The figures of an evidence field in the order printed.

    ``medicine`` are the names of the product and its substance: events are ``related`` only
    where they are called related to it or to the treatment.
    """
    for sentence in sentences(text, evidence):
        folded = fold(sentence.of(text))
        flat = folded.text.replace("\n", " ")
        if any(char.isdigit() for char in flat) or patterns.figure().search(flat):
            words = Words(sentence.of(text), folded)
            yield from _parse_sentence(words, flat, sentence.start, medicine)


def _parse_sentence(
    words: Words, flat: str, shift: int, medicine: tuple[str, ...]
) -> Iterator[Figure]:
    cased = words.cased()
    looked_at = list(patterns.denominator().finditer(flat))
    matches = [m for m in _stated(flat, looked_at) if not took_it(flat, m, medicine)]
    observed = observed_for(flat, matches)
    matches = [match for match in matches if match not in observed.values()]
    untold, told, theirs = pairs_of_versus(flat, matches, medicine)
    untold += [match for match in whose_untold(flat, matches) if match not in told]
    untold += [*bare_lists(flat, matches), *of_another_medicine(flat, matches, medicine)]
    against = [*theirs, *first_against(flat, matches)]
    arms = arms_of(flat, len(matches), medicine)
    if arms is None:
        return
    named = list(pools(cased, matches, 0, len(flat)))
    read: list[Figure] = []
    row: list[InRow] = []
    contexts = joined_subjects(list(_contexts(flat, cased, matches, medicine)))
    others = list(of_others(contexts, medicine))
    untold = [match for match in untold if match not in others]
    against += others
    for position, (clause, context) in enumerate(contexts):
        if clause.match in untold:
            continue
        arm = arms[position] if position < len(arms) else context.arm
        arm = "comparator" if clause.match in against else arm
        of_clause = [
            d
            for d in looked_at
            if clause.start <= d.start() < clause.end
            or (d.start() == 0 and ";" not in flat[: clause.match.start()])
        ]
        found = list(_read(clause.match))
        own = context.populations
        for order, (place, figure) in enumerate(found):
            shared = len(own) == len(found) > 1 and _respectively(clause)
            pool = population_of(clause, own, context.basis, named, matches[0].start())
            pool = own[order] if shared else pool
            said, figure = in_words(flat, clause.match, place, figure)
            figure = replace(
                figure,
                span=words.span(said, shift),
                basis=_basis(words, context, arms),
                grade=context.grade,
                attribution=context.attribution,
                arm=arm,
                population=words.healed(pool),
            )
            if among := observed.get(clause.match.start()):
                read.append(of_observed(figure, among, words))
            else:
                read.append(with_denominator(figure, clause, of_clause, words))
            row.append(InRow(place, clause.end, context.outcome))
    # what "respectively" shares out are the arms or populations, not the events
    shared_out = bool(arms) or any(len(context.populations) > 1 for _, context in contexts[-1:])
    events = (one.outcome for one in row) if shared_out else events_in_row(flat, row)
    told_of = [
        replace(figure, outcome=words.healed(outcome))
        for figure, outcome in zip(read, events, strict=True)
    ]
    yield from joined(words, flat, told_of, [one.place for one in row], shift, medicine)


def _basis(words: Words, context: Context, arms: tuple[str | None, ...]) -> str | None:
    """The words that say of whom, but for arms that "respectively" shares out: "patients of the 600
    mg and placebo arms"."""
    basis = words.healed(context.basis)
    return OF_AN_ARM.split(basis)[0] if basis and arms else basis


def _contexts(
    flat: str, cased: str, matches: list[re.Match[str]], medicine: tuple[str, ...]
) -> Iterator[tuple[Clause, Context]]:
    """Each clause with what it says; behind a bracket of grades the one before it is carried on."""
    context: Context | None = None
    before: Clause | None = None
    for clause in clauses(flat, cased, matches):
        graded = grade_alone(clause, before, context.basis) if before and context else None
        if context and graded:
            yield clause, replace(context, grade=graded)
        else:
            context = context_of(clause, medicine, context)
            yield clause, context
        before = clause


def _stated(flat: str, looked_at: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    """What looks like a figure and is one; "none on placebo" only beside another."""
    figures = 0
    no_figure: re.Match[str] | None = None
    for match in patterns.figures_in(flat):
        if any(d.start() <= match.start() < d.end() for d in looked_at):
            continue
        if looked_at and looked_at[0].start() == 0 and beside_looked_at(flat, looked_at[0], match):
            continue
        in_list = no_figure is not None and in_list_with(flat, no_figure, match)
        if in_list or threshold(flat, match):
            no_figure = match
        elif of_a_study(flat, match):
            continue
        elif figures or not (match.group("none") or match.group("none_among")):
            figures += 1
            yield match


def _respectively(clause: Clause) -> bool:
    return "respectively" in clause.flat[clause.start : clause.end]


def _read(match: re.Match[str]) -> Iterator[tuple[Place, Figure]]:
    """The figure or figures of a match, as far as the match itself says."""
    got = match.groupdict()
    if got["counted"] and patterns.among(match):
        figure = _figure("percent", got["v1"], got["p1"], None, got["n1"], got["q1"])
    elif got["counted"]:
        figure = _figure(
            "percent", got["v1"], got["p1"] or got["q1"], got["n1"], got["d1"] or got["d7"]
        )
    elif got["percent"]:
        figure = _figure("percent", got["v2"], got["q2"], got["n2"], got["d2"])
        if got["m2"]:
            figure = replace(figure, value_max=number(got["m2"]))
    elif got["between"]:
        figure = replace(_figure("percent", got["v6"]), value_max=number(got["m6"]))
    elif got["none"]:
        figure = replace(_figure("patients", "none", None, None, got["d9"]), value=0)
    elif got["none_among"]:
        figure = replace(_figure("patients", "none", None, None, got["d0"]), value=0)
    elif got["bare"]:
        figure = _figure("patients", got["n8"])
    elif got["share"]:
        figure = _figure("percent", got["w3"], got["q3"])
    elif got["listed"]:
        unit = patterns.unit(got["u4"])
        for one in re.finditer(count(), got["a4"]):
            place = match.start("a4") + one.start(), match.start("a4") + one.end()
            yield place, _figure(unit, one.group())
        yield (match.start("b4"), match.end()), _figure(unit, got["b4"])
        return
    else:
        unit = patterns.unit(got["u5"])
        figure = _figure(unit, got["n5"], got["q5"], None, got["d5"], got["p5"])
    yield match.span(), figure


def _figure(
    unit: str,
    value: str,
    hedge: str | None = None,
    numerator: str | None = None,
    denominator: str | None = None,
    denominator_hedge: str | None = None,
) -> Figure:
    """A figure from the words of a match; its place is not known yet."""
    return Figure(
        Span(0, 0),
        unit,
        number(value),
        qualifier=patterns.qualifier(hedge),
        numerator=int(number(numerator)) if numerator else None,
        denominator=int(number(denominator)) if denominator else None,
        denominator_qualifier=patterns.qualifier(denominator_hedge) if denominator else None,
    )
