// This file fills Unpickler and reads its input.

package pickle

import (
	"bytes"

	py "github.com/gopy-lang/gopy/runtime"
)

// unpickler is an Unpickler object.
type unpickler struct {
	py.Header
	ready            bool // initialized
	hasFile          bool
	read, readline   py.Value
	readinto, peek   py.Value // Unbound: the file has none
	fixImports       bool
	encoding, errors string
	buffers          py.Value // iterator, None: no buffers
	persistentLoad   py.Value // set on the object; Unbound: the method of the class

	memo   []py.Value         // Unbound where nothing was put
	sparse map[int64]py.Value // numbers far beyond the others

	data   []byte // input at hand
	at     int    // where it is read
	peeked bool   // data was only peeked at: the file must still be moved on by at
	frame  int    // where the frame that is being read ends in data; 0: no frame

	// While an object is loaded:
	persID   py.Value // Unbound: none
	find     py.Value // find_class of a subclass, Unbound: our own
	running  bool
	protocol int
	stack    []py.Value
	marks    []int
}

const (
	roomKey = "_pickle.room"
	maxRoom = 256 // how many values an unpickler may have room for that serves again
)

// takeUnpickler returns an unpickler that has done its work, or a new one: its memory is worth more than that of most small objects.
func takeUnpickler(th *py.Thread) *unpickler {
	if u, ok := th.Interp.Extra[roomKey].(*unpickler); ok && u != nil {
		th.Interp.Extra[roomKey] = (*unpickler)(nil)
		return u
	}
	return newUnpickler()
}

// leave leaves an unpickler that nobody has seen to the next loads(). load has cleared the stack.
func (u *unpickler) leave(th *py.Thread) {
	if cap(u.memo) <= maxRoom && cap(u.stack) <= maxRoom && cap(u.marks) <= maxRoom {
		clear(u.memo)
		u.memo, u.sparse, u.data, u.at, u.buffers = u.memo[:0], nil, nil, 0, py.None
		th.Interp.Extra[roomKey] = u
	}
}

func newUnpickler() *unpickler {
	return &unpickler{Header: py.Header{Type: unpicklerType, Kind: py.KindOther}, persistentLoad: py.Unbound, buffers: py.None}
}

var unpicklerSignature = py.ParseSignature("Unpickler(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())")

var persistentLoadDef = py.Def("persistent_load($self, pid, /)", "Return the object of a persistent ID: subclasses override it.", func(th *py.Thread, a []py.Value) (py.Value, error) {
	return py.Unbound, noPersistentLoad()
})

var findClassDef = py.Def("find_class($self, module_name, global_name, /)", "Return a global of a module by its name.", func(th *py.Thread, a []py.Value) (py.Value, error) {
	return py.AsAny[unpickler](a[0]).findClass(th, a[1], a[2])
})

func noPersistentLoad() error {
	return badPickle("A load persistent id instruction was encountered, but no persistent_load function was specified.")
}

func (u *unpickler) init(th *py.Thread, function string, fixImports, encoding, errors, buffers py.Value) error {
	for _, a := range []struct {
		name  string
		v     py.Value
		field *string
	}{{"encoding", encoding, &u.encoding}, {"errors", errors, &u.errors}} {
		s := py.AsStr(a.v)
		if s == nil {
			return py.Raise(py.TypeError, "%s() argument '%s' must be str, not %s", function, a.name, argumentName(a.v))
		}
		*a.field = s.String()
	}
	var err error
	if u.fixImports, err = py.Truth(th, fixImports); err != nil {
		return err
	}
	u.buffers = py.None
	if !buffers.IsNone() && !(buffers.IsExact(py.KindTuple) && py.AsTuple(buffers).Len() == 0) {
		if u.buffers, err = py.Iter(th, buffers); err != nil {
			return err
		}
	}
	u.sparse, u.ready = nil, true
	if u.hasFile { // others have none, or an empty one that serves again
		u.memo = nil
	}
	u.protocol = 0
	return nil
}

// argumentName is how messages about arguments name the type of a value.
func argumentName(v py.Value) string {
	if v.IsNone() {
		return "None"
	}
	return v.Type().TypeName()
}

func (u *unpickler) setFile(th *py.Thread, file py.Value) error {
	for _, m := range []struct {
		name  string
		field *py.Value
	}{{"peek", &u.peek}, {"readinto", &u.readinto}, {"read", &u.read}, {"readline", &u.readline}} {
		var err error
		if *m.field, err = py.GetAttrOr(th, file, th.Interp.Intern(m.name)); err != nil {
			return err
		}
	}
	if u.read.IsUnbound() || u.readline.IsUnbound() {
		return py.Raise(py.TypeError, "file must have 'read' and 'readline' attributes")
	}
	u.hasFile = true
	u.data, u.at, u.peeked = nil, 0, false
	return nil
}

