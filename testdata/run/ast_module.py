# The module ast: literals, dumps, places, visitors, comparison, options of parse.
import ast
def t(f,*a,**k):
    try: print(repr(f(*a,**k)))
    except Exception as e: print(type(e).__name__, e)
le=ast.literal_eval
for s in ["1","-1","+1","1+2j","1-2j","-1+2j","1+2","'a' 'b'","b'x'","[1,2,(3,),{4,5},{6:7}]","None","True","...","set()","frozenset()","{}","{**a}","f'x'","x","x()","1*2","--1","~1","not 1","(1)"," 1","\t1","\n1","1\n","'a'+'b'","1+1j+2","-(1+2j)","1j+2","1 if x else 2","lambda:3","[*a]","a.b","1<2","-True","+None","-'a'","1e999","-0.0","0xff","1_000","{1:2,3}","set([])","dict()","(1,","'\\x00'","1 # c","-1-2j","1.5-0j","complex(1)","{'a':1,'a':2}","[[[]]]", "1,2", "", " ", "b'a'+b'b'", "[x for x in y]", "__debug__", "\\\n1","   1"]:
    t(le,s)
t(le, ast.parse('[1,2]',mode='eval')); t(le, ast.Constant(3)); t(le, ast.parse('1')); t(le, 3); t(le, None); t(le, b'1'); t(le, ast.Tuple([ast.Constant(1)])); t(le, ast.Name('x'))
d=ast.dump
n=ast.parse("x = f(1, *a, k=2) # type: int\ndef g(a, b=3): return")
t(d,n); t(d,n,False); t(d,n,include_attributes=True); print(d(n,indent=2)); print(d(n,indent='\t',annotate_fields=False)); print(d(n,indent=3,show_empty=True)); print(d(n,show_empty=True)); t(d,3); t(d,[n]); 
t(d,ast.Name()) if 0 else 0
t(d,ast.Constant(None)); t(d,ast.Constant(None),show_empty=True); t(d,ast.Constant(1,kind='u')); t(d,ast.Raise()); t(d,ast.MatchSingleton(None)); t(d, ast.Raise(), False); t(d, ast.Raise(cause=ast.Name('e')), False); t(d, ast.Raise(cause=ast.Name('e')));t(d, ast.List([]), False); t(d, ast.arguments()); t(d,ast.Load()); t(d,ast.arguments(),False,show_empty=True)
t(d, ast.Tuple([ast.Constant([]),ast.Constant('')]));  t(d,ast.List((1,2))); t(d,ast.List([[],None,3],3)); t(d, ast.Interactive([]))
x=ast.Name('x'); x.lineno=None; t(d,x,include_attributes=True); x.end_lineno=3; t(d,x,include_attributes=True); del x.id; t(d,x); del x.ctx; t(d,x,False)
class S(ast.AST): _fields=('a','b'); _attributes=('q',)
s=S(); s.b=3; s.q=2; t(d,s,include_attributes=True); t(d,s,False); t(d,s,indent=1,include_attributes=True)
m=ast.parse("def f():\n  '''doc\n    more\n  '''\n  x=1\nclass A:\n  'x'\n")
t(ast.get_docstring,m.body[0]); t(ast.get_docstring,m.body[0],False); t(ast.get_docstring,m.body[1]); t(ast.get_docstring,m); t(ast.get_docstring,m.body[0].body[1]); t(ast.get_docstring, ast.parse('b"x"')); t(ast.get_docstring, ast.parse('')); t(ast.get_docstring, ast.parse('f"x"')); t(ast.get_docstring,3)
print([type(x).__name__ for x in ast.walk(m)])
print(list(ast.iter_fields(m.body[1]))[:1], [type(c).__name__ for c in ast.iter_child_nodes(m.body[0])])
n=ast.parse('x+\\\n1'); b=n.body[0].value
c=ast.copy_location(ast.Name('q'), b); print(c.lineno,c.col_offset,c.end_lineno,c.end_col_offset)
z=ast.Name('z'); c=ast.copy_location(ast.Name('q'), z); print(c.__dict__); z.lineno=3; z.end_lineno=None; c=ast.copy_location(ast.Name('q'), z); print(c.__dict__)
c=ast.fix_missing_locations(ast.Expression(ast.BinOp(ast.Name('x'),ast.Add(),ast.Call(ast.Name('f'),[],[])))); print(d(c,include_attributes=True))
c=ast.increment_lineno(ast.parse('x\ny'),3); print(d(c,include_attributes=True)); c=ast.increment_lineno(ast.parse('x # type: ignore[a]',type_comments=True),3); print(d(c,include_attributes=True)); t(ast.increment_lineno,ast.Name('x'))
src="if x:\n    é = f(\n  1,\n\t2) # c\n\x0cy = 3\r\nz = 'a\\\nb'\n"
m=ast.parse(src)
for n in ast.walk(m):
    if hasattr(n,'lineno'): print(type(n).__name__, repr(ast.get_source_segment(src,n)), repr(ast.get_source_segment(src,n,padded=True)))
