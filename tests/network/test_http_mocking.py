"""Lua programs under test see what requests-mock registers (docs/http.md, "Test doubles")."""

import pytest
import requests
import requests_mock
from http_lua import Lua, lua
from http_server import Server

from luapy.stdlib import http as gluahttp
from luapy.stdlib.transport import new_session, use_session

GET = 'return require("socket.http").request(...)'
GENERIC = """
local request = ...
local t = {}
local r, c, h, s = require("socket.http").request{ url = request, sink = require("ltn12").sink.table(t),
  headers = { ["X-Mine"] = "yes" } }
return r, c, h, s, t
"""


def pairs(table):
    from luapy.runtime.table import items
    return dict(items(table))


def test_simple_form():
    with requests_mock.Mocker() as mock:
        mock.get("http://example.test/a?b=c", text="mocked", headers={"X-A": "1"})
        body, code, headers, status = lua(GET, "http://example.test/a?b=c")
    assert (body, code, status) == ("mocked", 200, "HTTP/1.1 200 OK")
    assert pairs(headers) == {"x-a": "1"}


def test_generic_form_and_history():
    with requests_mock.Mocker() as mock:
        mock.get("http://example.test/", content=bytes(range(256)) * 20)
        result, code, _, _, blocks = lua(GENERIC, "http://example.test/")
        (seen,) = mock.request_history
    assert (result, code) == (1, 200)
    assert [len(block) for block in pairs(blocks).values()] == [2048, 2048, 1024]
    assert seen.headers["x-mine"] == "yes" and seen.headers["User-Agent"] == "LuaSocket 3.0.0"


@pytest.mark.parametrize("version", ["5.1", "5.4"])
def test_post(version):
    with requests_mock.Mocker() as mock:
        mock.post("http://example.test/form", status_code=201, reason="Made", text="thanks")
        body, code, _, status = lua(GET, "http://example.test/form", "a=b", version=version)
        (seen,) = mock.request_history
    assert (body, code, status) == ("thanks", 201, "HTTP/1.1 201 Made")
    assert seen.body == b"a=b" and seen.headers["Content-Length"] == "3"


def test_upload_from_a_source():
    with requests_mock.Mocker() as mock:
        mock.put("http://example.test/up", text=lambda request, context: b"".join(request.body).decode())
        (t,) = lua("""
            local t, n = {}, 0
            require("socket.http").request{ url = "http://example.test/up", method = "PUT",
              source = function() n = n + 1 return n < 4 and "piece " .. n .. ";" or nil end,
              sink = require("ltn12").sink.table(t) }
            return table.concat(t)""")
    assert t == "piece 1;piece 2;piece 3;"


def test_redirects_are_luasockets():
    with requests_mock.Mocker() as mock:
        mock.get("http://example.test/old", status_code=302, headers={"Location": "/new"}, text="moved")
        mock.get("http://example.test/new", text="here")
        mock.get("http://example.test/308", status_code=308, headers={"Location": "/new"}, text="stays")
        body, code, headers, _ = lua(GET, "http://example.test/old")
        assert (body, code, pairs(headers)["location"]) == ("here", 200, "/new")
        assert lua(GET, "http://example.test/308")[:2] == ("stays", 308)


@pytest.mark.parametrize("exception, message", [
    (requests.exceptions.ConnectTimeout, "timeout"), (requests.exceptions.ReadTimeout, "timeout"),
    (requests.exceptions.ConnectionError("no way"), "no way"),
    (requests.exceptions.ConnectionError(ConnectionRefusedError(111, "refused")), "connection refused"),
])
def test_faults(exception, message):
    with requests_mock.Mocker() as mock:
        mock.get("http://example.test/", exc=exception)
        assert lua(GET, "http://example.test/") == (None, message)


def test_unknown_addresses_are_told():
    with requests_mock.Mocker(), pytest.raises(requests_mock.NoMockAddress):
        lua(GET, "http://example.test/unknown")


@pytest.mark.parametrize("path", ["/hello", "/chunked", "/until-closed", "/204", "/302"])
def test_real_connections_beside_mocked_ones(path):
    with Server() as server, requests_mock.Mocker(real_http=True) as mock:
        mock.get("http://example.test/", text="mocked")
        assert lua(GET, "http://example.test/")[0] == "mocked"
        real = lua(GET, server.base + path)
        (calls,) = lua("""
            local sizes = {}
            require("socket.http").request{ url = ..., sink = function(c) sizes[#sizes + 1] = c and #c or -1 return 1 end }
            return table.concat(sizes, " ")""", server.base + path)
    with Server() as server:
        plain = lua(GET, server.base + path)
    assert real[:2] == plain[:2] and real[3] == plain[3]
    assert calls == {"/hello": "5 -1", "/chunked": "3 7 6 -1", "/until-closed": "10 -1", "/204": "", "/302": "5 -1"}[path]


def test_https_and_head():
    with requests_mock.Mocker() as mock:
        mock.get("https://example.test/", text="secure")
        mock.head("http://example.test/", headers={"X-A": "b"})
        assert lua('return require("ssl.https").request("https://example.test/")')[:2] == ("secure", 200)
        assert lua(GET, "https://example.test/")[:2] == ("secure", 200)
        result, code, headers, _ = lua('return require("socket.http").request{ url = "http://example.test/", method = "HEAD" }')
    assert (result, code, pairs(headers)) == (1, 200, {"x-a": "b"})


