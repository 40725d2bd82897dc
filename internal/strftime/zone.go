// This file knows the local time zone: the Host's, until a program sets another by the environment variable TZ and tzset.

package strftime

import (
	"encoding/binary"
	"strings"
	"time"

	py "github.com/gopy-lang/gopy/runtime"
)

const zoneKey = "time.zone"

// Location is the local time zone.
func Location(th *py.Thread) *time.Location {
	if l, _ := th.Interp.Extra[zoneKey].(*time.Location); l != nil {
		return l
	}
	l := th.Interp.Host.Now().Location()
	th.Interp.Extra[zoneKey] = l
	return l
}

// SetLocation makes the zone that the environment variable TZ names the local one: the name of a file of the zone
// database, or the rules of POSIX. Without TZ it is the Host's again; what can't be read stands for UTC.
func SetLocation(th *py.Thread) {
	delete(th.Interp.Extra, zoneKey)
	for _, entry := range th.Interp.Host.Environ() {
		if value, ok := strings.CutPrefix(entry, "TZ="); ok {
			th.Interp.Extra[zoneKey] = readZone(th, strings.TrimPrefix(value, ":"))
		}
	}
}

const database = "/usr/share/zoneinfo/"

func readZone(th *py.Thread, name string) *time.Location {
	if name == "" {
		return time.UTC
	}
	path := name
	if !strings.HasPrefix(name, "/") {
		path = database + name
	}
	if !strings.Contains(name, "..") {
		if data, err := th.Interp.Host.ReadFile(path); err == nil {
			if l, err := time.LoadLocationFromTZData(name, data); err == nil {
				return l
			}
		}
	}
	abbreviation, rest := cutAbbreviation(name)
	offset, ok := posixOffset(rest)
	if abbreviation == "" || !ok {
		return time.UTC
	}
	l, err := time.LoadLocationFromTZData(name, zoneFile(abbreviation, -offset, name))
	if err != nil {
		return time.UTC
	}
	return l
}

// cutAbbreviation takes the name off the beginning of a zone's POSIX rules.
func cutAbbreviation(s string) (name, rest string) {
	if quoted, ok := strings.CutPrefix(s, "<"); ok {
		name, rest, _ = strings.Cut(quoted, ">")
		return name, rest
	}
	i := strings.IndexFunc(s, func(r rune) bool { return r|0x20 < 'a' || r|0x20 > 'z' })
	if i < 0 {
		i = len(s)
	}
	if i < 3 {
		return "", s
	}
	return s[:i], s[i:]
}

// posixOffset reads the seconds west of UTC at the beginning of s: [+-]h[:m[:s]].
func posixOffset(s string) (seconds int, ok bool) {
	sign := 1
	if s != "" && (s[0] == '+' || s[0] == '-') {
		if s[0] == '-' {
			sign = -1
		}
		s = s[1:]
	}
	for unit := 3600; unit > 0; unit /= 60 {
		n, digits := 0, 0
		for ; digits < len(s) && digits < 3 && s[digits] >= '0' && s[digits] <= '9'; digits++ {
			n = n*10 + int(s[digits]-'0')
		}
		if digits == 0 {
			return 0, false
		}
		seconds += n * unit
		if s = s[digits:]; !strings.HasPrefix(s, ":") {
			break
		}
		s = s[1:]
	}
	return sign * seconds, seconds <= 24*3600+59*60
}

// zoneFile is a zone of POSIX rules in the format of the zone database (RFC 9636): one type, no transitions, the rules at the end.
func zoneFile(abbreviation string, offset int, rules string) []byte {
	var block []byte
	block = append(block, "TZif2"...)
	block = append(block, make([]byte, 15)...)
	for _, count := range [...]int{0, 0, 0, 0, 1, len(abbreviation) + 1} {
		block = binary.BigEndian.AppendUint32(block, uint32(count))
	}
	block = binary.BigEndian.AppendUint32(block, uint32(int32(offset)))
	block = append(block, 0, 0)
	block = append(append(block, abbreviation...), 0)
	return append(append(append([]byte{}, block...), block...), "\n"+rules+"\n"...)
}
