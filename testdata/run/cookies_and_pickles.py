# Cookies as headers; rules for robots; pickles looked into.
from http.cookies import *
c=SimpleCookie(); c['a']='x y;"é'; c['a']['path']='/'; c['a']['secure']=True; c['a']['max-age']=10; c['b']=2
print(c.output(sep='|'), repr(c)); print(c.output(['path'],'C:','|')); print(c['a'].js_output()); print(repr(c['a']))
for s in ['a=b; c="d\\073\\"e"; Path=/x','Customer="W"; Version=1; Path="/acme"','k=v; expires=Wed, 01-Jan-98 00:00:00 GMT; secure','bad key; a=1','a=b=c; [x]=2','a="q w"; b=', '', '  z=1;;y=2', '$Version=1; q=1; $Path=/p']:
    c=SimpleCookie(); c.load(s); print(s, '|', c.output(sep='|'), '|', sorted((k,dict((a,b) for a,b in m.items() if b)) for k,m in c.items()))
for f in (lambda: c['a'].__setitem__('zz',1), lambda: c.__setitem__('a b',1), lambda: c.__setitem__('path',1), lambda: c.__setitem__('q','a\nb')):
    try: f()
    except Exception as e: print(type(e).__name__,e)
import urllib.robotparser as r
p=r.RobotFileParser(); p.parse('''User-agent: *
Disallow: /cyberworld/map/ # c
Disallow: /tmp/
Disallow: /*.gif$
Allow: /tmp/x
Crawl-delay: 3
Request-rate: 9/30
Sitemap: http://x/y

User-agent: foo
User-agent: bar
Disallow:

User-agent: q
Disallow: /
'''.splitlines())
print(p, p.site_maps(), p.crawl_delay('x'), p.request_rate('x'), p.crawl_delay('foo'))
for u in ('/cyberworld/map/1','/tmp','/tmp/x1','/tmp/y','/a.gif','/a.gifs','http://h/tmp/%78'): print(u,[p.can_fetch(a,u) for a in ('z','foo/1','Q')])
import pickletools,pickle
for proto in range(6):
    pickletools.dis(pickle.dumps([1,{'a':(1,2.5,'x'*300)},b'ab',10**40,{1},ValueError,'é\n'],proto))
    d=[]; x=pickle.dumps([1,'a',d,d,'z'*70000,(d,)],proto); o=pickletools.optimize(x); print(o[:40], len(o), pickle.loads(o)==pickle.loads(x))
for b in (b'', b'N', b'(.', b'NN.', b'q\x00.',b'h\x00.',b'0.', b'I1', b'\xff', b'Nq\x00q\x00.',b'h', b'X\x05\x00\x00\x00ab',b't.',b'S1\n.',b"S'a\n.", b'(0N.', b'(q\x00'):
    try: pickletools.dis(b)
    except Exception as e: print(type(e).__name__,e)
