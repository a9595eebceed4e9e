"""Permutations in arrays of small integers: element reads and writes, swaps, while loops."""


def fannkuch(n):
    p, s, sign, maxflips, total = list(range(n)), list(range(n)), 1, 0, 0
    while True:
        first = p[0]
        if first:
            q = p[:]
            flips = 1
            while True:
                head = q[first]
                if not head:
                    break
                q[first] = first
                if first >= 3:
                    i, j = 1, first - 1
                    while i < j:
                        q[i], q[j] = q[j], q[i]
                        i, j = i + 1, j - 1
                first = head
                flips += 1
            total += sign * flips
            if flips > maxflips:
                maxflips = flips
        if sign == 1:
            p[0], p[1], sign = p[1], p[0], -1
        else:
            p[1], p[2], sign = p[2], p[1], 1
            for i in range(2, n):
                left = s[i]
                if left:
                    s[i] = left - 1
                    break
                if i == n - 1:
                    return f"{total} {maxflips}"
                s[i] = i
                head = p[0]
                for j in range(i + 1):
                    p[j] = p[j + 1]
                p[i + 1] = head


def work():
    return fannkuch(7)
