// This file fills the type str: slots, the table of its methods, and construction.

package runtime

import (
	"github.com/gopy-lang/gopy/runtime/repr"
)

var strSignature = ParseSignature("str($type, object='', encoding='utf-8', errors='strict')")

func setupStr(t *Type) {
	t.Doc = "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\n" +
		"Text: an immutable sequence of Unicode characters. With encoding or errors, bytes are decoded."
	t.Layout, t.Size = KindStr, SizeOf[wideStr]()
	t.Flags |= TypeBaseType | TypeMatchSelf
	t.IsSequenceIndex = true
	str := func(v Value) *Str { return (*Str)(v.P) }

	t.New = strNew
	t.FastNew = func(th *Thread, args []Value) (Value, error) { return strNew(th, StrType, args, nil) }
	t.Repr = func(th *Thread, v Value) (Value, error) {
		s, err := strRepr(th, str(v))
		if err != nil {
			return Unbound, err
		}
		return s.Value(), nil
	}
	t.Str = func(th *Thread, v Value) (Value, error) { return str(v).exact().Value(), nil }
	t.Hash = func(th *Thread, v Value) (int64, error) { return str(v).Hash(), nil }
	t.Compare = strCompare
	t.Iter = func(th *Thread, v Value) (Value, error) { return newStrIterator(str(v)), nil }
	t.Len = func(th *Thread, v Value) (int, error) { return str(v).Len(), nil }
	t.GetItem = strGetItem
	t.Contains = strContains
	t.Concat = strConcat
	t.Repeat = strRepeat
	t.Binary[OpMod] = strMod

	t.Methods = []*MethodDef{
		Def("encode($self, /, encoding='utf-8', errors='strict')", "Return the text as bytes in the encoding.", strEncode).Unfilled(1, 3),
		Def("replace($self, old, new, /, count=-1)", "Return a copy with occurrences of old replaced by new: count of them, all if it is -1.", strReplace).Unfilled(3, 4),
		Def("split($self, /, sep=None, maxsplit=-1)", "Return the list of the parts between separators: sep, or runs of white space. At most maxsplit cuts are made, from the left.", strSplit).Unfilled(1, 3).Inlined(InlineParts),
		Def("rsplit($self, /, sep=None, maxsplit=-1)", "Return the list of the parts between separators: sep, or runs of white space. At most maxsplit cuts are made, from the right.", strRSplit).Unfilled(1, 3).Inlined(InlineParts),
		Def("join($self, iterable, /)", "Return the strings of iterable joined, with this one between them.", strJoin).Inlined(InlineDrain),
		Def("capitalize($self, /)", "Return a copy with the first character in title case and the rest in lower case.", strCapitalize),
		Def("casefold($self, /)", "Return a copy for comparison without regard to case.", strCasefold),
		Def("title($self, /)", "Return a copy in which words start with a title case character and go on in lower case.", strTitle),
		Def("center($self, width, fillchar=' ', /)", "Return the text centered in width characters, filled up with fillchar.", strCenter).Unfilled(2, 3),
		Def("count($self, sub[, start[, end]], /)", "Return how often sub occurs in self[start:end], without overlaps.", strCount).Unfilled(2, 4),
		Def("expandtabs($self, /, tabsize=8)", "Return a copy with tabs replaced by spaces up to the next multiple of tabsize.", strExpandTabs),
		Def("find($self, sub[, start[, end]], /)", "Return the lowest index of sub in self[start:end], -1 if there is none.", strFind).Unfilled(2, 4),
		Def("partition($self, sep, /)", "Return what is before the first sep, sep, and what is behind; the text and two empty strings if there is none.", strPartition).Inlined(InlineParts),
		Def("index($self, sub[, start[, end]], /)", "Return the lowest index of sub in self[start:end]; ValueError if there is none.", strIndex).Unfilled(2, 4),
		Def("ljust($self, width, fillchar=' ', /)", "Return the text on the left of width characters, filled up with fillchar.", strLJust).Unfilled(2, 3),
		Def("lower($self, /)", "Return a copy in lower case.", strLower),
		Def("lstrip($self, chars=None, /)", "Return a copy without leading characters of chars, white space if None.", strLStrip).Unfilled(1, 2),
		Def("rfind($self, sub[, start[, end]], /)", "Return the highest index of sub in self[start:end], -1 if there is none.", strRFind).Unfilled(2, 4),
		Def("rindex($self, sub[, start[, end]], /)", "Return the highest index of sub in self[start:end]; ValueError if there is none.", strRIndex).Unfilled(2, 4),
		Def("rjust($self, width, fillchar=' ', /)", "Return the text on the right of width characters, filled up with fillchar.", strRJust).Unfilled(2, 3),
		Def("rstrip($self, chars=None, /)", "Return a copy without trailing characters of chars, white space if None.", strRStrip).Unfilled(1, 2),
		Def("rpartition($self, sep, /)", "Return what is before the last sep, sep, and what is behind; two empty strings and the text if there is none.", strRPartition).Inlined(InlineParts),
		Def("splitlines($self, /, keepends=False)", "Return the list of the lines, with their ends if keepends.", strSplitLines),
		Def("strip($self, chars=None, /)", "Return a copy without leading and trailing characters of chars, white space if None.", strStrip).Unfilled(1, 2),
		Def("swapcase($self, /)", "Return a copy with upper and lower case exchanged.", strSwapCase),
		Def("translate($self, table, /)", "Return a copy with each character mapped by table, which is indexed by code points.", strTranslate),
		Def("upper($self, /)", "Return a copy in upper case.", strUpper),
		Def("startswith($self, prefix[, start[, end]], /)", "Tell whether self[start:end] begins with prefix, or with one of a tuple of prefixes.", strStartsWith).Unfilled(2, 4),
		Def("endswith($self, suffix[, start[, end]], /)", "Tell whether self[start:end] ends with suffix, or with one of a tuple of suffixes.", strEndsWith).Unfilled(2, 4),
		Def("removeprefix($self, prefix, /)", "Return a copy without prefix, if the text begins with it.", strRemovePrefix),
		Def("removesuffix($self, suffix, /)", "Return a copy without suffix, if the text ends with it.", strRemoveSuffix),
		Def("isascii($self, /)", "Tell whether all characters are ASCII.", strIsASCII),
		Def("islower($self, /)", "Tell whether there are cased characters and all of them are lower case.", strIsLower).Inlined(InlineIsLower),
		Def("isupper($self, /)", "Tell whether there are cased characters and all of them are upper case.", strIsUpper).Inlined(InlineIsUpper),
		Def("istitle($self, /)", "Tell whether all words, at least one, are in title case.", strIsTitle),
		Def("isspace($self, /)", "Tell whether all characters, at least one, are white space.", strIsSpace).Inlined(InlineIsSpace),
		Def("isdecimal($self, /)", "Tell whether all characters, at least one, are decimal digits.", strIsDecimal),
		Def("isdigit($self, /)", "Tell whether all characters, at least one, are digits.", strIsDigit).Inlined(InlineIsDigit),
		Def("isnumeric($self, /)", "Tell whether all characters, at least one, have a numeric value.", strIsNumeric),
		Def("isalpha($self, /)", "Tell whether all characters, at least one, are letters.", strIsAlpha).Inlined(InlineIsAlpha),
		Def("isalnum($self, /)", "Tell whether all characters, at least one, are letters or numeric.", strIsAlnum).Inlined(InlineIsAlnum),
		Def("isidentifier($self, /)", "Tell whether the text is a valid identifier, keywords included.", strIsIdentifier),
		Def("isprintable($self, /)", "Tell whether repr() shows all characters as they are.", strIsPrintable),
		Def("zfill($self, width, /)", "Return the text filled up to width with zeros between its sign and the rest.", strZFill),
		DefRaw("format", "($self, /, *args, **kwargs)", "Return the text with its replacement fields filled in from the arguments.", strFormat),
		Def("format_map($self, mapping, /)", "Return the text with its replacement fields filled in from mapping.", strFormatMap),
		Def("__format__($self, format_spec, /)", "Return the text laid out as format_spec says.", strDunderFormat),
		DefStatic("maketrans(x, y=<unrepresentable>, z=<unrepresentable>, /)", "Return a table for translate(): from a dict, or from two strings of equal length and one of characters to be deleted.", strMakeTrans),
		Def("__sizeof__($self, /)", "Return the size in memory, in bytes.", strSizeof),
		Def("__getnewargs__($self, /)", "Return the arguments for pickle to rebuild the text by.", func(th *Thread, a []Value) (Value, error) {
			x := str(a[0])
			return TupleOf(newCounted(x.s, x.Len()).Value()).Value(), nil
		}),
	}
}

