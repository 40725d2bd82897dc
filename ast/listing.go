// This file makes the output of `python -m ast`.

package ast

import "strings"

// ListingOptions are the options of [Listing].
type ListingOptions struct {
	Attributes bool // -a: positions too
	ShowEmpty  bool // --show-empty: empty lists and absent fields too
	Indent     int  // -i: blanks for each level; negative numbers count as 0
}

// DefaultIndent is the value of -i when the option isn't given.
const DefaultIndent = 3

// Listing returns what `python -m ast` prints for a tree. The only error is [ErrTooDeep].
func Listing(n Node, options ListingOptions) (string, error) {
	text, err := Dump(n, DumpOptions{
		Attributes: options.Attributes,
		ShowEmpty:  options.ShowEmpty,
		Multiline:  true,
		Indent:     blanks(options.Indent),
	})
	if err != nil {
		return "", err
	}
	return text + "\n", nil
}

// maxIndent bounds the width of a level, so that the text of a tree can't outgrow it by more than that factor.
const maxIndent = 1000

func blanks(n int) string { return strings.Repeat(" ", min(max(n, 0), maxIndent)) }
