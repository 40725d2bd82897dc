// This file marks the part of the source lines that failed: ^ under the expression, or ~ under it with ^ under the
// operator, subscript or call that is to blame.

package traceback

import (
	"strings"
	"unicode/utf8"

	"github.com/gopy-lang/gopy/ast"
	"github.com/gopy-lang/gopy/compiler/code"
	"github.com/gopy-lang/gopy/parser"
	"github.com/gopy-lang/gopy/runtime/ucd"
)

// place is a line (counted from 0 within the shown lines) and a column in bytes.
type place struct{ line, col int }

// Line is a source line and, when Marked, the carets below it.
type Line struct {
	Text, Carets string
	Marked       bool
}

// Render returns the source lines of an entry, dedented, with their carets. Long ranges are abbreviated.
func Render(lines []string, at code.Position) []Line {
	lines, cut := dedent(lines)
	last := len(lines) - 1
	if at.Col < 0 || at.EndCol < 0 || int(at.EndLine) != int(at.Line)+last {
		return []Line{{Text: strings.TrimSpace(lines[0])}}
	}
	start := min(max(int(at.Col)-cut, 0), len(lines[0]))
	end := min(max(int(at.EndCol)-cut, 0), len(lines[last]))
	left, right, anchored := anchors(lines, start, end)
	show := showCarets(lines, start, end, anchored)

	significant := map[int]bool{0: true, last: true}
	if anchored {
		for _, p := range []place{left, right} {
			for i := p.line - 1; i <= p.line+1; i++ {
				if i >= 0 && i <= last {
					significant[i] = true
				}
			}
		}
	}
	var out []Line
	put := func(i int) {
		l := Line{Text: strings.TrimRight(lines[i], " \t\r\f"), Marked: show}
		if show {
			stop := len(lines[i])
			if i == last {
				stop = end
			}
			l.Carets = carets(lines[i], i, start, stop, left, right, anchored)
		}
		out = append(out, l)
	}
	previous := -1
	for i := 0; i <= last; i++ {
		if !significant[i] {
			continue
		}
		switch gap := i - previous; {
		case previous < 0 || gap == 1:
		case gap == 2:
			put(i - 1)
		default:
			out = append(out, Line{Text: "...<" + itoa(gap-1) + " lines>..."})
		}
		put(i)
		previous = i
	}
	return out
}

// dedent removes the indentation that all lines share (those that are blank don't count) and tells how much it was.
func dedent(lines []string) ([]string, int) {
	common := -1
	for _, l := range lines {
		t := strings.TrimLeft(l, " \t\f")
		if t == "" {
			continue
		}
		if n := len(l) - len(t); common < 0 || n < common {
			common = n
		}
	}
	if common <= 0 {
		common = 0
	}
	out := make([]string, len(lines))
	for i, l := range lines {
		if len(l) >= common {
			out[i] = l[common:]
		}
	}
	return out, common
}

// carets is the line below a source line, as wide as its characters are displayed.
func carets(line string, number, start, stop int, left, right place, anchored bool) string {
	indent := len(line) - len(strings.TrimLeft(line, " \t\f"))
	var b strings.Builder
	for col := 0; col < stop && col < len(line); {
		r, size := utf8.DecodeRuneInString(line[col:])
		mark := byte('^')
		switch {
		case col < indent || number == 0 && col < start:
			mark = ' '
		case anchored:
			mark = '~'
			if (number > left.line || number == left.line && col >= left.col) && (number < right.line || number == right.line && col < right.col) {
				mark = '^'
			}
		}
		b.WriteByte(mark)
		if w := ucd.EastAsianWidth(r); w == "W" || w == "F" {
			b.WriteByte(mark)
		}
		col += size
	}
	return b.String()
}

// anchors finds, in an expression that spans the range, the part to blame: a binary operator, the subscript of a
// subscription, the arguments of a call.
func anchors(lines []string, start, end int) (left, right place, ok bool) {
	segment := append([]string(nil), lines...)
	last := len(segment) - 1
	segment[last] = segment[last][:end]
	segment[0] = segment[0][min(start, len(segment[0])):]
	// Parentheses let the expression span lines; they stand on lines of their own.
	mod, _, err := parser.ParseText("(\n"+strings.Join(segment, "\n")+"\n)", "", parser.Exec, parser.Options{})
	if err != nil {
		return
	}
	body := mod.(*ast.Module).Body
	if len(body) != 1 {
		return
	}
	statement, isExpr := body[0].(*ast.ExprStmt)
	if !isExpr {
		return
	}
	// Positions of the tree count lines from the "(" line as 1.
	begin := func(n ast.Node) place { p := n.Pos(); return place{int(p.Lineno) - 2, int(p.ColOffset)} }
	finish := func(n ast.Node) place { p := n.Pos(); return place{int(p.EndLineno) - 2, int(p.EndColOffset)} }
	shift := func(p place) place {
		if p.line == 0 {
			p.col += start
		}
		return p
	}
	switch x := statement.Value.(type) {
	case *ast.BinOp:
		at := find(segment, finish(x.Left), func(c byte) bool { return c != ')' })
		right := place{at.line, at.col + 1}
		if at.line < len(segment) && right.col < len(segment[at.line]) {
			next := segment[at.line][right.col]
			stop := begin(x.Right)
			if (at.line < stop.line || right.col < stop.col) && next != ' ' && next != '\t' && next != '\\' && next != '#' && next != '(' {
				right.col++
			}
		}
		return shift(at), shift(right), true
	case *ast.Subscript:
		at := find(segment, finish(x.Value), func(c byte) bool { return c == '[' })
		return shift(at), shift(finish(x)), true
	case *ast.Call:
		at := find(segment, finish(x.Func), func(c byte) bool { return c == '(' })
		return shift(at), shift(finish(x)), true
	}
	return
}

// find goes on from a place over white space, comments, line continuations and what wanted refuses.
func find(lines []string, p place, wanted func(c byte) bool) place {
	for p.line < len(lines) {
		line := lines[p.line]
		for p.col < len(line) {
			c := line[p.col]
			if c == '#' || c == '\\' {
				break
			}
			if c != ' ' && c != '\t' && c != '\f' && wanted(c) {
				return p
			}
			p.col++
		}
		p.line, p.col = p.line+1, 0
	}
	return p
}

// showCarets reports whether carets say anything: not when they would stand under the whole line, nor under a call that
// is all that a statement returns or assigns.
func showCarets(lines []string, start, end int, anchored bool) bool {
	if mod, _, err := parser.ParseText(strings.Join(lines, "\n")+"\n", "", parser.Exec, parser.Options{}); err == nil {
		if body := mod.(*ast.Module).Body; len(body) > 0 {
			var value ast.Expr
			switch s := body[0].(type) {
			case *ast.Return:
				if c, ok := s.Value.(*ast.Call); ok {
					if _, ok := c.Func.(*ast.Name); ok {
						value = c
					}
				}
			case *ast.Assign:
				if c, ok := s.Value.(*ast.Call); ok {
					value = c
				}
			}
			if value != nil {
				p := value.Pos()
				if p.Lineno == 1 && int(p.EndLineno) == len(lines) && int(p.ColOffset) == start && int(p.EndColOffset) == end {
					return false
				}
			}
		}
	}
	if anchored {
		return true
	}
	return strings.TrimSpace(lines[0][:start]) != "" || strings.TrimSpace(lines[len(lines)-1][end:]) != ""
}
