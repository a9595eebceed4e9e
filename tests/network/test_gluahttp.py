"""gluahttp: every behaviour that its own tests check (gluahttp_test.go, in its order), and those of Go's client."""

import time

import pytest
import requests
from go_server import GoServer
from http_lua import Lua
from http_server import AGAIN, DATE, RESET, Server, Sleep, ok, redirect

from luapy.stdlib import http as gluahttp
from luapy.stdlib.http.durations import HOUR, MILLISECOND, MINUTE, SECOND, parse_duration
from luapy.stdlib.http.url import parse
from luapy.stdlib.http.words import GoError, quote
from luapy.stdlib.transport import new_session

GET = 'local r, e = require("http").get(...) return r and r.body, e'


@pytest.fixture(scope="module")
def server():
    with GoServer() as server:
        yield server


@pytest.fixture(params=["5.1", "luajit", "5.4"])
def program(request):
    """A state of which the host has given the module a session with a cookie jar."""
    program = Lua(request.param)
    gluahttp.configure(program.state, session=new_session())
    return program


@pytest.fixture
def plain():
    """A state whose host has configured nothing."""
    return Lua("5.1")


# gluahttp_test.go ---------------------------------------------------------------------

def test_request_no_method(program):
    response, error = program.run('return require("http").request()')
    assert response is None and error == 'Get "": unsupported protocol scheme ""'


def test_request_no_url(program):
    response, error = program.run('return require("http").request("get")')
    assert response is None and error == 'Get "": unsupported protocol scheme ""'


def test_request_batch(program, server):
    result = program.run("""
        local base = ...
        local http = require("http")
        local responses, errors = http.request_batch({
          {"get", base, {query="page=1"}},
          {"post", base .. "/set_cookie"},
          {"post", ""},
          1
        })
        assert(errors[1] == nil and errors[2] == nil)
        assert(errors[3] == 'Post "": unsupported protocol scheme ""', errors[3])
        assert(errors[4] == "Request must be a table")
        assert(responses[1]["body"] == 'Requested GET / with query "page=1"')
        assert(responses[2]["body"] == "Cookie set!")
        assert(responses[2]["cookies"]["session_id"] == "12345")
        assert(responses[3] == nil and responses[4] == nil)
        responses, errors = http.request_batch({
          {"get", base .. "/get_cookie"}
        })
        return errors, responses[1]["body"]""", server.base)
    assert result == (None, "session_id=12345")


def test_request_get(program, server):
    assert program.run("""
        local r = require("http").request("get", ...)
        return r.body, r.status_code, r.headers["Content-Length"], r.headers["Content-Type"]""", server.base) == (
        'Requested GET / with query ""', 200, "29", "text/plain; charset=utf-8")


def test_request_get_with_redirect(program, server):
    assert program.run("""
        local r = require("http").request("get", (...) .. "/redirect")
        return r.body, r.status_code, r.url""", server.base) == (
        'Requested GET / with query ""', 200, server.base + "/")


def test_request_post_form(program, server):
    (body,) = program.run('return require("http").request("post", (...), { form="username=bob&password=secret" }).body', server.base)
    assert body == ('Requested POST / with query ""Content-Type: application/x-www-form-urlencoded'
                    'Content-Length: 28Body: username=bob&password=secret')


def test_request_headers(program, server):
    (body,) = program.run("""
        return require("http").request("post", (...), { headers={ ["Content-Type"]="application/json" } }).body""", server.base)
    assert body == 'Requested POST / with query ""Content-Type: application/jsonContent-Length: 0Body: '


def test_request_query(program, server):
    (body,) = program.run('return require("http").request("get", (...), { query="page=2" }).body', server.base)
    assert body == 'Requested GET / with query "page=2"'


@pytest.mark.parametrize("method, length", [("get", "35"), ("delete", "38")])
def test_get_and_delete(program, server, method, length):
    assert program.run(f"""
        local r = require("http").{method}((...), {{ query="page=1" }})
        return r.body, r.status_code, r.headers["Content-Length"], r.headers["Content-Type"]""", server.base) == (
        f'Requested {method.upper()} / with query "page=1"', 200, length, "text/plain; charset=utf-8")


