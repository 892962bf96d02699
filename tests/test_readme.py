"""The README tells the truth: its commands run, and their output is what stands below them.

``pytest --update`` writes the output anew.
"""

from __future__ import annotations

import asyncio
import re
import shlex
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from ingest.cli import main
from ingest.server import application

README = Path(__file__).parents[1] / "README.md"
BLOCK = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)
SITE = "http://127.0.0.1:8001"


def run(command: str, database: Path) -> str:
    words = shlex.split(command)
    match words:
        case ["riskplan", name, *arguments]:
            result = CliRunner().invoke(main, [name, *arguments, "--database", str(database)])
            return result.output.replace(str(database), "riskplan.db")
        case ["sqlite", "riskplan.db", sql]:
            with sqlite3.connect(database) as connection:
                rows = connection.execute(sql).fetchall()
            return "".join(
                "|".join("" if v is None else str(v) for v in row) + "\n" for row in rows
            )
        case ["curl", "-s", address] if address.startswith(SITE):
            return asyncio.run(get(address.removeprefix(SITE), database))
    raise AssertionError(f"the README has a command that this test cannot run: {command}")


async def get(path: str, database: Path) -> str:
    response = await application(database).client.get(path)
    assert response.status_code == 200, (path, response.text)
    text = response.text.replace("\r\n", "\n")
    return text if text.endswith("\n") else f"{text}\n"


def test_the_output_in_the_readme_is_what_its_commands_print(
    database: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    copy = tmp_path / "riskplan.db"
    copy.write_bytes(database.read_bytes())
    said = README.read_text(encoding="utf-8")
    assert len(BLOCK.findall(said)) >= 9

    def rewritten(match: re.Match[str]) -> str:
        output = run(match.group("command"), copy)
        return f"```console\n$ {match.group('command')}\n{output}```"

    true = BLOCK.sub(rewritten, said)
    if request.config.getoption("--update"):
        README.write_text(true, encoding="utf-8")
    assert README.read_text(encoding="utf-8") == true


def test_the_two_commands_are_single_lines_that_start_from_python_alone() -> None:
    said = README.read_text(encoding="utf-8")
    for end in ("riskplan serve", "pytest"):
        (line,) = re.findall(rf"^python3 -m venv \.venv && .*{end}$", said, re.MULTILINE)
        assert line.count("&&") == 2


def test_every_command_of_the_command_line_is_in_the_readme() -> None:
    said = README.read_text(encoding="utf-8")
    for name, command in main.commands.items():
        assert f"`riskplan {name}" in said
        assert command.help
        assert "Example: riskplan" in command.help
