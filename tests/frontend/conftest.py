"""Fixtures for the tests of the front end."""

import json
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))


@pytest.fixture(scope="session")
def recorded():
    """What real Lua said (frontend_record.py)."""
    return json.loads((HERE / "recorded.json").read_text())
