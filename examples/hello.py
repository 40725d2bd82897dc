# A first program: functions, classes, comprehensions, formatting.

class Greeter:
    def __init__(self, greeting):
        self.greeting = greeting

    def greet(self, name, *, excited=False):
        return f"{self.greeting}, {name}{'!' if excited else '.'}"


greeter = Greeter("Hello")
for number, name in enumerate(["world", "gopher", "Monty"], start=1):
    print(f"{number}: {greeter.greet(name, excited=number % 2 == 1)}")

squares = {n: n * n for n in range(1, 6)}
print("squares:", squares, "sum:", sum(squares.values()))
