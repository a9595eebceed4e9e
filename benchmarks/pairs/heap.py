"""A priority queue in an array: events in the order of their time."""


class Event:
    def __init__(self, time, name):
        self.time = time
        self.name = name


class Heap:
    def __init__(self):
        self.entries = []

    def push(self, time, name):
        entries = self.entries
        place = len(entries)
        entry = Event(time, name)
        entries.append(entry)
        while place > 0:
            parent = (place - 1) // 2
            above = entries[parent]
            if above.time <= time:
                break
            entries[place] = above
            place = parent
        entries[place] = entry

    def pop(self):
        entries = self.entries
        last = entries.pop()
        size = len(entries)
        if size == 0:
            return last
        top = entries[0]
        place, time = 0, last.time
        while True:
            child = 2 * place + 1
            if child >= size:
                break
            below = entries[child]
            if child + 1 < size and entries[child + 1].time < below.time:
                child += 1
                below = entries[child]
            if time <= below.time:
                break
            entries[place] = below
            place = child
        entries[place] = last
        return top


def work():
    heap, seed, checksum = Heap(), 3, 0
    for i in range(1, 301):
        seed = seed * 16807 % 2147483647
        heap.push(seed % 100000 * 1000 + i, "event")
    for i in range(1, 2001):
        event = heap.pop()
        checksum = (checksum * 31 + event.time) % 1000003
        seed = seed * 16807 % 2147483647
        heap.push(event.time + seed % 5000 * 1000 + i, "again")
    while heap.entries:
        checksum = (checksum * 31 + heap.pop().time) % 1000003
    return checksum
