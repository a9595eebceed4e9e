"""Redirects as LuaSocket follows them: which, how often, what goes along (LuaSocket manual, http.html)."""

from __future__ import annotations

from luapy.runtime.api import FALSE, Table, index, less_than, rawget, rawset, setindex, tostring, truth
from luapy.stdlib.socket.http.support import fields_of, text_of
from luapy.stdlib.socket.url import absolute_url, split_url
from luapy.stdlib.transport.message import SPACE, lower
from luapy.stdlib.transport.tls import FIELDS as TLS_FIELDS

MAX_REDIRECTS = 5
# Not sent to another host after a redirect.
CREDENTIALS = ("authorization", "cookie", "proxy-authorization")
_DELETE_SPACE = str.maketrans("", "", SPACE)
_DEFAULT_PORTS = {"http": "80", "https": "443"}


def should_redirect(plan, code, headers) -> bool:
    location = headers.get("location")
    if location is None or code not in (301, 302, 303, 307) or truth(plan.parts.get("source")):
        return False
    location = location.translate(_DELETE_SPACE)
    parts = plan.parts
    if not location or parts.get("redirect") is FALSE or parts.get("method") not in (None, "GET", "HEAD", ""):
        return False
    scheme = split_url(location).get("scheme")
    if scheme is not None and index(rawget(plan.http.table, "schemes"), scheme) is None:
        return False
    if parts["scheme"] == "https" and scheme != "https":
        return False
    limit = parts.get("maxredirects")
    if limit is FALSE:
        return True
    count = parts.get("nredirects")
    return less_than(count if truth(count) else 0, MAX_REDIRECTS if limit is None else limit)


def redirected(plan, location: str) -> dict:
    """The fields of the request that follows."""
    given = plan.fields
    url = absolute_url(text_of(given["url"]), location)
    if split_url(url).get("scheme") != given.get("scheme"):
        given = {**given, "port": None, "create": None}
        if plan.given is not None:
            setindex(plan.given, "port", None)
            setindex(plan.given, "create", None)
    count = given.get("nredirects")
    fields = {name: given[name] for name in ("sink", "headers", "proxy", "maxredirects", "create")
              if given.get(name) is not None}
    fields["url"] = url
    fields["nredirects"] = (count if truth(count) else 0) + 1
    keep_secrets(plan.parts, fields)
    return fields


def keep_secrets(parts: dict, fields: dict):
    """Take from the fields what is not for another host than that of *parts*."""
    fields.update((name, parts[name]) for name in TLS_FIELDS if name in parts)
    if same_place(parts, split_url(fields["url"])):
        return
    for name in ("certificate", "key"):
        fields.pop(name, None)
    headers = fields.get("headers")
    if truth(headers):
        fields["headers"] = {name: value for name, value in fields_of(headers).items()
                             if name.__class__ is not str or lower(name) not in CREDENTIALS}


def same_place(parts: dict, target: dict) -> bool:
    """Whether a redirect's URL leads to the same host and port (or from http to https there)."""
    if target.get("host") != parts["host"]:
        return False
    scheme = target.get("scheme")
    old, new = tostring(parts["port"]), target.get("port") or _DEFAULT_PORTS.get(scheme)
    if scheme == parts["scheme"]:
        return old == new
    return (parts["scheme"], scheme, old, new) == ("http", "https", "80", "443")


def with_location(headers, location: str):
    """The header table of the final response, which tells where it was."""
    headers = headers or Table()
    if rawget(headers, "location") is None:
        rawset(headers, "location", location)
    return headers
