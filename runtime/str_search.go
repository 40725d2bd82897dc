// This file holds the methods of str that search: find, count, replace, split, strip and their kin.

package runtime

import (
	"encoding/binary"
	"math"
	"math/bits"
	"strings"
	"unicode/utf8"
	"unsafe"

	"github.com/gopy-lang/gopy/runtime/ucd"
)

// bound converts a start or end argument; Unbound and None stand for absent.
func boundArg(th *Thread, v Value, absent int) (int, error) {
	if v.IsUnbound() || v.IsNone() {
		return absent, nil
	}
	return sliceBound(th, v)
}

// searchRange converts the optional start and end of a search in n items as slices do; start > end (or > n) tells that
// nothing can be found, not even an empty text.
func searchRange(th *Thread, start, end Value, n int) (int, int, error) {
	i, err := boundArg(th, start, 0)
	if err != nil {
		return 0, 0, err
	}
	j, err := boundArg(th, end, n)
	if err != nil {
		return 0, 0, err
	}
	if j > n {
		j = n
	} else if j < 0 {
		j = max(j+n, 0)
	}
	if i < 0 {
		i = max(i+n, 0)
	}
	return i, j, nil
}

// textArgs are the bound arguments of find and the like: the bytes of self[start:end] and where they begin.
func textRange(th *Thread, s *Str, start, end Value) (text string, from, base int, ok bool, err error) {
	if start.IsUnbound() && end.IsUnbound() {
		return s.s, 0, 0, true, nil
	}
	i, j, err := searchRange(th, start, end, s.Len())
	if err != nil || i > j {
		return "", 0, 0, false, err
	}
	from = s.offset(i)
	return s.s[from:s.offset(j)], from, i, true, nil
}

// find searches a[1] in a[0][a[2]:a[3]]; -1: not found.
func (s *Str) find(th *Thread, name string, a []Value, search func(s, sub string) int) (int, error) {
	sub := AsStr(a[1])
	if sub == nil {
		return 0, Raise(TypeError, "%s() argument 1 must be str, not %s", name, argumentType(a[1]))
	}
	text, from, base, ok, err := textRange(th, s, Given(a, 2), Given(a, 3))
	if err != nil || !ok {
		return -1, err
	}
	at := search(text, sub.s)
	if at < 0 {
		return -1, nil
	}
	if s.ID&strASCII != 0 {
		return base + at, nil
	}
	return s.position(from + at), nil
}

func strFind(th *Thread, a []Value) (Value, error) {
	i, err := (*Str)(a[0].P).find(th, "find", a, strings.Index)
	return Int(int64(i)), err
}

func strRFind(th *Thread, a []Value) (Value, error) {
	i, err := (*Str)(a[0].P).find(th, "rfind", a, strings.LastIndex)
	return Int(int64(i)), err
}

func strIndex(th *Thread, a []Value) (Value, error) {
	return found((*Str)(a[0].P).find(th, "index", a, strings.Index))
}

func strRIndex(th *Thread, a []Value) (Value, error) {
	return found((*Str)(a[0].P).find(th, "rindex", a, strings.LastIndex))
}

func found(i int, err error) (Value, error) {
	if err == nil && i < 0 {
		err = Raise(ValueError, "substring not found")
	}
	return Int(int64(i)), err
}

func strCount(th *Thread, a []Value) (Value, error) {
	s, sub := (*Str)(a[0].P), AsStr(a[1])
	if sub == nil {
		return Unbound, Raise(TypeError, "count() argument 1 must be str, not %s", argumentType(a[1]))
	}
	text, _, _, ok, err := textRange(th, s, Given(a, 2), Given(a, 3))
	if err != nil || !ok {
		return Int(0), err
	}
	if sub.s == "" {
		return Int(int64(wtf8Len(text)) + 1), nil
	}
	return Int(int64(strings.Count(text, sub.s))), nil
}

func strContains(th *Thread, v, item Value) (bool, error) {
	sub := AsStr(item)
	if sub == nil {
		return false, Raise(TypeError, "'in <string>' requires string as left operand, not %s", item.Type().TypeName())
	}
	return strings.Contains((*Str)(v.P).s, sub.s), nil
}

