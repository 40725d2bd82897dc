// This file holds sums, products and norms, with their rounding errors kept.

package math

import (
	"math"

	py "github.com/gopy-lang/gopy/runtime"
	"github.com/gopy-lang/gopy/runtime/num"
)

// twoSum returns a+b and its rounding error (Knuth).
func twoSum(a, b float64) (sum, err float64) {
	sum = a + b
	t := sum - a
	return sum, (a - (sum - t)) + (b - t)
}

// twoProduct returns a*b and its rounding error.
func twoProduct(a, b float64) (product, err float64) {
	product = a * b
	return product, math.FMA(a, b, -product)
}

// fsum adds exactly and rounds at the end.
func fsum(th *py.Thread, a []py.Value) (py.Value, error) {
	var room [16]float64
	s := exactSum{partials: room[:0]}
	lost := false // what quick was asked for last can't be added that way
	quick := func(v py.Value) bool {
		if !v.IsFloat() {
			return false
		}
		lost = !s.add(v.FloatValue())
		return !lost
	}
	err := py.ForEachQuick(th, a[0], quick, func(v py.Value) error {
		if v.IsFloat() {
			if x := v.FloatValue(); lost || !s.add(x) {
				lost = false
				return s.addSpecial(x)
			}
			return nil
		}
		x, err := py.FloatOf(th, v)
		if err != nil || s.add(x) {
			return err
		}
		return s.addSpecial(x)
	})
	switch {
	case err != nil:
		return py.Unbound, err
	case s.special != 0 && math.IsNaN(s.infinities):
		return py.Unbound, py.Raise(py.ValueError, "-inf + inf in fsum")
	case s.special != 0:
		return py.Float(s.special), nil
	}
	return py.Float(roundPartials(s.partials)), nil
}

// exactSum keeps a sum as floats that don't overlap, in ascending order (Shewchuk 1997), and apart from them the sums of infinities and NaNs.
type exactSum struct {
	partials            []float64
	special, infinities float64
}

// add adds x. It returns false, and the sum is lost, if that or x isn't finite.
func (s *exactSum) add(x float64) bool {
	kept := 0
	for _, p := range s.partials {
		if math.Abs(x) < math.Abs(p) {
			x, p = p, x
		}
		sum := x + p
		lost := p - (sum - x) // of the two, x is the larger
		if x = sum; lost != 0 {
			s.partials[kept] = lost
			kept++
		}
	}
	if x-x != 0 {
		return false
	}
	s.partials = s.partials[:kept]
	if x != 0 {
		s.partials = append(s.partials, x)
	}
	return true
}

// addSpecial adds x where add couldn't.
func (s *exactSum) addSpecial(x float64) error {
	if isFinite(x) {
		return py.Raise(py.OverflowError, "intermediate overflow in fsum")
	}
	if math.IsInf(x, 0) {
		s.infinities += x
	}
	s.special += x
	s.partials = s.partials[:0]
	return nil
}

// roundPartials adds floats that don't overlap, in ascending order, with one rounding.
func roundPartials(p []float64) float64 {
	n := len(p)
	if n == 0 {
		return 0
	}
	sum, lost := p[n-1], 0.0
	for n--; n > 0 && lost == 0; n-- {
		sum, lost = twoSum(sum, p[n-1])
	}
	// A tie that the remaining partials would have decided the other way.
	if n > 0 && (lost < 0 && p[n-1] < 0 || lost > 0 && p[n-1] > 0) {
		twice := lost * 2
		if up := sum + twice; up-sum == twice {
			return up
		}
	}
	return sum
}

func prod(th *py.Thread, a []py.Value) (py.Value, error) {
	p := product{total: a[1], ints: 1}
	err := py.ForEachQuick(th, a[0], p.multiplyQuick, func(v py.Value) error {
		if p.multiplyQuick(v) {
			return nil
		}
		return p.multiply(th, v)
	})
	if err == nil {
		err = p.end(th)
	}
	return p.total, err
}

// product is a product of objects. Ints of an int come together in a word as long as it has room.
type product struct {
	total py.Value
	ints  int64
	held  bool // ints is a factor that total lacks
}

