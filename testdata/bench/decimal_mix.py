# Decimal arithmetic as programs of money and of science do it.
from decimal import Decimal, getcontext, localcontext, ROUND_HALF_EVEN

CENT = Decimal('0.01')
prices = [Decimal(n * 37 % 10007) / 100 for n in range(2000)]
total = Decimal(0)
for _ in range(20):
    for price in prices:
        taxed = (price * Decimal('1.19')).quantize(CENT, rounding=ROUND_HALF_EVEN)
        total += taxed
        if taxed > 50:
            total -= 1
print(total)


def e(digits):
    with localcontext() as context:
        context.prec = digits
        term = result = Decimal(1)
        for n in range(1, 200):
            term /= n
            result += term
        return result


for digits in (28, 50, 100):
    for _ in range(20):
        value = e(digits)
    print(value)
print(sum(Decimal(n).sqrt() for n in range(1, 2000)))
texts = [str(price * n) for n, price in enumerate(prices)]
print(len(''.join(texts)), max(map(Decimal, texts)), f'{total:,.2f}')
getcontext().prec = 60
print(sum((Decimal(n) / 7).ln() for n in range(1, 60)))
