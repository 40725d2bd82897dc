// This file reports exceptions that can't be raised, by sys.unraisablehook.

package runtime

import "sync"

var unraisableArgsType = sync.OnceValue(func() *Type {
	return NewStructType("UnraisableHookArgs", "What sys.unraisablehook is told.", 5,
		StructField{Name: "exc_type", Doc: "class of the exception"}, StructField{Name: "exc_value", Doc: "the exception"},
		StructField{Name: "exc_traceback", Doc: "its traceback, or None"}, StructField{Name: "err_msg", Doc: "what was being done, or None"},
		StructField{Name: "object", Doc: "the object that caused it, or None"})
})

// Unraisable reports err, which nobody can handle: message says what was being done ("Exception ignored while flushing sys.stdout"), object
// with which; None: with nothing.
func Unraisable(th *Thread, err error, message string, object Value) {
	if th.Interp.Sys == nil {
		return
	}
	hook := th.Interp.Sys.Get(th, "unraisablehook")
	if hook.IsUnbound() || hook.IsNone() {
		return
	}
	e := ErrorAs(err)
	tb, text := None, None
	if e.Traceback != nil {
		tb = e.Traceback.Value()
	}
	if message != "" {
		if !object.IsNone() {
			shown := "<unknown>"
			if r, rerr := Repr(th, object); rerr == nil {
				shown = r.String()
			}
			message += " " + shown
			object = None
		}
		text = Text(message)
	}
	args := NewStruct(unraisableArgsType(), e.Type.Value(), e.Value(), tb, text, object)
	if th.Interp.Audited() && th.Audit("sys.unraisablehook", hook, args) != nil {
		return
	}
	if _, herr := CallArgs(th, hook, args); herr != nil {
		// A hook that fails: report its own failure by the original one.
		if original := th.Interp.Sys.Get(th, "__unraisablehook__"); !original.IsUnbound() && !Is(original, hook) {
			h := ErrorAs(herr)
			tb := None
			if h.Traceback != nil {
				tb = h.Traceback.Value()
			}
			CallArgs(th, original, NewStruct(unraisableArgsType(), h.Type.Value(), h.Value(), tb, Text("Exception ignored in sys.unraisablehook"), hook))
		}
	}
}
