// This file holds the code of match statements.
//
// The subject is on the stack while a pattern is tried. A pattern consumes it and either goes on, or jumps with more
// values above it to one of the labels of [matcher.fail], which pop them. Captured values stay on the stack, below what
// patterns work on, until the whole pattern has matched: only then are the names bound.

package compiler

import (
	"errors"
	"math/big"
	"slices"

	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/compiler/opcode"
)

// A matcher is the compilation of one pattern.
type matcher struct {
	*generator
	names       []string    // captured so far, in the order of the values on the stack
	onTop       int         // values above the captured ones that must be popped on failure
	irrefutable bool        // a pattern that matches anything may stand here
	fail        []cfg.Label // fail[i] is where to jump with i values on the stack above the subject's place
}

func (g *generator) visitMatch(s *ast.Match) {
	g.visitExpr(s.Subject)
	end := g.newLabel()
	cases := s.Cases
	last := cases[len(cases)-1]
	hasDefault := len(cases) > 1 && isWildcard(last.Pattern)
	if hasDefault {
		cases = cases[:len(cases)-1]
	}
	for i, c := range cases {
		loc := at(c.Pattern)
		isLast := i == len(cases)-1
		if !isLast {
			g.emitArg(opcode.COPY, 1, loc)
		}
		m := &matcher{generator: g, irrefutable: c.Guard != nil || i == len(s.Cases)-1}
		m.visitPattern(c.Pattern)
		for _, name := range m.names {
			g.storeName(name, loc)
		}
		if c.Guard != nil {
			g.jumpIf(c.Guard, m.failLabel(0), false, loc)
		}
		if !isLast {
			g.emit(opcode.POP_TOP, cfg.NextLocation)
		}
		g.visitStmts(c.Body)
		g.emitJump(opcode.JUMP, end, cfg.NoLocation)
		m.emitFailures(loc)
	}
	if hasDefault {
		loc := at(last.Pattern)
		g.emit(opcode.NOP, loc) // so that the line of `case _` is traced
		if last.Guard != nil {
			g.jumpIf(last.Guard, end, false, loc)
		}
		g.visitStmts(last.Body)
	}
	g.use(end)
}

// isWildcard reports whether a pattern is `_`.
func isWildcard(pattern ast.Pattern) bool {
	as, ok := pattern.(*ast.MatchAs)
	return ok && as.Name == ""
}

// isStarWildcard reports whether a pattern is `*_`.
func isStarWildcard(pattern ast.Pattern) bool {
	star, ok := pattern.(*ast.MatchStar)
	return ok && star.Name == ""
}

// failLabel returns the label to jump to with n values too many on the stack.
func (m *matcher) failLabel(n int) cfg.Label {
	for len(m.fail) <= n {
		m.fail = append(m.fail, m.newLabel())
	}
	return m.fail[n]
}

// jumpToFail emits a jump for a failure of the pattern.
func (m *matcher) jumpToFail(op opcode.Op, loc cfg.Loc) {
	m.emitJump(op, m.failLabel(m.onTop+len(m.names)), loc)
}

// emitFailures places the labels for failures and pops the values there are too many.
func (m *matcher) emitFailures(loc cfg.Loc) {
	for n := len(m.fail) - 1; n >= 0; n-- {
		m.use(m.fail[n])
		if n > 0 {
			m.emit(opcode.POP_TOP, loc)
		}
	}
	m.fail = nil
}

// rotate emits the move of the top of the stack below the n-1 values under it.
func (m *matcher) rotate(n int, loc cfg.Loc) {
	for ; n > 1; n-- {
		m.emitArg(opcode.SWAP, n, loc)
	}
}

// capture emits the binding of the top of the stack to a name, or, without a name, its removal.
func (m *matcher) capture(name string, loc cfg.Loc) {
	if name == "" {
		m.emit(opcode.POP_TOP, loc)
		return
	}
	if slices.Contains(m.names, name) {
		m.failDuplicate(name, loc)
		return
	}
	m.rotate(m.onTop+len(m.names)+1, loc)
	m.names = append(m.names, name)
}

func (m *matcher) failDuplicate(name string, loc cfg.Loc) {
	m.generator.fail(loc, "multiple assignments to name %s in pattern", quote(name))
}

