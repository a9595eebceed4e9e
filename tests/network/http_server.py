"""A raw HTTP server for tests: what it sends is written out byte by byte, faults included.

The path of a request names a scenario: a list of steps, each bytes to send or
one of the actions below.  ``/echo`` answers with the request as it arrived.
``{base}`` and ``{other}`` in a scenario stand for the server's URL under two
host names.
"""

from __future__ import annotations

import pathlib
import socket
import ssl
import struct
import threading
import time


class Sleep(float):
    """Wait so many seconds."""


RESET, AGAIN = "reset", "again"

OK = b"HTTP/1.1 200 OK\r\n"
DATE = b"Date: Sat, 21 Nov 2026 00:00:00 GMT\r\n"


def ok(body: bytes, *headers: bytes) -> bytes:
    return OK + b"".join(h + b"\r\n" for h in headers) + b"Content-Length: %d\r\n\r\n" % len(body) + body


def redirect(code: int, location: str, *headers: bytes, body=b"moved") -> bytes:
    return (b"HTTP/1.1 %d Moved\r\nLocation: %b\r\n" % (code, location.encode("latin-1"))
            + b"".join(h + b"\r\n" for h in headers) + b"Content-Length: %d\r\n\r\n" % len(body) + body)


def chunks(*pieces: bytes) -> bytes:
    return b"".join(b"%x\r\n%b\r\n" % (len(p), p) for p in pieces) + b"0\r\n\r\n"


CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
BLOCKS = bytes(range(256)) * 20  # 5,120 bytes: two blocks of 2,048 and a rest

