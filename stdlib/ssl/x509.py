"""ssl.x509: certificate objects (LuaSec wiki, "Certificate")."""

from __future__ import annotations

import hashlib
import socket
import ssl
from base64 import b64encode
from datetime import datetime, timezone

from luapy.runtime.api import (
    ABSENT, Table, Userdata, check_integer, check_string, library, lua_bool, opt_string, rawset, type_error,
)
from luapy.runtime.messages import address
from luapy.runtime.table import append, border, from_dict, from_list, rawget
from luapy.stdlib.ssl import der, names, verification

NAME = "SSL:Certificate"
DIGESTS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256, "sha512": hashlib.sha512}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# Kinds of subject alternative names -> the keys in the table of extensions.
_ALTERNATIVES = {der.DNS: "dNSName", der.EMAIL: "rfc822Name", der.URI: "uniformResourceIdentifier"}


class CertificateObject(Userdata):
    """A certificate. utf8: whether strings are converted to UTF-8 or given as they stand in it."""

    def __init__(self, lib, encoded: bytes):
        self.__dict__.update(lib=lib, meta=lib.metatable, certificate=der.Certificate(encoded), utf8=False)

    @property
    def der(self) -> bytes:
        return self.certificate.der


def check_certificate(number, value) -> CertificateObject:
    if not isinstance(value, CertificateObject):
        type_error(number, value, NAME)
    return value


def _long_name(oid):
    return names.LONG_NAMES.get(oid, oid)


def _string(cert, element):
    try:
        return (element.text().encode("utf-8") if cert.utf8 else element.data).decode("latin-1")
    except UnicodeError:
        return None


def _name_table(cert, name):
    parts = []
    for oid, value in der.Certificate.names(name):
        part = from_dict({"oid": oid, "name": _long_name(oid)})
        rawset(part, "value", _string(cert, value))
        parts.append(part)
    return from_list(parts)


def subject(cert=ABSENT, *_):
    """cert:subject(): a list of tables with oid, name, value."""
    cert = check_certificate(1, cert)
    return _name_table(cert, cert.certificate.subject)


def issuer(cert=ABSENT, *_):
    """cert:issuer(): the same of the issuer."""
    cert = check_certificate(1, cert)
    return _name_table(cert, cert.certificate.issuer)


def _subtable(table, key):
    found = rawget(table, key)
    if found is None:
        found = Table()
        rawset(table, key, found)
    return found


def extensions(cert=ABSENT, *_):
    """cert:extensions(): the subject's alternative names, by OID of the extension and kind of name."""
    cert = check_certificate(1, cert)
    result = Table()
    for oid, value in cert.certificate.extensions():
        if oid != names.SUBJECT_ALT_NAME:
            continue
        table = _subtable(result, oid)
        rawset(table, "name", _long_name(oid))
        for name in der.elements(value)[0].children():
            _add_alternative(cert, table, name)
    return result


def _add_alternative(cert, table, name):
    if name.tag in _ALTERNATIVES:
        append(_subtable(table, _ALTERNATIVES[name.tag]), _string(cert, name))
    elif name.tag == der.IP:
        family = {4: socket.AF_INET, 16: socket.AF_INET6}.get(len(name.data))
        if family is not None:
            append(_subtable(table, "iPAddress"), socket.inet_ntop(family, name.data))
    elif name.tag == der.OTHER_NAME:
        kind, value = name.children()
        known = rawget(table, kind.oid()) is not None
        names_of_kind = _subtable(table, kind.oid())
        if not known:
            rawset(names_of_kind, "name", _long_name(kind.oid()))
        text = _string(cert, value.children()[0])
        if text is not None:
            rawset(names_of_kind, border(names_of_kind) + 1, text)


def pem(cert=ABSENT, *_):
    """cert:pem()."""
    return ssl.DER_cert_to_PEM_cert(check_certificate(1, cert).der)


def pubkey(cert=ABSENT, *_):
    """cert:pubkey(): the key in PEM, its algorithm and its size in bits."""
    key = check_certificate(1, cert).certificate.public_key
    algorithm, bits = key.children()
    kind = algorithm.children()[0].oid()
    text = b64encode(key.raw).decode("ascii")
    lines = [text[place:place + 64] for place in range(0, len(text), 64)]
    encoded = "\n".join(["-----BEGIN PUBLIC KEY-----", *lines, "-----END PUBLIC KEY-----", ""])
    return encoded, names.KEYS.get(kind, "Unknown"), _key_size(kind, algorithm, bits)


def _key_size(kind, algorithm, bits):
    if kind in names.FIXED_SIZES:
        return names.FIXED_SIZES[kind]
    if names.KEYS.get(kind) == "RSA":
        return der.elements(bits.data[1:])[0].children()[0].integer().bit_length()
    parameters = algorithm.children()[1]
    if names.KEYS.get(kind) == "EC":
        return names.CURVE_SIZES.get(parameters.oid(), 0) if parameters.tag == der.OID else 0
    return parameters.children()[0].integer().bit_length()  # DSA, DH: the prime


