// This file defines Cell, the cell object: a variable that scopes share.

package runtime

// Cell is a cell object. Empty cells hold Unbound.
type Cell struct {
	Header
	Value Value
}

// NewCell returns a cell that holds v (Unbound: empty).
func NewCell(v Value) *Cell {
	return &Cell{Header: Header{Type: CellType, Kind: KindCell}, Value: v}
}

// NewCells returns the first of n cells without value that lie in one block.
func NewCells(n int) *Cell {
	var cells []Cell
	switch n {
	case 1:
		return NewCell(Unbound)
	case 2:
		cells = new([2]Cell)[:]
	case 3:
		cells = new([3]Cell)[:]
	case 4:
		cells = new([4]Cell)[:]
	default:
		cells = make([]Cell, n)
	}
	for i := range cells {
		cells[i] = Cell{Header: Header{Type: CellType, Kind: KindCell}, Value: Unbound}
	}
	return &cells[0]
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
