"""A policy's description in, the medicines that the policy is about out.

Xpovio (selinexor)
Mockira* (mockinib), Fictavel (fictinib)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.document import Span
from ingest.families.prior_approval.records import PolicyDrug
from ingest.families.prior_approval.text import PolicyText, any_of, terms
from ingest.vocabulary import folded_words, heal

APART = re.compile(r"\([^()]*\)|(?P<at>[,;]\s*(?:(?:and|or)\s+)?|\s+and\s+|\s*(?P<line>\n)\s*)")
PAIR = re.compile(r"(?P<name>[^()]+?)[*®™†‡]*\s*\((?P<other>[^()]+)\)[*®™†‡]*(?P<rest>[^()]*)")
BRAND = re.compile(r"[A-Z][\w'’-]*[*®™†‡]?(?:[ ][A-Z0-9][\w'’-]*){0,3}[*®™†‡]?")
GENERIC = re.compile(r"[a-z][\w'’-]+(?:(?:,?[ ](?:and[ ])?|[ ]?[/+][ ]?)[a-z][\w'’-]*){0,6}")
ENDING = re.compile(r"\s*\(\d[\d,\s\-–]*\)\s*\.?$|\n\s*[*†‡]\s*\w[\s\S]*$")
"""A citation, or a footnote, after the last medicine."""


def policy_drugs(source: PolicyText) -> list[PolicyDrug]:
    """The medicines of the policy in printed order; none where the description says other things.

    A description is a list of medicines when each of its parts is one; a name without the other
    one is a medicine only in such a list, or where it is the document's own.
    """
    body = source.body("description")
    if body is None:
        return []
    ending = ENDING.search(body.of(source.text))
    body = Span(body.start, body.start + ending.start()) if ending else body
    found = [(part, _names(source, part)) for part in _parts(source.text, body)]
    sure = [(part, pair) for part, pair in found if pair]
    if not sure or len(sure) < len(found):
        return []
    known = {folded_words(name) for name in source.own_names}
    listed = any(brand and generic for _, (brand, generic) in sure)
    own = all(folded_words(brand or generic or "") in known for _, (brand, generic) in sure)
    if not (listed or own):
        return []
    return [
        PolicyDrug(
            span=part,
            id=source.id("drug", brand or generic or ""),
            policy_id=source.document.id,
            ordinal=ordinal,
            brand_name=brand,
            generic_name=generic,
        )
        for ordinal, (part, (brand, generic)) in enumerate(sure, start=1)
    ]


def names_of(source: PolicyText, drugs: list[PolicyDrug]) -> tuple[str, ...]:
    """The names by which a policy may speak of its medicines, each once."""
    printed = [name for drug in drugs for name in (drug.brand_name, drug.generic_name) if name]
    return tuple({folded_words(name): name for name in [*source.own_names, *printed]}.values())


def _parts(text: str, body: Span) -> Iterator[Span]:
    """The parts of a description, parted by commas, "and", and lines that end a medicine."""
    start = body.start
    for match in APART.finditer(text, body.start, body.end):
        if match["at"] is None:
            continue
        before = Span(start, match.start()).strip(text)
        goes_on = match["line"] and (
            not before.of(text).endswith((")", "*", "®", "™")) or text[match.end()] in "(*"
        )
        if goes_on:
            continue
        if before:
            yield before
        start = match.end()
    if last := Span(start, body.end).strip(text):
        yield last


def _names(source: PolicyText, part: Span) -> tuple[str | None, str | None] | None:
    """Brand and generic name in ``part``; None where it is anything else than a medicine."""
    words = re.sub(r"^[•▪·-]\s+", "", part.of(source.text))
    if pair := PAIR.fullmatch(words):
        rest = pair["rest"].strip(" .")
        name, other = _name(pair["name"]), _name(pair["other"])
        if rest and not any_of(*terms()["drug_forms"]).fullmatch(folded_words(rest)):
            return None
        if _is_brand(name) and _is_generic(other):
            return name, other
        return (other, name) if _is_generic(name) and _is_brand(other) else None
    if "\n" in words:
        return None  # one name over two lines, or two names: it cannot be told
    name = _name(words)
    if _is_brand(name):
        return name, None
    return (None, name) if _is_generic(name) else None


def _name(words: str) -> str:
    return heal(words).strip(" .*®™†‡")


def _is_generic(name: str) -> bool:
    no_name = set(terms()["no_drug_words"])
    return bool(GENERIC.fullmatch(name)) and not no_name & set(re.findall(r"\w+", name))


def _is_brand(name: str) -> bool:
    no_name = set(terms()["no_drug_words"])
    return bool(BRAND.fullmatch(name)) and not no_name & set(folded_words(name).split())
