"""The studies of II.C in, what else is said of them out: category, milestones, concerns.

A study addresses a concern in whose box an activity is named like it: "PLZ-402: registry" beside
"Study PLZ-402 pregnancy registry".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from ingest.bullets import SIGN, unmarked
from ingest.document import Document, Span
from ingest.families.rmp_summary.terms import hangs, said_pattern, terms
from ingest.milestones import ends_in_date, undated
from ingest.plan_records import PharmacovigilanceActivity, Study, StudyConcern, StudyMilestone
from ingest.plan_words import any_of, plan_word
from ingest.printed_dates import dates
from ingest.sentences import ends_in_abbreviation
from ingest.vocabulary import fold, folded_words, heal, slug

CODE = re.compile(r"(?<!\w)(?=\S*(?:\d|[A-Z]\S*[A-Z]))[A-Z0-9][\w/-]*")
"""A number or an acronym, which is a name; "Survey" is none."""
IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
JOINED = re.compile(
    r"\s*(?:[;,]|[;,]?\s(?:and|&))\s+(?=(?:[\w-]+\s+){0,3}?(?=\S*\d)[A-Z][A-Z0-9][\w/-]*)"
)
"""What joins another name with a code: "FIC-12 and FIC-13"."""
JOINED_TO = re.compile(r"(?:[\s;,]|\s(?:and|&))+$")
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


def listed_milestones(document: Document, study_id: str, listed: Span) -> Iterator[StudyMilestone]:
    """The steps that are listed under "Milestones:", apart by full stops, semicolons or bullets,
    each with its date; without one where it is not clear ("not before 2032", "2026 or 2027").
    What names no step is none."""
    text = document.text
    nouns = said_pattern("study_step_nouns")
    for piece in _pieces(text, listed):
        if not nouns.search(folded_words(piece.of(text))):
            continue
        denied = said_pattern("study_step_denied").search(folded_words(piece.of(text)))
        step = undated(text, piece) if denied else ends_in_date(text, piece)
        step_id = f"{study_id}-{slug(step.name)[:60]}-{step.due_on or piece.start}"
        yield StudyMilestone(piece, step_id, study_id, step.name, step.due_on, None)


def _pieces(text: str, listed: Span) -> Iterator[Span]:
    """The pieces between full stops, semicolons, bullets, and lines that each begin anew."""
    start = listed.start
    for mark in re.finditer(rf"[.;](?=\s|$)|\n\s*(?={SIGN}\s)|\n\s*(?=[A-Z])", listed.of(text)):
        end = listed.start + mark.start()
        short = mark[0] == "." and ends_in_abbreviation(text, Span(start, end + 1))
        if short or (mark[0].isspace() and hangs(text[start:end])):
            continue
        if piece := unmarked(text, Span(start, end)):
            yield piece
        start = listed.start + mark.end()
    if rest := unmarked(text, Span(start, listed.end)):
        yield rest


def addressed(
    document: Document, activities: Iterable[PharmacovigilanceActivity], studies: list[Study]
) -> Iterator[StudyConcern]:
    """The concern of each activity that is named like one study alone, once for each pair; of an
    activity that names several ("FIC-12 and FIC-13") each."""
    known: set[tuple[str, str]] = set()
    for activity in activities:
        if activity.risk_id is None or activity.state != "stated":
            continue
        said = activity.span.of(document.text)
        for start, named in _each_named(said):
            lead = _lead(named)
            code = _coded().fullmatch(lead)
            leads = [*([(code.start("code"), code["code"])] if code else []), (0, lead)]
            fits = {
                study.id: (at, words)
                for at, words in leads
                for study in studies
                if study.name and _named_like(study.name, words, said)
            }
            if len(fits) != 1:
                continue
            ((study_id, (at, words)),) = fits.items()
            pair = (study_id, activity.risk_id)
            if pair not in known:
                known.add(pair)
                begin = activity.span.start + start + at
                concern = activity.risk_id.removeprefix(f"{document.id}-")
                span = Span(begin, begin + len(words))
                yield StudyConcern(span, f"{study_id}-{concern}", *pair)


def _each_named(activity: str) -> Iterator[tuple[int, str]]:
    """The names that an activity joins, each with where it begins; the whole where no other that
    has a code is joined to it."""
    cuts = [0]
    for join in JOINED.finditer(activity):
        before = activity[cuts[-1] : join.start()]
        if before.count("(") == before.count(")"):
            cuts.append(join.end())
    pieces = [(at, activity[at:end]) for at, end in zip(cuts, [*cuts[1:], None], strict=True)]
    for at, piece in pieces:
        yield at, JOINED_TO.sub("", piece)


@cache
def _coded() -> re.Pattern[str]:
    """A kind of study and its code: "Paediatric study HRB-409"."""
    return re.compile(rf"(?:[\w-]+\s+){{0,4}}?{kind_of_study()}\s+(?P<code>{CODE.pattern})")


@cache
def kind_of_study() -> str:
    """Any kind of study, in small letters or capitals, as a pattern: "Registry"."""
    return f"(?i:{any_of(tuple(terms()['study_kinds']))})"


def _lead(printed: str) -> str:
    """What stands before the colon of an activity, or before its category."""
    return re.split(r"\s*(?::\s|\((?i:category)\b)", printed, maxsplit=1)[0].rstrip(" .;,\n")


def _named_like(name: str, lead: str, activity: str) -> bool:
    """Whether a study's name is ``lead``, or begins with it where that is a name by itself, be it
    with more in brackets.

    Such a name has a number or an acronym that is of no other study ("FIC-12", not "Phase 3"), and
    the activity does not say that it is another of that ("the main trial", not its extension).
    """
    whole = _bare(name)
    own = [code for code in CODE.findall(lead) if not is_generic(code)]
    told = said_pattern("study_told_apart")
    name_tells, other_tells = ({*told.findall(folded_words(each))} for each in (name, activity))
    alike = not other_tells or bool(other_tells & name_tells)
    for said in dict.fromkeys((_bare(lead), _bare(IN_BRACKETS.sub("", lead)))):
        begins = re.match(rf"{re.escape(said)}(?:\s|:(?!\w))", whole) is not None
        if said and (whole == said or (bool(own) and begins and alike)):
            return True
    return False


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
    step, at, named = (
        any_of(tuple(terms()[key])) for key in ("study_step", "study_step_at", "study_step_named")
    )
    due = any_of(tuple(terms()["study_step_due"]))
    alone = rf"\W*(?:the\s+)?(?P<step>{named}|{step})(?:\s*:|\s+(?:{at}))\s*"
    if bare := re.fullmatch(alone, before):
        return bare
    said = re.search(rf"(?<!\w)(?P<step>{step})\s+(?:{due})\s+(?:{at})\s*$", before)
    joined = re.search(rf"\sand\s+(?:the\s+)?(?P<step>{step})\s+(?:{at})\s*$", before)
    if said or joined is None:
        return said
    first = re.search(rf"(?<!\w)(?:{step})\s+(?:{due})(?!\w)", before[: joined.start()])
    return joined if first else None


def is_generic(code: str) -> bool:
    """Whether a code is of no study by itself: "PASS", or a number alone."""
    name = said_pattern("study_generic_names").fullmatch(code.casefold())
    return code.isdecimal() or name is not None
