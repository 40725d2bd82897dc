// Package expat parses XML without validating it and calls handlers for what it finds (Extensible Markup Language 1.0; Namespaces in XML 1.0). What it
// calls, in which order, and which errors it finds where, is what Expat does: programs know it by that name. It knows no Python objects.
//
//	parser.go         Parser: settings, feeding, places
//	handlers.go       Handlers
//	error.go          Code
//	encoding.go       bytes to UTF-8
//	bytes.go          classes of bytes, letters.go those of other characters
//	content_token.go  tokens of content, dtd_token.go those of the prolog
//	content.go        content
//	element.go        start tags and their attributes
//	namespace.go      prefixes and what they are bound to
//	value.go          values of attributes and entities
//	grammar.go        the grammar of the prolog as a table
//	prolog.go         what its rules do
//	declaration.go    the XML declaration
//	external.go       parsers of external entities
package expat

import (
	"bytes"
	"unicode/utf8"
)

// A phase is a part of the document.
type phase uint8

const (
	inProlog phase = iota
	inContent
	inEpilog
	inIgnored     // an ignored section of a DTD
	inEntityValue // the text of an external parameter entity within the value of another
)

// A source is a text that is being read: the document, or an internal entity.
type source struct {
	text    []byte
	pos     int
	entity  *entity // nil: the document
	level   int     // how many elements were open at its begin
	between bool    // a parameter entity that stands between declarations
}

// A mark is a place in the document of which line and column are known.
type mark struct {
	at, line, column int
	index            int // bytes up to here
	bom              bool
}

// Options are what a parser is made with.
type Options struct {
	Encoding   string // that of the document, whatever it says itself; "": it does say
	Namespaces bool   // names have prefixes; they are told as URI, Separator and local name
	Separator  string
	Charge     func(n int64) error // is asked before memory is taken whose size the document controls
}

// A Parser reads one document or one external entity.
type Parser struct {
	Handlers
	// Prefixes makes names end with the separator and the prefix.
	Prefixes bool
	// ParamEntities tells when external parameter entities are asked for.
	ParamEntities ParamEntities
	// ForeignDTD makes the parser ask for an external subset that the document doesn't name.
	ForeignDTD bool
	// Eager makes the parser look at an unfinished token again whenever a byte was added to it.
	Eager bool
	Base  *string

	source
	outer []source
	phase phase
	state state
	final bool

	encodingName string
	encoding     encoding
	table        *Table
	converts     bool   // character data is told in pieces
	raw          []byte // the first bytes, as long as the encoding isn't known
	rest         []byte // the begin of a character of UTF-16
	awaited      int    // how long the unfinished token was that was looked at

	mark     mark
	event    int
	started  bool
	running  bool
	finished bool
	stopped  bool
	failed   Code

	namespaces bool
	separator  string
	charge     func(n int64) error
	symbols    map[string]*symbol
	prefixes   map[string]*prefix
	expanded   map[expandedKey]*qualified
	tags       []tag
	spans      []attributeSpan
	tagNameEnd int
	attributes []Attribute
	values     []byte
	serial     uint64
	inSection  bool // a CDATA section

	dtd       *dtd
	parent    *Parser
	parameter bool // this is a parameter entity
	fresh     bool // this is a general entity of which nothing was read
	prolog    prologState
	input     *amplification
}

// ParamEntities says when external parameter entities are asked for.
type ParamEntities int

// The choices.
const (
	Never ParamEntities = iota
	UnlessStandalone
	Always
)

// amplification compares what the entities of a document add to it, and the memory that it takes, with its own size.
type amplification struct {
	direct, indirect uint64
	threshold        uint64
	factor           float32
	// The same for memory.
	allocated       uint64
	memoryThreshold uint64
	memoryFactor    float32
}

// NewParser returns a parser for a document.
func NewParser(o Options) *Parser {
	p := newParser(o)
	p.dtd = newDTD()
	p.input = &amplification{threshold: 8 << 20, factor: 100, memoryThreshold: 64 << 20, memoryFactor: 100}
	return p
}