SCENARIOS: dict = {
    # bodies
    "/hello": [ok(b"hello")],
    "/empty": [ok(b"")],
    "/blocks": [ok(BLOCKS)],
    "/binary": [ok(bytes(range(256)))],
    "/until-closed": [OK + b"\r\n" + b"to the end"],
    "/until-closed-blocks": [OK + b"\r\n" + BLOCKS],
    "/until-closed-exact": [OK + b"\r\n" + b"x" * 4096],
    "/until-closed-empty": [OK + b"\r\n"],
    "/chunked": [CHUNKED + chunks(b"one", b"two and", b" three")],
    "/chunked-large": [CHUNKED + chunks(b"a" * 5000, b"b" * 70000)],
    "/chunked-extension": [CHUNKED + b"3;name=value\r\nabc\r\n4 ; x\r\ndefg\r\n0\r\n\r\n"],
    "/chunked-trailer": [CHUNKED + b"3\r\nabc\r\n0\r\nX-Trailer: t\r\nOther: o\r\n\r\n"],
    "/chunked-lf": [CHUNKED + b"3\nabc\n0\n\n"],
    "/chunked-upper": [CHUNKED + b"A\r\n0123456789\r\n0\r\n\r\n"],
    "/chunked-and-length": [OK + b"Content-Length: 99\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks(b"abc")],
    "/gzip-coding": [OK + b"Transfer-Encoding: gzip\r\n\r\n" + chunks(b"not really")],
    "/identity": [OK + b"Transfer-Encoding: identity\r\nContent-Length: 3\r\n\r\nabc"],
    "/content-encoding": [ok(b"\x1f\x8b\x08\x00not decoded", b"Content-Encoding: gzip")],
    "/two-lengths": [OK + b"Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello and more"],
    "/bad-length": [OK + b"Content-Length: many\r\n\r\nhello and more"],
    "/hex-length": [OK + b"Content-Length: 0x5\r\n\r\nhello and more"],
    "/negative-length": [OK + b"Content-Length: -5\r\n\r\nhello"],
    "/slow-body": [OK + b"Content-Length: 10\r\n\r\nhello", Sleep(0.05), b"world"],
    "/dribble": [bytes([b]) for b in OK + b"X-Slow: yes\r\nContent-Length: 5\r\n\r\nhello"],
    # codes without bodies
    "/204": [b"HTTP/1.1 204 No Content\r\nX-A: b\r\n\r\n"],
    "/304": [b"HTTP/1.1 304 Not Modified\r\nContent-Length: 10\r\n\r\n"],
    "/404": [b"HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone"],
    "/408": [b"HTTP/1.1 408 Request Timeout\r\nContent-Length: 4\r\n\r\nlate"],
    "/500": [b"HTTP/1.1 500 Oh No\r\nContent-Length: 4\r\n\r\nsick"],
    "/999": [b"HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n"],
    "/100": [b"HTTP/1.1 100 Continue\r\n\r\n" + ok(b"after 100")],
    "/100-headers": [b"HTTP/1.1 100 Continue\r\nX-Early: 1\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n" + ok(b"after two")],
    "/102": [b"HTTP/1.1 102 Processing\r\nX-Early: 1\r\n\r\n" + ok(b"never seen")],
    "/101": [b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\nbytes of x"],
    # status lines and headers
    "/09": [b"just the body\nof an old server"],
    "/09-short": [b"old"],
    "/09-blocks": [b"0123456789" * 500],
    "/1.0": [b"HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nold"],
    "/lf": [b"HTTP/1.1 200 OK\nContent-Length: 3\nX-A: b\n\nabc"],
    "/cr-inside": [b"HTTP/1.1 200 O\rK\r\r\nX-\rA: b\rc\r\nContent-Length: 3\r\n\r\nabc"],
    "/no-reason": [b"HTTP/1.1 200\r\nContent-Length: 3\r\n\r\nabc"],
    "/no-reason-blank": [b"HTTP/1.1 200 \r\nContent-Length: 3\r\n\r\nabc"],
    "/reason-blanks": [b"HTTP/1.1 200 OK  \r\nContent-Length: 3\r\n\r\nabc"],
    "/http2": [b"HTTP/2 200\r\nContent-Length: 3\r\n\r\nabc"],
    "/http-odd": [b"HTTP/12.34 200 OK\r\nContent-Length: 3\r\n\r\nabc"],
    "/http-dot": [b"HTTP/. 200 OK\r\nContent-Length: 3\r\n\r\nabc"],
    "/bad-code": [b"HTTP/1.1 abc OK\r\nContent-Length: 3\r\n\r\nabc"],
    "/short-code": [b"HTTP/1.1 20 OK\r\nContent-Length: 3\r\n\r\nabc"],
    "/long-code": [b"HTTP/1.1 20000 OK\r\nContent-Length: 3\r\n\r\nabc"],
    "/blank-first": [b"\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc"],
    "/headers": [ok(b"x", b"X-Mixed-CASE: Value", b"X-Blank:   leading", b"X-Trailing: trailing  ", b"X-None:",
                    b"x-colon: a:b:c", b"X-Tab:\tv", b"\xc4\xd6\xfc: latin \xe4")],
    "/repeated": [ok(b"x", b"X-A: 1", b"x-a: 2", b"Set-Cookie: a=1; Path=/", b"Set-Cookie: b=2", b"X-A: 3")],
    "/folded": [ok(b"x", b"X-Fold: one", b"  two", b"\tthree", b"X-After: yes")],
    "/folded-first": [OK + b" X-Odd: one\r\nContent-Length: 1\r\n\r\nx"],
    "/header-no-colon": [OK + b"this is no header\r\nContent-Length: 1\r\n\r\nx"],
    "/header-no-name": [OK + b": value\r\nContent-Length: 1\r\n\r\nx"],
    "/header-space-name": [OK + b"X A : value\r\nContent-Length: 1\r\n\r\nx"],
    "/header-large": [ok(b"x", b"X-Large: " + b"v" * 100000)],
    "/header-many": [ok(b"x", *[b"X-%d: %d" % (i, i) for i in range(1000)])],
    "/header-stalled": [OK + b"bad line\r\n", Sleep(0.5)],
    "/header-8bit": [ok(b"x", b"X-Utf: \xc3\xa4\xc3\xb6")],
    # faults
    "/nothing": [],
    "/short-status": [b"HTT"],
    "/cut-status": [b"HTTP/1.1 200"],
    "/cut-headers": [OK + b"X-A: b\r\n"],
    "/cut-header-line": [OK + b"X-A: b"],
    "/cut-body": [OK + b"Content-Length: 10\r\n\r\nhello"],
    "/cut-body-blocks": [OK + b"Content-Length: 6000\r\n\r\n" + BLOCKS],
    "/cut-chunk": [CHUNKED + b"3\r\nabc\r\n10\r\nonly"],
    "/cut-chunk-size": [CHUNKED + b"3\r\nabc\r\n"],
    "/cut-chunk-end": [CHUNKED + b"3\r\nabc"],
    "/cut-trailer": [CHUNKED + b"3\r\nabc\r\n0\r\n"],
    "/bad-chunk": [CHUNKED + b"3\r\nabc\r\nxyz\r\n"],
    "/empty-chunk-size": [CHUNKED + b"3\r\nabc\r\n\r\n\r\n"],
    "/negative-chunk": [CHUNKED + b"3\r\nabc\r\n-5\r\n\r\n"],
    "/hex-chunk": [CHUNKED + b"0x3\r\nabc\r\n0\r\n\r\n"],
    "/bad-trailer": [CHUNKED + b"3\r\nabc\r\n0\r\nno colon\r\n\r\n"],
    "/wrong-chunk-end": [CHUNKED + b"3\r\nabcdef\r\n0\r\n\r\n"],
    "/timeout-head": [Sleep(0.6), ok(b"late")],
    "/timeout-status": [b"HTTP/1.1 2", Sleep(0.6)],
    "/timeout-headers": [OK + b"X-A: b\r\n", Sleep(0.6)],
    "/timeout-body": [OK + b"Content-Length: 10\r\n\r\nhello", Sleep(0.6)],
    "/timeout-body-blocks": [OK + b"Content-Length: 9000\r\n\r\n" + BLOCKS, Sleep(0.6)],
    "/timeout-chunk": [CHUNKED + b"3\r\nabc\r\n", Sleep(0.6)],
    "/timeout-until-closed": [OK + b"\r\nhello", Sleep(0.6)],
    "/slow-but-sure": [OK + b"Content-Length: 4\r\n\r\na", Sleep(0.15), b"b", Sleep(0.15), b"c", Sleep(0.15), b"d"],
    "/reset-head": [RESET],
    "/reset-status": [b"HTTP/1.1 200", Sleep(0.05), RESET],
    "/reset-body": [OK + b"Content-Length: 10\r\n\r\nhello", Sleep(0.05), RESET],
    "/reset-until-closed": [OK + b"\r\nhello", Sleep(0.05), RESET],
    "/reset-chunked": [CHUNKED + b"3\r\nabc\r\n", Sleep(0.05), RESET],
    # redirects
    **{f"/{code}": [redirect(code, "{base}/hello")] for code in (300, 301, 302, 303, 305, 307, 308)},
    "/relative": [redirect(302, "/hello")],
    "/dir/relative": [redirect(302, "../hello")],
    "/dir/sibling": [redirect(302, "hello")],
    "/dir/hello": [ok(b"hello in dir")],
    "/query-only": [redirect(302, "?a=b")],
    "/to-echo": [redirect(302, "/echo?redirected")],
    "/to-other": [redirect(302, "{other}/echo")],
    "/to-spaces": [redirect(302, " /echo?a b ")],
    "/to-nothing": [redirect(302, "")],
    "/to-blank": [redirect(302, "   ")],
    "/to-ftp": [redirect(302, "ftp://127.0.0.1/x")],
    "/to-https": [redirect(302, "https://127.0.0.1:1/")],
    "/to-404": [redirect(302, "/404")],
    "/to-tls": [redirect(302, "{tls}/echo")],
    "/to-plain": [redirect(302, "{plain}/hello")],
    "/to-refused": [redirect(302, "http://127.0.0.1:1/")],
    "/to-09": [redirect(302, "/09")],
    "/to-location": [redirect(302, "/with-location")],
    "/with-location": [ok(b"here", b"Location: somewhere")],
    "/to-user": [redirect(302, "http://u:p@{hostport}/echo")],
    "/no-location": [b"HTTP/1.1 302 Found\r\nContent-Length: 4\r\n\r\nstay"],
    "/loop": [redirect(302, "/loop")],
    "/hop1": [redirect(301, "/hop2")],
    "/hop2": [redirect(303, "hop3")],
    "/hop3": [redirect(307, "{base}/echo")],
    "/five1": [redirect(302, "/five2")],
    "/five2": [redirect(302, "/five3")],
    "/five3": [redirect(302, "/five4")],
    "/five4": [redirect(302, "/five5")],
    "/five5": [redirect(302, "/hello")],
    "/six0": [redirect(302, "/five1")],
    "/double-slash": [redirect(302, "//{hostport}/hello")],
    # connections that are kept
    "/kept": [ok(b"kept", DATE.rstrip()), AGAIN],
    "/kept-explicit": [ok(b"kept", b"Connection: keep-alive"), AGAIN],
    "/kept-chunked": [OK + DATE + b"Transfer-Encoding: chunked\r\n\r\n" + chunks(b"ke", b"pt"), AGAIN],
    "/kept-once": [ok(b"once", DATE.rstrip())],
    "/kept-says-close": [ok(b"kept", DATE.rstrip(), b"Connection: close"), AGAIN],
    "/kept-redirect": [redirect(302, "/kept", DATE.rstrip()), AGAIN],
    "/kept-garbage": [ok(b"kept", DATE.rstrip()) + b"garbage", AGAIN],
    "/kept-head": [OK + DATE + b"Content-Length: 7\r\n\r\n", AGAIN],
    "/kept-silent": [ok(b"kept", DATE.rstrip()), Sleep(0.05)],
}


class Server:
    """requests: the heads that came, in order; connections: how many there were."""

    def __init__(self, scenarios=SCENARIOS, tls=None):
        self.scenarios = scenarios
        self.tls = tls  # an ssl.SSLContext
        self.polite = True  # ends TLS before the connection
        self.requests: list[bytes] = []
        self.connections = 0
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=100)
        self.port = self.socket.getsockname()[1]
        scheme = "https" if tls else "http"
        self.base = f"{scheme}://127.0.0.1:{self.port}"
        self.other = f"{scheme}://localhost:{self.port}"
        self.names: dict[str, str] = {"{base}": self.base, "{other}": self.other, "{hostport}": f"127.0.0.1:{self.port}"}
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except (OSError, ValueError):
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def close(self):
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _serve(self, connection):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.tls is not None:
            try:
                connection = self.tls.wrap_socket(connection, server_side=True)
            except OSError:
                connection.close()
                return
        reader = connection.makefile("rb")
        try:
            while self._answer(connection, reader):
                pass
        except (OSError, ValueError):
            pass
        finally:
            reader.close()
            if self.tls is not None and self.polite:
                try:
                    connection = connection.unwrap()
                except OSError:
                    pass
            connection.close()

    def _answer(self, connection, reader):
        if reader.peek(1)[:1] == b"\x16":  # TLS where none is spoken
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            return False
        head = read_head(reader)
        if head is None:
            return False
        self.requests.append(head)
        target = head.split(b"\r\n")[0].partition(b" ")[2].rpartition(b" ")[0].decode("latin-1")
        path = target.partition("?")[0].partition("#")[0]
        if path.startswith("http://"):  # as to a proxy
            path = "/" + path[7:].partition("/")[2]
        if path == "/echo":
            body = normal(head) + b"\n" + read_body(head, reader)
            steps = [ok(body) if not head.startswith(b"HEAD ") else ok(body)[:-len(body)]]
        elif path == "/early":
            # an answer before the body has been read
            steps = [b"HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n"]
        else:
            read_body(head, reader)
            steps = self.scenarios.get(path, [b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"])
        return self._play(connection, steps)

    def _play(self, connection, steps):
        for step in steps:
            if isinstance(step, Sleep):
                time.sleep(step)
            elif step is RESET:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return False
            elif step is AGAIN:
                return True
            else:
                if b"{" in step:
                    for name, value in self.names.items():
                        step = step.replace(name.encode(), value.encode())
                connection.sendall(step)
        return False


def read_head(reader):
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        line = reader.readline()
        if not line:
            return None
        head += line
    return head


def field(head: bytes, name: bytes):
    for line in head.split(b"\r\n")[1:]:
        key, _, value = line.partition(b": ")
        if key.lower() == name:
            return value
    return None


def read_body(head: bytes, reader) -> bytes:
    """The body as it was sent: chunks with their sizes, `|` between them."""
    length = field(head, b"content-length")
    if length is not None:
        return reader.read(int(float(length)))
    if field(head, b"transfer-encoding") is None:
        return b""
    pieces = []
    while True:
        size = reader.readline().strip()
        count = int(size, 16)
        data = reader.read(count)
        reader.readline()
        pieces.append(size + b":" + data)
        if not count:
            return b"|".join(pieces)


def normal(head: bytes) -> bytes:
    """The head with its header fields in order; kept-alive connections are no difference."""
    line, *fields = head.rstrip(b"\r\n").split(b"\r\n")
    fields = [b"Connection: close, TE" if f == b"Connection: keep-alive, TE" else f for f in fields]
    return b"\n".join([line, *sorted(fields)])


CERTIFICATES = pathlib.Path(__file__).parent / "certificates"


def tls_context(name="server", **settings):
    """A server's TLS context with one of the test certificates."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / f"{name}.pem")
    for key, value in settings.items():
        setattr(context, key, value)
    return context


def free_port() -> int:
    """A port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as sock:
        return sock.getsockname()[1]


if __name__ == "__main__":
    server = Server()
    print(server.base, flush=True)
    threading.Event().wait()
