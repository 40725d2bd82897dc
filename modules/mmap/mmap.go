// Package mmap is the module mmap: parts of files as memory.
//
//	mmap.go       the type mmap: making and closing
//	access.go     items, slices and the methods of a file
//	constants.go  the constants
//
// Reference: "mmap — Memory-mapped file support" in the Python library reference; mmap(2).
package mmap

import (
	"fmt"
	goruntime "runtime"
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name: "mmap",
	Doc:  "Parts of files as memory.",
	Exec: func(th *py.Thread, m *py.Module) error {
		setupOnce.Do(func() { setupMapping(mappingType) })
		m.SetInts(th, constants)
		size := py.Int(int64(th.Interp.Host.PageSize()))
		m.Set(th, "PAGESIZE", size)
		m.Set(th, "ALLOCATIONGRANULARITY", size)
		m.Set(th, "error", py.OSError.Value())
		m.Set(th, "mmap", mappingType.Value())
		return nil
	},
}

var (
	setupOnce   sync.Once
	mappingType = &py.Type{Name: "mmap", Module: "mmap", Flags: py.TypeBaseType | py.TypeHasWeakref, Size: py.SizeOf[mapping](), Doc: "mmap(fileno, length, flags=MAP_SHARED, prot=PROT_WRITE|PROT_READ, access=ACCESS_DEFAULT, offset=0, *, trackfd=True) -> a part of an open file as memory.\n\nThe descriptor -1 stands for memory without a file, the length 0 for the rest of the file."}
)

// mapping is an mmap object.
type mapping struct {
	py.Header
	*memory
	open    bool
	pos     int
	offset  int64
	tracked bool
	access  int
	shared  bool
	exports int
	lent    bool // views may exist that know its memory: it is not given back while they live
	weak    *py.WeakList
}

// The kinds of access.
const (
	accessDefault, accessRead, accessWrite, accessCopy = 0, 1, 2, 3

	mapShared, mapPrivate, mapAnonymous = 1, 2, 32
	protRead, protWrite                 = 1, 2
)

func self(v py.Value) *mapping { return py.AsAny[mapping](v) }

var newSignature = py.Def("mmap($type, /, fileno, length, flags=1, prot=3, access=0, offset=0, *, trackfd=True)", "", create).Audited("mmap.__new__", 1, 2, 5, 6)

