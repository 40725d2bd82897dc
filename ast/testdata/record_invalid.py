# Records how CPython 3.14's compile() judges hand-made trees: python3.14 record_invalid.py > invalid.jsonl
import ast
import json
from ast import *

L, S, D = Load(), Store(), Del()


def n(ctx=L, id="n"):
    return Name(id, ctx)


def c(value=1):
    return Constant(value)


def args(posonlyargs=(), args=(), vararg=None, kwonlyargs=(), kw_defaults=(), kwarg=None, defaults=()):
    return arguments(list(posonlyargs), list(args), vararg, list(kwonlyargs), list(kw_defaults), kwarg, list(defaults))


def comp(target=None, iter=None, ifs=(), is_async=0):
    return comprehension(target or n(S), iter or n(), list(ifs), is_async)


def f(body=None, a=None, decorators=(), returns=None, params=()):
    return FunctionDef("f", a or args(), [Pass()] if body is None else body, list(decorators), returns, None, list(params))


def cls(bases=(), keywords=(), body=None, decorators=(), params=()):
    return ClassDef("C", list(bases), list(keywords), [Pass()] if body is None else body, list(decorators), list(params))


def m(pattern, guard=None, body=None):
    return Match(n(), [match_case(pattern, guard, [Pass()] if body is None else body)])


def stmt(value):
    return Expr(value)


def at(node, *position):
    node.lineno, node.col_offset, node.end_lineno, node.end_col_offset = position
    return node


H = ExceptHandler(None, None, [Pass()])
BIG = 1 << 100

