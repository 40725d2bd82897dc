// This file sets an interpreter without a virtual machine up for the tests of the containers.

package runtime

import (
	"testing"
)

// noEvaluator runs no bytecode: these tests call built-ins only.
type noEvaluator struct{ Evaluator }

func (noEvaluator) ShowHandled(th *Thread) {}

func (noEvaluator) NewThread(th *Thread)                      {}
func (noEvaluator) CurrentFrame(th *Thread, depth int) *Frame { return nil }

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
