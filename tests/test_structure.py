"""The shape of the project: who imports whom, what the tables are, what the data files hold."""

from __future__ import annotations

import ast
import csv
import json
import re
import sqlite3
from dataclasses import fields
from pathlib import Path

import pytest
import yaml

from ingest import plan_records, records
from ingest.document import Record
from ingest.errors import BadVocabulary
from ingest.families import family_names, load_family
from ingest.families.prior_approval import records as prior_approval
from ingest.records import Fact
from ingest.resources import resource
from ingest.vocabulary import DICTIONARIES, dictionary, fold, phrase_pattern

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "ingest"

# Each module may import those to its left. The families stand where "families" stands.
ORDER = [
    "errors", "document", "bullets", "records", "plan_records", "page_layout", "page_furniture",
    "page_breaks", "rulings", "gutters", "text_columns", "read_pdf",
    "vocabulary", "page_feet", "text_furniture", "read_text", "words", "hpo", "english",
    "concepts", "abbreviations", "other_senses", "state_names", "bounds", "printed_limits",
    "printed_measures", "name_matches", "finding_rules", "placeholders", "sentences",
    "warning_words",
    "sections", "template", "measure_tools", "totals", "plan_checks", "chapter",
    "grids", "list_items", "printed_dates", "plan_words", "label_citations", "plan_context",
    "tables", "table_shapes", "concern_names",
    "milestones", "study_tables", "families",
    "resources", "accounts", "fingerprint", "source_file", "page_images", "wordings",
    "printed_names", "identify", "document_titles", "table_rows", "filling", "search_index",
    "reference_tables", "crosswalk", "store",
    "check", "gold_values", "gold", "text_tables", "listing", "processes", "extract_cache",
    "read_all", "pipeline",
    "add", "approval", "site", "search_evaluation", "search_listing", "authorise_listing",
    "server", "cli",
]  # fmt: skip
# The same of the modules of two folders.
PARTS = {
    "search_index": [
        "keys", "short_forms", "concept_names", "texts", "places", "slots", "concept_rows",
        "phrases", "examples", "columns", "figures", "postings", "history", "told", "sections",
        "fill",
    ],
    "crosswalk": [
        "governing_words", "terms", "names", "links", "notes", "aspect_words",
        "indication_aspects", "indications", "duties", "duty_ties", "fill_duties", "fill",
    ],
}  # fmt: skip
# The same of the folders of the site; "" are its modules beside them, its plugin may import all.
SITE = [
    "lexicon", "", "numbers", "labels", "compare", "source", "policies", "medicines",
    "question", "answer", "question_form", "bare_names", "scores", "told", "order", "search",
]  # fmt: skip
LIBRARIES = {
    "sqlite_utils": {"store"},
    "rapidfuzz": {"site"},
    "numpy": {"site", "search_index"},
    "Stemmer": {"words", "site"},
    "pdfplumber": {"read_pdf"},
    "pypdfium2": {"read_pdf", "page_images"},
    "click": {"cli"},
    "svg": {"site"},
    "uvicorn": {"server"},
    "datasette": {"server", "site"},
}


def modules() -> dict[str, list[Path]]:
    """The project's modules by the name that ORDER has for them."""
    found: dict[str, list[Path]] = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if parts != ("__init__",):
            found.setdefault(parts[0], []).append(path)
    return found


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module == "ingest":
            found |= {f"ingest.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_imports_point_upstream() -> None:
    assert set(modules()) == set(ORDER)
    for name, paths in modules().items():
        for imported in set().union(*map(imports, paths)):
            if imported.startswith("ingest."):
                other = imported.split(".")[1]
                assert other == name or ORDER.index(other) < ORDER.index(name), (name, imported)


@pytest.mark.parametrize("folder", PARTS)
def test_the_modules_of_a_folder_import_what_is_upstream(folder: str) -> None:
    order = PARTS[folder]
    assert {path.stem for path in modules()[folder]} == {"__init__", *order}
    for path in modules()[folder]:
        for imported in imports(path):
            if imported.startswith(f"ingest.{folder}."):
                assert order.index(imported.split(".")[2]) < order.index(path.stem), path


def part_of_site(module: Path) -> str:
    """The folder, of the search one of its own, that a module of the site stands in."""
    folders = ["", *module.parts[:-1]]
    return module.stem if folders[-1] == "search" and module.stem in SITE else folders[-1]


def test_the_parts_of_the_site_import_what_is_upstream() -> None:
    site = PACKAGE / "site"
    for path in modules()["site"]:
        own = part_of_site(path.relative_to(site))
        for imported in imports(path) if path != site / "__init__.py" else ():
            if imported.startswith("ingest.site."):
                other = part_of_site(Path(*imported.split(".")[2:]))
                assert SITE.index(other) <= SITE.index(own), (path, imported)


def test_a_family_imports_no_other_family() -> None:
    for name in family_names():
        for path in (PACKAGE / "families" / name).rglob("*.py"):
            for imported in imports(path):
                if imported.startswith("ingest.families."):
                    assert imported.split(".")[2] == name, path


def test_the_site_knows_only_tables_and_asks_for_pages_to_be_drawn() -> None:
    for path in modules()["site"]:
        for imported in imports(path):
            if imported.startswith("ingest."):
                assert imported.split(".")[1] in ("site", "page_images", "approval"), path


def test_a_big_library_is_imported_in_one_place() -> None:
    for name, paths in modules().items():
        for imported in set().union(*map(imports, paths)):
            library = imported.split(".")[0]
            if library in LIBRARIES:
                assert name in LIBRARIES[library], (name, imported)


def test_the_schema_folder_is_no_package() -> None:
    assert not (ROOT / "schema" / "__init__.py").exists()
    assert {path.suffix for path in resource("schema").iterdir()} == {".sql"}


def columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"pragma table_info({table})")]


