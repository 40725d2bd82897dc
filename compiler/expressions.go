// This file holds the code of expressions: the switch over all of them, operators, comparisons, attributes and
// subscripts.

package compiler

import (
	"errors"

	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/compiler/cfg"
	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/compiler/opcode"
)

// Arguments of BINARY_OP.
var binaryOps = [...]int{
	ast.Add: opcode.NB_ADD, ast.Sub: opcode.NB_SUBTRACT, ast.Mult: opcode.NB_MULTIPLY, ast.MatMult: opcode.NB_MATRIX_MULTIPLY,
	ast.Div: opcode.NB_TRUE_DIVIDE, ast.Modulo: opcode.NB_REMAINDER, ast.Pow: opcode.NB_POWER, ast.LShift: opcode.NB_LSHIFT,
	ast.RShift: opcode.NB_RSHIFT, ast.BitOr: opcode.NB_OR, ast.BitXor: opcode.NB_XOR, ast.BitAnd: opcode.NB_AND,
	ast.FloorDiv: opcode.NB_FLOOR_DIVIDE,
}

// visitExprs emits expressions in order.
func (g *generator) visitExprs(list []ast.Expr) {
	for _, expr := range list {
		g.visitExpr(expr)
	}
}

// visitExpr emits an expression: its evaluation, or the store to it or deletion of it, whatever its context says.
func (g *generator) visitExpr(expr ast.Expr) {
	if !g.descend() {
		return
	}
	defer g.ascend()
	expr = g.folded(expr)
	loc := at(expr)
	switch e := expr.(type) {
	case *ast.Constant:
		g.loadConst(constantValue(e), loc)
	case *ast.Name:
		g.emitVariable(e.Id, e.Ctx, loc)
	case *ast.Attribute:
		g.visitAttribute(e)
	case *ast.Subscript:
		g.visitSubscript(e)
	case *ast.Slice:
		g.visitSlice(e)
	case *ast.Call:
		g.visitCall(e)
	case *ast.BinOp:
		g.visitExpr(e.Left)
		g.visitExpr(e.Right)
		g.emitArg(opcode.BINARY_OP, binaryOps[e.Op], loc)
	case *ast.UnaryOp:
		g.visitUnaryOp(e)
	case *ast.BoolOp:
		g.visitBoolOp(e)
	case *ast.Compare:
		g.visitCompare(e)
	case *ast.IfExp:
		g.visitIfExp(e)
	case *ast.NamedExpr:
		g.visitExpr(e.Value)
		g.emitArg(opcode.COPY, 1, loc)
		g.visitExpr(e.Target)
	case *ast.Lambda:
		g.visitLambda(e)
	case *ast.Tuple:
		g.visitSequence(e, e.Elts, e.Ctx, tupleDisplay)
	case *ast.List:
		g.visitSequence(e, e.Elts, e.Ctx, listDisplay)
	case *ast.Set:
		g.emitDisplay(setDisplay, e.Elts, "", 0, loc)
	case *ast.Dict:
		g.visitDict(e)
	case *ast.ListComp, *ast.SetComp, *ast.DictComp, *ast.GeneratorExp:
		g.visitComprehension(comprehensionOf(expr))
	case *ast.Yield:
		if !g.unit.scope.IsFunctionLike() {
			g.fail(loc, "'yield' outside function")
			return
		}
		if e.Value != nil {
			g.visitExpr(e.Value)
		} else {
			g.loadConst(nil, loc)
		}
		g.emitYield(loc)
	case *ast.YieldFrom:
		switch scope := g.unit.scope; {
		case !scope.IsFunctionLike():
			g.fail(loc, "'yield from' outside function")
			return
		case scope.IsCoroutine:
			g.fail(loc, "'yield from' inside async function")
			return
		}
		g.visitExpr(e.Value)
		g.emit(opcode.GET_YIELD_FROM_ITER, loc)
		g.loadConst(nil, loc)
		g.emitYieldFrom(opcode.RESUME_AFTER_YIELD_FROM, loc)
	case *ast.Await:
		g.visitExpr(e.Value)
		g.emitAwait(awaitExpression, loc)
	case *ast.JoinedStr:
		g.visitJoinedStr(e)
	case *ast.FormattedValue:
		g.visitFormattedValue(e)
	case *ast.TemplateStr:
		g.visitTemplateStr(e)
	case *ast.Interpolation:
		g.visitInterpolation(e)
	case *ast.Starred:
		if e.Ctx == ast.Store {
			g.fail(loc, "starred assignment target must be in a list or tuple")
		} else {
			g.fail(loc, "can't use starred expression here")
		}
	default:
		g.failure(errors.New("compiler: unknown expression " + expr.Class().Name))
	}
}

