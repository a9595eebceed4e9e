"""Lines of a log taken apart by a pattern, and counted by status, path and hour."""

import re

PATHS = ["/index.html", "/images/logo.png", "/api/v1/users", "/api/v1/orders?id=7", "/favicon.ico"]


def lines():
    result = []
    seed = 42
    for i in range(1, 1501):
        seed = seed * 16807 % 2147483647
        result.append('10.0.%d.%d - - [%02d/Mar/2021:%02d:%02d:00 +0000] "%s %s HTTP/1.1" %d %d' % (
            i % 7, i % 251, i % 28 + 1, i % 24, i % 60, "POST" if seed % 5 == 0 else "GET", PATHS[seed % 5],
            404 if seed % 11 == 0 else 200, seed % 5000))
    return result


LOG = lines()
PATTERN = re.compile(
    r'(\S+) \S+ \S+ \[(\d+)/([A-Za-z]+)/(\d+):(\d+):\d+:\d+ [^\]]*\] "([A-Z]+) (\S+) [^"]*" (\d+) (\d+)')
PAGE = re.compile(r"[^?]*")


def work():
    status, pages, hours, size_of_all, failed = {}, {}, {}, 0, 0
    for line in LOG:
        match = PATTERN.fullmatch(line)
        if match:
            _, _, _, _, hour, method, path, code, size = match.groups()
            status[code] = status.get(code, 0) + 1
            page = PAGE.match(path)[0]
            pages[page] = pages.get(page, 0) + (1 if method == "GET" else 0)
            hours[int(hour)] = hours.get(int(hour), 0) + 1
            size_of_all += int(size)
        else:
            failed += 1
    return f"{status['200']} {status['404']} {pages['/api/v1/orders']} {hours[23] + size_of_all} {failed}"
