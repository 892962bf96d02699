"""The studies of II.C in, what else is said of them out: their categories and concerns.

A study addresses a concern in whose box an activity is named like it: "PLZ-402: registry" beside
"Study PLZ-402 pregnancy registry".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from ingest.document import Document, Span
from ingest.families.rmp_summary.terms import said_pattern, terms
from ingest.plan_records import PharmacovigilanceActivity, Study, StudyConcern
from ingest.plan_words import any_of, plan_word
from ingest.vocabulary import folded_words

CODE = re.compile(r"(?<!\w)(?=\S*(?:\d|[A-Z]\S*[A-Z]))[A-Z0-9][\w/-]*")
"""A number or an acronym, which is a name; "Survey" is none."""
IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
JOINED = re.compile(
    r"\s*(?:[;,]|[;,]?\s(?:and|&))\s+(?=(?:[\w-]+\s+){0,3}?(?=\S*\d)[A-Z][A-Z0-9][\w/-]*)"
)
"""What joins another name with a code: "FIC-12 and FIC-13"."""
CODES = re.compile(
    rf"{CODE.pattern}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s+){CODE.pattern})+(?:\s+[a-z]+)?\W*"
)
"""A list of acronyms, be it with what they are: "REGAL, FAWN and DOE registries"."""
JOINED_TO = re.compile(r"(?:[\s;,]|\s(?:and|&))+$")


def category_of(name: str, words: str = "") -> int | None:
    """The category that a study's name ends in: "(category 3)"; else the one that all of its
    ``words`` say in brackets, behind no other study's code, or as a line or a sentence."""
    if match := _category_in_name().search(folded_words(name)):
        return int(match["number"])
    own, found = set(CODE.findall(name)), set()
    for match in _category_said().finditer(words):
        codes = [code for code in CODE.findall(match["before"] or "") if not is_generic(code)]
        if own.issuperset(codes):
            found.add(int(match["bracket"] or match["line"]))
    return found.pop() if len(found) == 1 else None


def category_behind(text: str, within: Span) -> Span | None:
    """The category that ``within`` begins with, where it stands alone there."""
    said = rf"(?i:{plan_word('study_category').pattern})\s*:?\s*[123]"
    found = re.compile(rf"[\s.;]*({said})(?=\s*(?:[.;\n]|$))").match(text, within.start, within.end)
    return Span(*found.span(1)) if found else None


def is_category(words: str) -> bool:
    """Whether ``words`` are a category and nothing else: "Category 3"."""
    return _category_in_name().fullmatch(folded_words(words)) is not None


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
    """The names that an activity joins, each with where it begins: all of a list of acronyms; else
    the whole where no other that has a code is joined to it."""
    if CODES.fullmatch(activity):
        yield 0, activity
        yield from ((code.start(), code[0]) for code in CODE.finditer(activity))
        return
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
    with more in brackets, or ends in it in brackets ("Registry of Allergies (REGAL)").

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
        ends = bool(own) and whole.endswith(f"({said})")
        if said and (whole == said or (bool(own) and begins and alike) or (ends and alike)):
            return True
    return False


def _bare(name: str) -> str:
    """A name folded, without its category and the word "Study" before it."""
    words = _category_in_name().sub("", folded_words(name)).strip(" .;:,")
    return re.sub(r"^study\s+", "", words)


@cache
def _category_said() -> re.Pattern[str]:
    """A category in brackets with the word before them, or alone as a line or a sentence."""
    said = rf"(?i:{plan_word('study_category').pattern})\s*:?\s*"
    bracket = rf"(?P<before>\S+)?\s*[(\[]\s*{said}(?P<bracket>[123])\s*[)\]]"
    alone = rf"(?:^[^\S\n]*|(?<=[.;]\s)){said}(?P<line>[123])(?=[^\S\n]*$|\.\s)"
    return re.compile(rf"(?m){bracket}|{alone}")


@cache
def _category_in_name() -> re.Pattern[str]:
    template = r"\s*[(\[]?(?<!\w){}\s*:?\s*(?P<number>[123])\s*[)\]]?\s*$"
    return plan_word("study_category", template=template)


def is_generic(code: str) -> bool:
    """Whether a code is of no study by itself: "PASS", or a number alone."""
    name = said_pattern("study_generic_names").fullmatch(code.casefold())
    return code.isdecimal() or name is not None
