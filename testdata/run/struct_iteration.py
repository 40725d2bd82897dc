# Loops over iter_unpack that take the tuples apart, formats with runs of codes, sums with bools.
import struct
data=bytes(range(96))
for fmt in '<IHb', '>IHb','<f?B','<Q2s?','<3B','<d','<hHq','<20B4s':
    n=struct.calcsize(fmt)
    d=data[:n*(96//n)]
    print(fmt,struct.unpack(fmt,d[:n]))
    try:
        for a,b,c in struct.iter_unpack(fmt,d): print(a,b,c,end=';')
    except Exception as e: print(repr(e))
    try:
        for (a,) in struct.iter_unpack(fmt,d): print(a,end=';')
    except Exception as e: print(repr(e))
    try:
        for a,*b in struct.iter_unpack(fmt,d): print(a,b,end=';')
    except Exception as e: print(repr(e))
    print()
print(list(struct.iter_unpack('<20h2B', bytes(84))))
print([ (True+2, 3+True, True+True, False+2**63-1+True, 1.5+True) ])
x=2**63-1
print(x+True, True+x)
print(struct.pack('<20h2B4sd', *range(20), 1, 2, b'ab', 3))
for bad in (('<20h', [*range(19), 70000]), ('<3B', [1, 2, 256]), ('<3B', [1,2]), ('<b', ['x']), ('<f', ['x']), ('<d',[1]),('<f',[1e300]),('<4s',['x']),('<?',[[]]),('<q',[2**63]),('<Q',[2**64-1]),('<Q',[-1]),('<c',[b'ab']),('<c',[b'a']),('>hIq',[True,False,True])):
    try: print(struct.pack(bad[0], *bad[1]))
    except Exception as e: print(bad[0], type(e), e)
