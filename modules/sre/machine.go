// This file runs programs: a backtracking machine whose alternatives lie on a stack of its own. Whatever it changes besides
// its position (marks, repetition counts) it notes on that stack too, so that going back to an alternative undoes it.

package sre

import (
	"bytes"
	"slices"

	py "github.com/gopy-lang/gopy/runtime"
)

// frameKind is what to do with a frame when the machine fails back to it.
type frameKind int32

const (
	frameAlternative frameKind = iota // go on at pc, position pos
	frameMark                         // mark a was pos, the last closed group b
	frameRepeat                       // repetition a had count pos and last position b
	frameMaxUntil                     // leave the repetition of instruction pc, whose count was a and last position b
	frameMinUntil                     // try one more round of the repetition of instruction pc
	frameMaxOne                       // instruction pc at pos took a characters: take fewer
	frameMinOne                       // instruction pc stopped at pos after a characters: take one more
	frameBarrier                      // an enclosed part failed: go on at pc, or fail when it is -1; a is the barrier around it
)

type frame struct {
	kind frameKind
	pc   int32
	pos  int
	a, b int
}

// repetition is the state of a loop: rounds done, and where the last one began that was not required.
type repetition struct{ count, last int }

// A matcher looks for a program's matches in one subject.
type matcher interface {
	// match tries at a position, search at it and all behind. With all, the match must reach the end of the subject; with
	// advance, it must not be empty at the first position.
	match(at int, all, advance bool) (bool, error)
	search(at int, advance bool) (bool, error)
	result() *found
}

// found is a match: marks (beginning and end of each group, -1: none), and the group closed last.
type found struct {
	start, end int
	marks      []int
	lastIndex  int // -1: none
}

// span is where a group begins and ends; 0 is the whole match. One that took no part ends before it begins, or has no length.
func (f *found) span(i int) (from, to int) {
	if i == 0 {
		return f.start, f.end
	}
	return f.marks[2*i-2], f.marks[2*i-1]
}

// machine runs a program over text, whose items are characters: bytes for bytes and Latin-1, else code points.
type machine[T byte | rune] struct {
	found
	th      *py.Thread
	program *program
	text    []T // as far as the end of the search
	repeats []repetition
	stack   []frame
	barrier int // index of the innermost frameBarrier, -1: none
	all     bool
	advance bool
	sure    uint8 // sureNarrow or sureWide: what text is
	fuel    int   // steps to the next poll
}

const (
	pollSteps  = 1 << 14
	mostPushed = 2 // frames that one instruction pushes
)

// prepare makes the machine ready for a text. It may have been used for the same program before.
func (m *machine[T]) prepare(th *py.Thread, p *program, text []T) {
	if m.program == nil {
		m.marks = make([]int, p.marks)
		m.repeats = make([]repetition, p.repeats)
	}
	m.th, m.program, m.text, m.fuel = th, p, text, pollSteps
	if m.sure = sureWide; isNarrow(text) {
		m.sure = sureNarrow
	}
}

func isNarrow[T byte | rune](text []T) bool {
	_, narrow := any(text).([]byte)
	return narrow
}

// drop forgets the text.
func (m *machine[T]) drop() {
	m.th, m.text = nil, nil
	if cap(m.stack) > 1<<12 {
		m.stack = nil
	}
}

func (m *machine[T]) result() *found { return &m.found }

func (m *machine[T]) reset() {
	m.forget()
	m.barrier = -1
	m.stack = m.stack[:0]
}

// forget drops the marks.
func (m *machine[T]) forget() {
	for i := range m.marks {
		m.marks[i] = -1
	}
	m.lastIndex = -1
}

func (m *machine[T]) match(at int, all, advance bool) (bool, error) {
	m.reset()
	if m.program.width > len(m.text)-at {
		return false, nil
	}
	m.all, m.advance, m.start = all, advance, at
	return m.run(at)
}

func (m *machine[T]) search(at int, advance bool) (bool, error) {
	m.reset()
	p := m.program
	m.all, m.advance = false, advance
	last := len(m.text) - p.width
	for ; at <= last; at++ {
		if at = m.candidate(at, last); at > last {
			break
		}
		m.start = at
		if ok, err := m.run(at); ok || err != nil {
			return ok, err
		}
		m.advance = false
		m.forget()
		if m.fuel -= 4; m.fuel < 0 {
			if err := m.poll(); err != nil {
				return false, err
			}
		}
	}
	return false, nil
}