func strStartsWith(th *Thread, a []Value) (Value, error) {
	return affixed(th, "startswith", a, strings.HasPrefix)
}

func strEndsWith(th *Thread, a []Value) (Value, error) {
	return affixed(th, "endswith", a, strings.HasSuffix)
}

func affixed(th *Thread, name string, a []Value, has func(s, affix string) bool) (Value, error) {
	affix := AsStr(a[1])
	if affix != nil && (len(a) == 2 || a[2].IsUnbound() && a[3].IsUnbound()) {
		return Bool(has((*Str)(a[0].P).s, affix.s)), nil
	}
	text, _, _, ok, err := textRange(th, (*Str)(a[0].P), Given(a, 2), Given(a, 3))
	if err != nil {
		return Unbound, err
	}
	if affix != nil {
		return Bool(ok && has(text, affix.s)), nil
	}
	tuple := AsTuple(a[1])
	if tuple == nil {
		return Unbound, Raise(TypeError, "%s first arg must be str or a tuple of str, not %s", name, a[1].Type().TypeName())
	}
	for _, v := range tuple.Items() {
		affix := AsStr(v)
		if affix == nil {
			return Unbound, Raise(TypeError, "tuple for %s must only contain str, not %s", name, v.Type().TypeName())
		}
		if ok && has(text, affix.s) {
			return True, nil
		}
	}
	return False, nil
}

func strRemovePrefix(th *Thread, a []Value) (Value, error) {
	s, affix := (*Str)(a[0].P), AsStr(a[1])
	if affix == nil {
		return Unbound, Raise(TypeError, "removeprefix() argument must be str, not %s", argumentType(a[1]))
	}
	if strings.HasPrefix(s.s, affix.s) {
		return s.part(len(affix.s), len(s.s)).Value(), nil
	}
	return s.exact().Value(), nil
}

func strRemoveSuffix(th *Thread, a []Value) (Value, error) {
	s, affix := (*Str)(a[0].P), AsStr(a[1])
	if affix == nil {
		return Unbound, Raise(TypeError, "removesuffix() argument must be str, not %s", argumentType(a[1]))
	}
	if strings.HasSuffix(s.s, affix.s) {
		return s.part(0, len(s.s)-len(affix.s)).Value(), nil
	}
	return s.exact().Value(), nil
}

// strReplace is str.replace(old, new, count).
func strReplace(th *Thread, a []Value) (Value, error) {
	s, old, repl := (*Str)(a[0].P), AsStr(a[1]), AsStr(a[2])
	if old == nil || repl == nil {
		i := 1
		if old != nil {
			i = 2
		}
		return Unbound, Raise(TypeError, "replace() argument %d must be str, not %s", i, argumentType(a[i]))
	}
	count := -1
	if len(a) > 3 {
		var err error
		if count, err = asSize(th, a[3]); err != nil {
			return Unbound, err
		}
	}
	t, err := s.replace(th, old, repl, count)
	if err != nil {
		return Unbound, err
	}
	return t.Value(), nil
}

func (s *Str) replace(th *Thread, old, repl *Str, count int) (*Str, error) {
	if count < 0 {
		count = 1<<63 - 1
	}
	var at []int
	switch {
	case count == 0 || old.s == repl.s:
	case len(old.s) == 0:
		if err := th.ChargeItems(min(count, s.Len()+1), 8); err != nil {
			return nil, err
		}
		for i := 0; len(at) < count; i += wtf8Size(s.s[i]) {
			at = append(at, i)
			if i == len(s.s) {
				break
			}
		}
	default:
		at = th.cuts(s.s, old.s, count)
	}
	n := len(at)
	if n == 0 {
		return s.exact(), nil
	}
	if err := th.ChargeItems(n, len(repl.s)); err != nil {
		return nil, err
	}
	size := len(s.s) + n*(len(repl.s)-len(old.s))
	chars := s.Len() + n*(repl.Len()-old.Len())
	if err := th.Charge(int64(size)); err != nil {
		return nil, err
	}
	if chars <= 1 {
		return newCounted(strings.Replace(s.s, old.s, repl.s, n), chars), nil
	}
	t, text := makeText(size, chars)
	if len(old.s) == len(repl.s) {
		copy(text, s.s)
		for _, i := range at {
			copy(text[i:], repl.s)
		}
		return t, nil
	}
	from, to := 0, 0
	for _, i := range at {
		to += copy(text[to:], s.s[from:i])
		to += copy(text[to:], repl.s)
		from = i + len(old.s)
	}
	copy(text[to:], s.s[from:])
	return t, nil
}

