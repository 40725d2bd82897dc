// This file reads the data of a time zone, the format TZif (RFC 9636), and finds the kind of time at a moment.

package datetime

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"

	py "github.com/gopy-lang/gopy/runtime"
)

const (
	hourSecs = 3600
	// epochOrdinal is the day of 1970-01-01.
	epochOrdinal = 719163
)

// timeKind is a kind of local time: offset from UTC, what of it is daylight saving time, and name.
type timeKind struct {
	seconds   int
	utcoffset py.Value
	dst       py.Value
	name      py.Value
}

func newTimeKind(seconds, dst int, name string) *timeKind {
	value := func(n int) py.Value {
		d, _ := makeDelta(0, n, 0) // offsets are far from the limits
		return d.Value()
	}
	return &timeKind{seconds, value(seconds), value(dst), py.Text(name)}
}

// noKind is what a zone of several kinds has without a date.
var noKind = &timeKind{utcoffset: py.None, dst: py.None, name: py.None}

// zoneData are the transitions of a zone and the rule for what follows them.
type zoneData struct {
	moments []int64     // when the transitions are, in seconds since 1970
	walls   [2][]int64  // in local time, for fold 0 and 1
	offsets []int64     // before the first transition, and after each
	after   []*timeKind // each transition
	before  *timeKind   // the first one
	rule    *zoneRule   // or nil
	fixed   bool        // there is one kind
}

// rawKind is a local time type as it stands in the data.
type rawKind struct {
	offset int
	isDST  bool
	name   string
}

const tzMagic = "TZif"

func tzError(text string) error { return py.Raise(py.ValueError, "Invalid TZif file: %s", text) }

// tzBlock is a part of the data: the counts of its header.
type tzBlock struct{ isUT, isStd, leaps, times, types, chars int }

func (b tzBlock) size(width int) int {
	return b.times*(width+1) + b.types*6 + b.chars + b.leaps*(width+4) + b.isStd + b.isUT
}

// tzHeader reads a header and returns the rest.
func tzHeader(data []byte) (b tzBlock, version byte, rest []byte, err error) {
	if len(data) < len(tzMagic) || string(data[:len(tzMagic)]) != tzMagic {
		return b, 0, nil, tzError("magic not found")
	}
	if len(data) < 44 {
		return b, 0, nil, tzError("unexpected end of file")
	}
	for i, p := range []*int{&b.isUT, &b.isStd, &b.leaps, &b.times, &b.types, &b.chars} {
		n := binary.BigEndian.Uint32(data[20+4*i:])
		if int64(n) > int64(len(data)) {
			return b, 0, nil, tzError("unexpected end of file")
		}
		*p = int(n)
	}
	return b, data[4], data[44:], nil
}

// readZone reads the data of a zone.
func readZone(th *py.Thread, data []byte) (*zoneData, error) {
	block, version, rest, err := tzHeader(data)
	if err != nil {
		return nil, err
	}
	width := 4
	if version > 0 { // the same again in 64 bits
		width = 8
		size := block.size(4)
		if len(rest) < size {
			return nil, tzError("unexpected end of file")
		}
		if block, _, rest, err = tzHeader(rest[size:]); err != nil {
			return nil, err
		}
	}
	if len(rest) < block.size(width) {
		return nil, tzError("unexpected end of file")
	}
	part := func(n int) []byte {
		p := rest[:n]
		rest = rest[n:]
		return p
	}
	z := &zoneData{}
	for times := part(block.times * width); len(times) > 0; times = times[width:] {
		if width == 8 {
			z.moments = append(z.moments, int64(binary.BigEndian.Uint64(times)))
		} else {
			z.moments = append(z.moments, int64(int32(binary.BigEndian.Uint32(times))))
		}
	}
	indexes := part(block.times)
	types, names := part(block.types*6), part(block.chars)
	part(block.leaps*(width+4) + block.isStd + block.isUT)
	var kinds []rawKind
	for ; len(types) > 0; types = types[6:] {
		name := ""
		if start := int(types[5]); start <= len(names) {
			text, _, _ := bytes.Cut(names[start:], []byte{0})
			name = string(text)
		}
		offset := int(int32(binary.BigEndian.Uint32(types)))
		if offset <= -daySecs || offset >= daySecs {
			return nil, tzError("offset of a day or more")
		}
		kinds = append(kinds, rawKind{offset, types[4] != 0, name})
	}
	if len(indexes) > 0 && int(slices.Max(indexes)) >= len(kinds) {
		return nil, tzError("no such local time type")
	}
	if width == 8 {
		if len(rest) == 0 || rest[0] != '\n' {
			return nil, tzError("unexpected end of file")
		}
		text, _, _ := strings.Cut(string(rest[1:]), "\n")
		if text != "" {
			if z.rule, err = parseZoneRule(th, text); err != nil {
				return nil, err
			}
		}
	}
	if len(kinds) == 0 && z.rule == nil {
		return nil, py.Raise(py.ValueError, "No time zone information found.")
	}
	z.build(kinds, indexes)
	return z, nil
}

