"""Requests performed by a function of the host's, in requests' own objects."""

from __future__ import annotations

from requests.exceptions import RequestException

from luapy.stdlib.http.client import Answer, header_of
from luapy.stdlib.http.words import GoError
from luapy.stdlib.transport.adapter import PreparedCall, from_text
from luapy.stdlib.transport.errors import TransportError
from luapy.stdlib.transport.exchange import Call
from luapy.stdlib.transport.session import raw_fields


def do_with(function):
    """A performer of requests over ``function(PreparedRequest) -> Response``."""
    def do(request) -> Answer:
        fields, _ = request.fields()
        url = request.url
        host, port = url.address()
        call = Call(request.method, url.request_uri(), fields, url.scheme, host, port, str(url), request.body,
                    deadline=request.deadline, strict=True)
        try:
            response = function(PreparedCall(call))
            return Answer(response.status_code, fields_of(response, request), response.content,
                          from_text(response.url or call.url))
        except TransportError as error:
            raise GoError(str(error.text)) from None
        except (RequestException, OSError, ValueError) as error:
            raise GoError(from_text(str(error))) from error
    return do


def fields_of(response, request) -> list:
    """The header fields, without those of the coding that requests has removed."""
    fields = raw_fields(response)
    if request.decodes() and header_of(fields, "content-encoding").lower() == "gzip":
        fields = [(name, value) for name, value in fields
                  if name.lower() not in ("content-encoding", "content-length")]
    return fields
