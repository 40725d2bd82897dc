# The calls of a parser with right and wrong arguments, its attributes, and what becomes of errors in handlers.
import pyexpat
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e, getattr(e,'__dict__',None), e.args)
P=pyexpat.ParserCreate
t(lambda:P(1)); t(lambda:P(namespace_separator=1)); t(lambda:P(namespace_separator='ab')); t(lambda:P(intern=1)); t(lambda:P(None,None,None).intern); t(lambda: P('x\0y')); t(lambda:P(bogus=1)); t(lambda:P(1,2,3,4)); t(lambda:P('utf-8',' ',{'a':1}).intern)
p=P()
t(lambda:p.Parse(1)); t(lambda:p.Parse('\ud800')); t(lambda:p.ParseFile(1)); 
import io
t(lambda:P().ParseFile(io.StringIO('<a/>')))
class F:
    def read(self,n): print('read',n); return b'x'*5000
t(lambda:P().ParseFile(F()))
t(lambda:p.SetBase(1)); t(lambda:p.SetBase('\xe9')); t(lambda:p.GetBase()); t(lambda:p.GetInputContext())
t(lambda:p.ExternalEntityParserCreate(1)); t(lambda:p.ExternalEntityParserCreate('', 1)); t(lambda:p.ExternalEntityParserCreate('a', None))
t(lambda:p.SetParamEntityParsing('x')); t(lambda:p.SetParamEntityParsing(7)); t(lambda:p.SetParamEntityParsing(2))
t(lambda:p.UseForeignDTD('x')); t(lambda:p.UseForeignDTD())
for a in ('buffer_text','ordered_attributes','namespace_prefixes','specified_attributes'):
    def f(): setattr(p,a,'x'); return getattr(p,a)
    t(f)
    t(lambda:delattr(p,a))
for v in ('x',0,-1,10**20,2**31,2**31-1,1.5,True,16):
    def f(): p.buffer_size=v; return p.buffer_size
    t(f)
t(lambda:delattr(p,'buffer_size')); t(lambda:delattr(p,'StartElementHandler'))
def f(): p.StartElementHandler=1; return p.StartElementHandler
t(f)
def f(): p.foo=1
t(f)
def f(): p.CurrentLineNumber=1
t(f)
def f(): p.intern={}
t(f)
for n in ('SetAllocTrackerActivationThreshold','SetAllocTrackerMaximumAmplification','SetBillionLaughsAttackProtectionActivationThreshold','SetBillionLaughsAttackProtectionMaximumAmplification'):
    for v in ('x',-1,0,0.5,1,1.5,float('nan'),float('inf'),2**64,2**63,None,1e300):
        print(n[3:20],repr(v),end=' '); t(lambda:getattr(P(),n)(v))
    c=P()
    def eh(ctx,*a):
        ch=c.ExternalEntityParserCreate(ctx)
        print('child'); t(lambda:getattr(ch,n)(5)); return 1
    c.ExternalEntityRefHandler=eh
    c.Parse('<!DOCTYPE a [<!ENTITY e SYSTEM "x">]><a>&e;</a>',True)
t(lambda:p.SetReparseDeferralEnabled('x')); t(lambda:p.GetReparseDeferralEnabled()); t(lambda:p.SetReparseDeferralEnabled(0)); t(lambda:p.GetReparseDeferralEnabled())
t(lambda:pyexpat.ErrorString(3)); t(lambda:pyexpat.ErrorString(0)); t(lambda:pyexpat.ErrorString(1000)); t(lambda:pyexpat.ErrorString('x')); t(lambda:pyexpat.ErrorString(2**40));t(lambda:pyexpat.ErrorString(-1))
p=P(); 
t(lambda:p.Parse('<a>')); t(lambda:p.UseForeignDTD()); t(lambda:p.SetParamEntityParsing(2)); t(lambda:p.Parse('</a>',True)); t(lambda:p.Parse('')); t(lambda:(p.ErrorCode,p.CurrentLineNumber,p.CurrentColumnNumber,p.CurrentByteIndex))
p=P()
def se(n,a): raise ValueError(n)
p.StartElementHandler=se; p.EndElementHandler=print; p.CharacterDataHandler=print
t(lambda:p.Parse('<a>x<b>')); print(p.StartElementHandler,p.EndElementHandler,p.ExternalEntityRefHandler); t(lambda:p.Parse('</b></a>',True)); t(lambda:p.CurrentByteIndex)
p=P()
def se(n,a): 
    t(lambda:p.GetInputContext())
    print(p.CurrentLineNumber,p.CurrentColumnNumber,p.CurrentByteIndex)
