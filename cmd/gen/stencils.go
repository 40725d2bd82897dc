// This file makes the machine's stencils: machine code of its operations, with holes for the operands, which the Go compiler makes of the inner loop's
// template. They are what native code is put together of; see eval/native.go.

package main

import (
	"cmp"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// stencilCompiler is the release of Go whose compiler makes the stencils. Those of another one may be as good, but not the same: it leaves them as they are.
const stencilCompiler = "go1.26"

// stencilFile is where they are written, in eval.
const stencilFile = "stencils_gen_linux_amd64.go"

// noStencils is what the file is while they are compiled.
const noStencils = "package eval\n\nimport \"unsafe\"\n\nvar (\n\tstencils []stencil\n\tstencilFixes []stencilFix\n)\n\nconst stencilCode = \"\"\n\nfunc stencilSymbols() []unsafe.Pointer { return nil }\n"

// generateStencils makes the stencils.
func generateStencils(sources []source) ([]output, error) {
	if !strings.HasPrefix(runtime.Version(), stencilCompiler) {
		return nil, nil
	}
	text, err := expandInner(sources, stencilEnds)
	if err != nil {
		return nil, err
	}
	code, functions, err := stencilSource(text)
	if err != nil {
		return nil, err
	}
	root, err := moduleRoot()
	if err != nil {
		return nil, err
	}
	listing, err := compileStencils(root, code)
	if err != nil {
		return nil, fmt.Errorf("the stencils: %w\n%s", err, listing)
	}
	set := stencilSet{symbols: map[string]int{}}
	for i, t := range stencilTypes {
		lines, _, err := readLines(listing, fmt.Sprintf("stencilSize%d", i))
		if err != nil {
			return nil, err
		}
		size := asmSize.FindStringSubmatch(lines[0].text)
		if size == nil {
			return nil, fmt.Errorf("the size of %s: %s", t, lines[0].text)
		}
		fmt.Fprintf(&set.sizes, "\t_ [%s]byte = [unsafe.Sizeof(%s{})]byte{}\n", size[1], t)
	}
	for _, f := range functions {
		s, err := readStencil(listing, f)
		if err == nil {
			err = set.add(s)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.name(), err)
		}
	}
	return []output{{"eval/" + stencilFile, set.source()}}, nil
}

// compileStencils has the Go compiler make machine code of the functions and returns its listing. They stand in the place of the inner loop, without write
// barriers: native code only runs while the collector doesn't mark.
func compileStencils(root, text string) (string, error) {
	dir, err := os.MkdirTemp("", "stencils")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	file, overlay := filepath.Join(dir, "stencils.go"), filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		return "", err
	}
	// The old stencils are left out.
	none := filepath.Join(dir, "none.go")
	if err := os.WriteFile(none, []byte(noStencils), 0o666); err != nil {
		return "", err
	}
	eval := filepath.Join(root, "eval")
	replace, err := json.Marshal(map[string]map[string]string{"Replace": {filepath.Join(eval, "inner_gen.go"): file, filepath.Join(eval, stencilFile): none}})
	if err != nil {
		return "", err
	}
	if err := os.WriteFile(overlay, replace, 0o666); err != nil {
		return "", err
	}
	// -spectre=ret is for its side effect: no switch becomes a jump by table.
	cmd := exec.Command("go", "build", "-trimpath", "-overlay", overlay, "-gcflags=github.com/gopy-lang/gopy/eval=-S -wb=false -spectre=ret -d=disablenil=1", "./eval")
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOARCH=amd64", "GOOS=linux", "GOAMD64=v1", "CGO_ENABLED=0", "GOFLAGS=", "GOEXPERIMENT=")
	listing, err := cmd.CombinedOutput()
	return string(listing), err
}

// An asmLine is an instruction of the listing.
type asmLine struct {
	at, line int
	text     string // mnemonic and operands, separated by blanks
	code     []byte
	relocs   []asmReloc
}

// An asmReloc says that the four bytes from at on tell where a symbol is.
type asmReloc struct {
	at     int // within the instruction
	symbol string
	addend int
}

// An asmBlock is a piece of code that is entered at its beginning only.
type asmBlock struct {
	at        int
	lines     []asmLine
	condition int  // of the jump at the end, as in its code; -1: none
	target    int  // where that goes, or where all go
	next      int  // where it goes on otherwise; -1: nowhere
	end       int  // toNext and so on: the block leaves the operation so, 0: it doesn't
	lookup    bool // the address of the instruction to go on with is in DI
}

