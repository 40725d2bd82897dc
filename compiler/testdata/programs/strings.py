f""
f"a"
f"{a}"
f"a{b}c{d}"
f"{a!r}{b!s}{c!a}"
f"{a:b}{c!r:>{d}}{e:{f!r}x{g}}"
f"{a=}{b = !s:5}"
f"{a + b}{{}}" "c" f"{'d'}"
f"{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}"
t""
t"a"
t"{a}"
t"a{b}c{d!r}{e:f}{g!s:{h}}i"
t"{a}{b}" t"c{d}"
"%s" % (a,)
"%s and %r, %a%%" % (a, b, c)
"%5s|%-5s|%.2r|%+5.3a" % (a, b, c, d)
"%d" % (a,)
"%s" % a
"%s" % (*a,)
"%s" % (a, b)
"%" % ()
"x" % ()
"%s" % ("%s" % (a,),)
"%100s" % (a,)
"%(a)s" % (a,)
