"""TLS by Python's ssl, with LuaSec's parameters (LuaSec manual, ssl.newcontext and ssl.https)."""

from __future__ import annotations

import ssl
import warnings
from dataclasses import dataclass
from functools import lru_cache

from luapy.runtime.api import Table, first, is_function
from luapy.runtime.table import items
from luapy.stdlib.transport.errors import TransportError, from_os_error

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
        except OSError as error:
            connection.close()
            raise from_os_error(error, "handshake") from error
        except BaseException:
            connection.close()
            raise


DEFAULT = Tls()


@lru_cache(maxsize=32)
def context_of(tls: Tls) -> ssl.SSLContext:
    """The context for these parameters (making one reads all authorities, so it is kept)."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    _set_versions(context, tls)
    context.check_hostname = bool(tls.verify) and tls.check_name
    context.verify_mode = ssl.CERT_REQUIRED if tls.verify else ssl.CERT_NONE
    _try("loading CA locations", _load_authorities, context, tls)
    if tls.certificate:
        _try("loading certificate", context.load_cert_chain, tls.certificate, tls.key, tls.password)
    if tls.ciphers:
        _try("setting cipher list", context.set_ciphers, tls.ciphers)
    if tls.alpn:
        context.set_alpn_protocols(list(tls.alpn))
    return context


def _set_versions(context, tls):
    from luapy.stdlib.ssl.config import PROTOCOLS  # only https needs the room of ssl
    if tls.protocol not in PROTOCOLS and tls.protocol not in ("any", "sslv23"):
        raise TransportError(f"invalid protocol ({tls.protocol})", "handshake")
    version = PROTOCOLS.get(tls.protocol)
    with warnings.catch_warnings():  # old protocols are for the program to choose
        warnings.simplefilter("ignore", DeprecationWarning)
        if version is not None:
            context.minimum_version = context.maximum_version = version
        context.options |= tls.options


def _try(what, function, *args):
    """A setting that may be refused, told in LuaSec's words."""
    try:
        function(*args)
    except OSError as error:
        reason = getattr(error, "reason", None)
        if what == "setting cipher list":
            reason = "no cipher match"
        text = reason.replace("_", " ").lower() if reason else "(null)"
        raise TransportError(f"error {what} ({text})", "handshake", error) from error


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
    for mode in modes:
        if mode not in ("none", "peer", "client_once", "fail_if_no_peer_cert"):
            raise TransportError(f"invalid verify option ({mode})", "handshake")
    if not modes:
        return default
    return default or True if "peer" in modes else False


def _options(value) -> int:
    names = _list(value)
    if not names:
        return 0
    from luapy.stdlib.ssl.names import OPTIONS
    bits = 0
    for name in names:
        if name not in OPTIONS:
            raise TransportError(f"invalid option ({name})", "handshake")
        bits |= OPTIONS[name]
    return bits


def _password(value):
    return first(value()) if is_function(value) else _text(value)