func setupUnpickler() {
	t := unpicklerType
	t.Size = py.SizeOf[unpickler]()
	self := py.AsAny[unpickler]
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		u := py.NewObject[unpickler](cls)
		u.persistentLoad, u.buffers = py.Unbound, py.None
		return u.Value(), nil
	}
	t.Init = func(th *py.Thread, v py.Value, args []py.Value, kw *py.Tuple) error {
		bound, held, err := unpicklerSignature.BindArgs(th, args, kw)
		if err != nil {
			return err
		}
		a := append([]py.Value(nil), bound...)
		held.Release()
		u := self(v)
		if u.running {
			return alreadyUsed(unpicklerType)
		}
		if err := u.setFile(th, a[0]); err != nil {
			return err
		}
		return u.init(th, "Unpickler", a[1], a[2], a[3], a[4])
	}
	t.GetAttr = func(th *py.Thread, v py.Value, name *py.Str) (py.Value, error) {
		if u := self(v); name.String() == "persistent_load" && !u.persistentLoad.IsUnbound() {
			return u.persistentLoad, nil
		}
		return py.GenericGetAttr(th, v, name)
	}
	t.SetAttr = func(th *py.Thread, v py.Value, name *py.Str, x py.Value) error {
		if name.String() == "persistent_load" {
			u := self(v)
			if x.IsUnbound() && u.persistentLoad.IsUnbound() {
				return py.GenericSetAttr(th, v, name, x)
			}
			u.persistentLoad = x
			return nil
		}
		return py.GenericSetAttr(th, v, name, x)
	}
	t.GetSets = []py.GetSetDef{
		{Name: "memo", Doc: "The objects that were loaded, by number.",
			Get: func(th *py.Thread, v py.Value) (py.Value, error) {
				x := py.NewObject[unpicklerMemo](unpicklerMemoType)
				x.unpickler = self(v)
				return x.Value(), nil
			},
			Set: func(th *py.Thread, v, x py.Value) error { return self(v).setMemo(th, x) }},
	}
	t.Methods = []*py.MethodDef{
		persistentLoadDef,
		py.Def("load($self, /)", "Read a pickle from the file and return its object.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			u := self(a[0])
			if !u.ready {
				return py.Unbound, badPickle("Unpickler.__init__() was not called by %s.__init__()", a[0].Type().TypeName())
			}
			return u.load(th)
		}),
		findClassDef,
		py.Def("__sizeof__($self, /)", "Return the size in memory, in bytes.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			u := self(a[0])
			return py.Int(int64(py.SizeOf[unpickler]()) + 16*int64(cap(u.memo)+cap(u.stack)) + 8*int64(cap(u.marks))), nil
		}),
	}
	py.SetupType(t, nil)
}

// put stores a memo entry.
func (u *unpickler) put(n int64, v py.Value) {
	if n > int64(2*len(u.memo)+4096) {
		if u.sparse == nil {
			u.sparse = map[int64]py.Value{}
		}
		u.sparse[n] = v
		return
	}
	for int64(len(u.memo)) < n {
		u.putNext(py.Unbound)
	}
	if int64(len(u.memo)) == n {
		u.putNext(v)
	} else {
		u.memo[n] = v
	}
}

// putNext stores a memo entry behind the others.
func (u *unpickler) putNext(v py.Value) {
	if len(u.memo) == cap(u.memo) { // Go's append would copy a long memo several times as it grows
		u.memo = append(make([]py.Value, 0, max(16, 2*len(u.memo))), u.memo...)
	}
	u.memo = append(u.memo, v)
}

// get returns a memo entry, Unbound if there is none.
func (u *unpickler) get(n int64) py.Value {
	if n >= 0 && n < int64(len(u.memo)) && !u.memo[n].IsUnbound() {
		return u.memo[n]
	}
	if v, ok := u.sparse[n]; ok {
		return v
	}
	return py.Unbound
}

func (u *unpickler) memoDict(th *py.Thread) (*py.Dict, error) {
	d := py.NewDict()
	for i, v := range u.memo {
		if !v.IsUnbound() {
			if err := d.SetItem(th, py.Int(int64(i)), v); err != nil {
				return nil, err
			}
		}
	}
	for i, v := range u.sparse {
		if err := d.SetItem(th, py.Int(i), v); err != nil {
			return nil, err
		}
	}
	return d, nil
}

