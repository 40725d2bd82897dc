# str.center, ljust and rjust, BytesIO.readline with all kinds of arguments.
import io
for s in ('','a','é','abc'):
    for w in (-1,0,1,5,10**30,'x',None,True):
        for f in ('center','ljust','rjust'):
            for a in ((w,),(w,'*'),(w,'é'),(w,''),(w,'ab'),(w,5),(),(w,'a','b')):
                try: r=getattr(s,f)(*a)
                except Exception as e: r=(type(e).__name__,str(e))
                print(s,f,a,repr(r))
print('\u3042'.center(4), 'x'.center(1) , ''.center(1,'é'))
f=io.BytesIO(b'ab\ncd\nef')
for a in ((),(1,),(None,),(-1,),('x',),(1,2)):
    try: r=f.readline(*a)
    except Exception as e: r=(type(e).__name__,str(e))
    print(a,r)
f.close()
try: f.readline()
except ValueError as e: print(e)
