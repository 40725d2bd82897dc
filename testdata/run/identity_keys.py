"""Endings of paths; tuples of classes and of instances that are equal to themselves only, as keys and compared; lru_cache with types."""

from posixpath import splitext
from pathlib import PurePosixPath as P, PureWindowsPath as W
for n in ['','a','a.b','.a','..a','...','a.','a..','..a.b','.a.b','a.b.c','a/.b','a./b','a.b/c','a/b.c','/','/.','/..','./.a.','a/..b','a.b/','x/...y.z','a .b','é.ü']:
    print(repr(n), splitext(n), splitext(n.encode()), P(n).stem, P(n).suffix, P(n).suffixes, W(n).stem, W(n).suffix)


class S(str):
    pass


print(splitext(S('a.b')), splitext(S('a')), type(splitext(S('a'))[0]).__name__)


class A:
    pass


class B:
    def __hash__(self): return 1
    def __eq__(self, o): return True
class M(type):
    def __hash__(self): return 5
    def __eq__(self, o): return True


class C(metaclass=M):
    pass


class D(metaclass=M):
    pass


a,b,x,y=A(),A(),B(),B()
d={(a,1):'a1',(int,str):'is',(x,2):'x2',(C,1):'c'}
print(d.get((a,1)),d.get((b,1)),d.get((int,str)),d.get((int,int)),d.get((y,2)),d.get((D,1)),(a,1)==(a,1),(a,1)==(b,1),(a,1)!=(b,1),(int,1)==(str,1),(C,1)==(D,1),(x,)==(y,),(a,)==(x,),hash((a,1))==hash((a,1)),hash((int,str))==hash((int,str)))
try:
    (a, 1) < (b, 1)
except TypeError as error:
    print(error)
print((a,1)<(a,2), ((a,1),2)==((a,1),2), {(a,b),(a,b),(b,a)}.__len__())
A.__eq__=lambda s,o:True
A.__hash__=lambda s:7
print((a,9)==(b,9),{(a,9):1}.get((b,9)))
from functools import lru_cache
@lru_cache(typed=True)
def f(*a,**k): return len(f_calls) if f_calls.append(a) else len(f_calls)
f_calls=[]
print(f(1),f(1.0),f(True),f(1),f(1,2),f(1,2.0),f(1,2),f('a'),f('a'),f(),f(),f(a=1),f(a=1.0),f(1,2,3,4),f(1,2,3,4),f(1,2,3,4,5),f(1,2,3,4,5),f(None),f(None),f((1,)),f((1,)),f((1.0,)),f.cache_info())