var (
	asmText      = regexp.MustCompile(`^\t0x[0-9a-f]+ (\d+) \((?:.*?(\w+\.go):(\d+)|<.*>.*)\)\t(.*)$`)
	asmHex       = regexp.MustCompile(`^\t0x[0-9a-f]+((?: [0-9a-f]{2})+) `)
	asmRelocated = regexp.MustCompile(`^\trel (\d+)\+4 t=R_PCREL (.*)\+(-?\d+)$`)
	asmJump      = regexp.MustCompile(`^J\w+ (\d+)$`)
	asmEnd       = regexp.MustCompile(`^MOVL \$(\d+), DI$`)
	asmNumber    = regexp.MustCompile(`\d{9,}`)
	asmSize      = regexp.MustCompile(`^MOVL \$(\d+), AX$`)
	asmAfterEnd  = regexp.MustCompile(`^(ADDQ \$\d+, SP|POPQ BP|MOVQ .*, (AX|BX|CX))$`)
)

// readLines reads the listing of a function. The source of the function itself, not of what is inlined there, begins at line first.
func readLines(listing, name string) (lines []asmLine, first int, err error) {
	start := strings.Index(listing, "\ngithub.com/gopy-lang/gopy/eval."+name+" STEXT nosplit size=")
	if start < 0 {
		return nil, 0, fmt.Errorf("not in the compiler's listing")
	}
	rows := strings.Split(listing[start+1:], "\n")
	var code []byte
	var relocs []asmReloc
	for _, row := range rows[1:] {
		if m := asmText.FindStringSubmatch(row); m != nil {
			at, _ := strconv.Atoi(m[1])
			line, _ := strconv.Atoi(m[3])
			text := strings.Join(strings.Fields(m[4]), " ")
			if op, _, _ := strings.Cut(text, " "); op == "TEXT" || op == "PCDATA" || op == "FUNCDATA" {
				if op == "TEXT" {
					first = line
				}
				continue
			}
			if m[2] != "inner_gen.go" {
				line = 0
			}
			lines = append(lines, asmLine{at: at, line: line, text: text})
		} else if m := asmHex.FindStringSubmatch(row); m != nil {
			part, err := hex.DecodeString(strings.ReplaceAll(m[1], " ", ""))
			if err != nil {
				return nil, 0, err
			}
			code = append(code, part...)
		} else if m := asmRelocated.FindStringSubmatch(row); m != nil {
			at, _ := strconv.Atoi(m[1])
			addend, _ := strconv.Atoi(m[3])
			relocs = append(relocs, asmReloc{at, m[2], addend})
		} else if strings.HasPrefix(row, "\trel ") {
			if !strings.Contains(row, "R_INLMARKER") && !strings.Contains(row, "t=R_USEIFACE") {
				return nil, 0, fmt.Errorf("a relocation of another kind: %s", row)
			}
		} else if !strings.HasPrefix(row, "\t") {
			break
		}
	}
	for i := range lines {
		end := len(code)
		if i+1 < len(lines) {
			end = lines[i+1].at
		}
		if end > len(code) {
			return nil, 0, fmt.Errorf("%d bytes of code", len(code))
		}
		lines[i].code = slices.Clone(code[lines[i].at:end])
		for _, r := range relocs {
			if lines[i].at <= r.at && r.at < end {
				r.at -= lines[i].at
				lines[i].relocs = append(lines[i].relocs, r)
			}
		}
	}
	// Fillers, and marks of what was inlined.
	lines = slices.DeleteFunc(lines, func(l asmLine) bool { return len(l.code) == 0 && l.text != "RET" })
	return lines, first, nil
}

func isFiller(l asmLine) bool { return l.text == "NOP" || l.text == "XCHGL AX, AX" }

