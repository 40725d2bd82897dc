// This file checks a code list and translates it to the machine's own instructions.

package sre

import "errors"

// errInvalid is what a code list that the re package's compiler can't have made is refused with.
var errInvalid = errors.New("invalid SRE code")

// maxNesting bounds how deep groups may nest in a code list.
const maxNesting = 5000

type opcode uint8

// The instructions. m is the position in the subject, "alternative" what is tried when the rest fails.
const (
	opFail       opcode = iota // fail
	opMatch                    // the whole pattern has matched
	opChar                     // the character x
	opTest                     // a character that test accepts
	opAnyAll                   // any character
	opAt                       // position x
	opMark                     // store m in mark x
	opGroupRef                 // the text of group x again
	opIfGroup                  // go to target unless group x has matched
	opJump                     // go to target
	opSplit                    // go on; alternative: target
	opRepeat                   // begin repetition slot
	opMaxUntil                 // one more round from target, if allowed; alternative: go on
	opMinUntil                 // go on; alternative: one more round from target
	opMaxOne                   // x to y characters that unit accepts, as many as possible
	opMinOne                   // x to y characters that unit accepts, as few as possible
	opAllOne                   // x to y characters that unit accepts, as many as there are
	opEnter                    // x characters back; what follows to the matching opCommit is tried for itself
	opEnterNot                 // the same; alternative: target
	opCommit                   // forget the alternatives since opEnter
	opCommitBack               // and go back to where opEnter was
	opCommitNot                // since opEnterNot: all was in vain, fail
	opAllUntil                 // enter one more round of a possessive repetition, or go to target
	opAllRound                 // forget the round's alternatives, go to target
)

// inst is one instruction.
type inst struct {
	op     opcode
	fold   folding
	sure   uint8 // opMaxOne: see sureNarrow
	slot   int32 // number of a repetition
	target int32
	next   rune // opMaxOne, opMinOne: the literal that must follow; -1: unknown
	x, y   int  // y < 0: without limit
	test   *charTest
	first  *charTest // opSplit: what the first character of the alternative that follows must be; nil: unknown
	char   rune      // opSplit: the same as a literal when it is not -1; single-character repeats: literal unit when test is nil; -1: any
}

// program is a translated pattern.
type program struct {
	insts   []inst
	marks   int // two for each group
	repeats int
	width   int       // least number of characters of a match
	prefix  []rune    // every match begins with it
	narrow  []byte    // prefix when it is all Latin-1
	first   *charTest // the first character of every match, nil: unknown

	anchored bool // matches only begin where the text does
	lines    bool // matches only begin where a line does
}

// translator is one run over a code list.
type translator struct {
	code  []uint32
	out   []inst
	p     *program
	depth int
	err   error
}

// translate makes the program of a code list for a pattern with so many groups.
func translate(code []uint32, groups int) (*program, error) {
	t := &translator{code: code, p: &program{marks: 2 * groups}}
	end := len(code)
	if end == 0 || code[end-1] != codeSuccess {
		return nil, errInvalid
	}
	start := 0
	if code[0] == codeInfo {
		if start = t.info(); t.err != nil {
			return nil, t.err
		}
	}
	t.sequence(start, end-1)
	if t.err != nil {
		return nil, t.err
	}
	t.emit(inst{op: opMatch})
	t.p.insts = t.out
	t.p.lookAhead()
	begin := t.out[0]
	t.p.lines = begin.op == opAt && begin.x == atBeginningLine
	t.p.anchored = begin.op == opAt && (begin.x == atBeginning || begin.x == atBeginningString)
	return t.p, nil
}

func (t *translator) fail() { t.err = errInvalid }

func (t *translator) emit(i inst) int {
	t.out = append(t.out, i)
	return len(t.out) - 1
}

func (t *translator) here() int32 { return int32(len(t.out)) }