func create(th *py.Thread, a []py.Value) (py.Value, error) {
	cls := py.AsType(a[0])
	fd, err := py.AsCInt(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	length, err := size(th, a[2])
	if err != nil {
		return py.Unbound, err
	}
	var n [3]int
	for i := range n {
		if n[i], err = py.AsCInt(th, a[3+i]); err != nil {
			return py.Unbound, err
		}
	}
	flags, protection, access := n[0], n[1], n[2]
	offset, err := size(th, a[6])
	if err != nil {
		return py.Unbound, err
	}
	track, err := py.Truth(th, a[7])
	if err != nil {
		return py.Unbound, err
	}
	switch {
	case length < 0:
		return py.Unbound, py.Raise(py.OverflowError, "memory mapped length must be positive")
	case offset < 0:
		return py.Unbound, py.Raise(py.OverflowError, "memory mapped offset must be positive")
	case access != accessDefault && (flags != mapShared || protection != protRead|protWrite):
		return py.Unbound, py.Raise(py.ValueError, "mmap can't specify both access and flags, prot.")
	}
	switch access {
	case accessRead:
		flags, protection = mapShared, protRead
	case accessWrite:
		flags, protection = mapShared, protRead|protWrite
	case accessCopy:
		flags, protection = mapPrivate, protRead|protWrite
	case accessDefault:
		switch {
		case protection&protRead != 0 && protection&protWrite != 0:
		case protection&protWrite != 0:
			access = accessWrite
		default:
			access = accessRead
		}
	default:
		return py.Unbound, py.Raise(py.ValueError, "mmap invalid access parameter.")
	}
	host := th.Interp.Host
	if fd != -1 {
		st, err := host.StatDescriptor(fd)
		if err != nil {
			return py.Unbound, py.OSErrorFrom(err)
		}
		const kindOfFile, regular = 0o170000, 0o100000
		if st.Perm&kindOfFile == regular {
			switch {
			case length == 0 && st.Length == 0:
				return py.Unbound, py.Raise(py.ValueError, "cannot mmap an empty file")
			case length == 0 && int64(offset) >= st.Length:
				return py.Unbound, py.Raise(py.ValueError, "mmap offset is greater than file size")
			case length == 0:
				length = int(st.Length) - offset
			case int64(offset) > st.Length || st.Length-int64(offset) < int64(length):
				return py.Unbound, py.Raise(py.ValueError, "mmap length is greater than file size")
			}
		}
	}
	m := py.NewObject[mapping](cls)
	m.memory = &memory{fd: -1, host: host}
	m.access, m.offset, m.tracked = access, int64(offset), true
	m.tracked = track
	mapped := fd
	switch {
	case fd == -1:
		flags |= mapAnonymous
		if err := th.Charge(int64(length)); err != nil {
			return py.Unbound, err
		}
	case track:
		if m.fd, err = host.Dup(fd); err != nil {
			return py.Unbound, py.OSErrorFrom(err)
		}
	}
	var data []byte
	th.Outside(func() { data, err = host.Map(mapped, int64(offset), length, protection, flags) })
	if err != nil {
		m.free()
		return py.Unbound, py.OSErrorFrom(err)
	}
	m.data, m.open = data, true
	m.protection, m.flags = protection, flags
	m.shared = flags&mapShared != 0
	m.adopt()
	return py.ValueOf(m), nil
}

// size converts a length or an offset.
func size(th *py.Thread, v py.Value) (int, error) {
	n, err := py.AsInt(th, v)
	if err != nil && py.Matches(err, py.OverflowError) {
		err = py.Raise(py.OverflowError, "Python int too large to convert to C ssize_t")
	}
	return n, err
}

// memory is what the collector gives back when an mmap is forgotten before it is closed.
type memory struct {
	data []byte
	old  [][]byte // memory that views may still know
	fd   int      // a copy of the file's descriptor, or -1
	host py.Host
	// How the memory was mapped.
	protection, flags int
}

func (m *memory) free() {
	if m.fd >= 0 {
		m.host.Close(m.fd)
	}
	for _, b := range append(m.old, m.data) {
		if b != nil {
			m.host.Unmap(b)
		}
	}
	m.fd, m.data, m.old = -1, nil, nil
}

// adopt makes the collector free the memory of a forgotten object.
func (m *mapping) adopt() {
	goruntime.AddCleanup(m, (*memory).free, m.memory)
}

func (m *mapping) check() error {
	if !m.open {
		return py.Raise(py.ValueError, "mmap closed or invalid")
	}
	return nil
}

func (m *mapping) checkWritable() error {
	if err := m.check(); err != nil {
		return err
	}
	if m.access == accessRead {
		return py.Raise(py.TypeError, "mmap can't modify a readonly memory map.")
	}
	return nil
}

func (m *mapping) checkResizable() error {
	switch {
	case m.exports > 0:
		return py.Raise(py.BufferError, "mmap can't resize with extant buffers exported.")
	case m.access != accessDefault && m.access != accessWrite:
		return py.Raise(py.TypeError, "mmap can't resize a readonly or copy-on-write memory map.")
	case !m.tracked:
		return py.Raise(py.ValueError, "mmap can't resize with trackfd=False.")
	}
	return nil
}

func (m *mapping) close(th *py.Thread) error {
	if m.exports > 0 {
		return py.Raise(py.BufferError, "cannot close exported pointers exist")
	}
	if !m.open {
		return nil
	}
	m.open = false
	if m.lent { // the collector gives it back, with the views
		m.old, m.data = append(m.old, m.data), nil
		if m.fd >= 0 {
			m.host.Close(m.fd)
			m.fd = -1
		}
		return nil
	}
	old := *m.memory
	m.data, m.old, m.fd = nil, nil, -1
	th.Outside(old.free)
	return nil
}

func (m *mapping) resize(th *py.Thread, length int) error {
	if err := m.check(); err != nil {
		return err
	}
	if err := m.checkResizable(); err != nil {
		return err
	}
	if length < 0 || int64(length) > 1<<63-1-m.offset {
		return py.Raise(py.ValueError, "new size out of range")
	}
	if m.fd == -1 && m.shared && length > len(m.data) {
		return py.Raise(py.ValueError, "mmap: can't expand a shared anonymous mapping")
	}
	host := th.Interp.Host
	if length == 0 {
		const invalidArgument = 22
		return py.OSErrorOf(invalidArgument)
	}
	if m.fd == -1 {
		if err := th.Charge(int64(length)); err != nil {
			return err
		}
	} else if err := host.Truncate(m.fd, m.offset+int64(length)); err != nil {
		return py.OSErrorFrom(err)
	}
	if m.lent { // views keep the old memory
		data, err := host.Map(m.fd, m.offset, length, m.protection, m.flags)
		if err != nil {
			return py.OSErrorFrom(err)
		}
		if m.fd == -1 {
			copy(data, m.data)
		}
		m.old, m.data = append(m.old, m.data), data
		return nil
	}
	data, err := host.Remap(m.data, length)
	if err != nil {
		return py.OSErrorFrom(err)
	}
	m.data = data
	return nil
}

func setupMapping(t *py.Type) {
	t.WeakField = func(v py.Value) **py.WeakList { return &self(v).weak }
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		return newSignature.Invoke(th, append([]py.Value{cls.Value()}, args...), kw)
	}
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		m := self(v)
		name := v.Type().TypeName()
		if v.Type() == t {
			name = "mmap.mmap"
		}
		if !m.open {
			return py.Text("<" + name + " closed=True>"), nil
		}
		access := [...]string{"ACCESS_DEFAULT", "ACCESS_READ", "ACCESS_WRITE", "ACCESS_COPY"}[m.access]
		return py.Text(fmt.Sprintf("<%s closed=False, access=%s, length=%d, pos=%d, offset=%d>", name, access, len(m.data), m.pos, m.offset)), nil
	}
	t.Buffer = func(th *py.Thread, v py.Value, writable bool) (*py.Buffer, error) {
		m := self(v)
		if err := m.check(); err != nil {
			return nil, err
		}
		readOnly := m.access == accessRead
		if writable && readOnly {
			return nil, py.Raise(py.BufferError, "Object is not writable.")
		}
		m.exports++
		m.lent = true
		return &py.Buffer{Obj: v, Data: m.data, ReadOnly: readOnly, ItemSize: 1, Format: "B", Shape: []int{len(m.data)}, Strides: []int{1}, Release: func() { m.exports-- }}, nil
	}
	t.Len = func(th *py.Thread, v py.Value) (int, error) { return len(self(v).data), self(v).check() }
	t.GetItem, t.SetItem = getItem, setItem
	t.IsSequenceIndex = true
	t.GetSets = []py.GetSetDef{{Name: "closed", Get: func(th *py.Thread, v py.Value) (py.Value, error) { return py.Bool(!self(v).open), nil }}}
	t.Methods = methods()
	py.SetupType(t, nil)
}
