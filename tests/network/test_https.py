"""ssl.https and https URLs of socket.http: verification, parameters, kept connections."""

import ssl

import pytest
from http_lua import Lua, lua
from http_server import CERTIFICATES, DATE, AGAIN, Server, ok, redirect, tls_context

from luapy.stdlib.transport import new_session, use_session

CA = str(CERTIFICATES / "ca.pem")
GET = 'return require("ssl.https").request(...)'
WITH_CA = 'local url, ca = ... return require("ssl.https").request{ url = url, cafile = ca, sink = function() return 1 end }'


@pytest.fixture
def server():
    with Server(tls=tls_context()) as server:
        yield server


def test_verified_by_default(server):
    assert lua(GET, server.base + "/hello") == (None, "certificate verify failed", None, None)
    assert lua('return require("socket.http").request(...)', server.base + "/hello") == (None, "certificate verify failed")


def test_authorities_of_the_request(server):
    assert lua(WITH_CA, server.base + "/hello", CA)[:2] == (1, 200)
    assert lua(WITH_CA, server.other + "/hello", CA)[:2] == (1, 200)


def test_authorities_of_the_environment(server, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", CA)
    from luapy.stdlib.transport.tls import context_of
    context_of.cache_clear()
    try:
        assert lua(GET, server.base + "/hello")[:2] == ("hello", 200)
    finally:
        context_of.cache_clear()


def test_the_sessions_word_on_certificates(server):
    program = Lua()
    session = new_session()
    use_session(session, program.state)
    session.verify = CA
    assert program.run(GET, server.base + "/hello")[0] == "hello"
    session.verify = False
    assert program.run(GET, server.base + "/hello")[0] == "hello"
    session.verify = True
    assert program.run(GET, server.base + "/hello")[0] is None


def test_names_are_verified():
    with Server(tls=tls_context("other")) as server:
        assert lua(WITH_CA, server.base + "/hello", CA)[:2] == (None, "certificate verify failed")
        assert lua('return require("ssl.https").request{ url = ..., verify = "none" }', server.base + "/hello")[:2] == (1, 200)


@pytest.mark.parametrize("verify, good", [("'none'", True), ("'peer'", False), ("{ 'peer' }", False), ("{ 'none' }", True)])
def test_verify(server, verify, good):
    result = lua(f'return require("ssl.https").request{{ url = ..., verify = {verify} }}', server.base + "/hello")
    assert (result[0] == 1) == good


def test_certificates_of_the_client():
    context = tls_context(verify_mode=ssl.CERT_REQUIRED)
    context.load_verify_locations(CA)
    program = """
        local url, ca, certificate = ...
        return require("ssl.https").request{ url = url, cafile = ca, certificate = certificate, key = certificate }"""
    with Server(tls=context) as server:
        assert lua(program, server.base + "/hello", CA, str(CERTIFICATES / "client.pem"))[:2] == (1, 200)
        assert lua(program, server.base + "/hello", CA)[0] is None


@pytest.mark.parametrize("parameters, message", [
    ('protocol = "sslv9"', "invalid protocol (sslv9)"), ('options = "odd"', "invalid option (odd)"),
    ('verify = { "peer", "odd" }', "invalid verify option (odd)"),
    ('cafile = "/no/such/file"', "error loading CA locations ((null))"),
    ('certificate = "/no/such/file"', "error loading certificate ((null))"),
    ('protocol = "tlsv1_2", ciphers = "NONSENSE"', "error setting cipher list (no cipher match)"),
])
def test_bad_parameters(server, parameters, message):
    result = lua(f'return require("ssl.https").request{{ url = ..., {parameters} }}', server.base + "/hello")
    assert result[:2] == (None, message)


@pytest.mark.parametrize("protocol, version", [("tlsv1_2", b"TLSv1.2"), ("tlsv1_3", b"TLSv1.3"), ("any", b"TLSv1.3")])
def test_protocols(protocol, version):
    class Telling(Server):
        def _answer(self, connection, reader):
            self.scenarios = {"/": [ok(connection.version().encode())]}
            return super()._answer(connection, reader)

    with Telling(tls=tls_context()) as server:
        t = lua(f"""local url, ca = ... local t = {{}}
            require("ssl.https").request{{ url = url, cafile = ca, protocol = "{protocol}", sink = require("ltn12").sink.table(t) }}
            return t[1]""", server.base + "/", CA)
    assert t == (version.decode(),)


def test_connections_are_kept_by_parameters():
    with Server({"/": [ok(b"x", DATE.rstrip()), AGAIN]}, tls=tls_context()) as server:
        program = Lua()
        for _ in range(3):
            program.run(WITH_CA, server.base + "/", CA)
        assert server.connections == 1
        program.run('require("ssl.https").request{ url = ..., verify = "none" }', server.base + "/")
        assert server.connections == 2


def test_parameters_survive_a_redirect_and_the_key_stays_at_home(server):
    with Server({"/": [redirect(302, server.base + "/hello")], "/here": [redirect(302, "{base}/there")],
                 "/there": [ok(b"there")]}, tls=tls_context()) as first:
        assert lua(WITH_CA, first.base + "/", CA)[:2] == (1, 200)
        assert lua(WITH_CA, first.base + "/here", CA)[:2] == (1, 200)


def test_the_callers_table_can_be_used_again(server):
    assert lua("""
        local https, request = require("ssl.https"), { url = (...), verify = "none" }
        local first = https.request(request)
        return first, https.request(request)""", server.base + "/hello")[:3] == (1, 1, 200)


def test_http_timeout_is_that_of_ssl_https(server):
    assert lua("""
        local https = require("ssl.https")
        https.TIMEOUT = 0.2
        return https.request{ url = ..., verify = "none" }""", server.base + "/timeout-head")[1] == "wantread"


def test_gluahttp(server):
    from luapy.stdlib import http as gluahttp
    program = Lua("5.1")
    get = 'local r, e = require("http").get(...) return r and r.body, e'
    url = server.base + "/hello"
    assert program.run(get, url) == (None, f'Get "{url}": x509: certificate signed by unknown authority')
    session = new_session()
    session.verify = CA
    gluahttp.configure(program.state, session=session)
    assert program.run(get, url) == ("hello", None)
    with Server(tls=tls_context("other")) as other:
        assert "x509: certificate is valid for other names, not 127.0.0.1" in program.run(get, other.base + "/")[1]
    with Server() as plain:
        plain_url = plain.base.replace("http", "https") + "/"
        assert program.run(get, plain_url) == (None, f'Get "{plain_url}": http: server gave HTTP response to HTTPS client')
