"""ssl.core: TLS connections over sockets (LuaSec wiki, "Connection"), on Python's ssl.

As LuaSec's, an operation that must wait longer than allowed fails with
"wantread" or "wantwrite", and the handshake can be tried again.
"""

from __future__ import annotations

import errno
import socket
import ssl
from weakref import ref

from luapy.runtime.api import (
    ABSENT, ArgumentError, Table, check_integer, check_string, check_table, first, index, library, lua_bool,
    opt_integer, rawset, truth, type_error,
)
from luapy.runtime.messages import address
from luapy.runtime.table import from_list, items
from luapy.stdlib.socket.buffers import Buffer
from luapy.stdlib.socket.handles import CLOSED, READ, TIMEOUT, WRITE, Closed, Failure, error_text, wait
from luapy.stdlib.socket.objects import SocketObject
from luapy.stdlib.socket.timeouts import Timeout, settimeout as set_timeout
from luapy.stdlib.ssl import verification
from luapy.stdlib.ssl.context import ContextObject, check_context, load_dh, protocols_of, reason_of
from luapy.stdlib.ssl.hello import offered_protocols
from luapy.stdlib.ssl.x509 import x509_of

NAME = "SSL:Connection"
COPYRIGHT = "LuaSec 1.2.0 - Copyright (C) 2006-2022 Bruno Silvestre, UFG"
INVALID = -1

NEW, CONNECTED = "new", "connected"  # and CLOSED
TRUE, FALSE = lua_bool(True), lua_bool(False)
NOT_CONNECTED = (None, CLOSED)


class TlsStream:
    """A TLS connection, with the operations that buffered streams need.

    sock: the plain socket, and from the handshake on Python's SSLSocket over it.
    """

    def __init__(self, context: ContextObject):
        self.context = context
        self.state = NEW
        self.sock = None
        self.server_name = None   # what a client asks for
        self.server_names = None  # a server's table name -> context, and whether others are refused
        self.wanted = "nothing"

    def __del__(self):
        self.close()

    @property
    def is_tls(self) -> bool:
        return isinstance(self.sock, ssl.SSLSocket)

    def fileno(self) -> int:
        return INVALID if self.sock is None else self.sock.fileno()

    def set_fileno(self, fd: int):
        self.sock = None
        if fd >= 0:
            self.sock = socket.socket(fileno=fd)
            self.sock.setblocking(False)

    def close(self):
        """Say goodbye, if there is anybody, and close."""
        sock, self.sock = self.sock, None
        if sock is not None:
            try:
                if self.state == CONNECTED:
                    sock.unwrap()
            except (OSError, ValueError):
                pass  # the goodbye is sent; the answer is not waited for
            try:
                sock.close()
            except OSError:
                pass  # the descriptor was closed by somebody else
        self.state = CLOSED

    # Operations: each is tried until it is done or may not wait any more.

    def handshake(self, timeout: Timeout):
        if self.state == CLOSED:
            raise Closed
        if self.sock is None:
            raise Failure(error_text(errno.EBADF))
        if not self.is_tls:
            self._wrap(timeout)
        self._retry(timeout, self.sock.do_handshake)
        self.state = CONNECTED

    def recv(self, size, timeout):
        if self.state != CONNECTED:
            raise Closed
        return self._retry(timeout, self.sock.recv, size)

    def send(self, data, timeout):
        if self.state != CONNECTED:
            raise Closed
        try:
            return self._retry(timeout, self.sock.send, data)
        except Closed:  # so some versions of Python call a broken pipe
            raise Failure(error_text(errno.EPIPE)) from None

    def _retry(self, timeout, operation, *args):
        while True:
            try:
                result = operation(*args)
                self.wanted = "nothing"
                return result
            except ssl.SSLWantReadError:
                self._wait(READ, "read", timeout)
            except ssl.SSLWantWriteError:
                self._wait(WRITE, "write", timeout)
            except ssl.SSLEOFError as error:
                if error.reason is None:
                    raise Closed from None
                raise Failure(reason_of(error)) from None
            except ssl.SSLError as error:
                raise Failure(reason_of(error)) from None
            except OSError as error:
                raise Failure(error_text(error.errno) if error.errno else CLOSED) from None

    def _wait(self, event, name, timeout):
        self.wanted = name
        try:
            wait(self.sock.fileno(), event, timeout)
        except Failure as failure:
            raise Failure("want" + name) if failure.reason == TIMEOUT else failure from None

    def _wrap(self, timeout):
        """Put TLS on the plain socket. Python wants to know the server's name by now."""
        try:
            self.sock.getpeername()
        except OSError as error:
            raise Failure(error_text(error.errno)) from None
        context = self.context
        server = context.mode == "server"
        if server:
            self._prepare_server(timeout)
        name = None if server else self.server_name
        try:
            self.sock = _wrapped(context, self.sock, server, name)
        except ValueError:  # no name that could be sent
            self.sock = _wrapped(context, self.sock, server, None)
        self.sock.stream = ref(self)  # weakly: else both would wait for the collector

    def _prepare_server(self, timeout):
        context = self.context
        load_dh(context)
        context.context.sni_callback = choose_context
        if context.alpn is None:
            return
        offered = offered_protocols(self._peek(timeout))
        if offered is not None:
            preferred = first(context.alpn(offered))
            context.context.set_alpn_protocols(protocols_of(preferred) if preferred.__class__ is str else [])

    def _peek(self, timeout) -> bytes:
        """What the client has sent so far; it stays there."""
        while True:
            try:
                return self.sock.recv(1 << 16, socket.MSG_PEEK)
            except BlockingIOError:
                self._wait(READ, "read", timeout)
            except OSError as error:
                raise Failure(error_text(error.errno)) from None

    def peer_chain(self) -> list[bytes]:
        """The certificates that the peer sent, its own first, in DER."""
        inner = self.sock._sslobj
        if hasattr(inner, "get_unverified_chain"):
            import _ssl
            return [cert.public_bytes(_ssl.ENCODING_DER) for cert in inner.get_unverified_chain() or ()
                    if cert is not None]  # a server's client that sent none
        own = self.sock.getpeercert(binary_form=True)
        return [own] if own else []


