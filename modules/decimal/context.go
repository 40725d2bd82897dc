// This file defines context, what operations depend on, and how a result is rounded to it ("General Decimal Arithmetic
// Specification", version 1.70, sections "Context" and "Exceptional conditions").

package decimal

import "math"

// status is a set of conditions.
type status uint32

// The conditions.
const (
	clamped status = 1 << iota
	conversionSyntax
	divisionByZero
	divisionImpossible
	divisionUndefined
	_
	inexact
	invalidContext
	invalidOperation
	mallocError
	_
	overflow
	rounded
	subnormal
	underflow
	floatOperation

	// invalid are the conditions that signal InvalidOperation.
	invalid = conversionSyntax | divisionImpossible | divisionUndefined | invalidContext | invalidOperation
)

// rounding is a way to round.
type rounding uint8

const (
	roundUp rounding = iota
	roundDown
	roundCeiling
	roundFloor
	roundHalfUp
	roundHalfDown
	roundHalfEven
	round05Up
)

var roundingNames = [...]string{"ROUND_UP", "ROUND_DOWN", "ROUND_CEILING", "ROUND_FLOOR", "ROUND_HALF_UP", "ROUND_HALF_DOWN", "ROUND_HALF_EVEN", "ROUND_05UP"}

// The limits of contexts.
const (
	maxPrec  = 999999999999999999
	maxEmax  = 999999999999999999
	minEmin  = -999999999999999999
	minEtiny = minEmin - (maxPrec - 1)
)

// context is what operations depend on.
type context struct {
	prec, emax, emin int64
	rounding         rounding
	clamp            bool
	capitals         bool
	traps, flags     status
}

func (c *context) etiny() int64 { return c.emin - (c.prec - 1) }
func (c *context) etop() int64  { return c.emax - (c.prec - 1) }

// maxContext is the context in which nothing is rounded.
func maxContext() context {
	return context{prec: maxPrec, emax: maxEmax, emin: minEmin, rounding: roundHalfEven, capitals: true}
}

// operation is one computation: its context and the conditions that arose.
type operation struct {
	*context
	status status
	// room asks whether a number of so many digits may be made.
	room    func(digits int64) bool
	scratch scratch
}

// within returns an operation in another context that asks the same for room.
func (o *operation) within(c *context) *operation { return &operation{context: c, room: o.room} }

// fits reports whether a number of so many digits may be made, and notes it when not.
func (o *operation) fits(digits int64) bool {
	if digits < 1<<20 || digits >= 0 && o.room(digits) {
		return true
	}
	o.status |= mallocError
	return false
}

// nan raises a condition: the result is a NaN.
func (o *operation) nan(s status) number {
	o.status |= s
	return number{kind: quiet}
}

// roundsUp says whether cutting off rest adds one to the coefficient.
func roundsUp(r rounding, neg bool, n *number, rest remainder) bool {
	if rest == exact {
		return false
	}
	switch r {
	case roundUp:
		return true
	case roundDown:
		return false
	case roundCeiling:
		return !neg
	case roundFloor:
		return neg
	case roundHalfUp:
		return rest >= half
	case roundHalfDown:
		return rest == aboveHalf
	case roundHalfEven:
		if rest != half {
			return rest == aboveHalf
		}
		return n.odd()
	}
	d := n.lastDigit()
	return d == 0 || d == 5
}

func (n *number) odd() bool {
	if n.big == nil {
		return n.lo&1 == 1
	}
	return n.big.Bit(0) == 1
}

// finish rounds a result to the context.
func (o *operation) finish(n number) number {
	if o.status&mallocError != 0 {
		return number{kind: quiet}
	}
	switch {
	case n.isNaN():
		return o.finishNaN(n)
	case n.kind == infinite:
		return n
	case n.noCoef():
		return o.finishZero(n)
	}
	digits := n.digits()
	adjusted := n.exp + digits - 1
	drop := max(0, digits-o.prec)
	if adjusted > o.emax {
		return o.tooLarge(n.neg)
	}
	if adjusted < o.emin {
		o.status |= subnormal
		if tiny := o.etiny(); n.exp+drop < tiny {
			drop = tiny - n.exp
		}
	}
	if drop > 0 {
		rest := n.shiftRight(drop)
		n.exp += drop
		o.status |= rounded
		if roundsUp(o.rounding, n.neg, &n, rest) {
			n.increment()
			if n.digits() > o.prec {
				n.shiftRight(1)
				n.exp++
			}
			if n.exp+n.digits()-1 > o.emax {
				return o.tooLarge(n.neg)
			}
		}
		if rest != exact {
			o.status |= inexact
			if adjusted < o.emin {
				o.status |= underflow
			}
		}
		if n.noCoef() {
			o.status |= clamped
		}
	}
	if o.clamp && n.exp > o.etop() {
		o.status |= clamped
		shift := n.exp - o.etop()
		if !o.fits(shift) {
			return number{kind: quiet}
		}
		n.shiftLeft(shift)
		n.exp -= shift
	}
	return n
}

func (o *operation) finishZero(n number) number {
	top := o.emax
	if o.clamp {
		top = o.etop()
	}
	switch {
	case n.exp > top:
		n.exp = top
		o.status |= clamped
	case n.exp < o.etiny():
		n.exp = o.etiny()
		o.status |= clamped
	}
	return n
}

// finishNaN cuts the payload to what the context has room for.
func (o *operation) finishNaN(n number) number {
	n.exp = 0
	most := o.prec - int64(boolInt(o.clamp))
	if n.noCoef() {
		return n
	}
	if d := n.digits(); d > most {
		if most == 0 {
			n.wide, n.big = wide{}, nil
		} else if !n.isSmall() {
			n.setCoef(n.coef().Rem(new2(n.coef()), pow10(most)))
		} else {
			n.lo %= powers64[most]
		}
	}
	return n
}

// tooLarge is the result of an overflow.
func (o *operation) tooLarge(neg bool) number {
	o.status |= overflow | inexact | rounded
	up := true
	switch o.rounding {
	case roundDown, round05Up:
		up = false
	case roundCeiling:
		up = !neg
	case roundFloor:
		up = neg
	}
	if up {
		return number{kind: infinite, neg: neg}
	}
	return o.largest(neg)
}

// largest is the number of the context that is farthest from zero.
func (o *operation) largest(neg bool) number {
	n := number{neg: neg, exp: o.etop()}
	if !o.fits(o.prec) {
		return number{kind: quiet}
	}
	n.setCoef(nines(o.prec))
	return n
}

// propagate handles operands that are NaN: done tells that n is the result.
func (o *operation) propagate(operands ...*number) (n number, done bool) {
	var found *number
	for _, x := range operands {
		if x.kind == signaling {
			o.status |= invalidOperation
			found = x
			break
		}
		if x.kind == quiet && found == nil {
			found = x
		}
	}
	if found == nil {
		return number{}, false
	}
	// A signaling one goes before quiet ones to its left.
	n = *found
	n.kind = quiet
	return o.finishNaN(n), true
}

// clampInt64 keeps sums of exponents in range.
func addExp(a, b int64) int64 {
	s := a + b
	if a > 0 && b > 0 && s < 0 {
		return math.MaxInt64
	}
	if a < 0 && b < 0 && s >= 0 {
		return math.MinInt64
	}
	return s
}