def test_head(program, server):
    assert program.run("""
        local r = require("http").head((...) .. "/head", { query="page=1" })
        return r.status_code, r.headers["X-Request-Uri"], r.body, r.body_size""", server.base) == (
        200, "/head?page=1", "", 0)


def test_post(program, server):
    (body,) = program.run('return require("http").post((...), { body="username=bob&password=secret" }).body', server.base)
    assert body == 'Requested POST / with query ""Content-Type: Content-Length: 28Body: username=bob&password=secret'


def test_patch(program, server):
    (body,) = program.run("""
        return require("http").patch((...), {
          body='{"username":"bob"}', headers={ ["Content-Type"]="application/json" } }).body""", server.base)
    assert body == ('Requested PATCH / with query ""Content-Type: application/json'
                    'Content-Length: 18Body: {"username":"bob"}')


def test_put(program, server):
    (body,) = program.run("""
        return require("http").put((...), {
          body="username=bob&password=secret",
          headers={ ["Content-Type"]="application/x-www-form-urlencoded" } }).body""", server.base)
    assert body == ('Requested PUT / with query ""Content-Type: application/x-www-form-urlencoded'
                    'Content-Length: 28Body: username=bob&password=secret')


def test_response_cookies(program, server):
    assert program.run("""
        local r = require("http").get((...) .. "/set_cookie")
        return r.body, r.cookies.session_id""", server.base) == ("Cookie set!", "12345")


def test_request_cookies(plain, server):
    assert plain.run("""
        local r = require("http").get((...) .. "/get_cookie", { cookies={ ["session_id"]="test" } })
        return r.body, r.body_size""", server.base) == ("session_id=test", 15)


def test_response_body_and_size(program, server):
    assert program.run("""
        local r = require("http").get((...) .. "/")
        return r.body_size, (string.gsub(r.body, "GET", "XXX"))""", server.base) == (29, 'Requested XXX / with query ""')


def test_response_url(program, server):
    assert program.run("""
        local http, base = require("http"), ...
        return http.get(base .. "/redirect").url, http.get(base .. "/get_cookie").url""", server.base) == (
        server.base + "/", server.base + "/get_cookie")


def test_timeout_short(program, server):
    response, error = program.run('return require("http").get((...) .. "/delayed", { timeout="1ms" })', server.base)
    assert response is None and error == f'Get "{server.base}/delayed": context deadline exceeded'


def test_timeout_long(program, server):
    assert program.run('return require("http").post((...) .. "/delayed", { timeout="1h" }).body', server.base) == ("ok",)


def test_badly_formatted_timeout(program, server):
    response, error = program.run('return require("http").get((...) .. "/delayed", { timeout="not a duration" })', server.base)
    assert response is None and error == 'time: invalid duration "not a duration"'


# Options ----------------------------------------------------------------------------------

def echo(program, server, options, method="get"):
    (body,) = program.run(f'return require("http").request("{method}", (...) .. "/echo?url", {options}).body', server.base)
    return body


def test_what_is_sent(plain, server):
    host = server.base[7:]
    assert echo(plain, server, "nil") == (
        f"GET /echo?url\nHost: {host}\nUser-Agent: Go-http-client/1.1\nAccept-Encoding: gzip\n\n")
    assert echo(plain, server, "nil", "head") == ""
    assert echo(plain, server, '{ body = "abc", headers = { ["x-b"] = "2", ["A"] = "1" } }', "PoSt") == (
        f"POST /echo?url\nHost: {host}\nUser-Agent: Go-http-client/1.1\nContent-Length: 3\nA: 1\nX-B: 2\n"
        "Accept-Encoding: gzip\n\nabc")


