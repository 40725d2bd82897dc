// Package token holds the kinds and positions of Python's tokens. It is a leaf: the kinds come from Grammar/Tokens,
// the tokens themselves from package tokenizer.
//
// Reference: the `token` module; "Lexical analysis" in the Python language reference.
package token

// NT_OFFSET is the number of the first nonterminal in tables that number tokens and nonterminals together.
const NT_OFFSET = 256

// A Kind is the kind of a token. Its number is CPython's.
type Kind uint8

// String returns CPython's name of k, such as "LPAR".
func (k Kind) String() string {
	if int(k) < len(names) {
		return names[k]
	}
	return "<invalid token kind>"
}

// Spelling returns how tokens of kind k are written, or "" if that varies.
func (k Kind) Spelling() string {
	if int(k) < len(spellings) {
		return spellings[k]
	}
	return ""
}

// IsOperator reports whether k is an operator or delimiter: a token that is always written the same way.
func (k Kind) IsOperator() bool { return k.Spelling() != "" }

// A Pos is a place in source text.
type Pos struct {
	Line int32 // from 1
	Col  int32 // from 0, in bytes of UTF-8
}

// Before reports whether p comes before q.
func (p Pos) Before(q Pos) bool { return p.Line < q.Line || p.Line == q.Line && p.Col < q.Col }
