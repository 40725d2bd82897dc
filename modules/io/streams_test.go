package io_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/gopy-lang/gopy/modules/io"
	py "github.com/gopy-lang/gopy/runtime"
)

// noMachine is an evaluator for tests that run no Python code: other calls than these are nil pointers.
type noMachine struct{ py.Evaluator }

func (noMachine) NewThread(th *py.Thread)                         {}
func (noMachine) CurrentFrame(th *py.Thread, depth int) *py.Frame { return nil }
func (noMachine) Place(th *py.Thread) py.Place                    { return py.Place{} }

// redirected is the real machine whose standard output is another descriptor.
type redirected struct {
	py.Host
	out []byte
}

func (h *redirected) Write(fd int, b []byte) (int, error) {
	if fd == 1 || fd == 2 {
		h.out = append(h.out, b...)
		return len(b), nil
	}
	return h.Host.Write(fd, b)
}

func newThread(t *testing.T) (*py.Thread, *redirected) {
	t.Helper()
	host := &redirected{Host: py.NewSystemHost()}
	in := py.NewInterp(py.Config{Host: host}, noMachine{})
	in.Sys = in.NewModule("sys")
	if err := io.OpenStreams(in.Main, in.Sys); err != nil {
		t.Fatal(err)
	}
	return in.Main, host
}

func call(t *testing.T, th *py.Thread, v py.Value, method string, args ...py.Value) py.Value {
	t.Helper()
	r, err := py.CallMethod(th, v, method, args...)
	if err != nil {
		t.Fatalf("%s: %v", method, err)
	}
	return r
}

func TestStdoutIsBuffered(t *testing.T) {
	th, host := newThread(t)
	out := th.Interp.Sys.Get(th, "stdout")
	call(t, th, out, "write", py.Text("schön\n"))
	if len(host.out) != 0 {
		t.Errorf("written before the flush: %q", host.out)
	}
	if err := io.FlushStreams(th); err != nil {
		t.Fatal(err)
	}
	if string(host.out) != "schön\n" {
		t.Errorf("got %q", host.out)
	}
}

func TestStderrIsLineBuffered(t *testing.T) {
	th, host := newThread(t)
	call(t, th, th.Interp.Sys.Get(th, "stderr"), "write", py.Text("a\nb"))
	if string(host.out) != "a\nb" {
		t.Errorf("got %q", host.out)
	}
}

// TestForgottenFile checks that what a program wrote and neither flushed nor closed reaches the file at the end.
func TestForgottenFile(t *testing.T) {
	th, _ := newThread(t)
	name := filepath.Join(t.TempDir(), "f")
	f, err := io.OpenDef.Invoke(th, []py.Value{py.Text(name), py.Text("w")}, nil)
	if err != nil {
		t.Fatal(err)
	}
	call(t, th, f, "write", py.Text("one\ntwo\n"))
	if b, _ := os.ReadFile(name); len(b) != 0 {
		t.Errorf("written at once: %q", b)
	}
	io.FlushStreams(th)
	if b, _ := os.ReadFile(name); string(b) != "one\ntwo\n" {
		t.Errorf("got %q", b)
	}
}

func TestReadLines(t *testing.T) {
	th, _ := newThread(t)
	name := filepath.Join(t.TempDir(), "f")
	if err := os.WriteFile(name, []byte("one\r\ntwo\rthree\nä"), 0o666); err != nil {
		t.Fatal(err)
	}
	f, err := io.OpenDef.Invoke(th, []py.Value{py.Text(name)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	items, err := py.Items(th, f)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"one\n", "two\n", "three\n", "ä"}
	for i, v := range items {
		if i >= len(want) || py.AsStr(v).String() != want[i] {
			t.Errorf("line %d is %q", i, py.AsStr(v).String())
		}
	}
	if len(items) != len(want) {
		t.Errorf("%d lines", len(items))
	}
	_, err = py.CallMethod(th, f, "write", py.Text("x"))
	if err == nil || err.Error() != "UnsupportedOperation: not writable" {
		t.Errorf("write: %v", err)
	}
	call(t, th, f, "close")
	_, err = py.CallMethod(th, f, "read")
	if err == nil || err.Error() != "ValueError: I/O operation on closed file." {
		t.Errorf("read: %v", err)
	}
}
