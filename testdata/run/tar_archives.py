# Archives in all formats of tar, written and read again.
import tarfile,io,hashlib,os,tempfile
for fmt in (0,1,2):
    for m in ('w','w:bz2','w:gz'):
        b=io.BytesIO()
        with tarfile.open(fileobj=b,mode=m,format=fmt) as t:
            for n in ('a.txt','d/'+'x'*60+'/'+'y'*80,'z'):
                i=tarfile.TarInfo(n); i.size=700; i.mtime=1e9; t.addfile(i,io.BytesIO(b'q'*700))
            i=tarfile.TarInfo('l'); i.type=tarfile.SYMTYPE; i.linkname='a.txt'; t.addfile(i)
        b.seek(0)
        if m=='w': print(hashlib.md5(b.getvalue()).hexdigest())
        with tarfile.open(fileobj=b) as t:
            print(t.getnames(),t.extractfile('l').read(3)); t.list()
            with tempfile.TemporaryDirectory() as d:
                t.extractall(d); print(sorted(os.listdir(d)))
b.seek(0)
with tarfile.open(fileobj=b,mode='r|*') as t: print([ (i.name,t.extractfile(i).read(2) if i.isreg() else 0) for i in t])
i=tarfile.TarInfo('../x')
try: tarfile.data_filter(i,'/tmp')
except Exception as e: print(type(e),e)
