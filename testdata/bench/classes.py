"""Classes made and used: metaclasses, properties, descriptors, inheritance, slots, dunders."""


class Field:
    def __init__(self, kind, default):
        self.kind, self.default = kind, default

    def __set_name__(self, owner, name):
        self.name = '_' + name

    def __get__(self, instance, owner=None):
        return self if instance is None else instance.__dict__.get(self.name, self.default)

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(self.name)
        instance.__dict__[self.name] = value


class Meta(type):
    registry = {}

    def __new__(mcls, name, bases, namespace, **options):
        cls = super().__new__(mcls, name, bases, namespace)
        cls.fields = [k for k, v in namespace.items() if isinstance(v, Field)]
        mcls.registry[name] = cls
        return cls


class Model(metaclass=Meta):
    def __init__(self, **values):
        for name, value in values.items():
            setattr(self, name, value)

    def __repr__(self):
        return f'{type(self).__name__}({", ".join(f"{k}={getattr(self, k)!r}" for k in self.fields)})'

    def __eq__(self, other):
        return type(self) is type(other) and all(getattr(self, k) == getattr(other, k) for k in self.fields)


class Person(Model):
    name = Field(str, '')
    age = Field(int, 0)


class Account:
    __slots__ = ('_balance', 'owner')
    rate = 0.02

    def __init__(self, owner, balance=0):
        self.owner = owner
        self._balance = balance

    @property
    def balance(self):
        return self._balance

    @balance.setter
    def balance(self, value):
        if value < 0:
            raise ValueError('negative')
        self._balance = value

    @classmethod
    def empty(cls, owner):
        return cls(owner)

    @staticmethod
    def fee(amount):
        return amount // 100

    def deposit(self, amount):
        self.balance += amount - self.fee(amount)
        return self


class Savings(Account):
    __slots__ = ('years',)

    def __init__(self, owner, balance=0, years=1):
        super().__init__(owner, balance)
        self.years = years

    def deposit(self, amount):
        super().deposit(amount)
        self.years += 1
        return self


people = [Person(name=f'p{i}', age=i % 80) for i in range(8000)]
print(len(Meta.registry), people[3], sum(p.age for p in people), people[5] == Person(name='p5', age=5))
total = 0
for i in range(30000):
    account = Savings('x', 10) if i & 1 else Account.empty('y')
    total += account.deposit(500).deposit(i).balance
print(total)
made = []
for i in range(900):
    class Point:
        x: int
        origin = i

        def __init__(self, x):
            self.x = x

        def shift(self, d):
            return type(self)(self.x + d)

    made.append(type(f'Sub{i}', (Point,), {'extra': i, 'double': lambda self: self.x * 2})(i).shift(1).double())
print(sum(made))
