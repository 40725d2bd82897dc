// This file fills Pickler and writes its output.

package pickle

import (
	"encoding/binary"

	py "github.com/gopy-lang/gopy/runtime"
)

// pickler is a Pickler object.
type pickler struct {
	py.Header
	ready          bool // initialized
	write          py.Value
	hasFile        bool
	protocol       int
	bin            int
	fast           int
	fixImports     bool
	bufferCallback py.Value
	persistentID   py.Value // set on the object; Unbound: the method of the class
	dispatchTable  py.Value // Unbound: that of copyreg

	memo memoTable
	out  []byte

	// While an object is dumped:
	persID    py.Value // Unbound: none
	override  py.Value // reducer_override, Unbound: none
	framing   bool
	frame     int // where the frame begins in out; -1: no frame
	fastDepth int
	running   bool
	fastSeen  map[py.Value]bool
}

var picklerSignature = py.ParseSignature("Pickler(file, protocol=None, fix_imports=True, buffer_callback=None)")

var persistentIDDef = py.Def("persistent_id($self, obj, /)", "Return the persistent ID of an object, or None: subclasses override it.", func(th *py.Thread, a []py.Value) (py.Value, error) {
	return py.None, nil
})

func (p *pickler) init(th *py.Thread, protocol, fixImports, bufferCallback py.Value) error {
	n := defaultProtocol
	if !protocol.IsNone() {
		var err error
		if n, err = py.AsCInt(th, protocol); err != nil {
			return err
		}
		if n < 0 {
			n = highestProtocol
		} else if n > highestProtocol {
			return py.Raise(py.ValueError, "pickle protocol must be <= %d", highestProtocol)
		}
	}
	fix, err := py.Truth(th, fixImports)
	if err != nil {
		return err
	}
	if !bufferCallback.IsNone() && n < 5 {
		return py.Raise(py.ValueError, "buffer_callback needs protocol >= 5")
	}
	p.protocol, p.bin, p.fixImports, p.bufferCallback = n, 0, fix && n < 3, bufferCallback
	if n > 0 {
		p.bin = 1
	}
	p.memo.clear()
	p.hasFile, p.ready, p.fast = false, true, 0
	p.persistentID, p.dispatchTable = py.Unbound, py.Unbound
	return nil
}

func (p *pickler) setFile(th *py.Thread, file py.Value) error {
	write, err := py.GetAttrOr(th, file, th.Interp.Intern("write"))
	if err != nil {
		return err
	}
	if write.IsUnbound() {
		return py.Raise(py.TypeError, "file must have a 'write' attribute")
	}
	p.write, p.hasFile = write, true
	return nil
}

const (
	spareKey  = "_pickle.spare"
	maxOutput = 4096 // how much output a pickler may have room for that serves again
)

// takePickler returns a pickler that has done its work, or a new one: its memory is worth more than that of most small objects.
func takePickler(th *py.Thread) *pickler {
	if p, ok := th.Interp.Extra[spareKey].(*pickler); ok && p != nil {
		th.Interp.Extra[spareKey] = (*pickler)(nil)
		return p
	}
	return &pickler{Header: py.Header{Type: picklerType, Kind: py.KindOther}}
}

// result returns the output; a pickler that nobody has seen is left to the next dumps().
func (p *pickler) result(th *py.Thread) py.Value {
	if cap(p.out) > maxOutput || len(p.memo.keys) > maxRoom {
		return py.NewBytes(p.out).Value()
	}
	out := py.CopyBytes(p.out)
	p.bufferCallback, p.fastSeen = py.None, nil
	p.memo.clear()
	th.Interp.Extra[spareKey] = p
	return out.Value()
}

