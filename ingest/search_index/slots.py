"""What people say with words in braces in, all the ways in which it is said out.

The braces name a slot of ``search_slots.csv``: "bowel {ills}" is said in as many ways as there
are words for the slot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import Any

from ingest.vocabulary import dictionary

SLOT = re.compile(r"\{(\w+)\}")


def filled(said: str) -> Iterator[str]:
    """``said`` with each word in braces put in all the ways in which people say that."""
    parts = SLOT.split(said)
    ways = [_slots()[part] if at % 2 else [part] for at, part in enumerate(parts)]
    return (" ".join("".join(way).split()) for way in product(*ways))


@cache
def _slots() -> dict[str, list[str]]:
    rows = dictionary("search_slots", ("slot", "words", "source"))
    return {row["slot"]: row["words"].split("|") for row in rows}


def name_frames() -> list[dict[str, Any]]:
    """Rows of ``search_word_groups``: what stands around the name of a thing in questions about it
    (``search_name_frames.csv``), with X for the medicine; each once."""
    rows = dictionary("search_name_frames", ("name", "words", "source"))
    found = {(row["name"], said): row["source"] for row in rows for said in filled(row["words"])}
    return [{"name": name, "word": said, "source": told} for (name, said), told in found.items()]