// info reads the INFO block at the beginning and returns what follows it.
func (t *translator) info() int {
	end := t.skip(1, len(t.code))
	if t.err != nil || end < 5 {
		t.fail()
		return 0
	}
	mask, block := t.code[2], t.code[5:max(end, 5)]
	t.p.width = int(t.code[3])
	switch {
	case mask&^(infoPrefix|infoLiteral|infoCharset) != 0, mask&infoPrefix != 0 && mask&infoCharset != 0, mask&infoLiteral != 0 && mask&infoPrefix == 0:
		t.fail()
	case mask&infoPrefix != 0:
		if len(block) < 2 || block[0] > uint32(len(block)-2) {
			t.fail()
			break
		}
		for _, c := range block[2 : 2+block[0]] {
			t.p.prefix = append(t.p.prefix, rune(min(c, 1<<31-1)))
		}
	case mask&infoCharset != 0:
		if !validSet(block) {
			t.fail()
			break
		}
		t.p.first = newCharTest(codeIn, foldNone, 0, block)
	}
	return end
}

// skip returns the position that the relative offset at code[at] means; it must not be beyond end.
func (t *translator) skip(at, end int) int {
	if at >= end || int64(t.code[at]) > int64(end-at) || t.code[at] == 0 {
		t.fail()
		return at
	}
	return at + int(t.code[at])
}

// enter counts the nesting of blocks.
func (t *translator) enter() bool {
	if t.depth++; t.depth > maxNesting {
		t.fail()
	}
	return t.err == nil
}

// sequence translates code[at:end].
func (t *translator) sequence(at, end int) {
	if !t.enter() {
		return
	}
	for at < end && t.err == nil {
		at = t.instruction(at, end)
	}
	t.depth--
}

// test returns the character test of the operator at code[at] and what follows it; ok is false for other operators.
func (t *translator) test(at, end int) (test *charTest, next int, ok bool) {
	op := t.code[at]
	base, fold := op, foldNone
	switch op {
	case codeAny:
		return newCharTest(codeAny, foldNone, 0, nil), at + 1, true
	case codeCategory:
		if at+1 >= end || t.code[at+1] >= numCategories {
			t.fail()
			return nil, end, true
		}
		return newCharTest(codeCategory, foldNone, t.code[at+1], nil), at + 2, true
	case codeLiteral, codeNotLiteral, codeIn:
	case codeLiteralIgnore, codeNotLiteralIgnore, codeInIgnore:
		fold = foldASCII
	case codeLiteralLocIgnore, codeNotLiteralLocIgnore, codeInLocIgnore:
		fold = foldLocale
	case codeLiteralUniIgnore, codeNotLiteralUniIgnore, codeInUniIgnore:
		fold = foldUnicode
	default:
		return nil, 0, false
	}
	switch op {
	case codeIn, codeInIgnore, codeInLocIgnore, codeInUniIgnore:
		next = t.skip(at+1, end)
		if t.err != nil || !validSet(t.code[at+2:max(next, at+2)]) {
			t.fail()
			return nil, end, true
		}
		return newCharTest(codeIn, fold, 0, t.code[at+2:next]), next, true
	case codeLiteralIgnore, codeLiteralLocIgnore, codeLiteralUniIgnore:
		base = codeLiteral
	case codeNotLiteralIgnore, codeNotLiteralLocIgnore, codeNotLiteralUniIgnore:
		base = codeNotLiteral
	}
	if at+1 >= end {
		t.fail()
		return nil, end, true
	}
	return newCharTest(base, fold, t.code[at+1], nil), at + 2, true
}

// literal returns a code as a character; what is none can't match.
func literal(c uint32) rune {
	if c > 0x10FFFF {
		return 0x110000
	}
	return rune(c)
}

