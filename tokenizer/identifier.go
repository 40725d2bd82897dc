// Which characters make up names (PEP 3131).

package tokenizer

import "github.com/gopy-lang/gopy/runtime/ucd"

// isNameStart reports whether a name can start with r; so it can with an underscore.
func isNameStart(r rune) bool { return ucd.IsXIDStart(r) }

// isNameContinue reports whether r can stand in a name, behind its first character.
func isNameContinue(r rune) bool { return ucd.IsXIDContinue(r) }

// isPrintable reports whether r can be shown in an error message.
func isPrintable(r rune) bool { return ucd.IsPrintable(r) }
