"""ssl.context: the settings of TLS connections, on Python's SSLContext (LuaSec wiki, "ssl.newcontext")."""

from __future__ import annotations

import os
import ssl
import tempfile
import warnings

from luapy.runtime.api import (
    ABSENT, ArgumentError, Userdata, check_integer, check_string, first, is_function, library, lua_bool, lua_error,
    opt_string, rawset, type_error,
)
from luapy.runtime.messages import address
from luapy.stdlib.socket.inet import c_string
from luapy.stdlib.ssl import verification
from luapy.stdlib.ssl.config import PROTOCOLS
from luapy.stdlib.ssl.names import CURVE_ALIASES, CURVES, OPTIONS

NAME = "SSL:Context"
DEFAULT_DH_SIZE = 2048
ANY = ("any", "sslv23")

TRUE, FALSE = lua_bool(True), lua_bool(False)


class ContextObject(Userdata):
    """A context. Python's is made when the mode is known.

    key: its file, loaded together with the certificate; loaded: files of certificates;
    verify: names of options; trusted: arguments of load_verify_locations;
    alpn: a function (wire format) -> (wire format), for servers; dh: a function that gives parameters.
    """

    def __init__(self, lib, protocol):
        self.__dict__.update(
            lib=lib, meta=lib.metatable, protocol=protocol, mode=None, context=new_context(protocol, "client"),
            key=None, password=None, loaded=[], key_matches=True, verify=set(), keep_going=False, trusted=[], alpn=None,
            dh=None)

    def shadow(self) -> ssl.SSLContext:
        """A context to verify chains with that has the same trust."""
        context = verification.new_context()
        context.verify_flags |= self.context.verify_flags
        for locations in self.trusted:
            context.load_verify_locations(**locations)
        return context


def new_context(protocol: str, mode: str) -> ssl.SSLContext:
    """Python's context, as plain as OpenSSL makes it: Python's own defaults are undone."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER if mode == "server" else ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    lowest, highest = PROTOCOLS.get(protocol, ssl.TLSVersion.MINIMUM_SUPPORTED), PROTOCOLS.get(protocol)
    with warnings.catch_warnings():  # old protocols are for the program to choose
        warnings.simplefilter("ignore", DeprecationWarning)
        context.set_ciphers("DEFAULT")
        context.minimum_version = lowest
        context.maximum_version = ssl.TLSVersion.MAXIMUM_SUPPORTED if highest is None else highest
        context.options &= ~getattr(ssl, "OP_IGNORE_UNEXPECTED_EOF", 0)
    return context


def reason_of(error: Exception) -> str:
    """ERR_reason_error_string of the error, as far as Python tells."""
    reason = getattr(error, "reason", None)
    if reason is None:
        return "(null)"
    return {"PEM_LIB": "PEM lib"}.get(reason) or reason.lower().replace("_", " ")


def _check(context) -> ContextObject:
    if not isinstance(context, ContextObject):
        type_error(1, context, NAME)
    return context


def _path(number, value):
    return os.fsdecode(c_string(check_string(number, value)))


def locations(context=ABSENT, file=None, folder=None, *_):
    """context.locations(ctx [, cafile [, capath]]): who is trusted."""
    context = _check(context)
    paths = {name: None if opt_string(number, value, None) is None else _path(number, value)
             for name, number, value in (("cafile", 2, file), ("capath", 3, folder))}
    try:
        context.context.load_verify_locations(**paths)
    except (OSError, TypeError) as error:
        return FALSE, f"error loading CA locations ({getattr(error, 'reason', None) and reason_of(error) or '(null)'})"
    context.trusted.append(paths)
    return TRUE


def loadkey(context=ABSENT, file=ABSENT, password=None, *_):
    """context.loadkey(ctx, file [, password]): checked and used when the certificate is loaded."""
    context = _check(context)
    path = _path(2, file)
    if password is not None and password.__class__ is not str and not is_function(password):
        lua_error("invalid callback value")
    try:
        with open_file(path) as stream:
            if b"PRIVATE KEY-----" not in stream.read():
                return FALSE, "error loading private key (unsupported)"
    except OSError:
        return FALSE, "error loading private key ((null))"
    for certificate in context.loaded:
        if not _fits(certificate, path, password):
            return FALSE, "error loading private key (key values mismatch)"
    context.key, context.password = path, password
    return TRUE


def _fits(certificate, key, password):
    """Whether a key is that of a certificate loaded before, or of another kind, so that both can be had."""
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, lambda: _password(password))
    except ssl.SSLError as error:
        return error.reason != "KEY_VALUES_MISMATCH"
    return True


def open_file(path):
    from builtins import open
    return open(path, "rb")


def _password(value):
    """What Python calls for the key's password."""
    if value is None:
        return ""  # never ask at the terminal
    if is_function(value):
        value = first(value())
    return value.encode("latin-1") if value.__class__ is str else ""