// multiplyQuick multiplies by v if that needs no more than a few instructions.
func (p *product) multiplyQuick(v py.Value) bool {
	if p.total.IsFloat() {
		switch {
		case v.IsFloat():
			p.total = py.Float(p.total.FloatValue() * v.FloatValue())
			return true
		case v.IsSmallInt():
			p.total = py.Float(p.total.FloatValue() * float64(v.SmallInt()))
			return true
		}
	} else if v.IsSmallInt() && (p.total.IsSmallInt() || p.total.IsExact(py.KindBigInt)) {
		if ints, ok := num.MulInt64(p.ints, v.SmallInt()); ok {
			p.ints, p.held = ints, true
			return true
		}
	}
	return false
}

func (p *product) multiply(th *py.Thread, v py.Value) error {
	if err := p.end(th); err != nil {
		return err
	}
	if p.multiplyQuick(v) {
		return nil
	}
	total, err := py.BinaryOperation(th, py.OpMul, p.total, v)
	p.total = total
	return err
}

// end multiplies total by the ints that it lacks.
func (p *product) end(th *py.Thread) (err error) {
	if p.held {
		p.total, err = py.BinaryOperation(th, py.OpMul, p.total, py.Int(p.ints))
		p.ints, p.held = 1, false
	}
	return err
}

// tripleSum is a sum of products as three floats.
type tripleSum struct{ high, low, tiny float64 }

func (t tripleSum) add(x, y float64) tripleSum {
	product, productErr := twoProduct(x, y)
	high, highErr := twoSum(t.high, product)
	low, lowErr := twoSum(t.low, productErr)
	low, rest := twoSum(low, highErr)
	return tripleSum{high, low, t.tiny + lowErr + rest}
}

func (t tripleSum) value() float64 {
	low, tiny := twoSum(t.low, t.tiny)
	high, low := twoSum(t.high, low)
	return high + (low + tiny)
}

// sumOfProducts adds products: of small ints exactly, then of floats in extended precision, from the first other item on
// with the objects' own operations.
type sumOfProducts struct {
	total        py.Value
	ints         int64
	triple       tripleSum
	intPath      bool
	floatPath    bool
	floatsInside bool
}

func (s *sumOfProducts) add(th *py.Thread, p, q py.Value) error {
	if s.intPath {
		if p.IsSmallInt() && q.IsSmallInt() {
			if c, ok := num.MulInt64(p.SmallInt(), q.SmallInt()); ok {
				if sum, ok := num.AddInt64(s.ints, c); ok {
					s.ints = sum
					return nil
				}
			}
		}
		if err := s.endInts(th); err != nil {
			return err
		}
	}
	if s.floatPath {
		if x, y, ok := floatPair(p, q); ok {
			if t := s.triple.add(x, y); isFinite(t.high) {
				s.triple, s.floatsInside = t, true
				return nil
			}
		}
		if err := s.endFloats(th); err != nil {
			return err
		}
	}
	v, err := py.BinaryOperation(th, py.OpMul, p, q)
	if err == nil {
		s.total, err = py.BinaryOperation(th, py.OpAdd, s.total, v)
	}
	return err
}

// floatPair converts two numbers of which one at least is a float.
func floatPair(p, q py.Value) (x, y float64, ok bool) {
	if p.IsFloat() && q.IsFloat() {
		return p.FloatValue(), q.FloatValue(), true
	}
	convert := func(v py.Value) (float64, bool) {
		if v.IsFloat() {
			return v.FloatValue(), true
		}
		n, ok := py.NumFromInt(v)
		if !ok || v.Kind() == py.KindIntObject {
			return 0, false
		}
		f, err := n.Float()
		return f, err == nil
	}
	if !p.IsFloat() && !q.IsFloat() {
		return 0, 0, false
	}
	x, ok = convert(p)
	y, ok2 := convert(q)
	return x, y, ok && ok2
}

func (s *sumOfProducts) endInts(th *py.Thread) (err error) {
	s.intPath = false
	s.total, err = py.BinaryOperation(th, py.OpAdd, s.total, py.Int(s.ints))
	return err
}

