// This file reads Grammar/opcodes and writes package opcode and docs/opcodes.md.

package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/alecthomas/participle/v2"
	"github.com/alecthomas/participle/v2/lexer"
)

// opcodesFile is the syntax of Grammar/opcodes.
type opcodesFile struct {
	Sections []*opcodesSection `parser:"(EOL | Comment EOL | @@)*"`
}

// An opcodesSection holds instructions or the rows of a table.
type opcodesSection struct {
	Pos          lexer.Position
	Name         string         `parser:"@Heading"`
	Instructions []*instruction `parser:"(EOL | Comment EOL | @@"`
	Rows         []*opcodesRow  `parser:"| @@)*"`
}

type instruction struct {
	Pos       lexer.Position
	Number    int           `parser:"@Number"`
	Name      string        `parser:"@Name"`
	Argument  string        `parser:"@(Name | '-')"`
	Cache     []*cacheField `parser:"('{' @@* '}')?"`
	Stack     *stackPicture `parser:"( '(' @@ ')'"`
	JumpStack *stackPicture `parser:"('jump' '(' @@ ')')?"`
	Expansion []string      `parser:"('=>' @Name+)?"`
	Base      string        `parser:"| @Name )"`
	Doc       string        `parser:"@Comment? EOL"`

	section string
	base    *instruction
}

type cacheField struct {
	Name    string `parser:"@Name"`
	Entries int    `parser:"(':' @Number)?"`
}

// A stackPicture tells what an instruction takes from the stack and what it leaves.
type stackPicture struct {
	Before []*stackItem `parser:"@@* '--'"`
	After  []*stackItem `parser:"@@*"`
}

// A stackItem is one value, or as many as Count says.
type stackItem struct {
	Name  string   `parser:"@Name"`
	Count []string `parser:"('[' @(Name | Number | '+' | '-' | '*' | '&' | '>>')+ ']')?"`
}

type opcodesRow struct {
	Pos   lexer.Position
	Name  string `parser:"@Name"`
	Text  string `parser:"@Quoted?"`
	Value *int   `parser:"@Number?"`
	Doc   string `parser:"@Comment? EOL"`
}

var opcodesParser = participle.MustBuild[opcodesFile](
	participle.Lexer(lexer.MustSimple([]lexer.SimpleRule{
		{Name: "Comment", Pattern: `#[^\n]*`},
		{Name: "Heading", Pattern: `\[[a-z_0-9]+\]\n`},
		{Name: "Quoted", Pattern: `'[^'\n]+'`},
		{Name: "Number", Pattern: `\d+`},
		{Name: "Name", Pattern: `[A-Za-z_][A-Za-z_0-9]*(>>\d)?`},
		{Name: "Symbol", Pattern: `--|=>|>>|[-+*&:(){}\[\]]`},
		{Name: "EOL", Pattern: `\n`},
		{Name: "Blank", Pattern: `[ \t]+`},
	})),
	participle.Elide("Blank"))

// argumentKinds maps the kinds of arguments to the constants of package opcode.
var argumentKinds = map[string]string{
	"-": "ArgNone", "number": "ArgNumber", "const": "ArgConst", "name": "ArgName", "name>>1": "ArgNameShift1",
	"name>>2": "ArgNameShift2", "local": "ArgLocal", "locals": "ArgLocals", "free": "ArgFree", "forward": "ArgForward",
	"backward": "ArgBackward", "label": "ArgLabel", "handler": "ArgHandler", "compare": "ArgCompare",
	"operator": "ArgOperator", "intrinsic1": "ArgIntrinsic1", "intrinsic2": "ArgIntrinsic2", "special": "ArgSpecial",
	"common": "ArgCommon", "next_local": "ArgNextLocal",
}

// opcodeTables are the sections with rows: the Go table, the type of its rows, and what the documentation calls it.
var opcodeTables = []struct{ section, table, doc string }{
	{"binary_operators", "BinaryOperators", "the operators of BINARY_OP"},
	{"comparisons", "Comparisons", "the comparisons of COMPARE_OP; Value holds the outcomes"},
	{"intrinsics_1", "Intrinsics1", "the operations of CALL_INTRINSIC_1"},
	{"intrinsics_2", "Intrinsics2", "the operations of CALL_INTRINSIC_2"},
	{"special_methods", "SpecialMethods", "the methods of LOAD_SPECIAL"},
	{"common_constants", "CommonConstants", "the builtin objects of LOAD_COMMON_CONSTANT"},
	{"function_attributes", "FunctionAttributes", "the bits of SET_FUNCTION_ATTRIBUTE"},
	{"resumptions", "Resumptions", "the values of RESUME's argument"},
}