def loadcert(context=ABSENT, file=ABSENT, *_):
    """context.loadcert(ctx, file): a certificate and those that lead from it to the issuer."""
    context = _check(context)
    path = _path(2, file)
    try:
        if context.key is None:
            with open_file(path) as stream:
                if b"-----BEGIN" not in stream.read():
                    return FALSE, "error loading certificate (no start line)"
            return TRUE
        context.context.load_cert_chain(path, context.key, lambda: _password(context.password))
        context.loaded.append(path)
    except ssl.SSLError as error:
        if error.reason == "KEY_VALUES_MISMATCH":
            context.key_matches = False
            return TRUE
        if error.library == "PEM" and error.reason == "NO_START_LINE":
            return FALSE, "error loading certificate (no start line)"
        return FALSE, f"error loading private key ({reason_of(error)})"
    except OSError:
        return FALSE, "error loading certificate ((null))"
    return TRUE


def checkkey(context=ABSENT, *_):
    """context.checkkey(ctx): whether key and certificate fit."""
    return lua_bool(_check(context).key_matches)


def setcipher(context=ABSENT, ciphers=ABSENT, *_):
    """context.setcipher(ctx, list)."""
    context = _check(context)
    try:
        context.context.set_ciphers(check_string(2, ciphers))
    except ssl.SSLError:
        return FALSE, "error setting cipher list (no cipher match)"
    return TRUE


_SUITES = {"TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256",
           "TLS_AES_128_CCM_SHA256", "TLS_AES_128_CCM_8_SHA256"}


def setciphersuites(context=ABSENT, suites=ABSENT, *_):
    """context.setciphersuites(ctx, list): checked only, since Python cannot choose those of TLS 1.3."""
    _check(context)
    if any(name not in _SUITES for name in check_string(2, suites).split(":") if name):
        return FALSE, "error setting cipher list (no cipher match)"
    return TRUE


def setdepth(context=ABSENT, depth=ABSENT, *_):
    """context.setdepth(ctx, n): OpenSSL's limit stays, since Python cannot change it."""
    _check(context)
    check_integer(2, depth)
    return TRUE


_VERIFY = ("none", "peer", "client_once", "fail_if_no_peer_cert")


def setverify(context=ABSENT, *names):
    """context.setverify(ctx, option...)."""
    context = _check(context)
    for number, name in enumerate(names, 2):
        if check_string(number, name) not in _VERIFY:
            return FALSE, f"invalid verify option ({name})"
    if any(name != "none" for name in names):
        context.verify = set(names)
        _apply_verify(context)
    return TRUE


def _apply_verify(context):
    mode = ssl.CERT_NONE
    if "peer" in context.verify:
        if context.mode == "server":
            # Python's servers can ask for a certificate only if they insist on a good one: keep_going is not possible
            mode = ssl.CERT_REQUIRED if "fail_if_no_peer_cert" in context.verify else ssl.CERT_OPTIONAL
        elif not context.keep_going:
            mode = ssl.CERT_REQUIRED
    context.context.verify_mode = mode


_CRL_FLAGS = {"crl_check": ssl.VERIFY_CRL_CHECK_LEAF, "crl_check_chain": ssl.VERIFY_CRL_CHECK_CHAIN}


def setverifyext(context=ABSENT, *names):
    """ctx:setverifyext(option...): revocation lists, and to go on after a failed verification."""
    context = _check(context)
    flags = 0
    keep_going = False
    for number, name in enumerate(names, 2):
        name = check_string(number, name)
        if name in _CRL_FLAGS:
            flags |= _CRL_FLAGS[name]
        elif name == "lsec_continue":
            keep_going = True
        elif name != "lsec_ignore_purpose":
            return FALSE, f"invalid verify option ({name})"
    context.keep_going = keep_going
    context.context.verify_flags |= flags
    _apply_verify(context)
    return TRUE


def setoptions(context=ABSENT, *names):
    """context.setoptions(ctx, option...)."""
    context = _check(context)
    flags = 0
    for number, name in enumerate(names, 2):
        name = check_string(number, name)
        if name not in OPTIONS:
            return FALSE, f"invalid option ({name})"
        flags |= OPTIONS[name]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.context.options |= flags
    return TRUE


