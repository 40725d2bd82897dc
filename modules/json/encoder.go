// This file writes objects as JSON.

package json

import (
	"math"
	"slices"
	"strconv"
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
	"github.com/gopy-lang/gopy/runtime/num"
)

// encoder is an Encoder object: how json.JSONEncoder wants its text.
type encoder struct {
	py.Header
	markers       py.Value // dict of the containers under way, by identity; None: no check
	fallback      py.Value // makes something that can be encoded of other objects
	quote         py.Value
	indent        py.Value // None: all on one line
	keySeparator  *py.Str
	itemSeparator *py.Str
	sortKeys      bool
	skipKeys      bool
	allowNaN      bool
	fast          func(out []byte, s string) []byte // quote, when it is one of our own; else nil
}

var encoderType = &py.Type{Name: "Encoder", Module: "_json", Flags: py.TypeBaseType, Doc: "Encodes objects as JSON, as json.JSONEncoder says."}

var (
	encoderSignature = py.ParseSignature("make_encoder(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)")
	encodeSignature  = py.ParseSignature("_iterencode(obj, _current_indent_level)")
)

func setupEncoder() {
	t := encoderType
	t.Size = py.SizeOf[encoder]()
	self := py.AsAny[encoder]
	t.New = newEncoder
	t.Call = func(th *py.Thread, v py.Value, args []py.Value, kw *py.Tuple) (py.Value, error) {
		a, held, err := encodeSignature.BindArgs(th, args, kw)
		if err != nil {
			return py.Unbound, err
		}
		obj, level := a[0], a[1]
		held.Release()
		n, err := py.AsInt(th, level)
		if err != nil {
			return py.Unbound, err
		}
		w := &writer{encoder: self(v), th: th, level: n, out: make([]byte, 0, 128)}
		if err := w.setIndent(); err != nil {
			return py.Unbound, err
		}
		if err := w.value(obj); err != nil {
			return py.Unbound, err
		}
		return py.TupleOf(py.CopyText(py.StringView(w.out))).Value(), nil
	}
	member := func(name, doc string, get func(x *encoder) py.Value) py.GetSetDef {
		return py.GetSetDef{Name: name, Doc: doc, Member: true, Get: func(th *py.Thread, v py.Value) (py.Value, error) { return get(self(v)), nil }}
	}
	t.GetSets = []py.GetSetDef{
		member("markers", "The containers under way, by identity.", func(x *encoder) py.Value { return x.markers }),
		member("default", "Makes something that can be encoded of other objects.", func(x *encoder) py.Value { return x.fallback }),
		member("encoder", "Makes JSON of a str.", func(x *encoder) py.Value { return x.quote }),
		member("indent", "What a line is indented by at each level.", func(x *encoder) py.Value { return x.indent }),
		member("key_separator", "What stands between a name and its value.", func(x *encoder) py.Value { return x.keySeparator.Value() }),
		member("item_separator", "What stands between items.", func(x *encoder) py.Value { return x.itemSeparator.Value() }),
		member("sort_keys", "Whether members are sorted by name.", func(x *encoder) py.Value { return py.Bool(x.sortKeys) }),
		member("skipkeys", "Whether members with keys that can't be names are left out.", func(x *encoder) py.Value { return py.Bool(x.skipKeys) }),
	}
	py.SetupType(t, nil)
}

