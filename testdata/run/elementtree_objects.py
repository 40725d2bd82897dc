# Elements, builders and parsers of module _elementtree: what they do, and what they say to wrong arguments.
import _elementtree as C, copy, pickle, io, sys, warnings
import xml.etree.ElementTree as ET
warnings.simplefilter('ignore')
def t(f):
    try: r=f(); print(ascii(r) if not isinstance(r,C.Element) else ('El',getattr(r.tag,'__name__',r.tag),r.attrib,r.text,r.tail,len(r)))
    except BaseException as e: print(type(e).__name__, ascii(str(e)))
E=C.Element
t(lambda:E()); t(lambda:E(1)); t(lambda:E('a',1)); t(lambda:E('a',{'b':1},c=2)); t(lambda:E('a',attrib={'x':1},c=2)); t(lambda:E('a',attrib=3)); t(lambda:E('a',{},{})); t(lambda:E(tag='a')); t(lambda:E('a',None)); t(lambda:E('a',{'q':1},attrib={'x':2}))
t(lambda:C.SubElement()); t(lambda:C.SubElement(1,'a')); e=E('p'); t(lambda:C.SubElement(e,'a',{'b':1},c=2)); t(lambda:C.SubElement(e,'a',attrib={'x':1},c=2)); t(lambda:C.SubElement(e,'a',3)); t(lambda:C.SubElement(e,'a',attrib=3)); t(lambda:C.SubElement(e))
e=E('p',{'k':'v'}); c=C.SubElement(e,'c'); d=C.SubElement(e,'d'); e.text='T'; e.tail='L'; d.text='dt'
for a in (0,1,-1,2,-3,'x',1.5,None,slice(0,1),slice(None,None,-1),slice(0,9,0)):
    t(lambda:e[a] if not isinstance(a,slice) else [x.tag for x in e[a]])
def s(k,v):
    def f():
        x=copy.copy(e); x[k]=v; return [y.tag for y in x]
    t(f)
n=E('n'); m=E('m')
for k,v in ((0,n),(-1,n),(2,n),(5,n),(0,1),('x',n),(slice(0,1),[n,m]),(slice(0,0),[n]),(slice(None),[]),(slice(None,None,2),[n]),(slice(None,None,2),[n,m]),(slice(None,None,-1),[n,m]),(slice(0,1),5),(slice(0,1),[1]),(slice(0,1),n),(slice(5,1),[n]),(slice(0,2,2),[]),(slice(0,1,2),[])): s(k,v)
def dl(k):
    def f():
        x=copy.copy(e); del x[k]; return [y.tag for y in x]
    t(f)
for k in (0,-1,2,'x',slice(0,1),slice(None),slice(None,None,2),slice(None,None,-1),slice(5,9)): dl(k)
t(lambda:e.append(1)); t(lambda:e.insert(0,1)); t(lambda:e.insert('x',n)); t(lambda:e.extend(1)); t(lambda:e.extend([1])); t(lambda:e.extend([n,2])); t(lambda:[x.tag for x in e]); t(lambda:e.remove(n)); t(lambda:e.remove(n)); t(lambda:e.remove(1)); t(lambda:e.insert(-100,n)); t(lambda:e.insert(100,m)); t(lambda:e.insert(-1,m)); t(lambda:[x.tag for x in e])
for f in ('find','findtext','findall','iterfind'):
    for p in ('c','d','zz','./d','{*}c','*',None,1,'.//d','d/',):
        t(lambda:(lambda r: [x.tag for x in r] if f in('findall','iterfind') else r)(getattr(e,f)(p)))
t(lambda:e.findtext('zz','def')); t(lambda:e.findtext('c')); t(lambda:e.find('p:c',{'p':''})); t(lambda:e.find('c',namespaces={'':'u'})); t(lambda:e.find()); t(lambda: e.find('c',{'a':'b'}))
t(lambda:e.get('k')); t(lambda:e.get('z',9)); t(lambda:e.get(key='k')); t(lambda:e.set('a',1)); t(lambda:e.keys()); t(lambda:e.items()); t(lambda:E('q').keys()); t(lambda:e.set(1)); t(lambda:e.get([]));
t(lambda:e.makeelement('x',{'y':1})); t(lambda:e.makeelement('x',3))
t(lambda:bool(e)); t(lambda:bool(E('z'))); t(lambda:len(e))
i=e.iter(); t(lambda:type(i).__name__); t(lambda:type(i)); t(lambda:[x.tag for x in e.iter('d')]); t(lambda:[x.tag for x in e.iter('*')]); t(lambda:[x.tag for x in e.iter(None)]); t(lambda:[x.tag for x in e.iter(tag='c')]); t(lambda:type(i)()); t(lambda:list(e.itertext())); t(lambda:e.iter('a','b'))
t(lambda:repr(E('a'))[:13]); t(lambda:repr(E(''))[:12]); t(lambda:repr(E(None))[:12]); 
class S(E):
    def __init__(self,*a): super().__init__(*a); self.z=1
