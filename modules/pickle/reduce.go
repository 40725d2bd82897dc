// This file pickles objects by what their __reduce_ex__ says, and classes and functions by their names.

package pickle

import (
	"encoding/binary"
	"math/big"
	"slices"
	"strconv"
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// twosComplement returns a negative number as size bytes, big-endian.
func twosComplement(n *big.Int, size int) []byte {
	wrapped := new(big.Int).Lsh(big.NewInt(1), uint(8*size))
	return wrapped.Add(wrapped, n).FillBytes(make([]byte, size))
}

// savePersistent pickles the persistent ID of an object, if it has one.
func (s *saver) savePersistent(v py.Value) (bool, error) {
	id, err := py.CallArgs(s.th, s.persID, v)
	if err != nil || id.IsNone() {
		return false, err
	}
	if s.bin != 0 {
		if err := s.boundary(); err != nil {
			return false, err
		}
		if err := s.saveObject(id); err != nil {
			return false, err
		}
		s.op(opBinPersID)
		return true, nil
	}
	text, err := py.StrOf(s.th, id)
	if err != nil {
		return false, err
	}
	if !text.IsASCII() {
		return false, cantPickle("persistent IDs in protocol 0 must be ASCII strings")
	}
	s.text(opPersID, text.String())
	return true, nil
}

// reduce pickles an object that is of no built-in type with an opcode of its own.
func (s *saver) reduce(v py.Value) error {
	if !s.override.IsUnbound() {
		r, err := py.CallArgs(s.th, s.override, v)
		if err != nil {
			return err
		}
		if !r.IsNotImplemented() {
			return s.reduced(v, r)
		}
	}
	t := v.Type()
	switch {
	case t == py.TypeType:
		return s.class(v)
	case v.Kind() == py.KindFunction:
		return s.global(v, nil)
	}
	if x := py.AsInstance(v); x != nil && s.protocol >= 2 && s.fast == 0 {
		if done, err := s.instance(x); err != nil || done {
			return err
		}
	}
	f, err := s.reductionFunction(t)
	if err != nil {
		return err
	}
	if !f.IsUnbound() {
		r, err := py.CallArgs(s.th, f, v)
		if err != nil {
			return err
		}
		return s.reduced(v, r)
	}
	if t.IsSubtype(py.TypeType) {
		return s.global(v, nil)
	}
	in := s.th.Interp
	if f, err = py.GetAttrOr(s.th, v, in.Intern("__reduce_ex__")); err != nil {
		return err
	}
	var r py.Value
	if !f.IsUnbound() {
		r, err = py.CallArgs(s.th, f, py.Int(int64(s.protocol)))
	} else {
		if f, err = py.GetAttrOr(s.th, v, in.Intern("__reduce__")); err != nil {
			return err
		}
		if f.IsUnbound() {
			return cantPickle("Can't pickle %s object", t.QualifiedName(s.th))
		}
		r, err = py.CallArgs(s.th, f)
	}
	if err != nil {
		return err
	}
	return s.reduced(v, r)
}

// reductionFunction looks a class up in the dispatch table; Unbound: it isn't there.
func (s *saver) reductionFunction(t *py.Type) (py.Value, error) {
	if s.dispatchTable.IsUnbound() {
		if s.table == nil {
			v, err := attribute(s.th, "copyreg", "dispatch_table")
			if err != nil {
				return py.Unbound, err
			}
			if s.table = py.AsDict(v); s.table == nil {
				return py.Unbound, py.Raise(py.RuntimeError, "copyreg.dispatch_table should be a dict, not %s", v.Type().TypeName())
			}
		}
		return s.table.GetItem(s.th, t.Value())
	}
	if d := py.AsDict(s.dispatchTable); d != nil && s.dispatchTable.IsExact(py.KindDict) {
		return d.GetItem(s.th, t.Value())
	}
	f, err := py.GetItem(s.th, s.dispatchTable, t.Value())
	if err != nil && py.Matches(err, py.KeyError) {
		return py.Unbound, nil
	}
	return f, err
}

// reduced pickles what a reduction returned: a global name, or how to rebuild the object.
func (s *saver) reduced(v, r py.Value) error {
	if name := py.AsStr(r); name != nil {
		return s.global(v, name)
	}
	err := s.checkedReduction(v, r)
	if err != nil {
		return s.note(err, v, "object")
	}
	return nil
}

func (s *saver) checkedReduction(v, r py.Value) error {
	t := py.AsTuple(r)
	if t == nil {
		return cantPickle("__reduce__ must return a string or tuple, not %s", r.Type().QualifiedName(s.th))
	}
	if t.Len() < 2 || t.Len() > 6 {
		return cantPickle("tuple returned by __reduce__ must contain 2 through 6 elements")
	}
	var items [6]py.Value
	for i := range items {
		items[i] = py.None
		if i < t.Len() {
			items[i] = t.At(i)
		}
	}
	wrong := func(i int, which, what string) error {
		return cantPickle("%s item of the tuple returned by __reduce__ must be %s, not %s", which, what, items[i].Type().QualifiedName(s.th))
	}
	isIterator := func(x py.Value) bool { return x.IsNone() || x.Type().Next != nil }
	switch {
	case !py.Callable(items[0]):
		return wrong(0, "first", "callable")
	case py.AsTuple(items[1]) == nil:
		return wrong(1, "second", "a tuple")
	case !isIterator(items[3]):
		return wrong(3, "fourth", "an iterator")
	case !isIterator(items[4]):
		return wrong(4, "fifth", "an iterator")
	case !items[5].IsNone() && !py.Callable(items[5]):
		return wrong(5, "sixth", "callable")
	}
	return s.reduction(v, items)
}

// rebuild pickles an object of a built-in type as a call.
func (s *saver) rebuild(v, function, args py.Value) error {
	return s.reduction(v, [6]py.Value{function, args, py.None, py.None, py.None, py.None})
}

// part pickles a part of an object.
func (s *saver) part(v, x py.Value, what string) error {
	if err := s.save(x); err != nil {
		if v.IsUnbound() {
			return err
		}
		return s.note(err, v, what)
	}
	return nil
}

// reduction pickles the call that rebuilds v and what then fills it.
func (s *saver) reduction(v py.Value, r [6]py.Value) error {
	function, args := r[0], py.AsTuple(r[1])
	name := ""
	if s.protocol >= 2 {
		n, err := py.GetAttrOr(s.th, function, s.th.Interp.Intern("__name__"))
		if err != nil {
			return err
		}
		if x := py.AsStr(n); x != nil {
			name = x.String()
		}
	}
	var err error
	switch name {
	case "__newobj_ex__":
		err = s.newObjectEx(v, args)
	case "__newobj__":
		err = s.newObject(v, args)
	default:
		if err = s.part(v, function, "reconstructor"); err == nil {
			err = s.part(v, r[1], "reconstructor arguments")
		}
		if err == nil {
			s.op(opReduce)
		}
	}
	if err != nil {
		return err
	}
	if !v.IsUnbound() {
		if n := s.memo.get(v); n >= 0 { // it was pickled meanwhile, as a part of its own arguments
			s.op(opPop)
			s.get(n)
			return nil
		}
		s.memoize(v)
	}
	if !r[3].IsNone() {
		if err := s.appendItems(v, r[3]); err != nil {
			return err
		}
	}
	if !r[4].IsNone() {
		if err := s.setItems(v, r[4]); err != nil {
			return err
		}
	}
	if r[2].IsNone() {
		return nil
	}
	if r[5].IsNone() {
		if err := s.part(v, r[2], "state"); err != nil {
			return err
		}
		s.op(opBuild)
		return nil
	}
	if err := s.part(v, r[5], "state setter"); err != nil {
		return err
	}
	if err := s.save(v); err != nil {
		return err
	}
	if err := s.part(v, r[2], "state"); err != nil {
		return err
	}
	s.ops(opTuple2, opReduce, opPop)
	return nil
}

// newObject pickles a call of copyreg.__newobj__.
func (s *saver) newObject(v py.Value, args *py.Tuple) error {
	if args.Len() < 1 {
		return cantPickle("__newobj__ expected at least 1 argument, got %d", args.Len())
	}
	cls := args.At(0)
	if py.AsType(cls) == nil {
		return cantPickle("first argument to __newobj__() must be a class, not %s", cls.Type().QualifiedName(s.th))
	}
	if !v.IsUnbound() {
		own, err := py.GetAttrString(s.th, v, "__class__")
		if err != nil {
			return err
		}
		if !py.Is(own, cls) {
			want, err := py.Repr(s.th, own)
			if err != nil {
				return err
			}
			got, err := py.Repr(s.th, cls)
			if err != nil {
				return err
			}
			return cantPickle("first argument to __newobj__() must be %s, not %s", want.String(), got.String())
		}
	}
	if err := s.part(v, cls, "class"); err != nil {
		return err
	}
	if err := s.part(v, py.NewTuple(args.Items()[1:]).Value(), "__new__ arguments"); err != nil {
		return err
	}
	s.op(opNewObj)
	return nil
}

// newObjectEx pickles a call of copyreg.__newobj_ex__.
func (s *saver) newObjectEx(v py.Value, args *py.Tuple) error {
	if args.Len() != 3 {
		return cantPickle("__newobj_ex__ expected 3 arguments, got %d", args.Len())
	}
	cls, positional, named := args.At(0), args.At(1), args.At(2)
	switch {
	case py.AsType(cls) == nil:
		return cantPickle("first argument to __newobj_ex__() must be a class, not %s", cls.Type().QualifiedName(s.th))
	case py.AsTuple(positional) == nil:
		return cantPickle("second argument to __newobj_ex__() must be a tuple, not %s", positional.Type().QualifiedName(s.th))
	case py.AsDict(named) == nil:
		return cantPickle("third argument to __newobj_ex__() must be a dict, not %s", named.Type().QualifiedName(s.th))
	}
	if s.protocol >= 4 {
		if err := s.part(v, cls, "class"); err != nil {
			return err
		}
		for _, x := range []py.Value{positional, named} {
			if err := s.part(v, x, "__new__ arguments"); err != nil {
				return err
			}
		}
		s.op(opNewObjEx)
		return nil
	}
	partial, err := attribute(s.th, "functools", "partial")
	if err != nil {
		return err
	}
	create, err := py.GetAttrString(s.th, cls, "__new__")
	if err != nil {
		return err
	}
	call := append([]py.Value{create, cls}, py.AsTuple(positional).Items()...)
	var names []py.Value
	for pos := 0; ; {
		k, x, ok := py.AsDict(named).Next(&pos)
		if !ok {
			break
		}
		if py.AsStr(k) == nil {
			return py.Raise(py.TypeError, "keywords must be strings")
		}
		names = append(names, k)
		call = append(call, x)
	}
	f, err := py.Call(s.th, partial, call, py.NewTuple(names))
	if err != nil {
		return err
	}
	if err := s.part(v, f, "reconstructor"); err != nil {
		return err
	}
	s.ops(opEmptyTuple, opReduce)
	return nil
}

// batches hands the items of an iterator over in groups: one alone without a mark.
func (s *saver) batches(it py.Value, save func(x py.Value) error, single, many byte) error {
	if s.protocol == 0 {
		return py.ForEach(s.th, it, func(x py.Value) error {
			if err := save(x); err != nil {
				return err
			}
			s.op(single)
			return nil
		})
	}
	for {
		first, err := py.Next(s.th, it)
		if err != nil || first.IsUnbound() {
			return err
		}
		next, err := py.Next(s.th, it)
		if err != nil {
			return err
		}
		if next.IsUnbound() {
			if err := save(first); err != nil {
				return err
			}
			s.op(single)
			return nil
		}
		s.op(opMark)
		if err := save(first); err != nil {
			return err
		}
		n := 1
		for ; !next.IsUnbound(); n++ {
			if err := save(next); err != nil {
				return err
			}
			if n+1 == batchSize {
				n++
				break
			}
			if next, err = py.Next(s.th, it); err != nil {
				return err
			}
		}
		s.op(many)
		if n != batchSize {
			return nil
		}
	}
}

func (s *saver) appendItems(v, it py.Value) error {
	n := 0
	return s.batches(it, func(x py.Value) error {
		if err := s.save(x); err != nil {
			return s.note(err, v, "item "+strconv.Itoa(n))
		}
		n++
		return nil
	}, opAppend, opAppends)
}

func (s *saver) setItems(v, it py.Value) error {
	return s.batches(it, func(x py.Value) error {
		pair := py.AsTuple(x)
		if pair == nil || pair.Len() != 2 {
			return py.Raise(py.TypeError, "dict items iterator must return 2-tuples")
		}
		if err := s.save(pair.At(0)); err != nil {
			return err
		}
		if err := s.save(pair.At(1)); err != nil {
			return s.itemNote(err, v, pair.At(0))
		}
		return nil
	}, opSetItem, opSetItems)
}

// class pickles a class; those of singletons as type(singleton).
func (s *saver) class(v py.Value) error {
	for _, single := range []py.Value{py.None, py.Ellipsis, py.NotImplemented} {
		if single.Type().Value().P == v.P {
			return s.rebuild(v, py.TypeType.Value(), py.TupleOf(single).Value())
		}
	}
	return s.global(v, nil)
}

// resolve follows a dotted path of attributes.
func resolve(th *py.Thread, v py.Value, path []string) (py.Value, error) {
	for _, name := range path {
		var err error
		if v, err = py.GetAttrString(th, v, name); err != nil {
			return py.Unbound, err
		}
	}
	return v, nil
}

// nested pickles a global with a dotted name as attributes of the first name, for protocols that know no dots.
func (s *saver) nested(module *py.Str, path []string) error {
	getattr, err := attribute(s.th, "builtins", "getattr")
	if err != nil {
		return err
	}
	for range path[1:] {
		if err := s.save(getattr); err != nil {
			return err
		}
		if s.protocol < 2 {
			s.op(opMark)
		}
	}
	if err := s.globalOpcode(module, py.NewStr(path[0])); err != nil {
		return err
	}
	for _, name := range path[1:] {
		if err := s.save(s.th.Interp.Intern(name).Value()); err != nil {
			return err
		}
		if s.protocol < 2 {
			s.ops(opTuple, opReduce)
		} else {
			s.ops(opTuple2, opReduce)
		}
	}
	return nil
}

// moduleOf finds the module that a global belongs to, by its __module__ or in all modules.
func (s *saver) moduleOf(v py.Value, path []string) (py.Value, error) {
	m, err := py.GetAttrOr(s.th, v, s.th.Interp.Intern("__module__"))
	if err != nil {
		return py.Unbound, err
	}
	if !m.IsUnbound() && !m.IsNone() {
		return m, nil
	}
	modules := s.th.Interp.Modules.Copy()
	for pos := 0; ; {
		name, module, ok := modules.Next(&pos)
		if !ok {
			break
		}
		if text := py.AsStr(name); text != nil && (text.String() == "__main__" || text.String() == "__mp_main__") || module.IsNone() {
			continue
		}
		if found, err := resolve(s.th, module, path); err == nil && py.Is(found, v) {
			return name, nil
		} else if err != nil && !py.Matches(err, py.AttributeError) {
			return py.Unbound, err
		}
	}
	return py.Text("__main__"), nil
}

// withContext makes an error the context of another.
func withContext(err, context error) error {
	if e, c := py.ErrorAs(err), py.ErrorAs(context); e != nil && c != nil {
		e.Context = c
	}
	return err
}

// global pickles an object by its name in a module.
func (s *saver) global(v py.Value, name *py.Str) error {
	th := s.th
	text, err := py.Repr(th, v)
	if err != nil {
		return err
	}
	if name == nil {
		q, err := py.GetAttrOr(th, v, th.Interp.Intern("__qualname__"))
		if err == nil && q.IsUnbound() {
			q, err = py.GetAttrString(th, v, "__name__")
		}
		if err != nil {
			return err
		}
		if name = py.AsStr(q); name == nil {
			return cantPickle("can't pickle %s: its name is no str", text.String())
		}
	}
	path := strings.Split(name.String(), ".")
	if slices.Contains(path, "<locals>") {
		return cantPickle("Can't pickle local object %s", text.String())
	}
	moduleValue, err := s.moduleOf(v, path)
	if err != nil {
		return err
	}
	moduleName := py.AsStr(moduleValue)
	if moduleName == nil {
		return cantPickle("Can't pickle %s: its __module__ is no str", text.String())
	}
	module, err := th.Interp.Importer.Import(th, moduleName, py.None, py.None, py.TupleOf(py.Text("")).Value(), 0)
	if err != nil {
		if !py.Matches(err, py.ImportError) && !py.Matches(err, py.ValueError) {
			return err
		}
		why := err.(*py.Exception).Message()
		return withContext(cantPickle("Can't pickle %s: %s", text.String(), why), err)
	}
	found, err := resolve(th, module, path)
	if err != nil {
		if !py.Matches(err, py.AttributeError) {
			return err
		}
		return withContext(cantPickle("Can't pickle %s: it's not found as %s.%s", text.String(), moduleName.String(), name.String()), err)
	}
	if !py.Is(found, v) {
		return cantPickle("Can't pickle %s: it's not the same object as %s.%s", text.String(), moduleName.String(), name.String())
	}
	moduleName, name = th.Interp.InternStr(moduleName), th.Interp.InternStr(name) // equal ones are one object in the memo
	if s.protocol >= 2 {
		done, err := s.extension(moduleName, name)
		if err != nil || done {
			return err
		}
	}
	switch {
	case s.protocol >= 4:
		if err := s.save(moduleName.Value()); err != nil {
			return err
		}
		if err := s.save(name.Value()); err != nil {
			return err
		}
		s.op(opStackGlobal)
	case len(path) > 1:
		if err := s.nested(moduleName, path); err != nil {
			return err
		}
	default:
		if err := s.globalOpcode(moduleName, name); err != nil {
			return err
		}
	}
	s.memoize(v)
	return nil
}

// extension writes the code of a global that has one.
func (s *saver) extension(module, name *py.Str) (bool, error) {
	v, err := lookup(s.th, "copyreg", "_extension_registry", py.TupleOf(module.Value(), name.Value()).Value())
	if err != nil || v.IsUnbound() {
		return false, err
	}
	code, ok := py.AsInt64(v)
	if !ok || code <= 0 || code > 0x7FFFFFFF {
		return false, py.Raise(py.RuntimeError, "extension code %d is out of range", code)
	}
	switch {
	case code < 1<<8:
		s.ops(opExt1, byte(code))
	case code < 1<<16:
		s.ops(opExt2, byte(code), byte(code>>8))
	default:
		s.ops(binary.LittleEndian.AppendUint32([]byte{opExt4}, uint32(code))...)
	}
	return true, nil
}

// globalOpcode writes module and name as lines; below protocol 3 as Python 2 calls them.
func (s *saver) globalOpcode(module, name *py.Str) error {
	if s.fixImports {
		mapped, err := lookup(s.th, "_compat_pickle", "REVERSE_NAME_MAPPING", py.TupleOf(module.Value(), name.Value()).Value())
		if err != nil {
			return err
		}
		if pair := py.AsTuple(mapped); pair != nil && pair.Len() == 2 && py.AsStr(pair.At(0)) != nil && py.AsStr(pair.At(1)) != nil {
			module, name = py.AsStr(pair.At(0)), py.AsStr(pair.At(1))
		} else {
			mapped, err := lookup(s.th, "_compat_pickle", "REVERSE_IMPORT_MAPPING", module.Value())
			if err != nil {
				return err
			}
			if m := py.AsStr(mapped); m != nil {
				module = m
			}
		}
	}
	encoding := "ascii"
	if s.protocol >= 3 {
		encoding = "utf-8"
	}
	s.op(opGlobal)
	for _, x := range []struct {
		text *py.Str
		what string
	}{{module, "module"}, {name, "global"}} {
		b, err := py.Encode(s.th, x.text, encoding, "strict")
		if err != nil {
			if py.Matches(err, py.UnicodeEncodeError) {
				shown, failed := py.Repr(s.th, x.text.Value())
				if failed != nil {
					return failed
				}
				err = withContext(cantPickle("can't pickle %s identifier %s using pickle protocol %d", x.what, shown.String(), s.protocol), err)
			}
			return err
		}
		s.ops(append(b, '\n')...)
	}
	return nil
}
