// This file holds the interned names that the machine looks up.

package eval

import (
	"github.com/gopy-lang/gopy/compiler/opcode"
	py "github.com/gopy-lang/gopy/runtime"
)

// names are the strings of one interpreter.
type names struct {
	special                                                        [len(opcode.SpecialMethods)]*py.Str
	buildClass                                                     *py.Str
	annotations                                                    *py.Str
	init                                                           *py.Str
	keys                                                           *py.Str
	matchArgs                                                      *py.Str
	get                                                            *py.Str
	name                                                           *py.Str
	qualName                                                       *py.Str
	module                                                         *py.Str
	importName                                                     *py.Str
	all                                                            *py.Str
	dict                                                           *py.Str
	builtins                                                       *py.Str
	displayhook                                                    *py.Str
	format                                                         *py.Str
	send                                                           *py.Str
	throw                                                          *py.Str
	close                                                          *py.Str
	value                                                          *py.Str
	spec                                                           *py.Str
	file                                                           *py.Str
	path                                                           *py.Str
	call                                                           *py.Str
	await                                                          *py.Str
	eventCall, eventLine, eventReturn, eventException, eventOpcode *py.Str
	eventCCall, eventCReturn, eventCException                      *py.Str
	next                                                           *py.Str
	class                                                          *py.Str
	getItem                                                        *py.Str
	missing                                                        *py.Str
	setItem                                                        *py.Str
	contains, iter                                                 *py.Str
	negative, positive, invert, absolute                           *py.Str
	binary, reflected                                              [py.NumBinary]*py.Str
	compare                                                        [6]*py.Str
}

func makeNames(in *py.Interp) *names {
	n := &names{
		buildClass: in.Intern("__build_class__"), annotations: in.Intern("__annotations__"), init: in.Intern("__init__"),
		keys: in.Intern("keys"), matchArgs: in.Intern("__match_args__"), get: in.Intern("get"), name: in.Intern("__name__"),
		qualName: in.Intern("__qualname__"), module: in.Intern("__module__"), importName: in.Intern("__import__"),
		all: in.Intern("__all__"), dict: in.Intern("__dict__"), builtins: in.Intern("__builtins__"),
		displayhook: in.Intern("displayhook"), format: in.Intern("__format__"), send: in.Intern("send"),
		throw: in.Intern("throw"), close: in.Intern("close"), value: in.Intern("value"), spec: in.Intern("__spec__"),
		file: in.Intern("__file__"), path: in.Intern("__path__"),
	}
	n.await, n.class, n.missing = in.Intern("__await__"), in.Intern("__class__"), in.Intern("__missing__")
	n.call, n.next, n.getItem, n.setItem = in.Intern("__call__"), in.Intern("__next__"), in.Intern("__getitem__"), in.Intern("__setitem__")
	n.contains, n.iter = in.Intern("__contains__"), in.Intern("__iter__")
	n.negative, n.positive, n.invert, n.absolute = in.Intern("__neg__"), in.Intern("__pos__"), in.Intern("__invert__"), in.Intern("__abs__")
	for i, name := range [...]string{"add", "and", "floordiv", "lshift", "matmul", "mul", "mod", "or", "pow", "rshift", "sub", "truediv", "xor"} {
		n.binary[i], n.reflected[i] = in.Intern("__"+name+"__"), in.Intern("__r"+name+"__")
	}
	for i, name := range [...]string{"lt", "le", "eq", "ne", "gt", "ge"} {
		n.compare[i] = in.Intern("__" + name + "__")
	}
	n.eventCall, n.eventLine, n.eventReturn = in.Intern("call"), in.Intern("line"), in.Intern("return")
	n.eventCCall, n.eventCReturn, n.eventCException = in.Intern("c_call"), in.Intern("c_return"), in.Intern("c_exception")
	n.eventException, n.eventOpcode = in.Intern("exception"), in.Intern("opcode")
	for i := range n.special {
		row := opcode.SpecialMethods[i]
		n.special[row.Value] = in.Intern(row.Text)
	}
	return n
}