func setupPickler() {
	t := picklerType
	t.Size = py.SizeOf[pickler]()
	self := py.AsAny[pickler]
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		p := py.NewObject[pickler](cls)
		p.persistentID, p.dispatchTable = py.Unbound, py.Unbound
		return p.Value(), nil
	}
	t.Init = func(th *py.Thread, v py.Value, args []py.Value, kw *py.Tuple) error {
		a, held, err := picklerSignature.BindArgs(th, args, kw)
		if err != nil {
			return err
		}
		file, protocol, fix, callback := a[0], a[1], a[2], a[3]
		held.Release()
		p := self(v)
		if p.running {
			return alreadyUsed(picklerType)
		}
		if err := p.init(th, protocol, fix, callback); err != nil {
			return err
		}
		if err := p.setFile(th, file); err != nil {
			return err
		}
		table, err := py.GetAttrOr(th, v, th.Interp.Intern("dispatch_table"))
		p.dispatchTable = table
		return err
	}
	t.GetAttr = func(th *py.Thread, v py.Value, name *py.Str) (py.Value, error) {
		if p := self(v); name.String() == "persistent_id" && !p.persistentID.IsUnbound() {
			return p.persistentID, nil
		}
		return py.GenericGetAttr(th, v, name)
	}
	t.SetAttr = func(th *py.Thread, v py.Value, name *py.Str, x py.Value) error {
		if name.String() == "persistent_id" {
			p := self(v)
			if x.IsUnbound() && p.persistentID.IsUnbound() {
				return py.GenericSetAttr(th, v, name, x)
			}
			p.persistentID = x
			return nil
		}
		return py.GenericSetAttr(th, v, name, x)
	}
	number := func(name, doc string, field func(p *pickler) *int) py.GetSetDef {
		return py.GetSetDef{Name: name, Doc: doc, Member: true,
			Get: func(th *py.Thread, v py.Value) (py.Value, error) { return py.Int(int64(*field(self(v)))), nil },
			Set: func(th *py.Thread, v, x py.Value) error {
				if x.IsUnbound() {
					return py.Raise(py.TypeError, "can't delete numeric/char attribute")
				}
				n, err := py.AsCInt(th, x)
				if err == nil {
					*field(self(v)) = n
				}
				return err
			}}
	}
	t.GetSets = []py.GetSetDef{
		number("bin", "Whether the protocol is a binary one.", func(p *pickler) *int { return &p.bin }),
		number("fast", "Whether objects are not remembered.", func(p *pickler) *int { return &p.fast }),
		{Name: "dispatch_table", Doc: "The reduction functions of classes, in place of copyreg's.", Member: true,
			Get: func(th *py.Thread, v py.Value) (py.Value, error) {
				if p := self(v); !p.dispatchTable.IsUnbound() {
					return p.dispatchTable, nil
				}
				return py.Unbound, py.NoAttribute(v, th.Interp.Intern("dispatch_table"))
			},
			Set: func(th *py.Thread, v, x py.Value) error {
				if x.IsUnbound() && self(v).dispatchTable.IsUnbound() {
					return py.NoAttribute(v, th.Interp.Intern("dispatch_table"))
				}
				self(v).dispatchTable = x
				return nil
			}},
		{Name: "memo", Doc: "The objects that were pickled, by identity.",
			Get: func(th *py.Thread, v py.Value) (py.Value, error) {
				x := py.NewObject[picklerMemo](picklerMemoType)
				x.pickler = self(v)
				return x.Value(), nil
			},
			Set: func(th *py.Thread, v, x py.Value) error { return self(v).setMemo(th, x) }},
	}
	t.Methods = []*py.MethodDef{
		persistentIDDef,
		py.Def("dump($self, obj, /)", "Write an object's pickle to the file.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			p := self(a[0])
			if !p.ready {
				return py.Unbound, cantPickle("Pickler.__init__() was not called by %s.__init__()", a[0].Type().TypeName())
			}
			return py.None, p.dump(th, a[1])
		}),
		py.Def("clear_memo($self, /)", "Forget the objects that were pickled.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			self(a[0]).memo = memoTable{}
			return py.None, nil
		}),
		py.Def("__sizeof__($self, /)", "Return the size in memory, in bytes.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			p := self(a[0])
			return py.Int(int64(py.SizeOf[pickler]()) + int64(len(p.memo.keys))*16 + int64(cap(p.out))), nil
		}),
	}
	py.SetupType(t, nil)
}

func (p *pickler) setMemo(th *py.Thread, x py.Value) error {
	if x.IsUnbound() {
		return py.Raise(py.TypeError, "attribute deletion is not supported")
	}
	if x.Type() == picklerMemoType {
		from := &py.AsAny[picklerMemo](x).pickler.memo
		var m memoTable
		for _, v := range from.objects {
			m.set(v, from.get(v))
		}
		m.next = from.next
		p.memo = m
		return nil
	}
	d := py.AsDict(x)
	if d == nil {
		return py.Raise(py.TypeError, "'memo' attribute must be a PicklerMemoProxy object or dict, not %s", x.Type().TypeName())
	}
	var m memoTable
	for pos := 0; ; {
		_, value, ok := d.Next(&pos)
		if !ok {
			break
		}
		pair := py.AsTuple(value)
		if pair == nil || pair.Len() != 2 {
			return py.Raise(py.TypeError, "'memo' values must be 2-item tuples")
		}
		n, err := py.AsInt(th, pair.At(0))
		if err != nil {
			return err
		}
		if pair.At(1).P != nil {
			m.set(pair.At(1), n)
			m.next++
		}
	}
	p.memo = m
	return nil
}

