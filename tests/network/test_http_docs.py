"""The examples of docs/http.md run."""

import pathlib
import re

import pytest

from luapy.stdlib import http
from luapy.stdlib.transport import session as sessions

TEXT = (pathlib.Path(__file__).parents[2] / "docs" / "http.md").read_text()
EXAMPLES = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)


@pytest.mark.parametrize("place", range(len(EXAMPLES)))
def test_example(place):
    exec(compile(EXAMPLES[place], "docs/http.md", "exec"), {"__name__": "example"})


def test_settings_for_all(monkeypatch):
    from http_lua import lua
    from luapy.stdlib.transport import new_session, use_session
    monkeypatch.setattr(http, "_default", http._default)
    monkeypatch.setattr(sessions, "_default", sessions._default)

    def do(request):
        raise ValueError("nowhere")
    http.configure(do=do)
    assert lua('return require("http").get("http://h/")') == (None, "nowhere")
    session = new_session()
    use_session(session)
    assert sessions.default_session() is session