func (s *sumOfProducts) endFloats(th *py.Thread) (err error) {
	s.floatPath = false
	if s.floatsInside {
		s.total, err = py.BinaryOperation(th, py.OpAdd, s.total, py.Float(s.triple.value()))
	}
	return err
}

func sumProd(th *py.Thread, a []py.Value) (py.Value, error) {
	var ps, qs py.Cursor
	err := ps.Over(th, a[0])
	if err == nil {
		err = qs.Over(th, a[1])
	}
	if err != nil {
		return py.Unbound, err
	}
	s := sumOfProducts{total: py.Int(0), intPath: true, floatPath: true}
	for {
		p, err := ps.Next(th)
		if err != nil {
			return py.Unbound, err
		}
		q, err := qs.Next(th)
		if err != nil {
			return py.Unbound, err
		}
		if p.IsUnbound() != q.IsUnbound() {
			return py.Unbound, py.Raise(py.ValueError, "Inputs are not the same length")
		}
		if p.IsUnbound() {
			break
		}
		if p.IsFloat() && q.IsFloat() && s.floatPath && !s.intPath {
			if t := s.triple.add(p.FloatValue(), q.FloatValue()); isFinite(t.high) {
				s.triple, s.floatsInside = t, true
				continue
			}
		}
		if err := s.add(th, p, q); err != nil {
			return py.Unbound, err
		}
	}
	if s.intPath {
		err = s.endInts(th)
	}
	if err == nil && s.floatPath {
		err = s.endFloats(th)
	}
	return s.total, err
}

func hypot(th *py.Thread, a []py.Value) (py.Value, error) {
	var few [8]float64
	v := few[:0]
	for _, x := range a {
		f, err := py.FloatOf(th, x)
		if err != nil {
			return py.Unbound, err
		}
		v = append(v, math.Abs(f))
	}
	return py.Float(norm(v)), nil
}

func dist(th *py.Thread, a []py.Value) (py.Value, error) {
	p, err := coordinates(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	q, err := coordinates(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	if len(p) != len(q) {
		return py.Unbound, py.Raise(py.ValueError, "both points must have the same number of dimensions")
	}
	var few [8]float64
	v := few[:0]
	for i := range p {
		x, err := py.FloatOf(th, p[i])
		if err != nil {
			return py.Unbound, err
		}
		y, err := py.FloatOf(th, q[i])
		if err != nil {
			return py.Unbound, err
		}
		v = append(v, math.Abs(x-y))
	}
	return py.Float(norm(v)), nil
}

// coordinates returns the items of an iterable, a tuple's own.
func coordinates(th *py.Thread, v py.Value) ([]py.Value, error) {
	if v.IsExact(py.KindTuple) {
		return (*py.Tuple)(v.P).Items(), nil
	}
	return py.Items(th, v)
}

// norm returns the square root of the sum of squares of numbers that are not negative. They are scaled
// by about the largest of them, squared and added with their errors, and the root is corrected once (Borges 2019).
func norm(v []float64) float64 {
	largest, nan := 0.0, false
	for _, x := range v {
		if x > largest {
			largest = x
		}
		nan = nan || x != x
	}
	switch {
	case largest > math.MaxFloat64:
		return largest
	case nan:
		return num.QuietNaN()
	case largest == 0 || len(v) == 1:
		return largest
	}
	_, e := math.Frexp(largest)
	e = max(-1000, min(e, 1000)) // so that both powers are normal
	scale := math.Float64frombits(uint64(1023-e) << 52)
	sum, lost := 0.0, 0.0
	for _, x := range v {
		x *= scale
		square, squareErr := twoProduct(x, x)
		var sumErr float64
		sum, sumErr = twoSum(sum, square)
		lost += squareErr + sumErr
	}
	root := math.Sqrt(sum + lost)
	square, squareErr := twoProduct(root, root)
	root += ((sum - square) + (lost - squareErr)) / (2 * root)
	return root * math.Float64frombits(uint64(1023+e)<<52)
}
