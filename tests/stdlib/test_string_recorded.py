"""string and utf8 against the results that real Lua gave (see record_string)."""

import json
from pathlib import Path

import pytest
from string_reference import INTERPRETERS, Luapy

RECORDED = json.loads(Path(__file__).with_name("recorded_string.json").read_text())


@pytest.mark.parametrize("dialect", INTERPRETERS)
def test_recorded(dialect):
    luapy = Luapy(dialect)
    wrong = []
    for case, results in RECORDED:
        for result, dialects in results.items():
            if dialect in dialects:
                expected = json.loads(result)
                for _ in range(6):  # again, with everything in the caches
                    found = luapy.run(*case)
                    if found != expected:
                        wrong.append(f"{case}\n    Lua   {expected}\n    luapy {found}")
    assert not wrong, f"{len(wrong)} differences\n" + "\n".join(wrong[:20])
