"""The words of a criterion in, its kind and the parameters a machine can test out."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache

from ingest.families.prior_approval.scope import scope_of
from ingest.families.prior_approval.slots import Value, compiled, filled
from ingest.families.prior_approval.text import any_of, terms, words_in, words_of
from ingest.vocabulary import Match, dictionary, fold, folded_words

ABBREVIATION = re.compile(r"\s*\(([A-Za-z]?[A-Z][A-Za-z0-9-]*[A-Z0-9][A-Za-z0-9-]*)\)")
Parameters = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a policy says elsewhere that its criteria speak of."""

    products: tuple[str, ...]
    """The names of its medicines."""
    class_ids: dict[str, str]
    """The drug classes of its appendices: their ids by ``class_key`` of their names."""


def classify(words: str, knowledge: Knowledge) -> tuple[str, Parameters]:
    """The kind of criterion that ``words`` are, and its parameters (none but what is stated).

    A kind may be known where parameters are not: words that go on over a known phrase fit a rule
    with ``<rest>``, which has none. Words that fit no rule are of the kind ``other``. Words that
    say for which medicines they are, are read without that; so are those that say for whom, where
    no rule has parameters for them as they stand.
    """
    scope = scope_of(words, knowledge.products)
    kind, parameters = ("other", {}) if scope and scope.drugs else by_rules(words, knowledge)
    if scope and not parameters and (scope.rest or scope.drugs):
        inner, parameters = by_rules(scope.rest, knowledge)
        return inner if kind == "other" else kind, {**parameters, **scope.parameters()}
    return kind, parameters


def by_rules(words: str, knowledge: Knowledge) -> tuple[str, Parameters]:
    """The kind and parameters of ``words`` by the first rule of ``policy_criteria.csv`` they fit.

    Words that go on over a known phrase and negate anything there are of no kind.
    """
    plain, appendix = without_appendix(words.rstrip(" .;,"))
    folded = fold(plain)
    known = words_in(folded.text)
    for kind, phrase, fixed in rules():
        if not words_of(phrase) <= known:
            continue
        pattern, types = compiled(phrase, knowledge.products)
        found = pattern.fullmatch(folded.text)
        values = filled(Match(found, folded), types, plain) if found else None
        if values is None or found is None:
            continue
        rests = (rest for name, rest in found.groupdict().items() if name.startswith("rest_"))
        if any(map(negates, rests)):
            return "other", appendix
        if _is_of_no_one(values):
            return kind, appendix
        parameters = {**fixed, **values, **appendix}
        class_id = knowledge.class_ids.get(class_key(str(values.get("class", ""))))
        return kind, {**parameters, "class_id": class_id} if class_id else parameters
    return "other", appendix


def _is_of_no_one(values: Parameters) -> bool:
    least, most = values.get("minimum_age"), values.get("maximum_age")
    return isinstance(least, int) and isinstance(most, int) and least > most


def without_appendix(words: str) -> tuple[str, Parameters]:
    """``words`` without "(see Appendix 1)", and the appendix that it names."""
    pattern, types = compiled(terms()["appendix_reference"], ())
    folded = fold(words)
    references = [Match(match, folded) for match in pattern.finditer(folded.text)]
    if len(references) != 1:
        return words, {}
    span = references[0].span
    rest = f"{words[: span.start].rstrip()} {words[span.end :].lstrip()}".strip()
    return rest, filled(references[0], types, words) or {}


def diagnosis(words: str) -> Parameters:
    """The name of a diagnosis, all its words kept, and the abbreviation it prints in brackets.

    An abbreviation with other words behind it ("(MM) after two prior therapies") is not one of all
    that is printed, so it stays among the words.
    """
    words, appendix = without_appendix(words.rstrip(" .;,:*†‡§"))
    abbreviations = [*ABBREVIATION.finditer(words)]
    if len(abbreviations) != 1 or not _goes_with_a_name(words[abbreviations[0].end() :]):
        return {"diagnosis": words, **appendix}
    name = ABBREVIATION.sub("", words).strip()
    return {"diagnosis": name, "abbreviation": abbreviations[0][1], **appendix}


def _goes_with_a_name(words: str) -> bool:
    """Whether words behind a short form say what the diagnosis includes, and no condition."""
    folded = folded_words(words)
    tail = re.sub(r"^,? not otherwise specified", "", folded)
    if not tail:
        return True
    plain = re.sub(r"\barising (?:from|in)\b|\bknown as\b", "", tail)
    limits = set(terms()["names_end_at"]) - {"and", "or", "and/or", "including"}
    qualified = limits & {*re.findall(r"[\w/]+", plain)} or re.search(r"\balso\b.*,", plain)
    return bool(any_of(*terms()["name_tails"]).match(tail)) and not qualified


def not_a_diagnosis(words: str) -> bool:
    """Whether words in a diagnosis's place say what the patient does not have.

    A name may negate ("not otherwise specified"), so it is the start that counts.
    """
    subject = re.match(r"(?:patient|member)\b", words, re.IGNORECASE)
    return negates(words) if subject else negates(words.split(maxsplit=1)[0])


def says_same(words: str) -> bool:
    """Whether words in a criterion's place are "Same as above" alone."""
    same = any_of(*terms()["same_as_above"])
    return same.fullmatch(folded_words(words.strip(" .;:,"))) is not None


@cache
def negation() -> re.Pattern[str]:
    """A word that says that something must not hold, in folded text."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(terms()['negations'])})(?!\w)")


def negates(words: str) -> bool:
    """Whether anything in ``words`` is said not to hold."""
    return negation().search(fold(words).text) is not None


def class_key(name: str) -> str:
    """The name of a class, equal for its singular and its plural."""
    words = folded_words(name)
    return re.sub(r"ie$", "y", words.removesuffix("s"))


def as_json(parameters: Parameters) -> str:
    """Parameters as the database holds them."""
    return json.dumps(parameters, sort_keys=True, ensure_ascii=False)


@cache
def rules() -> list[tuple[str, str, Parameters]]:
    """Kind, phrase and fixed parameters of each rule of ``policy_criteria.csv``."""
    rows = dictionary("policy_criteria", ("kind", "phrase", "fixed", "example", "source"))
    return [(row["kind"], row["phrase"], json.loads(row["fixed"])) for row in rows]
