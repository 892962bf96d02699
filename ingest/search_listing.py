"""A search or its evaluation in, lines for a terminal out; hits for other programs too."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from ingest.check import open_database
from ingest.errors import BadQueries
from ingest.search_evaluation import Score, evaluate, read_queries, searches
from ingest.site.search.hits import Hit
from ingest.site.search.holdings import holdings
from ingest.site.search.lexicon.editions import Editions
from ingest.site.search.lexicon.query_words import MOST_CHARACTERS, MOST_WORDS
from ingest.site.search.marks import unmarked
from ingest.site.search.result import Result, look_up
from ingest.site.search.told.absent import InText
from ingest.site.search.told.explained import Explained
from ingest.site.search.told.read_in_part import nothing, what_was_read
from ingest.site.search.told.side_by_side import beside_in_words
from ingest.text_tables import table_lines

COLUMNS = ("kind", "title", "product_id", "row_path", "page", "quote", "text", "why", "partial")
LONGEST_QUOTE = 300
SHOWN_WORDS = 42
"""Words of a longer one that are shown, about as long a line."""
INDENT = " " * 4

CAUSED = "identified or potential risk and no warning is named"
"""Where it is asked whether the medicine causes a thing."""


def search_lines(
    database: Path,
    text: str,
    most: int,
    as_json: bool,
    tell: Callable[[str], object] = lambda _: None,
) -> Iterator[str]:
    """The hits for ``text``, best first; without any, what is near and what the base holds.

    As JSON an array of the hits alone; ``tell`` gets each note on them. Raises NotADatabase as
    ``open_database`` does.
    """
    with closing(open_database(database)) as connection:
        result = look_up(connection, text, most=most)
        if as_json:
            for note in _notes(result):
                tell(note)
            hits = [hit.as_json() for hit in result.hits]
            chosen = [{name: hit[name] for name in COLUMNS} for hit in hits]
            yield json.dumps(chosen, ensure_ascii=False, indent=2)
            return
        yield from _notes(result)
        for hit in result.hits or result.near:
            yield from _hit_lines(hit, result.answer.lexicon.editions)
        if result.total:
            shown = f"; the first {len(result.hits)}" if result.total > len(result.hits) else ""
            yield f"{result.total} hit{'' if result.total == 1 else 's'}{shown}"
            return
        yield "The base holds:"
        held = holdings(connection)
    for medicine in held["medicines"]:
        concerns = [one["name"] for one in medicine["concerns"]]
        concerns += [f"{medicine['more_concerns']} more"] if medicine["more_concerns"] else []
        concerns += [f"{medicine['criteria']} criteria of a policy"] if medicine["criteria"] else []
        said = f"{medicine['product']} ({medicine['substance']}, {medicine['jurisdiction']})"
        yield f"{INDENT}{said}: {', '.join(concerns)}" if concerns else f"{INDENT}{said}"
    if held["more_medicines"]:
        yield f"{INDENT}and {held['more_medicines']} medicines more"


def _notes(result: Result) -> Iterator[str]:
    """What was mended, what is absent, and how far the hits are what was asked for."""
    for word, instead in result.answer.mended.items():
        if result.total:
            yield f'Nothing has "{word}": showing hits for {instead[0]}.'
        else:
            yield f'Nothing has "{word}". Did you mean {", or ".join(instead)}?'
    for one in result.absent:
        if one.documents:
            yield f'No row was made of words that say "{one.words}".'
            yield from map(_in_text, one.documents)
        else:
            yield f'{nothing(result.in_part)} speaks of "{one.words}".'
        if one.alike and not result.total:
            yield f"Words that begin alike: {', '.join(one.alike)}."
    for words in result.related:
        yield f'No row says "{words}": what is found is related, wider, or where it would stand.'
    for words in result.untold:
        yield f'No row on this tells "{words}".'
    for wide in result.wide:
        yield f'No row says "{wide.words}": it was read as {", ".join(wide.meant)}.'
    if result.uncounted:
        yield f"No row on this has, of these words: {', '.join(result.uncounted)}."
    for words in result.in_label:
        yield f'{nothing(result.in_part)} says "{words}": the section of the label would.'
    for words in result.only_named:
        yield f'No document here is of "{words}": rows only name it.'
    for there in result.not_there:
        yield f'No row of {result.named(there)} says "{there.words}".'
    for told in result.apart:
        lacking = f'row that answers "{told.asked}" says' if told.asked else CAUSED
        yield f'No {lacking} "{told.words}".'
    if result.side_by_side:
        sides = " and ".join(result.side_by_side.names)
        yield f"Safety concerns and warnings of {sides} side by side:"
        for said, names in beside_in_words(result.side_by_side):
            yield f"{INDENT}{said}: {names}"
    if result.unstated:
        yield f'{nothing(result.in_part)} states the legal status "{result.unstated}".'
    if read := what_was_read(result.in_part):
        yield read
    yield from map(_in_text, result.explained)
    if result.without:
        yield f"Left out: what prints {', '.join(result.without)}."
    yield from result.unread_so
    if result.cut:
        yield f"The search reads the first {MOST_CHARACTERS:,} characters and {MOST_WORDS} words."
    if result.as_words:
        yield "Nothing matches this as it is written: these are the hits of its words."
    if result.lacked:
        yield f"No row has all of these words; the first is without: {', '.join(result.lacked)}."
    if result.level == "alike":
        yield "No row has enough of these words; these are what questions like this one ask for."
    for name, values in result.known.items():
        yield f"There is no such {name}; there are: {', '.join(values)}."
    if result.unfiltered:
        yield f"Without its fields the search has hits: {result.unfiltered}."
    asked = result.answer.query.text
    if result.says_nothing:
        yield f'"{asked[:200]}" says nothing to look for.'
    elif not result.total and asked:
        yield f"No row has: {asked[:200]}{'; near to it:' if result.near else ''}"


def _in_text(told: InText | Explained) -> str:
    """What the text of a document says."""
    page = "" if told.page is None else f" (page {told.page})"
    return f'The text of {told.title} says{page}: "{told.quote}"'


def _hit_lines(hit: Hit, editions: Editions) -> Iterator[str]:
    """Kind, title, place and reason on a line; below it the document's own words, and what the row
    says beside these."""
    row = hit.row
    said = [row.kind.replace("_", " "), row.title.text]
    said += [row.product_id] if row.product_id else []
    edition = editions.shown(row.document_id)
    said += [edition] if edition else []
    said += [f"page {row.page}"] if row.page is not None else []
    said += [hit.why] if hit.why else []
    yield "  ".join(" ".join(part.split()) for part in said)
    if quote := row.quote or row.body.text:
        yield f"{INDENT}{_around_what_was_met(hit) or _cut(quote)}"
    if beside := hit.beside_the_quote:
        yield f"{INDENT}row: {_cut(beside)}"


def _around_what_was_met(hit: Hit) -> str:
    """Of a quote that is too long for its line the words around those that were met, where the
    quote is the text of the row; else nothing."""
    text, quote = (" ".join(one.split()) for one in (hit.row.body.text, hit.row.quote or ""))
    if len(quote) <= LONGEST_QUOTE or text not in quote:
        return ""
    return unmarked(hit.marks.snippet(hit.row.body, SHOWN_WORDS))


def _cut(text: str) -> str:
    """``text`` on a line, and not too long for it."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE].rsplit(' ', 1)[0]} …"


def evaluation_lines(database: Path, queries: Path) -> Iterator[str]:
    """A table of scores for the search and for each baseline; never the queries themselves.

    Raises NotADatabase and BadQueries.
    """
    if not queries.exists():
        raise BadQueries(f"{queries}: no such file; name one with --queries")
    asked = read_queries(queries)
    with closing(open_database(database)) as connection:
        for name, find in searches(connection):
            yield name
            head = ("kind", "queries", "nDCG@10", "MRR", "recall@5", "zero hits", "near", "claims")
            yield from table_lines([head, *map(_cells, evaluate(find, asked))])
            yield ""


def _cells(score: Score) -> tuple[str, ...]:
    """A row of the table; what a kind of queries has no measure of is "-"."""
    head = (score.kind, str(score.queries))
    if score.claims is not None:
        return (
            *head,
            "-",
            "-",
            "-",
            *(f"{one:.3f}" for one in (score.zero, score.near, score.claims)),
        )
    measured = (score.ndcg, score.mrr, score.recall, score.zero, score.near)
    return (*head, *(f"{value:.3f}" for value in measured), "-")