// instruction translates the operator at code[at], which with all that belongs to it must end before end, and returns
// what follows it.
func (t *translator) instruction(at, end int) int {
	code := t.code
	args := func(n int) bool {
		if end-at <= n {
			t.fail()
		}
		return t.err == nil
	}
	switch op := code[at]; op {
	case codeFailure:
		t.emit(inst{op: opFail})
		return at + 1
	case codeAnyAll:
		t.emit(inst{op: opAnyAll})
		return at + 1
	case codeLiteral:
		if args(1) {
			t.emit(inst{op: opChar, x: int(literal(code[at+1]))})
		}
		return at + 2
	case codeAt:
		if !args(1) || code[at+1] >= numPositions {
			t.fail()
			break
		}
		t.emit(inst{op: opAt, x: int(code[at+1])})
		return at + 2
	case codeMark:
		if !args(1) || int64(code[at+1]) >= int64(t.p.marks) {
			t.fail()
			break
		}
		t.emit(inst{op: opMark, x: int(code[at+1])})
		return at + 2
	case codeGroupRef, codeGroupRefIgnore, codeGroupRefLocIgnore, codeGroupRefUniIgnore:
		if !args(1) || int64(code[at+1]) >= int64(t.p.marks/2) {
			t.fail()
			break
		}
		fold := map[uint32]folding{codeGroupRefIgnore: foldASCII, codeGroupRefLocIgnore: foldLocale, codeGroupRefUniIgnore: foldUnicode}[op]
		t.emit(inst{op: opGroupRef, fold: fold, x: int(code[at+1])})
		return at + 2
	case codeBranch:
		return t.branch(at, end)
	case codeGroupRefExists:
		return t.conditional(at, end)
	case codeRepeat, codePossessiveRepeat:
		return t.repeat(at, end)
	case codeRepeatOne, codeMinRepeatOne, codePossessiveRepeatOne:
		return t.repeatOne(at, end)
	case codeAssert, codeAssertNot:
		return t.assertion(at, end)
	case codeAtomicGroup:
		stop := t.skip(at+1, end)
		if !t.body(at+2, stop) {
			break
		}
		t.emit(inst{op: opEnter})
		t.sequence(at+2, stop-1)
		t.emit(inst{op: opCommit})
		return stop
	default:
		if test, next, ok := t.test(at, end); ok {
			t.emit(inst{op: opTest, test: test})
			return next
		}
		t.fail()
	}
	return end
}

// body checks that code[at:stop] ends in SUCCESS.
func (t *translator) body(at, stop int) bool {
	if t.err == nil && (stop <= at || t.code[stop-1] != codeSuccess) {
		t.fail()
	}
	return t.err == nil
}

// branch is BRANCH (skip alternative JUMP end)* 0.
func (t *translator) branch(at, end int) int {
	if !t.enter() {
		return end
	}
	defer func() { t.depth-- }()
	at++
	stop := -1
	var jumps []int
	for {
		if at >= end {
			t.fail()
			return end
		}
		if t.code[at] == 0 {
			break
		}
		next := t.skip(at, end)
		if t.err != nil || next-at < 3 || next >= end || t.code[next-2] != codeJump {
			t.fail()
			return end
		}
		target := t.skip(next-1, end)
		if t.err != nil || stop >= 0 && target != stop {
			t.fail()
			return end
		}
		stop = target
		split := -1
		if t.code[next] != 0 {
			split = t.emit(inst{op: opSplit, char: -1})
		}
		t.sequence(at+1, next-2)
		if t.err != nil {
			return end
		}
		if split >= 0 {
			jumps = append(jumps, t.emit(inst{op: opJump}))
			t.out[split].target = t.here()
		}
		at = next
	}
	if stop != at+1 {
		t.fail()
	}
	for _, j := range jumps {
		t.out[j].target = t.here()
	}
	return at + 1
}

// conditional is GROUPREF_EXISTS group skip yes [JUMP skip no]. That there is a second part shows only when the first is
// read to its end.
func (t *translator) conditional(at, end int) int {
	if end-at < 3 || int64(t.code[at+1]) >= int64(t.p.marks/2) || !t.enter() {
		t.fail()
		return end
	}
	defer func() { t.depth-- }()
	target := t.skip(at+2, end+1) - 1
	if t.err != nil || target < at+3 {
		t.fail()
		return end
	}
	test := t.emit(inst{op: opIfGroup, x: int(t.code[at+1])})
	pos := at + 3
	for pos < target && t.err == nil {
		if pos == target-2 && t.code[pos] == codeJump {
			stop := t.skip(target-1, end)
			jump := t.emit(inst{op: opJump})
			t.out[test].target = t.here()
			t.sequence(target, stop)
			t.out[jump].target = t.here()
			return stop
		}
		pos = t.instruction(pos, target)
	}
	if pos != target {
		t.fail()
	}
	t.out[test].target = t.here()
	return target
}

