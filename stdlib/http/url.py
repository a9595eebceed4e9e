"""URLs as Go's net/url takes them apart, checks and writes them (RFC 3986, with Go's leniency)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from luapy.stdlib.http.words import GoError, quote

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+\-.]*\Z")
_PORT = re.compile(r"(?::[0-9]*)?\Z")
_USERINFO = re.compile(r"[A-Za-z0-9\-._:~!$&'()*+,;=%@]*\Z")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")

_PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~"
# What need not be escaped, by part of the URL.
_UNESCAPED = {
    "path": set(_PLAIN + "$&+,/:;=@"),
    "user": set(_PLAIN + "$&+,;="),
    "fragment": set(_PLAIN + "$&+,/:;=?@!()*'"),
    "host": set(_PLAIN + "!$&'()*+,;=:[]<>\""),
}
_VALID = set(_PLAIN + "!$&'()*+,;=:@[]%/")


def escape(text: str, part: str) -> str:
    keep = _UNESCAPED[part]
    return "".join([char if char in keep else f"%{ord(char):02X}" for char in text])


def unescape(text: str, part: str) -> str:
    """Percent-decoded; GoError for a bad escape, and for characters that a host cannot have."""
    place = text.find("%")
    while place >= 0:
        code = text[place:place + 3]
        if not _ESCAPE.match(code) or part == "host" and int(code[1], 16) < 8 and code != "%25":
            raise GoError(f"invalid URL escape {quote(code)}")
        place = text.find("%", place + 3)
    if part == "host":
        for char in text:
            if char < "\x80" and char != "%" and char not in _UNESCAPED["host"]:
                raise GoError(f"invalid character {quote(char)} in host name")
    return _ESCAPE.sub(lambda match: chr(int(match.group()[1:], 16)), text)


@dataclass
class Url:
    """path: as written where that is legal, else escaped; query: raw, None if there is none; user: (name, password)."""

    scheme: str = ""
    opaque: str = ""
    user: tuple | None = None
    host: str = ""
    path: str = ""
    query: str | None = None
    fragment: str = ""
    omit_host: bool = False

    def __str__(self):
        return self.text()

    def text(self, hide_password=False) -> str:
        """URL.String, with ``***`` for the password if that is to be hidden."""
        text = f"{self.scheme}:" if self.scheme else ""
        if self.opaque:
            text += self.opaque
        else:
            text += self._authority(hide_password)
            path = self.path
            if path and path[0] != "/" and self.host:
                path = "/" + path
            if not text and ":" in path.partition("/")[0]:
                path = "./" + path
            text += path
        if self.query is not None:
            text += "?" + self.query
        if self.fragment:
            text += "#" + escape(self.fragment, "fragment")
        return text

    def _authority(self, hide_password):
        if self.omit_host and not self.host and self.user is None:
            return ""
        if not (self.host or self.user is not None or self.path and self.scheme):
            return ""
        text = "//"
        if self.user is not None:
            name, password = self.user
            text += escape(name, "user")
            if password is not None:
                text += ":" + ("***" if hide_password else escape(password, "user"))
            text += "@"
        return text + escape(self.host, "host")

    def request_uri(self) -> str:
        """What goes into the request line."""
        target = self.opaque or self.path or "/"
        if self.opaque.startswith("//"):
            target = f"{self.scheme}:{target}"
        return target if self.query is None else f"{target}?{self.query}"

    def address(self) -> tuple[str, str]:
        """Host and port to connect to."""
        host, port = split_port(self.host)
        return host, port or {"http": "80", "https": "443"}.get(self.scheme, "")

    def place(self) -> str:
        """canonicalAddr: what must be equal for secrets to be sent along."""
        return ":".join(self.address()).lower()

    def resolve(self, reference: str) -> Url:
        """URL.Parse: a reference seen from this URL."""
        found = parse(reference)
        if found.scheme or found.host or found.user is not None:
            if not found.opaque:
                found.path = remove_dots(found.path, "") if found.path else ""
            found.scheme = found.scheme or self.scheme
            return found
        if found.opaque:
            return replace(found, scheme=self.scheme, user=None, host="", path="")
        query, fragment = found.query, found.fragment
        if not found.path and query is None:
            query = self.query
            fragment = fragment or self.fragment
        path = remove_dots(self.path, found.path)
        return replace(self, path=path, query=query, fragment=fragment)


def split_port(host: str) -> tuple[str, str]:
    """Host and port, brackets removed."""
    bracket = host.rfind("]")
    colon = host.rfind(":")
    port = ""
    if colon > bracket:
        host, port = host[:colon], host[colon + 1:]
    if host.startswith("[") and host.endswith("]"):
        host = host[1:-1]
    return host, port


def parse(text: str) -> Url:
    """url.Parse. GoError: ``parse "...": ...``."""
    body, _, fragment = text.partition("#")
    try:
        url = _parse(body)
    except GoError as error:
        raise GoError(f"parse {quote(body)}: {error.text}") from None
    try:
        url.fragment = unescape(fragment, "fragment")
    except GoError as error:
        raise GoError(f"parse {quote(text)}: {error.text}") from None
    return url


def _parse(text):
    if _CONTROL.search(text):
        raise GoError("net/url: invalid control character in URL")
    url = Url()
    if text == "*":
        url.path = "*"
        return url
    url.scheme, rest = _split_scheme(text)
    if "?" in rest:
        rest, _, url.query = rest.partition("?")
    if not rest.startswith("/"):
        if url.scheme:
            url.opaque = rest
            return url
        if ":" in rest.partition("/")[0]:
            raise GoError("first path segment in URL cannot contain colon")
    if (url.scheme or not rest.startswith("///")) and rest.startswith("//"):
        authority, slash, rest = rest[2:].partition("/")
        rest = slash + rest
        url.user, url.host = _split_authority(authority)
    elif url.scheme and rest.startswith("/"):
        url.omit_host = True
    url.path = _written_path(rest)
    return url


def _split_scheme(text):
    scheme, colon, rest = text.partition(":")
    if colon and not scheme:
        raise GoError("missing protocol scheme")
    return (scheme.lower(), rest) if colon and _SCHEME.match(scheme) else ("", text)


def _split_authority(authority):
    userinfo, at, host = authority.rpartition("@")
    host = _check_host(host)
    if not at:
        return None, host
    if not _USERINFO.match(userinfo):
        raise GoError("net/url: invalid userinfo")
    name, colon, password = userinfo.partition(":")
    return (unescape(name, "user"), unescape(password, "user") if colon else None), host


def _check_host(host):
    if host.startswith("["):
        end = host.rfind("]")
        if end < 0:
            raise GoError("missing ']' in host")
        port = host[end + 1:]
    else:
        colon = host.rfind(":")
        port = host[colon:] if colon >= 0 else ""
    if not _PORT.match(port):
        raise GoError(f"invalid port {quote(port)} after host")
    return unescape(host, "host")


def _written_path(path):
    plain = unescape(path, "path")
    return path if all(char in _VALID for char in path) else escape(plain, "path")


def remove_dots(base: str, reference: str) -> str:
    """resolvePath: a reference's path seen from a base path, without dots (RFC 3986 5.2.4)."""
    if not reference:
        full = base
    elif not reference.startswith("/"):
        full = base[:base.rfind("/") + 1] + reference
    else:
        full = reference
    if not full:
        return ""
    result, first, element = "", True, ""
    for element in full.split("/"):
        if element == ".":
            first = False
        elif element == "..":
            cut = result.rfind("/")
            first = cut < 0
            result = result[:max(cut, 0)]
        else:
            result += element if first else "/" + element
            first = False
    if element in (".", ".."):
        result += "/"
    return result if result.startswith("/") else "/" + result
