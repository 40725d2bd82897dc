// This file fills xmlparser.

package pyexpat

import (
	"math"

	"github.com/gopy-lang/gopy/internal/expat"
	py "github.com/gopy-lang/gopy/runtime"
)

// parserObject is an xmlparser.
type parserObject struct {
	py.Header
	parser     *expat.Parser
	handlers   [handlerCount]py.Value
	fallback   int      // which of the default handlers was set last
	intern     py.Value // a dict or None
	ordered    bool
	specified  bool
	buffers    bool
	bufferSize int
	buffer     []byte

	th     *py.Thread // that of the call to Parse
	inCall bool       // a handler is running
	err    error      // that a handler came to
}

// mostAtOnce is how many bytes the parser is given at once; more are given in pieces.
const mostAtOnce = 1 << 20

// newParser makes an object for a parser.
func newParser(p *expat.Parser) *parserObject {
	x := py.NewObject[parserObject](parserType)
	x.parser, x.bufferSize, x.fallback = p, 8192, defaultHandler
	x.intern = py.None
	for i := range x.handlers {
		x.handlers[i] = py.None
	}
	p.UnknownEncoding = x.unknownEncoding
	return x
}

// failure is the error for a code.
func (x *parserObject) failure(th *py.Thread, c expat.Code) error {
	line, column := x.parser.Place()
	return x.complaint(th, c, "%s: line %d, column %d", c.Error(), line, column)
}

// complaint is an error with a message of its own.
func (x *parserObject) complaint(th *py.Thread, c expat.Code, format string, args ...any) error {
	line, column := x.parser.Place()
	failed := py.Raise(errorType, format, args...)
	v := py.ErrorAs(failed).Value()
	for _, attribute := range []struct {
		name  string
		value int
	}{{"code", int(c)}, {"lineno", line}, {"offset", column}} {
		if err := py.SetAttrString(th, v, attribute.name, py.Int(int64(attribute.value))); err != nil {
			return err
		}
	}
	return failed
}

// feed gives the parser a piece of the document.
func (x *parserObject) feed(th *py.Thread, data []byte, final bool) error {
	outer := x.th
	x.th = th
	err := x.parser.Feed(data, final)
	x.th = outer
	if failed := x.err; failed != nil {
		x.err = nil
		return failed
	}
	if c, ok := err.(expat.Code); ok {
		return x.failure(th, c)
	}
	return err
}

// parse gives the parser a part of the document, whatever its size.
func (x *parserObject) parse(th *py.Thread, data []byte, final bool) error {
	for len(data) > mostAtOnce {
		if err := x.feed(th, data[:mostAtOnce], false); err != nil {
			return err
		}
		data = data[mostAtOnce:]
	}
	if err := x.feed(th, data, final); err != nil {
		return err
	}
	x.th = th
	x.flush()
	x.th = nil
	err := x.err
	x.err = nil
	return err
}

// parseValue is Parse.
func (x *parserObject) parseValue(th *py.Thread, data py.Value, final bool) error {
	if s := py.AsStr(data); s != nil {
		b, err := py.Encode(th, s, "utf-8", "strict")
		if err != nil {
			return err
		}
		// The document's own encoding doesn't count.
		x.parser.SetEncoding("utf-8")
		return x.parse(th, b, final)
	}
	b, release, err := py.LendBytes(th, data, false)
	if err != nil {
		return err
	}
	defer release()
	return x.parse(th, b, final)
}

