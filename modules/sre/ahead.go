// This file looks ahead in programs: what a match begins with, and which repeats never need to give back what they took.

package sre

// latin1Set is a set of the characters up to U+00FF.
type latin1Set [256]bool

// meets reports whether two sets have a character in common.
func (s *latin1Set) meets(o *latin1Set) bool {
	for i, in := range s {
		if in && o[i] {
			return true
		}
	}
	return false
}

func (s *latin1Set) add(o *latin1Set) {
	for i, in := range o {
		s[i] = s[i] || in
	}
}

// unit is what a single-character repeat, opChar or opTest accepts of Latin-1.
func (in *inst) unit() *latin1Set {
	s := &latin1Set{}
	switch {
	case in.op == opChar:
		if in.x < 256 {
			s[in.x] = true
		}
	case in.test != nil:
		*s = in.test.table
	case in.op != opTest && in.char >= 0:
		if in.char < 256 {
			s[in.char] = true
		}
	default:
		for i := range s {
			s[i] = true
		}
	}
	return s
}

// Why a greedy repeat may keep all that it took: what follows either succeeds behind it, or fails wherever the repeat stops before.
const (
	sureNarrow = 1 << iota // in text of Latin-1 characters
	sureWide               // in other text
	sureSearch             // in both, unless the whole text must match
)

// lookAhead notes what follows single-character repeats, and what alternatives and matches begin with.
func (p *program) lookAhead() {
	for _, r := range p.prefix {
		if r > 255 {
			p.narrow = nil
			break
		}
		p.narrow = append(p.narrow, byte(r))
	}
	for i := range p.insts[:len(p.insts)-1] {
		j := p.skipMarks(i + 1)
		in, next := &p.insts[i], &p.insts[j]
		switch in.op {
		case opMaxOne:
			in.sure = p.surely(in, i+1)
			fallthrough
		case opMinOne:
			if next.op == opChar {
				in.next = rune(next.x)
			}
		case opSplit:
			switch next.op {
			case opChar:
				in.char = rune(next.x)
			case opTest:
				in.first = next.test
			}
		}
	}
	if p.first == nil && len(p.prefix) == 0 {
		p.first = p.firstTest()
	}
}

// skipMarks returns the first instruction from i that isn't one that stores a mark.
func (p *program) skipMarks(i int) int {
	for p.insts[i].op == opMark {
		i++
	}
	return i
}

// firstTest is the test of every match's first character, where one instruction makes it; else nil.
func (p *program) firstTest() *charTest {
	for i := range p.insts {
		switch in := &p.insts[i]; in.op {
		case opMark, opAt:
			continue
		case opTest:
			return in.test
		case opMaxOne, opMinOne, opAllOne:
			if in.x > 0 {
				return in.test
			}
		}
		return nil
	}
	return nil
}

// surely tells why a greedy repeat, which what is at i follows, may keep all that it took.
func (p *program) surely(in *inst, i int) (sure uint8) {
	next := &p.insts[p.skipMarks(i)]
	switch next.op {
	case opCommit, opCommitBack, opCommitNot: // they drop the alternatives
		return sureNarrow | sureWide
	case opChar:
		if in.test != nil && !in.test.matches(rune(next.x)) || in.test == nil && in.char >= 0 && in.char != rune(next.x) {
			sure = sureWide
		}
	}
	f := follower{program: p, repeat: in, taken: in.unit()}
	f.from(i, 16)
	switch {
	case f.unknown:
	case f.succeeds:
		sure |= sureSearch
	case !f.set.meets(f.taken):
		sure |= sureNarrow
	}
	return sure
}

// follower finds out what follows a greedy repeat.
type follower struct {
	*program
	repeat   *inst
	taken    *latin1Set // what the repeat accepts
	set      latin1Set  // one of these must stand where it stops, if what follows is to match
	succeeds bool       // what follows matches wherever the repeat ends
	unknown  bool
}

// from looks at what may be done from instruction i on, in so many steps at the most.
func (f *follower) from(i, steps int) {
	for ; !f.unknown; i++ {
		if steps--; steps < 0 {
			f.unknown = true
			return
		}
		switch in := &f.insts[i]; in.op {
		case opMark:
		case opFail:
			return
		case opMatch:
			f.succeeds = true
			return
		case opJump:
			i = int(in.target) - 1
		case opChar, opTest:
			f.set.add(in.unit())
			return
		case opMaxOne, opMinOne, opAllOne:
			f.set.add(in.unit())
			if in.x > 0 {
				return
			}
		case opAt:
			f.position(in.x)
			return
		case opSplit:
			f.from(int(in.target), steps/2)
			steps /= 2
		case opRepeat:
			jump := &f.insts[i+1]
			if jump.op != opJump {
				f.unknown = true
				return
			}
			i = int(jump.target)
			until := &f.insts[i]
			if until.x > 0 { // not without a round
				i = int(until.target) - 1
				continue
			}
			f.from(int(until.target), steps/2)
			steps /= 2
		case opMaxUntil, opMinUntil: // after a round
			if in.x > 1 { // going on isn't always possible
				f.unknown = true
				return
			}
			f.from(int(in.target), steps/2)
			steps /= 2
		default:
			f.unknown = true
		}
	}
}

// position adds what must follow for the position to be right that comes after characters of the repeat.
func (f *follower) position(what int) {
	switch what {
	case atEnd, atEndLine:
		f.set['\n'] = true
	case atEndString:
	case atBoundary, atLocBoundary, atUniBoundary:
		isWord := isWordASCII
		if what == atUniBoundary {
			isWord = isWordUnicode
		}
		f.unknown = f.unknown || f.repeat.x == 0
		for c, in := range f.taken {
			if in && !isWord(rune(c)) {
				f.unknown = true
			}
		}
	default:
		f.unknown = true
	}
}