@pytest.mark.parametrize("options, line", [
    ('{ headers = { ["user-agent"] = "mine" } }', "User-Agent: mine"),
    ('{ headers = { ["accept-encoding"] = "identity" } }', "Accept-Encoding: identity"),
    ('{ headers = { ["CONTENT-type"] = "a/b" }, form = "x" }', "Content-Type: a/b"),
    ('{ auth = { user = "u", pass = "p" } }', "Authorization: Basic dTpw"),
    ('{ auth = { user = "u", pass = "p" }, headers = { authorization = "Mine" } }', "Authorization: Mine"),
    ('{ auth = { user = 1, pass = 2 } }', "Authorization: Basic MToy"),
    ('{ cookies = { a = "b" } }', "Cookie: a=b"),
    ('{ cookies = { a = "b c" } }', 'Cookie: a="b c"'),
    ('{ cookies = { a = "x;y\\\\\\"z" } }', "Cookie: a=xyz"),
    ('{ headers = { ["X-Number"] = 5 } }', "X-Number: 5"),
    ('{ headers = { ["X-Trim"] = "  v  " } }', "X-Trim: v"),
])
def test_headers_of_options(plain, server, options, line):
    assert line in echo(plain, server, options).split("\n")


@pytest.mark.parametrize("options, target", [
    ('{ query = "a=b&c=%20" }', "/echo?a=b&c=%20"), ('{ query = "" }', "/echo"), ("{ query = 5 }", "/echo?url"),
    ("{ query = {} }", "/echo?url"), ("5", "/echo?url"),
])
def test_query(plain, server, options, target):
    assert echo(plain, server, options).split("\n")[0] == "GET " + target


@pytest.mark.parametrize("options, body", [
    ('{ body = "b", form = "f" }', "b"), ('{ form = "f=1" }', "f=1"), ('{ body = 5 }', ""), ('{ body = "\\0\\255" }', "\0\xff"),
])
def test_bodies(plain, server, options, body):
    assert echo(plain, server, options, "post").partition("\n\n")[2] == body


def test_the_content_type_of_forms_only(plain, server):
    assert "Content-Type: application/x-www-form-urlencoded" in echo(plain, server, '{ form = "a=b" }', "post")
    assert "Content-Type" not in echo(plain, server, '{ body = "a=b", form = "c=d" }', "post")


def test_an_empty_body_is_chunked_as_by_go(plain, server):
    assert "Transfer-Encoding: chunked" in echo(plain, server, '{ body = "" }', "post")
    assert "Transfer-Encoding" not in echo(plain, server, '{ body = "" }', "get")


@pytest.mark.parametrize("auth", ["{}", '{ user = "u" }', '{ pass = "p" }', '{ user = false, pass = "p" }'])
def test_auth_needs_both(plain, server, auth):
    assert plain.run(f'return require("http").get((...), {{ auth = {auth} }})', server.base) == (
        None, "auth table must contain no nil user and pass fields")


@pytest.mark.parametrize("timeout", ["0", "-1", "0.5", "true", "{}", '"0"', '"-1s"'])
def test_timeouts_that_are_over_at_once(plain, server, timeout):
    before = len(server.requests)
    assert plain.run(f'return require("http").get((...), {{ timeout = {timeout} }})', server.base) == (
        None, f'Get "{server.base}": context deadline exceeded')
    assert len(server.requests) == before


@pytest.mark.parametrize("timeout", ["5", "1.9", '"1m"'])
def test_timeouts_that_suffice(plain, server, timeout):
    assert plain.run(f'return require("http").get((...) .. "/delayed", {{ timeout = {timeout} }}).body', server.base) == ("ok",)


