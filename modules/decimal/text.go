// This file converts between numbers and text (section "Conversions" of the specification), and formats (library reference,
// "Format Specification Mini-Language").

package decimal

import (
	"math/big"
	"strconv"
	"strings"
)

// appendDigits appends the digits of the coefficient.
func appendDigits(dst []byte, n *number) []byte {
	if n.big == nil {
		return n.wide.appendDigits(dst)
	}
	return append(dst, n.big.Text(10)...) // not Append: it would make every dst escape
}

func digitText(n *number) []byte { return appendDigits(nil, n) }

// parseDigits is the value of decimal digits. Long texts are halved, so that the time is that of multiplication.
func parseDigits(text []byte) *big.Int {
	if len(text) < 2000 {
		b, _ := new(big.Int).SetString(string(text), 10)
		return b
	}
	low := len(text) / 2
	high := parseDigits(text[:len(text)-low])
	high.Mul(high, pow10(int64(low)))
	return high.Add(high, parseDigits(text[len(text)-low:]))
}

// setDigits sets the coefficient from digits.
func (n *number) setDigits(text []byte) {
	for len(text) > 1 && text[0] == '0' {
		text = text[1:]
	}
	n.big = nil
	if len(text) <= wideDigits {
		low := max(0, len(text)-19)
		w, _ := wide{0, parse64(text[:low])}.times(powers64[19])
		w, _ = w.plus(wide{0, parse64(text[low:])})
		n.wide = w
		return
	}
	n.setCoef(parseDigits(text))
}

// parse64 is the value of at most 19 digits.
func parse64(text []byte) (x uint64) {
	for _, c := range text {
		x = x*10 + uint64(c-'0')
	}
	return x
}

// exponentLimit is an exponent beyond all that contexts allow.
const exponentLimit = 3 * maxEmax

// parse reads a numeric string, without spaces around it; ok is false for a syntax error. The exponent of text that has too
// large a one is beyond the limits.
func parse(text string) (n number, ok bool) {
	if text != "" && (text[0] == '+' || text[0] == '-') {
		n.neg = text[0] == '-'
		text = text[1:]
	}
	if text == "" {
		return n, false
	}
	if c := text[0] | 0x20; c == 'i' || c == 'n' || c == 's' {
		return n, n.parseSpecial(strings.ToLower(text))
	}
	var room [64]byte
	digits := room[:0]
	point := -1
	i := 0
	for ; i < len(text); i++ {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
			digits = append(digits, c)
			continue
		case c == '.' && point < 0:
			point = len(digits)
			continue
		}
		break
	}
	if len(digits) == 0 {
		return n, false
	}
	if point >= 0 {
		n.exp = int64(point - len(digits))
	}
	if i < len(text) {
		if text[i]|0x20 != 'e' {
			return n, false
		}
		e, ok := parseExponent(text[i+1:])
		if !ok {
			return n, false
		}
		n.exp += e
	}
	n.setDigits(digits)
	return n, true
}

func parseExponent(text string) (int64, bool) {
	neg := false
	if text != "" && (text[0] == '+' || text[0] == '-') {
		neg = text[0] == '-'
		text = text[1:]
	}
	if text == "" {
		return 0, false
	}
	e := int64(0)
	for _, c := range []byte(text) {
		if c < '0' || c > '9' {
			return 0, false
		}
		if e > maxEmax {
			e = exponentLimit // and no more digits count
		} else {
			e = e*10 + int64(c-'0')
		}
		e = min(e, exponentLimit)
	}
	if neg {
		return -e, true
	}
	return e, true
}

// parseSpecial reads an infinity or a NaN, in lower case.
func (n *number) parseSpecial(text string) bool {
	switch {
	case text == "inf" || text == "infinity":
		n.kind = infinite
		return true
	case strings.HasPrefix(text, "nan"):
		n.kind, text = quiet, text[3:]
	case strings.HasPrefix(text, "snan"):
		n.kind, text = signaling, text[4:]
	default:
		return false
	}
	for _, c := range []byte(text) {
		if c < '0' || c > '9' {
			return false
		}
	}
	if text != "" {
		n.setDigits([]byte(text))
	}
	return true
}

// text is to-scientific-string, or with engineering to-engineering-string.
func (n *number) text(engineering, capitals bool) string {
	var room [64]byte
	return string(n.appendText(room[:0], engineering, capitals))
}

