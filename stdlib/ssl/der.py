"""Reading certificates: just so much of ASN.1's DER (X.690) as LuaSec tells of a certificate (RFC 5280).

Python's ssl shows only verified certificates, and not in enough detail.
"""

from __future__ import annotations

from datetime import datetime, timezone

SEQUENCE, SET, INTEGER, BIT_STRING, OCTET_STRING, OID, BOOLEAN = 0x30, 0x31, 2, 3, 4, 6, 1
UTF8, PRINTABLE, T61, IA5, UTC_TIME, GENERALIZED_TIME, UNIVERSAL, BMP = 12, 19, 20, 22, 23, 24, 28, 30

# Tags of the optional fields of a certificate, and of general names.
VERSION, EXTENSIONS = 0xA0, 0xA3
OTHER_NAME, EMAIL, DNS, URI, IP = 0xA0, 0x81, 0x82, 0x86, 0x87

_ENCODINGS = {UTF8: "utf-8", BMP: "utf-16-be", UNIVERSAL: "utf-32-be"}


class Element:
    """One value: its tag, its contents, and both with the length between them (raw)."""

    __slots__ = ("tag", "data", "raw")

    def __init__(self, tag: int, data: bytes, raw: bytes):
        self.tag = tag
        self.data = data
        self.raw = raw

    def children(self) -> list[Element]:
        """The elements of a constructed value."""
        return elements(self.data)

    def text(self) -> str:
        """A character string, decoded."""
        return self.data.decode(_ENCODINGS.get(self.tag, "latin-1"))

    def integer(self) -> int:
        return int.from_bytes(self.data, "big", signed=True)

    def oid(self) -> str:
        """Object identifier with dots."""
        numbers = []
        value = 0
        for byte in self.data:
            value = value << 7 | byte & 0x7F
            if not byte & 0x80:
                numbers.append(value)
                value = 0
        first = min(numbers[0] // 40, 2)
        return ".".join(map(str, [first, numbers[0] - 40 * first, *numbers[1:]]))

    def time(self) -> datetime:
        """UTCTime or GeneralizedTime (RFC 5280 4.1.2.5)."""
        text = self.data.decode("ascii").rstrip("Z")
        if self.tag == UTC_TIME:
            text = ("19" if text >= "50" else "20") + text
        return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=timezone.utc)


def elements(data: bytes) -> list[Element]:
    """The elements that follow one another in *data*; ValueError if they do not fill it."""
    found = []
    place = 0
    while place < len(data):
        start = place
        if place + 2 > len(data):
            raise ValueError("truncated element")
        tag, size = data[place], data[place + 1]
        place += 2
        if size & 0x80:
            count = size & 0x7F
            size = int.from_bytes(data[place:place + count], "big")
            place += count
        if place + size > len(data):
            raise ValueError("truncated element")
        found.append(Element(tag, data[place:place + size], data[start:place + size]))
        place += size
    return found


class Certificate:
    """The fields of an X.509 certificate. Raises ValueError for what is none."""

    def __init__(self, der: bytes):
        self.der = der
        outer = elements(der)
        if len(outer) != 1 or outer[0].tag != SEQUENCE:
            raise ValueError("not a certificate")
        try:
            body, algorithm, _ = outer[0].children()
            fields = body.children()
            if fields[0].tag == VERSION:
                fields.pop(0)
            self.serial, _, self.issuer, validity, self.subject, self.public_key = fields[:6]
            self.not_before, self.not_after = validity.children()
            self.signature_oid = algorithm.children()[0].oid()
            self._optional = fields[6:]
        except (IndexError, TypeError) as error:
            raise ValueError(str(error)) from None

    def extensions(self) -> list[tuple[str, bytes]]:
        """(OID, value) of each extension."""
        found = []
        for field in self._optional:
            if field.tag == EXTENSIONS:
                for extension in field.children()[0].children():
                    parts = extension.children()
                    found.append((parts[0].oid(), parts[-1].data))
        return found

    @staticmethod
    def names(name: Element) -> list[tuple[str, Element]]:
        """(OID, value) of each part of a distinguished name."""
        found = []
        for group in name.children():
            for part in group.children():
                kind, value = part.children()
                found.append((kind.oid(), value))
        return found