def test_the_timeout_holds_for_the_body(plain):
    with Server({"/": [b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", *[b"x", Sleep(0.05)] * 9]}) as slow:
        begin = time.monotonic()
        assert plain.run('return require("http").get((...), { timeout = "150ms" })', slow.base + "/") == (
            None, "context deadline exceeded")
        assert time.monotonic() - begin < 0.4


@pytest.mark.parametrize("text, nanoseconds", [
    ("1h", HOUR), ("1.5s", 1500 * MILLISECOND), ("300ms", 300 * MILLISECOND), ("1h15m30.5s", HOUR + 15 * MINUTE + 30500 * MILLISECOND),
    ("0", 0), ("-1.5h", -90 * MINUTE), ("+5s", 5 * SECOND), (".5s", 500 * MILLISECOND), ("1.s", SECOND), ("100ns", 100),
    ("1us", 1000), ("1\xc2\xb5s", 1000), ("1\xce\xbcs", 1000), ("0.000000001s", 1), ("2562047h47m16.854775807s", 2**63 - 1),
])
def test_durations(text, nanoseconds):
    assert parse_duration(text) == nanoseconds


@pytest.mark.parametrize("text, message", [
    ("", 'time: invalid duration ""'), ("soon", 'time: invalid duration "soon"'), ("10", 'time: missing unit in duration "10"'),
    ("10y", 'time: unknown unit "y" in duration "10y"'), ("-", 'time: invalid duration "-"'), (".s", 'time: invalid duration ".s"'),
    ("1 h", 'time: unknown unit " h" in duration "1 h"'), ("3000000h", 'time: invalid duration "3000000h"'),
    ('"', 'time: invalid duration "\\""'), ("\xc3\xa4", 'time: invalid duration "\\xc3\\xa4"'),
])
def test_bad_durations(text, message):
    with pytest.raises(GoError) as error:
        parse_duration(text)
    assert error.value.text == message


# Responses -------------------------------------------------------------------------------------

def test_response_fields(plain, server):
    result = plain.run("""
        local r = require("http").get((...) .. "/cookies")
        local names = {}
        for k in pairs(r.headers) do names[#names + 1] = k end
        table.sort(names)
        return type(r), r.nothing, r.headers ~= r.headers, r.headers["content-length"], r.headers["Set-Cookie"],
          r.cookies.one, r.cookies.two, r.cookies.three, r.cookies.four, r.cookies[""], table.concat(names, " "),
          tostring(r):match("^userdata: 0x") ~= nil, getmetatable(r) == require("http").response""", server.base)
    from luapy.runtime.values import TRUE
    assert result == ("userdata", None, TRUE, None, "one=1; Path=/", "1", "quoted", "3", "a b", None,
                      "Content-Length Date Server Set-Cookie", TRUE, TRUE)


def test_responses_are_read_only(plain, server):
    ok, error = plain.run("""
        local r = require("http").get(...)
        return pcall(function() r.body = "x" end)""", server.base)
    assert not ok and "index" in error


def test_compressed_bodies(plain, server):
    assert plain.run("""
        local r = require("http").get((...) .. "/gzip")
        return r.body_size, r.headers["Content-Encoding"], r.headers["Content-Length"]""", server.base) == (900, None, None)
    assert plain.run("""
        local r = require("http").get((...) .. "/gzip", { headers = { ["Accept-Encoding"] = "gzip" } })
        return r.body:sub(1, 2), r.headers["Content-Encoding"]""", server.base) == ("\x1f\x8b", "gzip")
    assert plain.run(GET, server.base + "/gzip?broken") == (None, "gzip: invalid header")


# Redirects ---------------------------------------------------------------------------------------

@pytest.mark.parametrize("code, method, body, seen", [
    (301, "get", None, "GET"), (302, "post", "b", "GET"), (303, "put", "b", "GET"), (301, "head", None, "HEAD"),
    (307, "get", None, "GET"), (307, "post", None, "POST"), (308, "delete", None, "DELETE"), (302, "delete", None, "GET"),
])
def test_redirects(plain, server, code, method, body, seen):
    status, url = plain.run("""
        local method, url, body = ...
        local r = require("http").request(method, url, { body = body })
        return r.status_code, r.url""", method, f"{server.base}/code/{code}?/echo", body)
    assert (status, url) == (200, server.base + "/echo")
    assert server.requests[-1][:2] == (seen, "/echo")
    assert not any(name == "Content-Length" and value != "0" for name, value in server.requests[-1][2])


@pytest.mark.parametrize("code", [307, 308])
def test_a_body_is_not_sent_again(plain, server, code):
    assert plain.run("""
        local r = require("http").post((...), { body = "b" })
        return r.status_code, r.body""", f"{server.base}/code/{code}?/echo") == (code, "moved")


@pytest.mark.parametrize("code", [300, 304, 305, 306])
def test_codes_that_are_no_redirects(plain, server, code):
    assert plain.run('return require("http").get(...).status_code', f"{server.base}/code/{code}?/echo") == (code,)


def test_a_redirect_without_location(plain):
    with Server({"/": [b"HTTP/1.1 302 Found\r\nContent-Length: 4\r\n\r\nstay"]}) as raw:
        assert plain.run(GET, raw.base + "/") == ("stay", None)


def test_too_many_redirects(plain):
    with Server({"/x/loop": [redirect(302, "/x/loop", DATE.rstrip()), AGAIN]}) as raw:
        assert plain.run(GET, raw.base + "/x/loop") == (None, 'Get "/x/loop": stopped after 10 redirects')
        assert len(raw.requests) == 10


def test_a_redirect_to_nowhere(plain, server):
    assert plain.run(GET, server.base + "/code/302?ftp://h/") == (None, 'Get "ftp://h/": unsupported protocol scheme "ftp"')
    assert plain.run(GET, server.base + "/code/302?http://h:x/") == (
        None, f'Get "{server.base}/code/302?http://h:x/": failed to parse Location header "http://h:x/": '
        'parse "http://h:x/": invalid port ":x" after host')
    assert plain.run('return require("http").post((...))', server.base + "/code/302?http://127.0.0.1:1/")[1] == (
        'Post "http://127.0.0.1:1/": dial tcp 127.0.0.1:1: connect: connection refused')


SECRETS = """
    local r = require("http").get((...), { cookies = { c = "secret" }, auth = { user = "u", pass = "secret" },
      headers = { ["X-Mine"] = "1" } })
    return r.body"""


def test_secrets_on_redirects(plain, server):
    (body,) = plain.run(SECRETS, f"{server.base}/code/302?/echo")
    assert "Cookie: c=secret" in body and "Authorization: Basic" in body and "X-Mine: 1" in body
    (body,) = plain.run(SECRETS, f"{server.base}/code/302?{server.other}/echo")
    assert "secret" not in body.replace("Referer", "") and "Authorization" not in body and "X-Mine: 1" in body


def test_referer(plain, server):
    (body,) = plain.run('return require("http").get(...).body', server.base.replace("://", "://u:p@") + "/code/302?/echo")
    assert f"Referer: {server.base}/code/302?/echo\n" in body


# Cookies ---------------------------------------------------------------------------------------

def test_no_jar_unless_the_host_gives_one(plain, server):
    plain.run('require("http").get((...) .. "/set_cookie")', server.base)
    assert plain.run('return require("http").get((...) .. "/get_cookie").body', server.base) == ("",)


def test_the_jar_is_the_sessions(server):
    program = Lua("5.1")
    session = requests.Session()
    session.cookies.set("from_host", "1", domain="127.0.0.1")
    gluahttp.configure(program.state, session=session)
    program.run('require("http").get((...) .. "/set_cookie")', server.base)
    (cookies,) = program.run('return require("http").get((...) .. "/get_cookie", { cookies = { mine = "2" } }).body', server.base)
    assert sorted(cookies.split("; ")) == ["from_host=1", "mine=2", "session_id=12345"]
    assert session.cookies["session_id"] == "12345" and "mine" not in session.cookies


def test_cookies_set_on_the_way(server):
    program = Lua("5.1")
    gluahttp.configure(program.state, session=new_session())
    (cookies,) = program.run('return require("http").get((...) .. "/cookies?/get_cookie").body', server.base)
    assert "one=1" in cookies and "three" not in cookies


def test_a_cookie_the_jar_knows_better(server):
    program = Lua("5.1")
    gluahttp.configure(program.state, session=new_session())
    (cookies,) = program.run("""
        return require("http").get((...) .. "/cookies?/get_cookie", { cookies = { one = "old", other = "x" } }).body""", server.base)
    assert "old" not in cookies and "other=x" in cookies and "one=1" in cookies


# Errors -----------------------------------------------------------------------------------------

@pytest.mark.parametrize("url, message", [
    ("", 'Get "": unsupported protocol scheme ""'), ("http:", 'Get "http:": http: no Host in request URL'),
    ("http://127.0.0.1:1", 'Get "http://127.0.0.1:1": dial tcp 127.0.0.1:1: connect: connection refused'),
    ("http://u:p@127.0.0.1:1/", 'Get "http://u:***@127.0.0.1:1/": dial tcp 127.0.0.1:1: connect: connection refused'),
    ("http://a b/", 'parse "http://a b/": invalid character " " in host name'),
    ("http://h:x/", 'parse "http://h:x/": invalid port ":x" after host'),
    ("http://h/%zz", 'parse "http://h/%zz": invalid URL escape "%zz"'), (":x", 'parse ":x": missing protocol scheme'),
    ("http://h/\n", 'parse "http://h/\\n": net/url: invalid control character in URL'),
    ("ftp://h/", 'Get "ftp://h/": unsupported protocol scheme "ftp"'), ("file", 'Get "file": unsupported protocol scheme ""'),
    ("http://nosuch.invalid/", 'Get "http://nosuch.invalid/": dial tcp: lookup nosuch.invalid: no such host'),
])
def test_bad_urls(plain, url, message):
    assert plain.run(GET, url) == (None, message)


@pytest.mark.parametrize("source, message", [
    ('"BAD METHOD"', 'net/http: invalid method "BAD METHOD"'), ('"g\\n"', 'net/http: invalid method "G\\n"'),
])
def test_bad_methods(plain, server, source, message):
    assert plain.run(f'return require("http").request({source}, ...)', server.base) == (None, message)


@pytest.mark.parametrize("headers, message", [
    ('["a b"] = "c"', 'net/http: invalid header field name "a b"'), ('["A"] = "b\\r\\nC: d"', 'net/http: invalid header field value for "A"'),
    ('["A\\r\\nB"] = "c"', 'net/http: invalid header field name "A\\r\\nB"'), ('["A"] = "b\\0"', 'net/http: invalid header field value for "A"'),
])
def test_bad_headers(plain, server, headers, message):
    assert plain.run(f'return require("http").get((...), {{ headers = {{ {headers} }} }})', server.base) == (
        None, f'Get "{server.base}": {message}')


FAULTS = {
    "/nothing": ([], "EOF"), "/head": ([b"HTTP/1.1 200 OK\r\nA: b"], "EOF"),
    "/status": ([b"HTTP/2 200\r\n\r\n"], 'net/http: HTTP/1.x transport connection broken: malformed HTTP version "HTTP/2"'),
    "/code": ([b"HTTP/1.1 abc\r\n\r\n"], 'net/http: HTTP/1.x transport connection broken: malformed HTTP status code "abc"'),
    "/old": ([b"justtext\n"], 'net/http: HTTP/1.x transport connection broken: malformed HTTP response "justtext"'),
    "/field": ([b"HTTP/1.1 200 OK\r\nno field\r\n\r\n"],
               "net/http: HTTP/1.x transport connection broken: malformed MIME header line: no field"),
}


@pytest.mark.parametrize("path", FAULTS)
def test_bad_responses(plain, path):
    with Server({path: steps for path, (steps, _) in FAULTS.items()}) as raw:
        assert plain.run(GET, raw.base + path) == (None, f'Get "{raw.base}{path}": {FAULTS[path][1]}')


@pytest.mark.parametrize("steps, message", [
    ([b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello"], "unexpected EOF"),
    ([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel"], "unexpected EOF"),
    ([b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"], "invalid byte in chunk length"),
])
def test_bad_bodies(plain, steps, message):
    with Server({"/": steps}) as raw:
        assert plain.run(GET, raw.base + "/") == (None, message)


def test_a_reset(plain):
    with Server({"/": [b"HTTP/1.1 200", Sleep(0.05), RESET]}) as raw:
        assert plain.run(GET, raw.base + "/")[1].endswith("read: connection reset by peer")


def test_informational_responses_are_passed_over(plain):
    with Server({"/": [b"HTTP/1.1 102 P\r\n\r\nHTTP/1.1 100 C\r\n\r\n" + ok(b"final")]}) as raw:
        assert plain.run(GET, raw.base + "/") == ("final", None)


# Batches -------------------------------------------------------------------------------------------

def test_a_batch_is_concurrent(plain, server):
    url = server.base + "/wait"
    batch = """
        local url, n = ...
        local list = {}
        for i = 1, n do list[i] = { "get", url .. "?" .. i } end
        local responses, errors = require("http").request_batch(list)
        assert(errors == nil)
        for i = 1, n do assert(responses[i].body == tostring(i)) end"""
    plain.run(batch, url, 100)
    begin = time.monotonic()
    plain.run(batch, url, 100)
    assert time.monotonic() - begin < 0.5  # one by one they take 5 seconds


def test_a_batch_of_thousands(plain):
    with GoServer() as server:
        (good,) = plain.run("""
            local url, n = ..., 0
            local list = {}
            for i = 1, 5000 do list[i] = { "get", url .. "/", { query = tostring(i) } } end
            local responses, errors = require("http").request_batch(list)
            for i = 1, 5000 do
              if responses[i].body == 'Requested GET / with query "' .. i .. '"' then n = n + 1 end
            end
            return errors == nil and n""", server.base)
        assert good == 5000 and server.most <= gluahttp.MAX_THREADS


def test_bounded_threads(server):
    program = Lua("5.1")
    gluahttp.configure(program.state, threads=3)
    server.most = 0
    program.run("""
        local list = {}
        for i = 1, 12 do list[i] = { "get", (...) } end
        require("http").request_batch(list)""", server.base + "/wait")
    assert server.most == 3


@pytest.mark.parametrize("source, shown", [
    ("{}", ""), ("{ 1 }", "1:Request must be a table"), ('{ {} }', '1:Nil "nil": unsupported protocol scheme ""'),
    ('{ { "get" } }', '1:Get "nil": unsupported protocol scheme ""'), ('{ { "b d", "http://h/" } }', '1:net/http: invalid method "B D"'),
    ('{ { "get", "http:" }, false, { "get", "x", { timeout = "soon" } } }',
     '1:Get "http:": http: no Host in request URL 2:Request must be a table 3:time: invalid duration "soon"'),
])
def test_items_of_batches(plain, source, shown):
    (result,) = plain.run(f"""
        local responses, errors = require("http").request_batch({source})
        local t = {{}}
        for i = 1, 3 do
          assert(responses[i] == nil)
          if errors and errors[i] then t[#t + 1] = i .. ":" .. errors[i] end
        end
        return table.concat(t, " ")""")
    assert result == shown


def test_holes_stay_where_they_belong(plain, server):
    assert plain.run("""
        local url = ...
        local responses, errors = require("http").request_batch{ { "get", "" }, { "get", url }, { "get", "" }, { "get", url } }
        return errors[1] ~= nil and responses[1] == nil and errors[2] == nil and responses[2].status_code == 200
          and errors[3] ~= nil and responses[3] == nil and errors[4] == nil and responses[4].status_code == 200""", server.base)[0]


def test_a_batch_must_be_a_table(plain):
    from luapy.runtime.errors import PendingError
    with pytest.raises(PendingError):
        plain.run('require("http").request_batch()')


# The host's side --------------------------------------------------------------------------------------

def test_a_function_of_the_hosts(server):
    program = Lua("5.1")
    seen = []

    def do(request):
        seen.append((request.method, request.url, request.headers["X-Mine"], request.body))
        return requests.Session().send(request)
    gluahttp.configure(program.state, do=do)
    assert program.run("""
        local r = require("http").post((...) .. "/redirect", { body = "b", headers = { ["x-mine"] = "1" } })
        return r.body, r.url, r.status_code""", server.base) == ('Requested GET / with query ""', server.base + "/", 200)
    assert seen == [("POST", server.base + "/redirect", "1", b"b")]


def test_a_function_that_refuses(server):
    program = Lua("5.1")

    def do(request):
        raise requests.exceptions.InvalidURL("not allowed here")
    gluahttp.configure(program.state, do=do)
    assert program.run('return require("http").get((...))', server.base) == (None, "not allowed here")
    responses, errors = program.run('return require("http").request_batch{ { "get", (...) } }', server.base)
    assert errors.arr[1] == "not allowed here"


def test_faults_of_the_hosts_function_are_told(server):
    program = Lua("5.1")
    gluahttp.configure(program.state, do=lambda request: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        program.run('return require("http").request_batch{ { "get", (...) } }', server.base)


def test_a_stock_session(server):
    program = Lua("5.1")
    gluahttp.configure(program.state, session=requests.Session())
    assert "User-Agent: Go-http-client/1.1" in echo(program, server, "nil")
    assert program.run('return require("http").get((...) .. "/gzip").body_size', server.base) == (900,)
    assert program.run(GET, server.base + "/redirect") == ('Requested GET / with query ""', None)


def test_one_or_the_other():
    with pytest.raises(ValueError):
        gluahttp.configure(Lua().state, session=requests.Session(), do=print)


def test_states_are_configured_one_by_one(server):
    first, second = Lua("5.1"), Lua("5.1")
    gluahttp.configure(first.state, do=lambda request: (_ for _ in ()).throw(ValueError("first")))
    assert first.run(GET, server.base) == (None, "first")
    assert second.run(GET, server.base)[1] is None


def test_both_families_share_connections():
    with Server({"/": [ok(b"kept", DATE.rstrip()), AGAIN]}) as raw:
        program = Lua("5.1")
        assert program.run('return (require("socket.http").request(...))', raw.base + "/") == ("kept",)
        assert program.run(GET, raw.base + "/") == ("kept", None)
        assert raw.connections == 1


# Words -------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("text, quoted", [
    ("a", '"a"'), ('"\\', '"\\"\\\\"'), ("\n\t\x01\x7f", '"\\n\\t\\x01\\x7f"'), ("\xc3\xa4", '"\xc3\xa4"'),
    ("\xff", '"\\xff"'), ("\xe2\x80\x8b", '"\\u200b"'),
])
def test_quote(text, quoted):
    assert quote(text) == quoted


@pytest.mark.parametrize("text, shown, target", [
    ("http://h", "http://h", "/"), ("HTTP://H/a b", "http://H/a%20b", "/a%20b"), ("http://h/%41%2f", "http://h/%41%2f", "/%41%2f"),
    ("http://h?q", "http://h?q", "/?q"), ("http://h/?", "http://h/?", "/?"), ("http://h/a#f g", "http://h/a#f%20g", "/a"),
    ("http://[::1]:8/x", "http://[::1]:8/x", "/x"), ("http:/x", "http:/x", "/x"), ("http://u%40:p@h/", "http://u%40:p@h/", "/"),
    ("http://h/\xc3\xa4", "http://h/%C3%A4", "/%C3%A4"), ("http://h/a;b,c", "http://h/a;b,c", "/a;b,c"),
])
def test_urls(text, shown, target):
    url = parse(text)
    assert (str(url), url.request_uri()) == (shown, target)


@pytest.mark.parametrize("reference, result", [
    ("/x", "http://h/x"), ("../y", "http://h/a/y"), ("?k", "http://h/a/b/c?k"), ("#g", "http://h/a/b/c?q#g"), ("", "http://h/a/b/c?q"),
    ("//o/p", "http://o/p"), ("https://s", "https://s"), ("../../../z", "http://h/z"), ("d/./e/..", "http://h/a/b/d/"), (".", "http://h/a/b/"),
])
def test_references(reference, result):
    assert str(parse("http://h/a/b/c?q").resolve(reference)) == result
