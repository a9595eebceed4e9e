"""HTTP transport of both Lua families: sessions of requests over an adapter that keeps to the letter.

    session -> adapter -> exchange -> message, body -> connection <- pool, tls

requests' stock adapter quotes URLs, adds headers, decodes bodies and loses the
borders of chunks.  `TransportAdapter` sends what it is given and hands out what
arrives, with LuaSocket's leniency, over connections that are kept alive.
Requests always go through a session's adapter for the URL, so adapters that a
host mounts, and requests-mock, take part.
"""

from luapy.stdlib.transport.adapter import TransportAdapter  # noqa: F401
from luapy.stdlib.transport.errors import (  # noqa: F401
    BadResponse, Refused, TransportError, TransportTimeout,
)
from luapy.stdlib.transport.exchange import Call, Reply  # noqa: F401
from luapy.stdlib.transport.session import (  # noqa: F401
    default_session, new_session, perform, session_of, use_session,
)
from luapy.stdlib.transport.tls import Tls  # noqa: F401
