// This file holds the functions of several floats, and those of a float's parts and neighbours.

package math

import (
	"math"

	py "github.com/gopy-lang/gopy/runtime"
	"github.com/gopy-lang/gopy/runtime/num"
)

// floats converts all arguments.
func floats[A any](th *py.Thread, a []py.Value, out *A, at func(out *A, i int) *float64) error {
	for i, v := range a {
		x, err := py.FloatOf(th, v)
		if err != nil {
			return err
		}
		*at(out, i) = x
	}
	return nil
}

func two(th *py.Thread, a []py.Value) (x, y float64, err error) {
	if x, err = py.FloatOf(th, a[0]); err == nil {
		y, err = py.FloatOf(th, a[1])
	}
	return x, y, err
}

func isFinite(x float64) bool { return x-x == 0 }

func binary(f func(x, y float64) float64) py.Func {
	return func(th *py.Thread, a []py.Value) (py.Value, error) {
		x, y, err := two(th, a)
		return py.Float(f(x, y)), err
	}
}

func fmod(th *py.Thread, a []py.Value) (py.Value, error) {
	x, y, err := two(th, a)
	switch {
	case err != nil:
		return py.Unbound, err
	case math.IsInf(y, 0) && isFinite(x):
		return py.Float(x), nil
	}
	r := num.Fmod(x, y)
	if math.IsNaN(r) && !math.IsNaN(x) && !math.IsNaN(y) {
		return py.Unbound, domainError()
	}
	return py.Float(r), nil
}

func remainder(th *py.Thread, a []py.Value) (py.Value, error) {
	x, y, err := two(th, a)
	if err != nil {
		return py.Unbound, err
	}
	r := math.Remainder(x, y)
	if math.IsNaN(r) && !math.IsNaN(x) && !math.IsNaN(y) {
		return py.Unbound, domainError()
	}
	return py.Float(r), nil
}

// pow follows C99, annex F, but for the errors.
func pow(th *py.Thread, a []py.Value) (py.Value, error) {
	x, y, err := two(th, a)
	if err != nil {
		return py.Unbound, err
	}
	var r float64
	switch {
	case x == 1 || y == 0:
		r = 1
	case math.IsNaN(x) || math.IsNaN(y):
		r = num.QuietNaN()
	case math.IsInf(y, 0):
		switch m := math.Abs(x); {
		case m == 1:
			r = 1
		case m > 1 == (y > 0):
			r = math.Inf(1)
		}
	case math.IsInf(x, 0):
		if y > 0 {
			r = math.Inf(1)
		}
		if num.IsOddFloat(y) {
			r = math.Copysign(r, x)
		}
	case x == 0:
		if y < 0 {
			return py.Unbound, domainError()
		}
		if num.IsOddFloat(y) {
			r = x
		}
	case x < 0 && y != math.Floor(y):
		return py.Unbound, domainError()
	default:
		if r = num.Pow(math.Abs(x), y); math.IsInf(r, 0) {
			return py.Unbound, rangeError()
		}
		if x < 0 && num.IsOddFloat(y) {
			r = -r
		}
	}
	return py.Float(r), nil
}

func fma(th *py.Thread, a []py.Value) (py.Value, error) {
	var v [3]float64
	if err := floats(th, a, &v, func(v *[3]float64, i int) *float64 { return &v[i] }); err != nil {
		return py.Unbound, err
	}
	r := math.FMA(v[0], v[1], v[2])
	switch {
	case math.IsNaN(r) && !math.IsNaN(v[0]) && !math.IsNaN(v[1]) && !math.IsNaN(v[2]):
		return py.Unbound, py.Raise(py.ValueError, "invalid operation in fma")
	case math.IsInf(r, 0) && isFinite(v[0]) && isFinite(v[1]) && isFinite(v[2]):
		return py.Unbound, py.Raise(py.OverflowError, "overflow in fma")
	}
	return py.Float(r), nil
}

