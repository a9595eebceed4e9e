"""What OpenSSL thinks of a chain of certificates, without a connection.

Python can verify a chain only within a handshake.  So a client context is
given the beginning of one: a made-up server's answer (TLS 1.2 with RSA key
exchange, RFC 5246 7.3) in which the chain stands, and in which no signature is
due.  The client verifies the chain, fails with the reason or goes on.
"""

from __future__ import annotations

import ssl
from struct import pack

_HANDSHAKE, _SERVER_HELLO, _CERTIFICATE, _HELLO_DONE = 22, 2, 11, 14
_TLS12 = b"\3\3"
_RSA_AES128_GCM = b"\0\x9c"
_EXTENSIONS = b"\xff\x01\0\1\0"  # secure renegotiation: clients insist on it


def _message(kind: int, body: bytes) -> bytes:
    return pack(">I", kind << 24 | len(body)) + body


def _records(data: bytes) -> bytes:
    """Handshake messages in records of at most 2^14 bytes."""
    return b"".join(bytes((_HANDSHAKE,)) + _TLS12 + pack(">H", len(data[place:place + 0x4000]))
                    + data[place:place + 0x4000] for place in range(0, len(data), 0x4000))


def _answer(chain: list[bytes]) -> bytes:
    listed = b"".join(pack(">I", len(der))[1:] + der for der in chain)
    hello = _TLS12 + b"\1" * 32 + b"\0" + _RSA_AES128_GCM + b"\0" + pack(">H", len(_EXTENSIONS)) + _EXTENSIONS
    return _records(_message(_SERVER_HELLO, hello) + _message(_CERTIFICATE, pack(">I", len(listed))[1:] + listed)
                    + _message(_HELLO_DONE, b""))


def new_context() -> ssl.SSLContext:
    """A client context that trusts nobody yet."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers("AES128-GCM-SHA256")
    return context


def verify(context: ssl.SSLContext, chain: list[bytes]) -> str | None:
    """The reason why a chain (DER, the leaf first) is not to be trusted, None if it is."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = context.wrap_bio(incoming, outgoing)
    try:
        client.do_handshake()
    except ssl.SSLWantReadError:
        pass
    incoming.write(_answer(chain))
    try:
        client.do_handshake()
    except ssl.SSLCertVerificationError as error:
        return error.verify_message
    except ssl.SSLWantReadError:
        return None  # the chain is accepted, the client waits for more
    except ssl.SSLError as error:
        # only after the verification the key's kind is found not to fit the key exchange
        return None if error.reason == "WRONG_CERTIFICATE_TYPE" else str(error.reason).lower().replace("_", " ")
    return None