// constantValue returns the value of a literal as code objects hold it.
func constantValue(e *ast.Constant) any {
	return codeConstant(e.Value)
}

func codeConstant(value any) any {
	switch v := value.(type) {
	case ast.Ellipsis:
		return code.Ellipsis{}
	case ast.ConstantTuple:
		return code.Tuple(codeConstants(v))
	case ast.ConstantFrozenSet:
		return code.FrozenSet(codeConstants(v))
	}
	return value
}

func codeConstants(list []any) []any {
	out := make([]any, len(list))
	for i, v := range list {
		out[i] = codeConstant(v)
	}
	return out
}

func (g *generator) visitUnaryOp(e *ast.UnaryOp) {
	loc := at(e)
	g.visitExpr(e.Operand)
	switch e.Op {
	case ast.Invert:
		g.emit(opcode.UNARY_INVERT, loc)
	case ast.Not:
		g.emit(opcode.TO_BOOL, loc)
		g.emit(opcode.UNARY_NOT, loc)
	case ast.UAdd:
		g.emitArg(opcode.CALL_INTRINSIC_1, opcode.INTRINSIC_UNARY_POSITIVE, loc)
	case ast.USub:
		g.emit(opcode.UNARY_NEGATIVE, loc)
	}
}

func (g *generator) visitBoolOp(e *ast.BoolOp) {
	loc := at(e)
	jump := opcode.JUMP_IF_FALSE
	if e.Op == ast.Or {
		jump = opcode.JUMP_IF_TRUE
	}
	end := g.newLabel()
	last := len(e.Values) - 1
	for _, value := range e.Values[:last] {
		g.visitExpr(value)
		g.emitJump(jump, end, loc)
		g.emit(opcode.POP_TOP, loc)
	}
	g.visitExpr(e.Values[last])
	g.use(end)
}

func (g *generator) visitIfExp(e *ast.IfExp) {
	end, next := g.newLabel(), g.newLabel()
	g.jumpIf(e.Test, next, false, at(e))
	g.visitExpr(e.Body)
	g.emitJump(opcode.JUMP_NO_INTERRUPT, end, cfg.NoLocation)
	g.use(next)
	g.visitExpr(e.Orelse)
	g.use(end)
}

func (g *generator) visitCompare(e *ast.Compare) {
	loc := at(e)
	g.checkCompare(e)
	g.visitExpr(e.Left)
	last := len(e.Ops) - 1
	if last == 0 {
		g.visitExpr(e.Comparators[0])
		g.emitCompare(e.Ops[0], loc)
		return
	}
	cleanup := g.newLabel()
	for i, op := range e.Ops[:last] {
		g.visitExpr(e.Comparators[i])
		g.emitArg(opcode.SWAP, 2, loc)
		g.emitArg(opcode.COPY, 2, loc)
		g.emitCompare(op, loc)
		g.emitArg(opcode.COPY, 1, loc)
		g.emit(opcode.TO_BOOL, loc)
		g.emitJump(opcode.POP_JUMP_IF_FALSE, cleanup, loc)
		g.emit(opcode.POP_TOP, loc)
	}
	g.visitExpr(e.Comparators[last])
	g.emitCompare(e.Ops[last], loc)
	end := g.newLabel()
	g.emitJump(opcode.JUMP_NO_INTERRUPT, end, cfg.NoLocation)
	g.use(cleanup)
	g.emitArg(opcode.SWAP, 2, loc)
	g.emit(opcode.POP_TOP, loc)
	g.use(end)
}

// Outcomes of a comparison, in the low bits of COMPARE_OP's argument: those for which the result is true.
const (
	outcomeUnordered = 1 << iota
	outcomeLess
	outcomeGreater
	outcomeEqual
)

// Arguments of COMPARE_OP.
var compareOps = [...]int{
	ast.Lt:    opcode.COMPARE_LT<<5 | outcomeLess,
	ast.LtE:   opcode.COMPARE_LE<<5 | outcomeLess | outcomeEqual,
	ast.Eq:    opcode.COMPARE_EQ<<5 | outcomeEqual,
	ast.NotEq: opcode.COMPARE_NE<<5 | outcomeUnordered | outcomeLess | outcomeGreater,
	ast.Gt:    opcode.COMPARE_GT<<5 | outcomeGreater,
	ast.GtE:   opcode.COMPARE_GE<<5 | outcomeGreater | outcomeEqual,
}