func frexp(th *py.Thread, a []py.Value) (py.Value, error) {
	x, err := py.FloatOf(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	m, e := math.Frexp(x)
	return py.TupleOf(py.Float(m), py.Int(int64(e))).Value(), nil
}

func ldexp(th *py.Thread, a []py.Value) (py.Value, error) {
	x, err := py.FloatOf(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	n, ok := py.NumFromInt(a[1])
	if !ok {
		return py.Unbound, py.Raise(py.TypeError, "Expected an int as second argument to ldexp.")
	}
	if x == 0 || !isFinite(x) {
		return py.Float(x), nil
	}
	const most = 1 << 20 // beyond the range of floats, whatever x
	r := 0.0
	switch {
	case n.Cmp(num.FromInt64(most)) > 0:
		r = math.Inf(1)
	case n.Cmp(num.FromInt64(-most)) < 0:
		r = math.Copysign(0, x)
	default:
		r = math.Ldexp(x, int(n.Small))
	}
	if math.IsInf(r, 0) {
		return py.Unbound, rangeError()
	}
	return py.Float(r), nil
}

func modf(th *py.Thread, a []py.Value) (py.Value, error) {
	x, err := py.FloatOf(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	whole, fraction := x, 0.0
	if isFinite(x) {
		whole, fraction = math.Modf(x)
	}
	if math.IsNaN(x) {
		fraction = x
	}
	return py.TupleOf(py.Float(math.Copysign(fraction, x)), py.Float(math.Copysign(whole, x))).Value(), nil
}

// ordered maps floats to integers in the same order, neighbours to neighbours.
func ordered(x float64) int64 {
	b := int64(math.Float64bits(x))
	if b < 0 {
		return math.MinInt64 - b
	}
	return b
}

func fromOrdered(n int64) float64 {
	if n < 0 {
		n = math.MinInt64 - n
	}
	return math.Float64frombits(uint64(n))
}

func nextAfter(th *py.Thread, a []py.Value) (py.Value, error) {
	x, y, err := two(th, a)
	if err != nil {
		return py.Unbound, err
	}
	if a[2].IsNone() {
		return py.Float(math.Nextafter(x, y)), nil
	}
	v, err := py.Index(th, a[2])
	if err != nil {
		return py.Unbound, err
	}
	steps, _ := py.NumFromInt(v)
	switch {
	case steps.Sign() < 0:
		return py.Unbound, py.Raise(py.ValueError, "steps must be a non-negative integer")
	case steps.Sign() == 0 || math.IsNaN(x):
		return py.Float(x), nil
	case math.IsNaN(y) || x == y:
		return py.Float(y), nil
	}
	from, to := num.FromInt64(ordered(x)), num.FromInt64(ordered(y))
	if x > y {
		steps = steps.Neg()
	}
	at := from.Add(steps)
	if x < y == (at.Cmp(to) >= 0) {
		return py.Float(y), nil
	}
	r := fromOrdered(at.Small)
	if r == 0 {
		r = math.Copysign(0, x)
	}
	return py.Float(r), nil
}

func ulp(th *py.Thread, a []py.Value) (py.Value, error) {
	x, err := py.FloatOf(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	x = math.Abs(x)
	switch {
	case !isFinite(x):
		return py.Float(x), nil
	case x == math.MaxFloat64:
		return py.Float(x - math.Nextafter(x, 0)), nil
	}
	return py.Float(math.Nextafter(x, math.Inf(1)) - x), nil
}

func isClose(th *py.Thread, a []py.Value) (py.Value, error) {
	v := [4]float64{2: 1e-9}
	for i := range a {
		var err error
		if v[i], err = py.FloatOf(th, a[i]); err != nil {
			return py.Unbound, err
		}
	}
	x, y, relative, absolute := v[0], v[1], v[2], v[3]
	if relative < 0 || absolute < 0 {
		return py.Unbound, py.Raise(py.ValueError, "tolerances must be non-negative")
	}
	switch {
	case x == y:
		return py.True, nil
	case math.IsInf(x, 0) || math.IsInf(y, 0):
		return py.False, nil
	}
	diff := math.Abs(x - y)
	return py.Bool(diff <= math.Abs(relative*y) || diff <= math.Abs(relative*x) || diff <= absolute), nil
}
