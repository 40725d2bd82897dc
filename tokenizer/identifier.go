// Which characters make up names (PEP 3131).

package tokenizer

import "unicode"

func isNameStart(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.Nl, r) || unicode.Is(unicode.Other_ID_Start, r) }
func isNameContinue(r rune) bool {
	return isNameStart(r) || unicode.In(r, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc, unicode.Other_ID_Continue)
}
func isPrintable(r rune) bool { return unicode.IsPrint(r) }