func newEncoder(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
	a, held, err := encoderSignature.BindArgs(th, args, kw)
	if err != nil {
		return py.Unbound, err
	}
	defer held.Release()
	x := py.NewObject[encoder](cls)
	x.markers, x.fallback, x.quote, x.indent = a[0], a[1], a[2], a[3]
	for i, field := range []**py.Str{&x.keySeparator, &x.itemSeparator} {
		if *field = py.AsStr(a[4+i]); *field == nil {
			return py.Unbound, py.Raise(py.TypeError, "make_encoder() argument %d must be str, not %s", 5+i, argumentName(a[4+i]))
		}
	}
	for i, field := range []*bool{&x.sortKeys, &x.skipKeys, &x.allowNaN} {
		if *field, err = py.Truth(th, a[6+i]); err != nil {
			return py.Unbound, err
		}
	}
	if !x.markers.IsNone() && py.AsDict(x.markers) == nil {
		return py.Unbound, py.Raise(py.TypeError, "make_encoder() argument 1 must be dict or None, not %s", x.markers.Type().TypeName())
	}
	if x.quote.Kind() == py.KindBuiltin {
		switch (*py.Builtin)(x.quote.P).Def {
		case quoteASCIIDef:
			x.fast = appendASCII
		case quoteDef:
			x.fast = appendQuoted
		}
	}
	return x.Value(), nil
}

// argumentName is how messages about arguments name the type of a value.
func argumentName(v py.Value) string {
	if v.IsNone() {
		return "None"
	}
	return v.Type().TypeName()
}

// writer writes one text.
type writer struct {
	*encoder
	th     *py.Thread
	out    []byte
	level  int
	unit   string // what a line is indented by at each level
	lines  bool   // items stand on lines of their own
	inside []py.Value
	charge int // when the text has grown to this, it is charged again
}

func (w *writer) setIndent() error {
	if w.indent.IsNone() {
		return nil
	}
	s := py.AsStr(w.indent)
	if s == nil {
		_, err := py.BinaryOperation(w.th, py.OpAdd, py.Text("\n"), w.indent)
		return err
	}
	w.lines, w.unit = true, s.String()
	return nil
}

// newLine begins a line at the present level.
func (w *writer) newLine() error {
	if err := w.th.ChargeItems(max(w.level, 0), len(w.unit)); err != nil {
		return err
	}
	w.out = append(w.out, '\n')
	for range w.level {
		w.out = append(w.out, w.unit...)
	}
	return nil
}

// value writes an object.
func (w *writer) value(v py.Value) error {
	if len(w.out) > w.charge {
		if err := w.th.Charge(int64(len(w.out))); err != nil {
			return err
		}
		w.charge = len(w.out) + len(w.out)/4 + 4096
	}
	switch v.Kind() {
	case py.KindNone:
		w.out = append(w.out, "null"...)
		return nil
	case py.KindBool:
		w.out = strconv.AppendBool(w.out, v.BoolValue())
		return nil
	case py.KindInt:
		w.out = strconv.AppendInt(w.out, v.SmallInt(), 10)
		return nil
	case py.KindStr:
		return w.str(py.AsStr(v))
	case py.KindFloat, py.KindFloatObject:
		return w.float(py.AsFloat64(v))
	case py.KindBigInt, py.KindIntObject:
		s, err := py.IntType.Repr(w.th, v)
		if err == nil {
			w.out = append(w.out, py.AsStr(s).String()...)
		}
		return err
	}
	var err error
	switch {
	case py.AsList(v) != nil, py.AsTuple(v) != nil:
		if err = w.th.Enter(" while encoding a JSON object"); err == nil {
			err = w.sequence(v)
			w.th.Leave()
		}
	case py.AsDict(v) != nil:
		if err = w.th.Enter(" while encoding a JSON object"); err == nil {
			err = w.dict(v)
			w.th.Leave()
		}
	default:
		if err = w.enter(v); err != nil {
			return err
		}
		x, err := py.CallArgs(w.th, w.fallback, v)
		if err != nil {
			return err
		}
		if err = w.th.Enter(" while encoding a JSON object"); err == nil {
			err = w.value(x)
			w.th.Leave()
		}
		if err != nil {
			return py.AddNote(w.th, err, "when serializing "+v.Type().QualifiedName(w.th)+" object")
		}
		w.leave()
	}
	return err
}