statements = [
    f(), f([], a=args(args=[arg("x")], defaults=[c(), c()])), f([]), f([None]), f(a=args(args=[arg("x", n(S))])), f(a=args(args=[arg("x")], defaults=[c(), c()])),
    f(a=args(kwonlyargs=[arg("x")])), f(a=args(kwonlyargs=[arg("x")], kw_defaults=[None])), f(a=args(kw_defaults=[c()])),
    f(a=args(args=[arg("x")], defaults=[None])), f(a=args(args=[arg("x")], defaults=[n(S)])), f(decorators=[n(S)]), f(decorators=[None]),
    f(a=args(kwonlyargs=[arg("x")], kw_defaults=[n(S)])), f(a=args(vararg=arg("x", n(S)))), f(a=args(kwarg=arg("x", n(D)))),
    f(a=args(posonlyargs=[arg("x", n(S))])), f(a=args(posonlyargs=[arg("x")], defaults=[c()])),
    f(returns=n(S)), f(params=[TypeVar("T", n(S), None)]), f(params=[TypeVar("T", None, n(S))]), f(params=[ParamSpec("P", n(S))]), f(params=[TypeVarTuple("Q", n(S))]),
    AsyncFunctionDef("f", args(), [], [], None, None, []), AsyncFunctionDef("f", args(), [Pass()], [n(S)], None, None, []),
    cls(), cls(body=[]), cls([n(S)]), cls(keywords=[keyword("k", n(S))]), cls(decorators=[n(S)]), cls([None]), cls(body=[None]), cls(params=[TypeVar("T", n(S), None)]),
    f([Return(n(S))]), f([Return(None)]),
    Delete([]), Delete([None]), Delete([n()]), Delete([n(D)]), Delete([c()]), Delete([BinOp(n(), Add(), n())]), Delete([Tuple([n(D)], D)]), Delete([Tuple([n(S)], D)]), Delete([Starred(n(D), D)]),
    Assign([], c()), Assign([None], c()), Assign([n()], c()), Assign([n(S)], n(S)), Assign([c()], c()), Assign([Call(n(), [], [])], c()),
    Assign([Tuple([n()], S)], c()), Assign([Tuple([n(S)], L)], c()), Assign([List([n(S), Starred(n(S), S)], S)], c()), Assign([Attribute(n(), "a", S)], c()), Assign([Attribute(n(S), "a", S)], c()),
    Assign([Subscript(n(), n(), S)], c()), Assign([Subscript(n(), n(S), S)], c()), Assign([Subscript(n(S), n(), S)], c()), Assign([JoinedStr([])], c()), Assign([Starred(n(S), S)], c()),
    AugAssign(n(), Add(), c()), AugAssign(n(S), Add(), n(S)), AugAssign(n(S), Add(), c()), AugAssign(Tuple([n(S)], S), Add(), c()),
    AnnAssign(n(S), n(), None, 1), AnnAssign(n(), n(), None, 1), AnnAssign(Attribute(n(), "a", S), n(), None, 1), AnnAssign(Attribute(n(), "a", S), n(), None, 0), AnnAssign(n(S), n(S), None, 1), AnnAssign(n(S), n(), n(S), 1), AnnAssign(Subscript(n(), n(), S), n(), None, 1), AnnAssign(Tuple([n(S)], S), n(), None, 1),
    TypeAlias(n(S), [], n()), TypeAlias(n(), [], n()), TypeAlias(Attribute(n(), "a", S), [], n()), TypeAlias(n(S), [], n(S)), TypeAlias(n(S), [TypeVar("T", n(S), None)], n()),
    For(n(S), n(), [], []), For(n(), n(), [Pass()], []), For(n(S), n(S), [Pass()], []), For(n(S), n(), [None], []), For(n(S), n(), [Pass()], [None]), For(n(S), n(), [Pass()], []),
    AsyncFor(n(S), n(), [], []), AsyncFor(n(), n(), [Pass()], []),
    While(n(), [], []), While(n(S), [Pass()], []), While(n(), [Pass()], [None]), While(n(), [Pass()], [Expr(n(S))]),
    If(n(), [], []), If(n(S), [Pass()], []), If(n(), [Pass()], [None]), If(n(), [Expr(n(S))], []), If(n(), [Pass()], [Expr(n(S))]),
    With([], [Pass()]), With([withitem(n())], []), With([withitem(n(S))], [Pass()]), With([withitem(n(), n())], [Pass()]), With([withitem(n(), n(S))], [Pass()]), AsyncWith([], [Pass()]), AsyncWith([withitem(n())], []), With([withitem(n(), n(D))], [Expr(n(S))]),
    Raise(None, None), Raise(n(S), None), Raise(None, n()), Raise(n(), n(S)),
    Try([], [], [], []), Try([Pass()], [], [], []), Try([Pass()], [], [Pass()], [Pass()]), Try([Pass()], [H], [None], []), Try([Pass()], [ExceptHandler(n(S), "e", [Pass()])], [], []), Try([Pass()], [ExceptHandler(n(), "e", [])], [], []), Try([Pass()], [], [], [Pass()]), Try([Pass()], [], [], [None]), Try([Expr(n(S))], [H], [], []), Try([None], [H], [], []), Try([Pass()], [H], [Expr(n(S))], []), Try([Pass()], [H], [], [Expr(n(S))]), Try([Pass()], [ExceptHandler(n(), "e", [None])], [], []), Try([], [H], [], []),
    TryStar([], [], [], []), TryStar([Pass()], [], [], []), TryStar([Pass()], [], [Pass()], [Pass()]), TryStar([Pass()], [ExceptHandler(n(S), "e", [Pass()])], [], []), TryStar([Pass()], [ExceptHandler(n(), "e", [])], [], []), TryStar([Pass()], [], [], [Pass()]), TryStar([Pass()], [ExceptHandler(n(), None, [Pass()])], [], []),
    ClassDef("None", [], [], [Pass()], [], []), cls([n(D)], [keyword("k", n(S))]), cls([n(D)], decorators=[n(S)]), f(decorators=[n(D)], returns=n(S)), f(a=args(args=[arg("x", n(D))]), params=[TypeVar("T", n(S), None)]), f(a=args(args=[arg("x", n(D))]), decorators=[n(S)]),
    f([Expr(n(S))], params=[TypeVar("T", n(D), None)]), cls([n(S)], params=[TypeVar("T", n(D), None)]), For(n(S), n(S), [], []), If(n(S), [], []), Try([Pass()], [ExceptHandler(n(S), "e", [])], [None], [Expr(n(D))]), Try([Pass()], [H], [Expr(n(S))], [Expr(n(D))]),
    AnnAssign(Attribute(n(), "a", L), n(S), None, 1), AnnAssign(n(S), n(D), n(S), 1), TypeAlias(n(S), [TypeVar("T", n(D), None)], n(S)), Match(n(S), []), m(MatchAs(None, "_"), n(S)), m(MatchAs(None, None), n(S), []), m(MatchMapping([c()], [MatchStar(None)], "_")), m(MatchMapping([n()], [MatchStar(None)], None)), m(MatchClass(n(), [MatchStar(None)], ["None"], [MatchStar(None)])), m(MatchClass(n(S), [], ["None"], [])), m(MatchAs(MatchStar(None), "_")),
    FunctionDef("None", args(), [Pass()], [], None, None, []), FunctionDef("None", args(), [], [], None, None, []), AsyncFunctionDef("True", args(), [Pass()], [], None, None, []), ClassDef("None", [], [], [], [], []), f(a=args(args=[arg("None")])), f(a=args(vararg=arg("True"), kwarg=arg("None"))), cls(keywords=[keyword("None", c())]), Global(["None"]), Nonlocal(["None"]), Import([alias("None", "True")]), ImportFrom("None", [alias("None", "None")], 0), f(params=[TypeVar("None", None, None)]), f(params=[ParamSpec("None", None)]), f(params=[TypeVarTuple("None", None)]), Try([Pass()], [ExceptHandler(n(), "None", [Pass()])], [], []), f(params=[TypeVar("None", n(S), None)]),
    ClassDef("None", [], [], [Pass()], [], [TypeVar("T", n(S), None)]), ClassDef("None", [n(S)], [], [Pass()], [], []), FunctionDef("None", args(args=[arg("x", n(S))]), [Pass()], [], None, None, []), ClassDef("None", [], [], [Expr(n(S))], [], []), FunctionDef("None", args(), [Expr(n(S))], [], None, None, []), f(params=[ParamSpec("None", n(S))]), f(params=[TypeVarTuple("None", n(S))]),
    Import([alias("a", "None")]), Import([alias("None.b", None)]), Import([alias("a", None), alias("b", "True")]), ImportFrom("None", [alias("a", None)], 0), ImportFrom("m", [alias("a", "None")], 0), ImportFrom("m", [alias("None", None)], 0), ImportFrom("m", [alias("None", None)], -1), ImportFrom("None", [], 0), ImportFrom("True", [alias("None", None)], 0),
    Try([Pass()], [ExceptHandler(n(S), "None", [Pass()])], [], []), Try([Pass()], [ExceptHandler(n(), "None", [])], [], []), Try([Pass()], [ExceptHandler(n(), "None", [Expr(n(S))])], [], []), Try([Pass()], [H, at(ExceptHandler(n(S), "None", [Pass()]), 3, 0, 2, 0)], [], []), AsyncFunctionDef("None", args(args=[arg("x", n(S))]), [Pass()], [], None, None, []),
    Assert(n(S), None), Assert(n(), n(S)), Assert(n(), n()),
    Import([]), Import([alias("a", None)]), ImportFrom("m", [], 0), ImportFrom("m", [alias("a", None)], -1), ImportFrom(None, [alias("a", None)], 1), ImportFrom("m", [], -1), Global([]), Nonlocal([]), Global(["a"]),
    stmt(n(S)), stmt(n(D)), Pass(), For(n(S), n(), [Break(), Continue()], []),
    Match(n(S), [match_case(MatchAs(None, None), None, [Pass()])]), Match(n(), []),
    m(MatchAs(None, None)), m(MatchAs(None, None), n(S)), m(MatchAs(None, None), None, []), m(MatchAs(MatchAs(None, None), None)), m(MatchAs(MatchAs(None, "a"), "_")), m(MatchAs(None, "_")), m(MatchAs(MatchAs(None, None), "a")),
    m(MatchValue(c())), m(MatchValue(c(None))), m(MatchValue(c(True))), m(MatchValue(c(...))), m(MatchValue(n())), m(MatchValue(Attribute(n(), "a", L))), m(MatchValue(Attribute(n(), "a", S))), m(MatchValue(Attribute(c(), "a", L))), m(MatchValue(UnaryOp(USub(), c()))), m(MatchValue(UnaryOp(Not(), c()))), m(MatchValue(UnaryOp(USub(), c("a")))), m(MatchValue(UnaryOp(USub(), n()))),
    m(MatchValue(BinOp(c(), Add(), c(2j)))), m(MatchValue(BinOp(c(), Mult(), c(2j)))), m(MatchValue(BinOp(c(), Add(), c(2)))), m(MatchValue(BinOp(UnaryOp(USub(), c()), Sub(), c(2j)))), m(MatchValue(BinOp(c(2j), Sub(), c(2j)))), m(MatchValue(BinOp(n(), Sub(), c(2j)))), m(MatchValue(BinOp(UnaryOp(USub(), c(2j)), Sub(), c(2j)))), m(MatchValue(UnaryOp(USub(), c(2j)))), m(MatchValue(UnaryOp(USub(), c(True)))),
    m(MatchValue(JoinedStr([]))), m(MatchValue(JoinedStr([FormattedValue(n(), -1, None)]))), m(MatchValue(TemplateStr([]))), m(MatchValue(Tuple([], L))), m(MatchValue(c(b"a"))), m(MatchValue(c(1.5))), m(MatchValue(c("a"))),
    m(MatchSingleton(None)), m(MatchSingleton(True)), m(MatchSingleton(1)), m(MatchSingleton("a")), m(MatchSingleton(...)),
    m(MatchSequence([])), m(MatchSequence([MatchStar(None), MatchStar("a")])), m(MatchSequence([MatchStar("_")])), m(MatchSequence([MatchStar(None)])), m(MatchStar(None)), m(MatchSequence([MatchValue(n())])),
    m(MatchMapping([], [], None)), m(MatchMapping([c()], [], None)), m(MatchMapping([c()], [MatchAs(None, None)], "r")), m(MatchMapping([c()], [MatchAs(None, None)], "_")), m(MatchMapping([n()], [MatchAs(None, None)], None)), m(MatchMapping([c(None)], [MatchAs(None, None)], None)), m(MatchMapping([c(True)], [MatchAs(None, None)], None)), m(MatchMapping([Attribute(n(), "a", L)], [MatchAs(None, None)], None)), m(MatchMapping([c(...)], [MatchAs(None, None)], None)), m(MatchMapping([c()], [MatchStar(None)], None)), m(MatchMapping([JoinedStr([])], [MatchAs(None, None)], None)),
    m(MatchClass(n(), [], [], [])), m(MatchClass(n(S), [], [], [])), m(MatchClass(Attribute(n(), "a", L), [], [], [])), m(MatchClass(c(), [], [], [])), m(MatchClass(Attribute(c(), "a", L), [], [], [])), m(MatchClass(n(), [], ["a"], [])), m(MatchClass(n(), [], ["a"], [MatchAs(None, None)])), m(MatchClass(n(), [], ["_"], [MatchAs(None, None)])), m(MatchClass(n(), [MatchStar(None)], [], [])), m(MatchClass(n(), [], ["a"], [MatchStar(None)])), m(MatchClass(n(id="_"), [], [], [])), m(MatchClass(Attribute(n(id="_"), "a", L), [], [], [])), m(MatchClass(Attribute(n(), "_", L), [], [], [])), m(MatchClass(Attribute(Attribute(n(), "a", L), "b", S), [], [], [])), m(MatchClass(Call(n(), [], []), [], [], [])), m(MatchClass(n(id="None"), [], [], [])),
    m(MatchOr([])), m(MatchOr([MatchAs(None, "a")])), m(MatchOr([MatchValue(c()), MatchValue(c(2))])), m(MatchOr([MatchValue(c()), MatchStar(None)])), m(MatchOr([MatchValue(c()), MatchValue(n())])),
    m(MatchAs(MatchStar(None), "a")), m(MatchAs(None, "None")), m(MatchStar("None")), m(MatchSequence([MatchStar("True")])), m(MatchMapping([], [], "False")), m(MatchClass(n(), [], ["None"], [MatchAs(None, None)])),
    at(Pass(), 5, 0, 4, 0), at(Pass(), 5, 3, 5, 2), at(Pass(), -1, 0, 4, 0), at(Pass(), 1, -2, 1, 5), at(Pass(), 1, 3, 2, 0), at(Pass(), 0, 0, 0, 0), at(Expr(at(c(), 3, 0, 2, 0)), 1, 0, 1, 0),
    at(Expr(at(c(), 1, 5, 1, 2)), 1, 0, 1, 0), at(f(a=args(args=[at(arg("x"), 3, 0, 2, 0)])), 1, 0, 1, 1), at(cls(keywords=[at(keyword("x", c()), 3, 0, 2, 0)]), 1, 0, 1, 1), at(f(params=[at(TypeVar("T", None, None), 3, 0, 2, 0)]), 1, 0, 1, 1), at(Try([Pass()], [at(ExceptHandler(None, None, [Pass()]), 3, 0, 2, 0)], [], []), 1, 0, 1, 1), at(m(at(MatchAs(None, None), 3, 0, 2, 0)), 1, 0, 1, 1), at(Import([at(alias("a", None), 3, 0, 2, 0)]), 1, 0, 1, 1), at(Pass(), -1, 0, -1, 0), at(Pass(), 1, -1, 1, -1), at(Pass(), -3, 0, -1, 0), at(Pass(), 1, -1, 1, 2), at(Pass(), 1, 2, 1, -1),
]