// build fills what is looked up from the types and their indexes.
func (z *zoneData) build(raw []rawKind, indexes []byte) {
	saved := map[int]int{} // by type: the difference to the standard time next to it
	note := func(before, after int) {
		if raw[after].isDST && !raw[before].isDST && saved[after] == 0 {
			saved[after] = raw[after].offset - raw[before].offset
		}
	}
	for i := 1; i < len(indexes); i++ {
		note(int(indexes[i-1]), int(indexes[i]))
	}
	for i := 1; i < len(indexes); i++ {
		note(int(indexes[i]), int(indexes[i-1]))
	}
	var kinds []*timeKind
	z.before = noKind
	for i, k := range raw {
		dst := 0
		if k.isDST {
			if dst = saved[i]; dst == 0 {
				dst = hourSecs
			}
		}
		kinds = append(kinds, newTimeKind(k.offset, dst, k.name))
	}
	if first := slices.IndexFunc(raw, func(k rawKind) bool { return !k.isDST }); first >= 0 {
		z.before = kinds[first]
	} else if len(kinds) > 0 {
		z.before = kinds[0]
	}
	z.offsets = []int64{int64(z.before.seconds)}
	for i, index := range indexes {
		kind := kinds[index]
		was, is := z.offsets[i], int64(kind.seconds)
		z.after, z.offsets = append(z.after, kind), append(z.offsets, is)
		z.walls[0] = append(z.walls[0], z.moments[i]+max(was, is))
		z.walls[1] = append(z.walls[1], z.moments[i]+min(was, is))
	}
	z.fixed = z.rule == nil || z.rule.daylight == nil
	for _, k := range raw {
		z.fixed = z.fixed && k == raw[0]
	}
	if z.rule != nil && len(raw) > 0 { // the rule's name may be another
		name := py.AsStr(z.rule.standard.name).String()
		z.fixed = z.fixed && raw[0] == rawKind{z.rule.standard.seconds, false, name}
	}
}

// behind returns how many of the moments, which are in order, aren't after t.
func behind(moments []int64, t int64) int {
	low, high := 0, len(moments)
	for low < high {
		middle := int(uint(low+high) / 2)
		if moments[middle] <= t {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low
}

// anyTime is the kind that holds without a date.
func (z *zoneData) anyTime() *timeKind {
	switch {
	case !z.fixed:
		return noKind
	case z.rule != nil:
		return z.rule.standard
	case len(z.after) > 0:
		return z.after[len(z.after)-1]
	}
	return z.before
}

// local is the kind at a local time, in seconds since 1970.
func (z *zoneData) local(seconds int64, year, fold int) *timeKind {
	walls := z.walls[min(fold, 1)]
	i := behind(walls, seconds)
	switch {
	case i == len(walls) && z.rule != nil:
		return z.rule.local(seconds, year, fold)
	case i == 0:
		return z.before
	}
	return z.after[i-1]
}

// utc is the kind at a moment, and whether it is the second one of its local time.
func (z *zoneData) utc(seconds int64, year int) (kind *timeKind, fold bool) {
	i := behind(z.moments, seconds)
	if i == len(z.moments) && z.rule != nil {
		kind, fold = z.rule.utc(seconds, year)
		if i > 0 && !fold {
			back := z.offsets[i-1] - int64(kind.seconds)
			fold = back > 0 && seconds-z.moments[i-1] < back
		}
		return kind, fold
	}
	if i == 0 {
		return z.before, false
	}
	return z.after[i-1], seconds-z.moments[i-1] < z.offsets[i-1]-z.offsets[i]
}
