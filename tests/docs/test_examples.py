"""The documents' examples do what the documents say."""

import json
import shutil
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from examples import Document

import luapy


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder for the examples; the importer and its modules are as before afterwards."""
    from luapy.interop import importer
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(importer, "_universes", {})
    modules, finders = set(sys.modules), list(sys.meta_path)
    yield tmp_path
    sys.meta_path[:] = finders
    for name in set(sys.modules) - modules:
        if not name.startswith("luapy"):
            del sys.modules[name]


@pytest.mark.parametrize("name, least", [("quickstart.md", 8), ("embedding.md", 9), ("api.md", 2), ("debugging.md", 13), ("performance.md", 4)])
def test_examples(name, least, folder):
    assert Document(name, folder).run() >= least
    assert luapy.LuaRuntime().eval("1") == 1


class Service(BaseHTTPRequestHandler):
    """The web service of samples/catalogue."""

    BOOKS = [{"title": "Über die Brücken", "year": 1998, "price": 12.5},
             {"title": "The Bridges of a Very Long River", "year": 1975, "price": 8},
             {"title": "Ponts et chaussées", "year": 1975, "price": 20.25}]

    def do_GET(self):
        body = json.dumps({"books": self.BOOKS}).encode()
        self.send_response(200 if self.path == "/search?q=Br%c3%bccke" else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def service():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


def test_migration(folder, service):
    pytest.importorskip("coverage")
    sample = Path(__file__).parents[2] / "samples" / "catalogue"
    shutil.copytree(sample, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    document = Document("migration.md", folder, {"CATALOGUE_URL": service})
    assert document.run() >= 9
