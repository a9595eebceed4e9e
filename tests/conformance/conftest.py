"""Puts this folder on sys.path, where the helper module lies."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
