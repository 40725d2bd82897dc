"""Constraint propagation: a solver of equations between variables, as a planner has it, and a logic puzzle."""

import itertools


class Variable:
    def __init__(self, name, domain):
        self.name = name
        self.domain = set(domain)
        self.constraints = []


class Constraint:
    def __init__(self, test, *variables):
        self.test = test
        self.variables = variables
        for v in variables:
            v.constraints.append(self)

    def revise(self):
        changed = []
        for k, v in enumerate(self.variables):
            other = self.variables[1 - k]
            keep = {a for a in v.domain if any(self.test(a, b) if k == 0 else self.test(b, a) for b in other.domain)}
            if keep != v.domain:
                v.domain = keep
                changed.append(v)
        return changed


def propagate(constraints):
    queue = list(constraints)
    steps = 0
    while queue:
        constraint = queue.pop()
        steps += 1
        for v in constraint.revise():
            for c in v.constraints:
                if c is not constraint and c not in queue:
                    queue.append(c)
    return steps


def planner(n):
    variables = [Variable(f'v{i}', range(40)) for i in range(n)]
    constraints = [Constraint(lambda a, b: a + 2 <= b, variables[i], variables[i + 1]) for i in range(n - 1)]
    constraints += [Constraint(lambda a, b: (a + b) % 3 != 1, variables[i], variables[(i * 5 + 3) % n]) for i in range(n) if i != (i * 5 + 3) % n]
    steps = propagate(constraints)
    return steps, [min(v.domain, default=None) for v in variables]


def zebra():
    houses = first, _, middle, _, _ = range(5)
    orders = list(itertools.permutations(houses))
    right = lambda a, b: a - b == 1
    near = lambda a, b: abs(a - b) == 1
    for red, green, ivory, yellow, blue in orders:
        if not right(green, ivory):
            continue
        for english, spaniard, ukrainian, japanese, norwegian in orders:
            if english != red or norwegian != first or not near(norwegian, blue):
                continue
            for coffee, tea, milk, juice, water in orders:
                if coffee != green or ukrainian != tea or milk != middle:
                    continue
                for old, kools, chester, lucky, parliament in orders:
                    if kools != yellow or lucky != juice or japanese != parliament:
                        continue
                    for dog, snails, fox, horse, zebra in orders:
                        if spaniard == dog and old == snails and near(chester, fox) and near(kools, horse):
                            return zebra, water


print(planner(16))
print(zebra())
