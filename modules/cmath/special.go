// This file holds the values of the functions where a part of the argument is infinite or NaN (ISO C, annex G): rows by the real
// part, columns by the imaginary part, both in the order of classify.

package cmath

import "math"

// What stands in the tables for values that are no constants of Go, see part.
const (
	free      = 1234567 // the value depends on the finite part: it is computed
	nan       = 1234568
	minusZero = 1234569
	inf       = math.MaxFloat64
	zero      = 0
)

// part returns the value that x stands for.
func part(x float64) float64 {
	switch x {
	case nan:
		return math.NaN()
	case minusZero:
		return math.Copysign(0, -1)
	case inf, -inf:
		return 2 * x
	}
	return x
}

const (
	one             = 1.0
	pi              = math.Pi
	half            = math.Pi / 2
	quarter         = math.Pi / 4
	threeQuarters   = 3 * math.Pi / 4
	pi10            = pi / math.Ln10
	half10          = half / math.Ln10
	quarter10       = quarter / math.Ln10
	threeQuarters10 = threeQuarters / math.Ln10
)

// special is a table of values.
type special [7][7]value

// value is a pair of parts; error tells that there is a domain error.
type value struct {
	re, im float64
	fails  bool
}

var acosSpecial = special{
	{{threeQuarters, inf, false}, {pi, inf, false}, {pi, inf, false}, {pi, -inf, false}, {pi, -inf, false}, {threeQuarters, -inf, false}, {nan, inf, false}},
	{{half, inf, false}, {}, {}, {}, {}, {half, -inf, false}, {nan, nan, false}},
	{{half, inf, false}, {}, {}, {}, {}, {half, -inf, false}, {half, nan, false}},
	{{half, inf, false}, {}, {}, {}, {}, {half, -inf, false}, {half, nan, false}},
	{{half, inf, false}, {}, {}, {}, {}, {half, -inf, false}, {nan, nan, false}},
	{{quarter, inf, false}, {zero, inf, false}, {zero, inf, false}, {zero, -inf, false}, {zero, -inf, false}, {quarter, -inf, false}, {nan, inf, false}},
	{{nan, inf, false}, {nan, nan, false}, {nan, nan, false}, {nan, nan, false}, {nan, nan, false}, {nan, -inf, false}, {nan, nan, false}},
}

var acoshSpecial = special{
	{{inf, -threeQuarters, false}, {inf, -pi, false}, {inf, -pi, false}, {inf, pi, false}, {inf, pi, false}, {inf, threeQuarters, false}, {inf, nan, false}},
	{{inf, -half, false}, {}, {}, {}, {}, {inf, half, false}, {nan, nan, false}},
	{{inf, -half, false}, {}, {}, {}, {}, {inf, half, false}, {nan, half, false}},
	{{inf, -half, false}, {}, {}, {}, {}, {inf, half, false}, {nan, half, false}},
	{{inf, -half, false}, {}, {}, {}, {}, {inf, half, false}, {nan, nan, false}},
	{{inf, -quarter, false}, {inf, minusZero, false}, {inf, minusZero, false}, {inf, zero, false}, {inf, zero, false}, {inf, quarter, false}, {inf, nan, false}},
	{{inf, nan, false}, {nan, nan, false}, {nan, nan, false}, {nan, nan, false}, {nan, nan, false}, {inf, nan, false}, {nan, nan, false}},
}

var asinhSpecial = special{
	{{-inf, -quarter, false}, {-inf, minusZero, false}, {-inf, minusZero, false}, {-inf, zero, false}, {-inf, zero, false}, {-inf, quarter, false}, {-inf, nan, false}},
	{{-inf, -half, false}, {}, {}, {}, {}, {-inf, half, false}, {nan, nan, false}},
	{{-inf, -half, false}, {}, {}, {}, {}, {-inf, half, false}, {nan, nan, false}},
	{{inf, -half, false}, {}, {}, {}, {}, {inf, half, false}, {nan, nan, false}},
	{{inf, -half, false}, {}, {}, {}, {}, {inf, half, false}, {nan, nan, false}},
	{{inf, -quarter, false}, {inf, minusZero, false}, {inf, minusZero, false}, {inf, zero, false}, {inf, zero, false}, {inf, quarter, false}, {inf, nan, false}},
	{{inf, nan, false}, {nan, nan, false}, {nan, minusZero, false}, {nan, zero, false}, {nan, nan, false}, {inf, nan, false}, {nan, nan, false}},
}

