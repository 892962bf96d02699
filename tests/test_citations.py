"""Citations: what they say, that their files can be read back, and that nothing breaks them."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ingest.server import application
from ingest.site.citations import Place, bibtex, cite_path, csl, in_words

POLICY = {
    "id": "xpovio-prior-approval",
    "title": "Xpovio (selinexor) prior approval policy",
    "family": "prior_approval",
    "publisher": "Blue Cross and Blue Shield Federal Employee Program (FEP)",
    "language": "en",
    "version": "5",
    "document_date": "2024-07-01",
    "source_url": "https://example.org/policy_1.pdf?a=1&b=50%25",
}
BARE = dict.fromkeys(POLICY) | {"id": "bare", "title": "bare.txt", "family": "rmp_summary"}
PLACE = Place("https://site.example/riskplan/risks/x", date(2025, 3, 9), page=4, name="Fatigue")
SPECIALS = r'50% of {A} & B_c #1 $x ~ ^ \emph{"q"} } { <i> @x'


def fields_of(entry: str) -> dict[str, str]:
    """The fields of one BibTeX entry, read as BibTeX reads: braces are counted, escaped or not."""
    head = re.match(r"@(\w+)\{([^,\s{}]+),\n", entry)
    assert head, entry
    found, at = {"ENTRY": head[1], "KEY": head[2]}, head.end()
    while entry[at] != "}":
        name = re.compile(r"\s*(\w+) = \{").match(entry, at)
        assert name, entry[at:]
        start, depth = name.end(), 1
        at = start
        while depth:
            depth += {"{": 1, "}": -1}.get(entry[at], 0)
            at += 1
        found[name[1]] = entry[start : at - 1]
        assert entry[at : at + 2] == ",\n"
        at += 2
    assert entry[at:] == "}\n"
    return found


def unescaped(text: str) -> str:
    """What TeX would print of an escaped text."""
    words = {
        "textbackslash": "\\",
        "textasciitilde": "~",
        "textasciicircum": "^",
        "textbraceleft": "{",
        "textbraceright": "}",
        "textless": "<",
        "textgreater": ">",
    }
    return re.sub(
        r"\\(?:([a-z]+)\{\}|([&%$#_]))", lambda met: words[met[1]] if met[1] else met[2], text
    )


def test_a_policy_in_bibtex() -> None:
    assert fields_of(bibtex(POLICY, PLACE)) == {
        "ENTRY": "techreport",
        "KEY": "xpovio-prior-approval-p4",
        "author": "{Blue Cross and Blue Shield Federal Employee Program (FEP)}",
        "title": "{Xpovio (selinexor) prior approval policy}",
        "institution": "{Blue Cross and Blue Shield Federal Employee Program (FEP)}",
        "type": "Prior approval policy",
        "number": "version 5",
        "year": "2024",
        "date": "2024-07-01",
        "pages": "4",
        "url": "https://example.org/policy_1.pdf?a=1&b=50%25",
        "language": "en",
        "note": "Fatigue, page 4, as extracted by riskplan: "
        "https://site.example/riskplan/risks/x (accessed 2025-03-09)",
    }


def test_a_policy_in_csl() -> None:
    (item,) = csl(POLICY, PLACE)
    assert json.loads(json.dumps(item)) == {
        "id": "xpovio-prior-approval-p4",
        "type": "report",
        "title": "Xpovio (selinexor) prior approval policy",
        "author": [{"literal": "Blue Cross and Blue Shield Federal Employee Program (FEP)"}],
        "publisher": "Blue Cross and Blue Shield Federal Employee Program (FEP)",
        "genre": "Prior approval policy",
        "version": "5",
        "issued": {"date-parts": [[2024, 7, 1]]},
        "page": "4",
        "URL": "https://example.org/policy_1.pdf?a=1&b=50%25",
        "language": "en",
        "note": "Fatigue, page 4, as extracted by riskplan: "
        "https://site.example/riskplan/risks/x (accessed 2025-03-09)",
    }


def test_a_policy_in_words() -> None:
    assert in_words(POLICY, PLACE) == (
        "Blue Cross and Blue Shield Federal Employee Program (FEP). Xpovio (selinexor) prior "
        "approval policy. Version 5. 2024-07-01. https://example.org/policy_1.pdf?a=1&b=50%25. "
        "Fatigue, page 4, as extracted by riskplan: https://site.example/riskplan/risks/x "
        "(accessed 2025-03-09)."
    )
    assert in_words(POLICY).endswith("2024-07-01. https://example.org/policy_1.pdf?a=1&b=50%25.")


def test_what_a_document_does_not_state_is_left_out_and_nothing_is_made_up() -> None:
    fields = fields_of(bibtex(BARE, None))
    assert fields == {
        "ENTRY": "techreport",
        "KEY": "bare",
        "title": "{bare.txt}",
        "type": "Risk management plan summary",
        "note": "No date or publisher stated",
    }
    assert csl(BARE, None) == [
        {
            "id": "bare", "type": "report", "title": "bare.txt",
            "genre": "Risk management plan summary",
            "note": "No date or publisher stated",
        }
    ]  # fmt: skip
    assert in_words(BARE) == "bare.txt. No date or publisher stated."


def test_a_document_without_an_address_is_cited_by_where_it_was_seen() -> None:
    place = Place("https://site.example/riskplan/documents/bare", date(2025, 3, 9))
    (item,) = csl(BARE, place)
    assert item["URL"] == "https://site.example/riskplan/documents/bare"
    assert item["accessed"] == {"date-parts": [[2025, 3, 9]]}
    fields = fields_of(bibtex(BARE, place))
    assert (fields["url"], fields["urldate"]) == (item["URL"], "2025-03-09")


@pytest.mark.parametrize(
    ("printed", "parts", "year"),
    [("2024", [2024], "2024"), ("2024-07", [2024, 7], "2024"), ("July 2024", None, None)],
)
def test_a_date_is_as_exact_as_printed(
    printed: str, parts: list[int] | None, year: str | None
) -> None:
    said = POLICY | {"document_date": printed}
    (item,) = csl(said, None)
    assert item["issued"] == ({"date-parts": [parts]} if parts else {"literal": printed})
    assert fields_of(bibtex(said, None)).get("year") == year


@pytest.mark.parametrize("field", ["title", "publisher", "version", "document_date", "source_url"])
def test_specials_come_back_as_they_were(field: str) -> None:
    said = POLICY | {field: SPECIALS, "id": "a{b},c d%"}
    fields = fields_of(bibtex(said, PLACE))
    assert fields["KEY"] == "a-b-c-d-p4"
    if field != "source_url":
        name = {"publisher": "institution", "version": "number", "document_date": "note"}
        shown = unescaped(fields[name.get(field, field)])
        around = {"version": ("version ", ""), "document_date": ("Dated ", ". Fatigue")}
        before, after = around.get(field, ("{", "}"))
        assert shown.startswith(before + SPECIALS + after)
    assert json.loads(json.dumps(csl(said, PLACE)))


def test_white_space_and_control_characters_are_healed() -> None:
    said = POLICY | {"title": "two\nlines\x00 \x1b[1m\u202e here"}
    assert fields_of(bibtex(said, None))["title"] == "{two lines [1m here}"
    assert csl(said, None)[0]["title"] == "two lines [1m here"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "not one"])
def test_only_addresses_of_the_web_are_cited(address: str) -> None:
    said = POLICY | {"source_url": address}
    assert "url" not in fields_of(bibtex(said, None))
    assert "URL" not in csl(said, None)[0]


def test_an_address_cannot_end_its_field() -> None:
    said = POLICY | {"source_url": "https://example.org/a b}{\\x\n"}
    assert fields_of(bibtex(said, None))["url"] == "https://example.org/a%20b%7D%7B%5Cx"


# Over the site


@pytest.fixture(scope="module")
def client(database: Path) -> Any:
    site = application(database).client
    return lambda path: asyncio.run(site.get(path))


def test_every_document_can_be_cited_in_both_forms(client: Any, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        documents = connection.execute("select id, title, publisher from documents").fetchall()
    assert documents
    for document_id, title, publisher in documents:
        answer = client(cite_path(document_id, "json"))
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("application/vnd.citationstyles.csl+json")
        assert answer.headers["access-control-allow-origin"] == "*"
        (item,) = answer.json()
        assert (item["title"], item["publisher"]) == (title, publisher)
        assert f"/riskplan/documents/{document_id}" in item["note"]
        answer = client(cite_path(document_id, "bib"))
        assert answer.headers["content-type"].startswith("application/x-bibtex")
        assert f'filename="{document_id}.bib"' in answer.headers["content-disposition"]
        fields = fields_of(answer.text)
        assert unescaped(fields["title"]) == f"{{{title}}}"
        assert date.today().isoformat() in fields["note"]  # noqa: DTZ011


def test_a_row_is_cited_with_its_page_and_its_permalink(client: Any, database: Path) -> None:
    row = "nexpovio-rmp-summary-hyponatraemia"
    with closing(sqlite3.connect(database)) as connection:
        (page,) = connection.execute("select page from risks where id = ?", [row]).fetchone()
    (item,) = client(cite_path("nexpovio-rmp-summary", "json", "risks", row)).json()
    assert item["page"] == str(page)
    assert item["note"].startswith(
        f"No date stated. “Hyponatraemia”, page {page}, as extracted by riskplan: http"
    )
    assert f"/riskplan/risks/{row} (accessed" in item["note"]


@pytest.mark.parametrize(
    "path",
    [
        "/-/cite/nope.bib",
        "/-/cite/nexpovio-rmp-summary.bib?row=risks/nope",
        "/-/cite/nexpovio-rmp-summary.bib?row=documents",
        "/-/cite/xpovio-prior-approval.bib?row=risks/nexpovio-rmp-summary-hyponatraemia",
        "/-/cite/nexpovio-rmp-summary.xml",
    ],
)
def test_there_is_no_citation_of_what_is_not_there(client: Any, path: str) -> None:
    assert client(path).status_code == 404


def test_names_that_need_it_are_encoded() -> None:
    assert cite_path("a.b/c", "bib") == "/-/cite/a~2Eb~2Fc.bib"
    assert cite_path("d", "json", "risks", "x&y") == "/-/cite/d.json?row=risks%2Fx%26y"
