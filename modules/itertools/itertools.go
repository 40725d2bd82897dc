// Package itertools is the module of iterator building blocks (library reference, "itertools").
//
//	itertools.go      the module and what its types share
//	infinite.go       count, cycle, repeat
//	filtering.go      chain, compress, dropwhile, takewhile, filterfalse, islice, starmap, accumulate, pairwise, zip_longest, batched
//	grouping.go       groupby, tee
//	combinatoric.go   product, permutations, combinations, combinations_with_replacement
package itertools

import (
	"strings"
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the itertools module.
var Module = &py.ModuleDef{
	Name:      "itertools",
	Doc:       "Building blocks for iterators.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		setupOnce.Do(setup)
		for _, t := range types {
			m.Set(th, t.Name, t.Value())
		}
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.DefRaw("tee", "($module, iterable, n=2, /)", "Return n independent iterators over one iterable.", tee),
	}
}

var (
	setupOnce sync.Once
	types     []*py.Type
)

// setup fills the types, once a process.
func setup() {
	types = []*py.Type{
		countType(), cycleType(), repeatType(),
		chainType(), compressType(), dropwhileType(), takewhileType(), filterfalseType(), isliceType(), starmapType(), accumulateType(),
		pairwiseType(), zipLongestType(), batchedType(),
		groupbyType(), grouperType(), teeType(),
		productType(), permutationsType(), combinationsType(), replacementType(),
	}
}

// iteratorType makes an iterator type whose instances are a struct T: construct gets the bound arguments of the signature.
func iteratorType[T any](name, sig, doc string, construct func(th *py.Thread, a []py.Value) (*T, error), next func(th *py.Thread, x *T) (py.Value, error)) *py.Type {
	t := newType[T](name, doc, next)
	t.TextSig = sig
	signature := py.ParseSignature(name + sig)
	noKeywords := strings.HasSuffix(sig, "/)")
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		if noKeywords {
			args, kw = forInit(cls, t, args, kw)
		}
		a, held, err := signature.BindArgs(th, args, kw)
		if err != nil {
			return py.Unbound, err
		}
		defer held.Release()
		return allocate(th, cls, a, construct)
	}
	py.SetupType(t, nil)
	return t
}

// rawIteratorType is iteratorType for constructors that bind their own arguments.
func rawIteratorType[T any](name, sig, doc string, construct func(th *py.Thread, args []py.Value, kw *py.Tuple) (*T, error), next func(th *py.Thread, x *T) (py.Value, error)) *py.Type {
	t := newType[T](name, doc, next)
	t.TextSig = sig
	noKeywords := !strings.Contains(sig, "=")
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		if noKeywords {
			args, kw = forInit(cls, t, args, kw)
		}
		return allocate(th, cls, args, func(th *py.Thread, a []py.Value) (*T, error) { return construct(th, a, kw) })
	}
	py.SetupType(t, nil)
	return t
}

// forInit drops the keyword arguments of a constructor that has none when they are for a subclass's own __init__.
func forInit(cls, t *py.Type, args []py.Value, kw *py.Tuple) ([]py.Value, *py.Tuple) {
	if kw != nil && cls.OverridesInit(t) {
		return args[:len(args)-kw.Len()], nil
	}
	return args, kw
}

// object is the layout of an instance: the header, then the iterator's own state.
type object[T any] struct {
	py.Header
	state T
}

func newType[T any](name, doc string, next func(th *py.Thread, x *T) (py.Value, error)) *py.Type {
	t := &py.Type{Name: name, Module: "itertools", Doc: doc, Flags: py.TypeBaseType, Size: py.SizeOf[object[T]]()}
	t.Iter = func(th *py.Thread, self py.Value) (py.Value, error) { return self, nil }
	t.Next = func(th *py.Thread, self py.Value) (py.Value, error) {
		return next(th, &(*object[T])(self.P).state)
	}
	return t
}

func allocate[T any](th *py.Thread, cls *py.Type, a []py.Value, construct func(th *py.Thread, a []py.Value) (*T, error)) (py.Value, error) {
	state, err := construct(th, a)
	if err != nil {
		return py.Unbound, err
	}
	x := py.NewObject[object[T]](cls)
	x.state = *state
	return x.Value(), nil
}

// positional refuses keyword arguments.
func positional(name string, kw *py.Tuple) error {
	if kw != nil && kw.Len() > 0 {
		return py.Raise(py.TypeError, "%s() takes no keyword arguments", name)
	}
	return nil
}