func strNew(th *Thread, cls *Type, args []Value, kw *Tuple) (Value, error) {
	if kw == nil && cls == StrType && (len(args) == 1 || len(args) == 2) {
		var s *Str
		var err error
		if len(args) == 1 {
			s, err = StrOf(th, args[0])
		} else {
			s, err = strDecode(th, args[0], args[1], Unbound)
		}
		if err != nil {
			return Unbound, err
		}
		return s.Value(), nil
	}
	npos := len(args)
	if kw != nil {
		npos -= kw.Len()
	}
	if len(args) > 3 && kw == nil {
		return Unbound, Raise(TypeError, "str expected at most 3 arguments, got %d", len(args))
	}
	mark := len(th.scratch)
	all := append([]Value{cls.Value()}, args...)
	given, err := bindGiven(th, strSignature, all, kw)
	if err != nil {
		return Unbound, err
	}
	object, encoding, errs := given[1], given[2], given[3]
	th.release(mark)
	var s *Str
	switch {
	case object.IsUnbound():
		s = emptyStr
	case encoding.IsUnbound() && errs.IsUnbound():
		if s, err = StrOf(th, object); err != nil {
			return Unbound, err
		}
	default:
		if s, err = strDecode(th, object, encoding, errs); err != nil {
			return Unbound, err
		}
	}
	if cls == StrType {
		return s.Value(), nil
	}
	return newStrOf(cls, s), nil
}

