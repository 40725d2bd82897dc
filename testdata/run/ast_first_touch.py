"""What a node of a parsed tree is does not depend on what is done with it first."""

import ast
import copy
import gc
import operator
import pickle
import weakref

SOURCE = '''\
@d(1)
def f(a, /, b: int = 2, *c, e=b'x', **g) -> None:
    "doc"
    for i, j in {**a, 'k': [x async for x in y if x]}: del i.j, i[1:2]
    match a:
        case P(x=r) | {'k': None, **r}: return f"{a!r:>{b}}"
class C[T: int]: x: T = 1j; global z
'''


def name():
    return ast.parse('some.name[0]', 'f', 'eval').body.value


def shown(action):
    node = name()
    try:
        result = action(node)
    except Exception as e:
        result = type(e).__name__, str(e)
    print(result if not isinstance(result, ast.AST) else ast.dump(result), '|', ast.dump(node, include_attributes=True), '|', sorted(vars(node)))


def delete(node):
    del node.attr


def delete_absent(node):
    del node.absent


def replace_dict(node):
    node.__dict__ = {'attr': 'b', 'ctx': ast.Store(), 'value': node}.copy()
    node.value = ast.Name('q')


def reclass(node):
    node.__class__ = ast.Starred


def stored(node):
    node.attr = 'other'
    node.extra = 1
    return node.extra


class Sub(ast.Attribute):
    pass


for action in (
    lambda node: node.attr, lambda node: node.lineno, lambda node: node.absent, lambda node: node._fields, lambda node: node.__match_args__,
    vars, lambda node: node.__dict__['attr'], lambda node: sorted(dir(node))[-4:], repr, copy.copy, copy.deepcopy, delete, delete_absent,
    replace_dict, reclass, stored, lambda node: copy.replace(node, attr='r'), lambda node: pickle.loads(pickle.dumps(node)),
    lambda node: pickle.loads(pickle.dumps(node, 0)), operator.attrgetter('end_col_offset'), lambda node: setattr(node, 'ctx', ast.Del()),
    lambda node: hasattr(node, 'value'), lambda node: object.__getattribute__(node, 'attr'), lambda node: object.__setattr__(node, 'attr', 'w'),
    lambda node: weakref.ref(node)() is node, lambda node: setattr(node, '__class__', Sub), ast.unparse,
    lambda node: ast.unparse(ast.Await(node)), lambda node: ast.compare(node, name()),
    lambda node: ast.copy_location(ast.Name('n', ast.Load()), node), lambda node: ast.increment_lineno(node, 3), ast.literal_eval,
):
    shown(action)


def matched(node):
    match node:
        case ast.Attribute(value=ast.Name(id=i), attr='name'):
            return i


shown(matched)

# Attributes that a program adds to some nodes, while others were not looked at yet.
tree, late = ast.parse(SOURCE), ast.parse(SOURCE)
for node in ast.walk(tree):
    for n in range(12):
        setattr(node, f'own{n}', n)
print(ast.dump(late, include_attributes=True) == ast.dump(ast.parse(SOURCE), include_attributes=True), ast.compare(tree, late, compare_attributes=True))
print(sum(node.own11 for node in ast.walk(tree)))
gc.collect()
print(ast.unparse(late) == ast.unparse(tree))

# Parts that nobody looked at are compiled with parts that a program changed, and keep their places.
tree = ast.parse('a = 1\nif a:\n    b = [a, 2]\nc = 5')
tree.body[1].body[0].value.elts.append(ast.Constant(3))
tree.body.append(ast.parse('d = b + [c]').body[0])
space = {}
code = compile(ast.fix_missing_locations(tree), 'f', 'exec')
exec(code, space)
print(space['d'], [line for _, _, line in code.co_lines()])
compile(tree, 'f', 'exec', optimize=2)
print(ast.unparse(tree))
whole = ast.parse(SOURCE.replace('async ', ''))
print(compile(whole, 'f', 'exec').co_names, len(ast.dump(whole)))
for wrong in (ast.Module([name()], []), ast.Expression(ast.parse('x').body[0]), ast.Expression(ast.arguments())):
    try:
        compile(ast.fix_missing_locations(wrong), 'f', 'exec' if isinstance(wrong, ast.Module) else 'eval')
    except Exception as e:
        print(type(e).__name__, str(e).split(' at 0x')[0])

# The classes' own attributes.
ast.Name.note = 'of the class'
print(ast.parse('x').body[0].value.note)
node = ast.parse('x').body[0].value
node.note = 'its own'
print(node.note, ast.Name.note)
del node.note, ast.Name.note
print(hasattr(node, 'note'), ast.parse('def f(): pass').body[0].returns)
for source in 'a' + '()' * 500_000, 'a' + '.b' * 500_000, 'a' + '*a' * 500_000:
    try:
        ast.parse(source)
    except RecursionError:
        print('RecursionError')
