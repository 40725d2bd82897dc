"""Pancake flips over all permutations: list indexing, slices, small loops."""


def fannkuch(n):
    counts = list(range(1, n + 1))
    permutation = list(range(n))
    most, checksum, sign, r = 0, 0, 1, n
    while True:
        while r != 1:
            counts[r - 1] = r
            r -= 1
        if permutation[0]:
            flipped = permutation[:]
            flips = 0
            while first := flipped[0]:
                flipped[:first + 1] = flipped[first::-1]
                flips += 1
            most = max(most, flips)
            checksum += sign * flips
        while True:
            if r == n:
                return checksum, most
            permutation.insert(r, permutation.pop(0))
            counts[r] -= 1
            if counts[r] > 0:
                break
            r += 1
        sign = -sign if r & 1 else sign
        r = r or 1


print(fannkuch(8))
print(fannkuch(8))