// appendText appends text.
func (n *number) appendText(out []byte, engineering, capitals bool) []byte {
	if n.neg {
		out = append(out, '-')
	}
	switch n.kind {
	case infinite:
		return append(out, "Infinity"...)
	case quiet, signaling:
		if n.kind == signaling {
			out = append(out, 's')
		}
		out = append(out, "NaN"...)
		if !n.noCoef() {
			out = appendDigits(out, n)
		}
		return out
	}
	var room [64]byte
	digits := appendDigits(room[:0], n)
	adjusted := n.exp + int64(len(digits)) - 1
	// How many digits come before the point, without and with an exponent.
	point := int64(len(digits)) + n.exp
	if n.exp > 0 || adjusted < -6 {
		switch {
		case !engineering:
			point = 1
		case n.isZero():
			// The point goes where the exponent is a multiple of three, behind or within the zeros.
			point = 1 - (3-n.exp%3)%3
		default:
			point = (adjusted%3+3)%3 + 1
		}
	}
	exponent := n.exp + int64(len(digits)) - point
	switch {
	case point <= 0:
		out = append(out, '0', '.')
		for range -point {
			out = append(out, '0')
		}
		out = append(out, digits...)
	case point >= int64(len(digits)):
		out = append(out, digits...)
		for range point - int64(len(digits)) {
			out = append(out, '0')
		}
	default:
		out = append(append(append(out, digits[:point]...), '.'), digits[point:]...)
	}
	if exponent != 0 {
		e := byte('e')
		if capitals {
			e = 'E'
		}
		out = append(out, e)
		if exponent > 0 {
			out = append(out, '+')
		}
		out = strconv.AppendInt(out, exponent, 10)
	}
	return out
}

// separators are what stands between groups of digits and before the fraction.
type separators struct {
	thousands, point string
	grouping         string // sizes of the groups from the right, a byte each; the last repeats, 0 or 127 ends
}

// format formats a number by a spec that num has parsed. fits is asked before much text is made.
func (o *operation) format(n number, f *formatSpec, capitals bool) string {
	var body, rest string
	if n.isSpecial() {
		body = (&number{kind: n.kind, wide: n.wide, big: n.big}).text(false, capitals)
		if f.kind == '%' {
			body += "%"
		}
		if f.zeros {
			f.fill, f.align = " ", '>'
		}
	} else {
		body, rest = o.formatFinite(&n, f, capitals)
	}
	sign := ""
	switch {
	case n.neg && !(f.noNegZero && n.isZero()):
		sign = "-"
	case f.sign == '+' || f.sign == ' ':
		sign = string(f.sign)
	}
	width := f.width - len(sign)
	whole, fraction, hasPoint := body, "", false
	if n.kind == finite {
		whole, fraction, hasPoint = strings.Cut(body, ".")
		tail := rest
		if hasPoint || f.alternate {
			tail = f.point + f.groupFraction(fraction) + rest
		}
		least := 0
		if f.zeros {
			least = width - runeCount(tail)
		}
		body = f.group(whole, least) + tail
	}
	padding := max(0, width-runeCount(body))
	switch f.align {
	case '<':
		return sign + body + strings.Repeat(f.fill, padding)
	case '^':
		return strings.Repeat(f.fill, padding/2) + sign + body + strings.Repeat(f.fill, padding-padding/2)
	case '=':
		return sign + strings.Repeat(f.fill, padding) + body
	}
	return strings.Repeat(f.fill, padding) + sign + body
}

func runeCount(s string) int {
	n := 0
	for i := range len(s) {
		if s[i]&0xc0 != 0x80 {
			n++
		}
	}
	return n
}

// formatSpec is a format spec for a decimal number.
type formatSpec struct {
	separators
	fill       string
	align      byte
	sign       byte
	noNegZero  bool
	deprecated bool // type N
	alternate  bool // always a point
	zeros      bool // zeros fill up to the width
	width      int
	precision  int64 // -1: not given
	// fractionSeparator stands after each three digits of the fraction.
	fractionSeparator string
	kind              byte // of e E f F g G %, 0: not given
}

// formatFinite rounds n as the spec says and returns its digits with a point, and what follows them.
func (o *operation) formatFinite(n *number, f *formatSpec, capitals bool) (body, rest string) {
	kind := f.kind
	if kind == '%' {
		n.exp += 2
		rest = "%"
	}
	scientific := kind == 'e' || kind == 'E'
	fixed := kind == 'f' || kind == 'F' || kind == '%'
	round := func(drop int64) {
		if drop <= 0 || n.noCoef() {
			return
		}
		r := n.shiftRight(drop)
		n.exp += drop
		if roundsUp(o.rounding, n.neg, n, r) {
			digits := n.digits()
			n.increment()
			if n.digits() > digits && !fixed && digits+drop > 0 && n.digits() > max(1, f.precision+int64(boolInt(scientific))) {
				n.shiftRight(1)
				n.exp++
			}
		}
	}
	if f.precision >= 0 {
		switch {
		case scientific:
			round(n.digits() - f.precision - 1)
			if pad := f.precision + 1 - n.digits(); pad > 0 && !n.noCoef() {
				n.shiftLeft(pad)
				n.exp -= pad
			}
		case fixed:
			if n.exp < -f.precision {
				round(-f.precision - n.exp)
				n.exp = -f.precision
			} else {
				n.shiftLeft(n.exp + f.precision)
				n.exp = -f.precision
			}
		default:
			round(n.digits() - max(1, f.precision))
		}
	}
	if fixed && n.exp > 0 {
		n.shiftLeft(n.exp)
		n.exp = 0
	}
	digits := string(digitText(n))
	left := n.exp + int64(len(digits))
	point := left
	switch {
	case scientific:
		point = 1
		if n.noCoef() && f.precision >= 0 {
			point = 1 - f.precision
		}
	case !fixed && !(n.exp <= 0 && left > -6):
		point = 1
	}
	switch {
	case point <= 0:
		body = "0." + strings.Repeat("0", int(-point)) + digits
	case point >= int64(len(digits)):
		body = digits + strings.Repeat("0", int(point)-len(digits))
	default:
		body = digits[:point] + "." + digits[point:]
	}
	if e := left - point; e != 0 || scientific {
		letter := "e"
		if kind == 'E' || kind == 'G' || kind == 0 && capitals {
			letter = "E"
		}
		sign := "+"
		if e < 0 {
			sign = "" // FormatInt writes it
		}
		rest = letter + sign + strconv.FormatInt(e, 10) + rest
	}
	return body, rest
}

