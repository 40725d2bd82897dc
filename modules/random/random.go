// Package random is the module _random: the Mersenne Twister, bit for bit as in CPython.
//
// Reference: M. Matsumoto and T. Nishimura, "Mersenne Twister", ACM TOMACS 8 (1998); "random" in the Python library reference.
package random

import (
	"encoding/binary"
	"math/big"
	"math/bits"
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name: "_random",
	Doc:  "The generator of random numbers beneath the module random.",
	Exec: func(th *py.Thread, m *py.Module) error {
		m.Set(th, "Random", randomType().Value())
		return nil
	},
}

const (
	words  = 624 // of state
	middle = 397
)

// twister is the state of MT19937.
type twister struct {
	state [words]uint32
	next  int // word to give out; words: a new block is due
}

// seed is the reference implementation's initialisation by one number.
func (t *twister) seed(s uint32) {
	t.state[0] = s
	for i := 1; i < words; i++ {
		s = 1812433253*(s^s>>30) + uint32(i)
		t.state[i] = s
	}
	t.next = words
}

// seedArray is the reference implementation's initialisation by an array.
func (t *twister) seedArray(key []uint32) {
	t.seed(19650218)
	s := &t.state
	i, j := 1, 0
	step := func(factor uint32, add func() uint32) {
		s[i] = (s[i] ^ (s[i-1]^s[i-1]>>30)*factor) + add()
		if i++; i == words {
			s[0] = s[words-1]
			i = 1
		}
	}
	for range max(words, len(key)) {
		step(1664525, func() uint32 { return key[j] + uint32(j) })
		if j++; j == len(key) {
			j = 0
		}
	}
	for range words - 1 {
		step(1566083941, func() uint32 { return -uint32(i) })
	}
	s[0] = 1 << 31
}

// uint32 returns the next 32 random bits.
func (t *twister) uint32() uint32 {
	if t.next >= words {
		t.renew()
	}
	y := t.state[t.next]
	t.next++
	y ^= y >> 11
	y ^= y << 7 & 0x9d2c5680
	y ^= y << 15 & 0xefc60000
	return y ^ y>>18
}

// renew makes the next block of words.
func (t *twister) renew() {
	s := &t.state
	for i := range s {
		y := s[i]&0x80000000 | s[(i+1)%words]&0x7fffffff
		s[i] = s[(i+middle)%words] ^ y>>1 ^ -(y&1)&0x9908b0df
	}
	t.next = 0
}

// object is a Random.
type object struct {
	py.Header
	twister
}

var randomType = sync.OnceValue(func() *py.Type {
	t := &py.Type{Name: "Random", Module: "_random", Doc: "Random() -> a generator of random numbers with a state of its own.", Flags: py.TypeBaseType, Size: py.SizeOf[object]()}
	self := py.AsAny[object]
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		x := py.NewObject[object](cls)
		x.next = words
		return x.Value(), nil
	}
	t.Init = func(th *py.Thread, v py.Value, args []py.Value, kw *py.Tuple) error {
		if kw != nil && kw.Len() > 0 {
			if v.Type() == t {
				return py.Raise(py.TypeError, "Random() takes no keyword arguments")
			}
			args = args[:len(args)-kw.Len()]
		}
		if len(args) > 1 {
			return py.Raise(py.TypeError, "Random expected at most 1 argument, got %d", len(args))
		}
		seed := py.None
		if len(args) == 1 {
			seed = args[0]
		}
		return self(v).seedWith(th, seed)
	}
	t.Methods = []*py.MethodDef{
		py.Def("random($self, /)", "Return a float from 0 on, below 1.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := self(a[0])
			high, low := x.uint32()>>5, x.uint32()>>6
			return py.Float((float64(high)*(1<<26) + float64(low)) / (1 << 53)), nil
		}),
		py.Def("seed($self, n=None, /)", "Start the sequence that belongs to n, or for None a random one.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.None, self(a[0]).seedWith(th, a[1])
		}),
		py.Def("getstate($self, /)", "Return the state as a tuple of ints.", getState),
		py.Def("setstate($self, state, /)", "Restore a state that getstate returned.", setState),
		getRandBitsDef,
		py.Def("_randbelow($self, n, /)", "Return an int below n: bits of getrandbits() until they make one.", randBelow),
	}
	py.SetupType(t, nil)
	return t
})

// seedWith seeds by the absolute value of an int, by the hash of another object, or from the system for None.
func (x *object) seedWith(th *py.Thread, v py.Value) error {
	if v.IsNone() {
		var b [4 * words]byte
		if err := th.Interp.Host.RandomBytes(b[:]); err != nil {
			return py.OSErrorFrom(err)
		}
		key := make([]uint32, words)
		for i := range key {
			key[i] = binary.LittleEndian.Uint32(b[4*i:])
		}
		x.seedArray(key)
		return nil
	}
	var n *big.Int
	switch _, isInt := py.NumFromInt(v); {
	case v.Kind() == py.KindIntObject:
		// A subclass may have an __abs__ of its own.
		m, err := py.Absolute(th, v)
		if err != nil {
			return err
		}
		if n = py.AsBig(m); n == nil {
			return py.Raise(py.TypeError, "an integer is required")
		}
	case isInt:
		n = new(big.Int).Abs(py.AsBig(v))
	default:
		h, err := py.Hash(th, v)
		if err != nil {
			return err
		}
		n = new(big.Int).SetUint64(uint64(h))
	}
	bytes := n.Bytes()
	key := make([]uint32, max(1, (len(bytes)+3)/4))
	for i, b := range bytes {
		at := len(bytes) - 1 - i
		key[at/4] |= uint32(b) << (8 * (at % 4))
	}
	x.seedArray(key)
	return nil
}

