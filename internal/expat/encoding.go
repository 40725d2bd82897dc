// This file turns the bytes of a document into UTF-8 (XML 1.0, appendix F).

package expat

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// An encoding says how bytes stand for characters.
type encoding uint8

const (
	unknown encoding = iota
	inUTF8
	inTable // one byte a character
	inUTF16LE
	inUTF16BE
)

// A Table gives the character of each byte; a negative one is none.
type Table [256]rune

// latin1 and ascii are the tables that need no handler.
func latin1() *Table {
	t := new(Table)
	for i := range t {
		t[i] = rune(i)
	}
	return t
}

func ascii() *Table {
	t := latin1()
	for i := 0x80; i < len(t); i++ {
		t[i] = -1
	}
	return t
}

// known finds an encoding that needs no handler.
func known(name string) (e encoding, table *Table) {
	switch strings.ToUpper(name) {
	case "UTF-8":
		return inUTF8, nil
	case "ISO-8859-1":
		return inTable, latin1()
	case "US-ASCII":
		return inTable, ascii()
	case "UTF-16", "UTF-16BE":
		return inUTF16BE, nil
	case "UTF-16LE":
		return inUTF16LE, nil
	}
	return unknown, nil
}

// detect finds the encoding from the name that was given to the parser and the first bytes. It returns false as long as there are too few of them.
func (p *Parser) detect(raw []byte) (found bool, err error) {
	if p.encodingName != "" {
		e, table := known(p.encodingName)
		if e == unknown {
			if err := p.askEncoding(p.encodingName); err != nil {
				return false, err
			}
			return true, nil
		}
		p.table = table
		p.encoding = e
	}
	at := func(i int) byte {
		if i < len(raw) {
			return raw[i]
		}
		return 'x'
	}
	if len(raw) == 1 && strings.IndexByte("\xfe\xff\xef\x00<", at(0)) >= 0 || len(raw) == 2 && at(0) == 0xef && at(1) == 0xbb {
		if p.final {
			p.text = append(p.text, raw...)
			return false, UnclosedToken
		}
		p.encoding = unknown
		return false, nil
	}
	content := p.phase == inContent
	switch {
	case at(0) == 0xfe && at(1) == 0xff && !(content && p.table != nil):
		p.encoding, p.table, p.mark.bom = inUTF16BE, nil, true
	case at(0) == 0xff && at(1) == 0xfe && !(content && p.table != nil):
		p.encoding, p.table, p.mark.bom = inUTF16LE, nil, true
	case at(1) == 0 && at(0) != 0 && len(raw) > 1 && !(content && (at(0) != '<' || p.encoding == inUTF16BE)):
		p.encoding, p.table = inUTF16LE, nil
	case at(0) == 0xef && at(1) == 0xbb && at(2) == 0xbf && !(content && p.encoding > inUTF8):
		p.encoding, p.table, p.mark.bom = inUTF8, nil, true
	case at(0) == 0 && len(raw) > 1 && !(content && p.encoding == inUTF16LE):
		p.encoding, p.table = inUTF16BE, nil
	case p.encoding == unknown:
		p.encoding = inUTF8
	}
	p.converts = p.encoding != inUTF8 && !(p.table != nil && p.table[0xff] < 0)
	return true, nil
}

// askEncoding asks the handler for an encoding.
func (p *Parser) askEncoding(name string) error {
	if p.UnknownEncoding != nil {
		if table := p.UnknownEncoding(name); table != nil && table.likeASCII() {
			p.encoding, p.table, p.converts = inTable, table, true
			return nil
		}
	}
	return UnknownEncoding
}

