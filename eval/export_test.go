package eval

// WithNativeCodeAtOnce makes a new evaluator one that gives native code to all that it runs, where there is any.
func (s *Shared) WithNativeCodeAtOnce() *Shared {
	s.instructionHeat = 0
	return s
}