// visitPattern emits the test of the top of the stack, which is consumed.
func (m *matcher) visitPattern(pattern ast.Pattern) {
	if !m.descend() {
		return
	}
	defer m.ascend()
	loc := at(pattern)
	switch p := pattern.(type) {
	case *ast.MatchValue:
		m.visitValue(p)
	case *ast.MatchSingleton:
		m.loadConst(p.Value, loc)
		m.emitCompare(ast.Is, loc)
		m.jumpToFail(opcode.POP_JUMP_IF_FALSE, loc)
	case *ast.MatchSequence:
		m.visitSequencePattern(p)
	case *ast.MatchMapping:
		m.visitMapping(p)
	case *ast.MatchClass:
		m.visitClassPattern(p)
	case *ast.MatchStar:
		m.capture(p.Name, loc)
	case *ast.MatchAs:
		m.visitAs(p)
	case *ast.MatchOr:
		m.visitOr(p)
	default:
		m.failure(errors.New("compiler: unknown pattern " + pattern.Class().Name))
	}
}

// visitInner emits a pattern within another one, where it needn't be refutable.
func (m *matcher) visitInner(pattern ast.Pattern) {
	irrefutable := m.irrefutable
	m.irrefutable = true
	m.visitPattern(pattern)
	m.irrefutable = irrefutable
}

func (m *matcher) visitValue(p *ast.MatchValue) {
	loc := at(p)
	value := foldedPattern(p.Value)
	switch value.(type) {
	case *ast.Constant, *ast.Attribute:
	default:
		m.generator.fail(loc, "patterns may only match literals and attribute lookups")
		return
	}
	m.visitExpr(value)
	m.emitCompare(ast.Eq, loc)
	m.emit(opcode.TO_BOOL, loc)
	m.jumpToFail(opcode.POP_JUMP_IF_FALSE, loc)
}

func (m *matcher) visitAs(p *ast.MatchAs) {
	loc := at(p)
	if p.Pattern == nil {
		if !m.irrefutable {
			if p.Name != "" {
				m.generator.fail(loc, "name capture %s makes remaining patterns unreachable", quote(p.Name))
			} else {
				m.generator.fail(loc, "wildcard makes remaining patterns unreachable")
			}
			return
		}
		m.capture(p.Name, loc)
		return
	}
	m.onTop++
	m.emitArg(opcode.COPY, 1, loc)
	m.visitPattern(p.Pattern)
	m.onTop--
	m.capture(p.Name, loc)
}

func (m *matcher) visitSequencePattern(p *ast.MatchSequence) {
	loc := at(p)
	size := len(p.Patterns)
	star := -1
	onlyWildcards, starWildcard := true, false
	for i, pattern := range p.Patterns {
		if _, ok := pattern.(*ast.MatchStar); !ok {
			onlyWildcards = onlyWildcards && isWildcard(pattern)
			continue
		}
		if star >= 0 {
			m.generator.fail(loc, "multiple starred names in sequence pattern")
			return
		}
		starWildcard = isStarWildcard(pattern)
		onlyWildcards = onlyWildcards && starWildcard
		star = i
	}

	m.onTop++
	m.emit(opcode.MATCH_SEQUENCE, loc)
	m.jumpToFail(opcode.POP_JUMP_IF_FALSE, loc)
	switch {
	case star < 0:
		m.testLength(ast.Eq, size, loc)
	case size > 1:
		m.testLength(ast.GtE, size-1, loc)
	}
	m.onTop--
	switch {
	case onlyWildcards:
		m.emit(opcode.POP_TOP, loc)
	case starWildcard:
		m.visitItems(p.Patterns, star, loc)
	default:
		m.visitUnpacked(p.Patterns, star, loc)
	}
}

// testLength emits a comparison of the length of the top of the stack.
func (m *matcher) testLength(op ast.CmpOperator, size int, loc cfg.Loc) {
	m.emit(opcode.GET_LEN, loc)
	m.loadConst(int64(size), loc)
	m.emitCompare(op, loc)
	m.jumpToFail(opcode.POP_JUMP_IF_FALSE, loc)
}

// visitUnpacked emits the patterns of a sequence by unpacking it.
func (m *matcher) visitUnpacked(patterns []ast.Pattern, star int, loc cfg.Loc) {
	if star >= 0 && !unpackExFits(star, len(patterns)) {
		m.generator.fail(loc, "too many expressions in star-unpacking sequence pattern")
		return
	}
	m.emitUnpack(len(patterns), star, loc)
	m.onTop += len(patterns)
	for _, pattern := range patterns {
		m.onTop--
		m.visitInner(pattern)
	}
}

