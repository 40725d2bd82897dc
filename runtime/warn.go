// This file lets Go code issue warnings; module _warnings decides what becomes of them.

package runtime

// Warner decides about warnings. Module _warnings implements it.
type Warner interface {
	// Warn issues a warning about the code that runs, stackLevel-1 frames up.
	Warn(th *Thread, category *Type, message Value, stackLevel int, source Value) error
	// WarnExplicit issues a warning about a line of a file. module is "" when it isn't known; registry is a dict or None.
	WarnExplicit(th *Thread, category *Type, message Value, filename string, line int, module string, registry, source Value, text string) error
}

// Warn issues a warning about the running code; a stackLevel above 1 blames a caller. The error is the warning itself when a filter
// makes it one.
func Warn(th *Thread, category *Type, msg string, stackLevel int) error {
	if w := th.Interp.Warner; w != nil {
		return w.Warn(th, category, Text(msg), stackLevel, None)
	}
	return nil
}

// WarnSyntax issues a SyntaxWarning about a line of a file. When a filter makes it an error, asError makes the SyntaxError to raise in its place.
func WarnSyntax(th *Thread, msg, filename string, line int, asError func() error) error {
	w := th.Interp.Warner
	if w == nil {
		return nil
	}
	err := w.WarnExplicit(th, SyntaxWarning, Text(msg), filename, line, "", None, None, "")
	if err != nil && Matches(err, SyntaxWarning) {
		return asError()
	}
	return err
}
