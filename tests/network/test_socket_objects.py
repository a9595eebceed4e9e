"""What programs cannot show of the socket libraries: interrupts, who closes what, devices, other users of a process."""

import gc
import os
import signal
import socket as system
import ssl
import subprocess
import sys
import time
import tty

import pytest
from socket_programs import HERE

from luapy.runtime.launch import new_state
from luapy.runtime.state import enter_state
from luapy.stdlib.network import require
from luapy.stdlib.ssl import verification

CERTIFICATES = HERE / "certificates"


@pytest.fixture
def state():
    state = new_state("5.4")
    before = enter_state(state)
    yield state
    enter_state(before)


@pytest.fixture
def socket(state):
    return require(state, "socket")


def method(obj, name, *args):
    return getattr(obj, "f_" + name)(obj, *args)


def make_pair(socket):
    server = socket.f_bind("127.0.0.1", 0)
    client = socket.f_connect("127.0.0.1", method(server, "getsockname")[1])
    return client, method(server, "accept"), server


def open_files() -> int:
    return len(os.listdir("/proc/self/fd"))


BLOCKING = {
    "receive": "a:receive()",
    "receive with a timeout": "a:settimeout(60) a:receive()",
    "send": "repeat until not a:send(('x'):rep(1000000))",
    "accept": "server:accept()",
    "select": "socket.select({a}, nil)",
    "select nothing": "socket.select(nil, nil, 60)",
    "sleep": "socket.sleep(60)",
    "udp": "local u = socket.udp() u:setsockname('127.0.0.1', 0) u:receive()",
    "handshake": "require('ssl').wrap(a, {mode = 'client', protocol = 'any'}):dohandshake()",
}


@pytest.mark.parametrize("name", BLOCKING)
def test_interrupt(name, tmp_path):
    """Ctrl-C ends each call that waits."""
    program = tmp_path / "wait.lua"
    program.write_text(f"""
        local socket = require("socket")
        local server = socket.bind("127.0.0.1", 0)
        local _, port = server:getsockname()
        local a = socket.connect("127.0.0.1", port)
        local b = server:accept()
        io.write("ready\\n") io.flush()
        {BLOCKING[name]}
        print("done")
    """)
    process = subprocess.Popen([sys.executable, "-m", "luapy", "run", str(program)], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
    try:
        assert process.stdout.readline() == b"ready\n"
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=10)
    finally:
        process.kill()
        process.wait()
    assert out == b"" and process.returncode != 0


@pytest.mark.filterwarnings("error")
def test_dropped_objects_are_closed(socket):
    before = open_files()
    for _ in range(20):
        objects = make_pair(socket)
        method(objects[0], "send", "unread")
        socket.f_udp4()
        socket.f_select(None, None, 0)
    del objects
    gc.collect()
    assert open_files() <= before


@pytest.mark.filterwarnings("error")
def test_dropped_tls_connections_are_closed(state, socket):
    tls = require(state, "ssl")
    settings = rawtable(mode="client", protocol="any")
    before = open_files()
    for _ in range(5):
        client, peer, server = make_pair(socket)
        method(client, "settimeout", 0)
        connection = tls.f_wrap(client, settings)
        method(connection, "settimeout", 0)
        assert method(connection, "dohandshake")[1] == "wantread"
    del client, peer, server, connection
    gc.collect()
    assert open_files() <= before


def rawtable(**fields):
    from luapy.runtime.table import from_dict
    return from_dict(fields)


def test_default_timeout_of_the_host_does_not_matter(socket):
    system.setdefaulttimeout(0.01)
    try:
        client, peer, _ = make_pair(socket)
    finally:
        system.setdefaulttimeout(None)
    method(peer, "settimeout", 0.2)
    start = time.monotonic()
    assert method(peer, "receive") == (None, "timeout", "")
    assert time.monotonic() - start > 0.15


def test_objects_that_share_a_descriptor(socket):
    client, peer, _ = make_pair(socket)
    other = socket.f_tcp()
    method(other, "setfd", method(client, "getfd"))
    method(client, "setfd", -1)
    gc.collect()
    assert method(client, "send", "x") == (None, "closed", 0.0)
    # of class master still: as in LuaSocket, only connect changes it
    assert method(other, "getpeername")[0] == "127.0.0.1"
    method(other, "close")
    assert method(peer, "receive") == (None, "closed", "")


def test_names_that_are_no_text(socket):
    for name in ("\xff\xfe.invalid", "a" * 300, "x..y", "nul\0byte.invalid"):
        assert socket.f_dns.f_toip(name)[0] is None
        assert method(socket.f_tcp(), "connect", name, 80)[0] is None


def test_serial(state, tmp_path):
    master, slave = os.openpty()
    tty.setraw(slave)
    line = require(state, "socket.serial")(os.ttyname(slave))
    os.close(slave)
    assert line.kind == "serial{client}"
    assert method(line, "send", "out\n") == (4.0, None, None)
    assert os.read(master, 10) == b"out\n"
    os.write(master, b"one\r\ntwo")
    assert method(line, "receive") == ("one", None, None)
    method(line, "settimeout", 0.1)
    assert method(line, "receive") == (None, "timeout", "two")
    assert method(line, "getstats")[:2] == (8.0, 4.0)
    assert method(line, "close") == 1.0
    assert method(line, "send", "x") == (None, "closed", 0.0)
    os.close(master)
    assert require(state, "socket.serial")(str(tmp_path / "none")) == (None, "No such file or directory", 2.0)


def test_verification():
    def der(name):
        text = (CERTIFICATES / name).read_text()
        return ssl.PEM_cert_to_DER_cert(text[:text.index("-----END") + 25])
    trusting = verification.new_context()
    trusting.load_verify_locations(CERTIFICATES / "ca.pem")
    assert verification.verify(trusting, [der("server.pem")]) is None
    nobody = verification.new_context()
    assert verification.verify(nobody, [der("server.pem")]) == "unable to get local issuer certificate"
    assert verification.verify(trusting, [der("curve.pem")]) == "self-signed certificate"


def test_alpn_of_a_truncated_hello():
    from luapy.stdlib.ssl.hello import offered_protocols
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_alpn_protocols(["h2", "x"])
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    with pytest.raises(ssl.SSLWantReadError):
        context.wrap_bio(incoming, outgoing).do_handshake()
    hello = outgoing.read()
    assert offered_protocols(hello) == "\2h2\1x"
    assert all(offered_protocols(hello[:size]) is None for size in range(len(hello)))
    assert offered_protocols(b"GET / HTTP/1.1\r\n\r\n") is None
