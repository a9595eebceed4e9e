"""Running the Lua programs of this folder against the raw servers."""

from __future__ import annotations

import os
import pathlib
import ssl
import subprocess
from contextlib import ExitStack

from http_server import CERTIFICATES, Server, free_port, tls_context

FOLDER = pathlib.Path(__file__).parent / "programs"
NAMES = sorted(path.stem for pattern in ("http_*.lua", "https_*.lua") for path in FOLDER.glob(pattern))


def tls_servers(stack) -> list[Server]:
    """A good one, one that wants a certificate, one that ends without a word."""
    mutual = tls_context(verify_mode=ssl.CERT_REQUIRED)
    mutual.load_verify_locations(CERTIFICATES / "ca.pem")
    servers = [stack.enter_context(Server(tls=context)) for context in (tls_context(), mutual, tls_context())]
    servers[2].polite = False
    return servers


def run(command: list[str], name: str, timeout=60) -> str:
    """What a program prints."""
    with ExitStack() as stack:
        server = stack.enter_context(Server())
        servers = [server]
        arguments = [server.base, server.other, f"http://127.0.0.1:{free_port()}"]
        if name.startswith("https"):
            servers += tls_servers(stack)
            arguments += [tls.base for tls in servers[1:]] + [str(CERTIFICATES)]
            for each in servers:
                each.names.update({"{tls}": servers[1].base, "{plain}": server.base})
        done = subprocess.run([*command, f"{name}.lua", "httptest.lua", *arguments], cwd=FOLDER,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                              timeout=timeout, env={**os.environ, "SSL_CERT_FILE": str(CERTIFICATES / "ca.pem")})
    printed = done.stdout.decode("latin-1")
    for each in servers:
        printed = printed.replace(str(each.port), "PORT")
    return printed


def expected(name: str) -> pathlib.Path:
    return FOLDER / f"{name}.out"