// splitArgs checks sep and maxsplit; sep nil stands for white space.
func splitArgs(th *Thread, a []Value) (sep *Str, maxSplit int, err error) {
	maxSplit = -1
	if len(a) > 2 {
		if maxSplit, err = asSize(th, a[2]); err != nil {
			return nil, 0, err
		}
	}
	if maxSplit < 0 {
		maxSplit = 1<<63 - 1
	}
	if len(a) == 1 || a[1].IsNone() {
		return nil, maxSplit, nil
	}
	if sep = AsStr(a[1]); sep == nil {
		return nil, 0, Raise(TypeError, "must be str or None, not %s", a[1].Type().TypeName())
	}
	if len(sep.s) == 0 {
		return nil, 0, Raise(ValueError, "empty separator")
	}
	return sep, maxSplit, nil
}

// indexFrom returns the offset of the first sub in s[at:], counted from the start of s, or -1. sub must not be empty. It looks at the next few
// bytes by itself: what programs look for stands near most of the time, and the search for far ones takes long to set up.
func indexFrom(s, sub string, at int) int {
	const low, high = 0x0101010101010101, 0x8080808080808080
	last := len(s) - len(sub)
	first := uint64(sub[0]) * low
	text := unsafe.Slice(unsafe.StringData(s), len(s))
	for tries := 0; tries < 6 && at+8 <= len(s); tries++ {
		diff := binary.LittleEndian.Uint64(text[at:]) ^ first // the first byte of zero is where sub[0] stands
		zero := (diff - low) &^ diff & high
		if zero == 0 {
			at += 8
			continue
		}
		at += bits.TrailingZeros64(zero) / 8
		if at > last {
			return -1
		}
		if len(sub) == 1 || s[at+1] == sub[1] && s[at:at+len(sub)] == sub {
			return at
		}
		at++
	}
	if at > last {
		return -1
	}
	if i := strings.Index(s[at:], sub); i >= 0 {
		return at + i
	}
	return -1
}

// keptCuts is up to how many offsets a thread keeps room for.
const keptCuts = 1 << 13

// cuts returns the offsets of the first n places in s where sub stands, which must not be empty. They hold until the next call.
func (th *Thread) cuts(s, sub string, n int) []int {
	at := th.offsets[:0]
	if len(sub) == 1 {
		at = appendPlaces(at, s, sub[0], n, 0)
	} else {
		for i := 0; n > 0; n-- {
			if i = indexFrom(s, sub, i); i < 0 {
				break
			}
			at = append(at, i)
			i += len(sub)
		}
	}
	th.keepOffsets(at)
	return at
}

// keepOffsets keeps the room of some offsets for the next ones.
func (th *Thread) keepOffsets(at []int) {
	if cap(at) <= keptCuts {
		th.offsets = at
	}
}

// appendPlaces appends the offsets of the first n places in s where b stands, and with next that of what follows each. It looks at eight bytes at
// once, and searches where b is rare.
func appendPlaces(at []int, s string, b byte, n, next int) []int {
	const low, rest = 0x0101010101010101, 0x7f7f7f7f7f7f7f7f
	text := unsafe.Slice(unsafe.StringData(s), len(s))
	i := 0
	for last := 0; i+8 <= len(s); i += 8 {
		diff := binary.LittleEndian.Uint64(text[i:]) ^ uint64(b)*low
		for zero := ^(diff&rest + rest | diff | rest); zero != 0; zero &= zero - 1 { // a bit for each byte of diff that is zero
			if n--; n < 0 {
				return at
			}
			last = i
			place := i + bits.TrailingZeros64(zero)/8
			if at = append(at, place); next != 0 {
				at = append(at, place+next)
			}
		}
		if i-last >= 64 {
			ahead := strings.IndexByte(s[i+8:], b)
			if ahead < 0 {
				return at
			}
			i += ahead // what is looked at next begins with b
			last = i
		}
	}
	for ; i < len(s) && n > 0; i++ {
		if s[i] == b {
			n--
			if at = append(at, i); next != 0 {
				at = append(at, i+next)
			}
		}
	}
	return at
}

