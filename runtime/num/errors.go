// Errors: what a numeric operation raises, before it is a Python exception.

package num

import "fmt"

// Kind is the class of exception that an Error stands for.
type Kind uint8

// The kinds of error, named as Python's classes without the "Error".
const (
	Type Kind = iota
	Value
	ZeroDivision
	Overflow
	Memory
)

var kindNames = [...]string{"TypeError", "ValueError", "ZeroDivisionError", "OverflowError", "MemoryError"}

// String returns the name of the Python class.
func (k Kind) String() string { return kindNames[k] }

// Error is a Python exception as a Go error. Msg is the text of the exception.
// Errno is nonzero when its args are the pair (Errno, Msg), as the C
// library's range errors are.
type Error struct {
	Kind  Kind
	Msg   string
	Errno int
}

func (e *Error) Error() string {
	if e.Errno != 0 {
		return fmt.Sprintf("%s: (%d, '%s')", e.Kind, e.Errno, e.Msg)
	}
	return e.Kind.String() + ": " + e.Msg
}

func errorf(kind Kind, format string, args ...any) *Error {
	return &Error{Kind: kind, Msg: fmt.Sprintf(format, args...)}
}

func fail(kind Kind, msg string) *Error { return &Error{Kind: kind, Msg: msg} }

// rangeError is what C's ERANGE becomes.
func rangeError() *Error {
	return &Error{Kind: Overflow, Msg: "Numerical result out of range", Errno: 34}
}

// A Charge is asked before an operation allocates a result of about n bytes,
// and refuses by returning an error. A nil Charge allows anything below the
// hard limit of maxBits.
type Charge func(n int64) error

// maxBits bounds the size of an integer: larger ones raise MemoryError, as
// they would on a machine whose memory is full.
const maxBits = 1 << 35

// askBytes is ask for n items of size bytes.
func (c Charge) askBytes(n, size int64) error {
	if n > maxBits/8/size {
		return fail(Memory, "")
	}
	return c.ask(8 * n * size)
}

func (c Charge) ask(bits int64) error {
	if bits > maxBits {
		return fail(Memory, "")
	}
	if c == nil || bits < 1<<13 {
		return nil
	}
	return c(bits / 8)
}
