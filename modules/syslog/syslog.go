// Package syslog is the module syslog: messages to the system's log, over the socket /dev/log.
//
// Reference: "syslog — Unix syslog library routines" in the Python library reference; syslog(3), RFC 3164.
package syslog

import (
	"fmt"
	"path"
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "syslog",
	Doc:       "Messages to the system's log.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		m.SetInts(th, constants)
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("openlog($module, /, ident=<unrepresentable>, logoption=0, facility=8)", "Set how later messages are marked: by a name, by default the program's, and a facility.", openLog),
		py.Def("closelog($module, /)", "Forget what openlog has set, and close the connection.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s := stateOf(th)
			s.close(th)
			*s = state{fd: -1, mask: s.mask}
			return py.None, nil
		}).Audited("syslog.closelog"),
		py.DefRaw("syslog", "", "syslog([priority=LOG_INFO,] message)\n\nSend a message to the log.", send),
		py.Def("setlogmask($module, maskpri, /)", "Let only messages of the priorities in a mask through; return the old mask.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := py.AsCInt(th, a[0])
			if err != nil {
				return py.Unbound, err
			}
			s := stateOf(th)
			old := s.mask
			if n != 0 {
				s.mask = n
			}
			return py.Int(int64(old)), nil
		}).Audited("syslog.setlogmask", 0),
		py.Def("LOG_MASK($module, pri, /)", "Return the mask of a priority.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := py.AsCInt(th, a[0])
			return py.Int(int64(int32(1) << (uint(n) & 31))), err
		}),
		py.Def("LOG_UPTO($module, pri, /)", "Return the mask of a priority and all higher ones.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			n, err := py.AsCInt(th, a[0])
			return py.Int(int64(int32(1)<<((uint(n)+1)&31) - 1)), err
		}),
	}
}

// state is what the module keeps for an interpreter.
type state struct {
	ident             string
	options, facility int
	mask              int
	opened            bool
	fd                int // -1: not connected
}

func stateOf(th *py.Thread) *state {
	s, _ := th.Interp.Extra["syslog"].(*state)
	if s == nil {
		s = &state{fd: -1, mask: 255}
		th.Interp.Extra["syslog"] = s
	}
	return s
}

func (s *state) close(th *py.Thread) {
	if s.fd >= 0 {
		th.Interp.Host.Close(s.fd)
		s.fd = -1
	}
}

const (
	userFacility, information = 8, 6

	withProcess, toErrorStream = 1, 32 // LOG_PID, LOG_PERROR
)

func openLog(th *py.Thread, a []py.Value) (py.Value, error) {
	ident := ""
	if a[0].IsUnbound() || a[0].IsNone() {
		ident = program(th)
	} else {
		t := py.AsStr(a[0])
		if t == nil {
			return py.Unbound, py.Raise(py.TypeError, "openlog() argument 'ident' must be str, not %s", a[0].Type().TypeName())
		}
		var err error
		if ident, err = py.FSEncode(t); err != nil {
			return py.Unbound, err
		}
	}
	options, err := py.AsCInt(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	facility, err := py.AsCInt(th, a[2])
	if err != nil {
		return py.Unbound, err
	}
	told := a[0]
	if told.IsUnbound() {
		told = py.Text(ident)
	}
	if err := th.Audit("syslog.openlog", told, py.Int(int64(options)), py.Int(int64(facility))); err != nil {
		return py.Unbound, err
	}
	s := stateOf(th)
	s.close(th)
	*s = state{ident, options, facility, s.mask, true, -1}
	return py.None, nil
}

// program is the last part of the script's name.
func program(th *py.Thread) string {
	if l := py.AsList(th.Interp.Sys.Get(th, "argv")); l != nil && l.Len() > 0 {
		if t := py.AsStr(l.Items()[0]); t != nil && t.String() != "" {
			return path.Base(t.String())
		}
	}
	return "python"
}

func send(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
	if len(args) < 1 || len(args) > 2 || kw != nil && kw.Len() > 0 {
		return py.Unbound, py.Raise(py.TypeError, "syslog.syslog requires 1 to 2 arguments")
	}
	priority := information
	if len(args) == 2 {
		var err error
		if priority, err = py.AsCInt(th, args[0]); err != nil {
			return py.Unbound, err
		}
	}
	message := py.AsStr(args[len(args)-1])
	if message == nil {
		which := "argument"
		if len(args) == 2 {
			which = "argument 2"
		}
		return py.Unbound, py.Raise(py.TypeError, "syslog() %s must be str, not %s", which, args[len(args)-1].Type().TypeName())
	}
	text, err := py.FSEncode(message)
	if err != nil {
		return py.Unbound, err
	}
	if err := th.Audit("syslog.syslog", py.Int(int64(priority)), message.Value()); err != nil {
		return py.Unbound, err
	}
	s := stateOf(th)
	if !s.opened {
		s.opened, s.ident, s.facility = true, program(th), userFacility
	}
	const priorities = 7
	if s.mask&(1<<(priority&priorities)) == 0 {
		return py.None, nil
	}
	if priority&^priorities == 0 {
		priority |= s.facility
	}
	name := s.ident
	if s.options&withProcess != 0 {
		name += fmt.Sprintf("[%d]", th.Interp.Host.Getpid())
	}
	host := th.Interp.Host
	line := fmt.Sprintf("<%d>%s %s: %s", priority, host.Now().Format("Jan _2 15:04:05"), name, text)
	th.Outside(func() {
		if s.options&toErrorStream != 0 {
			host.Write(2, []byte(name+": "+strings.TrimRight(text, "\n")+"\n"))
		}
		s.deliver(host, []byte(line))
	})
	return py.None, nil
}

// deliver sends a line to the log's socket. Without a log it is lost, as in C's library.
func (s *state) deliver(host py.Host, line []byte) {
	const unix, datagram = 1, 2
	for range 2 {
		if s.fd < 0 {
			fd, err := host.Socket(unix, datagram, 0)
			if err != nil {
				return
			}
			if host.Connect(fd, append([]byte{unix, 0}, "/dev/log\x00"...)) != nil {
				host.Close(fd)
				return
			}
			s.fd = fd
		}
		if _, err := host.Send(s.fd, [][]byte{line}, nil, 0x4000, nil); err == nil {
			return
		}
		host.Close(s.fd)
		s.fd = -1
	}
}
