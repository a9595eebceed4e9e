"""Strings built piece by piece: concatenation in loops, reversal, a cipher on bytes, formatted lines, hexadecimal."""


def caesar(text, shift):
    result = []
    for character in text:
        byte = ord(character)
        if 97 <= byte <= 122:
            byte = (byte - 97 + shift) % 26 + 97
        elif 65 <= byte <= 90:
            byte = (byte - 65 + shift) % 26 + 65
        result.append(chr(byte))
    return "".join(result)


def reversed_(text):
    result = ""
    for character in text:
        result = character + result
    return result


def hex_(text):
    result = ""
    for character in text:
        result += f"{ord(character):02x}"
    return result


def adler(text):
    a, b = 1, 0
    for character in text:
        a = (a + ord(character)) % 65521
        b = (b + a) % 65521
    return b * 65536 + a


def work():
    text = "The quick brown Fox jumps over the lazy Dog. " * 8
    total = 0
    for i in range(1, 13):
        line = caesar(text, i)
        line = f"{reversed_(line.upper())}|{hex_(line[:80])}|{i}:{len(line)}"
        total = (total + adler(line)) % 4294967296
    return total