// bounds reads the least and the greatest number of rounds.
func (t *translator) bounds(at int) (low, high int) {
	low, high = int(t.code[at]), int(t.code[at+1])
	if t.code[at] > t.code[at+1] {
		t.fail()
	}
	if t.code[at+1] == maxRepeat {
		high = -1
	}
	return low, high
}

// repeat is REPEAT skip min max body MAX_UNTIL|MIN_UNTIL, or POSSESSIVE_REPEAT skip min max body SUCCESS.
func (t *translator) repeat(at, end int) int {
	if end-at < 5 {
		t.fail()
		return end
	}
	stop := t.skip(at+1, end)
	low, high := t.bounds(at + 2)
	if t.err != nil || stop >= end || stop < at+4 {
		t.fail()
		return end
	}
	slot := int32(t.p.repeats)
	t.p.repeats++
	t.emit(inst{op: opRepeat, slot: slot})
	if t.code[at] == codePossessiveRepeat {
		if t.code[stop] != codeSuccess {
			t.fail()
			return end
		}
		top := t.emit(inst{op: opAllUntil, slot: slot, x: low, y: high})
		t.sequence(at+4, stop)
		t.emit(inst{op: opAllRound, slot: slot, target: int32(top)})
		t.out[top].target = t.here()
		return stop + 1
	}
	op := opMaxUntil
	switch t.code[stop] {
	case codeMaxUntil:
	case codeMinUntil:
		op = opMinUntil
	default:
		t.fail()
		return end
	}
	jump := t.emit(inst{op: opJump})
	body := t.here()
	t.sequence(at+4, stop)
	t.out[jump].target = t.here()
	t.emit(inst{op: op, slot: slot, x: low, y: high, target: body})
	return stop + 1
}

// repeatOne is REPEAT_ONE skip min max unit SUCCESS, where the unit takes one character.
func (t *translator) repeatOne(at, end int) int {
	if end-at < 6 {
		t.fail()
		return end
	}
	stop := t.skip(at+1, end)
	low, high := t.bounds(at + 2)
	if !t.body(at+4, stop) || stop-at < 6 {
		t.fail()
		return end
	}
	op := map[uint32]opcode{codeRepeatOne: opMaxOne, codeMinRepeatOne: opMinOne, codePossessiveRepeatOne: opAllOne}[t.code[at]]
	i := inst{op: op, x: low, y: high, char: -1, next: -1}
	next := at + 5
	switch t.code[at+4] {
	case codeAnyAll:
	case codeFailure:
		i.test = newCharTest(codeIn, foldNone, 0, []uint32{codeFailure})
	default:
		var ok bool
		if i.test, next, ok = t.test(at+4, stop); !ok || t.err != nil {
			t.fail()
			return end
		}
		if t.code[at+4] == codeLiteral {
			i.test, i.char = nil, literal(t.code[at+5])
		}
	}
	if next != stop-1 {
		t.fail()
	}
	t.emit(i)
	return stop
}

// assertion is ASSERT|ASSERT_NOT skip back body SUCCESS.
func (t *translator) assertion(at, end int) int {
	stop := t.skip(at+1, end)
	if end-at < 4 || !t.body(at+3, stop) {
		t.fail()
		return end
	}
	back := int(t.code[at+2])
	if t.code[at] == codeAssert {
		t.emit(inst{op: opEnter, x: back})
		t.sequence(at+3, stop-1)
		t.emit(inst{op: opCommitBack})
		return stop
	}
	enter := t.emit(inst{op: opEnterNot, x: back})
	t.sequence(at+3, stop-1)
	t.emit(inst{op: opCommitNot})
	t.out[enter].target = t.here()
	return stop
}
