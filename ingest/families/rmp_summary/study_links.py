"""The studies of II.C in, what else is said of them out: category, milestones, concerns.

A study addresses a concern in whose box an activity is named like it: "PLZ-402: registry" beside
"Study PLZ-402 pregnancy registry".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from ingest.document import Document, Span
from ingest.families.rmp_summary.terms import said_pattern, terms
from ingest.plan_records import PharmacovigilanceActivity, Study, StudyConcern, StudyMilestone
from ingest.plan_words import any_of, plan_word
from ingest.printed_dates import dates
from ingest.vocabulary import fold, folded_words, heal, slug

CODE = re.compile(r"(?<!\w)(?=\S*(?:\d|[A-Z]\S*[A-Z]))[A-Z0-9][\w/-]*")
"""A number or an acronym, which is a name; "Survey" is none."""
AFTER_DATE = re.compile(r"\s*(?:[.;,)]|$)")


def category_of(name: str) -> int | None:
    """The category that a study's name ends in: "(category 3)"."""
    match = _category_in_name().search(folded_words(name))
    return int(match["number"]) if match else None


def milestones(document: Document, study_id: str, purpose: Span) -> Iterator[StudyMilestone]:
    """The reports that the words on a study say are due: "The final report is due in May 2027".

    Each is named right before its date, with a word that it is due ("and the final report in 2027"
    has that of the report before it); a date with more around it is none of a step.
    """
    folded, text = fold(document.text), document.text
    start, end = folded.bounds(purpose)
    for date in dates(text, purpose):
        at, after = folded.bounds(date.span)
        sentence = max(start, *(folded.text.rfind(mark, start, at) + 1 for mark in ".;"))
        step = _step_due(folded.text[sentence:at])
        if step and AFTER_DATE.match(folded.text[:end], after):
            within = sentence + step.start("step"), sentence + step.end("step")
            named = folded.span(*within).strip(text)
            name, span = heal(named.of(text)), Span(named.start, date.span.end)
            step_id = f"{study_id}-{slug(name)}-{slug(date.span.of(text))}"
            yield StudyMilestone(span, step_id, study_id, name, date.value, None)


def addressed(
    document: Document, activities: Iterable[PharmacovigilanceActivity], studies: list[Study]
) -> Iterator[StudyConcern]:
    """The concern of each activity that is named like one study alone, once for each pair."""
    known: set[tuple[str, str]] = set()
    for activity in activities:
        said = activity.span.of(document.text)
        lead = _lead(said)
        fits = [study for study in studies if study.name and _named_like(study.name, lead, said)]
        if len(fits) != 1 or activity.risk_id is None or activity.state != "stated":
            continue
        pair = (fits[0].id, activity.risk_id)
        if pair not in known:
            known.add(pair)
            span = Span(activity.span.start, activity.span.start + len(lead))
            concern = activity.risk_id.removeprefix(f"{document.id}-")
            yield StudyConcern(span, f"{fits[0].id}-{concern}", *pair)


def _lead(printed: str) -> str:
    """What stands before the colon of an activity, or before its category."""
    return re.split(r"\s*(?::\s|\((?i:category)\b)", printed, maxsplit=1)[0].rstrip(" .;,\n")


def _named_like(name: str, lead: str, activity: str) -> bool:
    """Whether a study's name is ``lead``, or begins with it where that is a name by itself.

    Such a name has a number or an acronym that is of no other study ("FIC-12", not "Phase 3"), and
    the activity does not say that it is another of that ("the main trial", not its extension).
    """
    whole, said = (_bare(each) for each in (name, lead))
    own = [code for code in CODE.findall(lead) if not _is_generic(code)]
    told = said_pattern("study_told_apart")
    name_tells, other_tells = ({*told.findall(folded_words(each))} for each in (name, activity))
    alike = not other_tells or bool(other_tells & name_tells)
    begins = bool(own) and whole.startswith(f"{said} ") and alike
    return bool(said) and (whole == said or begins)


def _bare(name: str) -> str:
    """A name folded, without its category and the word "Study" before it."""
    words = _category_in_name().sub("", folded_words(name)).strip(" .;:,")
    return re.sub(r"^study\s+", "", words)


@cache
def _category_in_name() -> re.Pattern[str]:
    template = r"\s*[(\[]?(?<!\w){}\s*:?\s*(?P<number>[123])\s*[)\]]?\s*$"
    return plan_word("study_category", template=template)


def _step_due(before: str) -> re.Match[str] | None:
    """The step that folded words before a date say is due then; None where they deny any."""
    if said_pattern("study_step_denied").search(before):
        return None
    step, at = (any_of(tuple(terms()[key])) for key in ("study_step", "study_step_at"))
    due = any_of(tuple(terms()["study_step_due"]))
    said = re.search(rf"(?<!\w)(?P<step>{step})\s+(?:{due})\s+(?:{at})\s*$", before)
    joined = re.search(rf"\sand\s+(?:the\s+)?(?P<step>{step})\s+(?:{at})\s*$", before)
    if said or joined is None:
        return said
    first = re.search(rf"(?<!\w)(?:{step})\s+(?:{due})(?!\w)", before[: joined.start()])
    return joined if first else None


def _is_generic(code: str) -> bool:
    """Whether a code is of no study by itself: "PASS", or a number alone."""
    name = said_pattern("study_generic_names").fullmatch(code.casefold())
    return code.isdecimal() or name is not None
