"""The room stdlib/transport by itself: as an adapter of a plain session, and its parts."""

import socket
import threading

import pytest
import requests
from http_server import AGAIN, DATE, Server, Sleep, chunks, ok, redirect

from luapy.stdlib.transport import TransportAdapter, TransportError, TransportTimeout, new_session
from luapy.stdlib.transport.body import chunk_size
from luapy.stdlib.transport.connection import Connection, connect
from luapy.stdlib.transport.errors import BadResponse, Refused
from luapy.stdlib.transport.message import fields_of, head_of_request, lower, merge, status_code, take_head
from luapy.stdlib.transport.pool import Pool


@pytest.fixture
def server():
    with Server() as server:
        yield server


@pytest.fixture
def session():
    session = new_session()
    yield session
    session.close()


# As an adapter ---------------------------------------------------------------------

def test_requests_own_interface(server, session):
    response = session.get(server.base + "/repeated")
    assert (response.status_code, response.reason, response.text) == (200, "OK", "x")
    assert response.headers["X-A"] == "1, 2, 3" and response.ok
    assert session.cookies.get_dict() == {"a": "1", "b": "2"}


def test_redirects_of_requests(server, session):
    response = session.get(server.base + "/302")
    assert response.text == "hello" and [r.status_code for r in response.history] == [302]


def test_bodies_of_requests(server, session):
    assert session.post(server.base + "/echo", data={"a": "b"}).text.endswith("\na=b")
    assert session.post(server.base + "/echo", data=iter([b"one", b"two"])).text.endswith("\n3:one|3:two|0:")
    assert session.put(server.base + "/echo", data="text").text.endswith("\ntext")
    assert session.post(server.base + "/echo", json={"a": 1}).text.endswith('\n{"a": 1}')


def test_streams(server, session):
    with session.get(server.base + "/blocks", stream=True) as response:
        assert b"".join(response.iter_content(1000)) == bytes(range(256)) * 20
    with session.get(server.base + "/blocks", stream=True) as response:
        assert response.raw.read(10) == bytes(range(10))


def test_compressed_bodies_are_decoded_for_requests(session):
    import gzip
    packed = gzip.compress(b"unpacked")
    with Server({"/": [ok(packed, b"Content-Encoding: gzip")]}) as server:
        assert session.get(server.base + "/").text == "unpacked"
        assert session.get(server.base + "/", stream=True).raw.read() == packed


def test_errors_are_those_of_requests(server, session):
    with pytest.raises(requests.ConnectionError):
        session.get("http://127.0.0.1:1/")
    with pytest.raises(requests.Timeout):
        session.get(server.base + "/timeout-head", timeout=0.1)
    with pytest.raises(requests.exceptions.ChunkedEncodingError):  # requests' word for any broken body
        session.get(server.base + "/cut-body")


def test_the_target_goes_out_as_it_is_given(server, session):
    request = requests.Request("GET", server.base + "/echo").prepare()
    request.url = server.base + "/echo?a b|c"
    request.headers.clear()
    with session.send(request) as response:
        assert response.text.splitlines()[0] == "GET /echo?a%20b%7Cc HTTP/1.1" or "a b|c" in response.text


def test_unread_responses_do_not_harm_the_next(server, session):
    for _ in range(3):
        session.get(server.base + "/kept-chunked", stream=True).close()
        assert session.get(server.base + "/kept").text == "kept"


# Proxies of a session ------------------------------------------------------------------

def test_http_proxy(server, session):
    session.proxies = {"http": server.base.replace("://", "://us%20er:pass@")}
    echo = session.get("http://example.invalid/echo?q").text
    # through the adapter's own interface requests says which proxy, by the session's rules
    assert echo.startswith("GET http://example.invalid/echo?q HTTP/1.1")
    assert "Proxy-Authorization: Basic dXMgZXI6cGFzcw==" in echo