def _wrapped(context, sock, server, name):
    return context.context.wrap_socket(sock, server_side=server, do_handshake_on_connect=False,
                                       suppress_ragged_eofs=False, server_hostname=name)


def choose_context(sock, name, _context):
    """Python's sni_callback: the context for the name that the client asks for."""
    stream = sock.stream()
    if name is None:
        return None
    stream.server_name = name
    if stream.server_names is None:
        return None
    contexts, strict = stream.server_names
    found = index(contexts, name)
    if isinstance(found, ContextObject):
        sock.context = found.context
        return None
    return ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME if strict else None


class ConnectionObject(SocketObject):
    """A connection as Lua sees it."""

    group = NAME

    def __init__(self, lib, context):
        stream = TlsStream(context)
        timeout = Timeout()
        super().__init__(lib, NAME, stream, timeout)
        self.__dict__["buffer"] = Buffer(stream, timeout)

    @property
    def is_connected(self) -> bool:
        return self.handle.state == CONNECTED


def check(obj) -> ConnectionObject:
    if not isinstance(obj, ConnectionObject):
        type_error(1, obj, NAME)
    return obj


# Methods ----------------------------------------------------------------------------

def dohandshake(conn=ABSENT, *_):
    """conn:dohandshake(): true, or false and why not (yet)."""
    conn = check(conn)
    conn.timeout.mark_start()
    try:
        conn.handle.handshake(conn.timeout)
    except Failure as failure:
        return FALSE, failure.reason
    return TRUE


def send(conn=ABSENT, data=ABSENT, start=None, end=None, *_):
    """conn:send(data [, i [, j]])."""
    return check(conn).buffer.send(data, start, end)


