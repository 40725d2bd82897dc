"""Strings that are built and taken apart: +=, join, slices, formatting, Unicode."""


def roman(n):
    out = ''
    for value, digits in ((1000, 'M'), (900, 'CM'), (500, 'D'), (400, 'CD'), (100, 'C'), (90, 'XC'), (50, 'L'), (40, 'XL'), (10, 'X'), (9, 'IX'), (5, 'V'), (4, 'IV'), (1, 'I')):
        while n >= value:
            out += digits
            n -= value
    return out


def caesar(text, shift):
    out = []
    for c in text:
        if 'a' <= c <= 'z':
            c = chr((ord(c) - 97 + shift) % 26 + 97)
        elif 'A' <= c <= 'Z':
            c = chr((ord(c) - 65 + shift) % 26 + 65)
        out.append(c)
    return ''.join(out)


def palindrome(text):
    text = ''.join(c for c in text.lower() if c.isalnum())
    return text == text[::-1]


big = ''
for i in range(60000):
    big += 'ab' if i & 1 else 'cd'
print(len(big), big.count('abc'), big.find('dd'))
print(sum(len(roman(n)) for n in range(1, 4000)))
text = 'The quick brown fox jumps over the lazy dog. ' * 150
print(caesar(caesar(text, 3), -3) == text, sum(palindrome('A man, a plan, a canal: Panama') for _ in range(1500)))
rows = [f'{i:>6d}|{i * 1.5:<10.3f}|{"x" * (i % 5):^7}|{i:#x}|{i!r}' for i in range(15000)]
print(len('\n'.join(rows)), rows[-1])
old = ['%5d %-8s %.2f' % (i, 'ab', i / 3) for i in range(15000)]
print(old[-1], sum(len('{:03d}-{name}'.format(i, name='n')) for i in range(15000)))
wide = 'αβγ δεζ ηθι κλμ ' * 300
print(sum(wide[i] == 'κ' for i in range(len(wide))), len(wide.upper().split()), wide.translate({ord('α'): 'a'}).count('a'))
