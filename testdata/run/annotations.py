"""Annotations as values, forward references and text."""
import annotationlib as a
from annotationlib import *
def f(a: undefined, b: list[undef2], c: undef3.x | None, d: undef4[int, ...], e: 'str', g: -u5 + u6*3, k: [u11, 2], l: {u12: 3}, m: (u13,), n: u14(3, x=u15), p: u17[1:2], q: u18 < u19, r: int, s: "x y" , t: 3, v: None,  x: u21 ** -1, y: (1+u22)*2, z: ~u23, aa: u24[(1,2)], bb: u25[*u26], cc: {u27}, dd: u28 is u29, ee: (u30 | int)[3], ff: u31.a.b.c, gg: (-u32)**2, hh: u33 if True else 3, ii: u34[()], jj: u35[int,], kk: u36 @ u37, ll: [x for x in u38]) -> undef: pass
def t(g):
    try: print(g())
    except Exception as e: print(type(e).__name__, e)
t(lambda: get_annotations(f))
for k,v in get_annotations(f,format=Format.STRING).items(): print(k,repr(v))
for k,v in get_annotations(f,format=Format.FORWARDREF).items(): print(k,repr(v))
class A:
    x: int
    y: undef
    z: 'later'
t(lambda: get_annotations(A)); t(lambda: get_annotations(A,format=Format.STRING)); t(lambda: get_annotations(A,format=Format.FORWARDREF)); t(lambda: get_annotations(A,format=4)); t(lambda: get_annotations(3)); t(lambda: get_annotations(f,format=2)); t(lambda: get_annotations(A,eval_str=True)); t(lambda:get_annotations(A,format=Format.STRING,eval_str=True))
r=get_annotations(A,format=Format.FORWARDREF)['y']
t(lambda: r.evaluate()); t(lambda: r.evaluate(format=Format.FORWARDREF)); t(lambda: r.evaluate(format=Format.STRING)); t(lambda:r.evaluate(globals={'undef':3}))
undef=5
t(lambda: r.evaluate()); t(lambda: get_annotations(A)); 
t(lambda: type_repr(int)); t(lambda: type_repr(A)); t(lambda: type_repr('x')); t(lambda: type_repr(...)); t(lambda: type_repr(f)); t(lambda: type_repr(3)); t(lambda: type_repr(t'a{undef}b')); t(lambda: type_repr(list[int])); t(lambda: annotations_to_string({'a':int,'b':'x'}))
t(lambda: ForwardRef('int').evaluate()); t(lambda: ForwardRef('list[undefx]').evaluate()); t(lambda: ForwardRef('*tuple[int]').evaluate()); t(lambda: ForwardRef('a b').evaluate())
t(lambda: ForwardRef('x')==ForwardRef('x')); t(lambda: ForwardRef('x')|int); t(lambda: int|ForwardRef('x')); t(lambda: hash(ForwardRef('x'))==hash(ForwardRef('x')))
t(lambda: get_annotate_from_class_namespace(A.__dict__)); t(lambda: call_annotate_function(f.__annotate__,Format.STRING)['r'])
type Al = undefz | int
t(lambda: call_evaluate_function(Al.evaluate_value, Format.STRING)); t(lambda: call_evaluate_function(Al.evaluate_value, Format.FORWARDREF)); t(lambda: call_evaluate_function(Al.evaluate_value, Format.VALUE))
t(lambda: call_annotate_function(f.__annotate__,Format.VALUE_WITH_FAKE_GLOBALS))
class G[T]:
    x: T
    y: list[Tundef]
    def m[U](self, a: U, b: T, c: Uu): pass
t(lambda: get_annotations(G,format=Format.STRING)); t(lambda: get_annotations(G.m,format=Format.STRING)); t(lambda: get_annotations(G.m,format=Format.FORWARDREF))
t(lambda: get_annotations(G,format=Format.FORWARDREF))
class X: __annotations__={'a':'int'}
t(lambda: get_annotations(X)); t(lambda: get_annotations(X,eval_str=True));t(lambda: get_annotations(X,format=Format.STRING))
class Y: __annotations__=3
t(lambda: get_annotations(Y))
import types
def outer():
    def inner(x: loc, y: int): pass
    return inner
    loc=3
t(lambda: get_annotations(outer(),format=Format.FORWARDREF)); t(lambda: get_annotations(outer(),format=Format.STRING)); t(lambda: get_annotations(outer()))
t(lambda: Format(9)); t(lambda: repr(Format.STRING))