t(lambda:repr(S('a'))[:9]); t(lambda:type(copy.copy(S('a')))); t(lambda:type(copy.deepcopy(S('a')))); t(lambda:S('a').makeelement('b',{})); t(lambda:type(S('a').makeelement('b',{})))
x=E('r'); x.append(x); t(lambda:repr(x)[:11])
class R(str):
    def __repr__(self): return repr(y)
y=E(R('q')); t(lambda:repr(y))
for a in ('tag','text','tail','attrib'):
    def f(): z=E('a'); delattr(z,a); return getattr(z,a)
    t(f)
def f(): z=E('a'); z.attrib=3; return z.attrib
t(f)
def f(): z=E('a'); z.attrib={'1':2}; z.text=5; z.tail=[1]; z.tag=None; return z
t(f)
def f(): z=E('a'); z.foo=1
t(f)
z=copy.copy(e); t(lambda:z.attrib is e.attrib); t(lambda:z is not e and z[0] is e[0]); t(lambda:E('a',{}).attrib is E('a',{}).attrib)
z=copy.deepcopy(e); t(lambda:(z[0] is e[0], z.attrib is e.attrib, z.attrib==e.attrib))
at={'a':1}; t(lambda:E('a',at).attrib is at); t(lambda:e.makeelement('a',at).attrib is at)
t(lambda:e.__getstate__().keys()); t(lambda:E('x').__getstate__()); t(lambda:e.__setstate__(1)); t(lambda:E('q').__setstate__({'tag':'w','text':'1','tail':'2','attrib':{'q':1},'_children':[e]})); t(lambda:E('q').__setstate__({'tag':'w','_children':[1]}));t(lambda:E('q').__setstate__({})); t(lambda:E('q').__setstate__({'tag':'t','attrib':3})); t(lambda:E('q').__setstate__({'tag':'t','_children':3}))
t(lambda:pickle.loads(pickle.dumps(e))); t(lambda:e.__reduce_ex__(2)[0].__name__); t(lambda: sorted(e.__reduce_ex__(2)[2]))
t(lambda:e.clear()); t(lambda:e); t(lambda:E.__new__(E)); t(lambda:E.__new__(E).tag);t(lambda:e==e);t(lambda:hash(e)==hash(e)); t(lambda: E('a').__deepcopy__({})); t(lambda: E('a').__deepcopy__(1)); t(lambda: E('a').__copy__())
T=C.TreeBuilder
t(lambda:T(1)); t(lambda:T(bogus=1)); t(lambda:T(None,1)); b=T(); t(lambda:b.start('a',{})); t(lambda:b.start('a')); t(lambda:b.start('b',3)); t(lambda:b.start('b',None)); t(lambda:b.data('x')); t(lambda:b.data('y')); t(lambda:b.end('b')); t(lambda:b.data('tail')); t(lambda:b.end('a')); t(lambda:b.end('a')); t(lambda:b.close()); t(lambda:b.close()); t(lambda:T().close()); t(lambda:T().end('x'))
b=T(element_factory=lambda t,a: ['made',t,a]); t(lambda:b.start('a',{'x':1})); t(lambda:b.data('x')); t(lambda:b.start('c',{}));
class FE(list):
    def __init__(self,tag,a): self.tag=tag; self.a=a; self.text=self.tail=None
