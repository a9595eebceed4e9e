"""http: GopherLua's HTTP library gluahttp, with the behaviour of Go's net/http, on a session of requests.

    options -> request -> client (redirects, cookies) -> transport
                            |
                  url, durations, words (Go's checks and messages)

A host program chooses how requests are performed: see `configure`.
"""

from __future__ import annotations

import threading
from collections import deque
from weakref import WeakKeyDictionary

from luapy.runtime.api import ArgumentError, Table, library, number_to_str, rawget, rawset, type_name
from luapy.runtime.table import border
from luapy.stdlib.http.client import Answer, Client
from luapy.stdlib.http.prepared import do_with
from luapy.stdlib.http.request import new_request, string_of
from luapy.stdlib.http.response import Response, response_type
from luapy.stdlib.http.words import GoError
from luapy.stdlib.transport.session import session_of, state_of

# request_batch uses no more threads than this.
MAX_THREADS = 100

_configured: WeakKeyDictionary = WeakKeyDictionary()


def configure(state=None, *, session=None, do=None, threads=MAX_THREADS):
    """How the module performs requests; what gluahttp's constructor takes.

    state: the LuaRuntime (or State) concerned; without one, all that are not configured themselves;
    session: a `requests.Session`: its adapters, proxies and certificates are used, its cookie jar is shared
    by all calls (as an http.Client with a Jar); do: a callable that takes a `requests.PreparedRequest` and
    returns a `requests.Response` (NewHttpModuleWithDo); with neither, the transport's session without a
    cookie jar (an empty http.Client); threads: how many requests of a batch are under way at once.
    """
    global _default
    if session is not None and do is not None:
        raise ValueError("give a session or a function, not both")
    settings = Settings(session, do, threads)
    if state is None:
        _default = settings
    else:
        _configured[state_of(state)] = settings


class Settings:
    """What `configure` was given."""

    def __init__(self, session=None, do=None, threads=MAX_THREADS):
        self.session = session
        self.do = do
        self.threads = threads


_default = Settings()


class HttpModule:
    """The library of one state."""

    def __init__(self, state):
        self.state = state
        self.response_meta = response_type(state)

    # The interface ----------------------------------------------------------------

    def get(self, url=None, options=None, *_):
        """http.get(url [, options])"""
        return self.request("get", url, options)

    def delete(self, url=None, options=None, *_):
        """http.delete(url [, options])"""
        return self.request("delete", url, options)

    def head(self, url=None, options=None, *_):
        """http.head(url [, options])"""
        return self.request("head", url, options)

    def patch(self, url=None, options=None, *_):
        """http.patch(url [, options])"""
        return self.request("patch", url, options)

    def post(self, url=None, options=None, *_):
        """http.post(url [, options])"""
        return self.request("post", url, options)

    def put(self, url=None, options=None, *_):
        """http.put(url [, options])"""
        return self.request("put", url, options)

    def request(self, method=None, url=None, options=None, *_):
        """http.request(method, url [, options]): a response, or nil and a message."""
        try:
            answer = self.performer()(new_request(text(method), text(url), options))
        except GoError as error:
            return None, error.text
        return Response(self.response_meta, answer)

    def request_batch(self, requests=None, *_):
        """http.request_batch(requests): all at once; responses in their order, and errors if there are any.

        Where one list has a value the other has a hole.
        """
        if not isinstance(requests, Table):
            raise ArgumentError(1, f"table expected, got {type_name(requests)}")
        prepared = [prepare(rawget(requests, place)) for place in range(1, border(requests) + 1)]
        outcomes = perform_all(self.performer(), prepared, self.settings().threads)
        responses, errors = Table(), Table()
        failed = False
        for place, outcome in enumerate(outcomes, 1):
            if isinstance(outcome, Answer):
                rawset(responses, place, Response(self.response_meta, outcome))
            else:
                failed = True
                rawset(errors, place, outcome.text)
        return (responses, errors) if failed else responses

    # The host's side ---------------------------------------------------------------

    def settings(self) -> Settings:
        return _configured.get(self.state) or _default

    def performer(self):
        """The function that performs a request."""
        settings = self.settings()
        if settings.do is not None:
            return do_with(settings.do)
        if settings.session is not None:
            return Client(settings.session, settings.session.cookies).do
        return Client(session_of(self.state)).do


def text(value) -> str:
    """LState.ToString: strings and numbers, all else is empty."""
    if value.__class__ is str:
        return value
    return number_to_str(value) if value.__class__ in (int, float) else ""


def prepare(item):
    """The request for an item of a batch, or the error."""
    if not isinstance(item, Table):
        return GoError("Request must be a table")
    try:
        return new_request(string_of(rawget(item, 1)), string_of(rawget(item, 2)), rawget(item, 3))
    except GoError as error:
        return error


def perform_all(perform, requests: list, threads: int) -> list:
    """The outcome of each request, an Answer or a GoError. Threads do network work only."""
    outcomes = list(requests)
    waiting = deque((place, request) for place, request in enumerate(requests) if not isinstance(request, GoError))
    failures: list = []

    def work():
        while not failures:
            try:
                place, request = waiting.popleft()
            except IndexError:
                return
            try:
                outcomes[place] = perform(request)
            except GoError as error:
                outcomes[place] = error
            except BaseException as error:  # a fault of the host's: told on the caller's thread
                failures.append(error)

    workers = [threading.Thread(target=work, daemon=True, name="http batch")
               for _ in range(min(max(threads, 1), len(waiting)))]
    for worker in workers:
        worker.start()
    try:
        for worker in workers:
            while worker.is_alive():
                worker.join(0.1)  # in slices, so that Ctrl-C is heard
    except BaseException:
        waiting.clear()
        raise
    if failures:
        raise failures[0]
    return outcomes


def open(state):
    """The table of ``require "http"``."""
    module = HttpModule(state)
    names = ("get", "delete", "head", "patch", "post", "put", "request", "request_batch")
    table = library(state, "http", {name: getattr(module, name) for name in names})
    rawset(table, "response", module.response_meta)
    return table
