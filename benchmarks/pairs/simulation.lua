-- Objects with inheritance: kinds of accounts in a bank, calls of methods, of overridden ones, and of the parent's.
local Account = {}
Account.__index = Account

function Account.new(owner, balance)
  local self = setmetatable({}, Account)
  self:init(owner, balance)
  return self
end

function Account:init(owner, balance)
  self.owner = owner
  self.balance = balance
  self.count = 0
end

function Account:deposit(amount)
  self.balance = self.balance + amount
  self.count = self.count + 1
end

function Account:withdraw(amount)
  if amount > self:available() then return false end
  self.balance = self.balance - amount
  self.count = self.count + 1
  return true
end

function Account:available()
  return self.balance
end

function Account:month() end

local Savings = setmetatable({}, { __index = Account })
Savings.__index = Savings

function Savings.new(owner, balance, rate)
  local self = setmetatable({}, Savings)
  Account.init(self, owner, balance)
  self.rate = rate
  return self
end

function Savings:month()
  self:deposit(math.floor(self.balance * self.rate))
end

local Checking = setmetatable({}, { __index = Account })
Checking.__index = Checking

function Checking.new(owner, balance, limit)
  local self = setmetatable({}, Checking)
  Account.init(self, owner, balance)
  self.limit = limit
  return self
end

function Checking:available()
  return self.balance + self.limit
end

function Checking:month()
  if self.balance < 0 then Account.withdraw(self, 5) end
end

return function()
  local accounts, seed, refused = {}, 7, 0
  for i = 1, 30 do
    if i % 3 == 0 then accounts[i] = Account.new("a" .. i, 1000)
    elseif i % 3 == 1 then accounts[i] = Savings.new("s" .. i, 2000, 0.01)
    else accounts[i] = Checking.new("c" .. i, 500, 300) end
  end
  for _ = 1, 40 do
    for _ = 1, 100 do
      seed = seed * 16807 % 2147483647
      local from, to = accounts[seed % 30 + 1], accounts[(seed * 3) % 30 + 1]
      local amount = seed % 200
      if from:withdraw(amount) then to:deposit(amount) else refused = refused + 1 end
    end
    for _, account in ipairs(accounts) do account:month() end
  end
  local total, count = 0, 0
  for _, account in ipairs(accounts) do
    total = total + account.balance
    count = count + account.count
  end
  return string.format("%d %d %d", total, count, refused)
end
