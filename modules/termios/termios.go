// Package termios is the module termios: how terminals treat what is typed and written.
//
// Reference: "termios — POSIX style tty control" in the Python library reference; termios(3), ioctl_tty(2).
package termios

import (
	"encoding/binary"
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "termios",
	Doc:       "How terminals treat what is typed and written.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		setupOnce.Do(func() { py.SetupType(errorType, py.ExceptionType) })
		m.SetInts(th, constants)
		m.Set(th, "error", errorType.Value())
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("tcgetattr($module, fd, /)", "Return the attributes of a terminal.\n\nThey are [iflag, oflag, cflag, lflag, ispeed, ospeed, cc], where cc is a list of the special characters.", getAttributes),
		py.Def("tcsetattr($module, fd, when, attributes, /)", "Set the attributes of a terminal: at once (TCSANOW), after all that was written (TCSADRAIN), and without what was typed (TCSAFLUSH).", setAttributes),
		py.Def("tcsendbreak($module, fd, duration, /)", "Send a break.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return request(th, a, func(n int) (uint, int) {
				if n == 0 {
					return sendBreak, 0
				}
				return sendBreakTenths, (n + 99) / 100
			})
		}),
		py.Def("tcdrain($module, fd, /)", "Wait until all that was written is sent.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return request(th, []py.Value{a[0], py.Int(1)}, func(n int) (uint, int) { return sendBreak, n })
		}),
		py.Def("tcflush($module, fd, queue, /)", "Drop what was typed (TCIFLUSH), what was written (TCOFLUSH) or both (TCIOFLUSH).", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return request(th, a, func(n int) (uint, int) { return flush, n })
		}),
		py.Def("tcflow($module, fd, action, /)", "Stop or go on sending (TCOOFF, TCOON) or receiving (TCIOFF, TCION).", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return request(th, a, func(n int) (uint, int) { return flow, n })
		}),
		py.Def("tcgetwinsize($module, fd, /)", "Return the size of a terminal as (lines, columns).", func(th *py.Thread, a []py.Value) (py.Value, error) {
			fd, err := py.Fileno(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			b := make([]byte, windowSize)
			if err := control(th, fd, getWindow, b); err != nil {
				return py.Unbound, err
			}
			return py.TupleOf(py.Int(int64(binary.NativeEndian.Uint16(b))), py.Int(int64(binary.NativeEndian.Uint16(b[2:])))).Value(), nil
		}),
		py.Def("tcsetwinsize($module, fd, winsize, /)", "Set the size of a terminal: (lines, columns).", setWindowSize),
	}
}

var (
	setupOnce sync.Once
	errorType = &py.Type{Name: "error", Module: "termios", Flags: py.TypeBaseType, Doc: "An error of a terminal: its number and text."}
)

// The requests of ioctl_tty(2).
const (
	getState, setState      = 0x5401, 0x5402 // TCGETS; TCSETS, and 1 and 2 more for TCSETSW and TCSETSF
	sendBreak, flow, flush  = 0x5409, 0x540A, 0x540B
	getWindow, setWindow    = 0x5413, 0x5414
	sendBreakTenths         = 0x5425
	windowSize              = 8  // struct winsize
	specials                = 19 // characters that the system knows
	shownSpecials           = 32 // and those that the C library shows
	stateSize               = 4*4 + 1 + specials
	canonical               = 2 // ICANON
	lastByTime, lastByCount = 5, 6
	speedMask, inputShift   = 0o10017, 16
)

// fail makes the module's error of a number.
func fail(err error) error {
	n := py.ErrorNumber(err)
	return py.RaiseValue(errorType, py.Int(int64(n)), py.Text(py.ErrorText(n)))
}

func control(th *py.Thread, fd int, request uint, data []byte) error {
	var err error
	th.Outside(func() { _, err = th.Interp.Host.IoctlData(fd, request, data) })
	if err != nil {
		return fail(err)
	}
	return nil
}

