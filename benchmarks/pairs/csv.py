"""Comma-separated values read character by character, with quotes; columns summed by group."""


def source():
    lines = ["id,name,group,amount"]
    for i in range(1, 301):
        lines.append(f'{i},"Name, {i} ""x""",g{i % 7},{i * 3 % 100}.5')
    return "\n".join(lines) + "\n"


TEXT = source()


def parse(text):
    rows, row, field, quoted = [], [], [], False
    i, length = 0, len(text)
    while i < length:
        c = text[i]
        if quoted:
            if c == '"':
                if text[i + 1] == '"':
                    field.append('"')
                    i += 1
                else:
                    quoted = False
            else:
                field.append(c)
        elif c == '"':
            quoted = True
        elif c == ",":
            row.append("".join(field))
            field = []
        elif c == "\n":
            row.append("".join(field))
            rows.append(row)
            row, field = [], []
        else:
            field.append(c)
        i += 1
    return rows


def work():
    rows = parse(TEXT)
    sums, names = {}, 0
    for _, name, group, amount in rows[1:]:
        sums[group] = sums.get(group, 0) + float(amount)
        names += len(name)
    return f"{len(rows)} {names} {sums['g3']:.1f}"