// enter notes that a container is under way.
func (w *writer) enter(v py.Value) error {
	if w.markers.IsNone() {
		return nil
	}
	found := false
	for _, x := range w.inside {
		found = found || py.Is(x, v)
	}
	if d := py.AsDict(w.markers); !found && d.Len() > 0 {
		var err error
		if found, err = py.Contains(w.th, w.markers, py.Int(py.ID(w.th, v))); err != nil {
			return err
		}
	}
	if found {
		return py.Raise(py.ValueError, "Circular reference detected")
	}
	w.inside = append(w.inside, v)
	return nil
}

func (w *writer) leave() {
	if n := len(w.inside); n > 0 {
		w.inside[n-1] = py.Value{}
		w.inside = w.inside[:n-1]
	}
}

func (w *writer) str(s *py.Str) error {
	if w.fast != nil {
		w.out = w.fast(w.out, s.String())
		return nil
	}
	v, err := py.CallArgs(w.th, w.quote, s.Value())
	if err != nil {
		return err
	}
	quoted := py.AsStr(v)
	if quoted == nil {
		return py.Raise(py.TypeError, "encoder() must return a string, not %s", v.Type().TypeName())
	}
	w.out = append(w.out, quoted.String()...)
	return nil
}

func (w *writer) float(f float64) error {
	text, err := w.floatText(f)
	w.out = append(w.out, text...)
	return err
}

func (w *writer) floatText(f float64) (string, error) {
	if !math.IsNaN(f) && !math.IsInf(f, 0) {
		return num.FloatRepr(f), nil
	}
	if !w.allowNaN {
		return "", py.Raise(py.ValueError, "Out of range float values are not JSON compliant: %s", num.FloatRepr(f))
	}
	switch {
	case f > 0:
		return "Infinity", nil
	case f < 0:
		return "-Infinity", nil
	}
	return "NaN", nil
}

// sequence writes a list or a tuple.
func (w *writer) sequence(v py.Value) error {
	list, tuple := py.AsList(v), py.AsTuple(v)
	if list != nil && !v.IsExact(py.KindList) || tuple != nil && !v.IsExact(py.KindTuple) {
		items, err := py.Items(w.th, v)
		if err != nil {
			return err
		}
		list, tuple = py.NewList(items), nil
	}
	length := func() int {
		if list != nil {
			return list.Len()
		}
		return tuple.Len()
	}
	if length() == 0 {
		w.out = append(w.out, "[]"...)
		return nil
	}
	if err := w.enter(v); err != nil {
		return err
	}
	w.out = append(w.out, '[')
	w.level++
	for i := 0; i < length(); i++ {
		if err := w.separate(i == 0); err != nil {
			return err
		}
		var item py.Value
		if list != nil {
			item = list.At(i)
		} else {
			item = tuple.At(i)
		}
		if err := w.value(item); err != nil {
			return py.AddNote(w.th, err, "when serializing "+v.Type().QualifiedName(w.th)+" item "+strconv.Itoa(i))
		}
	}
	return w.close(']')
}

// separate goes on to the next item.
func (w *writer) separate(first bool) error {
	if !first {
		w.out = append(w.out, w.itemSeparator.String()...)
	}
	if w.lines {
		return w.newLine()
	}
	return nil
}

// close ends a container.
func (w *writer) close(bracket byte) error {
	w.level--
	w.leave()
	if w.lines {
		if err := w.newLine(); err != nil {
			return err
		}
	}
	w.out = append(w.out, bracket)
	return nil
}