func newParser(o Options) *Parser {
	p := &Parser{encodingName: o.Encoding, namespaces: o.Namespaces, separator: o.Separator, charge: o.Charge}
	p.symbols = map[string]*symbol{}
	p.mark.line = 1
	p.state = atStart
	if p.charge == nil {
		p.charge = func(int64) error { return nil }
	}
	if p.namespaces {
		p.prefixes, p.expanded = map[string]*prefix{}, map[expandedKey]*qualified{}
		p.prefixes["xml"] = &prefix{name: "xml", binding: &binding{uri: xmlURI}}
	}
	return p
}

// SetEncoding overrides what the document says of its encoding, if nothing was read yet.
func (p *Parser) SetEncoding(name string) {
	if !p.running {
		p.encodingName = name
	}
}

// Started tells whether anything was fed.
func (p *Parser) Started() bool { return p.started }

// Child tells whether the parser is one of an external entity.
func (p *Parser) Child() bool { return p.parent != nil }

// SetThreshold sets how large documents may become with their entities before the factor counts.
func (p *Parser) SetThreshold(n uint64) { p.input.threshold = n }

// SetFactor sets how many times their size documents may have with their entities.
func (p *Parser) SetFactor(f float32) { p.input.factor = f }

// SetMemoryThreshold sets how much memory documents may take before the factor counts.
func (p *Parser) SetMemoryThreshold(n uint64) { p.input.memoryThreshold = n }

// SetMemoryFactor sets how many times their size documents may take of memory.
func (p *Parser) SetMemoryFactor(f float32) { p.input.memoryFactor = f }

// Stop has Feed end with Aborted after the token at hand.
func (p *Parser) Stop() { p.stopped = true }

// document is the source that isn't an entity.
func (p *Parser) document() *source {
	if len(p.outer) > 0 {
		return &p.outer[0]
	}
	return &p.source
}

// Feed reads more of the document; final says that it is the last. An error is a Code, or one of Options.Charge.
func (p *Parser) Feed(data []byte, final bool) error {
	switch {
	case p.running: // a handler feeds what its own call is still reading
		return InvalidArgument
	case p.failed == Aborted:
		return p.fail(Finished)
	case p.failed != 0:
		return p.failed
	case p.finished:
		return p.fail(Finished)
	}
	p.running = true
	defer func() { p.running = false }()
	p.started, p.final = true, final
	if p.parameter {
		p.dtd.paramRead = true
	}
	if err := p.charge(int64(len(p.text) - p.pos + len(data))); err != nil {
		p.failed = NoMemory
		return err
	}
	p.compact()
	room := cap(p.text)
	if p.encoding == unknown {
		p.raw = append(p.raw, data...)
		if len(p.raw) == 0 && !final {
			return nil
		}
		found, err := p.detect(p.raw)
		if err != nil {
			return p.fail(err)
		}
		if !found {
			return nil
		}
		data, p.raw = p.raw, nil
		p.decode(data)
		if p.mark.bom {
			p.pos = min(3, len(p.text))
			p.advance(p.pos)
			p.event = p.pos
		}
	} else {
		p.decode(data)
	}
	p.input.allocated += uint64(cap(p.text) - room)
	room = cap(p.text)
	unread := len(p.text) - p.pos
	if !final && !p.Eager && unread < 2*p.awaited {
		return nil
	}
	before := p.pos
	if err := p.read(); err != nil {
		return p.fail(err)
	}
	p.awaited = 0
	if p.pos == before {
		p.awaited = unread
	}
	p.advance(p.pos)
	p.finished = final
	return nil
}

// fail keeps the first error.
func (p *Parser) fail(err error) error {
	if c, ok := err.(Code); ok {
		p.failed = c
	} else {
		p.failed = NoMemory
	}
	return err
}

// Failed is the error that the parser has come to; 0: none.
func (p *Parser) Failed() Code { return p.failed }

// compact forgets what has been read.
func (p *Parser) compact() {
	from := min(p.pos, p.event)
	if from > 0 {
		p.advance(from)
		p.text = p.text[:copy(p.text, p.text[from:])]
		p.pos -= from
		p.event -= from
		p.mark.at -= from
	}
}

