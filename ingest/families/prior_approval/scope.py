"""The words of a criterion in; for whom, or for which of the policy's medicines, it is made, out.

"Xpovio only: ...", "For Xpovio: ...", "... (Xpovio only)", "Patients with asthma only: ...".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.families.prior_approval.text import terms
from ingest.vocabulary import fold, folded_words

WHO = r"(?P<who>(?:(?!following)[^:;.]|\.(?=\d)){1,120}?)"
WHOM = WHO.replace("who", "whom")
LED = re.compile(
    rf"(?:(?:and|or)\s+)?(?:(?:for\s+)?{WHO}\s+only\s*:\s*|for\s+{WHOM}\s*:\s*)", re.IGNORECASE
)
"""Words before a colon that say for whom what follows is."""
ALONE = re.compile(rf"(?:(?:and|or)\s+)?(?:for\s+)?{WHO}(?P<whom>)\s+only", re.IGNORECASE)
"""Such words without a colon: they count where they name medicines alone."""
ANOTHER = re.compile(r"(?<!\w)(?:only\s*:|for\s[^:;.]{1,60}:)", re.IGNORECASE)
"""Words that say for whom something else is, in what is for some."""
VERBS = "is|are|was|were|been|must|should|will"


@dataclass(frozen=True, slots=True)
class Scope:
    """For whom a criterion is made, as printed, and what it asks of them."""

    who: str
    drugs: tuple[str, ...]
    """The names in ``who`` where it names nothing but medicines of the policy."""
    rest: str

    def parameters(self) -> dict[str, str | list[str]]:
        """``only_for``, and ``only_for_drugs`` where medicines are named."""
        drugs: dict[str, str | list[str]] = {"only_for_drugs": [*self.drugs]} if self.drugs else {}
        return {"only_for": self.who, **drugs}


def scope_of(words: str, names: tuple[str, ...]) -> Scope | None:
    """What ``words`` say of whom they hold for; None where they say nothing of it.

    ``names`` are those of the policy's medicines. Words at the end count only where they name
    some of these, for there "only" may mean something else.
    """
    if (led := LED.match(words)) or (led := ALONE.fullmatch(words)):
        who = led["who"] or led["whom"]
        drugs, rest = drugs_in(who, names), words[led.end() :]
        if ANOTHER.search(rest):
            return None
        if drugs or (led.re is LED and not _says_more(who)):
            return Scope(who, drugs, rest)
    folded = fold(words)
    if (last := trailing_pattern(names).search(folded.text)) is None:
        return None
    group = next(name for name in ("in", "for", "all", "dash", "aged") if last.start(name) >= 0)
    who = folded.span(last.start(group), last.end(group)).of(words)
    rest = words[: folded.span(last.start(), last.end()).start].rstrip()
    return Scope(who, drugs_in(who, names), rest)


def _says_more(who: str) -> bool:
    """Whether words for whom a criterion is say more than that: "NO vaccines Females only"."""
    denied = "|".join(terms()["negations"])
    told = re.search(rf"(?<!\w)(?:{denied}|{VERBS})(?!\w)", folded_words(who))
    return bool(told or re.search(r",|\s[-–—]\s", who)) or who.count("(") != who.count(")")


def stands_alone(words: str) -> bool:
    """Whether ``words`` say for whom the items under them are, and no more."""
    return LED.fullmatch(words) is not None


def drugs_in(who: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The medicines that ``who`` lists, as printed; none where it says anything else too.

    "Xpovio (selinexor)" is one medicine, by the name outside the brackets.
    """
    folded = fold(who)
    if not re.fullmatch(names_pattern(names), folded.text.strip()):
        return ()
    outside = re.sub(r"\([^()]*\)", lambda inside: " " * len(inside[0]), folded.text)
    found = re.finditer(rf"(?<!\w)(?:{name_pattern(names)})(?!\w)", outside)
    return tuple(folded.span(one.start(), one.end()).of(who) for one in found)


@cache
def name_pattern(names: tuple[str, ...]) -> str:
    """Any of ``names``, the longest first, on folded text."""
    longest = sorted({folded_words(name) for name in names}, key=len, reverse=True)
    return "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest) or r"(?!)"


@cache
def names_pattern(names: tuple[str, ...]) -> str:
    """One or several of ``names``, joined by commas, "and" or "or", on folded text."""
    name = name_pattern(names)
    one = rf"(?:(?<!\w)(?:{name})(?!\w)[*®™]*(?:\s*\((?:{name})\))?)"
    joint = r"(?:\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and/or|and|or)\s+|\s*/\s*)"
    return rf"{one}(?:{joint}{one})*"


@cache
def trailing_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Medicines at the end of folded words: "(Xpovio only)", "for Xpovio only", "- Xpovio only"."""
    listed = names_pattern(names)
    inside = rf"\((?:for\s+)?(?P<in>{listed})\s+only\)"
    return re.compile(
        rf"\s*(?:{inside}|\bfor\s+(?P<for>{listed})\s+only|following\s+for\s+(?P<all>{listed})"
        rf"|[-,]\s+(?P<dash>{listed})\s+only"
        rf"|(?:(?<=of age)|(?<=older)|(?<=younger)|(?<=above)|(?<=years))"
        rf"\s+for\s+(?P<aged>{listed}))[.:]?$"
    )


@cache
def heading_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """A line of folded text that says for which medicines what stands under it is."""
    listed = names_pattern(names)
    colon = r"(?:\s*:|[ ]?$)"
    return re.compile(
        rf"(?m)(?:(?:and|or)\s+)?(?:for\s+(?P<for>{listed})(?:\s+only)?\s*:"
        rf"|(?:for\s+)?(?P<only>{listed})\s+only{colon})"
    )
