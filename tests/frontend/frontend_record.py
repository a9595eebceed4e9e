"""Record what real Lua says to the programs of ``frontend_programs``: python tests/frontend/frontend_record.py

Needs lua5.1, lua5.2, lua5.3, lua5.4 and luajit; writes recorded.json, all the tests read.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

import frontend_programs as programs

INTERPRETERS = {"5.1": "lua5.1", "5.2": "lua5.2", "5.3": "lua5.3", "5.4": "lua5.4", "luajit": "luajit"}
OUTPUT = Path(__file__).with_name("recorded.json")

# Reads chunk names and chunks (each behind its length), writes a result for each.
_DRIVER = r"""
local load, mode = loadstring or load, arg[2]
local input = assert(io.open(arg[1], "rb"))
local function read()
  local size = input:read(8)
  return size and (size == "00000000" and "" or input:read(tonumber(size)))
end
local function show(v)
  if type(v) == "string" then return "s" .. v:gsub(".", function(c) return ("%02x"):format(c:byte()) end) end
  if math.type and math.type(v) == "integer" then return ("i%d"):format(v) end
  return ("f%.17g"):format(v)
end
for name in read do
  local source = read()
  local chunk, result = load(source, name)
  if chunk then result = mode == "run" and show(chunk()) or "ok" end
  -- Without a protected call around, 5.4 appends a traceback to one message.
  result = result:gsub("\nstack traceback.*", "")
  if mode == "source" then
    result = result .. "\n" .. (debug.getinfo(load("", name), "S").short_src)
  end
  io.write(("%08d"):format(#result), result)
end
"""


def ask(dialect: str, chunks: list[tuple[str, str]], mode: str = "load") -> list[str]:
    """What the dialect's Lua says to (chunkname, source) pairs."""
    with tempfile.TemporaryDirectory() as folder:
        driver, data = Path(folder, "driver.lua"), Path(folder, "data")
        driver.write_text(_DRIVER)
        encoded = [text.encode("latin-1") for pair in chunks for text in pair]
        data.write_bytes(b"".join(b"%08d" % len(text) + text for text in encoded))
        output = subprocess.run([INTERPRETERS[dialect], driver, data, mode], capture_output=True, check=True).stdout
    results = []
    while output:
        size = 8 + int(output[:8])
        results.append(output[8:size].decode("latin-1"))
        output = output[size:]
    assert len(results) == len(chunks)
    return results


def literals(dialect: str, texts: list[str]) -> dict[str, str]:
    """text -> value: i (integer), f (float) or s (string, in hexadecimal); only those that the dialect accepts."""
    accepted = ask(dialect, [("=x", f"return {text}") for text in texts])
    texts = [text for text, result in zip(texts, accepted, strict=True) if result == "ok"]
    return dict(zip(texts, ask(dialect, [("=x", f"return {text}") for text in texts], "run"), strict=True))


def limits(dialect: str) -> dict[str, list]:
    """family -> the smallest size that is refused, and the message."""
    found = {}
    for name, (make, (low, high)) in programs.FAMILIES.items():
        if dialect == "luajit" and name in programs.NOT_JIT:
            continue
        results = ask(dialect, [("=x", make(n)) for n in range(low, high)])
        first = next((i for i, result in enumerate(results) if result != "ok"), None)
        if first is not None:
            found[name] = [low + first, results[first]]
    return found


def record(dialect: str, mutants: list[str]) -> dict:
    broken = programs.BROKEN
    return {
        "broken": dict(zip(broken, ask(dialect, [("=x", text) for text in broken]), strict=True)),
        "mutants": ask(dialect, [("=x", text) for text in mutants]),
        "limits": limits(dialect),
        "numerals": literals(dialect, programs.NUMERALS),
        "strings": literals(dialect, programs.STRINGS),
        "chunknames": [result.split("\n") for result in
                       ask(dialect, [(name, "=") for name in programs.CHUNKNAMES], "source")],
    }


def main() -> None:
    mutants = programs.mutants(250, 1)
    recorded = {"mutants": mutants, **{dialect: record(dialect, mutants) for dialect in INTERPRETERS}}
    OUTPUT.write_text(json.dumps(recorded, indent=0, ensure_ascii=True) + "\n")


if __name__ == "__main__":
    main()
