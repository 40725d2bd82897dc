"""Differences of texts in three forms."""
import difflib


class random:
    state = 5

    @classmethod
    def random(cls):
        cls.state = (cls.state * 1103515245 + 12345) % 2**31
        return cls.state / 2**31

    @classmethod
    def randrange(cls, n):
        return int(cls.random() * n)

    @classmethod
    def randint(cls, low, high):
        return low + cls.randrange(high - low + 1)

    @classmethod
    def choice(cls, items):
        return items[cls.randrange(len(items))]

    @classmethod
    def choices(cls, items, k):
        return [cls.choice(items) for _ in range(k)]


words='alpha beta gamma delta eps zeta\n'.split()
for k in range(12):
    a=[' '.join(random.choices(words,k=random.randint(0,4)))+'\n' for _ in range(random.randint(0,14))]
    b=a[:]
    for _ in range(random.randint(0,6)):
        if not b: b.append('new line\n'); continue
        i=random.randrange(len(b)); op=random.random()
        if op<.3: del b[i]
        elif op<.6: b.insert(i, random.choice(words)+' x\n')
        else: b[i]=b[i][:random.randint(0,9)]+random.choice('xyz \t')+b[i][random.randint(0,9):]
    print(''.join(difflib.ndiff(a,b))); print(''.join(difflib.unified_diff(a,b,'a','b',n=k%4))); print(''.join(difflib.context_diff(a,b,'a','b','d','e',n=k%4)))
    s=difflib.SequenceMatcher(None,''.join(a),''.join(b)); print(s.ratio(), s.quick_ratio(), s.get_matching_blocks()[:5], list(difflib.get_close_matches('beta',a)))