func getState(th *py.Thread, a []py.Value) (py.Value, error) {
	x := py.AsAny[object](a[0])
	items := make([]py.Value, words+1)
	for i, w := range x.state {
		items[i] = py.Int(int64(w))
	}
	items[words] = py.Int(int64(x.next))
	return py.NewTuple(items).Value(), nil
}

func setState(th *py.Thread, a []py.Value) (py.Value, error) {
	state := py.AsTuple(a[1])
	switch {
	case state == nil:
		return py.Unbound, py.Raise(py.TypeError, "state vector must be a tuple")
	case state.Len() != words+1:
		return py.Unbound, py.Raise(py.ValueError, "state vector is the wrong size")
	}
	var t twister
	for i, v := range state.Items() {
		n, ok := py.NumFromInt(v)
		switch {
		case !ok && i == words:
			return py.Unbound, py.Raise(py.TypeError, "'%s' object cannot be interpreted as an integer", v.Type().TypeName())
		case !ok:
			return py.Unbound, py.Raise(py.TypeError, "an integer is required")
		case i < words && n.Sign() < 0:
			return py.Unbound, py.Raise(py.OverflowError, "can't convert negative value to unsigned int")
		case i < words && (n.Big != nil || n.Small >= 1<<32), i == words && (n.Big != nil || n.Small < 0 || n.Small > words):
			return py.Unbound, py.Raise(py.ValueError, "invalid state")
		case i < words:
			t.state[i] = uint32(n.Small)
		default:
			t.next = int(n.Small)
		}
	}
	py.AsAny[object](a[0]).twister = t
	return py.None, nil
}

var getRandBitsDef = py.Def("getrandbits($self, k, /)", "Return an int of k random bits.", getRandBits)

// randBelow leaves it to the class random.Random where a class or the instance has a getrandbits of its own.
func randBelow(th *py.Thread, a []py.Value) (py.Value, error) {
	n, ok := py.NumFromInt(a[1])
	if !ok || n.Sign() <= 0 || !hasOurBits(th, a[0]) {
		return py.CallMethod(th, a[0], "_randbelow_with_getrandbits", a[1])
	}
	if n.Big == nil {
		x := py.AsAny[object](a[0])
		if size := bits.Len64(uint64(n.Small)); size <= 32 {
			for {
				if r := int64(x.uint32() >> (32 - size)); r < n.Small {
					return py.Int(r), nil
				}
			}
		}
	}
	for {
		r, err := getRandBits(th, []py.Value{a[0], py.Int(n.BitLength())})
		if err != nil {
			return py.Unbound, err
		}
		if m, _ := py.NumFromInt(r); m.Cmp(n) < 0 {
			return r, nil
		}
	}
}

// hasOurBits reports whether the attribute getrandbits of v is the method of this module.
func hasOurBits(th *py.Thread, v py.Value) bool {
	name := th.Interp.Intern(getRandBitsDef.Name)
	method := v.Type().Lookup(th, name)
	if method.Kind() != py.KindMethodDescriptor || (*py.MethodDescriptor)(method.P).Def != getRandBitsDef {
		return false
	}
	own := v.Ext()
	return own == nil || own.Dict == nil || own.Dict.FindStr(name) < 0
}

func getRandBits(th *py.Thread, a []py.Value) (py.Value, error) {
	v, err := py.Index(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	k, _ := py.NumFromInt(v)
	switch {
	case k.Sign() < 0:
		return py.Unbound, py.Raise(py.ValueError, "Cannot convert negative int")
	case k.Big != nil:
		return py.Unbound, py.Raise(py.OverflowError, "Python int too large for C uint64_t")
	case k.Small == 0:
		return py.Int(0), nil
	}
	x := py.AsAny[object](a[0])
	if k.Small <= 32 {
		return py.Int(int64(x.uint32() >> (32 - k.Small))), nil
	}
	if k.Small <= 64 {
		low := uint64(x.uint32())
		return py.IntFromUint64(uint64(x.uint32()>>(64-k.Small))<<32 | low), nil
	}
	if err := th.Charge(k.Small / 8); err != nil {
		return py.Unbound, err
	}
	// Words in ascending order; of the last one, the upper bits.
	count := int((k.Small-1)/32 + 1)
	out := make([]byte, 4*count)
	for i := range count {
		w := x.uint32()
		if rest := k.Small - 32*int64(i); rest < 32 {
			w >>= 32 - rest
		}
		binary.BigEndian.PutUint32(out[4*(count-1-i):], w)
	}
	return py.NewBig(new(big.Int).SetBytes(out)), nil
}
