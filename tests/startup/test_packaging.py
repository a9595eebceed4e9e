"""What pyproject.toml says a wheel has is what there is."""

import tomllib
from pathlib import Path

from luapy.demo.samples import SAMPLES

PROJECT = Path(__file__).parents[2]
SETUPTOOLS = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["setuptools"]
FOLDERS = SETUPTOOLS["package-dir"]


def folder_of(package):
    """Where a package's files lie: in the folder that is named for the nearest package around it."""
    names, inner = package.split("."), []
    while ".".join(names) not in FOLDERS:
        inner.insert(0, names.pop())
    return Path(FOLDERS[".".join(names)], *inner)


def test_all_folders_of_modules_are_packages():
    packages = {folder_of(name).as_posix() for name in SETUPTOOLS["packages"]}
    folders = {path.parent.relative_to(PROJECT).as_posix()
               for top in ("luapy", "stdlib") for path in (PROJECT / top).rglob("*.py")}
    assert folders == {name for name in packages if not name.startswith("samples/")}


def test_samples_of_the_demo_are_packages():
    listed = {folder_of(name).as_posix() for name in SETUPTOOLS["packages"] if name.startswith("luapy.samples.")}
    assert listed == {f"samples/{Path(sample.main).parent.as_posix()}" for sample in SAMPLES.values()}
    files = [path for name in listed for path in (PROJECT / name).iterdir() if path.is_file()]
    patterns = SETUPTOOLS["package-data"]["*"]
    assert files and not [path for path in files if not any(path.match(pattern) for pattern in patterns)]


def test_scripts_exist():
    assert all((PROJECT / name).read_text().startswith("#!") for name in SETUPTOOLS["script-files"])