def test_repeated_headers_are_joined():
    from urllib3 import HTTPResponse
    from urllib3._collections import HTTPHeaderDict
    import io
    fields = HTTPHeaderDict([("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
    raw = HTTPResponse(io.BytesIO(b"x"), fields, 200, preload_content=False)
    with requests_mock.Mocker() as mock:
        mock.get("http://example.test/", raw=raw)
        headers = lua(GET, "http://example.test/")[2]
    assert pairs(headers)["set-cookie"] == "a=1, b=2"


def test_an_adapter_mounted_on_the_states_session():
    program = Lua()
    session = new_session()
    adapter = requests_mock.Adapter()
    adapter.register_uri("GET", "http://example.test/x", text="from the adapter")
    session.mount("http://example.test", adapter)
    use_session(session, program.state)
    assert program.run(GET, "http://example.test/x")[0] == "from the adapter"
    with Server() as server:
        assert program.run(GET, server.base + "/hello")[0] == "hello"
    use_session(None, program.state)
    assert program.run(GET, "http://nosuch.invalid/x")[0] is None


def test_a_stock_session_of_requests():
    with Server() as server:
        program = Lua()
        use_session(requests.Session(), program.state)
        assert program.run(GET, server.base + "/kept")[:2] == ("kept", 200)
        assert program.run(GET, server.base + "/kept-chunked")[0] == "kept"
        assert program.run(GET, server.base + "/kept-redirect")[:2] == ("kept", 200)
        assert program.run(GET, server.base + "/content-encoding")[0].startswith("\x1f\x8b")
        result = program.run(GET, "http://127.0.0.1:1/")
        assert result == (None, "connection refused")


def test_a_mocked_session():
    program = Lua()
    session = new_session()
    use_session(session, program.state)
    with requests_mock.Mocker(session=session) as mock:
        mock.get("http://example.test/", text="this session only")
        assert program.run(GET, "http://example.test/")[0] == "this session only"
        assert lua(GET, "http://nosuch.invalid/")[1] == "host or service not provided, or not known"


def test_a_subclass_of_session_that_sends_itself():
    class Counting(requests.Session):
        sent = 0

        def send(self, request, **options):
            Counting.sent += 1
            return super().send(request, **options)

    with Server() as server:
        program = Lua()
        use_session(Counting(), program.state)
        assert program.run(GET, server.base + "/hello")[0] == "hello"
    assert Counting.sent == 1


# gluahttp -----------------------------------------------------------------------------

def test_gluahttp():
    with requests_mock.Mocker() as mock:
        mock.get("http://example.test/?a=b", text="mocked", headers={"x-lower": "1", "Set-Cookie": "c=d; Path=/"})
        mock.post("http://example.test/", status_code=201)
        result = lua("""
            local http = require("http")
            local r = http.get("http://example.test/", { query = "a=b" })
            local p = http.post("http://example.test/", { body = "text" })
            return r.body, r.status_code, r.headers["X-Lower"], r.cookies.c, r.url, p.status_code""", version="5.1")
        assert mock.request_history[1].body == b"text"
    assert result == ("mocked", 200, "1", "d", "http://example.test/?a=b", 201)


def test_gluahttp_batch():
    with requests_mock.Mocker() as mock:
        for i in range(30):
            mock.get(f"http://example.test/{i}", text=str(i))
        (result,) = lua("""
            local list = {}
            for i = 1, 30 do list[i] = { "get", "http://example.test/" .. i - 1 } end
            local t = {}
            for i, r in ipairs(require("http").request_batch(list)) do t[i] = r.body end
            return table.concat(t, " ")""")
    assert result == " ".join(str(i) for i in range(30))


def test_gluahttp_faults_and_redirects():
    with requests_mock.Mocker() as mock:
        mock.get("http://example.test/t", exc=requests.exceptions.ReadTimeout)
        mock.get("http://example.test/r", exc=requests.exceptions.ConnectionError("odd"))
        mock.get("http://example.test/m", status_code=307, headers={"Location": "/n"})
        mock.get("http://example.test/n", text="arrived")
        get = 'local r, e = require("http").get(...) return r and r.body, e'
        assert lua(get, "http://example.test/t") == (None, 'Get "http://example.test/t": context deadline exceeded')
        assert lua(get, "http://example.test/r") == (None, 'Get "http://example.test/r": odd')
        assert lua(get, "http://example.test/m") == ("arrived", None)


def test_gluahttp_with_an_adapter_of_the_hosts():
    program = Lua()
    session = requests.Session()
    adapter = requests_mock.Adapter()
    adapter.register_uri("GET", "mock://anything/x", text="never: the scheme is none of Go's")
    adapter.register_uri("GET", "http://example.test/x", text="adapter")
    session.mount("http://example.test", adapter)
    gluahttp.configure(program.state, session=session)
    assert program.run('return require("http").get("http://example.test/x").body') == ("adapter",)
    assert program.run('return require("http").get("mock://anything/x")') == (
        None, 'Get "mock://anything/x": unsupported protocol scheme "mock"')


@pytest.mark.parametrize("url", ["http://example.test/Zoë/a b", "http://example.test/Zo%c3%ab/a%20b"])
def test_urls_are_matched_as_those_of_requests(url):
    """However they are written: LuaSocket sends them as they are."""
    with requests_mock.Mocker() as mock:
        mock.get(url, text="mocked")
        for asked in ("http://example.test/Zoë/a b", "http://example.test/Zo%c3%ab/a%20b"):
            assert lua(GET, asked.encode().decode("latin-1"))[:2] == ("mocked", 200)
            assert requests.get(asked).text == "mocked"
