"""``luapy translate``: Lua files as Python files to keep."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from luapy.dialect import DIALECTS, dialect

# With more files than this, and a terminal to show it on, a progress bar is shown.
MANY = 3


class Job:
    """One file to translate: source, target, the name for messages, what went wrong (or None)."""

    def __init__(self, source: Path, target: Path, name: str):
        self.source = source
        self.target = target
        self.name = name
        self.error: str | None = None
        self.changed = False


def main(argv: list[str]) -> int:
    """Translate files and trees; returns the exit status."""
    options = arguments().parse_args(argv)
    try:
        jobs = plan(options.paths, options.output)
    except ValueError as error:
        print(f"luapy translate: {error}", file=sys.stderr)
        return 2
    run(jobs, options)
    return report(jobs, options)


def arguments():
    parser = argparse.ArgumentParser(
        prog="luapy translate", description="Write Lua modules as Python files, which need luapy's runtime only. "
        "A folder's files keep their places: pkg/util.lua becomes pkg/util.py, pkg/init.lua pkg/__init__.py.")
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a Lua file, or a folder with all Lua files in it")
    parser.add_argument("-o", "--output", metavar="OUT", help="the folder for the results (or the file, for one file); "
                        "default: beside the sources")
    parser.add_argument("--lua", metavar="VERSION", choices=list(DIALECTS), help="the Lua version; default: what the "
                        "file's first lines or its pyproject.toml say, else 5.4")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a result is missing or out of date")
    parser.add_argument("-q", "--quiet", action="store_true", help="only tell about errors")
    return parser


# Which files -----------------------------------------------------------------------------

def plan(paths, output) -> list[Job]:
    """The jobs for the command's paths. Raises ValueError."""
    jobs = []
    for text in paths:
        path = Path(text)
        if path.is_dir():
            jobs += plan_folder(path, Path(output) if output else path)
        elif path.is_file():
            jobs.append(Job(path, _target_of_file(path, output, len(paths) == 1), path.name))
        else:
            raise ValueError(f"{text}: no such file or folder")
    if not jobs:
        raise ValueError("no Lua files found")
    return jobs


def _target_of_file(path, output, alone):
    if output is None:
        return path.with_suffix(".py")
    if alone and output.endswith(".py"):
        return Path(output)
    return Path(output) / path.with_suffix(".py").name


def plan_folder(root: Path, target: Path) -> list[Job]:
    """One job for each Lua file below a folder."""
    files = sorted(path.relative_to(root) for path in root.rglob("*.lua")
                   if not any(part.startswith(".") or part == "__pycache__" for part in path.relative_to(root).parts))
    folders = {parent for file in files for parent in file.parents}
    jobs, taken = [], {}
    for file in files:
        job = Job(root / file, target / python_path(file, folders), file.as_posix())
        if job.target in taken:
            job.error = f"{job.name}: {taken[job.target]} has the same Python name"
        taken[job.target] = job.name
        jobs.append(job)
    return jobs


def python_path(file: Path, folders) -> Path:
    """Where the translation of a file belongs, relative to the tree; folders: those that hold Lua files."""
    if file.name == "init.lua":
        return file.with_name("__init__.py")
    inside = file.with_suffix("")
    if inside in folders:  # foo.lua beside foo/bar.lua: Python wants both in a package
        return inside / "__init__.py"
    return file.with_suffix(".py")


# Work --------------------------------------------------------------------------------------

def run(jobs, options):
    """Do all jobs, with a progress bar where there is much to do."""
    if len(jobs) > MANY and not options.quiet and sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import track
        jobs = track(jobs, "Translating", console=Console(stderr=True))
    for job in jobs:
        if job.error is None:
            perform(job, options)


def perform(job: Job, options):
    """Translate one file; what goes wrong is noted."""
    from luapy.frontend.errors import LuaSyntaxError
    from luapy.selection import dialect_of_script
    from luapy.translator.source import python_source
    try:
        version = dialect(options.lua or dialect_of_script(str(job.source)))
    except ValueError as error:
        job.error = str(error)
        return
    try:
        source = job.source.read_bytes()
        text = python_source(source, job.name, version)
        store(job, text, options.check)
    except LuaSyntaxError as error:
        job.error = str(error).encode("latin-1", "replace").decode("utf-8", "replace")
    except (OSError, ValueError) as error:
        job.error = f"{job.source}: {error}"
    except RecursionError:
        job.error = f"{job.source}: nested too deeply"
    except SyntaxError as error:  # Python's parser has limits, such as 100 levels of indentation
        job.error = f"{job.source}: nested too deeply for a Python file ({error.msg})"


def store(job, text, only_check):
    """Write a result that is not there yet."""
    data = text.encode("utf-8")
    try:
        job.changed = job.target.read_bytes() != data
    except FileNotFoundError:
        job.changed = True
    if job.changed and not only_check:
        job.target.parent.mkdir(parents=True, exist_ok=True)
        temporary = job.target.with_name(job.target.name + ".new")
        temporary.write_bytes(data)
        os.replace(temporary, job.target)


def report(jobs, options) -> int:
    """Tell what was done; the exit status."""
    failed = [job for job in jobs if job.error is not None]
    changed = [job for job in jobs if job.changed]
    for job in failed:
        print(f"luapy translate: {job.error}", file=sys.stderr)
    if options.check:
        for job in changed:
            print(f"luapy translate: {job.target} is out of date", file=sys.stderr)
        return 1 if failed or changed else 0
    if not options.quiet:
        done = len(jobs) - len(failed)
        print(f"{done} of {len(jobs)} files translated, {len(changed)} written")
    return 1 if failed else 0