def digest(cert=ABSENT, algorithm=None, *_):
    """cert:digest([algorithm]): the fingerprint in hexadecimal."""
    cert = check_certificate(1, cert)
    name = opt_string(2, algorithm, "sha1")
    function = DIGESTS.get(name)
    if function is None:
        return None, f"digest algorithm not supported ({name})"
    return function(cert.der).hexdigest()


def validat(cert=ABSENT, time=ABSENT, *_):
    """cert:validat(timestamp): whether it is valid at that time."""
    certificate = check_certificate(1, cert).certificate
    time = check_integer(2, time)
    return lua_bool(certificate.not_before.time().timestamp() <= time <= certificate.not_after.time().timestamp())


def serial(cert=ABSENT, *_):
    """cert:serial(): hexadecimal, whole bytes."""
    number = check_certificate(1, cert).certificate.serial.integer()
    if number == 0:
        return "0"
    text = f"{abs(number):X}"
    return ("-" if number < 0 else "") + "0" * (len(text) % 2) + text


def _time_text(time: datetime) -> str:
    time = time.astimezone(timezone.utc)
    return f"{MONTHS[time.month - 1]} {time.day:2d} {time:%H:%M:%S} {time.year} GMT"


def notbefore(cert=ABSENT, *_):
    """cert:notbefore(): a date as text."""
    return _time_text(check_certificate(1, cert).certificate.not_before.time())


def notafter(cert=ABSENT, *_):
    """cert:notafter(): a date as text."""
    return _time_text(check_certificate(1, cert).certificate.not_after.time())


def issued(issuer=ABSENT, subject=ABSENT, *chain):
    """cert:issued(subject [, cert...]): whether the chain from the subject leads to this certificate."""
    issuer = check_certificate(1, issuer)
    certificates = [check_certificate(number, cert) for number, cert in enumerate((subject, *chain), 2)]
    context = verification.new_context()
    context.load_verify_locations(cadata=issuer.der)
    message = verification.verify(context, [cert.der for cert in certificates])
    return lua_bool(True) if message is None else (None, message)


def setencode(cert=ABSENT, encoding=ABSENT, *_):
    """cert:setencode("ai5" or "utf8"): how strings are given."""
    cert = check_certificate(1, cert)
    name = check_string(2, encoding)
    if name.startswith("ai5"):
        cert.utf8 = False
    elif name.startswith("utf8"):
        cert.utf8 = True
    else:
        return lua_bool(False)
    return lua_bool(True)


def getsignaturename(cert=ABSENT, *_):
    """cert:getsignaturename()."""
    oid = check_certificate(1, cert).certificate.signature_oid
    return names.SIGNATURES.get(oid, "UNDEF")


def tostring(cert=ABSENT, *_):
    """``__tostring``."""
    return f"X509 certificate: {address(check_certificate(1, cert))}"


def release(cert=ABSENT, *_):
    """``__gc`` and ``__close``: Python does it."""
    return ()


METHODS = {
    "digest": digest, "extensions": extensions, "getsignaturename": getsignaturename, "issued": issued,
    "issuer": issuer, "notafter": notafter, "notbefore": notbefore, "pem": pem, "pubkey": pubkey, "serial": serial,
    "setencode": setencode, "subject": subject, "validat": validat,
}


class X509:
    """The library of one state."""

    def __init__(self, state):
        self.metatable = library(state, NAME, {"__tostring": tostring, "__gc": release, "__close": release})
        rawset(self.metatable, "__index", library(state, NAME, METHODS))
        if state.dialect.number >= (5, 3):
            rawset(self.metatable, "__name", NAME)
        self.table = library(state, "ssl.x509", {"load": self.load})

    def make(self, encoded: bytes) -> CertificateObject:
        return CertificateObject(self, encoded)

    def load(self, text=ABSENT, *_):
        """x509.load(pem), also ssl.loadcertificate: nil if there is none in the text."""
        text = check_string(1, text)
        try:
            start = text.index(ssl.PEM_HEADER)
            end = text.index(ssl.PEM_FOOTER, start) + len(ssl.PEM_FOOTER)
            return self.make(ssl.PEM_cert_to_DER_cert(text[start:end]))
        except ValueError:
            return None


def x509_of(state) -> X509:
    """The state's certificate library, opened if need be."""
    lib = state.libraries.get("ssl.x509")
    if lib is None:
        lib = state.libraries["ssl.x509"] = X509(state)
    return lib


def open(state):
    """The table of ``require "ssl.x509"``."""
    return x509_of(state).table
