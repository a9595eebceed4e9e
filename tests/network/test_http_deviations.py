"""Where luapy's socket.http differs from LuaSocket on purpose: kept connections, secrets, header injection."""

import http.server
import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from http_lua import Lua, lua
from http_server import AGAIN, DATE, RESET, Server, Sleep, ok, redirect

GET = 'return require("socket.http").request(...)'


@pytest.fixture
def server():
    with Server() as server:
        yield server


def scripted(**scenarios):
    return Server({"/" + name.replace("_", "-"): steps for name, steps in scenarios.items()})


# Kept connections ------------------------------------------------------------------

@pytest.mark.parametrize("path", ["/kept", "/kept-explicit", "/kept-chunked", "/kept-redirect"])
def test_connections_are_kept(server, path):
    program = Lua()
    for _ in range(5):
        assert program.run(GET, server.base + path)[:2] == ("kept", 200)
    assert server.connections == 1


def test_states_share_connections(server):
    for _ in range(3):
        assert lua(GET, server.base + "/kept")[1] == 200
    assert server.connections == 1


@pytest.mark.parametrize("path", ["/hello", "/kept-says-close", "/kept-garbage", "/1.0", "/kept-once"])
def test_connections_that_are_not_kept(server, path):
    program = Lua()
    for _ in range(3):
        assert program.run(GET, server.base + path)[1] == 200
    assert server.connections == 3


def test_connection_close_of_the_program(server):
    program = Lua()
    for _ in range(2):
        program.run('require("socket.http").request{ url = ..., headers = { connection = "close" } }',
                    server.base + "/kept")
    assert server.connections == 2
    assert b"Connection: close\r\n" in server.requests[0]


def test_head_and_204_keep_the_connection():
    nothing = b"HTTP/1.1 204 No Content\r\n" + DATE + b"\r\n"
    with scripted(none=[nothing, AGAIN], head=[b"HTTP/1.1 200 OK\r\n" + DATE + b"Content-Length: 9\r\n\r\n", AGAIN]) as server:
        program = Lua()
        for _ in range(2):
            assert program.run(GET, server.base + "/none")[1] == 204
            assert program.run('return require("socket.http").request{ url = ..., method = "HEAD" }',
                               server.base + "/head")[1] == 200
        assert server.connections == 1


def test_a_sink_that_stops_early_ends_the_connection(server):
    program = Lua()
    program.run('require("socket.http").request{ url = ..., sink = function() return nil end }', server.base + "/kept-chunked")
    assert program.run(GET, server.base + "/kept")[0] == "kept"
    assert server.connections == 2


