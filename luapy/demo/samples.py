"""The samples: what there is, and how one is run. The Lua files lie in ``samples/`` of the project, and in wheels inside of the package."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from luapy.demo.server import serve

_PACKAGE = Path(__file__).resolve().parents[1]
#: the folder of the samples: in the installed package, or beside it in a checkout
FOLDER = _PACKAGE / "samples" if (_PACKAGE / "samples").is_dir() else _PACKAGE.parent / "samples"


@dataclass(frozen=True)
class Sample:
    name: str
    main: str           # path below the folder of the samples
    dialect: str        # for --lua
    description: str

    @property
    def path(self) -> Path:
        return FOLDER / self.main


SAMPLES = {
    sample.name: sample
    for sample in (
        Sample("rest_client", "rest_client/main.lua", "5.1", "A REST client with its own JSON module, retries and basic auth"),
        Sample("link_checker", "link_checker/main.lua", "5.1", "Walks a site by string patterns and socket.url, reports broken links"),
        Sample("downloader", "downloader/main.lua", "5.1", "Downloads and uploads through ltn12 chains, progress, mime, checksums"),
        Sample("gluahttp", "gluahttp/main.lua", "luajit", "A GopherLua script (5.1 with goto) that uses all of gluahttp's http module"),
    )
}


def run_sample(name: str, run: Callable[[Path, list[str], str], int], args: Iterable[str] = ()) -> int:
    """Start the demo server, run a sample against it, stop the server.

    ``run(file, arguments, dialect)`` runs a Lua file and gives its exit
    status; the first argument is the server's base URL. Raises KeyError for
    an unknown name.
    """
    sample = SAMPLES[name]
    with serve() as url:
        return run(sample.path, [url, *args], sample.dialect)