// dict writes a dict, or one of a subclass.
func (w *writer) dict(v py.Value) error {
	d := py.AsDict(v)
	if d.Len() == 0 {
		w.out = append(w.out, "{}"...)
		return nil
	}
	if err := w.enter(v); err != nil {
		return err
	}
	w.out = append(w.out, '{')
	w.level++
	first := true
	if !w.sortKeys && v.IsExact(py.KindDict) {
		for pos := 0; ; {
			key, item, ok := d.Next(&pos)
			if !ok {
				break
			}
			if err := w.member(v, key, item, &first); err != nil {
				return err
			}
		}
		return w.closeDict(first)
	}
	items, err := w.items(v)
	if err != nil {
		return err
	}
	for _, x := range items {
		pair := py.AsTuple(x)
		if pair == nil || pair.Len() != 2 {
			return py.Raise(py.ValueError, "items must return 2-tuples")
		}
		if err := w.member(v, pair.At(0), pair.At(1), &first); err != nil {
			return err
		}
	}
	return w.closeDict(first)
}

// closeDict ends a dict; empty tells that all its keys were skipped.
func (w *writer) closeDict(empty bool) error {
	if !empty {
		return w.close('}')
	}
	w.level--
	w.out = append(w.out, '}')
	w.leave()
	return nil
}

// items returns the pairs of a dict, sorted if that is wanted.
func (w *writer) items(v py.Value) ([]py.Value, error) {
	var items []py.Value
	if v.IsExact(py.KindDict) {
		d := py.AsDict(v)
		items = make([]py.Value, 0, d.Len())
		for pos := 0; ; {
			key, item, ok := d.Next(&pos)
			if !ok {
				break
			}
			items = append(items, py.TupleOf(key, item).Value())
		}
	} else {
		view, err := py.CallMethod(w.th, v, "items")
		if err != nil {
			return nil, err
		}
		if t := view.Type(); t.Iter == nil && t.GetItem == nil {
			return nil, py.Raise(py.TypeError, "%s.items() returned a non-iterable (type %s)", v.Type().TypeName(), t.TypeName())
		}
		if items, err = py.Items(w.th, view); err != nil {
			return nil, err
		}
	}
	if !w.sortKeys {
		return items, nil
	}
	name := func(x py.Value) *py.Str {
		if t := py.AsTuple(x); t != nil && t.Len() == 2 && t.At(0).IsExact(py.KindStr) {
			return py.AsStr(t.At(0))
		}
		return nil
	}
	if v.IsExact(py.KindDict) && !slices.ContainsFunc(items, func(x py.Value) bool { return name(x) == nil }) {
		slices.SortFunc(items, func(a, b py.Value) int { return strings.Compare(name(a).String(), name(b).String()) })
		return items, nil
	}
	list := py.NewList(items)
	_, err := py.CallMethod(w.th, list.Value(), "sort")
	return list.Items(), err
}

// member writes a name and a value of dict v.
func (w *writer) member(v, key, item py.Value, first *bool) error {
	var name *py.Str
	switch key.Kind() {
	case py.KindStr:
		name = py.AsStr(key)
	case py.KindBool:
		name = py.NewStr(strconv.FormatBool(key.BoolValue()))
	case py.KindNone:
		name = py.NewStr("null")
	case py.KindInt:
		name = py.AsStr(py.IntText(key.SmallInt()))
	case py.KindFloat, py.KindFloatObject:
		text, err := w.floatText(py.AsFloat64(key))
		if err != nil {
			return err
		}
		name = py.NewStr(text)
	case py.KindBigInt, py.KindIntObject:
		s, err := py.IntType.Repr(w.th, key)
		if err != nil {
			return err
		}
		name = py.AsStr(s)
	default:
		if w.skipKeys {
			return nil
		}
		return py.Raise(py.TypeError, "keys must be str, int, float, bool or None, not %s", key.Type().TypeName())
	}
	if err := w.separate(*first); err != nil {
		return err
	}
	*first = false
	if err := w.str(name); err != nil {
		return err
	}
	w.out = append(w.out, w.keySeparator.String()...)
	if err := w.value(item); err != nil {
		text, rerr := py.Repr(w.th, key)
		if rerr != nil {
			return rerr
		}
		return py.AddNote(w.th, err, "when serializing "+v.Type().QualifiedName(w.th)+" item "+text.String())
	}
	return nil
}
