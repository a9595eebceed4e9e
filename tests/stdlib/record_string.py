"""Records what real Lua gives for the cases of string_cases: ``python tests/stdlib/record_string.py``.

Each line of the recording is ``[case, {result as JSON: [dialects]}]``.
"""

import json
import re
from pathlib import Path

from string_cases import cases_by_dialect
from string_reference import run_lua

RECORDING = Path(__file__).with_name("recorded_string.json")
ADDRESS = re.compile("0x[0-9a-f]{8,}")


def main():
    lines = []
    for dialects, cases in cases_by_dialect().values():
        found = [{} for _ in cases]
        for dialect in dialects:
            for results, result in zip(found, run_lua(dialect, cases), strict=True):
                results.setdefault(json.dumps(result), []).append(dialect)
        lines += [json.dumps([case, results]) for case, results in zip(cases, found)
                  if not ADDRESS.search(json.dumps(list(results)))]
    RECORDING.write_text("[\n" + ",\n".join(lines) + "\n]\n")


if __name__ == "__main__":
    main()
