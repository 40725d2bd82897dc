"""SyntaxWarnings, as warnings and as errors, and what codeop says of unfinished input."""
import codeop
import warnings

srcs = r'''
'\d'
b'\d'
'\8' '\400'
b'\400'
f'\d{1}'
t'\d'
f'{1}\_'
rb'\d'
'''.splitlines() + ['1 is 1','x is "a"','x is ()','x is not 1','x is -1','x is None','x is ...','1if x else 2','0x1for x in y','1or 2','0b1and 3','1.5else 3','1jif x else 2','0o7is 1','1_0in x','assert (1, 2)','assert (x, "a")','assert ()','(1)(2)','"a"(1)','[1](2)','{1}(2)','{1:2}(3)','(lambda: 1)()','f"{1}"(2)','t"{1}"(2)','(x for x in y)()','[x for x in y]()','None()','1[2]','None[0]','(1,2)["a"]','[1,2]["a"]','"abc"[1.5]','"abc"["x"]','{1}[0]','(x for x in y)[0]','(lambda: 1)[0]','1.5[0]','...[0]','[1, 2] [3, 4]','[(1,2) (3,4)]','"a" "b" [1,]', 'b"a"["x"]','[[1][1,2]]',
 'def f():\n try: pass\n finally: return 1','def f():\n for x in y:\n  try: pass\n  finally: break','def f():\n for x in y:\n  try: pass\n  finally: continue','def f():\n try: pass\n finally:\n  def g(): return 1','for x in y:\n try: pass\n finally:\n  for z in y: break','def f():\n try: pass\n finally:\n  try: pass\n  finally:\n   return 2','while 1:\n try: pass\n except: pass\n else: pass\n finally:\n  if x: continue','def f():\n try: pass\n finally:\n  with a: return',
 'x = "\\d"\ny = 1 is 1\n','"""\n\\d\n"""','f"""\n\\d\n{1 is 1}"""','def f():\n "\\z"','class A:\n """\\z"""','x: "\\d"', 'print("\\d" "\\e")', "'\\\n\\d'", 'f"{x:\\d}"', 'f"{x!r:\\d{y}\\e}"','match x:\n case "\\d": pass','0_7if x else y','1e5if x else y','0xfor x in y','1 if 2else 3','1not in x','1lambda','1_if x else y','1__0','0777','1a','x = 1.e','1.if x else y']
for mode in ('default','error'):
    for s in srcs:
        if not s: continue
        with warnings.catch_warnings(record=True) as w:
            warnings.simplefilter(mode)
            try: compile(s,'<w>','exec'); r='ok'
            except SyntaxError as e: r='%s: %s (%s.%s-%s.%s) %r'%(type(e).__name__,e.msg,e.lineno,e.offset,e.end_lineno,e.end_offset,e.text)
            except Exception as e: r=repr(e)
            print(mode,repr(s),r,[(str(x.message),x.category.__name__,x.lineno,x.filename) for x in w])
def three(s,**k):
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        try:
            r=codeop.compile_command(s,'<c>',**k); return 'None' if r is None else 'code'
        except SyntaxError as e: return '%s: %s (%s.%s)'%(type(e).__name__,e.msg,e.lineno,e.offset)
        except Exception as e: return repr(e)
for s in ['','a','a +','(','(a','[1,','def f():','def f():\n','def f():\n  1','def f():\n  1\n','if x:','if x: y','if x: y\n','if x:\n y\nelse:','if x:\n y\nelse:\n','for x in y:','try:','try:\n x','try:\n x\n','try:\n x\nexcept','with a','with a:','class A','class A:','@d','@d\n','lambda','lambda x','x =','x = (','"""','"""abc','\'abc','\'abc\\','"a" "','f"{','f"{x','f"""{x','f"{x}"','\\','a\\','a\\\n','a;','a; b','a b','a = 1; b =','1 +\n','#','# c\n','\n','\n\n','import','import a.','from','from a','from a import','from a import (','from a import (b','return','yield','await','async','async def f():','match x:','match x:\n case 1:','match x:\n case 1:\n  y','del','del x,','global','global x','raise','assert','x:','x: int','x: int =','print(','print(1','print(1,','{','{1:','{1:2','{1:2,','[x for','[x for x','[x for x in','[x for x in y','(yield','*a','*','**','a if','a if b','a if b else','not','a and','a or','a in','a is','a is not','a ==','x := 1','(x :=','while','while x:\n  y\n','$','?','a$','"\\N{','0x','1e','1_','0777','é','\x00','a\x00b','  a','if x:\n  a\n b','if x:\na','\tx','def f(','def f(a','def f(a,','def f(a)','def f(a):','def f(a) ->','type X','type X =','type X[','try: pass','try: pass\n','try: pass\nexcept: pass','try: pass\nfinally: pass\n', 't"{', 't"""', 'rb"""','"a\n','f"a\n', '"""a\n"""','(\n','(\n)','(\n)\n','[\n1\n','x = """\n']:
    for sym in ('single','exec','eval'):
        print(repr(s),sym,three(s,symbol=sym))
