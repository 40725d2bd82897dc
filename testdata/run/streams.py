# Random calls of files in all modes, text files and streams in memory: every result, then what the file holds.
import io, os


class random:
    # The same numbers on every run.
    x=1
    def next(n):
        random.x=(random.x*6364136223846793005+1442695040888963407)%(1<<64)
        return (random.x>>33)%n
    def choice(s): return s[random.next(len(s))]
    def randrange(a,b=None):
        if b is None: a,b=0,a
        return a+random.next(b-a)
    def random(): return random.next(1000)/1000
def rb(n): return bytes(random.choice(b'abc\n\r\xc3\xa9 ') for _ in range(n))
def run(f, ops, log):
    for name,args in ops:
        try: r=getattr(f,name)(*args)
        except Exception as e: r=(type(e).__name__,str(e))
        log.append((name,args,r))
path = '/tmp/gopy-streams-%d' % os.getpid()
out=[]
for it in range(60):
    size=random.choice([0,5,50,300,9000])
    data=rb(size)
    with open(path,'wb') as f: f.write(data)
    # random bytes
    mode=random.choice(['rb','r+b','w+b','ab','wb'])
    f=open(path,mode,random.choice([2,7,16,100,-1]))
    ops=[]
    for _ in range(random.randrange(1,15)):
        n=random.choice([-1,0,1,2,3,5,20,100])
        ops.append(random.choice([('read',(n,)),('read1',(n,)),('readline',(n,)),('write',(rb(abs(n)),)),('tell',()),('seek',(random.randrange(0,size+3),)),('seek',(random.randrange(-3,4),1)),('seek',(-random.randrange(0,4),2)),('flush',()),('truncate',()),('peek',())]))
    if mode!='wb': ops=[o for o in ops if o[0]!='peek' ] 
    log=[]; run(f,ops,log); f.close(); out.append((it,mode,log,open(path,'rb').read()))
    # text
    with open(path,'wb') as f: f.write(data)
    mode=random.choice(['r','r+','w+','a+','w'])
    f=open(path,mode,random.choice([2,7,100,-1]),encoding=random.choice(['utf-8','latin-1','ascii','utf-8-sig']),errors=random.choice(['replace','ignore','surrogateescape','strict','backslashreplace']),newline=random.choice([None,'','\n','\r','\r\n']))
    if random.random()<.7: f._CHUNK_SIZE=random.choice([1,2,3,5,20])
    log=[]; cookies=[0]
    for _ in range(random.randrange(1,15)):
        n=random.choice([-1,0,1,2,3,5,20,100])
        k=random.choice(['read','readline','write','tell','tell','seek','seekend','flush','truncate','next','newlines'])
        try:
            if k=='seek': r=f.seek(random.choice(cookies))
            elif k=='seekend': r=f.seek(0,2)
            elif k=='tell': r=f.tell(); cookies.append(r)
            elif k=='write': r=f.write(random.choice(['a','é\n','\r\n','x'*abs(n)]))
            elif k in('read','readline'): r=getattr(f,k)(n)
            elif k=='newlines': r=f.newlines
            elif k=='next': r=next(f,'END')
            else: r=getattr(f,k)()
        except Exception as e: r=(type(e).__name__,str(e))
        log.append((k,n,r))
    try: f.close()
    except Exception as e: log.append(str(e))
    out.append((it,mode,f.encoding,f.errors,log,open(path,'rb').read()))
    # memory
    s=random.choice([lambda:io.StringIO(data.decode('latin-1'),random.choice([None,'','\n','\r','\r\n'])),lambda:io.BytesIO(data)])()
    log=[]
    for _ in range(random.randrange(1,15)):
        n=random.choice([-1,0,1,2,3,5,20,100])
        k=random.choice(['read','readline','write','tell','seek','seekend','truncate','next','getvalue'])
        try:
            if k=='seek': r=s.seek(random.randrange(size+5))
            elif k=='seekend': r=s.seek(0,2)
            elif k=='write': r=s.write('aé\n\r\nb'[:max(n,0)]if isinstance(s,io.StringIO) else rb(abs(n)))
            elif k in('read','readline'): r=getattr(s,k)(n)
            elif k=='truncate': r=s.truncate(random.choice([None,3,size]))
            elif k=='next': r=next(s,'END')
            else: r=getattr(s,k)()
        except Exception as e: r=(type(e).__name__,str(e))
        log.append((k,n,r))
    out.append((it,type(s).__name__,log))
os.remove(path)
for o in out:
    print(ascii(o)[:600])
