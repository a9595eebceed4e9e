"""Results as a table, as JSON, and against earlier ones."""

from __future__ import annotations

import json
import platform

from rich.console import Console
from rich.table import Table

from benchmarks.measuring import geometric_mean

BASE = "python"


def ratios(results: dict, name: str) -> dict[str, float]:
    """Program -> time of an implementation over that of hand-written Python."""
    return {program: times[name] / times[BASE] for program, times in results.items()}


def show(results: dict, python: str, compared: dict | None = None):
    """Print the table: milliseconds of Python, and ratios to it; the change against earlier ratios of luapy."""
    columns = list(next(iter(results.values())))
    table = Table(title=f"time over that of hand-written Python ({python})")
    table.add_column("program")
    table.add_column("python, ms", justify="right")
    for column in columns[1:]:
        table.add_column(column, justify="right")
    if compared is not None:
        table.add_column("luapy before", justify="right")
        table.add_column("change", justify="right")
    for program, times in results.items():
        row = [program, f"{1e3 * times[BASE]:.2f}"]
        row += [f"{times[column] / times[BASE]:.2f}" for column in columns[1:]]
        if compared is not None and program in compared:
            now, before = times["luapy"] / times[BASE], compared[program]
            row += [f"{before:.2f}", f"{100 * (now / before - 1):+.0f} %"]
        table.add_row(*row)
    table.add_section()
    means = [f"{geometric_mean(ratios(results, column).values()):.2f}" for column in columns[1:]]
    table.add_row("geometric mean", "", *means)
    Console(width=max(80, 20 + 14 * (len(columns) + 2))).print(table)


def save(results: dict, python: str, path: str):
    """Write results to a file, for `load`."""
    content = {"python": python, "machine": platform.machine(), "seconds": results}
    with open(path, "w") as file:
        json.dump(content, file, indent=1)


def load(path: str) -> dict[str, float]:
    """The ratios of luapy in a file that `save` has written."""
    with open(path) as file:
        return ratios(json.load(file)["seconds"], "luapy")


def regressions(results: dict, compared: dict, threshold: float) -> list[str]:
    """The programs that have become slower, relative to Python, by more than the threshold (0.1: a tenth)."""
    now = ratios(results, "luapy")
    return [f"{program}: {compared[program]:.2f} -> {now[program]:.2f}" for program in now
            if program in compared and now[program] > compared[program] * (1 + threshold)]
