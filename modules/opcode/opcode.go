// Package opcode is the module _opcode: what dis and opcode know of instructions, from the table of compiler/opcode.
package opcode

import (
	"github.com/gopy-lang/gopy/compiler/opcode"
	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "_opcode",
	Doc:       "Facts about instructions.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		m.Set(th, "ENABLE_SPECIALIZATION", py.Int(1))
		m.Set(th, "ENABLE_SPECIALIZATION_FT", py.Int(1))
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("stack_effect($module, opcode, oparg=None, /, *, jump=None)", "Return by how much an instruction changes the depth of the stack: when it jumps, when it doesn't, or the larger (None).", stackEffect),
		test("is_valid", "is an instruction", opcode.Op.Valid),
		test("has_arg", "uses its argument", opcode.Op.HasArg),
		test("has_const", "has a constant as argument", opcode.Op.HasConst),
		test("has_name", "has a name as argument", opcode.Op.HasName),
		test("has_jump", "jumps", opcode.Op.HasJump),
		test("has_free", "has a cell as argument", opcode.Op.HasFree),
		test("has_local", "has a local variable as argument", opcode.Op.HasLocal),
		test("has_exc", "sets an exception handler", opcode.Op.HasExc),
		py.Def("get_nb_ops($module, /)", "Return the (name, operator) pairs of BINARY_OP.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return rows(opcode.BinaryOperators[:], func(r opcode.Row) py.Value { return py.TupleOf(py.Text(r.Name), py.Text(r.Text)).Value() }), nil
		}),
		py.Def("get_intrinsic1_descs($module, /)", "Return the names of the functions of CALL_INTRINSIC_1.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return rows(opcode.Intrinsics1[:], func(r opcode.Row) py.Value { return py.Text(r.Name) }), nil
		}),
		py.Def("get_intrinsic2_descs($module, /)", "Return the names of the functions of CALL_INTRINSIC_2.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return rows(opcode.Intrinsics2[:], func(r opcode.Row) py.Value { return py.Text(r.Name) }), nil
		}),
		py.Def("get_special_method_names($module, /)", "Return the names of the methods of LOAD_SPECIAL.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return rows(opcode.SpecialMethods[:], func(r opcode.Row) py.Value { return py.Text(r.Text) }), nil
		}),
		py.Def("_instructions($module, /)", "Return (name, number, kind, specialized variants, cache) of each instruction; kind: plain (no argument), argument, specialized, instrumented, pseudo.", instructions),
		py.Def("get_specialization_stats($module, /)", "Return None: no statistics are kept.", func(th *py.Thread, a []py.Value) (py.Value, error) { return py.None, nil }),
		py.Def("get_executor($module, /, code, offset)", "Raise ValueError: there are no executors.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if py.AsCode(a[0]) == nil {
				return py.Unbound, py.Raise(py.TypeError, "expected a code object, not '%s'", a[0].Type().TypeName())
			}
			return py.Unbound, py.Raise(py.ValueError, "no executor at given byte offset")
		}),
	}
}

func rows(table []opcode.Row, value func(r opcode.Row) py.Value) py.Value {
	out := py.NewList(nil)
	for _, r := range table {
		out.Append(value(r))
	}
	return out.Value()
}

// instructions lists the instruction set for module _opcode_metadata.
func instructions(th *py.Thread, a []py.Value) (py.Value, error) {
	list := py.NewList(nil)
	for n := range opcode.Limit {
		op := opcode.Op(n)
		if !op.Valid() {
			continue
		}
		kind := "plain"
		switch {
		case op.IsPseudo():
			kind = "pseudo"
		case op.IsSpecialized():
			kind = "specialized"
		case op.IsInstrumented():
			kind = "instrumented"
		case op.HasArg() || op == opcode.RESUME:
			kind = "argument"
		}
		variants, cache := py.NewList(nil), py.NewList(nil)
		for _, v := range op.Specializations() {
			variants.Append(py.Text(v.String()))
		}
		if kind == "plain" || kind == "argument" {
			for _, f := range op.Cache() {
				cache.Append(py.TupleOf(py.Text(f.Name), py.Int(int64(f.Entries))).Value())
			}
		}
		list.Append(py.TupleOf(py.Text(op.String()), py.Int(int64(n)), py.Text(kind), variants.Value(), cache.Value()).Value())
	}
	return list.Value(), nil
}

func valid(n int) bool { return n >= 0 && n < opcode.Limit && opcode.Op(n).Valid() }

func test(name, what string, f func(op opcode.Op) bool) *py.MethodDef {
	return py.Def(name+"($module, /, opcode)", "Tell whether the instruction "+what+".", func(th *py.Thread, a []py.Value) (py.Value, error) {
		n, err := py.AsCInt(th, a[0])
		return py.Bool(err == nil && valid(n) && f(opcode.Op(n))), err
	})
}

func stackEffect(th *py.Thread, a []py.Value) (py.Value, error) {
	n, err := py.AsCInt(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	arg := 0
	if !a[1].IsNone() {
		if arg, err = py.AsCInt(th, a[1]); err != nil {
			return py.Unbound, err
		}
	}
	if !valid(n) || opcode.Op(n).IsSpecialized() {
		return py.Unbound, py.Raise(py.ValueError, "invalid opcode or oparg")
	}
	op := opcode.Op(n)
	effect := op.StackEffect(arg, false)
	switch {
	case a[2].IsNone():
		effect = max(effect, op.StackEffect(arg, true))
	case a[2].IsBool():
		effect = op.StackEffect(arg, a[2].BoolValue())
	default:
		return py.Unbound, py.Raise(py.ValueError, "stack_effect: jump must be False, True or None")
	}
	return py.Int(int64(effect)), nil
}
