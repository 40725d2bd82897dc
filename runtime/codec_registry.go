// This file holds the registry of codecs and error handlers of an interpreter: what codecs.register and
// codecs.register_error add to.

package runtime

import (
	"strconv"
	"strings"
)

// codecState is the registry of an interpreter.
type codecState struct {
	started  bool             // package encodings, which registers itself, has been imported
	search   []Value          // search functions, in order of registration
	found    map[string]Value // codecs found, by normalized name
	handlers map[string]Value // error handlers that the program registered
	builtin  map[string]Value // function objects of built-in handlers, as far as they were asked for
}

const codecStateKey = "runtime.codecs"

func codecsOf(in *Interp) *codecState {
	c, _ := in.Extra[codecStateKey].(*codecState)
	if c == nil {
		c = &codecState{found: map[string]Value{}, handlers: map[string]Value{}, builtin: map[string]Value{}}
		in.Extra[codecStateKey] = c
	}
	return c
}

func decimal(n int) string { return strconv.Itoa(n) }

// RegisterCodecSearch is codecs.register(search).
func RegisterCodecSearch(th *Thread, search Value) error {
	if !Callable(search) {
		return Raise(TypeError, "argument must be callable")
	}
	c := codecsOf(th.Interp)
	c.search = append(c.search, search)
	return nil
}

// UnregisterCodecSearch is codecs.unregister(search): it forgets the codecs found, too.
func UnregisterCodecSearch(th *Thread, search Value) {
	c := codecsOf(th.Interp)
	for i, f := range c.search {
		if Is(f, search) {
			c.search = append(c.search[:i:i], c.search[i+1:]...)
			clear(c.found)
			return
		}
	}
}

// LookupCodec is codecs.lookup(name): the tuple that a search function returned.
func LookupCodec(th *Thread, name string) (*Tuple, error) {
	c := codecsOf(th.Interp)
	key := normalizeEncoding(name)
	if v, ok := c.found[key]; ok {
		return AsTuple(v), nil
	}
	if !c.started {
		c.started = true
		if err := importEncodings(th); err != nil {
			return nil, err
		}
	}
	for _, f := range c.search {
		v, err := CallArgs(th, f, Text(key))
		if err != nil {
			return nil, err
		}
		if v.IsNone() {
			continue
		}
		t := AsTuple(v)
		if t == nil || t.Len() != 4 {
			return nil, Raise(TypeError, "codec search functions must return 4-tuples")
		}
		c.found[key] = v
		return t, nil
	}
	return nil, Raise(LookupError, "unknown encoding: %s", name)
}

// importEncodings imports package encodings, if there is one: it registers the search function of the standard library.
func importEncodings(th *Thread) error {
	in := th.Interp
	if in.Importer == nil {
		return nil
	}
	_, err := in.Importer.Import(th, in.Intern("encodings"), None, None, None, 0)
	if err != nil && Matches(err, ModuleNotFoundError) {
		return nil
	}
	return err
}

// textCodec is LookupCodec for str.encode and bytes.decode, which refuse codecs that are no text encodings.
func textCodec(th *Thread, name, alternative string) (*Tuple, error) {
	t, err := LookupCodec(th, name)
	if err != nil || t.Type == TupleType {
		return t, err
	}
	flag, err := GetAttrOr(th, t.Value(), th.Interp.Intern("_is_text_encoding"))
	if err != nil || flag.IsUnbound() {
		return t, err
	}
	if ok, err := Truth(th, flag); err != nil || ok {
		return t, err
	}
	return nil, Raise(LookupError, "'%s' is not a text encoding; use %s to handle arbitrary codecs", name, alternative)
}

func encodeRegistered(th *Thread, s *Str, encoding, errors string) ([]byte, error) {
	t, err := textCodec(th, encoding, "codecs.encode()")
	if err != nil {
		return nil, err
	}
	r, err := RunCodec(th, t, 0, encoding, s.Value(), Text(errors))
	if err != nil {
		return nil, err
	}
	if k := r.Kind(); k == KindBytes || k == KindByteArray {
		return append([]byte(nil), bytesOf(r)...), nil
	}
	return nil, Raise(TypeError, "'%s' encoder returned '%s' instead of 'bytes'; use codecs.encode() to encode to arbitrary types", encoding, r.Type().TypeName())
}

