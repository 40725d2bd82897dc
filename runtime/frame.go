// This file defines Frame, the frame object, and the view of its local variables (PEP 667).

package runtime

import (
	"strconv"

	"github.com/gopy-lang/gopy/compiler/code"
)

// Frame is a Python frame object, materialised on demand; State is the machine's record.
type Frame struct {
	Header
	Code                     *Code
	Globals                  *Dict
	Builtins                 *Dict
	Locals                   Value // mapping of a module, class or exec frame; Unbound for functions
	State                    FrameState
	Trace                    Value
	TraceLines, TraceOpcodes bool
	Lineno                   int   // set by a trace function; 0: compute
	extra                    *Dict // names that f_locals was given beyond the code's
}

// FrameState is the machine's side of a Frame.
type FrameState interface {
	// Lasti returns the byte offset of the current instruction, -1 before the first.
	Lasti() int
	// Local returns localsplus[i] (a cell's content for cells), Unbound when it has no value.
	Local(i int) Value
	// SetLocal stores into localsplus[i] or its cell.
	SetLocal(i int, v Value)
	// Executing reports whether the frame is on its thread's stack; Finished that it has returned.
	Executing() bool
	Finished() bool
	// Generator returns the generator whose frame this is, or nil.
	Generator() *Generator
	// Function returns the running function, or nil for modules and classes.
	Function() *Function
	// Back returns the calling frame, nil for the outermost.
	Back() *Frame
	// SetLine makes a frame whose trace function is being called go on at another line.
	SetLine(th *Thread, f *Frame, line int) error
	// Clear forgets the local variables of a frame that is not executing.
	Clear()
}

// NewFrame makes a frame object.
func NewFrame(c *Code, globals, builtins *Dict, state FrameState) *Frame {
	f := &Frame{}
	f.Init(c, globals, builtins, state)
	return f
}

// Init makes a frame object of zeroed memory.
func (f *Frame) Init(c *Code, globals, builtins *Dict, state FrameState) {
	f.Header = Header{Type: FrameType, Kind: KindFrame}
	f.Code, f.Globals, f.Builtins, f.State = c, globals, builtins, state
	f.Locals, f.Trace, f.TraceLines = Unbound, None, true
}

// AsFrame returns v as a frame, or nil.
func AsFrame(v Value) *Frame {
	if v.Kind() == KindFrame {
		return (*Frame)(v.P)
	}
	return nil
}

// Line returns the number of the line that runs, 0 when the instruction has none.
func (f *Frame) Line() int {
	if f.Lineno != 0 {
		return f.Lineno
	}
	return f.Code.Line(f.State.Lasti())
}

// FrameLocals is locals() of a frame: a snapshot for functions, the namespace itself for others.
func FrameLocals(th *Thread, f *Frame) (Value, error) {
	if f.usesNamespace() {
		return f.Locals, nil
	}
	d := NewDict()
	f.eachLocal(func(i int, name *Str, v Value) { d.SetStr(name, v) })
	if f.extra != nil {
		mergeKeysInto(d, f.extra)
	}
	return d.Value(), nil
}

// usesNamespace reports whether locals() is the namespace of a module or class body itself: it isn't while a
// comprehension inside runs, whose variables are hidden locals of the frame.
func (f *Frame) usesNamespace() bool {
	if f.Locals.IsUnbound() || f.Code.Code.Flags&code.CO_OPTIMIZED != 0 {
		return false
	}
	for i, kind := range f.Code.LocalsPlusKinds {
		if kind&code.KindHidden != 0 && !f.State.Local(i).IsUnbound() {
			return false
		}
	}
	return true
}

func mergeKeysInto(d, from *Dict) {
	pos := 0
	for {
		k, v, ok := from.Next(&pos)
		if !ok {
			return
		}
		d.SetStr(AsStr(k), v)
	}
}

// eachLocal calls f with the local variables that have a value.
func (f *Frame) eachLocal(do func(i int, name *Str, v Value)) {
	for i, name := range f.Code.LocalStrs {
		if v := f.State.Local(i); !v.IsUnbound() {
			do(i, name, v)
		}
	}
}

// findLocal returns the slot of a local variable, -1 when the code has none of that name. The variables of a comprehension
// count while it runs.
func (f *Frame) findLocal(name *Str) int {
	for i, n := range f.Code.LocalStrs {
		if n.Equal(name) && (f.Code.LocalsPlusKinds[i]&code.KindHidden == 0 || !f.State.Local(i).IsUnbound()) {
			return i
		}
	}
	return -1
}

