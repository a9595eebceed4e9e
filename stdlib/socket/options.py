"""Socket options under LuaSocket's names (LuaSocket manual, tcp.html and udp.html, setoption and getoption)."""

from __future__ import annotations

import socket
import struct
import sys

from luapy.runtime.api import (
    TRUE, ArgumentError, check_string, index, lua_bool, to_number, type_name,
)
from luapy.runtime.table import Table, from_dict
from luapy.runtime.values import LUA_TYPES, Boolean
from luapy.stdlib.socket.handles import error_text

SET_FAILED = (None, "setsockopt failed")
GET_FAILED = (None, "getsockopt failed")


class Option:
    """A way to set and to get options of one kind of value.

    convert(value) gives what setsockopt takes, restore(sock, level, name) the Lua value.
    """

    def __init__(self, level: int, name: int, convert, restore):
        self.level = level
        self.name = name
        self.convert = convert
        self.restore = restore

    def set(self, sock, value):
        value = self.convert(value)
        if sock is None:
            return SET_FAILED
        try:
            sock.setsockopt(self.level, self.name, value)
        except OSError:
            return SET_FAILED
        return 1.0

    def get(self, sock):
        if sock is None:
            return GET_FAILED
        try:
            return self.restore(sock, self.level, self.name)
        except OSError:
            return GET_FAILED


def _wrong_type(value, expected):
    # the plain type, whatever the metatable says
    raise ArgumentError(3, f"{expected} expected, got {type_name(value)}")


def _to_bool(value):
    if not isinstance(value, Boolean):
        _wrong_type(value, "boolean")
    return int(value is TRUE)


def _to_int(value):
    number = to_number(value)
    if number is None or number != number or abs(number) >= 1 << 31:
        return 0
    return int(number)


def _get_bool(sock, level, name):
    return lua_bool(sock.getsockopt(level, name))


def _get_int(sock, level, name):
    return float(sock.getsockopt(level, name))


def _field(table, name):
    if not isinstance(table, Table):
        _wrong_type(table, "table")
    return index(table, name)


def _to_linger(value):
    on = _field(value, "on")
    if not isinstance(on, Boolean):
        raise ArgumentError(3, "boolean 'on' field expected")
    seconds = to_number(index(value, "timeout"))
    if seconds is None:
        raise ArgumentError(3, "number 'timeout' field expected")
    return struct.pack("ii", on is TRUE, int(seconds) & 0xFFFF)


def _get_linger(sock, level, name):
    on, seconds = struct.unpack("ii", sock.getsockopt(level, name, 8))
    return from_dict({"on": lua_bool(on), "timeout": seconds})


def _get_error(sock, level, name):
    number = sock.getsockopt(level, name)
    return error_text(number) if number else None


def _address(text):
    """An IPv4 address in network order, or None."""
    try:
        return socket.inet_aton(text)
    except (OSError, ValueError):
        return None


def _to_interface(value):
    text = check_string(3, value)
    address = b"\0\0\0\0" if text == "*" else _address(text)
    if address is None:
        raise ArgumentError(3, "ip expected")
    return address


def _get_interface(sock, level, name):
    return socket.inet_ntoa(sock.getsockopt(level, name, 4))


def _text_field(table, name):
    value = _field(table, name)
    if LUA_TYPES.get(value.__class__) not in ("string", "number"):
        raise ArgumentError(3, f"string '{name}' field expected")
    return check_string(3, value)


def _to_membership(value):
    group = _address(_text_field(value, "multiaddr"))
    if group is None:
        raise ArgumentError(3, "invalid 'multiaddr' ip address")
    interface = _text_field(value, "interface")
    interface = b"\0\0\0\0" if interface == "*" else _address(interface)
    if interface is None:
        raise ArgumentError(3, "invalid 'interface' ip address")
    return group + interface


def _to_membership6(value):
    try:
        group = socket.inet_pton(socket.AF_INET6, _text_field(value, "multiaddr"))
    except (OSError, ValueError):
        raise ArgumentError(3, "invalid 'multiaddr' ip address") from None
    interface = index(value, "interface")
    if interface is not None:
        interface = to_number(interface)
        if interface is None:
            raise ArgumentError(3, "number 'interface' field expected")
    return group + struct.pack("@I", int(interface or 0))


def _bool(level, name):
    return Option(level, name, _to_bool, _get_bool)


def _int(level, name):
    return Option(level, name, _to_int, _get_int)


