"""A piece of a list in, the "and" out that parts it, or none where both sides share a word.

"Moderate or severe asthma" and "heart or liver disease" say the noun once for both.
"""

from __future__ import annotations

import re

from ingest.families.rmp_summary.factor_words import (
    ADJECTIVE,
    JOINING,
    blanked,
    has_people,
    words,
)
from ingest.families.rmp_summary.figure_numbers import number_word
from ingest.families.rmp_summary.figure_patterns import groups

PLURAL = re.compile(r"[\w-]+(?<![siou])s")
"""A word that says nothing of a noun behind it: "tremors or muscle weakness"."""
LETTERS = 3
"""What is shorter names a sort, not a thing: "hepatitis B or C"."""
GOES_ON = r"\s(?:of|in|with|to|from|on|by|for|after|within|during|that|which|who)\s"


def cut_of(flat: str, start: int, end: int, parted_to: int, parts: bool) -> re.Match[str] | None:
    """The "and" that parts ``flat[start:end]``, or None where it stays whole.

    ``parts`` says that the piece may have the list's own "and" (the last segment, unless one
    stands before it, or the last member of an open list of members). Elsewhere an "and" parts what
    plainly shares nothing. One that stands between words of one noun is passed over, to the next
    "and": "moderate or severe asthma and gout".
    """
    passed = False
    for found in JOINING.finditer(blanked(flat, start, min(end, parted_to))):
        left = flat[start : start + found.start()].strip()
        right = flat[start + found.end() : end].strip()
        says_or = found.group().strip() in ("or", "and/or")
        if not left or not right or (passed and says_or) or _governs(left, right):
            return None
        if _wants_noun(left, right, says_or):
            passed = True
            continue
        if parts or _shares_nothing(left, right):
            return JOINING.match(flat, start + found.start())
        return None
    return None


def is_between_names(printed: str, at: int) -> bool:
    """Whether the "and" at ``at`` joins two names of places: "recruited in Japan and Korea"."""
    before = re.search(r"\s(?:in|from|of)\s+[A-Z][a-z]+$", printed[:at])
    return (
        before is not None and re.match(JOINING.pattern + r"[A-Z][a-z]+", printed[at:]) is not None
    )


def _governs(left: str, right: str) -> bool:
    """Whether something in ``left`` is said of ``right`` too: "use of A and B"."""
    again = re.match(rf"({words('said_again')})\s", right)
    sort = rf"(?:{words('one_of_several')})\s[\w-]{{1,4}}$"
    return (
        (again is not None and re.search(rf"\s{again.group(1)}\s", left) is not None)
        or re.search(rf"\b{sort}", left) is not None
        or re.search(rf"\b(?:{words('shared_head')})\s", left) is not None
    )


def _wants_noun(left: str, right: str, says_or: bool) -> bool:
    """Whether the last word of ``left`` goes with a noun that stands in ``right`` alone, or
    ``right`` with a number in ``left``: "with active or latent gout", "65 years or older"."""
    number = rf"(?:\d[\w.%]*|{number_word()})(?:\s[\w%/²]+){{0,2}}$"
    if re.match(rf"(?:{words('goes_beyond')})\b", right) and re.search(rf"\b{number}", left):
        return True
    last = left.split()[-1]
    if last.endswith("-") or (len(last) < LETTERS and re.match(r"\w{1,2}\b", right)):
        return True
    if " " not in left and " " not in right:
        return False
    if re.match(rf"(?:{words('article')}|{groups()})\b", right):
        return False
    if re.search(rf"(?:^|\s)(?:{words('modifier')})$", left):
        return True
    if ADJECTIVE.fullmatch(last) and not re.fullmatch(words("no_modifier"), last):
        return True
    headed = re.match(rf"(?:[\w-]+\s){{1,2}}(?:{words('shares_modifiers')})\b", right)
    part = re.search(rf"(?:^|\s)(?:{words('body_part')})$", left)
    had = re.search(r"\s(?:of|with)\s[\w-]+$", left) and not PLURAL.fullmatch(last)
    return headed is not None and bool(part or (says_or and had))


def _shares_nothing(left: str, right: str) -> bool:
    """Whether both sides are whole wherever they stand: two single words, a plural of things before
    words without a preposition, or people and other people."""
    if " " not in left and " " not in right:
        return True
    if PLURAL.fullmatch(left) and not has_people(left):
        other = re.match(r"other\s", right)
        return not other and not re.search(GOES_ON, f" {blanked(right, 0, len(right))} ")
    one = rf"(?:{groups()}|(?:{words('people')})\b)"
    has_own = re.search(rf"(?:^|\s){one}\s(?:of|with|who|aged|on|receiving|taking)\s", left)
    head = re.split(GOES_ON, f"{right} ")[0]
    return has_own is not None and " " in right and has_people(head)