expressions = [
    Lambda(args(args=[arg("x", n(D))], defaults=[c(), n(S)]), c()), Lambda(args(args=[arg("x"), arg("y")], defaults=[n(S)], kwonlyargs=[arg("z")]), n(D)), Dict([n(S)], [n(D)]), Call(n(), [n(D)], [keyword("a", n(S))]),
    Subscript(n(D), n(S), L), NamedExpr(n(id="None"), c()), Attribute(n(id="None"), "a", L), Lambda(args(args=[arg("None")]), c()), JoinedStr([FormattedValue(n(D), -1, n(S))]),
    BoolOp(And(), []), BoolOp(And(), [c()]), BoolOp(And(), [None, c()]), BoolOp(And(), [n(S), c()]), BoolOp(Or(), [c(), c()]), BinOp(n(S), Add(), c()), BinOp(c(), Add(), n(S)), UnaryOp(Not(), n(S)),
    NamedExpr(n(S), c()), NamedExpr(n(), c()), NamedExpr(n(S), n(S)), NamedExpr(Attribute(n(), "a", S), c()), NamedExpr(c(), c()),
    Lambda(args(), n(S)), Lambda(args(args=[arg("x")], defaults=[c(), c()]), c()), Lambda(args(args=[arg("x", n(S))]), c()), IfExp(n(S), c(), c()), IfExp(c(), n(S), c()), IfExp(c(), c(), n(S)),
    Dict([], []), Dict([c()], []), Dict([], [c()]), Dict([None], [c()]), Dict([c()], [None]), Dict([n(S)], [c()]), Dict([c()], [n(S)]), Set([]), Set([None]), Set([n(S)]),
    ListComp(c(), []), SetComp(c(), []), DictComp(c(), c(), []), GeneratorExp(c(), []), ListComp(n(S), [comp()]), ListComp(c(), [comp(n())]), ListComp(c(), [comp(iter=n(S))]), ListComp(c(), [comp(ifs=[n(S)])]), ListComp(c(), [comp(ifs=[None])]), DictComp(n(S), c(), [comp()]), DictComp(c(), n(S), [comp()]), GeneratorExp(c(), [comp()]), GeneratorExp(n(S), [comp(n())]), DictComp(n(S), c(), [comp(n())]),
    Compare(c(), [], []), Compare(c(), [Eq()], []), Compare(c(), [Eq()], [c(), c()]), Compare(n(S), [Eq()], [c()]), Compare(c(), [Eq()], [n(S)]), Compare(c(), [In()], [None]), Compare(c(), [], [c()]), Compare(n(S), [Eq()], [n(D)]),
    Call(n(S), [], []), Call(n(), [n(S)], []), Call(n(), [None], []), Call(n(), [], [keyword("a", n(S))]), Call(n(), [Starred(n(), L)], [keyword(None, n())]), Call(n(), [], [keyword("None", n())]), Call(n(), [n(S)], [keyword("a", n(S))]),
    c(None), c(1.5), c(b"x"), c(BIG), c(...), c(True), c("x"), c(2j),
    JoinedStr([]), JoinedStr([None]), JoinedStr([n(S)]), JoinedStr([FormattedValue(n(S), -1, None)]), JoinedStr([FormattedValue(n(), -1, n(S))]), JoinedStr([FormattedValue(n(), 5, None)]), FormattedValue(n(), -1, None), JoinedStr([FormattedValue(n(), 114, JoinedStr([c("x")]))]),
    TemplateStr([]), TemplateStr([None]), TemplateStr([Interpolation(n(S), "n", -1, None)]), TemplateStr([Interpolation(n(), "n", -1, n(S))]), TemplateStr([Interpolation(n(), "n", -1, None)]),
    Attribute(n(S), "a", L), Attribute(n(), "a", S), Attribute(n(), "a", D), Attribute(n(), "None", L), Subscript(n(S), c(), L), Subscript(n(), n(S), L), Subscript(n(), c(), S), Subscript(n(), Slice(n(S), None, None), L), Subscript(n(), Slice(None, n(S), None), L), Subscript(n(), Slice(None, None, n(S)), L), Subscript(n(), Slice(None, None, None), L), Slice(None, None, None),
    Starred(n(S), L), Starred(n(), S), List([Starred(n(), L)], L), List([None], L), List([n(S)], L), List([], S), Tuple([], S), Tuple([n(S)], L), Tuple([None], L), Tuple([n(S)], S),
    n(S), n(D), n(id="None"), n(id="True"), n(id="False"), n(id="__debug__"), n(id="a b"), n(id=""), Await(n(S)), Yield(n(S)), YieldFrom(n(S)),
]


def judge(tree, mode):
    ast.fix_missing_locations(tree)
    try:
        compile(tree, "<tree>", mode)
        verdict = None
    except (SyntaxError, SystemError):
        verdict = None  # found later: the tree itself passed
    except Exception as error:
        verdict = f"{type(error).__name__}: {error}"
    print(json.dumps({"tree": ast.dump(tree, include_attributes=True, show_empty=True), "verdict": verdict}))


for statement in statements:
    judge(Module([statement], []), "exec")
for expression in expressions:
    judge(Expression(expression), "eval")
judge(Module([None], []), "exec")
judge(Module([], []), "exec")
judge(Interactive([]), "single")
judge(Interactive([Expr(n(S))]), "single")
judge(Interactive([Pass()]), "single")
