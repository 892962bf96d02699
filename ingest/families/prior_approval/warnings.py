"""A sentence in, the warnings that it lists out.

Xpovio also contains warnings for: thrombocytopenia, neutropenia, cataract and serious infections.
Xeljanz has a boxed warning regarding serious infections, mortality and thrombosis.
A sentence that denies them, speaks of other medicines, or goes on in a clause lists none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ingest.concepts import EFFECTS, concept_of
from ingest.document import Span
from ingest.families.prior_approval.records import PolicyWarning
from ingest.families.prior_approval.text import PolicyText, any_of, terms, words_in
from ingest.name_matches import mentions
from ingest.vocabulary import fold

BETWEEN = re.compile(r"\([^()]*\)|(?P<at>[,;]\s*(?P<and>and\s+)?)")
LAST = re.compile(r"\s+and\s+")
CITATION = re.compile(r"\s*(?:[(\[]\d[\d,\s\-–]*[)\]])?\s*[.:]?\s*$")
COLON = re.compile(r"(?P<lead>[^:;.()]{0,160}?)\s*:")
"""What may stand between the words for warnings and their list."""

CASES = re.compile(r",\s+including\s(?:(?!\s(?:and|or|and/or|as\swell\sas|plus|&)\s)[^,;:])*$")
"""What ends a sentence and names no other warning, but cases of the one before."""

MARKED = re.compile(r"(?m)^\s*\(?(?:\d{1,2}|[a-z])[.)]\s")
"""The mark of an item on a line of its own: such a list is not parted by commas."""


@dataclass(frozen=True, slots=True)
class WarningList:
    """The words up to a list's first name, and its names, each with whether it is boxed."""

    lead: Span
    names: list[tuple[Span, bool]]


def warning_list(source: PolicyText, sentence: Span) -> WarningList | None:
    """The warnings that a sentence lists; None where it lists none."""
    match = next(source.find(_titles(), sentence), None)
    if match is None:
        return None
    colon = _colon(source, Span(match.span.end, sentence.end))
    lead = Span(sentence.start, colon.end() if colon else match.span.end).strip(source.text)
    denied = [*terms()["negations"], *terms()["no_warning_leads"]]
    if _has(source, lead, denied) or _has(source, match.span, terms()["no_warning_leads_within"]):
        return None
    is_list = lead.of(source.text).endswith(":")
    end = _end(source.text, Span(lead.end, sentence.end), is_list=is_list)
    citation = CITATION.search(source.text, lead.end, end)
    listed = Span(lead.end, citation.start() if citation else end)
    if end == sentence.end:
        listed = _without_cases(source, listed)
    if MARKED.search(listed.of(source.text)):
        return None
    names = _parted(source, listed, is_list=is_list)
    no_names = terms()["no_warning_names"]
    clause = any(_has(source, name, no_names) or ":" in name.of(source.text) for name in names)
    boxed = next(source.find(any_of(*terms()["boxed"]), match.span), None) is not None
    if not names or clause:
        return None
    return WarningList(lead, [_bare(source, name, boxed) for name in names])


def _colon(source: PolicyText, behind: Span) -> re.Match[str] | None:
    """The colon before a list, be it behind words for what is listed: "regarding serious reactions
    that have occurred together: tendinitis, ..."."""
    colon = COLON.match(source.text, behind.start, behind.end)
    if colon is None or not colon["lead"].strip():
        return colon
    nouns = terms()["warning_list_nouns"]
    lead = Span(*colon.span("lead"))
    known = list(mentions(lead.of(source.text)))
    return colon if _has(source, lead, nouns) and not known else None


def _bare(source: PolicyText, name: Span, boxed: bool) -> tuple[Span, bool]:
    """A name without the words that say that it is boxed or a risk, and whether it is boxed."""
    said = any_of(*terms()["boxed"]).pattern
    own = next(source.find(re.compile(rf"\s*\((?:{said})\)\s*\Z"), name), None)
    name = Span(name.start, own.span.start).strip(source.text) if own else name
    leads = re.compile(rf"(?:{any_of(*terms()['warning_name_leads']).pattern})(?!\w)\s*")
    lead = leads.match(source.folded.text, *source.folded.bounds(name))
    start = source.folded.span(*lead.span()).end if lead else name.start
    return Span(start, name.end).strip(source.text), boxed or own is not None


def _end(text: str, said: Span, *, is_list: bool) -> int:
    """Where a list ends: at a semicolon, unless that parts its names ("A; B; and C", ": A; B")."""
    cuts = _commas(text, said)
    semicolons = [cut for cut in cuts if cut["at"][0] == ";"]
    if not semicolons or semicolons[-1]["and"]:
        return said.end
    first = semicolons[0].start()
    before = Span(said.start, first)
    ended = any(cut["and"] for cut in _commas(text, before)) or _ands(text, before)
    return first if ended or not is_list else said.end