// opcodesWriter writes what derives from the file.
type opcodesWriter struct {
	instructions []*instruction // by number
	listed       []*instruction // in the order of the file
	rows         map[string][]*opcodesRow
}

func generateOpcodes(sources []source) ([]output, error) {
	file, err := opcodesParser.ParseString(sources[0].path, sources[0].text)
	if err != nil {
		return nil, err
	}
	w := &opcodesWriter{rows: map[string][]*opcodesRow{}}
	for _, s := range file.Sections {
		s.Name = strings.Trim(s.Name, "[]\n")
		for _, i := range s.Instructions {
			i.section = s.Name
			w.listed = append(w.listed, i)
		}
		if len(s.Rows) > 0 {
			w.rows[s.Name] = s.Rows
		}
	}
	if err := w.check(); err != nil {
		return nil, err
	}
	return []output{
		{"compiler/opcode/opcodes_gen.go", w.constants()},
		{"compiler/opcode/metadata_gen.go", w.metadata()},
		{"docs/opcodes.md", w.doc()},
	}, nil
}

// check resolves and validates what the syntax leaves open.
func (w *opcodesWriter) check() error {
	byName := map[string]*instruction{}
	byNumber := map[int]*instruction{}
	for _, i := range w.listed {
		i.Doc = docText(i.Doc)
		if byName[i.Name] != nil || byNumber[i.Number] != nil {
			return fmt.Errorf("%s: name or number of %d %s occurs twice", i.Pos, i.Number, i.Name)
		}
		byName[i.Name], byNumber[i.Number] = i, i
		if argumentKinds[i.Argument] == "" {
			return fmt.Errorf("%s: %s isn't a kind of argument", i.Pos, i.Argument)
		}
		for _, f := range i.Cache {
			f.Entries = max(f.Entries, 1)
		}
		if derived := i.section == "specialized" || i.section == "instrumented"; derived != (i.Base != "") {
			return fmt.Errorf("%s: %s needs a stack picture or, if it is a variant, a base", i.Pos, i.Name)
		}
	}
	for _, i := range w.listed {
		for _, name := range append([]string{i.Base}, i.Expansion...) {
			if name != "" && byName[name] == nil {
				return fmt.Errorf("%s: no instruction %s", i.Pos, name)
			}
		}
		i.base = i
		if i.Base != "" {
			i.base = byName[i.Base]
		}
	}
	w.instructions = slices.Clone(w.listed)
	slices.SortFunc(w.instructions, func(a, b *instruction) int { return a.Number - b.Number })
	for _, t := range opcodeTables {
		if len(w.rows[t.section]) == 0 {
			return fmt.Errorf("no rows in section [%s]", t.section)
		}
		for n, row := range w.rows[t.section] {
			row.Text = strings.Trim(row.Text, "'")
			row.Doc = docText(row.Doc)
			if row.Value == nil {
				row.Value = &n
			}
		}
	}
	return nil
}

func docText(comment string) string {
	return strings.TrimSpace(strings.TrimPrefix(comment, "#"))
}

// constants returns the Go file of the opcodes and of the tables of arguments.
func (w *opcodesWriter) constants() string {
	var b strings.Builder
	b.WriteString("package opcode\n")
	for _, section := range []struct{ name, doc string }{
		{"instructions", "The instructions that compilers emit, with their stack pictures"},
		{"specialized", "The specialized variants of instructions"},
		{"instrumented", "The variants of instructions that report events to sys.monitoring"},
		{"pseudo", "The pseudo-instructions, which only exist within the compiler"},
	} {
		fmt.Fprintf(&b, "\n// %s.\nconst (\n", section.doc)
		for _, i := range w.instructions {
			if i.section != section.name {
				continue
			}
			if i.Stack != nil {
				fmt.Fprintf(&b, "%s Op = %d // ( %s ) %s\n", i.Name, i.Number, i.Stack, i.Doc)
			} else {
				fmt.Fprintf(&b, "%s Op = %d // %s: %s\n", i.Name, i.Number, i.Base, i.Doc)
			}
		}
		b.WriteString(")\n")
	}
	for _, t := range opcodeTables {
		fmt.Fprintf(&b, "\n// %s: %s.\nconst (\n", t.table, t.doc)
		for _, row := range w.rows[t.section] {
			value := *row.Value
			if t.section == "comparisons" {
				value = slices.Index(w.rows[t.section], row)
			}
			doc := row.Doc
			if doc == "" {
				doc = "`" + row.Text + "`"
			}
			fmt.Fprintf(&b, "%s = %d // %s\n", row.Name, value, doc)
		}
		fmt.Fprintf(&b, ")\n\n// %s lists %s.\nvar %s = [...]Row{\n", t.table, t.doc, t.table)
		for _, row := range w.rows[t.section] {
			fmt.Fprintf(&b, "{%q, %q, %d},\n", row.Name, row.Text, *row.Value)
		}
		b.WriteString("}\n")
	}
	return b.String()
}