// candidate returns the first position from at where a match can begin; one beyond last when there is none.
func (m *machine[T]) candidate(at, last int) int {
	p := m.program
	if p.anchored && at > 0 {
		return last + 1
	}
	for p.lines && at > 0 {
		if at = m.lineStart(at); at > last {
			return at
		}
		if p.first == nil || at < len(m.text) && p.first.matches(rune(m.text[at])) {
			return at
		}
		at++
	}
	if len(p.prefix) > 0 {
		if text, ok := any(m.text).([]byte); ok {
			i := -1
			if p.narrow != nil {
				i = bytes.Index(text[at:], p.narrow)
			}
			if i < 0 {
				return last + 1
			}
			return at + i
		}
		for ; at <= last; at++ {
			if rune(m.text[at]) == p.prefix[0] && m.hasPrefix(at) {
				break
			}
		}
		return at
	}
	if p.first != nil {
		for at <= last && at < len(m.text) && !p.first.matches(rune(m.text[at])) {
			at++
		}
		if at == len(m.text) && p.width > 0 {
			return last + 1
		}
	}
	return at
}

// lineStart returns the first position from at, which is not 0, where a line begins; one beyond the text when there is none.
func (m *machine[T]) lineStart(at int) int {
	if text, ok := any(m.text).([]byte); ok {
		return at + indexByte(text[at-1:], '\n')
	}
	for at <= len(m.text) && m.text[at-1] != '\n' {
		at++
	}
	return at
}

func (m *machine[T]) hasPrefix(at int) bool {
	prefix := m.program.prefix
	if len(m.text)-at < len(prefix) {
		return false
	}
	for i, r := range prefix {
		if rune(m.text[at+i]) != r {
			return false
		}
	}
	return true
}

// poll lets signals through and gives the memory of the stack a chance to be refused.
func (m *machine[T]) poll() error {
	m.fuel = pollSteps
	in := m.th.Interp
	if bits := in.Breaker.Load() & py.BreakSignal; bits != 0 && in.Poller != nil {
		return in.Poller.Poll(m.th, bits)
	}
	return nil
}

// grow makes room on the stack.
func (m *machine[T]) grow() error {
	n := max(64, 2*cap(m.stack))
	if err := m.th.ChargeItems(n, 32); err != nil {
		return err
	}
	m.stack = slices.Grow(m.stack, n-len(m.stack))
	return nil
}

// push puts a frame on the stack, for which run has made room.
func (m *machine[T]) push(f frame) {
	n := len(m.stack)
	m.stack = m.stack[:n+1]
	m.stack[n] = f
}

