// The encodings a source file can be in.

package tokenizer

import "strings"

// decodeAs decodes text from the encoding called name. message is the text of CPython's error, or empty. Positions in it
// count from base.
func decodeAs(text, name string, base int) (decoded, message string) {
	switch strings.ToLower(name) {
	case "iso-8859-1", "latin1":
		var b strings.Builder
		for i := range len(text) {
			b.WriteRune(rune(text[i]))
		}
		return b.String(), ""
	}
	return "", "unknown encoding: " + name
}
