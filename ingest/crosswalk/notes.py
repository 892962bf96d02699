"""A concern or a warning without partner in, out what the missing partner does not say.

Nothing that was read is tied to it: its document may still name it, in names that were not
understood, in a criterion, in a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.crosswalk.links import Item, Link, not_understood
from ingest.crosswalk.terms import one_name
from ingest.name_matches import mentions
from ingest.vocabulary import heal


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a document: what they are ("a criterion"), as printed, and the concepts named."""

    what: str
    text: str
    concepts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pair:
    """A plan and a policy as notes name them."""

    here: str
    there: str
    medicine: str
    other: str
    family: str


def words_of(what: str, quotes: Iterable[str]) -> list[Words]:
    """Words with the concepts that they name, each wording once."""
    return [
        Words(what, text, frozenset(match.concept_id for match in mentions(text)))
        for text in dict.fromkeys(heal(quote) for quote in quotes)
    ]


def note(
    pair: Pair,
    link: Link,
    others: Sequence[Item],
    told: Sequence[Words],
    asked: Sequence[str],
    *,
    unread: bool,
) -> str | None:
    """What the missing partner of ``link`` does not say; None where it has a partner.

    ``others`` are the concerns or warnings of the other document, ``told`` its words, ``asked`` the
    things that it asks for which bear on it; ``unread``: its words on warnings were not all read.
    """
    if link.relation != "none":
        return None
    item = link.concern or link.warning
    assert item
    listed = _listed(pair, link, unread=unread)
    document = "policy" if link.concern else "plan"
    return " ".join([listed, *_named(item, others, told, asked, document), _label(pair, link)])


def _listed(pair: Pair, link: Link, *, unread: bool) -> str:
    if not link.concern:
        return f"Not among the safety concerns that were read in this {pair.here} plan."
    listed = f"Not among the warnings that were read in this {pair.there} policy"
    return f"{listed}, which has words on warnings that were not read." if unread else f"{listed}."


def _named(
    item: Item,
    others: Sequence[Item],
    told: Sequence[Words],
    asked: Sequence[str],
    document: str,
) -> Iterator[str]:
    """Where the other document may speak of it all the same."""
    if item.meanings and (names := not_understood(others)):
        yield f"Names that were not understood may mean it: {_quoted(names)}."
    if others and not item.meanings:
        yield "It was compared by its name alone, and may be there by another name."
    meant = {meaning.concept_id for meaning in item.meanings}
    for what in dict.fromkeys(one.what for one in told):
        naming = [
            one.text
            for one in told
            if one.what == what and (meant & one.concepts or one_name(one.text, item.name))
        ]
        if naming:
            yield f"But {what} of the {document} names it: {_quoted(naming)}."
    if asked:
        yield f"The {document} asks for what bears on it: {_quoted(dict.fromkeys(asked))}."


def _label(pair: Pair, link: Link) -> str:
    """That the product information may still warn of it."""
    if link.concern:
        return (
            f"The full label of {pair.other} in the {pair.there} may still warn of it: a policy is "
            "not the label."
        )
    summary = pair.family == "rmp_summary"
    plan = "a summary of a risk management plan" if summary else "a list of safety concerns"
    return (
        f"The product information of {pair.medicine} (in the EU the SmPC) may still warn of it: "
        f"{plan} is not the product information."
    )


def _quoted(texts: Iterable[str]) -> str:
    return ", ".join(f"“{text}”" for text in texts)