// visitItems emits the patterns of a sequence by indexing it, so that the items for `*_` aren't looked at.
func (m *matcher) visitItems(patterns []ast.Pattern, star int, loc cfg.Loc) {
	m.onTop++
	for i, pattern := range patterns {
		if isWildcard(pattern) || i == star {
			continue
		}
		m.emitArg(opcode.COPY, 1, loc)
		if i < star {
			m.loadConst(int64(i), loc)
		} else {
			m.emit(opcode.GET_LEN, loc)
			m.loadConst(int64(len(patterns)-i), loc)
			m.emitArg(opcode.BINARY_OP, opcode.NB_SUBTRACT, loc)
		}
		m.emitArg(opcode.BINARY_OP, opcode.NB_SUBSCR, loc)
		m.visitInner(pattern)
	}
	m.onTop--
	m.emit(opcode.POP_TOP, loc)
}

func (m *matcher) visitMapping(p *ast.MatchMapping) {
	loc := at(p)
	size := len(p.Keys)
	if size != len(p.Patterns) {
		m.generator.fail(loc, "keys (%d) / patterns (%d) length mismatch in mapping pattern", size, len(p.Patterns))
		return
	}
	m.onTop++
	m.emit(opcode.MATCH_MAPPING, loc)
	m.jumpToFail(opcode.POP_JUMP_IF_FALSE, loc)
	if size == 0 && p.Rest == "" {
		m.onTop--
		m.emit(opcode.POP_TOP, loc)
		return
	}
	if size > 0 {
		m.testLength(ast.GtE, size, loc)
	}
	if !m.visitMappingKeys(p) {
		return
	}
	m.emitArg(opcode.BUILD_TUPLE, size, loc)
	m.emit(opcode.MATCH_KEYS, loc)
	m.onTop += 2 // the tuple of keys and that of values
	m.emitArg(opcode.COPY, 1, loc)
	m.loadConst(nil, loc)
	m.emitArg(opcode.IS_OP, 1, loc)
	m.jumpToFail(opcode.POP_JUMP_IF_FALSE, loc)
	m.emitArg(opcode.UNPACK_SEQUENCE, size, loc)
	m.onTop += size - 1
	for _, pattern := range p.Patterns {
		m.onTop--
		m.visitInner(pattern)
	}
	m.onTop -= 2
	if p.Rest == "" {
		m.emit(opcode.POP_TOP, loc)
		m.emit(opcode.POP_TOP, loc)
		return
	}
	// The rest is a copy without the keys.
	m.emitArg(opcode.BUILD_MAP, 0, loc)
	m.emitArg(opcode.SWAP, 3, loc)
	m.emitArg(opcode.DICT_UPDATE, 2, loc)
	m.emitArg(opcode.UNPACK_SEQUENCE, size, loc)
	for n := size; n > 0; n-- {
		m.emitArg(opcode.COPY, 1+n, loc)
		m.emitArg(opcode.SWAP, 2, loc)
		m.emit(opcode.DELETE_SUBSCR, loc)
	}
	m.capture(p.Rest, loc)
}

// visitMappingKeys emits the keys of a mapping pattern, literals all different or attributes.
func (m *matcher) visitMappingKeys(p *ast.MatchMapping) bool {
	seen := new(cfg.ConstTable)
	n := 0
	for i, key := range p.Keys {
		if key == nil {
			m.generator.fail(at(p.Patterns[i]), "can't use NULL keys in MatchMapping (set 'rest' parameter instead)")
			return false
		}
		key = foldedPattern(key)
		switch key := key.(type) {
		case *ast.Constant:
			if seen.Add(equalityKey(key.Value)) < n {
				m.generator.fail(at(p), "mapping pattern checks duplicate key (%s)", reprOf(key))
				return false
			}
			n++
		case *ast.Attribute:
		default:
			m.generator.fail(at(p), "mapping pattern keys may only match literals and attribute lookups")
			return false
		}
		m.visitExpr(key)
	}
	return true
}