func strSplit(th *Thread, a []Value) (Value, error) {
	s := (*Str)(a[0].P)
	sep, maxSplit, err := splitArgs(th, a)
	if err != nil {
		return Unbound, err
	}
	if sep == nil {
		return s.fields(th, maxSplit)
	}
	ends := append(th.offsets[:0], 0)
	if len(sep.s) == 1 {
		ends = appendPlaces(ends, s.s, sep.s[0], maxSplit, 1)
	} else {
		for i := 0; maxSplit > 0; maxSplit-- {
			if i = indexFrom(s.s, sep.s, i); i < 0 {
				break
			}
			ends = append(ends, i, i+len(sep.s))
			i += len(sep.s)
		}
	}
	return s.parts(th, append(ends, len(s.s)))
}

func strRSplit(th *Thread, a []Value) (Value, error) {
	s := (*Str)(a[0].P)
	sep, maxSplit, err := splitArgs(th, a)
	if err != nil {
		return Unbound, err
	}
	if sep == nil {
		return s.fieldsRight(th, maxSplit)
	}
	parts := th.offsets[:0]
	end := len(s.s)
	for range maxSplit {
		i := strings.LastIndex(s.s[:end], sep.s)
		if i < 0 {
			break
		}
		parts = append(parts, i+len(sep.s), end)
		end = i
	}
	return s.partsFromRight(th, append(parts, 0, end))
}

// parts returns the list of parts that begin and end at some offsets, two for each.
func (s *Str) parts(th *Thread, ends []int) (Value, error) {
	th.keepOffsets(ends)
	if err := th.ChargeItems(len(ends)/2, 80); err != nil {
		return Unbound, err
	}
	list := th.listOfParts(len(ends) / 2)
	if i, only := th.onlyPart(len(list.items)); only {
		list.items[i] = s.part(ends[2*i], ends[2*i+1]).Value()
		return list.Value(), nil
	}
	if s.ID&strASCII != 0 && len(list.items) > 1 {
		cutParts(list.items, s.Value(), ends)
		return list.Value(), nil
	}
	var slab TextSlab
	for i := 0; i+1 < len(ends); i += 2 {
		slab.Plan(ends[i+1] - ends[i])
	}
	for i := range list.items {
		list.items[i] = s.slabPart(&slab, ends[2*i], ends[2*i+1]).Value()
	}
	return list.Value(), nil
}

// listOfParts is sizedList that takes what was given back.
func (th *Thread) listOfParts(n int) *List {
	if n < len(th.spareLists) {
		if l := th.spareLists[n]; l != nil {
			th.spareLists[n] = nil
			return l
		}
	}
	return sizedList(n)
}

// WantPart tells the next method with InlineParts that of its result only item i is going to be looked at, from the end if negative: that it may leave
// out the others. The arguments must be such that it runs no Python code. WantAll ends that.
func (th *Thread) WantPart(i int) {
	if i >= 0 {
		i++
	}
	th.wantedPart = i
}

func (th *Thread) WantAll() { th.wantedPart = 0 }

// onlyPart tells which one of n items is wanted; only is false when all are.
func (th *Thread) onlyPart(n int) (i int, only bool) {
	switch {
	case th.wantedPart > 0:
		i = th.wantedPart - 1
	case th.wantedPart < 0:
		i = n + th.wantedPart
	default:
		return 0, false
	}
	return i, uint(i) < uint(n)
}

// GiveBack leaves to later results of methods like str.split what one of them has returned, when its items were taken out and nothing refers to it.
func (th *Thread) GiveBack(v Value) {
	switch {
	case v.IsExact(KindList):
		if l := (*List)(v.P); len(l.items) < len(th.spareLists) {
			clear(l.items)
			th.spareLists[len(l.items)] = l
		}
	case v.IsExact(KindTuple):
		if t := (*Tuple)(v.P); t.Len() == 3 {
			clear(t.Items())
			th.spareCut = t
		}
	}
}