// request sends a request with a number, which translate makes of the second argument.
func request(th *py.Thread, a []py.Value, translate func(n int) (uint, int)) (py.Value, error) {
	fd, err := py.Fileno(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	n, err := py.AsCInt(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	code, argument := translate(n)
	th.Outside(func() { _, err = th.Interp.Host.Ioctl(fd, code, argument) })
	if err != nil {
		return py.Unbound, fail(err)
	}
	return py.None, nil
}

// speeds are the numbers of bits per second that the system has codes for; the code of speeds[i] is i up to 15, then 0o10001 and more.
var speeds = [...]int64{0, 50, 75, 110, 134, 150, 200, 300, 600, 1200, 1800, 2400, 4800, 9600, 19200, 38400,
	57600, 115200, 230400, 460800, 500000, 576000, 921600, 1000000, 1152000, 1500000, 2000000, 2500000, 3000000, 3500000, 4000000}

func speedOf(code uint32) int64 {
	i := int(code)
	if code&0o10000 != 0 {
		i = 15 + int(code&0o17)
	}
	if i < len(speeds) {
		return speeds[i]
	}
	return 0
}

func codeOf(speed int64) (uint32, bool) {
	for i, s := range speeds {
		if s == speed {
			if i > 15 {
				return 0o10000 | uint32(i-15), true
			}
			return uint32(i), true
		}
	}
	return 0, false
}

func getAttributes(th *py.Thread, a []py.Value) (py.Value, error) {
	fd, err := py.Fileno(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	b := make([]byte, stateSize)
	if err := control(th, fd, getState, b); err != nil {
		return py.Unbound, err
	}
	var flags [4]uint32
	items := make([]py.Value, 0, 7)
	for i := range flags {
		flags[i] = binary.NativeEndian.Uint32(b[4*i:])
		items = append(items, py.Int(int64(flags[i])))
	}
	out := flags[2] & speedMask
	in := flags[2] >> inputShift & speedMask
	if in == 0 {
		in = out
	}
	items = append(items, py.Int(speedOf(in)), py.Int(speedOf(out)))
	characters := make([]py.Value, shownSpecials)
	for i := range characters {
		var c byte
		if i < specials {
			c = b[17+i]
		}
		if flags[3]&canonical == 0 && (i == lastByTime || i == lastByCount) {
			characters[i] = py.Int(int64(c)) // counts, no characters
		} else {
			characters[i] = py.NewBytes([]byte{c}).Value()
		}
	}
	return py.NewList(append(items, py.NewList(characters).Value())).Value(), nil
}

func setAttributes(th *py.Thread, a []py.Value) (py.Value, error) {
	fd, err := py.Fileno(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	when, err := py.AsCInt(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	attributes := py.AsList(a[2])
	if attributes == nil || attributes.Len() != 7 {
		return py.Unbound, py.Raise(py.TypeError, "tcsetattr, arg 3: must be 7 element list")
	}
	items := append([]py.Value(nil), attributes.Items()...)
	b := make([]byte, stateSize)
	if err := control(th, fd, getState, b); err != nil {
		return py.Unbound, err
	}
	var n [6]int64
	for i := range n {
		v, err := py.Index(th, items[i])
		if err != nil {
			return py.Unbound, err
		}
		x, ok := py.AsInt64(v)
		if !ok || x < -1<<31 || x > 1<<32-1 {
			return py.Unbound, py.Raise(py.OverflowError, "Python int too large to convert to C unsigned int")
		}
		n[i] = x
	}
	in, ok1 := codeOf(n[4])
	out, ok2 := codeOf(n[5])
	if !ok1 || !ok2 {
		const invalidArgument = 22
		return py.Unbound, py.RaiseValue(errorType, py.Int(invalidArgument), py.Text(py.ErrorText(invalidArgument)))
	}
	flags := uint32(n[2])&^(speedMask|speedMask<<inputShift) | out
	if in != out {
		flags |= in << inputShift
	}
	for i, f := range []uint32{uint32(n[0]), uint32(n[1]), flags, uint32(n[3])} {
		binary.NativeEndian.PutUint32(b[4*i:], f)
	}
	characters := py.AsList(items[6])
	if characters == nil || characters.Len() != shownSpecials {
		return py.Unbound, py.Raise(py.TypeError, "tcsetattr: attributes[6] must be %d element list", shownSpecials)
	}
	for i, v := range append([]py.Value(nil), characters.Items()...) {
		var c byte
		if data, ok := py.BytesData(v); ok && v.Kind() == py.KindBytes && len(data) == 1 {
			c = data[0]
		} else if x, ok := py.AsInt64(v); ok {
			c = byte(x)
		} else {
			return py.Unbound, py.Raise(py.TypeError, "tcsetattr: elements of attributes must be characters or integers")
		}
		if i < specials {
			b[17+i] = c
		}
	}
	if when < 0 || when > 2 {
		const invalidArgument = 22
		return py.Unbound, py.RaiseValue(errorType, py.Int(invalidArgument), py.Text(py.ErrorText(invalidArgument)))
	}
	if err := control(th, fd, setState+uint(when), b); err != nil {
		return py.Unbound, err
	}
	return py.None, nil
}

func setWindowSize(th *py.Thread, a []py.Value) (py.Value, error) {
	fd, err := py.Fileno(th, a[0])
	if err != nil {
		return py.Unbound, err
	}
	items, err := py.Items(th, a[1])
	if err != nil || len(items) != 2 {
		if err != nil && !py.Matches(err, py.TypeError) {
			return py.Unbound, err
		}
		return py.Unbound, py.Raise(py.TypeError, "tcsetwinsize, arg 2: must be a two-item sequence")
	}
	b := make([]byte, windowSize)
	if err := control(th, fd, getWindow, b); err != nil {
		return py.Unbound, err
	}
	for i, v := range items {
		n, err := py.AsInt(th, v)
		if err != nil {
			return py.Unbound, err
		}
		if n < 0 || n > 0xffff {
			return py.Unbound, py.Raise(py.OverflowError, "winsize value(s) out of range")
		}
		binary.NativeEndian.PutUint16(b[2*i:], uint16(n))
	}
	if err := control(th, fd, setWindow, b); err != nil {
		return py.Unbound, err
	}
	return py.None, nil
}
