// This file fills timedelta.

package datetime

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// delta is a timedelta object.
type delta struct {
	py.Header
	days, seconds, micros int // 0 <= seconds < 24*3600, 0 <= micros < 10**6
}

const (
	maxDays   = 999999999
	daySecs   = 24 * 3600
	dayMicros = daySecs * 1000000
)

func asDelta(v py.Value) *delta {
	if v.Type() == deltaType || py.IsInstance(v, deltaType) {
		return py.AsAny[delta](v)
	}
	return nil
}

func newDelta(days, seconds, micros int) *delta {
	return &delta{Header: py.Header{Type: deltaType, Kind: py.KindOther}, days: days, seconds: seconds, micros: micros}
}

// makeDelta normalizes the parts, none of which may be near the limits of int.
func makeDelta(days, seconds, micros int) (*delta, error) {
	if micros < 0 || micros >= 1000000 {
		q := floorDiv(micros, 1000000)
		seconds, micros = seconds+q, micros-q*1000000
	}
	if seconds < 0 || seconds >= daySecs {
		q := floorDiv(seconds, daySecs)
		days, seconds = days+q, seconds-q*daySecs
	}
	if days < -maxDays || days > maxDays {
		return nil, py.Raise(py.OverflowError, "days=%d; must have magnitude <= %d", days, maxDays)
	}
	return newDelta(days, seconds, micros), nil
}

func deltaValue(d *delta, err error) (py.Value, error) {
	if err != nil {
		return py.Unbound, err
	}
	return d.Value(), nil
}

// total returns the microseconds when an int holds them.
func (d *delta) total() (int, bool) {
	const most = math.MaxInt64/dayMicros - 1
	return d.days*dayMicros + d.seconds*1000000 + d.micros, d.days >= -most && d.days <= most
}

// bigTotal returns the microseconds.
func (d *delta) bigTotal() *big.Int {
	n := new(big.Int).Mul(big.NewInt(int64(d.days)), big.NewInt(dayMicros))
	return n.Add(n, big.NewInt(int64(d.seconds*1000000+d.micros)))
}

// fromMicros makes a timedelta of any number of microseconds.
func fromMicros(n *big.Int) (*delta, error) {
	days, rest := new(big.Int).DivMod(n, big.NewInt(dayMicros), new(big.Int))
	if !days.IsInt64() || days.Int64() != int64(int32(days.Int64())) {
		return nil, py.Raise(py.OverflowError, "Python int too large to convert to C int")
	}
	return makeDelta(int(days.Int64()), 0, int(rest.Int64()))
}

// divideNearest is a / b rounded to the nearest integer, ties to even.
func divideNearest(a, b *big.Int) *big.Int {
	if b.Sign() < 0 {
		a, b = new(big.Int).Neg(a), new(big.Int).Neg(b)
	}
	q, r := new(big.Int).DivMod(a, b, new(big.Int))
	if c := r.Lsh(r, 1).Cmp(b); c > 0 || c == 0 && q.Bit(0) == 1 {
		q.Add(q, big.NewInt(1))
	}
	return q
}

var deltaSignature = py.ParseSignature("__new__(days=<unrepresentable>, seconds=<unrepresentable>, microseconds=<unrepresentable>, " +
	"milliseconds=<unrepresentable>, minutes=<unrepresentable>, hours=<unrepresentable>, weeks=<unrepresentable>)")

// deltaUnits are the arguments in the order in which they add up, with their microseconds.
var deltaUnits = [...]struct {
	arg    int
	name   string
	micros int64
}{
	{2, "microseconds", 1}, {3, "milliseconds", 1000}, {1, "seconds", 1000000}, {4, "minutes", 60000000},
	{5, "hours", 3600000000}, {0, "days", dayMicros}, {6, "weeks", 7 * dayMicros},
}

func deltaNew(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
	bound, held, err := deltaSignature.BindArgs(th, args, kw)
	if err != nil {
		return py.Unbound, err
	}
	var a [7]py.Value
	copy(a[:], bound)
	held.Release()
	d, ok := smallDelta(a[:])
	if !ok {
		total := new(big.Int)
		leftover := 0.0
		for _, unit := range deltaUnits {
			if v := a[unit.arg]; !v.IsUnbound() {
				if err := accumulate(th, total, &leftover, unit.name, v, unit.micros); err != nil {
					return py.Unbound, err
				}
			}
		}
		if leftover != 0 {
			whole := math.Round(leftover)
			if math.Abs(whole-leftover) == 0.5 { // the sum is to be even, not the rest alone
				odd := float64(total.Bit(0))
				whole = 2*math.Round((leftover+odd)*0.5) - odd
			}
			total.Add(total, big.NewInt(int64(whole)))
		}
		if d, err = fromMicros(total); err != nil {
			return py.Unbound, err
		}
	}
	if cls == deltaType {
		return d.Value(), nil
	}
	x := py.NewObject[delta](cls)
	x.days, x.seconds, x.micros = d.days, d.seconds, d.micros
	return x.Value(), nil
}