b=T(element_factory=FE); t(lambda:b.start('a',{'x':1}).a); t(lambda:b.data('x')); t(lambda:b.start('c',{}).tag); t(lambda:b.end('c').tag); t(lambda:b.data('y')); t(lambda:b.end('a').text); t(lambda:(b.close()[0].tail))
b=T(); t(lambda:b.data('lost')); t(lambda:b.start('a',{})); t(lambda:b.data(1)); t(lambda:b.data(2)); t(lambda:b.end('a')); b=T(); b.start('a',{}); b.data(5); t(lambda:b.end('zz')); t(lambda:b.end('zz'))
b=T(); b.start('r',{}); t(lambda:b.comment('cc')); t(lambda:b.pi('p')); t(lambda:b.pi('p','t')); t(lambda:b.comment(text='x')); t(lambda:b.end('r'))
b=T(insert_comments=True,insert_pis=True); b.start('r',{}); b.data('t1'); t(lambda:b.comment('cc').text); b.data('t2'); t(lambda:b.pi('p','q').text); b.data('t3'); t(lambda:[ (x.text,x.tail) for x in b.end('r')])
b=T(comment_factory=lambda *a:('C',a),pi_factory=lambda *a:('P',a)); b.start('r',{}); t(lambda:b.comment('x')); t(lambda:b.pi('x')); t(lambda:b.pi('x','y')); t(lambda: T(comment_factory=1)); 
b=T(comment_factory=None,pi_factory=None); t(lambda:b.comment('x')); t(lambda:b.pi('x','y'))
b=T(); b.start('a',{}); t(lambda: b.close()); b.start('b',{}); b.end('b'); b.end('a'); t(lambda:b.start('second',{})); t(lambda:b.close().tag)
P=C.XMLParser
t(lambda:P(1)); t(lambda:P(encoding=1)); t(lambda:P(target=1).target); t(lambda:P(encoding='nope').feed('<a/>')); p=P(); t(lambda:p.entity); t(lambda:type(p.target)); t(lambda:p.feed('<a>')); t(lambda:p.feed(1)); t(lambda:p.feed(b'</a>')); t(lambda:p.close()); t(lambda:p.close()); t(lambda:p.feed('x')); t(lambda:p.target); t(lambda:p.flush())
def f(): P().target=1
t(f)
def er(d):
    try: p=P(); p.feed(d); p.close()
    except ET.ParseError as e: print(type(e), e, e.code, e.position, e.args, e.__dict__, e.lineno, e.offset, e.msg)
    except Exception as e: print(type(e),e)
er('<a>'); er('<a></b>'); er('<a>&foo;</a>'); er(''); er(b'<?xml version="1.0" encoding="big5"?><a/>'); er(b'<?xml version="1.0" encoding="xx"?><a/>'); er('<a>\ud800</a>'); er('<!DOCTYPE a SYSTEM "x"><a>&foo;</a>'); er('<!DOCTYPE a SYSTEM "x"><a b="&foo;"/>')
class Target:
    def __getattr__(self,n):
        if n.startswith('__'): raise AttributeError
        def f(*a): print('  ',n,a); return n
        return f
doc='<!DOCTYPE a PUBLIC "pp" "ss" [<!ENTITY e "ent"><!ENTITY f SYSTEM "q">]><a xmlns="u" xmlns:x="v" x:b="1" c="2">t<!--c--><?pi d?>&e;<b/>\nu</a><!--e-->'
p=P(target=Target()); t(lambda:p.feed(doc)); t(lambda:p.close())
p=P(target=Target()); p.entity['foo']='FOO'; t(lambda:p.feed('<!DOCTYPE a SYSTEM "x"><a>&foo;&bar;</a>'))
p=P(target=Target()); t(lambda:p.feed('<!DOCTYPE a><a/>'));
class NoClose:
    def start(self,*a): print(a)
p=P(target=NoClose()); t(lambda:p.feed(doc)); t(lambda:p.close()); p=P(target=object()); t(lambda:p.feed(doc)); t(lambda:p.close())
class Bad:
    def start(self,*a): 1/0
    def end(self,*a): print('no')
p=P(target=Bad()); t(lambda:p.feed('<a><b/></a>')); t(lambda:p.feed('<c>')); 
class Doc(P):
    def doctype(self,*a): print('dt',a)
p=Doc(); t(lambda:p.feed(doc)); t(lambda:p.close())
for ev in (None,('start','end'),('start','end','start-ns','end-ns','comment','pi'),('bogus',),(1,),('start-ns',),('comment',),5):
    for p in (P(),P(target=T())): q=[]; t(lambda:p._setevents(q,ev)); t(lambda:p.feed(doc)); print([(a,b if not isinstance(b,C.Element) else ('E',b.tag if isinstance(b.tag,str) else b.tag.__name__,b.text)) for a,b in q])
p=P(target=Target()); t(lambda:p._setevents([],('start',)))
class TB(T):
    def start(self,tag,a): print('start',tag); return super().start(tag,a)
p=P(target=TB()); q=[]; t(lambda:p._setevents(q,('start',))); p.feed(doc); print(len(q))
t(lambda:P()._setevents(5,('start',))); p=P()
t(lambda:P()._parse_whole(io.BytesIO(b'<a>x</a>'))); t(lambda:P()._parse_whole(io.StringIO('<a>\xe9</a>'))); t(lambda:P()._parse_whole(1)); 
class F:
    def read(self,n): print(n); return 5
