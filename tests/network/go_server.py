"""The server of gluahttp's own tests, and what else the tests of its module need."""

from __future__ import annotations

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __getattr__(self, name):
        if name.startswith("do_"):
            return self.handle_any
        raise AttributeError(name)

    def handle_any(self):
        server = self.server
        with server.lock:
            server.requests.append((self.command, self.path, list(self.headers.items())))
            server.now += 1
            server.most = max(server.most, server.now)
        try:
            path, _, query = self.path.partition("?")
            self.body = self.read_body()
            handler = getattr(self, "path_" + path.strip("/").split("/")[0], self.path_)
            handler(query)
        finally:
            with server.lock:
                server.now -= 1

    def read_body(self):
        if self.headers.get("Transfer-Encoding") == "chunked":
            body = b""
            while size := int(self.rfile.readline(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return body
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def answer(self, body=b"", code=200, **headers):
        self.send_response(code)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    # The paths of gluahttp_test.go

    def path_(self, query):
        body = f'Requested {self.command} / with query "{query}"'.encode()
        if self.command in ("POST", "PATCH", "PUT"):
            for name in ("Content-Type", "Content-Length"):
                body += f"{name}: {self.headers.get(name, '')}".encode()
            body += b"Body: " + self.body
        self.answer(body)

    def path_head(self, query):
        if self.command == "HEAD":
            self.answer(X_Request_Uri=self.path)
        else:
            self.answer(code=404)

    def path_set_cookie(self, query):
        self.answer(b"Cookie set!", Set_Cookie="session_id=12345")

    def path_get_cookie(self, query):
        self.answer(self.headers.get("Cookie", "").encode())

    def path_redirect(self, query):
        self.answer(b"found", 302, Location="/")

    def path_delayed(self, query):
        time.sleep(0.1)
        self.answer(b"ok")

    # More

    def path_wait(self, query):
        time.sleep(0.05)
        self.answer(query.encode())

    def path_echo(self, query):
        lines = [f"{self.command} {self.path}", *[f"{k}: {v}" for k, v in self.headers.items()]]
        self.answer("\n".join(lines).encode() + b"\n\n" + self.body)

    def path_code(self, query):
        """/code/307?/where"""
        self.answer(b"moved", int(self.path.split("/")[2].partition("?")[0]), Location=query)

    def path_cookies(self, query):
        self.send_response(302 if query else 200)
        for value in ("one=1; Path=/", 'two="quoted"; Secure', "three=3; Path=/elsewhere", "=bad", "four=a b"):
            self.send_header("Set-Cookie", value)
        if query:
            self.send_header("Location", query)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def path_gzip(self, query):
        import gzip
        packed = gzip.compress(b"unpacked " * 100)
        if query == "broken":
            packed = b"not gzip"
        if "gzip" in self.headers.get("Accept-Encoding", ""):
            self.answer(packed, Content_Encoding="gzip")
        else:
            self.answer(b"plain")

    def log_message(self, *_):
        pass


class GoServer(ThreadingHTTPServer):
    """requests: (method, path, headers) as they came; most: how many were served at once."""

    daemon_threads = True
    request_queue_size = 500

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.lock = threading.Lock()
        self.requests = []
        self.now = self.most = 0
        self.base = f"http://127.0.0.1:{self.server_port}"
        self.other = f"http://localhost:{self.server_port}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request, address):
        pass

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()