// dump writes one pickle.
func (p *pickler) dump(th *py.Thread, obj py.Value) error {
	if p.running {
		return alreadyUsed(picklerType)
	}
	p.running = true
	defer func() { p.running = false }()
	p.persID, p.override = py.Unbound, py.Unbound
	if p.Header.Type != picklerType || !p.persistentID.IsUnbound() {
		v, err := py.GetAttr(th, p.Value(), th.Interp.Intern("persistent_id"))
		if err != nil {
			return err
		}
		if !(v.Kind() == py.KindBuiltin && (*py.Builtin)(v.P).Def == persistentIDDef) {
			p.persID = v
		}
		if p.override, err = py.GetAttrOr(th, p.Value(), th.Interp.Intern("reducer_override")); err != nil {
			return err
		}
	}
	p.out = p.out[:0]
	p.framing, p.frame, p.fastDepth, p.fastSeen = false, -1, 0, nil
	s := saver{pickler: p, th: th}
	if p.protocol >= 2 {
		p.out = append(p.out, opProto, byte(p.protocol))
		p.framing = p.protocol >= 4
	}
	err := s.save(obj)
	p.persID, p.override = py.Unbound, py.Unbound
	if err != nil {
		return err
	}
	s.op(opStop)
	p.endFrame()
	p.framing = false
	return s.flush()
}

// saver writes objects for one thread.
type saver struct {
	*pickler
	th       *py.Thread
	table    *py.Dict          // copyreg.dispatch_table, once it was asked for
	plain    map[*py.Type]bool // classes whose instances are pickled as object.__reduce_ex__ says, or not
	reduceEx *py.Str
}

// flush hands the output to the file.
func (s *saver) flush() error {
	if !s.hasFile || len(s.out) == 0 {
		return nil
	}
	data := append([]byte(nil), s.out...)
	s.out = s.out[:0]
	s.frame = -1
	_, err := py.CallArgs(s.th, s.write, py.NewBytes(data).Value())
	return err
}

// begin opens a frame if there is to be one.
func (p *pickler) begin() {
	if p.framing && p.frame < 0 {
		p.frame = len(p.out)
		p.out = append(p.out, make([]byte, frameHeader)...)
	}
}

// endFrame ends the frame; one that is too small is dissolved.
func (p *pickler) endFrame() {
	if p.frame < 0 {
		return
	}
	size := len(p.out) - p.frame - frameHeader
	if size >= frameLeast {
		p.out[p.frame] = opFrame
		binary.LittleEndian.PutUint64(p.out[p.frame+1:], uint64(size))
	} else {
		copy(p.out[p.frame:], p.out[p.frame+frameHeader:])
		p.out = p.out[:len(p.out)-frameHeader]
	}
	p.frame = -1
}

// op writes a byte.
func (p *pickler) op(b byte) {
	if p.framing && p.frame < 0 {
		p.begin()
	}
	p.out = append(p.out, b)
}

// ops writes bytes.
func (p *pickler) ops(b ...byte) {
	p.begin()
	p.out = append(p.out, b...)
}

// text writes an opcode and its line.
func (p *pickler) text(op byte, line string) {
	p.op(op)
	p.out = append(append(p.out, line...), '\n')
}

// blob writes an opcode with its header and the bytes that follow it; large ones stand outside of frames.
func (s *saver) blob(header []byte, data string) error {
	if err := s.th.Charge(int64(len(s.out) + len(data))); err != nil {
		return err
	}
	if len(data) < frameTarget || !s.framing {
		s.ops(header...)
		if len(data) < frameTarget || !s.hasFile {
			s.out = append(s.out, data...)
			return nil
		}
	} else {
		s.endFrame()
		s.out = append(s.out, header...)
		if !s.hasFile {
			s.out = append(s.out, data...)
			return nil
		}
	}
	if err := s.flush(); err != nil {
		return err
	}
	_, err := py.CallArgs(s.th, s.write, py.NewBytes([]byte(data)).Value())
	return err
}

// leastRoom is how much the output has room for where an object begins, so that most objects can be written without a look.
const leastRoom = 64

// boundary stands between two objects: it makes room, and may end a frame.
func (s *saver) boundary() error {
	if n := len(s.out); cap(s.out)-n < leastRoom { // Go's append would copy a long output several times as it grows
		s.out = append(make([]byte, 0, 2*n+2*leastRoom), s.out...)
	}
	if !s.framing || s.frame < 0 || len(s.out)-s.frame-frameHeader < frameTarget {
		return nil
	}
	s.endFrame()
	return s.flush()
}

// alreadyUsed refuses to begin a pickle in the middle of another.
func alreadyUsed(t *py.Type) error {
	return py.Raise(py.RuntimeError, "%s object is already used", t.Name)
}