// read goes through the text that there is.
func (p *Parser) read() error {
	for {
		var again bool
		var err error
		switch p.phase {
		case inProlog:
			again, err = p.readProlog()
		case inContent:
			again, err = p.readContent()
		case inEpilog:
			err = p.readEpilog()
		case inIgnored:
			again, err = p.readIgnored()
		case inEntityValue:
			err = p.readEntityValue()
		}
		if !again || err != nil {
			return err
		}
	}
}

// more tells whether what the text lacks may still come.
func (p *Parser) more() bool { return !p.final && p.entity == nil }

// place says where in the source an event is. Those in entities are where their outermost reference is.
func (p *Parser) place(at int) {
	if p.entity == nil {
		p.event = at
	}
}

// half tells whether the document ends in half a unit of UTF-16.
func (p *Parser) half() bool { return p.final && len(p.rest) == 1 }

// cut is the error for a token that isn't whole.
func (p *Parser) cut(tok token, end int) error {
	switch tok {
	case tokPartialChar:
		return PartialChar
	case tokPartial:
		return UnclosedToken
	}
	p.place(end)
	return InvalidToken
}

// advance counts lines and columns up to a place in the document.
func (p *Parser) advance(to int) {
	m := &p.mark
	if to <= m.at {
		return
	}
	before := p.document().text[:m.at]
	text := p.document().text[m.at:to]
	m.index += p.rawSize(text)
	m.at = to
	if bytes.IndexByte(text, '\r') < 0 {
		if len(text) > 0 && text[0] == '\n' && bytes.HasSuffix(before, []byte{'\r'}) {
			text, m.column = text[1:], 0
		}
		if last := bytes.LastIndexByte(text, '\n'); last >= 0 {
			m.line += bytes.Count(text, newline)
			text, m.column = text[last+1:], 0
		}
		m.column += utf8.RuneCount(text)
		return
	}
	for i, c := range text {
		switch {
		case c == '\r':
			m.line++
			m.column = 0
		case c == '\n':
			if i > 0 && text[i-1] != '\r' || i == 0 && !bytes.HasSuffix(before, []byte{'\r'}) {
				m.line++
			}
			m.column = 0
		case c&0xc0 != 0x80:
			m.column++
		}
	}
}

// Place returns line (from 1), column (from 0) of the present event.
func (p *Parser) Place() (line, column int) {
	p.advance(p.event)
	return p.mark.line, p.mark.column
}

// Index returns the byte of the present event; -1 before anything was read.
func (p *Parser) Index() int {
	if !p.started {
		return -1
	}
	p.advance(p.event)
	if p.event < p.mark.at {
		return p.mark.index - p.rawSize(p.document().text[p.event:p.mark.at])
	}
	return p.mark.index
}

// Context returns the bytes from the present event on.
func (p *Parser) Context() []byte {
	if !p.running {
		return nil
	}
	return append(p.encode(p.document().text[p.event:]), p.rest...)
}

// account counts n bytes of a token.
func (p *Parser) account(n int) error {
	in := p.input
	if p.entity == nil && p.parent == nil {
		in.direct += uint64(n)
	} else {
		in.indirect += uint64(n)
	}
	if in.allocated >= in.memoryThreshold && float32(in.allocated) > in.memoryFactor*float32(in.direct) {
		return NoMemory
	}
	if in.indirect == 0 {
		return nil
	}
	if total := in.direct + in.indirect; total >= in.threshold && float32(total)/float32(max(in.direct, 22)) > in.factor {
		return Amplification
	}
	return nil
}

// enter begins to read an internal entity.
func (p *Parser) enter(e *entity, between bool) {
	e.open = true
	p.outer = append(p.outer, p.source)
	p.source = source{text: e.text, entity: e, level: len(p.tags), between: between}
}

// leave goes back to what the entity stands in.
func (p *Parser) leave() {
	p.entity.open = false
	last := len(p.outer) - 1
	p.source, p.outer[last] = p.outer[last], source{}
	p.outer = p.outer[:last]
}
