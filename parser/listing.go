// This file writes concrete trees as text.

package parser

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/gopy-lang/gopy/runtime/repr"
)

// ListingOptions says how [ConcreteNode.Write] shows a tree. The zero value shows each rule and token on a line of its own.
type ListingOptions struct {
	Collapse bool // rules that consist of one other rule share its line
	Lists    bool // nested lists, as Python writes them: ['rule', part, ...] and ['TOKEN', 'text']
}

// Rules returns the names of the rules of Grammar/Grammar, in its order.
func Rules() []string { return append([]string(nil), ruleNames[1:]...) }

// Write writes the tree.
func (n *ConcreteNode) Write(w io.Writer, o ListingOptions) error {
	b := bufio.NewWriter(w)
	n.write(b, o, 0)
	if o.Lists {
		b.WriteByte('\n')
	}
	return b.Flush()
}

func (n *ConcreteNode) write(b *bufio.Writer, o ListingOptions, level int) {
	indentation := strings.Repeat("  ", level)
	if o.Lists {
		b.WriteString(indentation)
	} else {
		fmt.Fprintf(b, "%-20s%s", fmt.Sprintf("%d,%d-%d,%d:", n.Start.Line, n.Start.Col, n.End.Line, n.End.Col), indentation)
	}
	names := []string{n.Rule}
	for o.Collapse && n.Rule != "" && len(n.Children) == 1 {
		n = n.Children[0]
		names = append(names, n.Rule)
	}
	if n.Rule == "" {
		names = names[:len(names)-1]
	}
	if o.Lists {
		n.writeList(b, o, names, level)
		return
	}
	for i, name := range names {
		if i > 0 {
			b.WriteString(" > ")
		}
		b.WriteString(name)
	}
	if n.Rule == "" {
		if len(names) > 0 {
			b.WriteString(" > ")
		}
		fmt.Fprintf(b, "%s %s", n.Kind, repr.String(n.Text))
	}
	b.WriteByte('\n')
	for _, child := range n.Children {
		child.write(b, o, level+1)
	}
}

// writeList writes the node below the given rules, which consist of it alone.
func (n *ConcreteNode) writeList(b *bufio.Writer, o ListingOptions, names []string, level int) {
	for i, name := range names {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(b, "['%s'", name)
	}
	if n.Rule == "" {
		if len(names) > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(b, "['%s', %s]", n.Kind, repr.String(n.Text))
	}
	for _, child := range n.Children {
		b.WriteString(",\n")
		child.write(b, o, level+1)
	}
	b.WriteString(strings.Repeat("]", len(names)))
}
