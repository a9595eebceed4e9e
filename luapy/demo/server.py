"""The demo server: a REST API, linked pages, downloads, uploads; all answers are deterministic.

It keeps its state (items, failure counters) per server, and ``POST /reset``
brings the beginning back. Routes are methods marked by ``@route``; each gets
the request and returns a ``Reply``.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

#: bytes of ``/download``, made by a small linear congruential generator
DOWNLOAD_SIZE = 300_000
#: how often an endpoint under ``/flaky`` fails before it works
FLAKY_FAILURES = 2
#: user and password of ``/private``
USER, PASSWORD = "demo", "secret: 100%"

ITEMS = [
    {"id": 1, "name": "keyboard", "price": 49.9, "tags": ["input", "usb"], "stock": 12},
    {"id": 2, "name": "monitor", "price": 189, "tags": ["output"], "stock": 3},
    {"id": 3, "name": "caf\u00e9 mug", "price": 7.5, "tags": [], "stock": 0},
]


def download_bytes(size: int = DOWNLOAD_SIZE) -> bytes:
    """The same pseudo-random bytes each time; Lua samples compute their checksum."""
    out = bytearray(size)
    x = 42
    for i in range(size):
        x = (x * 1103515245 + 12345) & 0x7FFFFFFF
        out[i] = x >> 16 & 0xFF
    return bytes(out)


@dataclass
class Request:
    method: str
    path: str
    query: str
    headers: dict[str, str]     # names in lower case
    body: bytes
    target: str                 # the request target as it was sent

    @property
    def json(self) -> object:
        return json.loads(self.body.decode("utf-8"))


@dataclass
class Reply:
    body: bytes | str = b""
    status: int = 200
    type: str = "text/plain; charset=utf-8"
    headers: list[tuple[str, str]] = field(default_factory=list)
    chunks: list[bytes] | None = None       # sent with Transfer-Encoding: chunked
    length: bool = True                     # False: no Content-Length, the connection is closed

    @staticmethod
    def json(value: object, status: int = 200, headers: list[tuple[str, str]] | None = None) -> Reply:
        text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return Reply(text + "\n", status, "application/json", headers or [])

    @staticmethod
    def html(title: str, body: str) -> Reply:
        page = f"<!DOCTYPE html>\n<html>\n<head><title>{title}</title></head>\n<body>\n<h1>{title}</h1>\n{body}\n</body>\n</html>\n"
        return Reply(page, type="text/html; charset=utf-8")

    @staticmethod
    def redirect(location: str, status: int = 302) -> Reply:
        return Reply(f"moved to {location}\n", status, headers=[("Location", location)])


Route = Callable[["Site", Request, re.Match], Reply]
ROUTES: list[tuple[re.Pattern, tuple[str, ...], Route]] = []


def route(pattern: str, *methods: str) -> Callable[[Route], Route]:
    def add(function: Route) -> Route:
        ROUTES.append((re.compile(pattern + r"\Z"), methods or ("GET", "HEAD"), function))
        return function
    return add


class Site:
    """What the server knows and answers."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.download = download_bytes()
        self.reset()

    def reset(self) -> None:
        self.items = {item["id"]: dict(item) for item in ITEMS}
        self.next_id = len(ITEMS) + 1
        self.failures: dict[str, int] = {}

    def answer(self, request: Request) -> Reply:
        allowed: list[str] = []
        for pattern, methods, function in ROUTES:
            m = pattern.match(request.path)
            if m is None:
                continue
            if request.method in methods:
                return function(self, request, m)
            allowed += methods
        if allowed:
            return Reply.json({"error": "method not allowed"}, 405, [("Allow", ", ".join(sorted(set(allowed))))])
        return Reply.json({"error": "not found", "path": request.path}, 404)

    # -- the REST API ---------------------------------------------------

    @route("/reset", "POST")
    def reset_all(self, request, m):
        with self.lock:
            self.reset()
        return Reply.json({"reset": True})

    @route("/items")
    def list_items(self, request, m):
        query = parse_qs(request.query)
        with self.lock:
            items = [self.items[key] for key in sorted(self.items)]
        if "tag" in query:
            items = [item for item in items if query["tag"][0] in item["tags"]]
        return Reply.json({"count": len(items), "items": items})

    @route("/items", "POST")
    def create_item(self, request, m):
        item, problem = self.checked(request)
        if problem:
            return problem
        with self.lock:
            item["id"] = self.next_id
            self.next_id += 1
            self.items[item["id"]] = item
        return Reply.json(item, 201, [("Location", f"/items/{item['id']}")])

    @route(r"/items/(\d+)")
    def get_item(self, request, m):
        with self.lock:
            item = self.items.get(int(m[1]))
        return Reply.json(item) if item else self.no_item(m[1])

    @route(r"/items/(\d+)", "PUT", "PATCH")
    def change_item(self, request, m):
        key = int(m[1])
        if key not in self.items:
            return self.no_item(m[1])
        item, problem = self.checked(request, self.items[key] if request.method == "PATCH" else {})
        if problem:
            return problem
        with self.lock:
            self.items[key] = item | {"id": key}
        return Reply.json(self.items[key])

    @route(r"/items/(\d+)", "DELETE")
    def delete_item(self, request, m):
        with self.lock:
            gone = self.items.pop(int(m[1]), None)
        return Reply(status=204) if gone else self.no_item(m[1])

    @staticmethod
    def no_item(key: str) -> Reply:
        return Reply.json({"error": "no such item", "id": int(key)}, 404)

    @staticmethod
    def checked(request: Request, base: dict | None = None) -> tuple[dict, Reply | None]:
        """The item a request brings, or the reply that complains."""
        try:
            item = (base or {}) | request.json
        except (ValueError, TypeError):
            return {}, Reply.json({"error": "malformed JSON"}, 400)
        problems = {}
        if not isinstance(item.get("name"), str) or not item["name"]:
            problems["name"] = "must be a non-empty string"
        if not isinstance(item.get("price"), (int, float)) or item["price"] < 0:
            problems["price"] = "must be a number >= 0"
        if problems:
            return {}, Reply.json({"error": "validation failed", "fields": problems}, 422)
        item.setdefault("tags", [])
        item.setdefault("stock", 0)
        return item, None

    @route(r"/flaky/(\w+)")
    def flaky(self, request, m):
        """503 for the first requests of each name, then 200."""
        with self.lock:
            n = self.failures[m[1]] = self.failures.get(m[1], 0) + 1
        if n <= FLAKY_FAILURES:
            return Reply.json({"error": "busy", "attempt": n}, 503, [("Retry-After", "0")])
        return Reply.json({"ok": True, "attempt": n})

    @route("/private")
    def private(self, request, m):
        given = request.headers.get("authorization", "")
        wanted = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if given != wanted:
            return Reply.json({"error": "unauthorized"}, 401, [("WWW-Authenticate", 'Basic realm="demo"')])
        return Reply.json({"user": USER})

    @route(r"/status/(\d{3})", "GET", "HEAD", "POST")
    def status(self, request, m):
        code = int(m[1])
        return Reply("" if code in (204, 304) else f"status {code}\n", code)

    # -- pages with links -----------------------------------------------

    @route("/")
    def index(self, request, m):
        return Reply.html("Start", """\
<p>Welcome. <a href="about.html">About</a>, <a href='/docs/'>Docs</a>,
<a HREF="/items">the API</a> and <a href=unquoted.html>unquoted</a>.</p>
<p><a href="#top">Top</a> <a href="about.html#team">The team</a>
<a href="mailto:someone@example.com">Mail</a> <a href="javascript:void(0)">Script</a></p>
<!-- <a href="commented-out.html">not a link</a> -->
<p><a href="missing.html">Broken</a> <a href="/old">Moved</a>
<a href="/search?q=lua&amp;page=2">Search</a> <a href="/with%20space.html">Space</a></p>
<img src="logo.png" alt="logo"> <a name="top">anchor</a>""")

    @route("/about.html")
    def about(self, request, m):
        return Reply.html("About", """\
<p id="team">We. Back to <a href="./">start</a>, <a href="docs/guide.html">guide</a>,
<a href="../up.html">above the root</a>.</p>""")

    @route("/docs/")
    def docs(self, request, m):
        return Reply.html("Docs", """\
<ul><li><a href="guide.html">Guide</a></li><li><a href="./guide.html?print=1">Print</a></li>
<li><a href="../about.html">About</a></li><li><a href="sub/../guide.html">Detour</a></li>
<li><a href="/docs/loop">Loop</a></li><li><a href="ABSOLUTE/docs/deep/page.html">Absolute</a></li></ul>"""
                          .replace("ABSOLUTE", f"http://{request.headers.get('host', '')}"))

    @route("/docs/guide.html")
    def guide(self, request, m):
        return Reply.html("Guide", '<p>Next: <a href="deep/page.html">deep page</a>, <a href="nowhere.html">nowhere</a>.</p>')

    @route("/docs/deep/page.html")
    def deep(self, request, m):
        return Reply.html("Deep", """\
<p><a href="../../">home</a> <a href="//external.example/x">other host</a>
<a href="../../about.html#nobody">nobody</a></p>""")

    @route("/unquoted.html")
    def unquoted(self, request, m):
        return Reply.html("Unquoted", "<p>No links here.</p>")

    @route("/with(?: |%20)space.html")
    def space(self, request, m):
        return Reply.html("Space", '<p><a href="/">home</a></p>')

    @route("/search")
    def search(self, request, m):
        query = parse_qs(request.query)
        return Reply.html("Search", f"<p>{query.get('q', [''])[0]} page {query.get('page', ['1'])[0]}</p>")

    @route("/logo.png")
    def logo(self, request, m):
        return Reply(b"\x89PNG\r\n\x1a\n" + bytes(range(32)), type="image/png")

    # -- redirects, cookies, time ----------------------------------------

    @route("/old")
    def old(self, request, m):
        return Reply.redirect("/about.html", 301)

    @route("/docs/loop")
    def loop(self, request, m):
        return Reply.redirect("/docs/loop")

    @route(r"/redirect/(30[12378])", "GET", "HEAD", "POST", "PUT")
    def redirect_to_echo(self, request, m):
        return Reply.redirect("/echo", int(m[1]))

    @route(r"/hops/(\d+)")
    def hops(self, request, m):
        n = int(m[1])
        return Reply.redirect(f"/hops/{n - 1}") if n else Reply("arrived\n")

    @route("/cookies/set")
    def set_cookies(self, request, m):
        return Reply("cookies set\n", headers=[("Set-Cookie", "session=abc123; Path=/"), ("Set-Cookie", "theme=dark; Path=/; HttpOnly")])

    @route("/cookies")
    def cookies(self, request, m):
        pairs = sorted(part.strip() for part in request.headers.get("cookie", "").split(";") if part.strip())
        return Reply.json({"cookies": pairs})

    @route(r"/slow/(\d+)")
    def slow(self, request, m):
        """Answers after so many milliseconds."""
        time.sleep(min(int(m[1]), 10_000) / 1000)
        return Reply(f"waited {m[1]} ms\n")

    @route("/gzip")
    def gzipped(self, request, m):
        text = ("this text was compressed\n" * 20).encode()
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Reply(text)
        return Reply(gzip.compress(text, mtime=0), headers=[("Content-Encoding", "gzip")])

    # -- transfers --------------------------------------------------------

    @route("/download")
    def send_download(self, request, m):
        return Reply(self.download, type="application/octet-stream", headers=[("X-Size", str(len(self.download)))])

    @route("/download/close")
    def send_until_close(self, request, m):
        return Reply(self.download, type="application/octet-stream", length=False)

    @route("/download/chunked")
    def send_chunked(self, request, m):
        step = 7_000
        chunks = [self.download[i:i + step] for i in range(0, len(self.download), step)]
        return Reply(type="application/octet-stream", chunks=chunks)

    @route("/upload", "POST", "PUT", "PATCH")
    def upload(self, request, m):
        return Reply.json({
            "md5": hashlib.md5(request.body).hexdigest(),
            "length": len(request.body),
            "transfer": "chunked" if "chunked" in request.headers.get("transfer-encoding", "") else "length",
            "type": request.headers.get("content-type", ""),
        }, 201)

    @route("/echo", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
    def echo(self, request, m):
        """The request, as JSON; of the headers only those whose values do not depend on the place."""
        shown = ("accept", "content-type", "content-length", "x-demo", "x-other", "authorization", "cookie")
        return Reply.json({
            "method": request.method, "path": request.path, "query": request.query,
            "headers": {name: request.headers[name] for name in shown if name in request.headers},
            "body": request.body.decode("utf-8", "replace"),
        })


class Handler(BaseHTTPRequestHandler):
    """HTTP/1.1 with kept-alive connections around a Site."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1                   # head and body in one packet: no delayed acknowledgements
    disable_nagle_algorithm = True
    server_version = "luapy-demo"
    sys_version = ""
    server: DemoServer

    def read_body(self) -> bytes:
        if "chunked" in self.headers.get("Transfer-Encoding", "").lower():
            parts = []
            while size := int(self.rfile.readline().split(b";")[0] or b"0", 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            while self.rfile.readline().strip():    # trailers
                pass
            return b"".join(parts)
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def do_any(self) -> None:
        url = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.command, url.path or "/", url.query, headers, self.read_body(), self.path)
        reply = self.server.site.answer(request)
        body = reply.body.encode("utf-8") if isinstance(reply.body, str) else reply.body
        bodiless = self.command == "HEAD" or reply.status in (204, 304)
        self.send_response(reply.status)
        for name, value in reply.headers:
            self.send_header(name, value)
        if reply.status not in (204, 304):
            self.send_header("Content-Type", reply.type)
            if reply.chunks is not None:
                self.send_header("Transfer-Encoding", "chunked")
            elif reply.length:
                self.send_header("Content-Length", str(len(body)))
            else:
                self.send_header("Connection", "close")
                self.close_connection = True
        self.end_headers()
        if bodiless:
            return
        if reply.chunks is None:
            self.wfile.write(body)
            return
        for chunk in reply.chunks:
            self.wfile.write(b"%X\r\n%b\r\n" % (len(chunk), chunk))
        self.wfile.write(b"0\r\n\r\n")

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_any

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: the samples' output is what one wants to see."""


class DemoServer(ThreadingHTTPServer):
    """The server, listening on 127.0.0.1 (port 0: any free one)."""

    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.site = Site()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is no error."""


@contextmanager
def serve(port: int = 0) -> Iterator[str]:
    """Serve in a thread as long as the block runs; gives the base URL."""
    server = DemoServer(port)
    thread = threading.Thread(target=server.serve_forever, name="luapy-demo", daemon=True)
    thread.start()
    try:
        yield server.url
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
