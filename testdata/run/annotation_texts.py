# What annotations look like as text, and when a text that is no expression is refused.
import annotationlib
import typing
from annotationlib import Format, ForwardRef, call_annotate_function, get_annotations, type_repr
from string.templatelib import Interpolation, Template

for make in (lambda: typing.List[''], lambda: typing.Generic['/T'], lambda: typing.Union['a b'], lambda: typing.Optional['('],
             lambda: typing.Literal['('], lambda: typing.Callable[['('], int], lambda: ForwardRef('a b'),
             lambda: ForwardRef('a b').evaluate(), lambda: typing.List['*a']):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)

for template in (t'a"b{1}', t"a'b{1}", t"""a'b"{1}""", t'a\nb', t'\\n', t'é\x00{"a"}', t'''{1
+2}''', t'', t'{"x"!r:>5}', t'{{}}', Template('hi', Interpolation(42)), Template('hi', Interpolation(42, '4!2'))):
    print(type_repr(template))


def shenanigans(x: x | (1).__class__, y: (1).__class__, z: t'{x}', *args: ' *tuple[int, ...]'): ...


print(get_annotations(shenanigans, format=Format.STRING))
print(annotationlib.annotations_to_string({'a': int, 'b': ..., 'c': 'int'}))


class Refusal(Exception):
    pass


def values_only(format, /):
    if format == Format.VALUE:
        raise Refusal
    raise NotImplementedError(format)


def forward_only(format, /):
    if format == Format.FORWARDREF:
        return {'x': str}
    raise NotImplementedError(format)


for function in values_only, forward_only:
    for format in Format.VALUE, Format.FORWARDREF, Format.STRING:
        try:
            print(call_annotate_function(function, format))
        except Exception as error:
            print(type(error).__name__, error)

Outer = int


class Sample[Outer, Inner]:
    Inner = str


for is_class in False, True:
    for name in 'Outer', 'Inner':
        print(ForwardRef(name, owner=Sample, is_class=is_class).evaluate())
