// This file encodes and decodes the exception table (co_exceptiontable):
// which handler takes over when an instruction of a range raises.
//
// An entry is four numbers: start, length and target in code units, and
// depth<<1 | push-lasti. Numbers are base 64, most significant digit first,
// bit 6 set on all but the last; bit 7 marks the first byte of an entry.
// Entries are in order of start and don't overlap.
//
// Reference: CPython's InternalDocs/exception_handling.md.

package code

import "iter"

// A Handler says what happens when a unit from Start up to End, without it,
// raises: the value stack is cut to Depth values, the raising unit's offset
// is pushed if PushLasti, then the exception, and execution goes on at
// Target. Start, End and Target count code units.
type Handler struct {
	Start, End, Target int
	Depth              int
	PushLasti          bool
}

// EncodeExceptionTable writes the table of handlers in the order given.
func EncodeExceptionTable(handlers []Handler) []byte {
	var out []byte
	for _, h := range handlers {
		out = AppendHandler(out, h)
	}
	return out
}

// AppendHandler appends the entry of a handler to an exception table.
func AppendHandler(out []byte, h Handler) []byte {
	depth := h.Depth << 1
	if h.PushLasti {
		depth |= 1
	}
	at := len(out)
	for _, n := range [...]int{h.Start, h.End - h.Start, h.Target, depth} {
		out = appendBigEndian64(out, n)
	}
	out[at] |= 0x80
	return out
}

func appendBigEndian64(out []byte, n int) []byte {
	for shift := 24; shift > 0; shift -= 6 {
		if n >= 1<<shift {
			out = append(out, byte(n>>shift&63|64))
		}
	}
	return append(out, byte(n&63))
}

// Handlers ranges over the entries of the exception table. A malformed table
// ends where it stops making sense.
func (c *Code) Handlers() iter.Seq[Handler] {
	return func(yield func(Handler) bool) {
		c.Complete()
		r := reader{data: c.ExceptionTable}
		for !r.done() {
			start, length, target, depth := r.bigEndian(), r.bigEndian(), r.bigEndian(), r.bigEndian()
			if r.bad || !yield(Handler{start, start + length, target, depth >> 1, depth&1 != 0}) {
				return
			}
		}
	}
}

// FindHandler returns the handler for an exception that a code unit raises.
func (c *Code) FindHandler(unit int) (h Handler, ok bool) {
	for h := range c.Handlers() {
		if h.Start > unit {
			break
		}
		if unit < h.End {
			return h, true
		}
	}
	return Handler{}, false
}

func (r *reader) bigEndian() int {
	n := 0
	for {
		b := r.byte()
		n = n<<6 | int(b&63)
		if b&64 == 0 {
			return n
		}
		if n >= 1<<30 {
			r.bad = true
			return 0
		}
	}
}