// metadata returns the Go file of the facts about each opcode.
func (w *opcodesWriter) metadata() string {
	var b strings.Builder
	last := w.instructions[len(w.instructions)-1].Number
	fmt.Fprintf(&b, "package opcode\n\n// Limit is greater than every opcode.\nconst Limit = %d\n\n", last+1)
	b.WriteString("var traitsOf = [Limit]traits{\n")
	for _, i := range w.instructions {
		fmt.Fprintf(&b, "%s: {base: %s, arg: %s", i.Name, i.base.Name, argumentKinds[i.Argument])
		entries := 0
		for _, f := range i.base.Cache {
			entries += f.Entries
		}
		if entries > 0 {
			fmt.Fprintf(&b, ", cacheEntries: %d", entries)
		}
		b.WriteString("},\n")
	}
	b.WriteString("}\n\nvar infos = [Limit]info{\n")
	for _, i := range w.instructions {
		fmt.Fprintf(&b, "%s: {name: %q, doc: %q", i.Name, i.Name, i.Doc)
		if i.Stack != nil {
			fmt.Fprintf(&b, ", stack: %q", i.Stack.String())
		}
		if fields := i.base.Cache; len(fields) > 0 {
			b.WriteString(", cache: []CacheField{")
			for n, f := range fields {
				if n > 0 {
					b.WriteString(", ")
				}
				fmt.Fprintf(&b, "{%q, %d}", f.Name, f.Entries)
			}
			b.WriteString("}")
		}
		var variants []string
		for _, v := range w.listed {
			if v.section == "specialized" && v.Base == i.Name {
				variants = append(variants, v.Name)
			}
		}
		if len(variants) > 0 {
			fmt.Fprintf(&b, ", specializations: []Op{%s}", strings.Join(variants, ", "))
		}
		if len(i.Expansion) > 0 {
			fmt.Fprintf(&b, ", expansion: []Op{%s}", strings.Join(i.Expansion, ", "))
		}
		b.WriteString("},\n")
	}
	b.WriteString("}\n")

	w.effect(&b, "Popped", "Popped returns how many values op takes from the stack when it doesn't jump.",
		func(i *instruction) string { return countText(i.Stack.Before) })
	w.effect(&b, "Pushed", "Pushed returns how many values op puts on the stack in their place when it doesn't jump.",
		func(i *instruction) string { return countText(i.Stack.After) })
	w.effect(&b, "effect", "effect returns by how much the stack grows when op doesn't jump.",
		func(i *instruction) string { return i.Stack.effect() })
	w.effect(&b, "jumpEffect", "jumpEffect returns by how much the stack grows when op jumps.",
		func(i *instruction) string {
			if i.JumpStack != nil {
				return i.JumpStack.effect()
			}
			return i.Stack.effect()
		})
	return b.String()
}

// effect writes a method of Op that switches to the expression for its base. Ops for which it is "0" are left to the
// default.
func (w *opcodesWriter) effect(b *strings.Builder, name, doc string, expression func(*instruction) string) {
	byExpression := map[string][]string{}
	for _, i := range w.instructions {
		if i.Stack != nil {
			e := expression(i)
			byExpression[e] = append(byExpression[e], i.Name)
		}
	}
	delete(byExpression, "0")
	expressions := make([]string, 0, len(byExpression))
	for e := range byExpression {
		expressions = append(expressions, e)
	}
	slices.Sort(expressions)
	fmt.Fprintf(b, "\n// %s\nfunc (op Op) %s(oparg int) int {\nswitch op.Base() {\n", doc, name)
	for _, e := range expressions {
		fmt.Fprintf(b, "case %s:\nreturn %s\n", strings.Join(byExpression[e], ",\n"), e)
	}
	b.WriteString("}\nreturn 0\n}\n")
}

// String returns the picture as text, without parentheses.
func (p *stackPicture) String() string {
	var parts []string
	for _, i := range p.Before {
		parts = append(parts, i.String())
	}
	parts = append(parts, "--")
	for _, i := range p.After {
		parts = append(parts, i.String())
	}
	return strings.Join(parts, " ")
}

func (i *stackItem) String() string {
	if len(i.Count) == 0 {
		return i.Name
	}
	return i.Name + "[" + strings.Join(i.Count, " ") + "]"
}

