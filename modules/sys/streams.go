// This file makes plain standard streams until the io module is there.

package sys

import (
	"bufio"
	"io"
	"strings"
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

type stream struct {
	py.Header
	out *bufio.Writer
	in  *bufio.Reader
}

var (
	streamType = &py.Type{Name: "TextIOWrapper", Module: "_io"}
	streamOnce sync.Once
)

func setupStream() {
	x := func(v py.Value) *stream { return py.AsAny[stream](v) }
	streamType.Methods = []*py.MethodDef{
		py.Def("write($self, text, /)", "Write text.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			s := py.AsStr(a[1])
			if s == nil {
				return py.Unbound, py.Raise(py.TypeError, "write() argument must be str, not %s", a[1].Type().TypeName())
			}
			x(a[0]).out.WriteString(s.String())
			return py.Int(int64(s.Len())), nil
		}),
		py.Def("flush($self, /)", "Write what is buffered.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.None, x(a[0]).out.Flush()
		}),
		py.Def("readline($self, size=-1, /)", "Read a line.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			line, _ := x(a[0]).in.ReadString('\n')
			return py.Text(line), nil
		}),
		py.Def("read($self, size=-1, /)", "Read everything.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			var b strings.Builder
			io.Copy(&b, x(a[0]).in)
			return py.Text(b.String()), nil
		}),
	}
	py.SetupType(streamType, nil)
}

// OpenStreams sets sys.stdin, stdout and stderr.
func OpenStreams(th *py.Thread, m *py.Module) error {
	streamOnce.Do(setupStream)
	host := th.Interp.Host
	fd := func(n int) descriptor { return descriptor{host, n} }
	for _, s := range []struct {
		name string
		in   io.Reader
		out  io.Writer
	}{{"stdin", fd(0), nil}, {"stdout", nil, fd(1)}, {"stderr", nil, fd(2)}} {
		x := py.NewObject[stream](streamType)
		if s.in != nil {
			x.in = bufio.NewReader(s.in)
		} else {
			x.out = bufio.NewWriter(s.out)
		}
		m.Set(th, s.name, x.Value())
	}
	return nil
}

// FlushStreams flushes stdout and stderr.
func FlushStreams(th *py.Thread) error {
	for _, n := range []string{"stdout", "stderr"} {
		if v := th.Interp.Sys.Get(th, n); !v.IsUnbound() && !v.IsNone() {
			if _, err := py.CallMethod(th, v, "flush"); err != nil {
				return err
			}
		}
	}
	return nil
}

type descriptor struct {
	host py.Host
	fd   int
}

func (d descriptor) Read(b []byte) (int, error) {
	n, err := d.host.Read(d.fd, b)
	if n == 0 && err == nil {
		err = io.EOF
	}
	return n, err
}

func (d descriptor) Write(b []byte) (int, error) { return d.host.Write(d.fd, b) }
