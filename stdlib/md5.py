"""The md5 library 1.2 of the Kepler project: `require "md5"` and "md5.core"."""

from __future__ import annotations

import time
from hashlib import md5 as new_md5

from luapy.runtime.api import ABSENT, ArgumentError, check_string, library, lua_error

MAX_KEY = 256
BLOCK_SIZE = 16


def _digest(data: bytes) -> bytes:
    return new_md5(data, usedforsecurity=False).digest()


def crypt(message=ABSENT, key=ABSENT, seed=ABSENT, *_):
    """md5.crypt(message, key [, seed])."""
    message = check_string(1, message).encode("latin-1")
    if seed is ABSENT:
        if key is ABSENT:  # C pushes the seed that it makes in the key's place
            check_string(3, key)
        seed = int(time.time()).to_bytes(8, "little")
    else:
        seed = check_string(3, seed).encode("latin-1")
    if len(seed) > BLOCK_SIZE:
        lua_error(f"seed too long (> {BLOCK_SIZE})")
    head = bytes([len(seed)]) + seed
    return (head + _stream(message, seed, _check_key(key), True)).decode("latin-1")


def decrypt(cipher=ABSENT, key=ABSENT, *_):
    """md5.decrypt(message, key)."""
    cipher = check_string(1, cipher).encode("latin-1")
    size = cipher[0] if cipher else 0
    if len(cipher) < size + 1 or size > BLOCK_SIZE:
        raise ArgumentError(1, "invalid cyphered string")
    return _stream(cipher[size + 1:], cipher[1:size + 1], _check_key(key), False).decode("latin-1")


def _check_key(key):
    key = check_string(2, key).encode("latin-1")
    if len(key) > MAX_KEY:
        lua_error(f"key too long (> {MAX_KEY})")
    return key


def _stream(text, seed, key, encrypting):
    """Each block is masked by the digest of the ciphered block before it and the key."""
    block = seed.ljust(BLOCK_SIZE, b"\0")
    result = []
    for place in range(0, len(text), BLOCK_SIZE):
        part = text[place:place + BLOCK_SIZE]
        masked = bytes(map(int.__xor__, part, _digest(block + key)))
        result.append(masked)
        ciphered = masked if encrypting else part
        block = ciphered + block[len(ciphered):]
    return b"".join(result)


def exor(a=ABSENT, b=ABSENT, *_):
    """md5.exor(s1, s2)."""
    a, b = check_string(1, a).encode("latin-1"), check_string(2, b).encode("latin-1")
    if len(a) != len(b):
        raise ArgumentError(2, "lengths must be equal")
    return bytes(map(int.__xor__, a, b)).decode("latin-1")


def sum_(message=ABSENT, *_):
    """md5.sum(message): 16 bytes."""
    return _digest(check_string(1, message).encode("latin-1")).decode("latin-1")


def sumhexa(message=ABSENT, *_):
    """md5.sumhexa(message): 32 hexadecimal digits."""
    return _digest(check_string(1, message).encode("latin-1")).hex()


def open(state):
    """luaopen_md5_core and md5.lua, which share their table."""
    table = state.libraries.get("md5")
    if table is None:
        table = state.libraries["md5"] = library(state, "md5", {
            "crypt": crypt, "decrypt": decrypt, "exor": exor, "sum": sum_, "sumhexa": sumhexa,
            "_COPYRIGHT": "Copyright (C) 2003-2013 PUC-Rio", "_DESCRIPTION": "Basic cryptographic facilities",
            "_VERSION": "MD5 1.2",
        })
    return table
