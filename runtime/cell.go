// This file defines Cell, the cell object: a variable that scopes share.

package runtime

import "unsafe"

// Cell is a cell object. Empty cells hold Unbound.
type Cell struct {
	Header
	Value Value
}

// NewCell returns a cell that holds v (Unbound: empty).
func NewCell(v Value) *Cell {
	return &Cell{Header: Header{Type: CellType, Kind: KindCell}, Value: v}
}

// NewCells makes a cell of each of values, in blocks of up to maxCells, and puts it there.
func NewCells(values []*Value) {
	for len(values) > maxCells {
		NewCells(values[:maxCells])
		values = values[maxCells:]
	}
	var cells []Cell
	switch len(values) {
	case 0:
		return
	case 1:
		*values[0] = NewCell(*values[0]).Header.Value()
		return
	case 2:
		cells = new([2]Cell)[:]
	case 3:
		cells = new([3]Cell)[:]
	default:
		cells = new([maxCells]Cell)[:]
	}
	for i, v := range values {
		cells[i] = Cell{Header: Header{Type: CellType, ID: cellInBlock + 2*uint32(i), Kind: KindCell}, Value: *v}
		v.P, v.B = unsafe.Pointer(&cells[i]), 0
	}
	cells[len(values)-1].ID++
}

// maxCells is how many cells lie in one block at most.
const maxCells = 4

// cellInBlock is the Header.ID of the first cell of a block; that of each further one is greater by two, and that of the last by one more. No cache is
// ever for these numbers, see minID.
const cellInBlock = 1

// block returns the cells of the block that c lies in.
func (c *Cell) block() []Cell {
	if c.ID == 0 {
		return unsafe.Slice(c, 1)
	}
	first := (*Cell)(unsafe.Add(unsafe.Pointer(c), -int((c.ID-cellInBlock)/2)*int(unsafe.Sizeof(*c))))
	n := 1
	for last := first; (last.ID-cellInBlock)&1 == 0; n++ {
		last = (*Cell)(unsafe.Add(unsafe.Pointer(first), n*int(unsafe.Sizeof(*c))))
	}
	return unsafe.Slice(first, n)
}

func setupCell(t *Type) {
	t.Layout = KindCell
	t.Doc = "A variable that is shared between a function and the functions within."
	c := func(v Value) *Cell { return (*Cell)(v.P) }
	t.TextSig = "([contents])"
	t.New = func(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
		if kw != nil && kw.Len() > 0 {
			return Unbound, Raise(TypeError, "cell() takes no keyword arguments")
		}
		switch len(args) {
		case 0:
			return NewCell(Unbound).Reference(), nil
		case 1:
			return NewCell(args[0]).Reference(), nil
		}
		return Unbound, Raise(TypeError, "cell expected at most 1 argument, got %d", len(args))
	}
	t.Repr = func(th *Thread, v Value) (Value, error) {
		if c(v).Value.IsUnbound() {
			return Text("<cell at " + Address(th, v) + ": empty>"), nil
		}
		x := c(v).Value
		return Text("<cell at " + Address(th, v) + ": " + x.Type().TypeName() + " object at " + Address(th, x) + ">"), nil
	}
	t.Compare = func(th *Thread, a, b Value, op CompareOp) (Value, error) {
		if b.Type() != CellType {
			return NotImplemented, nil
		}
		x, y := c(a).Value, c(b).Value
		if !x.IsUnbound() && !y.IsUnbound() {
			return RichCompare(th, x, y, op)
		}
		i, j := int64(1), int64(1)
		if x.IsUnbound() {
			i = 0
		}
		if y.IsUnbound() {
			j = 0
		}
		return Bool(compareInts(i, j, op)), nil
	}
	t.GetSets = []GetSetDef{{Name: "cell_contents",
		Get: func(th *Thread, v Value) (Value, error) {
			if c(v).Value.IsUnbound() {
				return Unbound, Raise(ValueError, "Cell is empty")
			}
			return c(v).Value, nil
		},
		Set: func(th *Thread, v, x Value) error {
			c(v).Value = x
			return nil
		}}}
}

// Reference returns the reference to the cell itself; Value is what it holds.
func (c *Cell) Reference() Value { return c.Header.Value() }
