# codeop and code: complete, incomplete and wrong commands; consoles.
import codeop, code, sys, io, contextlib
for s in ["x","x=","if 1:","if 1:\n x","if 1:\n x\n","(", "x y","", "#c", "\n", " ", "def f():", "class A:\n  def f(self):\n    pass\n", "'''", "x\\", "@a", "@a\n", "try:", "for x in y: pass", "else:", "1/0", "a;b", "  x", "lambda:", "\u20ac", "x = 'a' 'b", "import x\nimport y","if 1: pass\nx","pass\n\n"]:
    for sym in ('single','exec','eval'):
        try: r=codeop.compile_command(s,symbol=sym)
        except Exception as e: r=(type(e).__name__, str(e))
        print(repr(s), sym, r if r is None or isinstance(r,tuple) else type(r).__name__)
try: codeop.compile_command('x',symbol='bad')
except Exception as e: print(type(e), e)
c=codeop.Compile(); print(c.flags); c('from __future__ import annotations','f','exec'); print(c.flags); print(c('x:y','f','exec').co_flags&0x1000000)
cc=codeop.CommandCompiler(); print(cc.compiler.flags); print(cc('x'), cc('if 1:'), type(cc.compiler)) if 0 else 0
print(cc('if 1:'), type(cc('x')).__name__, type(cc.compiler).__name__)
print(code.compile_command('if 1:'))
i=code.InteractiveInterpreter(); print(i.locals)
err=io.StringIO(); out=io.StringIO()
with contextlib.redirect_stderr(err), contextlib.redirect_stdout(out):
    print(i.runsource('x=1')); print(i.runsource('x')); print(i.runsource('if 1:')); print(i.runsource('1/0')); print(i.runsource('x y')); print(i.runsource('def f():\n  raise KeyError(3)\n')); print(i.runsource('f()'))
    try: i.runsource('raise SystemExit(3)')
    except SystemExit as e: print('exit', e.code)
    i.runcode(compile('print(x)','f','exec'))
    i.showsyntaxerror() if 0 else 0
    i.runsource('try: 1/0\nexcept: raise KeyError(3)','<in>','exec')
print(out.getvalue()); print(err.getvalue())
def console(lines, **k):
    it=iter(lines)
    def inp(prompt=''):
        print('PROMPT',repr(prompt))
        try: return next(it)
        except StopIteration: raise EOFError
    err=io.StringIO(); out=io.StringIO()
    c=code.InteractiveConsole(k.pop('locals',{}), **{a:k.pop(a) for a in ('filename','local_exit') if a in k})
    c.raw_input=inp
    try:
        with contextlib.redirect_stderr(err), contextlib.redirect_stdout(out):
            c.interact(**k)
    except BaseException as e: print('RAISED',type(e), e)
    print('OUT',out.getvalue()); print('ERR',err.getvalue()); return c
console(['x=1','x','if x:','  print(x)','','1/0','x y','(1,','2)'],banner='hi',exitmsg='bye')
console(['x=1'],banner='',exitmsg='')
console(['import sys','sys.ps1="A "','sys.ps2="B "','if 1:','  2','','del sys.ps1,sys.ps2'],banner='B')
console(['import sys','def h(*a): print("HOOK",a[0])','','sys.excepthook=h','1/0','x y','sys.excepthook=sys.__excepthook__'],banner='B')
print(code.__all__, codeop.__all__)