// readBlocks cuts a function into blocks.
func readBlocks(lines []asmLine) (map[int]*asmBlock, error) {
	leaders := map[int]bool{lines[0].at: true}
	for i, l := range lines {
		m := asmJump.FindStringSubmatch(l.text)
		if m != nil {
			to, _ := strconv.Atoi(m[1])
			leaders[to] = true
		}
		if (m != nil || l.text == "RET") && i+1 < len(lines) {
			leaders[lines[i+1].at] = true
		}
	}
	blocks := map[int]*asmBlock{}
	var b *asmBlock
	for i, l := range lines {
		if leaders[l.at] {
			b = &asmBlock{at: l.at, condition: -1, next: -1}
			blocks[l.at] = b
		}
		follows := -1
		if i+1 < len(lines) {
			follows = lines[i+1].at
		}
		m := asmJump.FindStringSubmatch(l.text)
		switch {
		case m != nil:
			b.target, _ = strconv.Atoi(m[1])
			if c := l.code[0]; c == 0x0f {
				b.condition, b.next = int(l.code[1]&15), follows
			} else if c>>4 == 7 {
				b.condition, b.next = int(c&15), follows
			} else {
				b.next = b.target
			}
		case l.text == "RET":
			if err := b.leave(); err != nil {
				return nil, err
			}
		case isFiller(l):
		case strings.HasPrefix(l.text, "CALL "):
			return nil, fmt.Errorf("a call: %s", l.text)
		default:
			b.lines = append(b.lines, l)
		}
		if follows >= 0 && leaders[follows] && m == nil && l.text != "RET" {
			b.next = follows
		}
	}
	for _, b := range blocks {
		for _, to := range []int{b.next, b.target} {
			if to > 0 && blocks[to] == nil {
				return nil, fmt.Errorf("a jump to %d, which is no instruction", to)
			}
		}
	}
	return blocks, nil
}

// leave finds out where a block that returns goes on. The instruction that says so isn't needed then.
func (b *asmBlock) leave() error {
	for i := len(b.lines) - 1; i >= 0; i-- {
		text := b.lines[i].text
		if m := asmEnd.FindStringSubmatch(text); m != nil {
			n, _ := strconv.Atoi(m[1])
			if n < toNext || n > toReturn {
				return fmt.Errorf("an end of unknown kind: %s", text)
			}
			b.end = n
			b.lines = slices.Delete(b.lines, i, i+1)
			return nil
		}
		if strings.HasSuffix(text, ", DI") {
			b.lookup = true
			return nil
		}
		if !asmAfterEnd.MatchString(text) && strings.Contains(text, "DI") {
			return fmt.Errorf("where does it go on? %s", text)
		}
	}
	return fmt.Errorf("an end in a block that doesn't say where to go on")
}

// bare reports whether all that a block does is to leave the operation.
func (b *asmBlock) bare() bool { return b.end != 0 && b.end <= toExit && len(b.lines) == 0 }

// order lays out the blocks: first those of the usual way through the operation, in which none needs a jump to the next one, then the others.
// The usual way is that of the statements that come first, but for those that only leave.
func order(blocks map[int]*asmBlock, first int, own [2]int) (hot, cold []*asmBlock) {
	// reaches tells whether a block comes to an end that isn't the slow path.
	reaches := map[int]bool{}
	for changed := true; changed; {
		changed = false
		for at, b := range blocks {
			ok := b.lookup || b.end != 0 && b.end != toExit || b.next >= 0 && reaches[b.next] || b.condition >= 0 && reaches[b.target]
			if ok && !reaches[at] {
				reaches[at], changed = true, true
			}
		}
	}
	// line is that of the first statement behind the branch that a block, or what comes after it, has.
	var line func(b *asmBlock, branch, steps int) int
	line = func(b *asmBlock, branch, steps int) int {
		for _, l := range b.lines {
			if branch < l.line && l.line < own[1] {
				return l.line
			}
		}
		least := math.MaxInt
		if steps > 0 {
			if b.next >= 0 {
				least = line(blocks[b.next], branch, steps-1)
			}
			if b.condition >= 0 {
				least = min(least, line(blocks[b.target], branch, steps-1))
			}
		}
		return least
	}
	// branch is the line of the statement at whose end a block branches.
	branch := func(b *asmBlock) int {
		last := 0
		for _, l := range b.lines {
			if own[0] <= l.line && l.line < own[1] {
				last = l.line
			}
		}
		return last
	}
	rank := func(at int) int {
		switch b := blocks[at]; {
		case !reaches[at]:
			return 3
		case b.bare() && b.end != toNext:
			return 2
		case b.bare():
			return 1
		default:
			return 0
		}
	}
	placed := map[int]bool{}
	for b := blocks[first]; b != nil && !placed[b.at]; {
		placed[b.at] = true
		hot = append(hot, b)
		if b.next < 0 {
			break
		}
		if b.condition >= 0 && cmp.Or(cmp.Compare(rank(b.target), rank(b.next)), cmp.Compare(line(blocks[b.target], branch(b), 4), line(blocks[b.next], branch(b), 4))) < 0 {
			b.condition ^= 1
			b.next, b.target = b.target, b.next
		}
		b = blocks[b.next]
	}
	for at, b := range blocks {
		if !placed[at] && !b.bare() {
			cold = append(cold, b)
		}
	}
	slices.SortFunc(cold, func(a, b *asmBlock) int { return a.at - b.at })
	return hot, cold
}

