"""socket.http: HTTP/1.1 requests as LuaSocket makes them (LuaSocket manual, http.html), on a session of requests.

A request goes: `Http.request` -> `plan.Plan` -> `Call` -> the state's session -> `Reply` -> the sink.
"""

from __future__ import annotations

from luapy.runtime.api import Table, first, index, library, rawget, rawset, register_function, truth
from luapy.runtime.table import from_dict
from luapy.stdlib.network import require
from luapy.stdlib.socket.http.connection import ConnectionClass, chunked_sink, chunked_source
from luapy.stdlib.socket.http.plan import Plan
from luapy.stdlib.socket.http.pump import BLOCK_SIZE, blocks_of
from luapy.stdlib.socket.http.support import Failure, fields_of, limit, text_of
from luapy.stdlib.transport.errors import TransportError

TIMEOUT = 60


class Http:
    """The library of one state. What programs may set (TIMEOUT, PROXY...) is read from the table at each request."""

    def __init__(self, state):
        self.state = state
        self.socket = require(state, "socket")
        self.ltn12 = require(state, "ltn12")
        self.canonic = rawget(require(state, "socket.headers"), "canonic")
        require(state, "socket.url")
        self.tcp = rawget(self.socket, "tcp")
        self.create_http = register_function(lambda request=None, *_: rawget(self.socket, "tcp"))
        self.create_https = register_function(lambda request=None, *_: index(self._https(), "tcp")(request))
        self.table = library(state, "socket.http", {
            "TIMEOUT": TIMEOUT, "USERAGENT": rawget(self.socket, "_VERSION"),
            "request": index(self.socket, "protect")(self.request), "genericform": self.genericform,
            "open": ConnectionClass(self).open,
        })
        schemes = Table()
        for name, port, create in (("http", 80, self.create_http), ("https", 443, self.create_https)):
            rawset(schemes, name, from_dict({"port": port, "create": create}))
        rawset(self.table, "schemes", schemes)

    def _https(self):
        return require(self.state, "ssl.https")

    def https_is_ours(self) -> bool:
        """Whether TLS is left to the transport: no program has put its own ``tcp`` into ssl.https."""
        loaded = rawget(rawget(self.state.registry, "_LOADED") or Table(), "ssl.https")
        ours = self.state.libraries.get("ssl.https")
        return loaded is None or ours is not None and loaded is ours.table and rawget(loaded, "tcp") is ours.tcp_function

    def https_timeout(self):
        """The TIMEOUT of ssl.https, which holds for its connections."""
        ours = self.state.libraries.get("ssl.https")
        return TIMEOUT if ours is None else limit(rawget(ours.table, "TIMEOUT"))

    def canonical(self, name: str) -> str:
        """How the name of a header field is written."""
        canonic = rawget(self.canonic, name)
        return canonic if truth(canonic) else name

    # The interface --------------------------------------------------------------

    def request(self, request=None, body=None, *_):
        """http.request(url [, body]) or http.request(table)."""
        try:
            if request.__class__ is str:
                return self.simple(request, body)
            return self.generic(request)
        except (TransportError, Failure) as error:
            return None, error.text

    def simple(self, url: str, body=None):
        """The simple form: body, code, headers, status."""
        fields = {"url": url}
        if truth(body):
            body = text_of(body)
            fields["method"] = "POST"
            fields["source"] = blocks_of(body)
            fields["headers"] = {"content-length": len(body), "content-type": "application/x-www-form-urlencoded"}
        else:
            body = None
        plan = Plan(self, fields, collect=True, body=body)
        result = plan.run()
        if len(result) == 1:
            result += (None, None)
        return plan.collected, *result

    def generic(self, request):
        """The generic form: 1, code, headers, status."""
        url = index(request, "url")  # a request that is no table is the caller's error
        fields = fields_of(request)
        fields["url"] = url
        return 1, *Plan(self, fields, given=request).run()

    def genericform(self, url=None, body=None, *_):
        """http.genericform(url [, body]): the table that the simple form stands for."""
        target = Table()
        request = Table()
        rawset(request, "url", url)
        rawset(request, "sink", first(index(index(self.ltn12, "sink"), "table")(target)))
        rawset(request, "target", target)
        if truth(body):
            rawset(request, "source", first(index(index(self.ltn12, "source"), "string")(body)))
            rawset(request, "headers", from_dict({
                "content-length": len(text_of(body)), "content-type": "application/x-www-form-urlencoded"}))
            rawset(request, "method", "POST")
        return request

    # Settings ------------------------------------------------------------------

    def timeout(self):
        """TIMEOUT as seconds for each wait, None for no limit."""
        return limit(rawget(self.table, "TIMEOUT"))

    def block_size(self) -> int:
        size = rawget(self.socket, "BLOCKSIZE")
        return int(size) if size.__class__ in (int, float) and size >= 1 else BLOCK_SIZE


def open(state):
    """The table of ``require "socket.http"``, also socket.http."""
    http = Http(state)
    state.libraries["socket.http"] = http
    rawset(http.socket, "http", http.table)
    # for socket.sink("http-chunked", socket) and socket.source("http-chunked", socket)
    for kind, make in (("sinkt", chunked_sink), ("sourcet", chunked_source)):
        rawset(rawget(http.socket, kind), "http-chunked", register_function(make))
    return http.table