// parseFile is ParseFile.
func (x *parserObject) parseFile(th *py.Thread, file py.Value) error {
	const atOnce = 2048
	read, err := py.GetAttrOr(th, file, th.Interp.Intern("read"))
	if err != nil {
		return err
	}
	if read.IsUnbound() {
		return py.Raise(py.TypeError, "argument must have 'read' attribute")
	}
	for {
		v, err := py.CallArgs(th, read, py.Int(atOnce))
		if err != nil {
			return err
		}
		if !py.IsInstance(v, py.BytesType) && !py.IsInstance(v, py.ByteArrayType) {
			return py.Raise(py.TypeError, "read() did not return a bytes object (type=%s)", v.Type().TypeName())
		}
		b, release, err := py.LendBytes(th, v, false)
		if err != nil {
			return err
		}
		n := len(b)
		if n > atOnce {
			err = py.Raise(py.ValueError, "read() returned too much data: %d bytes requested, %d returned", atOnce, n)
		} else {
			err = x.parse(th, b, n == 0)
		}
		release()
		if err != nil || n == 0 {
			return err
		}
	}
}

// unknownEncoding finds the characters of an encoding that the parser doesn't know.
func (x *parserObject) unknownEncoding(name string) *expat.Table {
	t, err := py.CharacterTable(x.th, name)
	if err != nil {
		x.fail(err)
	}
	return (*expat.Table)(t)
}

// external is ExternalEntityParserCreate.
func (x *parserObject) external(context *string, encoding string) *parserObject {
	y := newParser(x.parser.External(context, encoding))
	y.fallback, y.intern, y.ordered, y.specified = x.fallback, x.intern, x.ordered, x.specified
	y.buffers, y.bufferSize, y.handlers = x.buffers, x.bufferSize, x.handlers
	y.parser.Handlers = expat.Handlers{KeepReferences: x.parser.KeepReferences, UnknownEncoding: y.unknownEncoding}
	for i := range y.handlers {
		if i != defaultHandler && i != defaultHandlerExpand {
			y.install(i)
		}
	}
	if x.parser.Default != nil {
		y.parser.Default = func(text []byte) { y.call(y.fallback, py.CopyText(py.StringView(text))) }
	}
	return y
}

// ruled is what the setters of limits have in common: only the parser of the document has them.
func (x *parserObject) ruled(th *py.Thread) error {
	if x.parser.Child() {
		return x.complaint(th, expat.InvalidArgument, "parser must be a root parser")
	}
	return nil
}

// threshold is the argument of a setter of a threshold.
func (x *parserObject) threshold(th *py.Thread, v py.Value) (uint64, error) {
	v, err := py.Index(th, v)
	if err != nil {
		return 0, err
	}
	n := py.AsBig(v)
	switch {
	case n.Sign() < 0:
		return 0, py.Raise(py.ValueError, "Cannot convert negative int")
	case !n.IsUint64():
		return 0, py.Raise(py.OverflowError, "Python int too large for C unsigned long long")
	}
	return n.Uint64(), x.ruled(th)
}

// factor is the argument of a setter of an amplification.
func (x *parserObject) factor(th *py.Thread, v py.Value) (float32, error) {
	f, err := py.FloatOf(th, v)
	if err != nil {
		return 0, err
	}
	if err := x.ruled(th); err != nil {
		return 0, err
	}
	if math.IsNaN(f) || float32(f) < 1 {
		return 0, x.complaint(th, expat.InvalidArgument, "'max_factor' must be at least 1.0")
	}
	return float32(f), nil
}

// setBufferSize is the setter of buffer_size.
func (x *parserObject) setBufferSize(th *py.Thread, v py.Value) error {
	if !py.IsInstance(v, py.IntType) {
		return py.Raise(py.TypeError, "buffer_size must be an integer")
	}
	n, err := py.AsInt(th, v)
	switch {
	case err != nil:
		return py.Raise(py.OverflowError, "Python int too large to convert to C long")
	case n <= 0:
		return py.Raise(py.ValueError, "buffer_size must be greater than zero")
	case n > math.MaxInt32:
		return py.Raise(py.ValueError, "buffer_size must not be greater than %d", math.MaxInt32)
	}
	if x.buffers && n != x.bufferSize {
		if err := x.flushNow(th); err != nil {
			return err
		}
	}
	x.bufferSize = n
	return nil
}