// partsFromRight is parts where the last part's offsets come first.
func (s *Str) partsFromRight(th *Thread, ends []int) (Value, error) {
	for i, j := 0, len(ends)-2; i < j; i, j = i+2, j-2 {
		ends[i], ends[i+1], ends[j], ends[j+1] = ends[j], ends[j+1], ends[i], ends[i+1]
	}
	return s.parts(th, ends)
}

// asciiSpace marks the ASCII characters that are white space to str.
var asciiSpace = [256]bool{'\t': true, '\n': true, '\v': true, '\f': true, '\r': true, 0x1C: true, 0x1D: true, 0x1E: true, 0x1F: true, ' ': true}

// skipSpace returns the offset of the first character from at on that is white space, or is none.
func skipSpace(s string, at int, space bool) int {
	for at < len(s) {
		if c := s[at]; c < utf8.RuneSelf {
			if asciiSpace[c] != space {
				return at
			}
			at++
			continue
		}
		r, size := decodeWTF8(s[at:])
		if ucd.IsSpace(r) != space {
			return at
		}
		at += size
	}
	return at
}

// skipSpaceLeft is skipSpace leftwards from the end at.
func skipSpaceLeft(s string, at int, space bool) int {
	for at > 0 {
		if c := s[at-1]; c < utf8.RuneSelf {
			if asciiSpace[c] != space {
				return at
			}
			at--
			continue
		}
		r, size := decodeLastWTF8(s[:at])
		if ucd.IsSpace(r) != space {
			return at
		}
		at -= size
	}
	return at
}

// fields splits at runs of white space.
func (s *Str) fields(th *Thread, maxSplit int) (Value, error) {
	ends := th.offsets[:0] // of the parts: from, to, from, to, …
	if s.ID&strASCII != 0 {
		return s.parts(th, appendFields(ends, s.s, maxSplit, 0x1C))
	}
	at := skipSpace(s.s, 0, true)
	for at < len(s.s) {
		end := len(s.s)
		if len(ends)/2 < maxSplit {
			end = skipSpace(s.s, at, false)
		}
		ends = append(ends, at, end)
		at = skipSpace(s.s, end, true)
	}
	return s.parts(th, ends)
}

// appendFields appends where the first maxSplit words of an ASCII text or of bytes begin and end, and all that is behind them as one. White space are the
// characters from \t to \r and from first to the space. It looks at eight bytes at once.
func appendFields(ends []int, text string, maxSplit int, first byte) []int {
	const each, high = 0x0101010101010101, 0x8080808080808080
	before := uint64(0x80) // the character before is white space
	separators := (0x80 - uint64(first)) * each
	limit := math.MaxInt // of ends, when the last word has begun
	if maxSplit < len(text) {
		limit = len(ends) + 2*maxSplit + 1
	}
	i := 0
	for b := BytesView(text); i+8 <= len(b) && len(ends) < limit; i += 8 {
		// A sum's high bit tells that the character is at least 0x80 less what was added.
		all := binary.LittleEndian.Uint64(b[i:])
		x := all &^ high
		controls := (x + (0x80-'\t')*each) &^ (x + (0x80-'\r'-1)*each)
		spaces := (controls | (x+separators)&^(x+(0x80-' '-1)*each)) & high &^ all
		for edges := spaces ^ (spaces<<8 | before); edges != 0; edges &= edges - 1 {
			ends = append(ends, i+bits.TrailingZeros64(edges)/8)
		}
		before = spaces >> 56
	}
	for ; i < len(text) && len(ends) < limit; i++ {
		if c := text[i]; (c >= '\t' && c <= '\r' || c >= first && c <= ' ') != (before != 0) {
			ends = append(ends, i)
			before ^= 0x80
		}
	}
	if len(ends) >= limit {
		return append(ends[:limit], len(text))
	}
	if before == 0 {
		ends = append(ends, len(text))
	}
	return ends
}