def policy_warnings(
    source: PolicyText, listed: WarningList, first: int = 1
) -> Iterator[PolicyWarning]:
    """A row a name, in printed order; ``first`` is the ordinal of the first of them."""
    for ordinal, (name, is_boxed) in enumerate(listed.names, start=first):
        words = source.healed(name)
        row_id = source.id("warning", words)
        yield PolicyWarning(name, row_id, source.document.id, ordinal, words, is_boxed)


def _without_cases(source: PolicyText, listed: Span) -> Span:
    """One name without the cases of it that end the sentence: "rash, including that of infants"."""
    found = CASES.search(source.text, listed.start, listed.end)
    before = Span(listed.start, found.start()).strip(source.text) if found else listed
    one = not _commas(source.text, before) and not _ands(source.text, before)
    return before if one else listed


def _parted(source: PolicyText, listed: Span, *, is_list: bool) -> list[Span]:
    """The names; none where it cannot be told what parts them from patients, causes, each other.

    Semicolons that end in "; and" part by themselves: commas between them are of a name.
    """
    semicolons = [cut for cut in _commas(source.text, listed) if cut["at"][0] == ";"]
    if semicolons and semicolons[-1]["and"]:
        return [*_between(source.text, listed, semicolons)]
    for split_last in (True, False):
        names = [*_names(source.text, listed, split_last=split_last)]
        if is_list or _goes_on(source, names):
            return names if len(_ands(source.text, listed)) < 2 or not split_last else []
    return []


def _goes_on(source: PolicyText, names: list[Span]) -> bool:
    """Whether a list goes on behind all names but its last: none may begin a list of patients or
    causes, unless it and all behind it name disorders ("pulmonary oedema with heart failure")."""
    ends = terms()["warning_lists_end_at"]
    over = [at for at, name in enumerate(names[:-1]) if _has(source, name, ends)]
    if not over:
        return True
    others = set(ends) - set(terms()["warning_names_join_by"])
    joined = [part.of(source.text) for at in over for part in _joined(source, names[at])]
    behind = [name.of(source.text) for name in names[over[0] + 1 :]]
    plain = not any(_has(source, names[at], others) for at in over)
    return plain and all(map(_is_of_disorder, [*joined, *behind]))


def _joined(source: PolicyText, name: Span) -> Iterator[Span]:
    """The parts of a name that a word such as "with" joins."""
    cuts = [match.span for match in source.find(any_of(*terms()["warning_names_join_by"]), name)]
    starts, ends = (
        [name.start, *(cut.end for cut in cuts)],
        [*(cut.start for cut in cuts), name.end],
    )
    yield from (Span(start, end) for start, end in zip(starts, ends, strict=True))


def _is_of_disorder(words: str) -> bool:
    """Whether words name a disorder, or what a laboratory finds, by a name that is known."""
    return any(concept_of(match.concept_id).kind in EFFECTS for match in mentions(words))


@cache
def _titles() -> re.Pattern[str]:
    titles = any_of(*terms()["labels"]["policy_warnings"]["titles"])
    return re.compile(rf"(?<!\w)(?:{titles.pattern})(?!\w)")


def _has(source: PolicyText, span: Span, words: Iterable[str]) -> bool:
    """Whether one of ``words`` stands in ``span``, brackets left out."""
    return not words_in(fold(re.sub(r"\([^()]*\)", " ", span.of(source.text))).text).isdisjoint(
        words
    )


def _names(text: str, listed: Span, *, split_last: bool = True) -> Iterator[Span]:
    """The names of a list: parted by commas, the last two by "and" (after a comma or without).

    Without ``split_last`` an "and" that stands behind no comma parts none.
    """
    cuts = _commas(text, listed)
    if split_last:
        cuts += _ands(text, listed)[-1:]
    yield from _between(text, listed, cuts)


def _between(text: str, listed: Span, cuts: list[re.Match[str]]) -> Iterator[Span]:
    starts = [listed.start, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), listed.end]
    for start, end in zip(starts, ends, strict=True):
        if name := Span(start, end).strip(text):
            yield name


def _commas(text: str, listed: Span) -> list[re.Match[str]]:
    return [match for match in BETWEEN.finditer(text, listed.start, listed.end) if match["at"]]


def _ands(text: str, listed: Span) -> list[re.Match[str]]:
    """Each "and" that may part the last names, where none stands right behind the last comma.

    One in a known term ("ability to drive and use machines") parts none.
    """
    cuts = _commas(text, listed)
    if cuts and cuts[-1]["and"]:
        return []
    last = Span(cuts[-1].end() if cuts else listed.start, listed.end)
    between = BETWEEN.finditer(text, last.start, last.end)
    asides = [match.span() for match in between if not match["at"]]
    terms_in = [match.span for match in mentions(last.of(text))]
    return [
        match
        for match in LAST.finditer(text, last.start, last.end)
        if not any(start < match.start() < end for start, end in asides)
        and not any(
            one.start < match.start() - last.start and match.end() - last.start < one.end
            for one in terms_in
        )
    ]