// declared follows the encoding that the declaration of the document names at a place; what comes after end is in it.
func (p *Parser) declared(name string, at, end int) error {
	if p.encodingName != "" {
		return nil
	}
	e, table := known(name)
	is16 := p.encoding == inUTF16LE || p.encoding == inUTF16BE
	if e != unknown {
		to16 := e == inUTF16LE || e == inUTF16BE
		if to16 && is16 && strings.EqualFold(name, "UTF-16") {
			e = p.encoding
		}
		if to16 != is16 || is16 && e != p.encoding {
			p.place(at)
			return IncorrectEncoding
		}
		p.encoding, p.table = e, table
		p.converts = e == inTable && table[0xff] >= 0
		if is16 {
			p.converts = true
		}
	} else {
		if err := p.askEncoding(name); err != nil {
			p.place(at)
			return err
		}
	}
	if p.encoding == inTable && !is16 {
		d := p.document()
		rest := append([]byte(nil), d.text[end:]...)
		d.text = p.table.decode(d.text[:end], rest)
		p.text = d.text
	}
	return nil
}

// likeASCII tells whether markup can be told in the encoding: what it is made of are the bytes of ASCII, and they only.
func (t *Table) likeASCII() bool {
	markup := func(r rune) bool {
		return r == '\t' || r == '\r' || r == '\n' || r >= ' ' && r < 0x7f && strings.IndexByte("$@\\^`{}~", byte(r)) < 0
	}
	for i, r := range t {
		if r != rune(i) && (markup(r) || markup(rune(i))) {
			return false
		}
	}
	return true
}

// decode appends the characters of raw bytes.
func (t *Table) decode(dst, raw []byte) []byte {
	for _, c := range raw {
		switch r := t[c]; {
		case r < 0:
			dst = append(dst, badByte)
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst
}

// decode16 appends the characters of UTF-16; it returns what is left for lack of its end.
func decode16(dst, raw []byte, big bool) (text, rest []byte) {
	unit := func(i int) rune {
		if big {
			return rune(raw[i])<<8 | rune(raw[i+1])
		}
		return rune(raw[i+1])<<8 | rune(raw[i])
	}
	i := 0
	for i+1 < len(raw) {
		r := unit(i)
		if !utf16.IsSurrogate(r) {
			dst, i = utf8.AppendRune(dst, r), i+2
			continue
		}
		if r < 0xdc00 {
			if i+3 >= len(raw) {
				break
			}
			if both := utf16.DecodeRune(r, unit(i+2)); both != utf8.RuneError {
				dst, i = utf8.AppendRune(dst, both), i+4
				continue
			}
		}
		dst, i = append(dst, badByte), i+2
	}
	return dst, raw[i:]
}

// decode appends raw bytes to the text of the document.
func (p *Parser) decode(raw []byte) {
	switch p.encoding {
	case inUTF8:
		p.text = append(p.text, raw...)
	case inTable:
		p.text = p.table.decode(p.text, raw)
	default:
		if len(p.rest) > 0 {
			raw = append(p.rest, raw...)
		}
		var rest []byte
		p.text, rest = decode16(p.text, raw, p.encoding == inUTF16BE)
		p.rest = append([]byte(nil), rest...)
		if p.final && len(rest) > 1 {
			p.text = append(p.text, 0xf0) // the begin of a character without its end
		}
	}
}

// rawSize is how many bytes of the document a text was.
func (p *Parser) rawSize(text []byte) int {
	switch p.encoding {
	case inTable:
		return utf8.RuneCount(text)
	case inUTF16LE, inUTF16BE:
		n := 0
		for i := 0; i < len(text); {
			c, size := text[i], 1
			if c >= 0x80 {
				_, size = utf8.DecodeRune(text[i:])
			}
			n += 2
			if size == 4 {
				n += 2
			}
			i += size
		}
		return n
	}
	return len(text)
}

// encode is the inverse of decode.
func (p *Parser) encode(text []byte) (raw []byte) {
	switch p.encoding {
	case inTable:
		for _, r := range string(text) {
			for c, of := range p.table {
				if r == of {
					raw = append(raw, byte(c))
					break
				}
			}
		}
		return raw
	case inUTF16LE, inUTF16BE:
		for _, r := range utf16.Encode([]rune(string(text))) {
			if p.encoding == inUTF16BE {
				raw = append(raw, byte(r>>8), byte(r))
			} else {
				raw = append(raw, byte(r), byte(r>>8))
			}
		}
		return raw
	}
	return append(raw, text...)
}