// bindGiven binds arguments like sig.Bind but leaves parameters without an argument Unbound.
func bindGiven(th *Thread, sig *Signature, args []Value, kw *Tuple) ([]Value, error) {
	bound, err := sig.Bind(th, args, kw)
	if err != nil {
		return nil, err
	}
	npos := len(args)
	if kw != nil {
		npos -= kw.Len()
	}
	for i := npos; i < len(bound); i++ {
		named := false
		if kw != nil {
			for _, k := range kw.Items() {
				named = named || (*Str)(k.P).s == sig.params[i].name
			}
		}
		if !named {
			bound[i] = Unbound
		}
	}
	return bound, nil
}

// newStrOf returns an instance of a subclass of str.
func newStrOf(cls *Type, s *Str) Value {
	w := newObject[wideStr](cls, KindStr)
	w.s, w.hash, w.chars = s.s, s.hash, s.Len()
	w.ID = s.ID & strASCII
	return w.Value()
}

// strDecode is str(object, encoding, errors); encoding or errors may be Unbound.
func strDecode(th *Thread, object, encoding, errors Value) (*Str, error) {
	names := [2]string{"utf-8", "strict"}
	for i, v := range [2]Value{encoding, errors} {
		if v.IsUnbound() {
			continue
		}
		s := AsStr(v)
		if s == nil {
			return nil, Raise(TypeError, "str() argument '%s' must be str, not %s", [2]string{"encoding", "errors"}[i], argumentType(v))
		}
		names[i] = s.s
	}
	if AsStr(object) != nil {
		return nil, Raise(TypeError, "decoding str is not supported")
	}
	data, err := bufferBytes(th, object)
	if err != nil {
		return nil, Raise(TypeError, "decoding to str: need a bytes-like object, %s found", object.Type().TypeName())
	}
	return Decode(th, data, names[0], names[1])
}

// strRepr is repr(s).
func strRepr(th *Thread, s *Str) (*Str, error) {
	if err := th.Charge(int64(len(s.s)) * 4); err != nil {
		return nil, err
	}
	if quote := s.plainQuote(); quote != 0 {
		t, text := makeASCII(len(s.s) + 2)
		text[0], text[len(text)-1] = quote, quote
		copy(text[1:], s.s)
		return t, nil
	}
	return NewStr(repr.String(s.s)), nil
}

// plainQuote is the quote of the repr of an ASCII text none of whose characters needs an escape; 0 for others.
func (s *Str) plainQuote() byte {
	if s.ID&strASCII == 0 {
		return 0
	}
	single, double := false, false
	for i := 0; i < len(s.s); i++ {
		switch c := s.s[i]; {
		case c < ' ' || c == 0x7F || c == '\\':
			return 0
		case c == '\'':
			single = true
		case c == '"':
			double = true
		}
	}
	switch {
	case !single:
		return '\''
	case !double:
		return '"'
	}
	return 0
}

// ReprString returns the repr of a text given as WTF-8.
func ReprString(s string) string { return repr.String(s) }

// ASCII is ascii(v).
func ASCII(th *Thread, v Value) (*Str, error) {
	s, err := Repr(th, v)
	if err != nil || s.IsASCII() {
		return s, err
	}
	var b textBuilder
	for i := 0; i < len(s.s); {
		r, size := decodeWTF8(s.s[i:])
		i += size
		if r < 128 {
			b.char(r)
		} else {
			b.ascii(escapeRune(r))
		}
	}
	return b.build(), nil
}

