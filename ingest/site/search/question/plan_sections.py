"""Words of a question in, the sections of a plan's summary that it names by their numbers out.

"II.C" asks for the kinds of rows that stand there: what phrases of the dictionary that begin with
``SAID`` ask for. A number that the template has not is absent.
"""

from __future__ import annotations

import re

from ingest.site.search.lexicon.query_words import plain
from ingest.site.search.question.question import Question, Taken
from ingest.site.search.question.units import Unit

SAID = "RMP section"
"""How the dictionary calls sections of the summary: "RMP section II.A"."""
NUMBER = re.compile(
    r"(?<![\w.])(?:(?:section|part)\s+)?(?P<number>II?\.[A-Z](?:\.\d)?)(?!\w|\.\w)", re.IGNORECASE
)


def plan_sections(question: Question, taken: Taken) -> Taken:
    """The sections of a plan's summary that a question names by number are taken."""
    lexicon = question.lexicon
    units: list[Unit] = []
    left = list(taken.words)
    for match in NUMBER.finditer(question.query.text):
        said = f"{SAID} {match['number']}".casefold()
        roots = {lexicon.root(word) for word in _parts(said) if word not in lexicon.stop}
        known = lexicon.phrases.get(" ".join(sorted(roots)), ())
        meanings = tuple(one for one in known if one.said.casefold() == said)
        called = (match["number"].lower(),)
        units.append(Unit(called, (), meanings, topic=bool(meanings), absent=not meanings))
        for word in _parts(match[0]):
            if word in left:
                left.remove(word)
    return taken.beside(units, left)


def is_plan_section(unit: Unit) -> bool:
    """Whether a unit is a section of a plan's summary by its number."""
    return bool(unit.words) and NUMBER.fullmatch(unit.words[0]) is not None


def _parts(said: str) -> list[str]:
    return plain(said).replace(".", " ").split()
