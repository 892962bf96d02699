"""The words of English as the package symspellpy ships them: none of them is a misspelling."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from ingest.errors import BadVocabulary

NAME = "frequency_dictionary_en_82_765.txt"


@cache
def english_words() -> frozenset[str]:
    """Some 80,000 words in small letters. Raises BadVocabulary when the package is not there."""
    spec = find_spec("symspellpy")
    folders = spec.submodule_search_locations if spec else None
    path = Path(next(iter(folders))) / NAME if folders else None
    if path is None or not path.is_file():
        raise BadVocabulary(
            f"the package symspellpy with {NAME} is not installed; install riskplan anew"
        )
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    return frozenset(line.split()[0] for line in lines if line.strip())
