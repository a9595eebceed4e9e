"""Real servers for the programs ``*_server.lua``: FTP by pyftpdlib, SMTP by aiosmtpd."""

from __future__ import annotations

import logging
import pathlib
import re
import socket
import tempfile
import threading
from contextlib import contextmanager

USER, PASSWORD = "me", "pa ss"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def ftp_server():
    """Yields the arguments for the program, and what it left behind: a function that gives text."""
    from pyftpdlib.authorizers import DummyAuthorizer
    from pyftpdlib.handlers import FTPHandler
    from pyftpdlib.servers import FTPServer
    logging.getLogger("pyftpdlib").addHandler(logging.NullHandler())  # else it sets up a log of its own
    logging.getLogger("pyftpdlib").propagate = False
    with tempfile.TemporaryDirectory() as folder:
        files = pathlib.Path(folder)
        (files / "index.html").write_bytes(b"<p>\r\n" + bytes(range(256)) * 100)
        (files / "folder").mkdir()
        (files / "folder" / "a file").write_bytes(b"in the folder")
        authorizer = DummyAuthorizer()
        authorizer.add_user(USER, PASSWORD, folder, perm="elradfmwMT")
        authorizer.add_anonymous(folder)
        handler = type("Handler", (FTPHandler,), {"authorizer": authorizer, "auth_failed_timeout": 0})
        server = FTPServer(("127.0.0.1", 0), handler)
        thread = threading.Thread(target=server.serve_forever, kwargs={"timeout": 0.05})
        thread.start()

        def left():
            return "".join(f"{path.relative_to(files)}: {path.read_bytes()!r}\n" for path in sorted(files.rglob("*"))
                           if path.is_file() and path.name != "index.html")
        try:
            yield [str(server.address[1])], left
        finally:
            server.close_all()
            thread.join(5)


class Mailbox:
    """What aiosmtpd's handler gets."""

    def __init__(self):
        self.mails = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.mails.append((session.host_name, envelope.mail_from, envelope.rcpt_tos, envelope.original_content))
        return "250 accepted"


@contextmanager
def smtp_server():
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import AuthResult
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)
    mailbox = Mailbox()

    def authenticator(server, session, envelope, mechanism, data):
        good = data.login == USER.encode() and data.password == PASSWORD.encode()
        return AuthResult(success=good, handled=good)
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port(), server_hostname="server.invalid",
                            authenticator=authenticator, auth_require_tls=False)
    controller.start()

    def left():
        return "".join(f"{host} {sender} {', '.join(to)}\n{_masked(content)}\n"
                       for host, sender, to, content in mailbox.mails)
    try:
        yield [str(controller.port)], left
    finally:
        controller.stop()


def _masked(content: bytes) -> str:
    """A message with its headers sorted (their order is that of a hash table), dates and boundaries covered."""
    head, found, body = content.decode("latin-1").partition("\r\n\r\n")
    if not found:
        return repr(head)
    head = "\n".join(sorted(head.split("\r\n")))
    head = re.sub(r"(?m)^(Date: ).*", r"\1...", head)
    return re.sub(r"\d{19}==\d{5}", "BOUNDARY", head + "\n" + repr(body))


SERVERS = {"ftp_server": ftp_server, "smtp_server": smtp_server}