t(lambda:P()._parse_whole(F())); t(lambda:P()._parse_whole(io.BytesIO(b'<a>x')))
t(lambda:C._set_factories(1,2)); t(lambda:C._set_factories(None,None)); t(lambda:C._set_factories(ET.Comment,ET.ProcessingInstruction))
t(lambda:P.__new__(P).feed('x')); t(lambda:P.__new__(P).close()); t(lambda:P.__new__(P).target); t(lambda:T.__new__(T).start('a',{})); t(lambda:T.__new__(T).close())
big=E('a'); cur=big
for _ in range(200000): cur=C.SubElement(cur,'a')
t(lambda:sum(1 for _ in big.iter())); 
t(lambda:len(copy.copy(big)))
z=E('a'); b1=C.SubElement(z,'b'); C.SubElement(b1,'c'); it=z.iter(); next(it); z.clear(); t(lambda:[q.tag for q in it])
t(lambda:sys.getsizeof(E('a'))>10); import weakref; t(lambda:weakref.ref(z)() is z); t(lambda:C.Element.__init__.__text_signature__)
t(lambda:E.__doc__); t(lambda:ET.Element is E)
e=C.Element('a'); e.text='1'; c=ET.Comment('cc'); c.tail='ct'; e.append(c); e.append(ET.Element('b')); e[1].text='bt'; e[1].tail='bl'
print(list(e.itertext()), list(c.itertext()), list(ET.PI('x').itertext()))
e.text=5
try: print(list(e.itertext()))
except Exception as x: print(type(x),x)
e[1].tag=None; print([x.tag for x in e.iter() ][2]); e.text=''; print(list(e.itertext()))
e=C.Element('a'); e.text=['x']; 
print(repr(C.SubElement), C.SubElement.__text_signature__, C.Element.__text_signature__, C.TreeBuilder.__text_signature__, C.XMLParser.__text_signature__, C.TreeBuilder.__doc__)
p=C.XMLParser(); print(p.feed.__text_signature__)
try: p.flush(); p.feed('<a>&lt;x'); print(p.flush())
except Exception as x: print(x)
print(type(e.iter()).__mro__, type(e.iter()).__module__)
try: next(iter(()),None); e.find('c', 1,2)
except Exception as x: print(x)
try: C.Element.__init__(e)
except Exception as x: print(x)
e=C.Element('a'); e.__init__('b',{'x':'1'}); print(e.tag,e.attrib,e.text)
class S(C.Element): pass
s=S('q'); s.zz=1; import copy,pickle
print(copy.copy(s).__class__, copy.deepcopy(s).__class__, s.__dict__)
import __main__
print(pickle.loads(pickle.dumps(s)).__class__)
try: e.__deepcopy__()
except Exception as x: print(x)
class NoAttr(C.Element):
    pass
n=NoAttr('n',{'a':{}}); d=copy.deepcopy(n); print(d.attrib['a'] is n.attrib['a'])
memo={}; e=C.Element('a'); d=e.__deepcopy__(memo); print(memo=={id(e):d}, len(memo))
class Z:
    def __deepcopy__(self,memo): return 'Z!'
e.text=Z(); e.tag=Z(); e.tail=Z(); d=copy.deepcopy(e); print(d.text,d.tag,d.tail)
e.append(C.Element('k'))
class BadDeep(C.Element):
    def __deepcopy__(self,memo): return 7
e=C.Element('a'); e.append(BadDeep('x'))
try: copy.deepcopy(e)
except Exception as x: print(type(x),x)
class Eq:
    def __eq__(self,o): return True
e=C.Element('a'); e.append(C.Element('b')); print(e.find('b').tag)
x=C.Element('a'); 
class EqE(C.Element):
    def __eq__(self,o): return True
x.append(EqE('q')); x.remove(C.Element('z')); print(len(x))
t=C.TreeBuilder(); print(t.start('a',{'b':1}).attrib)
at={'q':1}; print(t.start('b',at).attrib is at)
class TB(C.TreeBuilder):
    def data(self,d): print('data',d); super().data(d)
p=C.XMLParser(target=TB()); p.feed('<a>x&amp;y\n<b/>z</a>'); r=p.close(); print(r.text, r[0].tail)
e=C.Element('a'); e.append(C.Element('b'))
t(lambda:e[10**30]); t(lambda:e.insert(10**30,e[0])); t(lambda:e.insert(-10**30,e[0])); t(lambda:e[10**30:])
def f(): e[10**30]=e[0]
t(f)
class Shrinking(str):
    def __eq__(self,o): del e[:]; return False
    __hash__=str.__hash__
t(lambda:[z.tag for z in e.iter(Shrinking('zz'))]); e.append(C.Element('b')); t(lambda:e.find(Shrinking('b')))
