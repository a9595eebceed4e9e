"""``luapy run`` does with its command line, environment and errors what ``lua`` does (recorded by record_cli.py)."""

from __future__ import annotations

import json

import pytest

from cli_cases import CASES, FOLDER, INTERPRETERS, RECORDED, outcome

ALL = [pytest.param(dialect, case, id=f"{dialect} {case.name}") for dialect in INTERPRETERS for case in CASES
       if dialect in case.dialects]


@pytest.fixture(scope="module")
def recorded():
    return json.loads(RECORDED.read_text())


@pytest.mark.parametrize("dialect, case", ALL)
def test_case(luapy, recorded, dialect, case):
    done = luapy("run", "--lua", dialect, *case.args, stdin=case.stdin.encode(), env=case.env, cwd=FOLDER)
    assert outcome(done) == recorded[dialect][case.name]
