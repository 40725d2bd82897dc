// This file holds hash objects.

package hashes

import (
	"encoding/hex"
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// object is a hash object of any of the types.
type object struct {
	py.Header
	algorithm *algorithm
	lock      sync.Mutex // other threads run while much data is hashed
	state     digest
}

func newObject(t *py.Type, a *algorithm) *object {
	x := py.NewObject[object](t)
	x.algorithm, x.state = a, a.start()
	return x
}

// constructorText is the signature of the functions that make hash objects.
const constructorText = "($module, /, data=b'', *, usedforsecurity=True, string=None)"

// construct binds a constructor's arguments, of which data comes first and string last, and hashes the data.
func construct(th *py.Thread, signature *py.Signature, args []py.Value, kw *py.Tuple, start func() (*object, error)) (py.Value, error) {
	if len(args) == 0 {
		x, err := start()
		if err != nil {
			return py.Unbound, err
		}
		return x.Value(), nil
	}
	a, held, err := signature.BindArgs(th, args, kw)
	defer held.Release()
	if err != nil {
		return py.Unbound, err
	}
	data, text := a[0], a[len(a)-1]
	if !text.IsNone() {
		if given(args, kw, 0) {
			return py.Unbound, py.Raise(py.TypeError, "'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version.")
		}
		data = text
	}
	x, err := start()
	if err != nil {
		return py.Unbound, err
	}
	return x.Value(), x.update(th, data)
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
	write := func() {
		x.lock.Lock()
		x.state.Write(data)
		x.lock.Unlock()
	}
	if len(data) < gilMinSize {
		write()
	} else {
		th.Outside(write)
	}
	return nil
}

// copy returns an object of the same state.
func (x *object) copy() *object {
	y := py.NewObject[object](x.Type)
	x.lock.Lock()
	y.algorithm, y.state = x.algorithm, x.state.clone()
	x.lock.Unlock()
	return y
}

// sum returns the digest; n counts for extendable functions only.
func (x *object) sum(n int) []byte {
	x.lock.Lock()
	defer x.lock.Unlock()
	return x.state.sum(n)
}

// maxLength is the length from which on _sha3 refuses a digest.
const maxLength = 1 << 29

// extended returns a digest of the length in v.
func (x *object) extended(th *py.Thread, v py.Value) ([]byte, error) {
	i, err := py.Index(th, v)
	if err != nil {
		return nil, err
	}
	n, _ := py.NumFromInt(i)
	switch {
	case n.Sign() < 0:
		return nil, py.Raise(py.ValueError, "Cannot convert negative int")
	case n.Big != nil:
		return nil, py.Raise(py.OverflowError, "Python int too large for C unsigned long")
	case n.Small >= maxLength:
		return nil, py.Raise(py.ValueError, "length is too large")
	}
	if err := th.Charge(2 * n.Small); err != nil {
		return nil, err
	}
	return x.sum(int(n.Small)), nil
}

// setupHash fills a type of hash objects; argument names update's parameter.
func setupHash(t, base *py.Type, argument string, extendable bool) {
	self := py.AsAny[object]
	length := ""
	if extendable {
		length = ", length"
	}
	sum := func(th *py.Thread, a []py.Value) ([]byte, error) {
		if extendable {
			return self(a[0]).extended(th, a[1])
		}
		return self(a[0]).sum(0), nil
	}
	t.Size = py.SizeOf[object]()
	t.Methods = append(t.Methods,
		py.Def("copy($self, /)", "Return a copy of the hash object.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return self(a[0]).copy().Value(), nil
		}),
		py.Def("digest($self, /"+length+")", "Return the digest of the data so far as bytes.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			b, err := sum(th, a)
			return py.NewBytes(b).Value(), err
		}),
		py.Def("hexdigest($self, /"+length+")", "Return the digest of the data so far in hexadecimal.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			b, err := sum(th, a)
			return py.Text(hex.EncodeToString(b)), err
		}),
		py.Def("update($self, "+argument+", /)", "Hash more data.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.None, self(a[0]).update(th, a[1])
		}),
	)
	t.GetSets = append([]py.GetSetDef{
		{Name: "block_size", Get: func(th *py.Thread, v py.Value) (py.Value, error) { return py.Int(int64(self(v).algorithm.block)), nil }},
		{Name: "name", Get: func(th *py.Thread, v py.Value) (py.Value, error) { return py.Text(self(v).algorithm.name), nil }},
		{Name: "digest_size", Get: func(th *py.Thread, v py.Value) (py.Value, error) { return py.Int(int64(self(v).state.Size())), nil }},
	}, t.GetSets...)
	py.SetupType(t, base)
}