// run tries to match at a position.
func (m *machine[T]) run(pos int) (bool, error) {
	insts, text := m.program.insts, m.text
	pc := int32(0)
	sure := m.sure
	if !m.all {
		sure |= sureSearch
	}
	var err error
	for {
		if cap(m.stack)-len(m.stack) < mostPushed {
			if err = m.grow(); err != nil {
				return false, err
			}
		}
		in := &insts[pc]
		switch in.op {
		case opFail:
			goto fail
		case opMatch:
			if m.all && pos != len(text) || m.advance && pos == m.start {
				goto fail
			}
			m.end = pos
			return true, nil
		case opChar:
			if pos >= len(text) || int(text[pos]) != in.x {
				goto fail
			}
			pos++
		case opTest:
			if pos >= len(text) || !in.test.matches(rune(text[pos])) {
				goto fail
			}
			pos++
		case opAnyAll:
			if pos >= len(text) {
				goto fail
			}
			pos++
		case opAt:
			if !m.at(in.x, pos) {
				goto fail
			}
		case opMark:
			if len(m.stack) > 0 { // else there is nothing to go back to
				m.push(frame{kind: frameMark, pos: m.marks[in.x], a: in.x, b: m.lastIndex})
			}
			m.marks[in.x] = pos
			if in.x&1 != 0 {
				m.lastIndex = in.x/2 + 1
			}
		case opGroupRef:
			n, ok := m.sameAsGroup(in, pos)
			if !ok {
				goto fail
			}
			pos += n
		case opIfGroup:
			if start, end := m.marks[2*in.x], m.marks[2*in.x+1]; start < 0 || end < start {
				pc = in.target
				continue
			}
		case opJump:
			pc = in.target
			continue
		case opSplit:
			if in.char >= 0 && (pos >= len(text) || rune(text[pos]) != in.char) ||
				in.first != nil && (pos >= len(text) || !in.first.matches(rune(text[pos]))) {
				pc = in.target
				continue
			}
			m.push(frame{kind: frameAlternative, pc: in.target, pos: pos})
		case opRepeat:
			if err = m.noteRepeat(in.slot); err != nil {
				return false, err
			}
			m.repeats[in.slot] = repetition{0, -1}
		case opMaxUntil:
			r := &m.repeats[in.slot]
			switch {
			case r.count < in.x:
				if err = m.noteRepeat(in.slot); err != nil {
					return false, err
				}
				r.count++
				pc = in.target
			case (in.y < 0 || r.count < in.y) && pos != r.last:
				m.push(frame{kind: frameMaxUntil, pc: pc, pos: pos, a: r.count, b: r.last})
				r.count++
				r.last = pos
				pc = in.target
			default:
				pc++
			}
			if m.fuel--; m.fuel < 0 {
				if err = m.poll(); err != nil {
					return false, err
				}
			}
			continue
		case opMinUntil:
			r := &m.repeats[in.slot]
			if r.count < in.x {
				if err = m.noteRepeat(in.slot); err != nil {
					return false, err
				}
				r.count++
				pc = in.target
				continue
			}
			m.push(frame{kind: frameMinUntil, pc: pc, pos: pos, a: r.count, b: r.last})
		case opMaxOne:
			n := m.count(in, pos, in.y)
			if n < in.x {
				goto fail
			}
			if in.sure&sure == 0 {
				if n = m.takeMost(in, pc, pos, n); n < 0 {
					goto fail
				}
			}
			pos += n
		case opMinOne:
			if in.x > 0 && m.count(in, pos, in.x) < in.x {
				goto fail
			}
			pos += in.x
			m.push(frame{kind: frameMinOne, pc: pc, pos: pos, a: in.x})
			if in.next >= 0 && (pos >= len(text) || rune(text[pos]) != in.next) {
				goto fail
			}
		case opAllOne:
			n := m.count(in, pos, in.y)
			if n < in.x {
				goto fail
			}
			pos += n
		case opEnter:
			if pos < in.x {
				goto fail
			}
			m.enter(-1, pos)
			pos -= in.x
		case opEnterNot:
			if pos < in.x {
				pc = in.target
				continue
			}
			m.enter(in.target, pos)
			pos -= in.x
		case opCommit:
			m.commit()
		case opCommitBack:
			pos = m.commit()
		case opCommitNot:
			m.undo()
			goto fail
		case opAllUntil:
			r := &m.repeats[in.slot]
			switch {
			case r.count < in.x:
				m.enter(-1, pos)
			case (in.y < 0 || r.count < in.y) && pos != r.last:
				if err = m.noteRepeat(in.slot); err != nil {
					return false, err
				}
				r.last = pos
				m.enter(in.target, pos)
			default:
				pc = in.target
				continue
			}
		case opAllRound:
			m.commit()
			if err = m.noteRepeat(in.slot); err != nil {
				return false, err
			}
			m.repeats[in.slot].count++
			pc = in.target
			if m.fuel--; m.fuel < 0 {
				if err = m.poll(); err != nil {
					return false, err
				}
			}
			continue
		}
		pc++
		continue

	fail:
		if m.fuel--; m.fuel < 0 {
			if err = m.poll(); err != nil {
				return false, err
			}
		}
		for {
			if len(m.stack) == 0 {
				return false, nil
			}
			f := &m.stack[len(m.stack)-1]
			m.stack = m.stack[:len(m.stack)-1]
			switch f.kind {
			case frameAlternative:
				pc, pos = f.pc, f.pos
			case frameMark:
				m.marks[f.a], m.lastIndex = f.pos, f.b
				continue
			case frameRepeat:
				m.repeats[f.a] = repetition{f.pos, f.b}
				continue
			case frameMaxUntil:
				m.repeats[insts[f.pc].slot] = repetition{f.a, f.b}
				pc, pos = f.pc+1, f.pos
			case frameMinUntil:
				in := &insts[f.pc]
				if in.y >= 0 && f.a >= in.y || f.pos == f.b {
					continue
				}
				pc, pos = in.target, f.pos
				r := repetition{f.a + 1, f.pos}
				if err = m.noteRepeat(in.slot); err != nil {
					return false, err
				}
				m.repeats[in.slot] = r
			case frameMaxOne:
				pc, pos = f.pc, f.pos
				n := m.takeMost(&insts[pc], pc, pos, f.a-1)
				if n < 0 {
					continue
				}
				pos += n
				pc++
			case frameMinOne:
				in := &insts[f.pc]
				n, at := f.a, f.pos
				if in.y >= 0 && n >= in.y || m.count(in, at, 1) == 0 {
					continue
				}
				n, at = n+1, at+1
				for in.next >= 0 && (at >= len(text) || rune(text[at]) != in.next) {
					if in.y >= 0 && n >= in.y || m.count(in, at, 1) == 0 {
						n = -1
						break
					}
					n, at = n+1, at+1
				}
				if n < 0 {
					continue
				}
				f.a, f.pos = n, at
				pc, pos = f.pc+1, at
				m.stack = m.stack[:len(m.stack)+1]
			case frameBarrier:
				m.barrier = f.a
				if f.pc < 0 {
					continue
				}
				pc, pos = f.pc, f.pos
			}
			break
		}
	}
}