def receive(conn=ABSENT, pattern=None, prefix=None, *_):
    """conn:receive([pattern [, prefix]])."""
    return check(conn).buffer.receive(pattern, prefix)


def getstats(conn=ABSENT, *_):
    """conn:getstats()."""
    return check(conn).buffer.getstats()


def setstats(conn=ABSENT, received=None, sent=None, age=None, *_):
    """conn:setstats([received [, sent [, age]]])."""
    return check(conn).buffer.setstats(received, sent, age)


def settimeout(conn=ABSENT, value=None, mode=None, *_):
    """conn:settimeout(value [, mode])."""
    return set_timeout(check(conn).timeout, value, mode)


def getfd(conn=ABSENT, *_):
    """conn:getfd()."""
    return float(check(conn).handle.fileno())


def dirty(conn=ABSENT, *_):
    """conn:dirty(): whether something is read, or decrypted, and not yet delivered."""
    conn = check(conn)
    return lua_bool(conn.handle.state != CLOSED and (
        not conn.buffer.is_empty() or conn.handle.is_tls and conn.handle.sock.pending()))


def want(conn=ABSENT, *_):
    """conn:want(): what the last operation waits for."""
    stream = check(conn).handle
    return "nothing" if stream.state == CLOSED else stream.wanted


def close(conn=ABSENT, *_):
    """conn:close(), also ``__gc`` and ``__close``."""
    check(conn).handle.close()
    return ()


def tostring(conn=ABSENT, *_):
    """``__tostring``."""
    conn = check(conn)
    return f"SSL connection: {address(conn)}{' (closed)' if conn.handle.state == CLOSED else ''}"


def getpeercertificate(conn=ABSENT, number=None, *_):
    """conn:getpeercertificate([n]): the n-th certificate of the peer's chain."""
    conn = check(conn)
    if not conn.is_connected:
        return NOT_CONNECTED
    number = opt_integer(2, number, 1)
    if number < 1:
        return None, "invalid certificate index"
    chain = conn.handle.peer_chain()
    return x509_of(conn.lib.state).make(chain[number - 1]) if number <= len(chain) else None


def getpeerchain(conn=ABSENT, *_):
    """conn:getpeerchain(): a list of all."""
    conn = check(conn)
    if not conn.is_connected:
        return NOT_CONNECTED
    make = x509_of(conn.lib.state).make
    return from_list([make(encoded) for encoded in conn.handle.peer_chain()])


def getpeerverification(conn=ABSENT, *_):
    """conn:getpeerverification(): true, or false and why the peer's chain is not to be trusted.

    A verification that was asked for has succeeded, or there was no connection.
    Otherwise it is made now.  With "lsec_continue" the reasons are a table by depth.
    """
    conn = check(conn)
    if not conn.is_connected:
        return FALSE, CLOSED
    context = conn.handle.context
    chain = conn.handle.peer_chain()
    if not chain or context.context.verify_mode != ssl.CERT_NONE:
        return TRUE
    reason = verification.verify(context.shadow(), chain)
    if reason is None:
        return TRUE
    if not context.keep_going:
        return FALSE, reason
    reasons = [reason]
    if len(chain) == 1 and reason == "unable to get local issuer certificate":
        reasons.append("unable to verify the first certificate")  # what OpenSSL finds next
    table = Table()
    # the depth is not known; mostly it is the issuer of the last one that is missing
    rawset(table, len(chain), from_list(reasons))
    return FALSE, table


def getfinished(conn=ABSENT, *_):
    """conn:getfinished(): the Finished message sent. Python knows a client's only, and not in TLS 1.3."""
    return _finished(check(conn), "client")


def getpeerfinished(conn=ABSENT, *_):
    """conn:getpeerfinished(): the Finished message received; see getfinished."""
    return _finished(check(conn), "server")