func (u *unpickler) setMemo(th *py.Thread, x py.Value) error {
	if x.IsUnbound() {
		return py.Raise(py.TypeError, "attribute deletion is not supported")
	}
	if x.Type() == unpicklerMemoType {
		from := py.AsAny[unpicklerMemo](x).unpickler
		memo, sparse := append([]py.Value(nil), from.memo...), map[int64]py.Value{}
		for n, v := range from.sparse {
			sparse[n] = v
		}
		u.memo, u.sparse = memo, sparse
		return nil
	}
	d := py.AsDict(x)
	if d == nil {
		return py.Raise(py.TypeError, "'memo' attribute must be an UnpicklerMemoProxy object or dict, not %s", x.Type().TypeName())
	}
	var fresh unpickler
	for pos := 0; ; {
		key, v, ok := d.Next(&pos)
		if !ok {
			break
		}
		if !py.IsInstance(key, py.IntType) {
			return py.Raise(py.TypeError, "memo key must be integers")
		}
		n, ok := py.AsInt64(key)
		if !ok || n < 0 {
			return py.Raise(py.ValueError, "memo key must be positive integers.")
		}
		fresh.put(n, v)
	}
	u.memo, u.sparse = fresh.memo, fresh.sparse
	return nil
}

func truncated() error { return badPickle("pickle data was truncated") }

// bytes returns the next n bytes of the input, valid until the next read.
func (u *unpickler) bytes(th *py.Thread, n int) ([]byte, error) {
	if u.frame > 0 {
		if err := u.checkFrame(n); err != nil {
			return nil, err
		}
	}
	if len(u.data)-u.at >= n {
		u.at += n
		return u.data[u.at-n : u.at], nil
	}
	if err := u.fill(th, n); err != nil {
		return nil, err
	}
	u.at += n
	return u.data[u.at-n : u.at], nil
}

// checkFrame fails when n bytes would reach beyond the end of the frame.
func (u *unpickler) checkFrame(n int) error {
	if u.at >= u.frame {
		u.frame = 0
		return nil
	}
	if u.at+n > u.frame {
		return badPickle("pickle exhausted before end of frame")
	}
	return nil
}

// skip moves the file on by what was read of the bytes peeked at.
func (u *unpickler) skip(th *py.Thread) error {
	if u.peeked && u.at > 0 {
		if _, err := py.CallArgs(th, u.read, py.Int(int64(u.at))); err != nil {
			return err
		}
	}
	u.data, u.at, u.peeked, u.frame = u.data[u.at:], 0, false, 0
	return nil
}

// peekSize is how far ahead a file is looked at.
const peekSize = 128 * 1024

// fill gets at least n bytes from the file.
func (u *unpickler) fill(th *py.Thread, n int) error {
	if !u.hasFile {
		return truncated()
	}
	peeked := u.peeked
	if err := u.skip(th); err != nil {
		return err
	}
	if peeked {
		u.data = nil
	} else if len(u.data) > 0 { // the end of a frame is no place to go on reading
		return truncated()
	}
	if !u.peek.IsUnbound() {
		v, err := py.CallArgs(th, u.peek, py.Int(int64(peekSize)))
		switch {
		case err != nil && py.Matches(err, py.NotImplementedError):
			u.peek = py.Unbound
		case err != nil:
			return err
		default:
			if data, ok := py.BytesData(v); ok && len(data) >= n {
				u.data, u.at, u.peeked = data, 0, true
				return nil
			}
		}
	}
	data, err := u.readExactly(th, n)
	if err != nil {
		return err
	}
	u.data, u.at = data, 0
	return nil
}

// readExactly reads n bytes from the file.
func (u *unpickler) readExactly(th *py.Thread, n int) ([]byte, error) {
	if err := th.Charge(int64(n)); err != nil {
		return nil, err
	}
	v, err := py.CallArgs(th, u.read, py.Int(int64(n)))
	if err != nil {
		return nil, err
	}
	data, ok := py.BytesData(v)
	if !ok {
		return nil, py.Raise(py.TypeError, "read() returned %s, not bytes", v.Type().TypeName())
	}
	if len(data) < n {
		return nil, truncated()
	}
	return data[:n], nil
}

// line returns the next line without its end.
func (u *unpickler) line(th *py.Thread) ([]byte, error) {
	if i := bytes.IndexByte(u.data[u.at:], '\n'); i >= 0 {
		if u.frame > 0 {
			if err := u.checkFrame(i + 1); err != nil {
				return nil, err
			}
		}
		u.at += i + 1
		return u.data[u.at-i-1 : u.at-1], nil
	}
	if !u.hasFile {
		return nil, truncated()
	}
	if u.peeked {
		if err := u.skip(th); err != nil {
			return nil, err
		}
		u.data = nil
	}
	v, err := py.CallArgs(th, u.readline)
	if err != nil {
		return nil, err
	}
	data, ok := py.BytesData(v)
	if !ok {
		return nil, py.Raise(py.TypeError, "readline() returned %s, not bytes", v.Type().TypeName())
	}
	if len(data) == 0 || data[len(data)-1] != '\n' {
		return nil, truncated()
	}
	return data[:len(data)-1], nil
}