@pytest.mark.parametrize("fault", [[], [RESET], [Sleep(0.02)], [b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n"],
                                   [b"rubbish"]])
def test_a_kept_connection_that_fails_is_replaced(fault):
    """The server ends a kept connection when the next request arrives on it."""
    steps = {"/a": [ok(b"kept", DATE.rstrip()), AGAIN]}
    with Server(steps) as server:
        program = Lua()
        assert program.run(GET, server.base + "/a")[0] == "kept"
        original = server._answer
        first = []

        def answer(connection, reader):
            if not first:
                first.append(connection)
                from http_server import read_head
                read_head(reader)
                return server._play(connection, fault)
            return original(connection, reader)
        # the thread that serves the kept connection is inside the original for one more request
        server._answer = answer
        assert program.run(GET, server.base + "/a")[0] == "kept"
        assert program.run(GET, server.base + "/a")[0] == "kept"


def test_a_connection_closed_meanwhile_is_noticed(server):
    program = Lua()
    for _ in range(3):
        assert program.run(GET, server.base + "/kept-silent")[:2] == ("kept", 200)
        time.sleep(0.1)
    assert len(server.requests) == 3


def test_a_post_is_never_sent_twice():
    with scripted(kept=[ok(b"kept", DATE.rstrip()), AGAIN], once=[]) as server:
        program = Lua()
        program.run(GET, server.base + "/kept")
        assert program.run(GET, server.base + "/once", "a=b") == (None, "closed")
        assert sum(request.startswith(b"POST") for request in server.requests) == 1


def test_a_timeout_is_not_tried_again():
    with scripted(kept=[ok(b"kept", DATE.rstrip()), AGAIN], slow=[Sleep(0.5)]) as server:
        program = Lua()
        program.run('require("socket.http").TIMEOUT = 0.2')
        program.run(GET, server.base + "/kept")
        assert program.run(GET, server.base + "/slow") == (None, "timeout")
        assert len(server.requests) == 2


class Single(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *_):
        pass


def test_a_server_that_serves_one_connection_at_a_time():
    with http.server.HTTPServer(("127.0.0.1", 0), Single) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        program = Lua()
        program.run('require("socket.http").TIMEOUT = 5')
        url = f"http://127.0.0.1:{server.server_port}/"
        for body in (None, "a=b", None, "c=d", "e=f", None):
            assert program.run(GET, url, body)[:2] == ("ok", 200)
        from luapy.stdlib.transport import default_session
        default_session().get_adapter(url).close()
        server.shutdown()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_children_do_not_use_the_parents_connections(server):
    program = Lua()
    program.run(GET, server.base + "/kept")
    child = os.fork()
    if child == 0:
        ok_there = program.run(GET, server.base + "/kept")[0] == "kept"
        os._exit(0 if ok_there else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert program.run(GET, server.base + "/kept")[0] == "kept"
    assert server.connections == 2


# Secrets -----------------------------------------------------------------------------

REDIRECTED = """
local http, url, headers = require("socket.http"), ...
local t = {}
http.request{ url = url, sink = require("ltn12").sink.table(t),
  headers = { Authorization = "Secret 1", COOKIE = "secret=2", ["X-Mine"] = "3" } }
return table.concat(t)
"""


def test_secrets_stay_with_their_host(server):
    (echo,) = lua(REDIRECTED, server.base + "/to-other")
    assert "ecret" not in echo and "x-mine: 3" in echo


def test_secrets_stay_with_their_port(server):
    with Server({"/away": [redirect(302, server.base + "/echo")]}) as first:
        (echo,) = lua(REDIRECTED, first.base + "/away")
    assert "ecret" not in echo and "x-mine: 3" in echo


def test_secrets_go_along_on_the_same_host(server):
    (echo,) = lua(REDIRECTED, server.base + "/to-echo")
    assert "Authorization: Secret 1" in echo and "Cookie: secret=2" in echo


def test_credentials_of_a_url_stay_with_their_host(server):
    with Server({"/away": [redirect(302, server.base + "/echo")]}) as first:
        echo = lua(GET, first.base.replace("://", "://user:secret@") + "/away")[0]
    assert "Authorization" not in echo


def test_the_callers_headers_are_left_alone(server):
    assert lua("""
        local headers = { Authorization = "Secret" }
        require("socket.http").request{ url = ..., headers = headers }
        return headers.Authorization""", server.base + "/to-other") == ("Secret",)


def test_the_environment_is_ignored(server, monkeypatch, tmp_path):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    echo = lua(GET, server.base + "/echo")[0]
    assert "Authorization" not in echo


# Header injection ------------------------------------------------------------------------

INJECTIONS = [
    '{ url = base .. "/echo", headers = { ["X-A"] = "1\\r\\nX-Evil: 2" } }',
    '{ url = base .. "/echo", headers = { ["X-A"] = "1\\nX-Evil: 2" } }',
    '{ url = base .. "/echo", headers = { ["X-A"] = "1\\rX-Evil: 2" } }',
    '{ url = base .. "/echo", headers = { ["X-A"] = "1\\0" } }',
    '{ url = base .. "/echo", headers = { ["X-A: 1\\r\\nX-Evil"] = "2" } }',
    '{ url = base .. "/echo HTTP/1.1\\r\\nX-Evil: 2\\r\\n\\r\\n" }',
    '{ url = base .. "/echo", method = "GET /x HTTP/1.1\\r\\nX-Evil: 2\\r\\n\\r\\nGET" }',
    '{ url = base .. "/echo", uri = "/echo\\nX-Evil: 2" }',
    '{ url = base .. "/echo", query = "a\\r\\nX-Evil: 2" }',
    '{ url = base .. "/echo", headers = { host = "a\\r\\nX-Evil: 2" } }',
]


@pytest.mark.parametrize("request_", INJECTIONS)
def test_injection_is_refused(server, request_):
    result = lua(f'local base = ... return require("socket.http").request{request_}', server.base)
    assert result[0] is None and len(result) == 2 and result[1].startswith("invalid character in ")
    assert not server.requests


def test_injection_through_a_connection_object(server):
    host, port = server.base[7:].split(":")
    result = lua("""
        local http, socket = require("socket.http"), require("socket")
        local host, port = ...
        return socket.protect(function()
          local h = http.open(host, port, socket.tcp)
          h:sendheaders{ ["x-a"] = "1\\r\\nX-Evil: 2" }
        end)()""", host, port)
    assert result[0] is None and result[1].startswith("invalid character in ")


def test_injection_by_a_redirect(server):
    with Server({"/away": [redirect(302, "/a\rb")]}) as first:
        # a CR within a line disappears as LuaSocket reads it
        assert lua(GET, first.base + "/away")[1] == 404


# Details ---------------------------------------------------------------------------------

def test_port_constant(server):
    assert lua('local http, port = require("socket.http"), ... http.PORT = tonumber(port) '
               'return (http.request("http://127.0.0.1/hello"))', str(server.port)) == ("hello",)


def test_ctrl_c_is_heard_while_waiting(server):
    code = f'require("socket.http").request("{server.base}/wait")'
    server.scenarios = {"/wait": [Sleep(20)]}
    process = subprocess.Popen([sys.executable, "-m", "luapy", "run", "-e", code], stderr=subprocess.PIPE)
    while not server.requests:
        time.sleep(0.05)
    time.sleep(0.2)
    begin = time.monotonic()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=10)
    assert process.returncode != 0 and time.monotonic() - begin < 5


def test_memory_of_large_bodies():
    """A body is never held as a whole, neither down nor up."""
    program = """
        local http, ltn12 = require("socket.http"), require("ltn12")
        local url, n = arg[1], 0
        http.request{ url = url .. "/down", sink = function(c) n = n + #(c or "") return 1 end }
        local left = tonumber(arg[2])
        local block = ("x"):rep(65536)
        local function source()
          if left == 0 then return nil end
          left = left - 1
          return block
        end
        local _, code = http.request{ url = url .. "/up", method = "POST", source = source }
        local peak
        for line in io.lines("/proc/self/status") do peak = peak or line:match("VmHWM:%s*(%d+)") end
        print(n, code, peak)
    """
    if not os.path.exists("/proc/self/status"):
        pytest.skip("needs /proc")
    peaks = []
    for count in (1, 1000):
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Large) as server:
            server.blocks = count
            threading.Thread(target=server.serve_forever, daemon=True).start()
            path = os.path.join(os.path.dirname(__file__), "programs")
            done = subprocess.run([sys.executable, "-m", "luapy", "run", "-", f"http://127.0.0.1:{server.server_port}", str(count)],
                                  input=program, capture_output=True, text=True, cwd=path, timeout=100)
            size, code, peak = done.stdout.split()
            assert (int(size), code) == (count * 65536, "200"), done.stderr
            peaks.append(int(peak))
            server.shutdown()
    assert peaks[1] - peaks[0] < 20_000


class Large(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", str(self.server.blocks * 65536))
        self.end_headers()
        for _ in range(self.server.blocks):
            self.wfile.write(b"x" * 65536)

    def do_POST(self):
        while True:
            size = int(self.rfile.readline(), 16)
            self.rfile.read(size + 2)
            if not size:
                break
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):
        pass
