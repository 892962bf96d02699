"""A search with its hits in, what other programs get of it out."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ingest.site.search.result import Result

FACETS = {"kind": "kind", "category": "category", "product": "product_id"}
"""Fields that narrow a search down, and the columns of the index that they stand for."""


def described(result: Result) -> dict[str, Any]:
    """All that a search says, as one object; every key is there whatever was found."""
    return {
        "fields": result.fields,
        "without": result.without,
        "unread": list(result.answer.query.unread),
        "cut": result.cut,
        "level": result.level,
        "mended": result.answer.mended,
        "absent": [one.words for one in result.absent if not one.documents],
        "in_text": [asdict(one) for one in result.absent if one.documents],
        "alike": {one.words: one.alike for one in result.absent if one.alike and not result.total},
        "related": result.related,
        "untold": result.untold,
        "read_as": {one.words: one.meant for one in result.wide},
        "uncounted": result.uncounted,
        "in_label": result.in_label,
        "only_named": result.only_named,
        "not_there": [asdict(one) for one in result.not_there],
        "apart": [asdict(one) for one in result.apart],
        "explained": [asdict(one) for one in result.explained],
        "unstated": result.unstated,
        "side_by_side": result.side_by_side and asdict(result.side_by_side),
        "in_part": [asdict(one) for one in result.in_part],
        "as_words": result.as_words,
        "lacking": result.lacked,
        "known": result.known,
        "unfiltered": result.unfiltered,
        "says_nothing": result.says_nothing,
        "total": result.total,
        "more": result.more,
        "facets": {
            name: [{"value": value, "count": n} for value, n in result.facets[key].values]
            for name, key in FACETS.items()
        },
        "facets_more": {name: result.facets[key].more for name, key in FACETS.items()},
        "hits": [hit.as_json() for hit in result.hits],
        "near": [hit.as_json() for hit in result.near],
    }
