// This file lets modules use the built-in codecs piece by piece, and write codecs of their own that share the handlers of errors.

package runtime

import "unicode/utf8"

// CharacterTable returns the character of each byte in an encoding of one byte a character, -1 where there is none.
func CharacterTable(th *Thread, encoding string) (*[256]rune, error) {
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	s, err := Decode(th, all, encoding, "replace")
	if err != nil {
		return nil, err
	}
	if s.Len() != len(all) {
		return nil, Raise(ValueError, "multi-byte encodings are not supported")
	}
	t := new([256]rune)
	for i, r := range []rune(s.String()) {
		if t[i] = r; r == utf8.RuneError {
			t[i] = -1
		}
	}
	return t, nil
}

// DecodePart decodes as much of data as a built-in codec can and tells how much that is: all of it if final. For UTF-16 and
// UTF-32 without a byte order in their names, bigEndian is what the mark at the beginning says.
func DecodePart(th *Thread, data []byte, encoding, errors string, final bool) (s *Str, consumed int, bigEndian bool, err error) {
	c := findCodec(encoding)
	if c == nil {
		return nil, 0, false, Raise(LookupError, "unknown encoding: %s", encoding)
	}
	if err := th.Charge(int64(len(data))); err != nil {
		return nil, 0, false, err
	}
	d := decoder{th: th, data: data, name: c.name, errors: errors, final: final}
	if err := c.decode(&d); err != nil {
		return nil, 0, false, err
	}
	if final {
		d.at = len(data) // the handler of errors may have put other data in its place
	}
	return d.out.build(), d.at, d.bigEndian, nil
}

// HandleEncodeError passes s[start:end], which an encoding can't represent, to an error handler. It returns the
// replacement, as text or as bytes, and the position where to go on. If lenient is set a position that is no C integer is just out of bounds.
func HandleEncodeError(th *Thread, errors, encoding string, s *Str, start, end int, reason string, lenient bool) (text string, data []byte, next int, err error) {
	x := codecError{th: th, encoding: encoding, str: s, start: start, end: end, reason: reason, lenient: lenient}
	err = x.handle(errors)
	return x.text, x.bytes, x.next, err
}

// HandleDecodeError passes data[start:end], which an encoding doesn't allow, to an error handler. It returns the
// replacement and the position where to go on. If lenient is set a position that is no C integer is just out of bounds.
func HandleDecodeError(th *Thread, errors, encoding string, data []byte, start, end int, reason string, lenient bool) (text string, next int, err error) {
	x := codecError{th: th, encoding: encoding, data: data, decoding: true, start: start, end: end, reason: reason, lenient: lenient}
	err = x.handle(errors)
	return x.text, x.next, err
}

// UnregisterErrorHandler forgets a handler that a program registered and reports whether there was one.
func UnregisterErrorHandler(th *Thread, name string) (bool, error) {
	for _, n := range builtinErrorHandlers {
		if n == name {
			return false, Raise(ValueError, "cannot un-register built-in error handler '%s'", name)
		}
	}
	handlers := codecsOf(th.Interp).handlers
	_, ok := handlers[name]
	delete(handlers, name)
	return ok, nil
}