// slabPart is part for one of several parts, each announced to the slab.
func (s *Str) slabPart(slab *TextSlab, from, to int) *Str {
	if n := to - from; n <= slabText && n < len(s.s) && (s.ID&strASCII != 0 || isASCII(s.s[from:to])) {
		return slab.ASCII(s.s[from:to])
	}
	return s.part(from, to)
}

// fieldsRight is fields with the cuts counted from the right.
func (s *Str) fieldsRight(th *Thread, maxSplit int) (Value, error) {
	parts := th.offsets[:0]
	end := skipSpaceLeft(s.s, len(s.s), true)
	for end > 0 {
		if len(parts)/2 == maxSplit {
			parts = append(parts, 0, end)
			break
		}
		start := skipSpaceLeft(s.s, end, false)
		parts = append(parts, start, end)
		end = skipSpaceLeft(s.s, start, true)
	}
	return s.partsFromRight(th, parts)
}

func strSplitLines(th *Thread, a []Value) (Value, error) {
	s := (*Str)(a[0].P)
	keep, err := Truth(th, a[1])
	if err != nil {
		return Unbound, err
	}
	ends := th.offsets[:0]
	if s.ID&strASCII != 0 {
		return s.parts(th, appendLines(ends, s.s, keep))
	}
	for at := 0; at < len(s.s); {
		end, next := nextLine(s.s, at)
		if keep {
			end = next
		}
		ends = append(ends, at, end)
		at = next
	}
	return s.parts(th, ends)
}

// appendLines appends where the lines of an ASCII text begin and end, with their line ends if keep. It looks at eight bytes at once.
func appendLines(ends []int, text string, keep bool) []int {
	at := 0
	add := func(end int) {
		next := end + 1
		if text[end] == '\r' && next < len(text) && text[next] == '\n' {
			next++
		}
		if keep {
			end = next
		}
		ends = append(ends, at, end)
		at = next
	}
	i := 0
	for b := BytesView(text); i+8 <= len(b); i += 8 {
		for breaks := lineBreaks(binary.LittleEndian.Uint64(b[i:])); breaks != 0; breaks &= breaks - 1 {
			if end := i + bits.TrailingZeros64(breaks)/8; end >= at { // not the \n of \r\n
				add(end)
			}
		}
	}
	for ; i < len(text); i++ {
		if c := text[i]; i >= at && (c >= '\n' && c <= '\r' || c >= 0x1C && c <= 0x1E) {
			add(i)
		}
	}
	if at < len(text) {
		ends = append(ends, at, len(text))
	}
	return ends
}

// lineBreaks returns the high bits of those of eight ASCII characters that end a line.
func lineBreaks(x uint64) uint64 {
	const each, high = 0x0101010101010101, 0x8080808080808080
	// A sum's high bit tells that the character is at least 0x80 less what was added.
	feeds := (x + (0x80-'\n')*each) &^ (x + (0x80-'\r'-1)*each)
	separators := (x + (0x80-0x1C)*each) &^ (x + (0x80-0x1E-1)*each)
	return (feeds | separators) & high
}

// skipInLine goes on from at as long as eight bytes at once are ASCII characters that end no line.
func skipInLine(s string, at int) int {
	const high = 0x8080808080808080
	for b := BytesView(s); at+8 <= len(b); at += 8 {
		if x := binary.LittleEndian.Uint64(b[at:]); x&high|lineBreaks(x) != 0 {
			break
		}
	}
	return at
}

// nextLine returns where the line that starts at offset at ends, and where the next one starts.
func nextLine(s string, at int) (end, next int) {
	for i := skipInLine(s, at); i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c == '\r' && i+1 < len(s) && s[i+1] == '\n' {
				return i, i + 2
			}
			if c >= '\n' && c <= '\r' || c >= 0x1C && c <= 0x1E {
				return i, i + 1
			}
			i++
			continue
		}
		r, size := decodeWTF8(s[i:])
		if ucd.IsLineBreak(r) {
			return i, i + size
		}
		i += size
	}
	return len(s), len(s)
}

func strPartition(th *Thread, a []Value) (Value, error) {
	s, sep, err := partitionArgs(a)
	if err != nil {
		return Unbound, err
	}
	i := strings.Index(s.s, sep.s)
	if i < 0 {
		return TupleOf(a[0], emptyStr.Value(), emptyStr.Value()).Value(), nil
	}
	return s.aroundCut(th, i, sep), nil
}

