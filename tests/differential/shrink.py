"""Smaller programs that still show a difference.

The generator writes one statement per line and indents blocks, so the lines alone tell the structure.
"""

from __future__ import annotations


def indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def end_of_statement(lines: list[str], start: int) -> int:
    """The line after the statement that begins at a line: its block, further arms and the closing line belong to it."""
    depth, position = indentation(lines[start]), start + 1
    while position < len(lines):
        line = lines[position]
        word = line.lstrip(" ").split(" ")[0].rstrip(",;()")
        deeper = indentation(line) > depth
        closes = indentation(line) == depth and word in ("end", "else", "elseif", "until", "}")
        if not deeper and not closes:
            break
        position += 1
        if closes and word in ("end", "until", "}"):
            break
    return position


def candidates(lines: list[str]):
    """Variations of a program, each smaller: without one statement, or with a block in place of a statement."""
    position = 0
    while position < len(lines):
        end = end_of_statement(lines, position)
        yield lines[:position] + lines[end:]
        if end - position > 2:
            inner = [line[2:] for line in lines[position + 1:end - 1]]
            yield lines[:position] + inner + lines[end:]
        position += 1


def shrink(source: str, differs) -> str:
    """The smallest variation found for which differs(source) holds."""
    lines = source.splitlines()
    size = len(lines)
    while size >= 2:  # runs of lines first: most of a program has nothing to do with it
        position = 0
        while position < len(lines):
            shorter = lines[:position] + lines[position + size:]
            if differs("\n".join(shorter) + "\n"):
                lines = shorter
            else:
                position += size
        size //= 2
    found = True
    while found:
        found = False
        for candidate in candidates(lines):
            if differs("\n".join(candidate) + "\n"):
                lines, found = candidate, True
                break
    return "\n".join(lines) + "\n"
