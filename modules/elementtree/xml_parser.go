// This file fills XMLParser: it reads a document and tells a target what it finds.

package elementtree

import (
	"fmt"

	"github.com/gopy-lang/gopy/internal/expat"
	py "github.com/gopy-lang/gopy/runtime"
)

// xmlParser is an XMLParser.
type xmlParser struct {
	py.Header
	parser  *expat.Parser // nil: __init__ wasn't called
	target  py.Value
	builder *treeBuilder // the target, if it is a TreeBuilder of no subclass
	entity  py.Value     // a dict: what entities stand for that the document doesn't declare
	methods map[string]py.Value
	th      *py.Thread // that of the call that feeds
	err     error      // that the target, or a handler, came to
}

// version is the Expat whose behaviour this is.
const version = "Expat 2.9.0"

// start is __init__.
func (x *xmlParser) start(th *py.Thread, target, encoding py.Value) error {
	o := expat.Options{Namespaces: true, Separator: "}", Charge: th.Charge}
	if !py.Is(encoding, py.None) {
		s := py.AsStr(encoding)
		if s == nil {
			return py.Raise(py.TypeError, "XMLParser() argument 'encoding' must be str or None, not %s", encoding.Type().TypeName())
		}
		o.Encoding = s.String()
	}
	if py.Is(target, py.None) {
		target = newBuilder(builderType).Value()
	}
	x.builder = nil
	if target.Type() == builderType {
		x.builder = py.AsAny[treeBuilder](target)
	}
	x.methods = map[string]py.Value{}
	for _, name := range []string{"start", "data", "end", "start_ns", "end_ns", "comment", "pi", "doctype", "close"} {
		m, err := py.GetAttrOr(th, target, th.Interp.Intern(name))
		if err != nil {
			return err
		}
		if !m.IsUnbound() {
			x.methods[name] = m
		}
	}
	x.target, x.entity, x.err = target, py.NewDict().Value(), nil
	x.parser = expat.NewParser(o)
	x.install()
	return nil
}

// ready complains about a parser whose __init__ wasn't called.
func (x *xmlParser) ready() error {
	if x.parser == nil {
		return py.Raise(py.ValueError, "XMLParser.__init__() wasn't called")
	}
	return nil
}

// failure is the error for a code; text says more, or is the code's.
func (x *xmlParser) failure(th *py.Thread, c expat.Code, text string) error {
	line, column := x.parser.Place()
	failed := parseError(th, fmt.Sprintf("%s: line %d, column %d", text, line, column))
	v := py.ErrorAs(failed).Value()
	if err := py.SetAttrString(th, v, "code", py.Int(int64(c))); err != nil {
		return err
	}
	if err := py.SetAttrString(th, v, "position", py.TupleOf(py.Int(int64(line)), py.Int(int64(column))).Value()); err != nil {
		return err
	}
	return failed
}

// mostAtOnce is how many bytes the parser is given at once.
const mostAtOnce = 1 << 20

// feed gives the parser a part of the document.
func (x *xmlParser) feed(th *py.Thread, data []byte, final bool) error {
	for {
		piece := data[:min(len(data), mostAtOnce)]
		data = data[len(piece):]
		outer := x.th
		x.th = th
		err := x.parser.Feed(piece, final && len(data) == 0)
		x.th = outer
		if failed := x.err; failed != nil {
			x.err = nil
			return failed
		}
		if c, ok := err.(expat.Code); ok {
			return x.failure(th, c, c.Error())
		}
		if err != nil || len(data) == 0 {
			return err
		}
	}
}

// feedValue gives the parser a str or bytes.
func (x *xmlParser) feedValue(th *py.Thread, data py.Value) error {
	if s := py.AsStr(data); s != nil {
		b, err := py.Encode(th, s, "utf-8", "strict")
		if err != nil {
			return err
		}
		// The document's own encoding doesn't count.
		x.parser.SetEncoding("utf-8")
		return x.feed(th, b, false)
	}
	b, release, err := py.LendBytes(th, data, false)
	if err != nil {
		return err
	}
	defer release()
	return x.feed(th, b, false)
}

// finish ends the document and returns what the target makes of it.
func (x *xmlParser) finish(th *py.Thread) (py.Value, error) {
	if err := x.feed(th, nil, true); err != nil {
		return py.Unbound, err
	}
	if x.builder != nil {
		return x.builder.close(), nil
	}
	if m, ok := x.methods["close"]; ok {
		return py.CallArgs(th, m)
	}
	return py.None, nil
}