p.StartElementHandler=se
t(lambda:p.Parse('<a>x<b/><')); t(lambda:p.Parse('/a>',True))
p=P(); p.buffer_text=True; p.CharacterDataHandler=lambda s:print('data',s)
t(lambda:p.Parse('<a>hello\n<b>')); print(p.buffer_used)
t(lambda:p.Parse('<a>hello\nyou</c>')); print(p.buffer_used)
p=P(namespace_separator=''); p.StartElementHandler=print; p.EndElementHandler=print
p.Parse('<a xmlns="u" xmlns:p="v" p:x="1"><p:b/></a>',True)
print(p.intern)
p=P(namespace_separator=' '); p.ExternalEntityRefHandler=lambda c, *a: print(sorted(c.split('\f')), a) or 1
p.Parse('<!DOCTYPE a [<!ENTITY e SYSTEM "x"><!ENTITY f "&e;">]><q:a xmlns="D" xmlns:q="Q">&e;&f;</q:a>',True)
p=P(); p.ExternalEntityRefHandler=lambda c, *a: print(sorted(c.split('\f')), a) or 1
p.Parse('<!DOCTYPE a [<!ENTITY e SYSTEM "x"><!ENTITY f "&e;">]><q:a xmlns="D" xmlns:q="Q">&e;&f;</q:a>',True)
t(lambda:P('utf-16').Parse('<a/>',True)); t(lambda:P('big5').Parse(b'<a/>',True)); t(lambda:P('nope').Parse(b'<a/>',True)); t(lambda:P().Parse(b'<?xml version="1.0" encoding="nope"?><a/>',True)); t(lambda:P().Parse(b'<?xml version="1.0" encoding="big5"?><a/>',True)); t(lambda:P().Parse(b'<?xml version="1.0" encoding="rot13"?><a/>',True)); t(lambda:P().Parse(b'<?xml version="1.0" encoding="hex"?><a/>',True)); t(lambda:P().Parse(b'<?xml version="1.0" encoding="cp1252"?><a>\x80</a>',True)); t(lambda:P().Parse(b'<?xml version="1.0" encoding="utf-16"?><a/>',True)); t(lambda:P().Parse('\ufeff<a<',True)); t(lambda:P().Parse('\ufeff<a<'.encode('utf-16'),True)); t(lambda:P().Parse('<a<'.encode('utf-16-le'),True)); t(lambda:P().Parse('<a<'.encode('utf-16-be'),True)); t(lambda:P().Parse('<a>'.encode('utf-16')+b'x',True)); t(lambda:P().Parse('<a>'.encode('utf-16-le')+b'\x00\xd8',True));t(lambda:P().Parse('<a>'.encode('utf-16-le')+b'\x00\xd8a\0</a>',True));t(lambda:P().Parse('<a>'.encode('utf-16-le')+b'\x00\xdca\0',True))
import pyexpat.errors as E, xml.parsers.expat as X
print(X.errors is E, X.model.__name__, X.ExpatError, X.XMLParserType, X.features)
print({n: v for n, v in vars(E).items() if n[0] != '_'})
print({n: v for n, v in vars(X.model).items() if n[0] != '_'})
class Interned(dict): pass
d = Interned()
p = P(intern=d); p.StartElementHandler = lambda n, a: print(n is d[n], a)
p.Parse('<a b="1"><a b="2"/></a>', True); print(d)
p = P(); p.ordered_attributes = p.specified_attributes = True; p.StartElementHandler = print
p.Parse('<!DOCTYPE a [<!ATTLIST a x CDATA "1" y CDATA "2">]><a y="3" z="4"/>', True)
p = P(namespace_separator='!'); p.namespace_prefixes = True; p.StartElementHandler = print
p.Parse('<p:a xmlns:p="u" p:b="1" c="2"><p:d/></p:a>', True)