var atanhSpecial = special{
	{{minusZero, -half, false}, {minusZero, -half, false}, {minusZero, -half, false}, {minusZero, half, false}, {minusZero, half, false}, {minusZero, half, false}, {minusZero, nan, false}},
	{{minusZero, -half, false}, {}, {}, {}, {}, {minusZero, half, false}, {nan, nan, false}},
	{{minusZero, -half, false}, {}, {}, {}, {}, {minusZero, half, false}, {minusZero, nan, false}},
	{{zero, -half, false}, {}, {}, {}, {}, {zero, half, false}, {zero, nan, false}},
	{{zero, -half, false}, {}, {}, {}, {}, {zero, half, false}, {nan, nan, false}},
	{{zero, -half, false}, {zero, -half, false}, {zero, -half, false}, {zero, half, false}, {zero, half, false}, {zero, half, false}, {zero, nan, false}},
	{{zero, -half, false}, {nan, nan, false}, {nan, nan, false}, {nan, nan, false}, {nan, nan, false}, {zero, half, false}, {nan, nan, false}},
}

var coshSpecial = special{
	{{fails: true}, {re: free}, {inf, zero, false}, {inf, minusZero, false}, {re: free}, {fails: true}, {inf, nan, false}},
	{{fails: true}, {}, {}, {}, {}, {fails: true}, {nan, nan, false}},
	{{fails: true}, {}, {}, {}, {}, {fails: true}, {nan, zero, false}},
	{{fails: true}, {}, {}, {}, {}, {fails: true}, {nan, zero, false}},
	{{fails: true}, {}, {}, {}, {}, {fails: true}, {nan, nan, false}},
	{{fails: true}, {re: free}, {inf, minusZero, false}, {inf, zero, false}, {re: free}, {fails: true}, {inf, nan, false}},
	{{nan, nan, false}, {nan, nan, false}, {nan, zero, false}, {nan, zero, false}, {nan, nan, false}, {nan, nan, false}, {nan, nan, false}},
}

var expSpecial = special{
	{{zero, zero, false}, {re: free}, {zero, minusZero, false}, {zero, zero, false}, {re: free}, {zero, zero, false}, {zero, zero, false}},
	{{fails: true}, {}, {}, {}, {}, {fails: true}, {nan, nan, false}},
	{{fails: true}, {}, {}, {}, {}, {fails: true}, {nan, nan, false}},
	{{fails: true}, {}, {}, {}, {}, {fails: true}, {nan, nan, false}},
	{{fails: true}, {}, {}, {}, {}, {fails: true}, {nan, nan, false}},
	{{fails: true}, {re: free}, {inf, minusZero, false}, {inf, zero, false}, {re: free}, {fails: true}, {inf, nan, false}},
	{{nan, nan, false}, {nan, nan, false}, {nan, minusZero, false}, {nan, zero, false}, {nan, nan, false}, {nan, nan, false}, {nan, nan, false}},
}

var logSpecial = special{
	{{inf, -threeQuarters, false}, {inf, -pi, false}, {inf, -pi, false}, {inf, pi, false}, {inf, pi, false}, {inf, threeQuarters, false}, {inf, nan, false}},
	{{inf, -half, false}, {}, {}, {}, {}, {inf, half, false}, {nan, nan, false}},
	{{inf, -half, false}, {}, {}, {}, {}, {inf, half, false}, {nan, nan, false}},
	{{inf, -half, false}, {}, {}, {}, {}, {inf, half, false}, {nan, nan, false}},
	{{inf, -half, false}, {}, {}, {}, {}, {inf, half, false}, {nan, nan, false}},
	{{inf, -quarter, false}, {inf, minusZero, false}, {inf, minusZero, false}, {inf, zero, false}, {inf, zero, false}, {inf, quarter, false}, {inf, nan, false}},
	{{inf, nan, false}, {nan, nan, false}, {nan, nan, false}, {nan, nan, false}, {nan, nan, false}, {inf, nan, false}, {nan, nan, false}},
}

