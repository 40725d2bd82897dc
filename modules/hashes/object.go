// This file holds hash objects.

package hashes

import (
	"hash"
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// object is a hash object of any of the types. One that has hashed nothing or one small bytes object has no state yet: most of them are asked for the
// digest next, which needs none.
type object struct {
	py.Header
	algorithm *algorithm
	lock      sync.Mutex // other threads run while much data is hashed
	state     hash.Hash  // nil: first is what was hashed
	first     []byte     // of a bytes object, which doesn't change
}

func newObject(t *py.Type, a *algorithm) *object {
	x := py.NewObject[object](t)
	x.algorithm = a
	return x
}

// begun returns the state, whose lock the caller holds.
func (x *object) begun() hash.Hash {
	if x.state == nil {
		x.state = x.algorithm.start()
		x.state.Write(x.first)
		x.first = nil
	}
	return x.state
}

// constructorText is the signature of the functions that make hash objects.
const constructorText = "($module, /, data=b'', *, usedforsecurity=True, string=None)"

// construct binds a constructor's arguments, of which data comes first and string last, and hashes the data.
func construct(th *py.Thread, signature func() *py.Signature, args []py.Value, kw *py.Tuple, t *py.Type, a *algorithm) (py.Value, error) {
	switch {
	case len(args) == 0:
		return newObject(t, a).Value(), nil
	case len(args) == 1 && kw == nil:
		x := newObject(t, a)
		return x.Value(), x.update(th, args[0])
	}
	bound, held, err := signature().BindArgs(th, args, kw)
	defer held.Release()
	if err != nil {
		return py.Unbound, err
	}
	data, err := dataOf(bound[0], bound[len(bound)-1], args, kw, 0)
	if err != nil {
		return py.Unbound, err
	}
	x := newObject(t, a)
	return x.Value(), x.update(th, data)
}

// dataOf returns the data of a constructor that can be given as string, too.
func dataOf(data, text py.Value, args []py.Value, kw *py.Tuple, position int) (py.Value, error) {
	switch {
	case text.IsNone():
		return data, nil
	case given(args, kw, position):
		return py.Unbound, py.Raise(py.TypeError, "'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.")
	}
	return text, nil
}

// given tells whether the parameter data, of the given position, was passed by position or by name.
func given(args []py.Value, kw *py.Tuple, position int) bool {
	if kw == nil {
		return len(args) > position
	}
	for _, k := range kw.Items() {
		if py.AsStr(k).String() == "data" {
			return true
		}
	}
	return len(args)-kw.Len() > position
}

// hashable returns the bytes of an argument to hash.
func hashable(th *py.Thread, v py.Value) ([]byte, error) {
	switch {
	case py.AsStr(v) != nil:
		return nil, py.Raise(py.TypeError, "Strings must be encoded before hashing")
	case v.Type().Buffer == nil:
		return nil, py.Raise(py.TypeError, "object supporting the buffer API required")
	}
	return py.AsBytes(th, v)
}

// update hashes the data of v.
func (x *object) update(th *py.Thread, v py.Value) error {
	data, err := hashable(th, v)
	if err != nil {
		return err
	}
	if len(data) < gilMinSize {
		x.write(data, v.IsExact(py.KindBytes))
	} else {
		th.Outside(func() { x.write(data, false) })
	}
	return nil
}

// write hashes data; constant data may be hashed later.
func (x *object) write(data []byte, constant bool) {
	x.lock.Lock()
	if constant && x.state == nil && len(x.first) == 0 {
		x.first = data
	} else {
		x.begun().Write(data)
	}
	x.lock.Unlock()
}

// copy returns an object of the same state.
func (x *object) copy() *object {
	y := newObject(x.Type, x.algorithm)
	x.lock.Lock()
	if y.first = x.first; x.state != nil {
		y.state = cloned(x.state)
	}
	x.lock.Unlock()
	return y
}

// size is the length of the digest, 0 for extendable functions.
func (x *object) size() int {
	if x.state == nil {
		return x.algorithm.size
	}
	return x.state.Size()
}

// sum writes the digest to to, which has its length.
func (x *object) sum(to []byte) {
	x.lock.Lock()
	switch whole := x.algorithm.whole; {
	case whole == nil:
		x.begun().(*extendable).fill(to)
	case x.state == nil:
		whole(to, x.first)
	default:
		x.state.Sum(to[:0:len(to)])
	}
	x.lock.Unlock()
}

// maxLength is the length from which on _sha3 refuses a digest.
const maxLength = 1 << 29

// length reads the length of the digest of an extendable function.
func length(th *py.Thread, v py.Value) (int, error) {
	i, err := py.Index(th, v)
	if err != nil {
		return 0, err
	}
	n, _ := py.NumFromInt(i)
	switch {
	case n.Sign() < 0:
		return 0, py.Raise(py.ValueError, "Cannot convert negative int")
	case n.Big != nil:
		return 0, py.Raise(py.OverflowError, "Python int too large for C unsigned long")
	case n.Small >= maxLength:
		return 0, py.Raise(py.ValueError, "length is too large")
	}
	return int(n.Small), th.Charge(2 * n.Small)
}

// setupHash fills a type of hash objects; argument names update's parameter.
func setupHash(t, base *py.Type, argument string, extendable bool) {
	self := py.AsAny[object]
	parameter := ""
	if extendable {
		parameter = ", length"
	}
	size := func(th *py.Thread, a []py.Value) (int, error) {
		if extendable {
			return length(th, a[1])
		}
		return self(a[0]).size(), nil
	}
	t.Size = py.SizeOf[object]()
	t.Methods = append(t.Methods,
		py.Def("copy($self, /)", "Return a copy of the hash object.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return self(a[0]).copy().Value(), nil
		}),
		py.Def("digest($self, /"+parameter+")", "Return the digest of the data so far as bytes.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := size(th, a)
			if err != nil {
				return py.Unbound, err
			}
			if n < 2 { // bytes objects of one byte are shared
				b := make([]byte, n)
				self(a[0]).sum(b)
				return py.NewBytes(b).Value(), nil
			}
			x, b := py.SizedBytes(n)
			self(a[0]).sum(b)
			return x.Value(), nil
		}),
		py.Def("hexdigest($self, /"+parameter+")", "Return the digest of the data so far in hexadecimal.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := size(th, a)
			if err != nil || n == 0 {
				return py.Text(""), err
			}
			s, b := py.SizedASCII(2 * n)
			self(a[0]).sum(b[n:])
			py.WriteHex(b, b[n:])
			return s.Value(), nil
		}),
		py.Def("update($self, "+argument+", /)", "Hash more data.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.None, self(a[0]).update(th, a[1])
		}),
	)
	t.GetSets = append([]py.GetSetDef{
		{Name: "block_size", Get: func(th *py.Thread, v py.Value) (py.Value, error) { return py.Int(int64(self(v).algorithm.block)), nil }},
		{Name: "name", Get: func(th *py.Thread, v py.Value) (py.Value, error) { return py.Text(self(v).algorithm.name), nil }},
		{Name: "digest_size", Get: func(th *py.Thread, v py.Value) (py.Value, error) { return py.Int(int64(self(v).size())), nil }},
	}, t.GetSets...)
	py.SetupType(t, base)
}
