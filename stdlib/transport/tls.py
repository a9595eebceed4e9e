"""TLS by Python's ssl, with LuaSec's parameters (LuaSec manual, ssl.newcontext and ssl.https)."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from functools import lru_cache

from luapy.runtime.api import Table, first, is_function
from luapy.runtime.table import items
from luapy.stdlib.transport.errors import TransportError, from_os_error

# LuaSec's names of protocol versions: (lowest, highest) that may be used; None: what the platform allows.
PROTOCOLS = {
    "any": (None, None),
    "sslv23": (None, None),
    "tlsv1": (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1),
    "tlsv1_1": (ssl.TLSVersion.TLSv1_1, ssl.TLSVersion.TLSv1_1),
    "tlsv1_2": (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_2),
    "tlsv1_3": (ssl.TLSVersion.TLSv1_3, ssl.TLSVersion.TLSv1_3),
}


@dataclass(frozen=True)
class Tls:
    """How a TLS connection is to be made; equal ones may share connections.

    verify: True (the usual authorities), False, or the path of a file or folder of authorities; options: bits of
    OpenSSL's option set; the rest as LuaSec names them.
    """

    verify: bool | str = True
    protocol: str = "any"
    options: int = 0
    cafile: str | None = None
    capath: str | None = None
    certificate: str | None = None
    key: str | None = None
    password: str | None = None
    ciphers: str | None = None
    ciphersuites: str | None = None
    check_name: bool = True
    alpn: tuple = ()

    def start(self, connection, host: str):
        """Put TLS on a connection that has just been made. Certificates are checked for *host*."""
        try:
            sock = context_of(self).wrap_socket(connection.sock, server_hostname=host,
                                                 do_handshake_on_connect=False, suppress_ragged_eofs=False)
            connection.replace(sock)
            connection.do("handshake", lambda _: sock.do_handshake(), None)
        except TransportError:
            connection.close()
            raise
        except OSError as error:  # a file of certificates that cannot be read
            connection.close()
            raise from_os_error(error, "handshake") from error
        except BaseException:
            connection.close()
            raise


DEFAULT = Tls()


@lru_cache(maxsize=32)
def context_of(tls: Tls) -> ssl.SSLContext:
    """The context for these parameters (making one reads all authorities, so it is kept)."""
    if tls.protocol not in PROTOCOLS:
        raise TransportError(f"invalid protocol ({tls.protocol})", "handshake")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    lowest, highest = PROTOCOLS[tls.protocol]
    if lowest is not None:
        context.minimum_version = lowest
        context.maximum_version = highest
    context.options |= tls.options
    context.check_hostname = bool(tls.verify) and tls.check_name
    context.verify_mode = ssl.CERT_REQUIRED if tls.verify else ssl.CERT_NONE
    _load_authorities(context, tls)
    if tls.certificate:
        context.load_cert_chain(tls.certificate, tls.key, tls.password)
    if tls.ciphers:
        context.set_ciphers(tls.ciphers)
    if tls.alpn:
        context.set_alpn_protocols(list(tls.alpn))
    return context


def _load_authorities(context, tls):
    if not tls.verify:
        return
    if tls.cafile or tls.capath:
        context.load_verify_locations(tls.cafile, tls.capath)
    elif tls.verify is not True:
        from os.path import isdir
        context.load_verify_locations(**{"capath" if isdir(tls.verify) else "cafile": tls.verify})
    else:
        # those of the machine (SSL_CERT_FILE included) and those that requests brings along
        from requests.certs import where
        context.load_default_certs()
        context.load_verify_locations(where())


# Parameters as LuaSec's users write them ------------------------------------------------

# The fields of a request that are TLS parameters; a redirect keeps them.
FIELDS = ("protocol", "options", "verify", "cafile", "capath", "certificate", "key", "ciphers", "ciphersuites",
          "alpn")


def tls_of(parameters: dict, verify=True) -> Tls:
    """The Tls for LuaSec's parameters (Lua values by name); *verify*: what holds where they do not say."""
    get = parameters.get
    certificate = _text(get("certificate"))
    return Tls(
        verify=_verify(get("verify"), verify),
        protocol=_text(get("protocol")) or "any",
        options=_options(get("options")),
        cafile=_text(get("cafile")), capath=_text(get("capath")),
        certificate=certificate, key=_text(get("key")) or certificate,
        password=_password(get("password")) if certificate else None,
        ciphers=_text(get("ciphers")), ciphersuites=_text(get("ciphersuites")),
        alpn=tuple(_list(get("alpn"))),
    )


def _text(value):
    return value if value.__class__ is str else None


def _list(value) -> list:
    """A string, or a sequence of strings."""
    if isinstance(value, Table):
        return [item for _, item in items(value) if item.__class__ is str]
    return [value] if value.__class__ is str else []


def _verify(value, default):
    modes = _list(value)
    if not modes:
        return default
    return default or True if "peer" in modes else False


def _options(value) -> int:
    bits = 0
    for name in _list(value):
        bits |= getattr(ssl, "OP_" + name.upper(), 0)
    return bits


def _password(value):
    return first(value()) if is_function(value) else _text(value)
