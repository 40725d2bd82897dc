# str.translate with tables of every kind: dicts whose values are characters, texts, code points and None, other mappings, errors midway.
from collections import defaultdict, UserDict
texts = ['', 'abc', 'aabbcc' * 30, 'héllo wörld', 'a\0b\x7fc', '日本abc', 'x' * 5000 + 'a']
class I(int): pass
class S(str): pass
class D(dict):
    def __missing__(self, k): return k + 1 if k < 1000 else None
class G:
    def __getitem__(self, k):
        if k == ord('b'): raise LookupError
        return chr(k).upper()
tables = [{}, str.maketrans('abc', 'xyz'), str.maketrans('abc', 'xyz', 'lo'), {97: 'XY', 98: None, 99: 'é'}, {97: 0xe9, 98: 0, 99: 127}, {97: 128, 98: I(65), 99: S('q')},
          {97: '', 98: 'b'}, {0: 'nul', 127: 1, 97: True}, {'a': 'ignored', 97.0: 'float key'}, {ord('日'): 'day', ord('ö'): 'oe'}, D({97: 'A'}), defaultdict(lambda: 'z', {97: 'a'}), UserDict({97: 98}), G(), [None] * 200, 'b' * 120, bytes(range(256))[::-1]]
for t in tables:
    for s in texts:
        try: r = s.translate(t)
        except Exception as e: r = f'{type(e).__name__}: {e}'
        print(ascii(r[:60]), len(r))
for bad in {97: -1}, {97: 0x110000}, {97: 2.5}, {98: []}, {98: b'x'}, {97: 10**30}:
    try: print('ab'.translate(bad))
    except Exception as e: print(type(e).__name__, e)
for t in None, 5:
    try: print('ab'.translate(t))
    except TypeError as e: print(e)
print(S('abc').translate({97: 'x'}), type(S('').translate({})).__name__)
class K:
    def __hash__(self): return hash(97)
    def __eq__(self, o): raise ValueError('eq')
try: print('xa'.translate({K(): 'y'}))
except ValueError as e: print(e)