t(ast.get_source_segment, src, ast.Name('x')); t(ast.get_source_segment, src, ast.Load()); x=ast.Name('x',lineno=1,col_offset=0); t(ast.get_source_segment,src,x)
cmp=ast.compare
t(cmp,ast.parse('x'),ast.parse('x')); t(cmp,ast.parse('x'),ast.parse(' x'.strip()+' ')); t(cmp,ast.parse('x'),ast.parse('\nx')); t(cmp,ast.parse('x'),ast.parse('\nx'),compare_attributes=True); t(cmp,ast.Name('x'),ast.Name('y')); t(cmp,ast.Name('x'),ast.Constant('x')); t(cmp,3,4); t(cmp,ast.List([ast.Name('x')]),ast.List([])); t(cmp, ast.Constant(1),ast.Constant(1.0)); t(cmp, ast.Constant(1),ast.Constant(True)); x=ast.Name('x'); del x.id; t(cmp,x,ast.Name('x')); t(cmp,x,x); t(cmp,ast.Constant('x',kind='u'),ast.Constant('x')); 
class V(ast.NodeVisitor):
    def visit_Name(self,n): print('name',n.id); return 5
    def generic_visit(self,n): print('gen',type(n).__name__); return super().generic_visit(n)
t(V().visit, ast.parse('x + y.z'))
class V2(ast.NodeVisitor):
    def visit_Constant(self,n): print('const',n.value)
    def visit_Num(self,n): print('num', n.n)
t(V2().visit, ast.parse('1'))
class T(ast.NodeTransformer):
    def visit_Name(self,n): return ast.Name(n.id*2) if n.id!='k' else None
    def visit_Expr(self,n): self.generic_visit(n); return [n,ast.Pass()] if isinstance(n.value,ast.Name) else n
    def visit_Pass(self,n): return None
t(lambda: ast.dump(T().visit(ast.parse('x\npass\nf(k,a)\nreturn k'))))
t(ast.parse, 'x', 'f', 'bad'); t(ast.parse,'(x','fn'); t(ast.parse,'x',mode='eval'); t(ast.parse,b'x'); t(ast.parse,'(int)->str',mode='func_type'); t(ast.parse,'(x:=1)',feature_version=(3,7)); t(ast.parse,'(x:=1)',feature_version=7); t(ast.parse,'x',feature_version=(2,7)); t(ast.parse,'x',feature_version=3.5); t(ast.parse,'x',feature_version=(3,)); t(ast.parse,'x',feature_version=(3,99)); t(ast.parse,'assert __debug__',optimize=2); t(ast.parse,'x',optimize=5); t(ast.parse, n); t(ast.parse,'def f():\n "doc"\n x',optimize=2)
t(lambda: ast.Tuple([1]).dims); x=ast.Tuple([1]); x.dims=[3]; print(x.elts)
for k in ('Num','Str','Bytes','NameConstant','Ellipsis','Index','ExtSlice','Suite','AugLoad','AugStore','Param','slice','nope'):
    t(lambda: getattr(ast,k)); 
t(lambda: ast.Constant(1).n); t(lambda: ast.Constant(1).s)
t(ast.Index, ast.Name('x')); t(ast.ExtSlice,[ast.Name('x')]); t(ast.Index); t(ast.Index,3,z=1)
for conversion in (-1, 115, 3, 0):
    for part in (ast.FormattedValue(ast.Name('x'), conversion), ast.Interpolation(ast.Name('x'), 'x', conversion)):
        t(lambda: type(compile(ast.fix_missing_locations(ast.Expression((ast.JoinedStr if part._fields[1] == 'conversion' else ast.TemplateStr)([part]))), 'conversions', 'eval')))
