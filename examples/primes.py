"""Prime numbers by a generator: a sieve that grows as it is asked for more."""


def primes():
    composites = {}
    candidate = 2
    while True:
        factor = composites.pop(candidate, None)
        if factor is None:
            yield candidate
            composites[candidate * candidate] = candidate
        else:
            multiple = candidate + factor
            while multiple in composites:
                multiple += factor
            composites[multiple] = factor
        candidate += 1


for index, prime in enumerate(primes(), 1):
    if index in (1, 10, 100, 1000):
        print(f"prime number {index:>4} is {prime:>5}")
    if index >= 1000:
        break