def _finished(conn, mode):
    if not conn.is_connected:
        return NOT_CONNECTED
    if conn.handle.context.mode != mode:
        return ()
    data = conn.handle.sock.get_channel_binding("tls-unique")
    return data.decode("latin-1") if data else ()


def sni(conn=ABSENT, name=ABSENT, strict=None, *_):
    """conn:sni(name) of a client; conn:sni(contexts [, strict]) of a server, contexts by name."""
    stream = check(conn).handle
    if stream.context.mode == "client":
        stream.server_name = check_string(2, name)
    else:
        for key, context in items(check_table(2, name)):
            check_string(2, key)
            if not isinstance(context, ContextObject):
                type_error(2, context, "SSL:Context")
            context.context.sni_callback = choose_context
        stream.server_names = name, truth(strict)
    return ()


def getsniname(conn=ABSENT, *_):
    """conn:getsniname(): the name that the client asked for."""
    return check(conn).handle.server_name


def getalpn(conn=ABSENT, *_):
    """conn:getalpn(): the protocol that was agreed on."""
    stream = check(conn).handle
    return stream.sock.selected_alpn_protocol() if stream.is_tls else None


METHODS = {
    "close": close, "dirty": dirty, "dohandshake": dohandshake, "getalpn": getalpn, "getfd": getfd,
    "getfinished": getfinished, "getpeercertificate": getpeercertificate, "getpeerchain": getpeerchain,
    "getpeerfinished": getpeerfinished, "getpeerverification": getpeerverification, "getsniname": getsniname,
    "getstats": getstats, "receive": receive, "send": send, "setstats": setstats, "settimeout": settimeout,
    "sni": sni, "want": want,
}


# Functions ---------------------------------------------------------------------------

def setfd(conn=ABSENT, fd=ABSENT, *_):
    """core.setfd(conn, fd): before the handshake."""
    conn = check(conn)
    if conn.handle.state != NEW:
        raise ArgumentError(1, "invalid SSL object state")
    conn.handle.set_fileno(check_integer(2, fd))
    return ()


def compression(conn=ABSENT, *_):
    """core.compression(conn): none, OpenSSL has given it up."""
    return None if check(conn).is_connected else NOT_CONNECTED


def info(conn=ABSENT, *_):
    """core.info(conn): OpenSSL's line on the cipher, its strength and size, the protocol."""
    stream = check(conn).handle
    if not stream.is_tls or stream.sock.cipher() is None:
        return ()
    name, _, bits = stream.sock.cipher()
    for cipher in stream.context.context.get_ciphers():
        if cipher["name"] == name:
            return cipher["description"], float(bits), float(cipher["alg_bits"]), stream.sock.version()
    return name, float(bits), float(bits), stream.sock.version()


class Connections:
    """The library of one state. metatables: as those of socket objects."""

    def __init__(self, state):
        self.state = state
        meta = library(state, NAME, {"__tostring": tostring, "__gc": close, "__close": close})
        self.methods = library(state, NAME, METHODS)
        rawset(meta, "__index", self.methods)
        if state.dialect.number >= (5, 3):
            rawset(meta, "__name", NAME)
        self.metatables = {NAME: meta}

    def create(self, context=ABSENT, *_):
        """core.create(ctx)."""
        context = check_context(1, context)
        if context.mode is None:
            return None, "invalid mode"
        return ConnectionObject(self, context)

    def setmethod(self, name=ABSENT, function=None, *_):
        """core.setmethod(name, func): a method more for all connections."""
        rawset(self.methods, check_string(1, name), function)
        return ()


def copyright(*_):
    """core.copyright()."""
    return COPYRIGHT


def open(state):
    """The table of ``require "ssl.core"``."""
    lib = Connections(state)
    return library(state, "ssl.core", {
        "compression": compression, "copyright": copyright, "create": lib.create, "info": info, "setfd": setfd,
        "setmethod": lib.setmethod, "SOCKET_INVALID": INVALID,
    })
