"""Which session of requests carries a state's exchanges, and the way through it."""

from __future__ import annotations

import os
from http.client import responses
from weakref import WeakKeyDictionary

import requests
from requests.exceptions import InvalidSchema, RequestException, Timeout

from luapy.stdlib.transport.adapter import PreparedCall, TransportAdapter, from_text
from luapy.stdlib.transport.body import NO_BODY
from luapy.stdlib.transport.errors import TransportError, TransportTimeout, from_os_error
from luapy.stdlib.transport.exchange import Call, Reply, exchange
from luapy.stdlib.transport.message import merge
from luapy.stdlib.transport.proxy import proxy_for

_sessions: WeakKeyDictionary = WeakKeyDictionary()
_default: requests.Session | None = None


def new_session() -> requests.Session:
    """A session whose transport is ours; nothing is taken from the environment."""
    session = requests.Session()
    session.trust_env = False
    session.headers.clear()
    adapter = TransportAdapter()
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session


def default_session() -> requests.Session:
    """The session that all states share that were given none of their own."""
    global _default
    if _default is None:
        _default = new_session()
    return _default


def session_of(state) -> requests.Session:
    """The session of a state."""
    return _sessions.get(state) or default_session()


def use_session(session: requests.Session | None, state=None):
    """From now on exchanges go through *session* (None: the transport's own).

    state: the LuaRuntime (or State) concerned; without one, all that have no session of their own.
    """
    global _default
    if state is None:
        _default = session
    elif session is None:
        _sessions.pop(state_of(state), None)
    else:
        _sessions[state_of(state)] = session


def state_of(owner):
    """The state of a LuaRuntime; states stand for themselves."""
    return getattr(owner, "_state", owner)


# The way through a session ------------------------------------------------------------

_SESSIONS_FILE = requests.sessions.__file__
_checked: dict = {}


def _is_plain(session) -> bool:
    """Whether the session's ``send`` is requests' own, so that it may be left out."""
    send = type(session).send
    plain = _checked.get(send)
    if plain is None:
        code = getattr(send, "__code__", None)
        plain = _checked[send] = code is not None and os.path.samefile(code.co_filename, _SESSIONS_FILE)
        if len(_checked) > 50:
            _checked.clear()
    return plain and "send" not in session.__dict__


def perform(session, call: Call) -> Reply:
    """The reply to a call, through the session's adapter for its URL.

    Our own adapter is asked directly; a session whose ``send`` was replaced (as
    requests-mock does) gets a PreparedRequest to send; other adapters too.
    """
    if _is_plain(session):
        adapter = adapter_for(session, call)
        if adapter.__class__ is TransportAdapter:
            if session.proxies or session.trust_env:
                call.proxy = proxy_for(session, call.url)
            return exchange(call, adapter.pool)
        send = adapter.send
        options = session.merge_environment_settings(call.url, {}, True, None, None)
        del options["stream"]
    else:
        send = session.send
        options = {"allow_redirects": False}
    try:
        response = send(PreparedCall(call), stream=True, timeout=_timeout(call), **options)
    except TransportError:
        raise
    except Timeout:
        raise TransportTimeout() from None
    except RequestException as error:
        raise _foreign_error(error) from error
    reply = getattr(response.raw, "reply", None)
    if reply is None:
        return ForeignReply(response, call)
    reply.response = response  # which would end the exchange on being collected
    return reply


def adapter_for(session, call):
    """The session's adapter for the call; programs may have schemes of their own, which are http by another name."""
    try:
        return session.get_adapter(call.url)
    except InvalidSchema:
        return session.get_adapter(f"{'http' if call.tls is None else 'https'}://{call.url.partition('://')[2]}")


def _timeout(call):
    if call.deadline is None:
        return call.timeout
    from time import monotonic
    left = max(call.deadline - monotonic(), 0.001)
    return left if call.timeout is None else min(left, call.timeout)


def _foreign_error(error) -> TransportError:
    """An exception of another adapter in our words: an OSError below it says most."""
    cause: BaseException | None = error
    while cause is not None:
        for candidate in (cause, *cause.args):
            if isinstance(candidate, OSError) and not isinstance(candidate, RequestException) and candidate.errno:
                return from_os_error(candidate, "dial")
        cause = cause.__cause__ or cause.__context__
    return TransportError(str(error), "dial", error)


class ForeignReply:
    """A response of another adapter (a test double, a host's own) as a Reply."""

    def __init__(self, response, call):
        self.response = response
        self.call = call
        self.code = response.status_code
        version = {10: "1.0", 20: "2"}.get(getattr(response.raw, "version", None), "1.1")
        self.status = f"HTTP/{version} {self.code} {response.reason or responses.get(self.code, '')}".rstrip()
        self.fields = raw_fields(response)
        self.headers = merge(self.fields)
        bodyless = call.method == "HEAD" or self.code in (204, 304)
        self.body = NO_BODY if bodyless else ForeignBody(response, call)

    def discard_body(self):
        pass

    def close(self):
        self.response.close()

    abort = close


def raw_fields(response) -> list:
    """The header fields of any response, repeated ones one by one where that is known."""
    raw_headers = getattr(response.raw, "headers", None)
    if raw_headers is None or not hasattr(raw_headers, "getlist"):
        raw_headers = response.headers
    return [(from_text(name), from_text(value)) for name, value in raw_headers.items()]


class ForeignBody:
    """The undecoded body of a foreign response."""

    def __init__(self, response, call):
        self.response = response
        self.block_size = call.block_size
        self.done = False
        # what hooks or the session have read already
        self.rest = response.content if response._content_consumed else None

    @property
    def finished(self):
        return self.done

    def next_block(self):
        if self.done:
            return None
        if self.rest is not None:
            block, self.rest = self.rest[:self.block_size], self.rest[self.block_size:]
        else:
            block = self._read(self.block_size)
        if not block:
            self.done = True
            return None
        return block

    def read(self):
        if self.done:
            return b""
        self.done = True
        return self.rest if self.rest is not None else self._read()

    def _read(self, size=None):
        raw = self.response.raw
        try:
            try:
                return raw.read(size, decode_content=False)
            except TypeError:
                return raw.read(size) if size is not None else raw.read()
        except Exception as error:
            if isinstance(error, TransportError):
                raise
            if "timed out" in str(error):
                raise TransportTimeout() from None
            raise TransportError("closed", "read", error) from error
