// Package uuid is the module _uuid: identifiers of time and machine (RFC 9562, section 5.1).
package uuid

import (
	"encoding/binary"
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "_uuid",
	Doc:       "Identifiers of version 1.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		m.Set(th, "has_uuid_generate_time_safe", py.Int(1))
		m.Set(th, "has_stable_extractable_node", py.Int(0))
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("generate_time_safe($module, /)", "Return the bytes of a new identifier of version 1, and None: nobody else was asked whether it is the only one.", generate),
	}
}

// epoch is 1970 in units of 100 nanoseconds since 15 October 1582.
const epoch = 0x01b21dd213814000

// generator is what an interpreter remembers: its node, which is random, its clock sequence and the last time.
type generator struct {
	sync.Mutex
	tail [8]byte
	last uint64
}

const extraKey = "_uuid"

func generate(th *py.Thread, a []py.Value) (py.Value, error) {
	g, _ := th.Interp.Extra[extraKey].(*generator)
	if g == nil {
		g = &generator{}
		if err := th.Interp.Host.RandomBytes(g.tail[:]); err != nil {
			return py.Unbound, py.OSErrorFrom(err)
		}
		g.tail[0] = g.tail[0]&0x3f | 0x80 // the variant
		g.tail[2] |= 1                    // a multicast address: no machine has it
		th.Interp.Extra[extraKey] = g
	}
	g.Lock()
	defer g.Unlock()
	now := uint64(th.Interp.Host.Now().UnixNano())/100 + epoch
	if now <= g.last {
		now = g.last + 1
	}
	g.last = now
	b := make([]byte, 16)
	binary.BigEndian.PutUint32(b, uint32(now))
	binary.BigEndian.PutUint16(b[4:], uint16(now>>32))
	binary.BigEndian.PutUint16(b[6:], uint16(now>>48)&0x0fff|0x1000)
	copy(b[8:], g.tail[:])
	return py.TupleOf(py.NewBytes(b).Value(), py.None).Value(), nil
}