// escapeRune writes a code point as \xNN, \uNNNN or \UNNNNNNNN.
func escapeRune(r rune) string {
	switch {
	case r < 0x100:
		return "\\x" + hexPad(uint64(r), 2)
	case r < 0x10000:
		return "\\u" + hexPad(uint64(r), 4)
	}
	return "\\U" + hexPad(uint64(r), 8)
}

func strCompare(th *Thread, a, b Value, op CompareOp) (Value, error) {
	s, t := AsStr(a), AsStr(b)
	if s == nil || t == nil {
		return NotImplemented, nil
	}
	switch op {
	case EQ:
		return Bool(s.s == t.s), nil
	case NE:
		return Bool(s.s != t.s), nil
	}
	return Bool(compareInts(int64(s.Compare(t)), 0, op)), nil
}

func strGetItem(th *Thread, v, key Value) (Value, error) {
	s := (*Str)(v.P)
	if key.P == nil {
		i, n := int(key.B), s.Len()
		if i < 0 {
			i += n
		}
		if i < 0 || i >= n {
			return Unbound, Raise(IndexError, "string index out of range")
		}
		return s.At(i).Value(), nil
	}
	if key.Kind() == KindSlice {
		start, _, step, n, err := SliceIndices(th, key, s.Len())
		if err != nil {
			return Unbound, err
		}
		t, err := SliceStr(th, s, start, step, n)
		if err != nil {
			return Unbound, err
		}
		return t.Value(), nil
	}
	i, err := subscriptIndex(th, key, "string indices must be integers, not '%s'", s.Len())
	if err != nil {
		return Unbound, err
	}
	if i < 0 {
		return Unbound, Raise(IndexError, "string index out of range")
	}
	return s.At(i).Value(), nil
}

// subscriptIndex converts a subscript to a position in a sequence of length n; -1 if it is out of range. A key that is
// no integer fails with the message, which gets the name of its type.
func subscriptIndex(th *Thread, key Value, message string, n int) (int, error) {
	if key.Type().Index == nil && !IsInstance(key, IntType) {
		return 0, Raise(TypeError, message, key.Type().TypeName())
	}
	index, err := Index(th, key)
	if err != nil {
		return 0, err
	}
	if index.P != nil {
		return 0, Raise(IndexError, "cannot fit '%s' into an index-sized integer", key.Type().TypeName())
	}
	i := int(index.B)
	if i < 0 {
		i += n
	}
	if i < 0 || i >= n {
		return -1, nil
	}
	return i, nil
}

func strSizeof(th *Thread, a []Value) (Value, error) {
	s := (*Str)(a[0].P)
	size := SizeOf[Str]()
	if !s.IsASCII() || s.Flags&FlagSubclass != 0 {
		size = a[0].Type().Size + 8*uintptr(cap((*wideStr)(s.Value().P).crumbs))
	}
	return Int(int64(size) + int64(len(s.s))), nil
}

// strEncode is str.encode.
func strEncode(th *Thread, a []Value) (Value, error) {
	encoding, errors, err := codecNames("encode", a[1:])
	if err != nil {
		return Unbound, err
	}
	s := (*Str)(a[0].P)
	if c := findCodec(encoding); c != nil && errors == "strict" && (s.IsASCII() && c.asASCII() || c == &codecUTF8 && firstSurrogate(s.s) < 0) {
		if err := th.Charge(int64(len(s.s))); err != nil {
			return Unbound, err
		}
		return CopyBytes(BytesView(s.s)).Value(), nil
	}
	b, err := Encode(th, s, encoding, errors)
	if err != nil {
		return Unbound, err
	}
	return NewBytes(b).Value(), nil
}

// codecNames returns the arguments encoding and errors of a method, which may be missing.
func codecNames(method string, a []Value) (encoding, errors string, err error) {
	if len(a) == 0 {
		return "utf-8", "strict", nil
	}
	names := [2]string{"utf-8", "strict"}
	for i, v := range a {
		s := AsStr(v)
		if s == nil {
			return "", "", Raise(TypeError, "%s() argument '%s' must be str, not %s", method, [2]string{"encoding", "errors"}[i], argumentType(v))
		}
		for j := 0; j < len(s.s); j++ {
			if s.s[j] == 0 {
				return "", "", Raise(ValueError, "embedded null character")
			}
		}
		names[i] = s.s
	}
	return names[0], names[1], nil
}