// smallDelta is the constructor for ints that are no larger than usual.
func smallDelta(a []py.Value) (*delta, bool) {
	var n [7]int
	for i, v := range a {
		if v.IsUnbound() {
			continue
		}
		if !v.IsSmallInt() || v.SmallInt() < -1<<32 || v.SmallInt() > 1<<32 {
			return nil, false
		}
		n[i] = int(v.SmallInt())
	}
	d, err := makeDelta(n[0]+7*n[6], n[1]+60*n[4]+3600*n[5], n[2]+1000*n[3])
	return d, err == nil
}

// accumulate adds num units to the total; what isn't whole goes to leftover.
func accumulate(th *py.Thread, total *big.Int, leftover *float64, name string, v py.Value, micros int64) error {
	if py.IsInstance(v, py.IntType) {
		product, err := py.BinaryOperation(th, py.OpMul, v, py.Int(micros))
		if err != nil {
			return err
		}
		n := py.AsBig(product)
		if n == nil {
			return py.Raise(py.TypeError, "unsupported type for timedelta %s component: %s", name, v.Type().TypeName())
		}
		total.Add(total, n)
		return nil
	}
	if !py.IsFloat(v) {
		return py.Raise(py.TypeError, "unsupported type for timedelta %s component: %s", name, v.Type().TypeName())
	}
	f := py.AsFloat64(v)
	switch {
	case math.IsNaN(f):
		return py.Raise(py.ValueError, "cannot convert float NaN to integer")
	case math.IsInf(f, 0):
		return py.Raise(py.OverflowError, "cannot convert float infinity to integer")
	}
	add := func(whole float64, factor int64) {
		n, _ := big.NewFloat(whole).Int(nil)
		total.Add(total, n.Mul(n, big.NewInt(factor)))
	}
	whole, fraction := math.Modf(f)
	add(whole, micros)
	if fraction != 0 {
		whole, rest := math.Modf(fraction * float64(micros))
		add(whole, 1)
		*leftover += rest
	}
	return nil
}