// parseWhole reads a file to its end.
func (x *xmlParser) parseWhole(th *py.Thread, file py.Value) (py.Value, error) {
	read, err := py.GetAttrString(th, file, "read")
	if err != nil {
		return py.Unbound, err
	}
	for {
		piece, err := py.CallArgs(th, read, py.Int(64*1024))
		if err != nil {
			return py.Unbound, err
		}
		if s := py.AsStr(piece); s != nil {
			if s.Len() == 0 {
				break
			}
			b, err := py.Encode(th, s, "utf-8", "surrogatepass")
			if err != nil {
				return py.Unbound, err
			}
			x.parser.SetEncoding("utf-8")
			if err := x.feed(th, b, false); err != nil {
				return py.Unbound, err
			}
			continue
		}
		if piece.Type() != py.BytesType {
			break
		}
		b, _ := py.BytesData(piece)
		if len(b) == 0 {
			break
		}
		if err := x.feed(th, b, false); err != nil {
			return py.Unbound, err
		}
	}
	if err := x.feed(th, nil, true); err != nil {
		return py.Unbound, err
	}
	if x.builder != nil {
		return x.builder.close(), nil
	}
	return py.None, nil
}

// setEvents has events appended to a queue.
func (x *xmlParser) setEvents(th *py.Thread, queue, names py.Value) error {
	b := x.builder
	if b == nil {
		return py.Raise(py.TypeError, "event handling only supported for ElementTree.TreeBuilder targets")
	}
	add, err := py.GetAttrString(th, queue, "append")
	if err != nil {
		return err
	}
	b.append = add
	b.wanted = events{py.Unbound, py.Unbound, py.Unbound, py.Unbound, py.Unbound, py.Unbound}
	if py.Is(names, py.None) {
		b.wanted.end = py.Text("end")
		return nil
	}
	if _, err := py.Iter(th, names); err != nil {
		if py.Matches(err, py.TypeError) {
			err = py.Raise(py.TypeError, "events must be a sequence")
		}
		return err
	}
	list, err := py.Items(th, names)
	if err != nil {
		return err
	}
	for _, v := range list {
		name := ""
		if s := py.AsStr(v); s != nil {
			name = s.String()
		} else if raw, ok := py.BytesData(v); ok {
			name = string(raw)
		} else {
			return py.Raise(py.ValueError, "invalid events sequence")
		}
		switch name {
		case "start":
			b.wanted.start = v
		case "end":
			b.wanted.end = v
		case "start-ns":
			b.wanted.startNamespace = v
		case "end-ns":
			b.wanted.endNamespace = v
		case "comment":
			b.wanted.comment = v
		case "pi":
			b.wanted.instruction = v
		default:
			return py.Raise(py.ValueError, "unknown event '%s'", name)
		}
	}
	x.install()
	return nil
}

func setupParser(t *py.Type) {
	self := py.AsAny[xmlParser]
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		x := py.NewObject[xmlParser](cls)
		x.target, x.entity = py.None, py.None
		return x.Value(), nil
	}
	signature := py.ParseSignature("XMLParser(*, target=None, encoding=None)")
	t.Init = func(th *py.Thread, v py.Value, args []py.Value, kw *py.Tuple) error {
		a, held, err := signature.BindArgs(th, args, kw)
		if err != nil {
			return err
		}
		defer held.Release()
		return self(v).start(th, a[0], a[1])
	}
	method := func(signature, doc string, f func(th *py.Thread, x *xmlParser, a []py.Value) (py.Value, error)) *py.MethodDef {
		return py.Def(signature, doc, func(th *py.Thread, a []py.Value) (py.Value, error) {
			x := self(a[0])
			if err := x.ready(); err != nil {
				return py.Unbound, err
			}
			return f(th, x, a[1:])
		})
	}
	t.Methods = []*py.MethodDef{
		method("feed($self, data, /)", "Give some of the document, a str or bytes.", func(th *py.Thread, x *xmlParser, a []py.Value) (py.Value, error) {
			return py.None, x.feedValue(th, a[0])
		}),
		method("flush($self, /)", "Have the parser look at what it has put off.", func(th *py.Thread, x *xmlParser, a []py.Value) (py.Value, error) {
			before := x.parser.Eager
			x.parser.Eager = true
			err := x.feed(th, nil, false)
			x.parser.Eager = before
			return py.None, err
		}),
		method("close($self, /)", "End the document, and return what the target makes of it.", func(th *py.Thread, x *xmlParser, a []py.Value) (py.Value, error) {
			return x.finish(th)
		}),
		method("_parse_whole($self, file, /)", "Parse what a file object has to read.", func(th *py.Thread, x *xmlParser, a []py.Value) (py.Value, error) {
			return x.parseWhole(th, a[0])
		}),
		method("_setevents($self, events_queue, events_to_report=None, /)", "Have events appended to a queue.", func(th *py.Thread, x *xmlParser, a []py.Value) (py.Value, error) {
			return py.None, x.setEvents(th, a[0], a[1])
		}),
	}
	t.GetSets = []py.GetSetDef{
		{Name: "entity", Doc: "What entities stand for that the document doesn't declare.", Member: true,
			Get: func(th *py.Thread, v py.Value) (py.Value, error) { return self(v).entity, nil }},
		{Name: "target", Doc: "What is told what is found.", Member: true,
			Get: func(th *py.Thread, v py.Value) (py.Value, error) { return self(v).target, nil }},
		{Name: "version", Doc: "The Expat whose behaviour this is.",
			Get: func(th *py.Thread, v py.Value) (py.Value, error) { return py.Text(version), nil }},
	}
	py.SetupType(t, nil)
}