// effect returns the Go expression for what is left minus what is taken; equal counts on both sides cancel out.
func (p *stackPicture) effect() string {
	fixed := 0
	counts := map[string]int{}
	for _, i := range p.Before {
		if len(i.Count) == 0 {
			fixed--
		} else {
			counts[strings.Join(i.Count, " ")]--
		}
	}
	for _, i := range p.After {
		if len(i.Count) == 0 {
			fixed++
		} else {
			counts[strings.Join(i.Count, " ")]++
		}
	}
	return sumText(fixed, counts)
}

// countText returns the Go expression for the number of values.
func countText(items []*stackItem) string {
	fixed := 0
	counts := map[string]int{}
	for _, i := range items {
		if len(i.Count) == 0 {
			fixed++
		} else {
			counts[strings.Join(i.Count, " ")]++
		}
	}
	return sumText(fixed, counts)
}

// sumText returns the Go expression for a number and the sum of counts, each taken as often as the map says.
func sumText(fixed int, counts map[string]int) string {
	expressions := make([]string, 0, len(counts))
	for e := range counts {
		expressions = append(expressions, e)
	}
	slices.Sort(expressions)
	text := ""
	if fixed != 0 {
		text = fmt.Sprint(fixed)
	}
	for _, e := range expressions {
		term := e
		if strings.ContainsAny(e, " ") {
			term = "(" + e + ")"
		}
		for range counts[e] {
			if text != "" {
				text += " + "
			}
			text += term
		}
		for range -counts[e] {
			text += " - " + term
		}
	}
	if text == "" {
		return "0"
	}
	return strings.TrimSpace(text)
}

// doc returns docs/opcodes.md.
func (w *opcodesWriter) doc() string {
	var b strings.Builder
	b.WriteString("# The instruction set\n\nThe stack pictures have the top of the stack on the right; `values[n]` stands for n values. " +
		"Kinds of arguments and the layout of caches are explained in `Grammar/opcodes`.\n")
	for _, section := range []struct{ name, title, head string }{
		{"instructions", "Instructions", "| number | name | argument | cache | stack | what it does |\n|---|---|---|---|---|---|\n"},
		{"pseudo", "Pseudo-instructions", "| number | name | argument | becomes | stack | what it does |\n|---|---|---|---|---|---|\n"},
		{"specialized", "Specialized variants", "| number | name | argument | of | for |\n|---|---|---|---|---|\n"},
		{"instrumented", "Instrumented variants", "| number | name | argument | of | event |\n|---|---|---|---|---|\n"},
	} {
		fmt.Fprintf(&b, "\n## %s\n\n%s", section.title, section.head)
		list := w.instructions
		if section.name == "specialized" {
			list = w.listed
		}
		for _, i := range list {
			if i.section != section.name {
				continue
			}
			fmt.Fprintf(&b, "| %d | %s | %s | ", i.Number, i.Name, i.Argument)
			if i.Base != "" {
				fmt.Fprintf(&b, "%s | %s |\n", i.Base, escapeMarkdown(i.Doc))
				continue
			}
			switch {
			case i.Expansion != nil:
				b.WriteString(strings.Join(i.Expansion, " "))
			case i.Cache != nil:
				for n, f := range i.Cache {
					if n > 0 {
						b.WriteString(" ")
					}
					b.WriteString(f.Name)
					if f.Entries > 1 {
						fmt.Fprintf(&b, ":%d", f.Entries)
					}
				}
			}
			fmt.Fprintf(&b, " | `%s`", strings.ReplaceAll(i.Stack.String(), "|", "\\|"))
			if i.JumpStack != nil {
				fmt.Fprintf(&b, ", jump `%s`", i.JumpStack)
			}
			fmt.Fprintf(&b, " | %s |\n", escapeMarkdown(i.Doc))
		}
	}
	for _, t := range opcodeTables {
		fmt.Fprintf(&b, "\n## %s\n\nThis is the table of %s.\n\n| value | name | text | meaning |\n|---|---|---|---|\n", t.table, t.doc)
		for _, row := range w.rows[t.section] {
			text := ""
			if row.Text != "" {
				text = "`" + strings.ReplaceAll(row.Text, "|", "\\|") + "`"
			}
			fmt.Fprintf(&b, "| %d | %s | %s | %s |\n", *row.Value, row.Name, text, escapeMarkdown(row.Doc))
		}
	}
	return b.String()
}

// escapeMarkdown returns text for a cell of a table: outside of backquotes, what Markdown would interpret is escaped.
func escapeMarkdown(text string) string {
	outside := strings.NewReplacer("|", "\\|", "*", "\\*", "<", "\\<", "_", "\\_")
	inside := strings.NewReplacer("|", "\\|")
	parts := strings.Split(text, "`")
	for i := range parts {
		if i%2 == 0 {
			parts[i] = outside.Replace(parts[i])
		} else {
			parts[i] = inside.Replace(parts[i])
		}
	}
	return strings.Join(parts, "`")
}