// A fixedSpec is a format spec that says no more than a width, commas and a precision for the type f, as most do; both numbers are below 100.
type fixedSpec struct {
	width, precision int
	commas           bool
}

// parseFixed reads a spec; ok is false if it says more.
func parseFixed(spec string) (f fixedSpec, ok bool) {
	i := 0
	number := func() (n int) {
		for start := i; i < len(spec) && i < start+2 && spec[i] >= '0' && spec[i] <= '9'; i++ {
			n = 10*n + int(spec[i]-'0')
		}
		return n
	}
	if spec != "" && spec[0] == '>' {
		i++
	}
	if i < len(spec) && spec[i] != '0' {
		f.width = number()
	}
	if i < len(spec) && spec[i] == ',' {
		f.commas = true
		i++
	}
	if i+2 >= len(spec) || spec[i] != '.' || spec[i+1] < '0' || spec[i+1] > '9' {
		return f, false
	}
	i++
	f.precision = number()
	return f, i+1 == len(spec) && spec[i] == 'f'
}

// appendFixed appends a finite number whose exponent is not above zero.
func (o *operation) appendFixed(out []byte, n number, f fixedSpec) []byte {
	exp := -int64(f.precision)
	if n.exp < exp {
		if r := n.shiftRight(exp - n.exp); roundsUp(o.rounding, n.neg, &n, r) {
			n.increment()
		}
	}
	zeros := max(0, int(n.exp-exp)) // behind the digits
	var room [192]byte
	digits := appendDigits(room[:0], &n)
	for range zeros {
		digits = append(digits, '0')
	}
	if n.noCoef() {
		digits = digits[:1]
	}
	whole := len(digits) - f.precision
	for ; whole < 1; whole++ {
		digits = append(digits, 0)
		copy(digits[1:], digits)
		digits[0] = '0'
	}
	size := len(digits)
	if n.neg {
		size++
	}
	if f.precision > 0 {
		size++
	}
	if f.commas {
		size += (whole - 1) / 3
	}
	for range f.width - size {
		out = append(out, ' ')
	}
	if n.neg {
		out = append(out, '-')
	}
	for i, c := range digits[:whole] {
		if f.commas && i > 0 && (whole-i)%3 == 0 {
			out = append(out, ',')
		}
		out = append(out, c)
	}
	if f.precision > 0 {
		out = append(append(out, '.'), digits[whole:]...)
	}
	return out
}

// groupFraction puts separators between the digits of a fraction.
func (f *formatSpec) groupFraction(digits string) string {
	if f.fractionSeparator == "" {
		return digits
	}
	var out strings.Builder
	for len(digits) > 3 {
		out.WriteString(digits[:3])
		out.WriteString(f.fractionSeparator)
		digits = digits[3:]
	}
	return out.String() + digits
}

// group puts separators between the digits, and zeros before them up to the width least.
func (s *separators) group(digits string, least int) string {
	if s.thousands == "" {
		if len(digits) < least {
			digits = strings.Repeat("0", least-len(digits)) + digits
		}
		return digits
	}
	gap := runeCount(s.thousands)
	var parts []string
	written := 0
	sizes := s.grouping
	size := 0
	for {
		if sizes != "" {
			if size = int(sizes[0]); size == 0 || size == 127 {
				size = 1 << 30
				sizes = ""
			} else if len(sizes) > 1 && sizes[1] == 0 {
				sizes = ""
			} else if len(sizes) > 1 {
				sizes = sizes[1:]
			} else {
				sizes = ""
			}
		}
		n := min(size, max(len(digits), least-written, 1))
		part := digits[max(0, len(digits)-n):]
		digits = digits[:len(digits)-len(part)]
		part = strings.Repeat("0", n-len(part)) + part
		parts = append(parts, part)
		written += n
		if digits == "" && written >= least {
			break
		}
		written += gap
	}
	var out strings.Builder
	for i := len(parts) - 1; i >= 0; i-- {
		out.WriteString(parts[i])
		if i > 0 {
			out.WriteString(s.thousands)
		}
	}
	return out.String()
}