func decodeRegistered(th *Thread, data []byte, encoding, errors string) (*Str, error) {
	t, err := textCodec(th, encoding, "codecs.decode()")
	if err != nil {
		return nil, err
	}
	r, err := RunCodec(th, t, 1, encoding, NewBytes(append([]byte(nil), data...)).Value(), Text(errors))
	if err != nil {
		return nil, err
	}
	if s := AsStr(r); s != nil {
		return s, nil
	}
	return nil, Raise(TypeError, "'%s' decoder returned '%s' instead of 'str'; use codecs.decode() to decode to arbitrary types", encoding, r.Type().TypeName())
}

// RunCodec calls the encoder (part 0) or decoder (part 1) of a codec and returns the first item of its result. An exception gets a
// note that names the encoding.
func RunCodec(th *Thread, codec *Tuple, part int, encoding string, v, errors Value) (Value, error) {
	what := [2]string{"encod", "decod"}[part]
	r, err := CallArgs(th, codec.At(part), v, errors)
	if err != nil {
		return Unbound, AddNote(th, err, what+"ing with '"+encoding+"' codec failed")
	}
	t := AsTuple(r)
	if t == nil || t.Len() != 2 {
		return Unbound, Raise(TypeError, "%ser must return a tuple (object, integer)", what)
	}
	return t.At(0), nil
}

// RegisterErrorHandler is codecs.register_error(name, handler).
func RegisterErrorHandler(th *Thread, name string, handler Value) error {
	if !Callable(handler) {
		return Raise(TypeError, "handler must be callable")
	}
	codecsOf(th.Interp).handlers[name] = handler
	return nil
}

// LookupErrorHandler is codecs.lookup_error(name).
func LookupErrorHandler(th *Thread, name string) (Value, error) {
	c := codecsOf(th.Interp)
	if h, ok := c.handlers[name]; ok {
		return h, nil
	}
	if h, ok := c.builtin[name]; ok {
		return h, nil
	}
	h := builtinErrorHandler(name)
	if h == nil {
		return Unbound, Raise(LookupError, "unknown error handler name '%s'", name)
	}
	if name == "" {
		name = "strict"
	}
	def := Def(strings.TrimSuffix(name, "s")+"_errors(exception, /)", "Handle a UnicodeError as the error handler "+name+" does.", func(th *Thread, a []Value) (Value, error) {
		return handleException(th, h, a[0])
	})
	f := NewBuiltin(def, None)
	c.builtin[name] = f
	return f, nil
}

// handleException runs a built-in handler on an exception object and returns (replacement, position).
func handleException(th *Thread, h func(x *codecError) error, v Value) (Value, error) {
	e := AsException(v)
	if e == nil {
		return Unbound, Raise(TypeError, "codec must pass exception instance")
	}
	x := codecError{th: th, str: emptyStr}
	if len(e.Fields()) < 5 || e.Fields()[1].IsUnbound() {
		// Nothing to handle: strict raises the exception all the same.
		if sameFunc(h, (*codecError).exception) {
			return Unbound, e
		}
		if len(e.Fields()) < 5 {
			return Unbound, Raise(TypeError, "don't know how to handle %s in error callback", e.Type.TypeName())
		}
		return Unbound, Raise(TypeError, "UnicodeError 'object' attribute is not set")
	}
	switch {
	case e.Type.IsSubtype(UnicodeDecodeError):
		x.decoding = true
	case e.Type.IsSubtype(UnicodeTranslateError):
		x.translating = true
	}
	size := 0
	if x.decoding {
		data, ok := BytesData(e.Fields()[1])
		if !ok {
			return Unbound, Raise(TypeError, "object attribute must be bytes")
		}
		x.data, size = data, len(data)
	} else {
		if x.str = AsStr(e.Fields()[1]); x.str == nil {
			return Unbound, Raise(TypeError, "object attribute must be unicode")
		}
		size = x.str.Len()
	}
	if s := AsStr(e.Fields()[0]); s != nil {
		x.encoding = s.s
	}
	start, _ := AsInt64(e.Fields()[2])
	end, _ := AsInt64(e.Fields()[3])
	x.start = max(0, min(int(start), size))
	x.end = max(x.start, min(int(end), size))
	x.next = x.end
	if s := AsStr(e.Fields()[4]); s != nil {
		x.reason = s.s
	}
	if err := h(&x); err != nil {
		if Matches(err, UnicodeError) {
			return Unbound, e
		}
		return Unbound, err
	}
	repl := Text(x.text)
	if x.bytes != nil {
		repl = NewBytes(x.bytes).Value()
	}
	return TupleOf(repl, Int(int64(x.next))).Value(), nil
}