_SOL, _TCP, _IP, _IP6 = socket.SOL_SOCKET, socket.IPPROTO_TCP, socket.IPPROTO_IP, socket.IPPROTO_IPV6

_REUSE = {
    "reuseaddr": _bool(_SOL, socket.SO_REUSEADDR),
    "reuseport": _bool(_SOL, getattr(socket, "SO_REUSEPORT", -1)),
}
_BUFFERS = {
    "recv-buffer-size": _int(_SOL, socket.SO_RCVBUF),
    "send-buffer-size": _int(_SOL, socket.SO_SNDBUF),
}
_KEEPALIVE = {"keepalive": _bool(_SOL, socket.SO_KEEPALIVE)}
_LINGER = {"linger": Option(_SOL, socket.SO_LINGER, _to_linger, _get_linger)}
_ERROR = {"error": Option(_SOL, socket.SO_ERROR, None, _get_error)}
_V6ONLY = {"ipv6-v6only": _bool(_IP6, socket.IPV6_V6ONLY)}


# What Python has no name for.
_LINUX = {"TCP_FASTOPEN_CONNECT": 30} if sys.platform == "linux" else {}


def _tcp_integers(**names):
    """Those of these options of TCP that the system has."""
    numbers = {option.replace("_", "-"): getattr(socket, name, _LINUX.get(name)) for option, name in names.items()}
    return {option: _int(_TCP, number) for option, number in numbers.items() if number is not None}


_TCP_BOTH = {
    **_KEEPALIVE, **_REUSE, **_LINGER, **_BUFFERS,
    "tcp-nodelay": _bool(_TCP, socket.TCP_NODELAY),
    **_tcp_integers(tcp_keepidle="TCP_KEEPIDLE", tcp_keepcnt="TCP_KEEPCNT", tcp_keepintvl="TCP_KEEPINTVL"),
}
TCP_GET = {**_TCP_BOTH, **_ERROR}
TCP_SET = {
    **_TCP_BOTH, **_V6ONLY,
    **_tcp_integers(tcp_defer_accept="TCP_DEFER_ACCEPT", tcp_fastopen="TCP_FASTOPEN",
                    tcp_fastopen_connect="TCP_FASTOPEN_CONNECT"),
}

_UDP_BOTH = {
    **_REUSE, **_BUFFERS, **_V6ONLY,
    "dontroute": _bool(_SOL, socket.SO_DONTROUTE),
    "broadcast": _bool(_SOL, socket.SO_BROADCAST),
    "ip-multicast-if": Option(_IP, socket.IP_MULTICAST_IF, _to_interface, _get_interface),
    "ip-multicast-loop": _bool(_IP, socket.IP_MULTICAST_LOOP),
    "ipv6-unicast-hops": _int(_IP6, socket.IPV6_UNICAST_HOPS),
    # sic: LuaSocket takes both for the unicast option
    "ipv6-multicast-hops": _int(_IP6, socket.IPV6_UNICAST_HOPS),
    "ipv6-multicast-loop": _bool(_IP6, socket.IPV6_MULTICAST_LOOP),
}
UDP_GET = {**_UDP_BOTH, **_ERROR}
UDP_SET = {
    **_UDP_BOTH,
    "ip-multicast-ttl": _int(_IP, socket.IP_MULTICAST_TTL),
    "ip-add-membership": Option(_IP, socket.IP_ADD_MEMBERSHIP, _to_membership, None),
    "ip-drop-membership": Option(_IP, socket.IP_DROP_MEMBERSHIP, _to_membership, None),
    "ipv6-add-membership": Option(_IP6, socket.IPV6_JOIN_GROUP, _to_membership6, None),
    "ipv6-drop-membership": Option(_IP6, socket.IPV6_LEAVE_GROUP, _to_membership6, None),
}

UNIX_STREAM_SET = {**_KEEPALIVE, **_LINGER, "reuseaddr": _REUSE["reuseaddr"]}
UNIX_DATAGRAM_SET = {"reuseaddr": _REUSE["reuseaddr"]}


def setoption(options: dict, sock, name, value):
    """object:setoption(name, value)."""
    return _find(options, name).set(sock, value)


def getoption(options: dict, sock, name):
    """object:getoption(name)."""
    return _find(options, name).get(sock)


def _find(options, name) -> Option:
    name = check_string(2, name)
    option = options.get(name)
    if option is None:
        raise ArgumentError(2, f"unsupported option `{name[:35]}'")
    return option