func setupDelta() {
	t := deltaType
	t.Size = py.SizeOf[delta]()
	self := py.AsAny[delta]
	t.New = deltaNew
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) {
		d := self(v)
		var parts []string
		for _, p := range []struct {
			name string
			n    int
		}{{"days", d.days}, {"seconds", d.seconds}, {"microseconds", d.micros}} {
			if p.n != 0 {
				parts = append(parts, p.name+"="+strconv.Itoa(p.n))
			}
		}
		if parts == nil {
			parts = []string{"0"}
		}
		return py.Text(v.Type().TypeName() + "(" + strings.Join(parts, ", ") + ")"), nil
	}
	t.Str = func(th *py.Thread, v py.Value) (py.Value, error) {
		d := self(v)
		var out []byte
		if d.days != 0 {
			out = append(strconv.AppendInt(out, int64(d.days), 10), " day"...)
			if d.days != 1 && d.days != -1 {
				out = append(out, 's')
			}
			out = append(out, ", "...)
		}
		out = strconv.AppendInt(out, int64(d.seconds/3600), 10)
		out = appendDigits(append(out, ':'), d.seconds/60%60, 2)
		out = appendDigits(append(out, ':'), d.seconds%60, 2)
		if d.micros != 0 {
			out = appendDigits(append(out, '.'), d.micros, 6)
		}
		return py.Text(string(out)), nil
	}
	t.Hash = func(th *py.Thread, v py.Value) (int64, error) { return self(v).hash(th) }
	t.Compare = func(th *py.Thread, a, b py.Value, op py.CompareOp) (py.Value, error) {
		x, y := asDelta(a), asDelta(b)
		if x == nil || y == nil {
			return py.NotImplemented, nil
		}
		return compareResult(x.compare(y), op), nil
	}
	t.Bool = func(th *py.Thread, v py.Value) (bool, error) {
		d := self(v)
		return d.days != 0 || d.seconds != 0 || d.micros != 0, nil
	}
	t.Negative = func(th *py.Thread, v py.Value) (py.Value, error) { return deltaValue(self(v).negate()) }
	t.Positive = func(th *py.Thread, v py.Value) (py.Value, error) {
		d := self(v)
		return newDelta(d.days, d.seconds, d.micros).Value(), nil
	}
	t.Absolute = func(th *py.Thread, v py.Value) (py.Value, error) {
		if self(v).days < 0 {
			return deltaValue(self(v).negate())
		}
		return t.Positive(th, v)
	}
	both := func(f func(th *py.Thread, x, y *delta) (py.Value, error)) py.BinaryFunc {
		return func(th *py.Thread, a, b py.Value) (py.Value, error) {
			x, y := asDelta(a), asDelta(b)
			if x == nil || y == nil {
				return py.NotImplemented, nil
			}
			return f(th, x, y)
		}
	}
	t.Binary[py.OpAdd] = both(func(th *py.Thread, x, y *delta) (py.Value, error) {
		return deltaValue(makeDelta(x.days+y.days, x.seconds+y.seconds, x.micros+y.micros))
	})
	t.Binary[py.OpSub] = both(func(th *py.Thread, x, y *delta) (py.Value, error) {
		return deltaValue(makeDelta(x.days-y.days, x.seconds-y.seconds, x.micros-y.micros))
	})
	t.Binary[py.OpMul] = deltaMultiply
	t.Binary[py.OpTrueDiv] = deltaTrueDivide
	t.Binary[py.OpFloorDiv] = deltaFloorDivide
	t.Binary[py.OpMod] = both(func(th *py.Thread, x, y *delta) (py.Value, error) {
		_, r, err := x.divmod(y)
		return deltaValue(r, err)
	})
	t.Binary[py.NumBinary] = both(func(th *py.Thread, x, y *delta) (py.Value, error) {
		q, r, err := x.divmod(y)
		if err != nil {
			return py.Unbound, err
		}
		return py.TupleOf(py.NewBig(q), r.Value()).Value(), nil
	})
	t.GetSets = []py.GetSetDef{
		member("days", "Number of days.", true, func(d *delta) int { return d.days }),
		member("seconds", "Number of seconds (>= 0 and less than 1 day).", true, func(d *delta) int { return d.seconds }),
		member("microseconds", "Number of microseconds (>= 0 and less than 1 second).", true, func(d *delta) int { return d.micros }),
	}
	t.Methods = []*py.MethodDef{
		py.Def("total_seconds($self, /)", "Return the duration in seconds.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.BinaryOperation(th, py.OpTrueDiv, self(a[0]).totalValue(), py.Int(1000000))
		}),
		py.Def("__reduce__($self, /)", "Tell pickle how to rebuild the object.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			d := self(a[0])
			return py.TupleOf(a[0].Type().Value(), d.tuple().Value()).Value(), nil
		}),
	}
	py.SetupType(t, nil)
}

func (d *delta) tuple() *py.Tuple {
	return py.TupleOf(py.Int(int64(d.days)), py.Int(int64(d.seconds)), py.Int(int64(d.micros)))
}

func (d *delta) hash(th *py.Thread) (int64, error) { return py.Hash(th, d.tuple().Value()) }

func (d *delta) compare(e *delta) int {
	if d.days != e.days {
		return d.days - e.days
	}
	if d.seconds != e.seconds {
		return d.seconds - e.seconds
	}
	return d.micros - e.micros
}

func (d *delta) negate() (*delta, error) { return makeDelta(-d.days, -d.seconds, -d.micros) }

// totalValue returns the microseconds as a Python int.
func (d *delta) totalValue() py.Value {
	if n, ok := d.total(); ok {
		return py.Int(int64(n))
	}
	return py.NewBig(d.bigTotal())
}

func zeroDivision() error { return py.Raise(py.ZeroDivisionError, "division by zero") }

// divmod is the quotient rounded down and the remainder.
func (d *delta) divmod(e *delta) (*big.Int, *delta, error) {
	n, m := d.bigTotal(), e.bigTotal()
	if m.Sign() == 0 {
		return nil, nil, zeroDivision()
	}
	q, r := floorDivBig(n, m)
	rest, err := fromMicros(r)
	return q, rest, err
}

