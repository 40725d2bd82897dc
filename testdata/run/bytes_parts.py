# Parts of bytes, bytearrays and strs by split(), partition() and the like, with random contents; percent formats; odd arguments.
import random
random.seed(3)
class B(bytes): pass
al=b'ab c,\t\n\r\x0b\x0c\x1c\x85\xff=,,  '
import hashlib
h=hashlib.md5()
def rec(*a): h.update(repr(a).encode())
for k in range(400):
    b=bytes(random.choice(al) for _ in range(random.randrange(0,random.choice((3,12,40,200)))))
    for t in (bytes,bytearray,B):
        x=t(b)
        rec(x.split(), x.split(None,random.randrange(-1,4)), x.split(b','), x.split(b',',2), x.split(b', '),x.rsplit(),x.rsplit(None,2),x.rsplit(b',',1),x.rsplit(b',  '),x.splitlines(),x.splitlines(True))
        rec([type(i) for i in x.split(b',')+x.split()+x.rsplit()+x.splitlines()])
        rec(x.partition(b','),x.rpartition(b'='),x.partition(b'=,'),[type(i) for i in x.partition(b'b')])
        rec(x.strip(),x.lstrip(b'ab'),x.rstrip(b' '),x.upper(),x.lower(),x.swapcase(),x.title(),x.capitalize())
        rec(x.replace(b'a',b'xyz'),x.replace(b'a',b'',2),x.replace(b', ',b'=='),x.replace(b'',b'-'),x.replace(b'',b'-',2))
        n=random.randrange(-5,6)
        if len(x)<60: rec(x.hex(),x.hex(':',n),x.hex('-'),x.hex(b' ',n or 2))
        rec(x.find(b'a'),x.find(b'a',2),x.find(b'a',2,n),x.rfind(b','),x.count(b' ',1),x.count(b'a'),x.startswith(b'a'),x.startswith(b'b',1,3),x.endswith((b'a',b',')),x.endswith(b' ',n))
        c=x.split(b','); 
        if len(c)==2: p,q=x.split(b','); rec(p,q)
        l,m,r=x.partition(b','); rec(l,m,r, x.partition(b' ')[2], x.split(b',')[0], x.rsplit(b' ')[-1])
        keep=x.partition(b','); l,m,r=x.partition(b'a'); rec(keep,l,m,r)
    s=b.decode('latin-1')
    s2=s.replace('\x85','é')
    s3=b.decode('ascii','ignore')
    for x in (s,s2,s3):
        rec(x.split(),x.split(','),x.split(', '),x.split(None,2),x.rsplit(',',2),x.partition(','),x.rpartition(' '),x.splitlines())
        keep=x.partition(','); l,m,r=x.partition('a'); rec(keep,l,m,r)
    rec(b'%s|%5s|%-5s|%.2s|%r|%a|%c' % (b[:9],b[:3],b[:3],b,b[:9],b[:9],k%256), b'%d %5d %-5d %05d %x %#x %f %5.1f'%(k,k,k,k,k,k,k/7,k/9), b'%(a)s'%{b'a':b[:5]})
    rec('%s|%5s|%-5s|%.2s|%r|%a|%c' % (s[:9],s[:3],s[:3],s,s[:9],s[:9],k%3000), '%s'%s, '%s'%(s,), '%5s%%'%s2[:4],'%.3s'%s2, '%-9.3s|'%s2)
    if k%40==39: print(k,h.hexdigest())
s='q'*3; assert '%s'%s is s
class S(str): pass
print(type('%s'%S('a')), type(b'%s'%b'a'), type(bytearray(b'%s')%b'a'))
for f,a in ((b'%s','x'),(b'%c',b'ab'),(b'%d','x'),(b'%s %s',b'x'),(b'%',1),(b'%z',1),('%s %s','x'),('%c','ab')):
    try: f%a
    except Exception as e: print(type(e).__name__,e)
for f in ('split','rsplit','strip','find','count','startswith','replace','partition','rstrip','index'):
    for a in ((),(1,),(b'',),('x',),(b'a',b'b',b'c'),(b'a',1,2,3,4),(None,None),(b'a','x'),(b'a',None,None)):
        try: r=getattr(b'xaya',f)(*a)
        except Exception as e: r=(type(e).__name__,str(e))
        print(f,a,r)
print(b'a b'.split(maxsplit=1),b'a,b'.split(sep=b','), b'a b'.rsplit(maxsplit=0), 'a b'.split(maxsplit=1))
print(h.hexdigest())