var sinhSpecial = special{
	{{fails: true}, {re: free}, {-inf, minusZero, false}, {-inf, zero, false}, {re: free}, {fails: true}, {inf, nan, false}},
	{{fails: true}, {}, {}, {}, {}, {fails: true}, {nan, nan, false}},
	{{fails: true}, {}, {}, {}, {}, {fails: true}, {zero, nan, false}},
	{{fails: true}, {}, {}, {}, {}, {fails: true}, {zero, nan, false}},
	{{fails: true}, {}, {}, {}, {}, {fails: true}, {nan, nan, false}},
	{{fails: true}, {re: free}, {inf, minusZero, false}, {inf, zero, false}, {re: free}, {fails: true}, {inf, nan, false}},
	{{nan, nan, false}, {nan, nan, false}, {nan, minusZero, false}, {nan, zero, false}, {nan, nan, false}, {nan, nan, false}, {nan, nan, false}},
}

var sqrtSpecial = special{
	{{inf, -inf, false}, {zero, -inf, false}, {zero, -inf, false}, {zero, inf, false}, {zero, inf, false}, {inf, inf, false}, {nan, inf, false}},
	{{inf, -inf, false}, {}, {}, {}, {}, {inf, inf, false}, {nan, nan, false}},
	{{inf, -inf, false}, {}, {}, {}, {}, {inf, inf, false}, {nan, nan, false}},
	{{inf, -inf, false}, {}, {}, {}, {}, {inf, inf, false}, {nan, nan, false}},
	{{inf, -inf, false}, {}, {}, {}, {}, {inf, inf, false}, {nan, nan, false}},
	{{inf, -inf, false}, {inf, minusZero, false}, {inf, minusZero, false}, {inf, zero, false}, {inf, zero, false}, {inf, inf, false}, {inf, nan, false}},
	{{inf, -inf, false}, {nan, nan, false}, {nan, nan, false}, {nan, nan, false}, {nan, nan, false}, {inf, inf, false}, {nan, nan, false}},
}

var tanhSpecial = special{
	{{-one, zero, false}, {re: free}, {-one, minusZero, false}, {-one, zero, false}, {re: free}, {-one, zero, false}, {-one, zero, false}},
	{{fails: true}, {}, {}, {}, {}, {fails: true}, {nan, nan, false}},
	{{fails: true}, {}, {}, {}, {}, {fails: true}, {minusZero, nan, false}},
	{{fails: true}, {}, {}, {}, {}, {fails: true}, {zero, nan, false}},
	{{fails: true}, {}, {}, {}, {}, {fails: true}, {nan, nan, false}},
	{{one, zero, false}, {re: free}, {one, minusZero, false}, {one, zero, false}, {re: free}, {one, zero, false}, {one, zero, false}},
	{{nan, nan, false}, {nan, nan, false}, {nan, minusZero, false}, {nan, zero, false}, {nan, nan, false}, {nan, nan, false}, {nan, nan, false}},
}

var rectSpecial = special{
	{{fails: true}, {re: free}, {-inf, zero, false}, {-inf, minusZero, false}, {re: free}, {fails: true}, {inf, nan, false}},
	{{fails: true}, {}, {}, {}, {}, {fails: true}, {nan, nan, false}},
	{{zero, zero, false}, {}, {}, {}, {}, {zero, zero, false}, {zero, zero, false}},
	{{zero, zero, false}, {}, {}, {}, {}, {zero, zero, false}, {zero, zero, false}},
	{{fails: true}, {}, {}, {}, {}, {fails: true}, {nan, nan, false}},
	{{fails: true}, {re: free}, {inf, minusZero, false}, {inf, zero, false}, {re: free}, {fails: true}, {inf, nan, false}},
	{{nan, nan, false}, {nan, nan, false}, {nan, zero, false}, {nan, zero, false}, {nan, nan, false}, {nan, nan, false}, {nan, nan, false}},
}
