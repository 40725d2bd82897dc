// Package num gives Python 3.14's numeric semantics to plain Go values.
//
// It is a leaf: the compiler's constant folding and the object model both
// call it, so that a folded constant cannot differ from a computed one.
//
//	int.go, int64.go, intpow.go   Int: int64 with math/big above it
//	float.go, complex.go          float64 and complex128 arithmetic
//	parse*.go                     int(), float(), complex(), float.fromhex()
//	print.go                      repr, hex, oct, bin, digits in any base
//	spec.go, format*.go           the format-spec mini-language
//	percent.go                    the number pieces of % formatting
//	hash.go, siphash.go           the hashes of numbers, tuples and strings
//	constant.go                   operators over any constant value
//	libm*.go                      elementary functions, correctly rounded
//
// Functions return *Error for what Python raises. None of them panics on
// bad values, and none allocates memory in proportion to a value that the
// program chose without asking its Charge first.
package num
