"""Proxies that a host's session names: absolute targets for http, tunnels for https (RFC 9112 3.2.2, RFC 9110 9.3.6)."""

from __future__ import annotations

from base64 import b64encode

from requests.utils import select_proxy

from luapy.stdlib.socket.url import split_url, unescape_text
from luapy.stdlib.transport.errors import TransportError
from luapy.stdlib.transport.message import receive_fields, receive_status

PORT = 3128


class Proxy:
    """host, port: of the proxy; authorization: value for Proxy-Authorization, or None."""

    def __init__(self, url: str):
        parts = split_url(url if "://" in url else "http://" + url)
        self.host = parts.get("host", "")
        self.port = parts.get("port") or PORT
        self.authorization = None
        if "password" in parts:
            credentials = f"{unescape_text(parts['user'])}:{unescape_text(parts['password'])}"
            self.authorization = "Basic " + b64encode(credentials.encode("latin-1")).decode("ascii")

    def headers(self) -> list:
        return [("Proxy-Authorization", self.authorization)] if self.authorization else []

    def open_tunnel(self, connection, host, port):
        """CONNECT: from now on the connection leads to host and port."""
        name = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        fields = "".join(f"{name}: {value}\r\n" for name, value in [("Host", name), *self.headers()])
        connection.send(f"CONNECT {name} HTTP/1.1\r\n{fields}\r\n".encode("latin-1"))
        code, status = receive_status(connection)
        if code is None or not 200 <= code < 300:
            raise TransportError(f"proxy refused the tunnel: {status}", "dial")
        receive_fields(connection)


def proxy_for(session, url: str) -> Proxy | None:
    """The proxy that the session wants for a URL."""
    if session.trust_env:
        proxies = session.merge_environment_settings(url, {}, True, None, None)["proxies"]
    else:
        proxies = session.proxies
    found = select_proxy(url, proxies) if proxies else None
    return Proxy(found) if found else None
