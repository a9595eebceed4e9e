"""Templates: placeholders replaced by values, conditional lines, HTML escaped."""

import re

PAGE = """\
<html><head><title>{{title}}</title></head>
<body class="{{class}}">
<h1>{{title}}</h1>
{{rows}}
<p>{{footer}} &mdash; {{missing}}</p>
</body></html>
"""
ROW = '<tr id="r{{id}}"><td>{{name}}</td><td>{{price}}</td><td>{{note}}</td></tr>'

ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;"}
SPECIAL = re.compile('[<>&"]')
PLACEHOLDER = re.compile(r"{{(\w+)}}")


def escape(text):
    return SPECIAL.sub(lambda match: ENTITIES[match[0]], text)


def render(template, values):
    def value_of(match):
        value = values.get(match[1])
        return "" if value is None else str(value)
    return PLACEHOLDER.sub(value_of, template)


def work():
    total = 0
    for number in range(1, 11):
        rows = []
        for id in range(1, 101):
            rows.append(render(ROW, {
                "id": id, "name": escape(f"Item <{id}> & more"), "price": f"{id * 1.25:.2f}",
                "note": escape('"even"') if id % 2 == 0 else "odd",
            }))
        text = render(PAGE, {
            "title": escape(f"Report & <list> {number}"), "class": "plain", "rows": "\n".join(rows), "footer": "end",
        })
        total += len(text)
    return total