func setupParser(t *py.Type) {
	self := py.AsAny[parserObject]
	none := func(err error) (py.Value, error) { return py.None, err }
	t.Methods = []*py.MethodDef{
		py.Def("Parse($self, data, isfinal=False, /)", "Parse a part of a document, a str or bytes. isfinal says that it is the last.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			final, err := py.Truth(th, a[2])
			if err != nil {
				return py.Unbound, err
			}
			return py.Int(1), self(a[0]).parseValue(th, a[1], final)
		}),
		py.Def("ParseFile($self, file, /)", "Parse what a file object has to read.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Int(1), self(a[0]).parseFile(th, a[1])
		}),
		py.Def("SetBase($self, base, /)", "Set the URL that handlers of entities are given as base.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			base, err := requiredText(a[1], "SetBase() argument must be str")
			if err == nil {
				self(a[0]).parser.Base = base
			}
			return none(err)
		}),
		py.Def("GetBase($self, /)", "Return what SetBase set.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return textOrNone(self(a[0]).parser.Base), nil
		}),
		py.Def("GetInputContext($self, /)", "Return the input from the present event on, as bytes; None outside of handlers.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := self(a[0])
			if !x.inCall {
				return py.None, nil
			}
			return py.NewBytes(x.parser.Context()).Value(), nil
		}),
		py.Def("ExternalEntityParserCreate($self, context, encoding=<unrepresentable>, /)", "Return a parser for an external entity; context is what the handler was given.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			context, err := optionalText(a[1], "ExternalEntityParserCreate() argument 1 must be str or None")
			if err != nil {
				return py.Unbound, err
			}
			encoding := ""
			if !a[2].IsUnbound() {
				text, err := requiredText(a[2], "ExternalEntityParserCreate() argument 2 must be str")
				if err != nil {
					return py.Unbound, err
				}
				encoding = *text
			}
			return self(a[0]).external(context, encoding).Value(), nil
		}),
		py.Def("SetParamEntityParsing($self, flag, /)", "Choose when external parameter entities are asked for. Return whether that could be chosen.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			flag, err := py.AsCInt(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			p := self(a[0]).parser
			if p.Started() {
				return py.Int(0), nil
			}
			p.ParamEntities = expat.ParamEntities(flag)
			return py.Int(1), nil
		}),
		py.Def("UseForeignDTD($self, flag=True, /)", "Have the handler of external entities asked for a DTD even if the document names none.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			flag, err := py.Truth(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			x := self(a[0])
			if x.parser.Started() {
				return py.Unbound, x.failure(th, expat.CantChangeFeature)
			}
			x.parser.ForeignDTD = flag
			return py.None, nil
		}),
		py.Def("GetReparseDeferralEnabled($self, /)", "Return whether the parser waits for more of an unfinished token before it looks at it again.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.Bool(!self(a[0]).parser.Eager), nil
		}),
		py.Def("SetReparseDeferralEnabled($self, enabled, /)", "Choose whether the parser waits for more of an unfinished token before it looks at it again.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			enabled, err := py.Truth(th, a[1])
			if err == nil {
				self(a[0]).parser.Eager = !enabled
			}
			return none(err)
		}),
		py.Def("SetBillionLaughsAttackProtectionActivationThreshold($self, threshold, /)", "Set how many bytes a document may have with its entities before their part in it is limited; it is 8 MiB else.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := self(a[0])
			n, err := x.threshold(th, a[1])
			if err == nil {
				x.parser.SetThreshold(n)
			}
			return none(err)
		}),
		py.Def("SetBillionLaughsAttackProtectionMaximumAmplification($self, max_factor, /)", "Set how many times its size a document may have with its entities; it is 100 times else.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := self(a[0])
			f, err := x.factor(th, a[1])
			if err == nil {
				x.parser.SetFactor(f)
			}
			return none(err)
		}),
		py.Def("SetAllocTrackerActivationThreshold($self, threshold, /)", "Set how many bytes of memory a document may take before they are limited; it is 64 MiB else.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := self(a[0])
			n, err := x.threshold(th, a[1])
			if err == nil {
				x.parser.SetMemoryThreshold(n)
			}
			return none(err)
		}),
		py.Def("SetAllocTrackerMaximumAmplification($self, max_factor, /)", "Set how many times its size a document may take of memory; it is 100 times else.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := self(a[0])
			f, err := x.factor(th, a[1])
			if err == nil {
				x.parser.SetMemoryFactor(f)
			}
			return none(err)
		}),
	}
	for i := range handlerCount {
		t.GetSets = append(t.GetSets, py.GetSetDef{
			Name: handlerNames[i],
			Get:  func(th *py.Thread, v py.Value) (py.Value, error) { return self(v).handlers[i], nil },
			Set: func(th *py.Thread, v, handler py.Value) error {
				if handler.IsUnbound() {
					return cantDelete()
				}
				return self(v).setHandler(th, i, handler)
			},
		})
	}
	number := func(name string, get func(x *parserObject) int) {
		t.GetSets = append(t.GetSets, py.GetSetDef{Name: name, Get: func(th *py.Thread, v py.Value) (py.Value, error) {
			return py.Int(int64(get(self(v)))), nil
		}})
	}
	line := func(x *parserObject) int { line, _ := x.parser.Place(); return line }
	column := func(x *parserObject) int { _, column := x.parser.Place(); return column }
	index := func(x *parserObject) int { return x.parser.Index() }
	number("ErrorCode", func(x *parserObject) int { return int(x.parser.Failed()) })
	for _, which := range []string{"Error", "Current"} {
		number(which+"LineNumber", line)
		number(which+"ColumnNumber", column)
		number(which+"ByteIndex", index)
	}
	number("buffer_used", func(x *parserObject) int { return len(x.buffer) })
	flag := func(name, doc string, get func(x *parserObject) bool, set func(th *py.Thread, x *parserObject, on bool) error) {
		t.GetSets = append(t.GetSets, py.GetSetDef{Name: name, Doc: doc,
			Get: func(th *py.Thread, v py.Value) (py.Value, error) { return py.Bool(get(self(v))), nil },
			Set: func(th *py.Thread, v, value py.Value) error {
				if value.IsUnbound() {
					return cantDelete()
				}
				on, err := py.Truth(th, value)
				if err != nil {
					return err
				}
				return set(th, self(v), on)
			}})
	}
	field := func(name, doc string, at func(x *parserObject) *bool) {
		flag(name, doc, func(x *parserObject) bool { return *at(x) }, func(th *py.Thread, x *parserObject, on bool) error {
			*at(x) = on
			return nil
		})
	}
	field("namespace_prefixes", "Names are told with their prefix.", func(x *parserObject) *bool { return &x.parser.Prefixes })
	field("ordered_attributes", "Attributes are told as a list.", func(x *parserObject) *bool { return &x.ordered })
	field("specified_attributes", "Attributes that stand in the tag only are told.", func(x *parserObject) *bool { return &x.specified })
	flag("buffer_text", "Character data is collected.", func(x *parserObject) bool { return x.buffers }, func(th *py.Thread, x *parserObject, on bool) error {
		var err error
		if x.buffers && !on {
			err = x.flushNow(th)
		}
		x.buffers = on
		return err
	})
	t.GetSets = append(t.GetSets,
		py.GetSetDef{Name: "buffer_size", Doc: "How many bytes of character data are collected.",
			Get: func(th *py.Thread, v py.Value) (py.Value, error) { return py.Int(int64(self(v).bufferSize)), nil },
			Set: func(th *py.Thread, v, value py.Value) error {
				if value.IsUnbound() {
					return cantDelete()
				}
				return self(v).setBufferSize(th, value)
			}},
		py.GetSetDef{Name: "intern", Doc: "The dict in which names are kept.", Member: true,
			Get: func(th *py.Thread, v py.Value) (py.Value, error) { return self(v).intern, nil }})
	py.SetupType(t, nil)
}

func cantDelete() error { return py.Raise(py.RuntimeError, "Cannot delete attribute") }