// A stencil is the machine code of an operation in two parts: the second lies apart, because it is seldom needed.
type stencil struct {
	stencilFunction
	parts [2][]byte
	fixes []stencilFix
}

// A stencilFix says what to fill into four bytes.
type stencilFix struct {
	part, at int
	kind     string // a constant of eval
	symbol   string // of fixSymbol
	n        int    // what to add
}

func readStencil(listing string, f stencilFunction) (*stencil, error) {
	lines, first, err := readLines(listing, f.name())
	if err != nil {
		return nil, err
	}
	blocks, err := readBlocks(lines)
	if err != nil {
		return nil, err
	}
	end := first
	for _, l := range lines {
		end = max(end, l.line+1)
	}
	hot, cold := order(blocks, lines[0].at, [2]int{first, end})
	s := &stencil{stencilFunction: f}
	return s, s.assemble(blocks, [2][]*asmBlock{hot, cold})
}

// assemble puts the blocks of both parts one behind the other.
func (s *stencil) assemble(blocks map[int]*asmBlock, parts [2][]*asmBlock) error {
	type place struct{ part, at int }
	places := map[int]place{}
	type jump struct {
		part, at, to int
		short        bool
	}
	// Jumps within a part are short where that is possible: first all are thought to be, then those that can't be grow.
	long := map[[2]int]bool{}
	for {
		s.parts, s.fixes = [2][]byte{}, nil
		var jumps []jump
		for part, list := range parts {
			for i, b := range list {
				code := s.parts[part]
				places[b.at] = place{part, len(code)}
				for _, l := range b.lines {
					at := len(code)
					code = append(code, l.code...)
					if err := s.fill(part, at, &code, l); err != nil {
						return err
					}
				}
				// branch jumps to a block, or to where it leaves.
				branch := func(condition, to int, key int) {
					if b := blocks[to]; b.bare() {
						code = appendJump(code, condition)
						s.fixes = append(s.fixes, stencilFix{part, len(code) - 4, endKind(b.end), "", 0})
						return
					}
					if long[[2]int{b.at, key}] {
						code = appendJump(code, condition)
						jumps = append(jumps, jump{part, len(code), to, false})
						return
					}
					if condition < 0 {
						code = append(code, 0xeb, 0)
					} else {
						code = append(code, 0x70|byte(condition), 0)
					}
					jumps = append(jumps, jump{part, len(code), to, true})
				}
				if b.condition >= 0 {
					branch(b.condition, b.target, 0)
				}
				last := i+1 == len(list)
				switch {
				case b.lookup:
					code = appendJump(code, -1)
					s.fixes = append(s.fixes, stencilFix{part, len(code) - 4, "fixLookup", "", 0})
				case b.end >= toEntry:
					code = s.follow(part, code, b.end)
				case b.end != 0 && (b.end != toNext || part == 1 || !last):
					code = appendJump(code, -1)
					s.fixes = append(s.fixes, stencilFix{part, len(code) - 4, endKind(b.end), "", 0})
				case b.end != 0:
				case last || list[i+1].at != b.next:
					if blocks[b.next].bare() && blocks[b.next].end == toNext && part == 0 && last {
						break
					}
					branch(-1, b.next, 1)
				}
				s.parts[part] = code
			}
		}
		grown := false
		for i, j := range jumps {
			to := places[j.to]
			if d := to.at - j.at; j.short && (to.part != j.part || d < -128 || d > 127) {
				grown = true
				jumps[i].short = false
			} else if j.short {
				s.parts[j.part][j.at-1] = byte(int8(d))
			} else if to.part == j.part {
				binary.LittleEndian.PutUint32(s.parts[j.part][j.at-4:], uint32(int32(d)))
			} else {
				s.fixes = append(s.fixes, stencilFix{j.part, j.at - 4, []string{"fixHot", "fixCold"}[to.part], "", to.at})
			}
		}
		if !grown {
			return nil
		}
		// Which jumps these are is told by the order in which they were made.
		k := 0
		for _, list := range parts {
			for i, b := range list {
				mark := func(to, key int) {
					if !blocks[to].bare() {
						if !jumps[k].short {
							long[[2]int{b.at, key}] = true
						}
						k++
					}
				}
				if b.condition >= 0 {
					mark(b.target, 0)
				}
				if b.end == 0 && !b.lookup && (i+1 == len(list) || list[i+1].at != b.next) {
					mark(b.next, 1)
				}
			}
		}
	}
}

