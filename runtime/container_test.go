package runtime

import (
	"testing"
)

// noEvaluator runs no bytecode: these tests call built-ins only.
type noEvaluator struct{}

func (noEvaluator) NewThread(th *Thread) {}
func (noEvaluator) CallFunction(th *Thread, f *Function, args []Value, kw *Tuple) (Value, error) {
	return Unbound, Raise(SystemError, "no evaluator")
}
func (noEvaluator) Exec(th *Thread, code *Code, globals *Dict, locals Value, closure *Tuple) (Value, error) {
	return Unbound, Raise(SystemError, "no evaluator")
}
func (noEvaluator) Resume(th *Thread, g *Generator, v Value, exc *Exception) (Value, bool, error) {
	return Unbound, false, Raise(SystemError, "no evaluator")
}
func (noEvaluator) CurrentFrame(th *Thread, depth int) *Frame { return nil }
func (noEvaluator) ReleaseCode(c *Code)                       {}

// noHost is a machine without anything but memory.
type noHost struct{ Host }

func (noHost) MemoryTotal() int64 { return 1 << 30 }

func newContainerThread(t testing.TB) *Thread {
	in := NewInterp(Config{Host: noHost{}, HashSeed: "0"}, noEvaluator{})
	return in.Main
}

func TestBasics(t *testing.T) {
	th := newContainerThread(t)
	l := ListOf(Int(3), Int(1), Int(2))
	if _, err := CallMethod(th, l.Value(), "sort"); err != nil {
		t.Fatal(err)
	}
	if l.At(0) != Int(1) || l.At(2) != Int(3) {
		t.Fatal(l.Items())
	}
	d := NewDict()
	for i := range 100 {
		if err := d.SetItem(th, Int(int64(i)), Int(int64(i*i))); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 100 {
		v, err := d.GetItem(th, Int(int64(i)))
		if err != nil || v != Int(int64(i*i)) {
			t.Fatal(i, v, err)
		}
	}
}