// floorDivBig rounds down, as Python does.
func floorDivBig(a, b *big.Int) (q, r *big.Int) {
	q, r = new(big.Int).QuoRem(a, b, new(big.Int))
	if r.Sign() != 0 && (r.Sign() < 0) != (b.Sign() < 0) {
		q.Sub(q, big.NewInt(1))
		r.Add(r, b)
	}
	return q, r
}

// ratio returns a float as a fraction. A subclass may have a method of its own for it.
func ratio(th *py.Thread, v py.Value) (a, b *big.Int, err error) {
	if !v.IsFloat() {
		r, err := py.CallMethod(th, v, "as_integer_ratio")
		if err != nil {
			return nil, nil, err
		}
		t := py.AsTuple(r)
		if t == nil {
			return nil, nil, py.Raise(py.TypeError, "unexpected return type from as_integer_ratio(): expected tuple, not '%s'", r.Type().TypeName())
		}
		if t.Len() != 2 {
			return nil, nil, py.Raise(py.ValueError, "as_integer_ratio() must return a 2-tuple")
		}
		if a, b = py.AsBig(t.At(0)), py.AsBig(t.At(1)); a == nil || b == nil {
			return nil, nil, py.Raise(py.TypeError, "non-integer arguments in division")
		}
		return a, b, nil
	}
	f := v.FloatValue()
	switch {
	case math.IsNaN(f):
		return nil, nil, py.Raise(py.ValueError, "cannot convert NaN to integer ratio")
	case math.IsInf(f, 0):
		return nil, nil, py.Raise(py.OverflowError, "cannot convert Infinity to integer ratio")
	}
	r := new(big.Rat).SetFloat64(f)
	return r.Num(), r.Denom(), nil
}

func deltaMultiply(th *py.Thread, a, b py.Value) (py.Value, error) {
	d, other := asDelta(a), b
	if d == nil {
		d, other = asDelta(b), a
	}
	if d == nil {
		return py.NotImplemented, nil
	}
	if other.IsSmallInt() {
		n := int(other.SmallInt())
		if n > -1<<20 && n < 1<<20 {
			return deltaValue(makeDelta(d.days*n, d.seconds*n, d.micros*n))
		}
	}
	switch {
	case py.IsInstance(other, py.IntType):
		return deltaValue(fromMicros(new(big.Int).Mul(d.bigTotal(), py.AsBig(other))))
	case py.IsFloat(other):
		x, y, err := ratio(th, other)
		if err != nil {
			return py.Unbound, err
		}
		if y.Sign() == 0 {
			return py.Unbound, zeroDivision()
		}
		return deltaValue(fromMicros(divideNearest(new(big.Int).Mul(d.bigTotal(), x), y)))
	}
	return py.NotImplemented, nil
}

func deltaTrueDivide(th *py.Thread, a, b py.Value) (py.Value, error) {
	d := asDelta(a)
	if d == nil {
		return py.NotImplemented, nil
	}
	if e := asDelta(b); e != nil {
		return py.BinaryOperation(th, py.OpTrueDiv, d.totalValue(), e.totalValue())
	}
	switch {
	case py.IsInstance(b, py.IntType):
		n := py.AsBig(b)
		if n.Sign() == 0 {
			return py.Unbound, zeroDivision()
		}
		return deltaValue(fromMicros(divideNearest(d.bigTotal(), n)))
	case py.IsFloat(b):
		x, y, err := ratio(th, b)
		if err != nil {
			return py.Unbound, err
		}
		if x.Sign() == 0 {
			return py.Unbound, zeroDivision()
		}
		return deltaValue(fromMicros(divideNearest(new(big.Int).Mul(d.bigTotal(), y), x)))
	}
	return py.NotImplemented, nil
}

func deltaFloorDivide(th *py.Thread, a, b py.Value) (py.Value, error) {
	d := asDelta(a)
	if d == nil {
		return py.NotImplemented, nil
	}
	if e := asDelta(b); e != nil {
		n, m := d.bigTotal(), e.bigTotal()
		if m.Sign() == 0 {
			return py.Unbound, zeroDivision()
		}
		q, _ := floorDivBig(n, m)
		return py.NewBig(q), nil
	}
	if !py.IsInstance(b, py.IntType) {
		return py.NotImplemented, nil
	}
	n := py.AsBig(b)
	if n.Sign() == 0 {
		return py.Unbound, zeroDivision()
	}
	q, _ := floorDivBig(d.bigTotal(), n)
	return deltaValue(fromMicros(q))
}