// follow appends a jump to the code of the frame that has just begun, or of the one that goes on: the execution, or the record, tells where it is.
func (s *stencil) follow(part int, code []byte, end int) []byte {
	fix := func(kind string) {
		code = append(code, 0, 0, 0, 0)
		s.fixes = append(s.fixes, stencilFix{part, len(code) - 4, kind, "", 0})
	}
	if end == toEntry || end == toBinder {
		code = append(code, 0x48, 0x8b, 0x91) // MOVQ execution(CX), DX
		fix("fixExecution")
		code = append(code, 0x8b, 0xb2) // MOVL first(DX), SI
		if end == toEntry {
			fix("fixFirst")
		} else {
			fix("fixBinder")
		}
		code = append(code, 0x85, 0xf6) // TESTL SI, SI
	} else {
		code = append(code, 0x48, 0x8b, 0x90) // MOVQ top(AX), DX
		fix("fixTop")
		code = append(code, 0x48, 0x8b, 0xb2) // MOVQ resume(DX), SI
		fix("fixResume")
		code = append(code, 0x48, 0x85, 0xf6) // TESTQ SI, SI
	}
	code = append(code, 0x74, 2, // JEQ 2 bytes on
		0xff, 0xe6, // JMP SI
		0xe9) // JMP
	fix(endKind(end))
	return code
}

func appendJump(code []byte, condition int) []byte {
	if condition < 0 {
		code = append(code, 0xe9)
	} else {
		code = append(code, 0x0f, 0x80|byte(condition))
	}
	return append(code, 0, 0, 0, 0)
}

func endKind(end int) string {
	return []string{toNext: "fixNext", toJump: "fixJump", toWide: "fixWide", toExit: "fixExit", toEntry: "fixEntry", toBinder: "fixBind", toReturn: "fixReturn"}[end]
}

// stencilHoles are the operands that displacements stand for.
var stencilHoles = []struct {
	from int
	kind string
}{
	{holeA, "fixA"}, {holeB, "fixB"}, {holeC, "fixC"}, {holeEntryB, "fixEntryB"}, {holeEntryC, "fixEntryC"}, {holeEntryW, "fixEntryW"},
}

// stencilConstants are the kinds of the variables that stand for numbers.
var stencilConstants = map[string]string{
	"numbera": "fixNumberA", "numberb": "fixNumberB", "numberc": "fixNumberC", "numberflags": "fixFlags", "signedb": "fixSignedB", "signedc": "fixSignedC",
	"thisPC": "fixPC", "nextCode": "fixNextCode",
}

// holeReach is how far from an operand a displacement can be that is meant to be relative to it.
const holeReach = 128

// fill records what is to be filled into an instruction that has been appended to code.
func (s *stencil) fill(part, at int, code *[]byte, l asmLine) error {
	text := l.text
	found := 0
	for i := 0; i+4 <= len(l.code); i++ {
		n := int(int32(binary.LittleEndian.Uint32(l.code[i:])))
		for _, h := range stencilHoles {
			if d := n - h.from; d > -holeReach && d < holeReach && strings.Contains(text, strconv.Itoa(n)) {
				s.fixes = append(s.fixes, stencilFix{part, at + i, h.kind, "", d})
				found++
			}
		}
	}
	shown := 0
	for _, number := range asmNumber.FindAllString(text, -1) {
		n, _ := strconv.Atoi(number)
		for _, h := range stencilHoles {
			if d := n - h.from; d > -holeReach && d < holeReach {
				shown++
			}
		}
	}
	if shown != found {
		return fmt.Errorf("%d operands instead of %d: %s", found, shown, text)
	}
	for _, r := range l.relocs {
		name := strings.TrimPrefix(r.symbol, "github.com/gopy-lang/gopy/eval.")
		kind, number := stencilConstants[name]
		switch {
		case number:
			s.fixes = append(s.fixes, stencilFix{part, at + r.at, kind, "", r.addend})
		case name == "stackGuard":
			// The goroutine is in R14, its stack guard 16 bytes behind.
			if l.text != "CMPQ "+r.symbol+"(SB), $0" || len(l.code) != 8 {
				return fmt.Errorf("another look at the stack guard: %s", l.text)
			}
			copy((*code)[at:], []byte{0x49, 0x83, 0x7e, 16, 0, 0x0f, 0x1f, 0x00})
		default:
			s.fixes = append(s.fixes, stencilFix{part, at + r.at, "fixSymbol", r.symbol, r.addend})
		}
	}
	return nil
}

