"""Failed lookups of names in LuaSocket's words (its pierror.h)."""

from __future__ import annotations

import socket

_GAI_TEXTS = {
    "EAI_AGAIN": "temporary failure in name resolution",
    "EAI_BADFLAGS": "invalid value for ai_flags",
    "EAI_FAIL": "non-recoverable failure in name resolution",
    "EAI_FAMILY": "ai_family not supported",
    "EAI_MEMORY": "memory allocation failure",
    "EAI_NONAME": "host or service not provided, or not known",
    "EAI_OVERFLOW": "argument buffer overflow",
    "EAI_SERVICE": "service not supported for socket type",
    "EAI_SOCKTYPE": "ai_socktype not supported",
}
# Code of getaddrinfo -> text.
GAI_TEXTS = {getattr(socket, name): text for name, text in _GAI_TEXTS.items() if hasattr(socket, name)}
