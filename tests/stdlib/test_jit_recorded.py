"""The library jit against recorded real Lua (see library_programs)."""

import pytest
from library_programs import cases, check


@pytest.mark.parametrize("case", cases("jit"), ids="-".join)
def test_recorded(case, tmp_path, monkeypatch):
    check(case, tmp_path, monkeypatch)