// A stencilSet collects the stencils for the generated file.
type stencilSet struct {
	code    []byte
	rows    strings.Builder
	fixes   strings.Builder
	sizes   strings.Builder
	count   int
	symbols map[string]int
	names   []string
}

func (set *stencilSet) add(s *stencil) error {
	numbers := 0
	for _, f := range s.fixes {
		if slices.Contains(slices.Collect(maps.Values(stencilConstants)), f.kind) {
			numbers++
		}
	}
	fmt.Fprintf(&set.rows, "\t{op: %s, flags: %d, mask: %d, numbers: %d, hot: %d, cold: %d, end: %d, fixes: %d, count: %d},\n", s.op, s.flags, s.mask, numbers,
		len(set.code), len(set.code)+len(s.parts[0]), len(set.code)+len(s.parts[0])+len(s.parts[1]), set.count, len(s.fixes))
	set.code = append(append(set.code, s.parts[0]...), s.parts[1]...)
	slices.SortStableFunc(s.fixes, func(a, b stencilFix) int { return cmp.Or(a.part-b.part, a.at-b.at) })
	for _, f := range s.fixes {
		at := f.at
		if f.part == 1 {
			at += len(s.parts[0])
		}
		symbol := 0
		if f.symbol != "" {
			name := f.symbol
			if _, known := set.symbols[name]; !known {
				set.symbols[name] = len(set.names)
				set.names = append(set.names, name)
			}
			symbol = set.symbols[name]
		}
		fmt.Fprintf(&set.fixes, "\t{%d, %s, %d, %d},\n", at, f.kind, symbol, f.n)
		set.count++
	}
	return nil
}

// source is the text of the generated file.
func (set *stencilSet) source() string {
	var b strings.Builder
	b.WriteString("// This file holds the stencils that native code is made of: machine code of the inner loop's operations, which the compiler of " + stencilCompiler + " made.\n\npackage eval\n\n")
	b.WriteString("import (\n\t\"unsafe\"\n\n\tpy \"github.com/gopy-lang/gopy/runtime\"\n)\n\n")
	b.WriteString("// The stencils are of objects of these sizes. If this doesn't compile, they must be made anew: see stencilCompiler in cmd/gen.\nvar (\n" + set.sizes.String() + ")\n\n")
	b.WriteString("// stencils lists the forms of each operation.\nvar stencils = [...]stencil{\n" + set.rows.String() + "}\n\n")
	b.WriteString("// stencilFixes says what to fill in, stencil by stencil.\nvar stencilFixes = [...]stencilFix{\n" + set.fixes.String() + "}\n\n")
	b.WriteString("// stencilSymbols are the addresses that the code is about.\nfunc stencilSymbols() []unsafe.Pointer {\n\treturn []unsafe.Pointer{\n")
	for _, name := range set.names {
		short := strings.TrimPrefix(name, "github.com/gopy-lang/gopy/runtime.")
		switch {
		case short == "static":
			b.WriteString("\t\tpy.FloatTag(),\n")
		case short == "charStrs":
			b.WriteString("\t\tpy.CharTable(),\n")
		case strings.HasPrefix(name, "$f64."):
			fmt.Fprintf(&b, "\t\tunsafe.Pointer(&stencilFloats[%d]),\n", set.symbols[name])
		default:
			fmt.Fprintf(&b, "\t\tunsafe.Pointer(&py.%s),\n", short)
		}
	}
	b.WriteString("\t}\n}\n\n")
	b.WriteString("// stencilFloats are the constants among the symbols, at their places.\nvar stencilFloats = [...]uint64{\n")
	for i, name := range set.names {
		if bits, ok := strings.CutPrefix(name, "$f64."); ok {
			fmt.Fprintf(&b, "\t%d: 0x%s,\n", i, bits)
		}
	}
	b.WriteString("}\n\nconst stencilCode = \"\" +\n")
	for i := 0; i < len(set.code); i += 64 {
		b.WriteString("\t\"")
		for _, c := range set.code[i:min(i+64, len(set.code))] {
			fmt.Fprintf(&b, `\x%02x`, c)
		}
		b.WriteString("\"")
		if i+64 < len(set.code) {
			b.WriteString(" +")
		}
		b.WriteString("\n")
	}
	return b.String()
}
