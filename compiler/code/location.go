// This file encodes and decodes the position table (co_linetable): for each
// code unit, the range of source text that it comes from.
//
// The table is a series of entries, each for 1 to 8 units. An entry starts
// with a byte 0x80 | kind<<3 | units-1; the bytes behind it are below 0x80.
//
//	kind   0-9   one line, same as before: column is kind*8 + bits 4-6 of the
//	             next byte, its low 4 bits are the length
//	      10-12  one line, kind-10 further: column and end column, a byte each
//	      13     no columns: line delta
//	      14     anything: line delta, end line - line, column+1, end column+1
//	      15     no position
//
// Numbers are base 64, least significant digit first, bit 6 set on all but
// the last; line deltas carry their sign in bit 0.
//
// Reference: PEP 626, PEP 657, and CPython's InternalDocs/code_objects.md.

package code

import "iter"

// A Position is a range of source text. Lines are 1-based, columns 0-based
// byte offsets; what isn't known is -1.
type Position struct{ Line, EndLine, Col, EndCol int32 }

// NoPosition is that of code that the programmer didn't write.
var NoPosition = Position{-1, -1, -1, -1}

// The kinds of entries.
const (
	locationOneLine   = 10
	locationNoColumns = 13
	locationLong      = 14
	locationNone      = 15
)

// maxUnits is how many units an entry covers at most.
const maxUnits = 8

// A LocationTable is a position table being written.
type LocationTable struct {
	out  []byte
	line int32
}

// NewLocationTable begins the table of code whose first line is firstLine, in the memory of room, which may be nil.
func NewLocationTable(firstLine int, room []byte) LocationTable {
	return LocationTable{line: int32(firstLine), out: room[:0]}
}

// Bytes returns the table.
func (t *LocationTable) Bytes() []byte { return t.out }

// Add appends the position of the next units.
func (t *LocationTable) Add(p Position, units int) {
	for ; units > maxUnits; units -= maxUnits {
		t.entry(p, maxUnits)
	}
	if units > 0 {
		t.entry(p, units)
	}
}

func (t *LocationTable) entry(p Position, units int) {
	head := func(kind int32) { t.out = append(t.out, byte(0x80|int(kind)<<3|(units-1))) }
	if p.Line < 0 {
		head(locationNone)
		return
	}
	delta := p.Line - t.line
	t.line = p.Line
	if p.Col < 0 || p.EndCol < 0 {
		if p.EndLine == p.Line || p.EndLine < 0 {
			head(locationNoColumns)
			t.signed(delta)
			return
		}
	} else if p.EndLine == p.Line {
		length := p.EndCol - p.Col
		if delta == 0 && p.Col < 80 && length >= 0 && length < 16 {
			head(p.Col >> 3)
			t.out = append(t.out, byte(p.Col&7<<4|length))
			return
		}
		if delta >= 0 && delta < 3 && p.Col < 128 && p.EndCol < 128 {
			head(locationOneLine + delta)
			t.out = append(t.out, byte(p.Col), byte(p.EndCol))
			return
		}
	}
	head(locationLong)
	t.signed(delta)
	t.number(uint32(p.EndLine - p.Line))
	t.number(uint32(p.Col + 1))
	t.number(uint32(p.EndCol + 1))
}

func (t *LocationTable) number(n uint32) {
	for ; n >= 64; n >>= 6 {
		t.out = append(t.out, byte(n&63|64))
	}
	t.out = append(t.out, byte(n))
}

func (t *LocationTable) signed(n int32) {
	if n < 0 {
		t.number(uint32(-n)<<1 | 1)
	} else {
		t.number(uint32(n) << 1)
	}
}

// DropColumns reduces the position tables of c and of the code within to lines (-X no_debug_ranges).
func (c *Code) DropColumns() {
	t := NewLocationTable(c.FirstLineno, nil)
	for r := range c.Locations() {
		p := r.Position
		p.EndLine, p.Col, p.EndCol = p.Line, -1, -1
		t.Add(p, r.End-r.Start)
	}
	c.LineTable = t.Bytes()
	for _, k := range c.Consts {
		if inner, ok := k.(*Code); ok {
			inner.DropColumns()
		}
	}
}

// A LocatedRange is a run of code units with one position: the units from
// Start up to End, without it.
type LocatedRange struct {
	Start, End int
	Position
}

// Locations ranges over the entries of the position table. A malformed table
// ends where it stops making sense.
func (c *Code) Locations() iter.Seq[LocatedRange] {
	return func(yield func(LocatedRange) bool) {
		c.Complete()
		r := reader{data: c.LineTable}
		line := int32(c.FirstLineno)
		start := 0
		for !r.done() {
			head := r.byte()
			kind, units := int32(head>>3&15), int(head&7)+1
			p := NoPosition
			switch {
			case kind < locationOneLine:
				b := int32(r.byte())
				p = Position{line, line, kind<<3 | b>>4&7, 0}
				p.EndCol = p.Col + b&15
			case kind < locationNoColumns:
				line += kind - locationOneLine
				p = Position{line, line, int32(r.byte()), 0}
				p.EndCol = int32(r.byte())
			case kind == locationNoColumns:
				line += r.signed()
				p = Position{line, line, -1, -1}
			case kind == locationLong:
				line += r.signed()
				p.Line = line
				p.EndLine = line + int32(r.number())
				p.Col = int32(r.number()) - 1
				p.EndCol = int32(r.number()) - 1
			}
			if r.bad || !yield(LocatedRange{start, start + units, p}) {
				return
			}
			start += units
		}
	}
}

// Positions returns the position of each code unit, caches included.
func (c *Code) Positions() []Position {
	c.Complete()
	positions := make([]Position, 0, len(c.Bytecode)/2)
	for r := range c.Locations() {
		for range r.End - r.Start {
			positions = append(positions, r.Position)
		}
	}
	return positions
}

// A LineRange is a run of code units on one line, -1 if they have none.
type LineRange struct{ Start, End, Line int }

// Lines ranges over the lines of the code as co_lines() does: neighbouring
// runs differ in their line.
func (c *Code) Lines() iter.Seq[LineRange] {
	return func(yield func(LineRange) bool) {
		current := LineRange{Line: -2}
		for r := range c.Locations() {
			if int(r.Line) == current.Line {
				current.End = r.End
				continue
			}
			if current.Line != -2 && !yield(current) {
				return
			}
			current = LineRange{r.Start, r.End, int(r.Line)}
		}
		if current.Line != -2 {
			yield(current)
		}
	}
}

// LineOf returns the line of a code unit, -1 if it has none.
func (c *Code) LineOf(unit int) int {
	for r := range c.Locations() {
		if unit >= r.Start && unit < r.End {
			return int(r.Line)
		}
	}
	return -1
}

// reader reads the numbers of a table. After a read past the end, bad is set
// and every read gives 0.
type reader struct {
	data []byte
	at   int
	bad  bool
}

func (r *reader) done() bool { return r.bad || r.at >= len(r.data) }

func (r *reader) byte() byte {
	if r.at >= len(r.data) {
		r.bad = true
		return 0
	}
	r.at++
	return r.data[r.at-1]
}

func (r *reader) number() uint32 {
	var n uint32
	for shift := 0; ; shift += 6 {
		b := r.byte()
		n |= uint32(b&63) << shift
		if b&64 == 0 || shift > 30 {
			return n
		}
	}
}

func (r *reader) signed() int32 {
	n := r.number()
	if n&1 != 0 {
		return -int32(n >> 1)
	}
	return int32(n >> 1)
}
