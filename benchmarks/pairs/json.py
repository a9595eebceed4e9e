"""JSON written and read by hand."""

import re

SPECIAL = re.compile(r'["\\\n\t]')
ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def encode_string(text):
    return '"' + SPECIAL.sub(lambda match: ESCAPES[match[0]], text) + '"'


def encode(value):
    if isinstance(value, str):
        return encode_string(value)
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, (int, float)):
        return f"{value:g}"
    if isinstance(value, list):
        return "[" + ",".join([encode(item) for item in value]) + "]"
    return "{" + ",".join([encode_string(name) + ":" + encode(value[name]) for name in sorted(value)]) + "}"


QUOTE_OR_BACKSLASH = re.compile(r'["\\]')
NUMBER = re.compile(r"-?\d+\.?\d*")
UNESCAPED = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}


def decode_string(text, place):
    parts = []
    while True:
        stop = QUOTE_OR_BACKSLASH.search(text, place).start()
        parts.append(text[place:stop])
        if text[stop] == '"':
            return "".join(parts), stop + 1
        parts.append(UNESCAPED[text[stop + 1]])
        place = stop + 2


def decode_array(text, place):
    result = []
    if text[place] == "]":
        return result, place + 1
    while True:
        item, place = decode(text, place)
        result.append(item)
        separator = text[place]
        place += 1
        if separator == "]":
            return result, place


def decode_object(text, place):
    result = {}
    if text[place] == "}":
        return result, place + 1
    while True:
        name, place = decode_string(text, place + 1)
        result[name], place = decode(text, place + 1)
        separator = text[place]
        place += 1
        if separator == "}":
            return result, place


def decode(text, place):
    character = text[place]
    if character == '"':
        return decode_string(text, place + 1)
    if character == "{":
        return decode_object(text, place + 1)
    if character == "[":
        return decode_array(text, place + 1)
    if text[place:place + 4] == "true":
        return True, place + 4
    if text[place:place + 5] == "false":
        return False, place + 5
    number = NUMBER.match(text, place)[0]
    return float(number) if "." in number else int(number), place + len(number)


def sample():
    people = []
    for i in range(1, 101):
        people.append({
            "name": f"Person {i}", "age": 20 + i % 50, "tags": ["alpha", 'be"ta', "line\nbreak"], "active": i % 3 == 0,
            "address": {"street": f"{i} Main\\Street", "zip": 10000 + i, "coordinates": [i / 4, -i / 8, 0.5]},
        })
    return {"people": people, "version": 2}


def work():
    text = encode(sample())
    total = 0
    for _ in range(3):
        data, _ = decode(text, 0)
        text = encode(data)
        total += len(data["people"][-1]["tags"][1]) + data["people"][9]["address"]["zip"]
    return len(text) + total
