// This file holds the slow path of operators of complex numbers. What several operators in a row make of each other's results, as in z * z + c,
// becomes an object at the end only.

package eval

import py "github.com/gopy-lang/gopy/runtime"

// operateComplex does a op b for register to, and the operators behind that take the result from there, for complex numbers; it reports false for
// others and for what fails.
func (m *machine) operateComplex(to uint16, o py.BinaryOp, a, b py.Value) bool {
	x, ok := py.ComplexTermOf(a)
	if !ok {
		return false
	}
	y, ok := py.ComplexTermOf(b)
	if !ok {
		return false
	}
	z, ok := py.OperateComplex(o, x, y)
	if !ok {
		return false
	}
	for {
		in := (*instruction)(pointer(&m.next))
		if in.op < opAdd || in.op > opDivideK || in.b != to && (in.c != to || in.op > opXor) || in.a != to && !m.temporary(to) {
			break
		}
		if o, x, y, ok = m.complexTerms(in, to, z); !ok {
			break
		}
		next, ok := py.OperateComplex(o, x, y)
		if !ok {
			break
		}
		z, to = next, in.a
		m.pc, m.next = m.next, m.next+instructionSize
	}
	*m.reg(to) = py.NewComplex(z.Z)
	return true
}

// complexTerms returns what a binary operation works on, z being in register to.
func (m *machine) complexTerms(in *instruction, to uint16, z py.ComplexTerm) (o py.BinaryOp, x, y py.ComplexTerm, ok bool) {
	if in.op <= opXor {
		o, x, y, ok = py.BinaryOp(in.op-opAdd), z, z, true
		if in.b != to {
			x, ok = py.ComplexTermOf(*m.reg(in.b))
		} else if in.c != to {
			y, ok = py.ComplexTermOf(*m.reg(in.c))
		}
		return o, x, y, ok
	}
	x = z
	if in.op <= opRShiftI {
		o = immediateOperators[in.op-opAddI]
		y, ok = py.ComplexTermOf(py.Int(int64(int16(in.c))))
	} else {
		o = constantOperators[in.op-opAddK]
		y, ok = py.ComplexTermOf(m.entry(in.c).Value)
	}
	if in.flags&2 != 0 {
		x, y = y, x
	}
	return o, x, y, ok
}