func setupFrame(t *Type) {
	t.Layout = KindFrame
	t.Doc = "A frame: one call of a function, or one run of other code."
	t.Flags |= TypeDisallowNew
	x := func(v Value) *Frame { return (*Frame)(v.P) }
	t.Repr = func(th *Thread, v Value) (Value, error) {
		f := x(v)
		return Text("<frame at " + Address(th, v) + ", file " + frameFile(th, f.Code.Filename) + ", line " + strconv.Itoa(f.Line()) + ", code " + f.Code.Name + ">"), nil
	}
	t.GetSets = []GetSetDef{
		{Name: "f_back", Get: func(th *Thread, v Value) (Value, error) {
			if b := x(v).State.Back(); b != nil {
				return b.Value(), nil
			}
			return None, nil
		}},
		{Name: "f_code", Get: func(th *Thread, v Value) (Value, error) {
			if th.Interp.Audited() {
				if err := th.Audit("object.__getattr__", v, Text("f_code")); err != nil {
					return Unbound, err
				}
			}
			return x(v).Code.Value(), nil
		}},
		{Name: "f_globals", Get: func(th *Thread, v Value) (Value, error) { return x(v).Globals.Value(), nil }},
		{Name: "f_builtins", Get: func(th *Thread, v Value) (Value, error) { return BuiltinsValue(x(v).Builtins), nil }},
		{Name: "f_locals", Get: func(th *Thread, v Value) (Value, error) {
			f := x(v)
			if f.usesNamespace() {
				return f.Locals, nil
			}
			return newFrameLocalsProxy(f), nil
		}},
		{Name: "f_lasti", Get: func(th *Thread, v Value) (Value, error) { return Int(int64(x(v).State.Lasti())), nil }},
		{Name: "f_lineno",
			Get: func(th *Thread, v Value) (Value, error) {
				f := x(v)
				if f.Lineno != 0 {
					return Int(int64(f.Lineno)), nil
				}
				if n, ok := f.Code.FindLine(f.State.Lasti()); ok {
					return Int(int64(n)), nil
				}
				return None, nil
			},
			Set: func(th *Thread, v, n Value) error {
				if n.IsUnbound() {
					return Raise(AttributeError, "attribute 'f_lineno' of 'frame' objects cannot be deleted")
				}
				if !IsInstance(n, IntType) {
					return Raise(ValueError, "lineno must be an integer")
				}
				line, err := AsInt(th, n)
				if err != nil {
					return err
				}
				return x(v).State.SetLine(th, x(v), line)
			}},
		{Name: "f_generator", Get: func(th *Thread, v Value) (Value, error) {
			if g := x(v).State.Generator(); g != nil {
				return g.Value(), nil
			}
			return None, nil
		}},
		{Name: "f_trace",
			Get: func(th *Thread, v Value) (Value, error) { return x(v).Trace, nil },
			Set: func(th *Thread, v, f Value) error {
				if f.IsUnbound() {
					f = None
				}
				x(v).Trace = f
				return nil
			}},
		boolField("f_trace_lines", func(v Value) *bool { return &x(v).TraceLines }),
		traceOpcodesField(),
	}
	t.Methods = []*MethodDef{
		Def("clear($self, /)", "Forget the local variables of a frame that does not run.", func(th *Thread, a []Value) (Value, error) {
			f := x(a[0])
			if f.State.Executing() {
				return Unbound, Raise(RuntimeError, "cannot clear an executing frame")
			}
			if g := f.State.Generator(); g != nil && !g.Finished && g.Started {
				return Unbound, Raise(RuntimeError, "cannot clear a suspended frame")
			}
			if g := f.State.Generator(); g != nil {
				finalizeGenerator(th, g)
			}
			f.State.Clear()
			return None, nil
		}),
	}
}

func boolField(name string, field func(v Value) *bool) GetSetDef {
	return GetSetDef{Name: name, Member: true,
		Get: func(th *Thread, v Value) (Value, error) { return Bool(*field(v)), nil },
		Set: func(th *Thread, v, b Value) error {
			if b.IsUnbound() {
				return Raise(TypeError, "can't delete numeric/char attribute")
			}
			if !b.IsBool() {
				return Raise(TypeError, "attribute value type must be bool")
			}
			*field(v) = b.BoolValue()
			return nil
		}}
}

// traceOpcodesField is f_trace_opcodes: to set it makes the machine report each instruction of the code.
func traceOpcodesField() GetSetDef {
	d := boolField("f_trace_opcodes", func(v Value) *bool { return &(*Frame)(v.P).TraceOpcodes })
	set := d.Set
	d.Set = func(th *Thread, v, b Value) error {
		if b.IsUnbound() {
			return Raise(AttributeError, "attribute 'f_trace_opcodes' of 'frame' objects cannot be deleted")
		}
		if err := set(th, v, b); err != nil {
			return err
		}
		if f := (*Frame)(v.P); f.TraceOpcodes && !th.Trace.IsNone() {
			TraceOpcodes(th, f)
		}
		return nil
	}
	return d
}

// TraceOpcodes makes the trace function hear of each instruction of a frame's code.
func TraceOpcodes(th *Thread, f *Frame) {
	m := &th.Interp.Monitoring
	m.SetLocalEvents(th, ToolTrace, f.Code, f.Code.monitor().Local[ToolTrace]|EventInstruction.Bit())
}

func frameFile(th *Thread, s string) string {
	r, err := Repr(th, Text(s))
	if err != nil {
		return "'" + s + "'"
	}
	return r.String()
}