func (m *matcher) visitClassPattern(p *ast.MatchClass) {
	loc := at(p)
	n, attributes := len(p.Patterns), len(p.KwdAttrs)
	if attributes != len(p.KwdPatterns) {
		m.generator.fail(loc, "kwd_attrs (%d) / kwd_patterns (%d) length mismatch in class pattern", attributes, len(p.KwdPatterns))
		return
	}
	for i, name := range p.KwdAttrs {
		if again := slices.Index(p.KwdAttrs[i+1:], name); again >= 0 {
			m.generator.fail(at(p.KwdPatterns[i+1+again]), "attribute name repeated in class pattern: %s", name)
			return
		}
	}
	m.visitExpr(p.Cls)
	names := make(code.Tuple, attributes)
	for i, name := range p.KwdAttrs {
		names[i] = name
	}
	m.loadConst(names, loc)
	m.emitArg(opcode.MATCH_CLASS, n, loc)
	m.emitArg(opcode.COPY, 1, loc)
	m.loadConst(nil, loc)
	m.emitArg(opcode.IS_OP, 1, loc)
	m.onTop++
	m.jumpToFail(opcode.POP_JUMP_IF_FALSE, loc)
	m.emitArg(opcode.UNPACK_SEQUENCE, n+attributes, loc)
	m.onTop += n + attributes - 1
	for _, pattern := range slices.Concat(p.Patterns, p.KwdPatterns) {
		m.onTop--
		if isWildcard(pattern) {
			m.emit(opcode.POP_TOP, loc)
			continue
		}
		m.visitInner(pattern)
	}
}

func (m *matcher) visitOr(p *ast.MatchOr) {
	loc := at(p)
	end := m.newLabel()
	outer := *m
	var control []string // the names that each alternative binds, in the order of the first one
	for i, alternative := range p.Patterns {
		altLoc := at(alternative)
		*m = matcher{generator: m.generator, irrefutable: i == len(p.Patterns)-1 && outer.irrefutable}
		m.emitArg(opcode.COPY, 1, altLoc)
		m.visitPattern(alternative)
		if m.err != nil {
			return
		}
		if i == 0 {
			control = m.names
		} else if !m.reorder(control, altLoc) {
			m.generator.fail(loc, "alternative patterns bind different names")
			return
		}
		m.emitJump(opcode.JUMP, end, altLoc)
		m.emitFailures(altLoc)
	}
	*m = outer

	// No alternative has matched.
	m.emit(opcode.POP_TOP, loc)
	m.jumpToFail(opcode.JUMP, loc)

	m.use(end)
	rotations := len(control) + 1 + m.onTop + len(m.names)
	for _, name := range control {
		m.rotate(rotations, loc)
		if slices.Contains(m.names, name) {
			m.failDuplicate(name, loc)
			return
		}
		m.names = append(m.names, name)
	}
	m.emit(opcode.POP_TOP, loc) // the copy of the subject
}

// reorder emits the moves that bring the captured values into the order of control. It returns false if the names
// differ.
func (m *matcher) reorder(control []string, loc cfg.Loc) bool {
	if len(m.names) != len(control) {
		return false
	}
	for i := len(control) - 1; i >= 0; i-- {
		have := slices.Index(m.names, control[i])
		if have < 0 {
			return false
		}
		if have == i {
			continue
		}
		// The names before and with this one go above the others up to i, each by one rotation.
		moved := slices.Clone(m.names[:have+1])
		m.names = slices.Insert(slices.Delete(m.names, 0, have+1), i-have, moved...)
		for range moved {
			m.rotate(i+1, loc)
		}
	}
	return true
}

// equalityKey returns a value that is the same constant for literals that compare equal.
func equalityKey(value any) any {
	switch v := value.(type) {
	case bool:
		if v {
			return int64(1)
		}
		return int64(0)
	case float64:
		return numberKey(v, value)
	case complex128:
		if imag(v) == 0 {
			return numberKey(real(v), complex(real(v)+0, 0))
		}
	}
	return value
}

// numberKey returns the int equal to v, or other if there is none.
func numberKey(v float64, other any) any {
	if v != v || v-v != 0 {
		return other
	}
	integer, accuracy := big.NewFloat(v).Int(nil)
	if accuracy != big.Exact {
		return v
	}
	if integer.IsInt64() {
		return integer.Int64()
	}
	return integer
}

// reprOf returns repr() of a literal.
func reprOf(e *ast.Constant) string { return ast.ReprConstant(e.Value) }

// quote returns repr() of an identifier.
func quote(name string) string { return ast.ReprConstant(name) }