// aroundCut returns the tuple of what is before sep at offset i, sep, and what is behind.
func (s *Str) aroundCut(th *Thread, i int, sep *Str) Value {
	t := th.takeCut()
	if part, only := th.onlyPart(3); only {
		switch part {
		case 0:
			t.Items()[0] = s.part(0, i).Value()
		case 1:
			t.Items()[1] = sep.Value()
		case 2:
			t.Items()[2] = s.part(i+len(sep.s), len(s.s)).Value()
		}
	} else if s.ID&strASCII != 0 {
		cutAround(t.Items(), s.Value(), i, sep.Value(), i+len(sep.s))
	} else {
		var slab TextSlab
		rest := i + len(sep.s)
		slab.Plan(i)
		slab.Plan(len(s.s) - rest)
		items := t.Items()
		items[0], items[1], items[2] = s.slabPart(&slab, 0, i).Value(), sep.Value(), s.slabPart(&slab, rest, len(s.s)).Value()
	}
	return t.Value()
}

// cutAround fills items with what is before offset i of an ASCII str or of a bytes object, sep, and what is from offset rest on.
func cutAround(items []Value, whole Value, i int, sep Value, rest int) {
	parts := [2]Value{}
	ends := [4]int{0, i, rest, len((*Str)(whole.P).s)}
	cutParts(parts[:], whole, ends[:])
	items[0], items[1], items[2] = parts[0], sep, parts[1]
}

// takeCut returns a tuple of three items, perhaps one that was given back.
func (th *Thread) takeCut() *Tuple {
	if t := th.spareCut; t != nil {
		th.spareCut = nil
		return t
	}
	return makeTuple(3)
}

func strRPartition(th *Thread, a []Value) (Value, error) {
	s, sep, err := partitionArgs(a)
	if err != nil {
		return Unbound, err
	}
	i := strings.LastIndex(s.s, sep.s)
	if i < 0 {
		return TupleOf(emptyStr.Value(), emptyStr.Value(), a[0]).Value(), nil
	}
	return s.aroundCut(th, i, sep), nil
}

func partitionArgs(a []Value) (s, sep *Str, err error) {
	if sep = AsStr(a[1]); sep == nil {
		return nil, nil, Raise(TypeError, "must be str, not %s", a[1].Type().TypeName())
	}
	if len(sep.s) == 0 {
		return nil, nil, Raise(ValueError, "empty separator")
	}
	return (*Str)(a[0].P), sep, nil
}

func strStrip(th *Thread, a []Value) (Value, error)  { return strip("strip", a, true, true) }
func strLStrip(th *Thread, a []Value) (Value, error) { return strip("lstrip", a, true, false) }
func strRStrip(th *Thread, a []Value) (Value, error) { return strip("rstrip", a, false, true) }

func strip(name string, a []Value, left, right bool) (Value, error) {
	s := (*Str)(a[0].P)
	from, to := 0, len(s.s)
	if len(a) == 1 || a[1].IsNone() {
		if left {
			from = skipSpace(s.s, 0, true)
		}
		if right && from < to {
			to = skipSpaceLeft(s.s, to, true)
		}
		return s.part(from, to).Value(), nil
	}
	chars := AsStr(a[1])
	if chars == nil {
		return Unbound, Raise(TypeError, "%s arg must be None or str", name)
	}
	if len(chars.s) == 1 {
		for left && from < to && s.s[from] == chars.s[0] {
			from++
		}
		for right && from < to && s.s[to-1] == chars.s[0] {
			to--
		}
		return s.part(from, to).Value(), nil
	}
	if left {
		for from < to {
			size := wtf8Size(s.s[from])
			if !strings.Contains(chars.s, s.s[from:from+size]) {
				break
			}
			from += size
		}
	}
	if right {
		for from < to {
			size := wtf8SizeBefore(s.s, to)
			if !strings.Contains(chars.s, s.s[to-size:to]) {
				break
			}
			to -= size
		}
	}
	return s.part(from, to).Value(), nil
}
