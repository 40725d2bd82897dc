// This file notes where an object is made, so that a warning about it can tell when it is dead.

package runtime

// A Place is an instruction of a program. The zero Place is unknown.
type Place struct {
	Code   *Code
	Offset int // in bytes
}

// Here returns the place that the running code of th is at.
func Here(th *Thread) Place { return th.Interp.Eval.Place(th) }

// WarnAt issues a warning about an object that was made at a place. CPython, which notices at once that nobody refers to an object any
// more, tells the line that runs then; here that would be any line, while most such objects are forgotten where they are made.
func WarnAt(th *Thread, category *Type, msg string, made Place, object Value) error {
	w := th.Interp.Warner
	switch {
	case w == nil:
		return nil
	case made.Code == nil || th.Interp.Finalizers.ending:
		return w.WarnExplicit(th, category, Text(msg), "<sys>", 0, "sys", None, object, "")
	}
	return w.WarnExplicit(th, category, Text(msg), made.Code.Filename, made.Code.Line(made.Offset), "", None, object, "")
}