@pytest.fixture
def connection(database: Path):
    connection = sqlite3.connect(database)
    yield connection
    connection.close()


def test_the_schema_holds_the_data_contract(connection: sqlite3.Connection) -> None:
    contract = json.loads((Path(__file__).parent / "contract.json").read_text(encoding="utf-8"))
    for table, named in contract.items():
        assert set(named) <= set(columns(connection, table)), table


def own_tables(connection: sqlite3.Connection) -> list[str]:
    return [
        name
        for (name,) in connection.execute(
            "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
            " and name not like '%_fts' and name not like '%_fts_%'"
        )
    ]


def test_tables_are_strict_and_every_foreign_key_has_an_index(
    connection: sqlite3.Connection,
) -> None:
    for table in own_tables(connection):
        (strict,) = connection.execute(
            "select strict from pragma_table_list where name = ?", [table]
        ).fetchone()
        assert strict, table
        indexed = {
            connection.execute(f"pragma index_info({index[1]})").fetchone()[2]
            for index in connection.execute(f"pragma index_list({table})")
        }
        for key in connection.execute(f"pragma foreign_key_list({table})"):
            assert key[3] in indexed, (table, key[3])


PROVENANCE = {"document_id", "page", "char_start", "char_end", "quote"}


def row_classes() -> list[type[Record | Fact]]:
    return [
        one
        for module in (records, plan_records, prior_approval)
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, Record | Fact) and hasattr(one, "table")
    ]


@pytest.mark.parametrize("row", row_classes(), ids=lambda row: row.__name__)
def test_a_row_has_the_fields_that_its_table_has(
    connection: sqlite3.Connection, row: type[Record | Fact]
) -> None:
    named = {field.name for field in fields(row)}
    expected = (named - {"span"}) | (PROVENANCE if "span" in named else set())
    assert set(columns(connection, row.table)) == expected


def test_every_table_with_a_quote_is_checked_for_faithfulness(
    connection: sqlite3.Connection,
) -> None:
    quoted = {t for t in own_tables(connection) if set(columns(connection, t)) >= PROVENANCE}
    assert len(quoted) >= 24

    def read_by(view: str) -> set[str]:
        (sql,) = connection.execute(
            "select sql from sqlite_master where name = ?", [view]
        ).fetchone()
        return set(re.findall(r"\b(?:from|join) (\w+)", sql))

    assert quoted == read_by("places")
    assert "places" in read_by("unfaithful_quotes") & read_by("unfaithful_pages")


@pytest.mark.parametrize("path", sorted(DICTIONARIES.glob("*.csv")), ids=lambda path: path.stem)
def test_a_dictionary_has_no_ragged_or_double_rows_and_a_source(path: Path) -> None:
    rows = dictionary(path.stem)
    assert rows
    assert "source" in rows[0] or path.stem == "characters"
    texts = ["|".join(row.values()) for row in rows]
    assert len(texts) == len(set(texts))
    with path.open(encoding="utf-8", newline="") as file:
        head = next(csv.reader(file))
    if head[0] in ("id", "key", "word", "noun", "code", "abbreviation", "cue"):
        by = ("word", "kind") if path.stem == "search_words" else head[:1]
        named = [tuple(row[name] for name in by) for row in rows]
        assert len(named) == len(set(named))
    for row in rows:
        assert row.get("source", "x").strip()


@pytest.mark.parametrize("row", dictionary("factor_cues"), ids=lambda row: row["cue"])
def test_the_example_of_a_cue_matches_its_cue(row: dict[str, str]) -> None:
    assert re.search(phrase_pattern(row["cue"]), fold(row["example"]).text)


@pytest.mark.parametrize("row", dictionary("template_rmp_summary"), ids=lambda row: row["key"])
def test_a_template_sentence_matches_itself_with_a_name_in_its_slot(row: dict[str, str]) -> None:
    said = row["sentence"].replace("{product}", "Fictavel")
    said = re.sub(r"\{([^|}]*)\|[^}]*\}", r"\1", said)
    said = re.sub(r"\[[^\]]*\]", "", said)
    assert re.fullmatch(phrase_pattern(row["sentence"]), fold(said).text)


def test_a_family_file_with_an_unknown_key_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    said = yaml.safe_load((PACKAGE / "families/rmp_summary/family.yml").read_text("utf-8"))
    (folder / "family.yml").write_text(yaml.safe_dump(said | {"colour": "blue"}), encoding="utf-8")
    monkeypatch.setattr("ingest.families.FOLDER", tmp_path)
    with pytest.raises(BadVocabulary, match=r"unknown \['colour'\].*its keys are"):
        load_family("odd")


def test_a_missing_dictionary_or_column_is_refused() -> None:
    with pytest.raises(BadVocabulary, match="no dictionary nothing"):
        dictionary("nothing")
    with pytest.raises(BadVocabulary, match=r"lacks the columns \['colour'\]"):
        dictionary("qualifiers", ("colour",))


def test_modules_stay_small() -> None:
    for paths in modules().values():
        for path in paths:
            assert len(path.read_text(encoding="utf-8").splitlines()) <= 250, path


def test_every_file_of_tests_has_some() -> None:
    said = {path.name: path.read_text(encoding="utf-8") for path in ROOT.glob("tests/test_*.py")}
    assert [name for name, text in said.items() if "\ndef test_" not in text] == []