// emitCompare emits the comparison of the two values on the stack.
func (g *generator) emitCompare(op ast.CmpOperator, loc cfg.Loc) {
	switch op {
	case ast.Is:
		g.emitArg(opcode.IS_OP, 0, loc)
	case ast.IsNot:
		g.emitArg(opcode.IS_OP, 1, loc)
	case ast.In:
		g.emitArg(opcode.CONTAINS_OP, 0, loc)
	case ast.NotIn:
		g.emitArg(opcode.CONTAINS_OP, 1, loc)
	default:
		g.emitArg(opcode.COMPARE_OP, compareOps[op], loc)
	}
}

func (g *generator) visitAttribute(e *ast.Attribute) {
	if call, ok := g.superCall(e); ok {
		g.emitSuperAttribute(e, call, false)
		return
	}
	g.visitExpr(e.Value)
	loc := attributeLocation(at(e), e)
	switch e.Ctx {
	case ast.Load:
		g.loadAttr(e.Attr, loc)
	case ast.Store:
		g.noteStaticAttribute(e)
		g.emitName(opcode.STORE_ATTR, e.Attr, loc)
	case ast.Del:
		g.emitName(opcode.DELETE_ATTR, e.Attr, loc)
	}
}

// attributeLocation narrows the location of an access to an attribute, or of a call of it, to begin at the attribute's
// name, if that stands on another line than loc begins on.
func attributeLocation(loc cfg.Loc, e *ast.Attribute) cfg.Loc {
	if loc.Line == e.EndLineno {
		return loc
	}
	loc.Line = e.EndLineno
	loc.EndLine = max(loc.Line, loc.EndLine)
	length := int32(characters(e.Attr))
	if length <= e.EndColOffset {
		loc.Col = e.EndColOffset - length
	} else {
		loc.Col = -1
		loc.EndCol = -1
	}
	return loc
}

// characters returns the number of characters of a WTF-8 string.
func characters(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i]&0xC0 != 0x80 {
			n++
		}
	}
	return n
}

func (g *generator) visitSubscript(e *ast.Subscript) {
	loc := at(e)
	if e.Ctx == ast.Load {
		g.checkSubscripted(e.Value)
		g.checkIndex(e.Value, e.Slice)
	}
	g.visitExpr(e.Value)
	if slice, ok := g.twoPartSlice(e); ok && e.Ctx != ast.Del {
		g.visitSliceParts(slice)
		if e.Ctx == ast.Load {
			g.emit(opcode.BINARY_SLICE, loc)
		} else {
			g.emit(opcode.STORE_SLICE, loc)
		}
		return
	}
	g.visitExpr(e.Slice)
	switch e.Ctx {
	case ast.Load:
		g.emitArg(opcode.BINARY_OP, opcode.NB_SUBSCR, loc)
	case ast.Store:
		g.emit(opcode.STORE_SUBSCR, loc)
	case ast.Del:
		g.emit(opcode.DELETE_SUBSCR, loc)
	}
}

// twoPartSlice returns the slice of a subscript like `x[a:b]`, which has instructions of its own. Constant slices don't
// use them: they are a single constant.
func (g *generator) twoPartSlice(e *ast.Subscript) (*ast.Slice, bool) {
	slice, ok := e.Slice.(*ast.Slice)
	return slice, ok && slice.Step == nil && !g.isConstantSlice(slice)
}

// isConstantSlice reports whether all parts of a slice are constants or absent.
func (g *generator) isConstantSlice(slice *ast.Slice) bool {
	for _, part := range []ast.Expr{slice.Lower, slice.Upper, slice.Step} {
		if _, ok := g.constant(part); part != nil && !ok {
			return false
		}
	}
	return true
}

// visitSliceParts emits lower and upper bound of a slice.
func (g *generator) visitSliceParts(slice *ast.Slice) {
	for _, part := range []ast.Expr{slice.Lower, slice.Upper} {
		if part != nil {
			g.visitExpr(part)
		} else {
			g.loadConst(nil, at(slice))
		}
	}
}

func (g *generator) visitSlice(slice *ast.Slice) {
	loc := at(slice)
	if g.isConstantSlice(slice) {
		value := func(part ast.Expr) any {
			if part == nil {
				return nil
			}
			constant, _ := g.constant(part)
			return constantValue(constant)
		}
		g.loadConst(code.Slice{Start: value(slice.Lower), Stop: value(slice.Upper), Step: value(slice.Step)}, loc)
		return
	}
	g.visitSliceParts(slice)
	n := 2
	if slice.Step != nil {
		g.visitExpr(slice.Step)
		n = 3
	}
	g.emitArg(opcode.BUILD_SLICE, n, loc)
}