// noteRepeat notes the state of a repetition, to be restored on failure. A required round that takes no character comes here
// only, so it counts as a step.
func (m *machine[T]) noteRepeat(slot int32) error {
	if m.fuel--; m.fuel < 0 {
		if err := m.poll(); err != nil {
			return err
		}
	}
	r := m.repeats[slot]
	m.push(frame{kind: frameRepeat, pos: r.count, a: int(slot), b: r.last})
	return nil
}

// takeMost lets a greedy single-character repeat at pos take n characters, or as many fewer as it takes to stand before
// the literal that must follow. It returns the number, -1 when it would be below the least.
func (m *machine[T]) takeMost(in *inst, pc int32, pos, n int) int {
	if in.next >= 0 {
		for n >= in.x && (pos+n >= len(m.text) || rune(m.text[pos+n]) != in.next) {
			n--
		}
		if n < in.x {
			return -1
		}
	}
	if n > in.x {
		m.push(frame{kind: frameMaxOne, pc: pc, pos: pos, a: n})
	}
	return n
}

// count returns how many characters from pos on the unit of a single-character repeat accepts, limit at the most (-1: no limit).
func (m *machine[T]) count(in *inst, pos, limit int) int {
	text := m.text[pos:]
	if limit >= 0 && limit < len(text) {
		text = text[:limit]
	}
	if in.test != nil {
		test := in.test
		if test.stop >= 0 {
			if bytes, ok := any(text).([]byte); ok {
				return indexByte(bytes, byte(test.stop))
			}
		}
		for i, c := range text {
			if !test.matches(rune(c)) {
				return i
			}
		}
		return len(text)
	}
	if in.char >= 0 {
		for i, c := range text {
			if rune(c) != in.char {
				return i
			}
		}
	}
	return len(text)
}

// indexByte returns where c first stands, len(text) if nowhere.
func indexByte(text []byte, c byte) int {
	if i := bytes.IndexByte(text, c); i >= 0 {
		return i
	}
	return len(text)
}

// enter begins a part that is tried for itself; when it fails, the machine goes on at alternative (-1: fails too).
func (m *machine[T]) enter(alternative int32, pos int) {
	m.push(frame{kind: frameBarrier, pc: alternative, pos: pos, a: m.barrier})
	m.barrier = len(m.stack) - 1
}

// commit ends such a part: its alternatives are dropped, what it changed can still be undone. It returns the position
// where the part was entered.
func (m *machine[T]) commit() int {
	at := m.barrier
	pos := m.stack[at].pos
	m.barrier = m.stack[at].a
	kept := m.stack[:at]
	for _, f := range m.stack[at+1:] {
		switch f.kind {
		case frameMaxUntil:
			f = frame{kind: frameRepeat, pos: f.a, a: int(m.program.insts[f.pc].slot), b: f.b}
			kept = append(kept, f)
		case frameMark, frameRepeat:
			kept = append(kept, f)
		}
	}
	m.stack = kept
	return pos
}

// undo ends such a part by undoing all it did.
func (m *machine[T]) undo() {
	at := m.barrier
	for i := len(m.stack) - 1; i > at; i-- {
		switch f := &m.stack[i]; f.kind {
		case frameMark:
			m.marks[f.a], m.lastIndex = f.pos, f.b
		case frameRepeat:
			m.repeats[f.a] = repetition{f.pos, f.b}
		case frameMaxUntil:
			m.repeats[m.program.insts[f.pc].slot] = repetition{f.a, f.b}
		}
	}
	m.barrier = m.stack[at].a
	m.stack = m.stack[:at]
}

// sameAsGroup tests whether the text of a group stands at pos again and returns its length.
func (m *machine[T]) sameAsGroup(in *inst, pos int) (int, bool) {
	start, end := m.marks[2*in.x], m.marks[2*in.x+1]
	if start < 0 || end < start || end-start > len(m.text)-pos {
		return 0, false
	}
	for i, c := range m.text[start:end] {
		d := m.text[pos+i]
		if c != d && (in.fold == foldNone || in.fold.lower(rune(c)) != in.fold.lower(rune(d))) {
			return 0, false
		}
	}
	return end - start, true
}

// at tests a position.
func (m *machine[T]) at(what, pos int) bool {
	text := m.text
	switch what {
	case atBeginning, atBeginningString:
		return pos == 0
	case atBeginningLine:
		return pos == 0 || text[pos-1] == '\n'
	case atEnd:
		return pos == len(text) || pos == len(text)-1 && text[pos] == '\n'
	case atEndLine:
		return pos == len(text) || text[pos] == '\n'
	case atEndString:
		return pos == len(text)
	}
	isWord := isWordASCII
	if what == atUniBoundary || what == atUniNonBoundary {
		isWord = isWordUnicode
	}
	before := pos > 0 && isWord(rune(text[pos-1]))
	after := pos < len(text) && isWord(rune(text[pos]))
	return (before != after) == (what == atBoundary || what == atLocBoundary || what == atUniBoundary)
}
