"""Puts this folder and that of the conformance programs on sys.path, where helper modules lie."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "conformance")]
