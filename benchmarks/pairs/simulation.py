"""Objects with inheritance: kinds of accounts in a bank, calls of methods, of overridden ones, and of the parent's."""

from math import floor


class Account:
    def __init__(self, owner, balance):
        self.owner = owner
        self.balance = balance
        self.count = 0

    def deposit(self, amount):
        self.balance += amount
        self.count += 1

    def withdraw(self, amount):
        if amount > self.available():
            return False
        self.balance -= amount
        self.count += 1
        return True

    def available(self):
        return self.balance

    def month(self):
        pass


class Savings(Account):
    def __init__(self, owner, balance, rate):
        super().__init__(owner, balance)
        self.rate = rate

    def month(self):
        self.deposit(floor(self.balance * self.rate))


class Checking(Account):
    def __init__(self, owner, balance, limit):
        super().__init__(owner, balance)
        self.limit = limit

    def available(self):
        return self.balance + self.limit

    def month(self):
        if self.balance < 0:
            super().withdraw(5)


def work():
    accounts, seed, refused = [], 7, 0
    for i in range(1, 31):
        if i % 3 == 0:
            accounts.append(Account(f"a{i}", 1000))
        elif i % 3 == 1:
            accounts.append(Savings(f"s{i}", 2000, 0.01))
        else:
            accounts.append(Checking(f"c{i}", 500, 300))
    for _ in range(40):
        for _ in range(100):
            seed = seed * 16807 % 2147483647
            source, target = accounts[seed % 30], accounts[seed * 3 % 30]
            amount = seed % 200
            if source.withdraw(amount):
                target.deposit(amount)
            else:
                refused += 1
        for account in accounts:
            account.month()
    total = sum(account.balance for account in accounts)
    count = sum(account.count for account in accounts)
    return f"{total} {count} {refused}"