class Tunnel:
    """A proxy that knows CONNECT only."""

    def __init__(self, answer=b"HTTP/1.1 200 Connected\r\n\r\n"):
        self.answer = answer
        self.heads = []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            client, _ = self.socket.accept()
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                head += client.recv(1)
            self.heads.append(head)
            client.sendall(self.answer)
            if not self.answer.startswith(b"HTTP/1.1 200"):
                client.close()
                continue
            host, port = head.split()[1].split(b":")
            target = socket.create_connection((host, int(port)))
            for a, b in ((client, target), (target, client)):
                threading.Thread(target=self._copy, args=(a, b), daemon=True).start()

    @staticmethod
    def _copy(a, b):
        try:
            while data := a.recv(65536):
                b.sendall(data)
            b.shutdown(socket.SHUT_WR)
        except OSError:
            pass


def test_https_through_a_tunnel(session):
    from http_server import CERTIFICATES, tls_context
    tunnel = Tunnel()
    session.proxies = {"https": tunnel.url}
    session.verify = str(CERTIFICATES / "ca.pem")
    with Server(tls=tls_context()) as server:
        assert session.get(server.base + "/hello").text == "hello"
        assert tunnel.heads[0].startswith(f"CONNECT 127.0.0.1:{server.port} HTTP/1.1\r\n".encode())


def test_a_tunnel_that_is_refused(session):
    session.proxies = {"https": Tunnel(b"HTTP/1.1 403 No\r\n\r\n").url}
    with pytest.raises(requests.ConnectionError, match="403 No"):
        session.get("https://example.invalid/")


# The pool ----------------------------------------------------------------------------

def pair():
    ours, theirs = socket.socketpair()
    connection = Connection(ours)
    connection.set_limits(1, None)
    return connection, theirs


def test_the_pool_gives_what_was_given():
    pool = Pool()
    connection, theirs = pair()
    pool.give("place", connection)
    assert pool.take("other") is None
    assert pool.take("place") is connection
    assert pool.take("place") is None


def test_closed_and_noisy_connections_are_dropped():
    pool = Pool()
    closed, theirs = pair()
    theirs.close()
    noisy, other = pair()
    other.send(b"unasked")
    pool.give("place", closed)
    pool.give("place", noisy)
    assert pool.take("place") is None
    assert closed.sock.fileno() == noisy.sock.fileno() == -1


def test_old_connections_are_dropped(monkeypatch):
    pool = Pool()
    connection, theirs = pair()
    pool.give("place", connection)
    connection.idle_since -= 1000
    assert pool.take("place") is None


def test_the_pool_is_bounded():
    from luapy.stdlib.transport.pool import MAX_IDLE_PER_PLACE
    pool = Pool()
    pairs = [pair() for _ in range(MAX_IDLE_PER_PLACE + 3)]
    for connection, _ in pairs:
        pool.give("place", connection)
    assert sum(connection.sock.fileno() >= 0 for connection, _ in pairs) == MAX_IDLE_PER_PLACE
    pool.clear()
    assert all(connection.sock.fileno() == -1 for connection, _ in pairs)


# Connections ---------------------------------------------------------------------------

def test_lines_and_blocks():
    connection, theirs = pair()
    theirs.sendall(b"one\r\nt\rwo\n\nrest and more")
    assert [connection.receive_line() for _ in range(3)] == [b"one", b"two", b""]
    assert connection.receive(4) == b"rest"
    theirs.close()
    assert connection.receive_until_closed(100) == (b" and more", True)
    with pytest.raises(TransportError, match="closed"):
        connection.receive_line()


def test_large_blocks():
    connection, theirs = pair()
    data = bytes(range(256)) * 5000
    threading.Thread(target=theirs.sendall, args=(data + b"!",), daemon=True).start()
    assert connection.receive(len(data)) == data
    assert connection.receive(1) == b"!"


def test_large_sends():
    connection, theirs = pair()
    received = []

    def drain():
        while data := theirs.recv(65536):
            received.append(data)
    thread = threading.Thread(target=drain)
    thread.start()
    connection.send(b"x" * 3_000_000)
    connection.close()
    thread.join()
    assert sum(map(len, received)) == 3_000_000