def setmode(context=ABSENT, mode=ABSENT, *_):
    """context.setmode(ctx, "client" or "server"): to be called first."""
    context = _check(context)
    mode = check_string(2, mode)
    if mode not in ("client", "server"):
        # sic: LuaSec gives its message away here
        return f"invalid mode ({mode})"
    if mode == "server":
        context.context = new_context(context.protocol, mode)
    context.mode = mode
    return TRUE


def setdhparam(context=ABSENT, function=ABSENT, *_):
    """context.setdhparam(ctx, func): func(export, size) gives parameters for Diffie-Hellman in PEM."""
    _check(context).dh = function
    return ()


def load_dh(context: ContextObject):
    """Ask the program for its Diffie-Hellman parameters, before a server's handshake."""
    function, context.dh = context.dh, None
    if function is None:
        return
    text = first(function(FALSE, float(DEFAULT_DH_SIZE)))
    if text.__class__ is not str:
        return
    with tempfile.NamedTemporaryFile("wb", suffix=".pem") as stream:
        stream.write(text.encode("latin-1"))
        stream.flush()
        try:
            context.context.load_dh_params(stream.name)
        except (ssl.SSLError, OSError):
            pass  # as when there are none: suites without them remain


def setcurve(context=ABSENT, curve=ABSENT, *_):
    """context.setcurve(ctx, name)."""
    context = _check(context)
    name = check_string(2, curve)
    if name not in CURVES:
        return FALSE, f"elliptic curve '{name}' not supported"
    try:
        context.context.set_ecdh_curve(CURVE_ALIASES.get(name, name))
    except (ssl.SSLError, ValueError) as error:
        return FALSE, f"error setting elliptic curve ({reason_of(error)})"
    return TRUE


def setcurveslist(context=ABSENT, curves=ABSENT, *_):
    """context.setcurveslist(ctx, "name:name..."): Python knows one curve only, the first."""
    context = _check(context)
    text = check_string(2, curves)
    listed = [CURVE_ALIASES.get(name, name) for name in text.split(":")]
    if any(name not in CURVES for name in listed):
        return FALSE, f'unknown elliptic curve in "{text}"'
    if len(listed) == 1:
        try:
            context.context.set_ecdh_curve(listed[0])
        except (ssl.SSLError, ValueError):
            return FALSE, f'unknown elliptic curve in "{text}"'
    return TRUE


def protocols_of(wire: str) -> list[str]:
    """ALPN's wire format as a list."""
    found = []
    place = 0
    while place < len(wire):
        size = ord(wire[place])
        found.append(wire[place + 1:place + 1 + size])
        place += size + 1
    return found


def setalpn(context=ABSENT, wire=ABSENT, *_):
    """context.setalpn(ctx, protocols): what a client offers."""
    context = _check(context)
    context.context.set_alpn_protocols(protocols_of(check_string(2, wire)))
    return TRUE


def setalpncb(context=ABSENT, function=ABSENT, *_):
    """context.setalpncb(ctx, func): func(offered) gives what a server prefers, both in wire format."""
    _check(context).alpn = function
    return TRUE


def tostring(context=ABSENT, *_):
    """``__tostring``."""
    return f"SSL context: {address(_check(context))}"


def release(context=ABSENT, *_):
    """``__gc`` and ``__close``: Python does it."""
    return ()


FUNCTIONS = {
    "checkkey": checkkey, "loadcert": loadcert, "loadkey": loadkey, "locations": locations, "setalpn": setalpn,
    "setalpncb": setalpncb, "setcipher": setcipher, "setciphersuites": setciphersuites, "setcurve": setcurve,
    "setcurveslist": setcurveslist, "setdepth": setdepth, "setdhparam": setdhparam, "setmode": setmode,
    "setoptions": setoptions, "setverify": setverify,
}


class Contexts:
    """The library of one state."""

    def __init__(self, state):
        self.metatable = library(state, NAME, {"__tostring": tostring, "__gc": release, "__close": release})
        rawset(self.metatable, "__index", library(state, NAME, {"setverifyext": setverifyext}))
        if state.dialect.number >= (5, 3):
            rawset(self.metatable, "__name", NAME)

    def create(self, protocol=ABSENT, *_):
        """context.create(protocol)."""
        protocol = check_string(1, protocol)
        if protocol not in PROTOCOLS and protocol not in ANY:
            return None, f"invalid protocol ({protocol})"
        return ContextObject(self, protocol)


def check_context(number, value) -> ContextObject:
    if not isinstance(value, ContextObject):
        raise ArgumentError(number, "invalid context")
    return value


def open(state):
    """The table of ``require "ssl.context"``."""
    return library(state, "ssl.context", {"create": Contexts(state).create, **FUNCTIONS})
