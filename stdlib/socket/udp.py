"""UDP objects (LuaSocket manual, udp.html)."""

from __future__ import annotations

import socket

from luapy.runtime.api import ABSENT, check_string, opt_number
from luapy.stdlib.socket import inet, options
from luapy.stdlib.socket.handles import Closed, Failure, Handle
from luapy.stdlib.socket.objects import Classes, SocketObject, check_class, check_group, plain_methods

GROUP = "udp{any}"
CONNECTED = "udp{connected}"
UNCONNECTED = "udp{unconnected}"

DATAGRAM_SIZE = 8192
# A larger buffer than any datagram is not needed, whatever the program asks for.
LARGEST = 1 << 16


class UdpObject(SocketObject):
    """A UDP socket. family: AF_UNSPEC until the first address decides."""

    group = GROUP

    def __init__(self, lib, family=socket.AF_UNSPEC):
        super().__init__(lib, UNCONNECTED, Handle())
        self.__dict__["family"] = family


def refusal(failure: Failure) -> tuple:
    """A datagram is not "closed", it is refused."""
    return None, "refused" if isinstance(failure, Closed) else failure.reason


def datagram_size(number: int, size) -> int:
    """The argument of receive: how many bytes of a datagram are wanted at most."""
    size = opt_number(number, size, DATAGRAM_SIZE)
    return int(min(size, LARGEST)) if size >= 0 else LARGEST


def receive_datagram(obj, size):
    """The next datagram. An empty one looks to LuaSocket like a closed socket: both give ""."""
    obj.timeout.mark_start()
    try:
        return obj.handle.recv(size, obj.timeout).decode("latin-1")
    except Failure as failure:
        return "" if isinstance(failure, Closed) else refusal(failure)


def send(udp=ABSENT, datagram=ABSENT, *_):
    """connected:send(datagram)."""
    udp = check_class(udp, CONNECTED)
    data = check_string(2, datagram).encode("latin-1")
    udp.timeout.mark_start()
    try:
        return float(udp.handle.send(data, udp.timeout))
    except Failure as failure:
        return refusal(failure)


def sendto(udp=ABSENT, datagram=ABSENT, ip=ABSENT, port=ABSENT, *_):
    """unconnected:sendto(datagram, ip, port): numeric addresses only."""
    udp = check_class(udp, UNCONNECTED)
    data = check_string(2, datagram).encode("latin-1")
    ip = inet.c_string(check_string(3, ip))
    port = inet.c_string(check_string(4, port))
    try:
        found = socket.getaddrinfo(ip, port, udp.family, socket.SOCK_DGRAM, 0,
                                   socket.AI_NUMERICHOST | socket.AI_NUMERICSERV)
    except OSError as error:
        return None, error.strerror
    family, *_, address = found[0]
    udp.timeout.mark_start()
    try:
        if udp.family == socket.AF_UNSPEC and udp.handle.sock is None:
            udp.handle.create(family, socket.SOCK_DGRAM)
            udp.family = family
        return float(udp.handle.sendto(data, address, udp.timeout))
    except Failure as failure:
        return refusal(failure)


def receive(udp=ABSENT, size=None, *_):
    """object:receive([size])."""
    return receive_datagram(check_group(udp, GROUP), datagram_size(2, size))


def receivefrom(udp=ABSENT, size=None, *_):
    """unconnected:receivefrom([size]): datagram, address and port of the sender."""
    udp = check_class(udp, UNCONNECTED)
    size = datagram_size(2, size)
    udp.timeout.mark_start()
    try:
        data, address = udp.handle.recvfrom(size, udp.timeout)
        host, port = inet.numeric_name(address)
    except Failure as failure:
        if isinstance(failure, Closed):  # there is no sender, and no family in its address
            return None, inet.GAI_TEXTS[socket.EAI_FAMILY]
        return None, failure.reason
    return data.decode("latin-1"), host, int(port)


def setpeername(udp=ABSENT, address=ABSENT, port=ABSENT, *_):
    """object:setpeername(address, port): makes it connected; "*" makes it unconnected again."""
    udp = check_group(udp, GROUP)
    address = check_string(2, address)
    if address == "*":
        inet.disconnect(udp.handle)
        udp.set_kind(UNCONNECTED)
        return 1.0
    port = check_string(3, port)
    try:
        inet.try_connect(udp, address, port, socket.SOCK_DGRAM, udp.family)
    except Failure as failure:
        return None, failure.reason
    udp.set_kind(CONNECTED)
    return 1.0


def setsockname(udp=ABSENT, address=ABSENT, port=ABSENT, *_):
    """unconnected:setsockname(address, port)."""
    udp = check_class(udp, UNCONNECTED)
    address = check_string(2, address)
    port = check_string(3, port)
    try:
        inet.try_bind(udp, address, port, socket.SOCK_DGRAM, udp.family)
    except Failure as failure:
        return None, failure.reason
    return 1.0


def getpeername(udp=ABSENT, *_):
    """connected:getpeername()."""
    return inet.getpeername(check_class(udp, CONNECTED))


METHODS = {
    "getpeername": getpeername, "receive": receive, "receivefrom": receivefrom, "send": send, "sendto": sendto,
    "setpeername": setpeername, "setsockname": setsockname, **plain_methods(GROUP),
    **inet.methods(GROUP, options.UDP_GET, options.UDP_SET),
}


class Udp(Classes):
    """The functions that make UDP objects."""

    def __init__(self, state):
        super().__init__(state, GROUP, (CONNECTED, UNCONNECTED), METHODS)

    def _create(self, family):
        obj = UdpObject(self, family)
        try:
            obj.handle.create(family, socket.SOCK_DGRAM)
        except Failure as failure:
            return None, failure.reason
        return obj

    def udp(self, *_):
        """socket.udp(): the first address that it is given decides for IPv4 or IPv6."""
        return UdpObject(self)

    def udp4(self, *_):
        """socket.udp4()."""
        return self._create(socket.AF_INET)

    def udp6(self, *_):
        """socket.udp6()."""
        return self._create(socket.AF_INET6)

    def functions(self):
        return {"udp": self.udp, "udp4": self.udp4, "udp6": self.udp6}