def test_the_limit_is_for_each_operation():
    connection, theirs = pair()
    connection.set_limits(0.3, None)

    def dribble():
        import time
        for _ in range(10):
            time.sleep(0.05)
            try:
                theirs.send(b"x")
            except OSError:
                return
    threading.Thread(target=dribble, daemon=True).start()
    with pytest.raises(TransportTimeout):
        connection.receive(10)


def test_the_deadline_is_for_everything():
    import time
    connection, theirs = pair()
    begin = time.monotonic()
    connection.set_limits(None, begin + 0.2)
    with pytest.raises(TransportTimeout):
        connection.receive(1)
    assert 0.15 < time.monotonic() - begin < 1
    with pytest.raises(TransportTimeout):
        connection.send(b"x")


def test_connect_tries_all_addresses(server):
    connection = connect("localhost", server.port)
    connection.close()
    with pytest.raises(TransportError, match="connection refused"):
        connect("127.0.0.1", 1)
    with pytest.raises(TransportError, match="service not supported"):
        connect("127.0.0.1", "nonsense")
    with pytest.raises(TransportTimeout):
        connect("127.0.0.1", server.port, 0)


# Heads ----------------------------------------------------------------------------------

def test_heads_are_checked():
    assert head_of_request("GET", "/", [("A", "b")]) == (b"GET / HTTP/1.1\r\n", b"A: b\r\n\r\n")
    for method, target, name, value in (("G\n", "/", "A", "b"), ("G", "/\r", "A", "b"), ("G", "/", "A\0", "b"),
                                        ("G", "/", "A", "\r\nB: c"), ("G", "/", "A", "b\n")):
        with pytest.raises(Refused):
            head_of_request(method, target, [(name, value)])


def test_status_codes():
    assert status_code("HTTP/1.1 200 OK") == status_code("HTTP/. 2000") == 200
    for line in ("HTTP/2 200", "HTTP/1.1  200", "HTTP/1.1 20", ""):
        with pytest.raises(BadResponse):
            status_code(line)


def test_fields():
    assert fields_of(["A: b", " c", "\td", "E:", "F:  g "]) == [("A", "b c\td"), ("E", ""), ("F", "g ")]
    assert merge([("A", "1"), ("a", "2"), ("\xc4", "x")]) == {"a": "1, 2", "\xc4": "x"}
    assert lower("\xc4B") == "\xc4b"
    with pytest.raises(BadResponse):
        fields_of(["no colon"])


def test_heads_that_came_whole_and_in_part():
    connection, theirs = pair()
    theirs.send(b"HTTP/1.1 204 No\r\nA: b\r\n\r\nHTTP/1.1 200")
    connection.fill()
    assert take_head(connection) == (204, "HTTP/1.1 204 No", [("A", "b")])
    assert take_head(connection) is None


@pytest.mark.parametrize("line, size", [(b"0", 0), (b"ff", 255), (b"FF ; x=y", 255), (b" 1\t", 1), (b"-5", -5)])
def test_chunk_sizes(line, size):
    assert chunk_size(line) == size


@pytest.mark.parametrize("line", [b"", b"x", b"0x1", b"1 2", b"+1", b";a"])
def test_bad_chunk_sizes(line):
    with pytest.raises(BadResponse):
        chunk_size(line)


def test_sessions_of_threads(server, session):
    """Many threads share a pool."""
    failures = []

    def work():
        for _ in range(20):
            if session.get(server.base + "/kept").text != "kept":
                failures.append(1)
    threads = [threading.Thread(target=work) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures and server.connections <= 40


def test_our_adapter_has_ones_own_pool():
    assert TransportAdapter().pool is not TransportAdapter().pool


def test_scenarios_of_the_server_itself(session):
    with Server({"/a": [redirect(302, "{base}/b", DATE.rstrip()), AGAIN], "/b": [b"HTTP/1.1 200 OK\r\n" + DATE
                 + b"Transfer-Encoding: chunked\r\n\r\n" + chunks(b"x"), Sleep(0), AGAIN]}) as server:
        assert session.get(server.base + "/a").text == "x"
        assert server.connections == 1
