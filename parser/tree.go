// This file holds the concrete tree: what the automaton builds and the conversion reads.

package parser

// A ref is a part of the concrete tree: a token, or an index in tree.nodes. Nodes with a single child are left out, so a
// part that a rule asks for may be any rule that the former can consist of alone, or a bare token.
type ref int32

func tokenRef(i int) ref { return ref(^i) }

func (r ref) isToken() bool { return r < 0 }

// token returns the index of the token that r is.
func (r ref) token() int { return int(^r) }

// A tree is kept in two slices without pointers, which the garbage collector need not look at.
type tree struct {
	nodes []treeNode
	kids  []ref // the children of all nodes
}

type treeNode struct {
	rule        rule
	count       int32 // of children
	kids        int32 // where in tree.kids they begin
	first, last int32 // tokens, both inclusive
}

// add makes a node of kids, which end before token next.
func (t *tree) add(r rule, kids []ref, next int) ref {
	first := int32(next)
	if len(kids) > 0 {
		first = int32(t.first(kids[0]))
	}
	t.nodes = append(t.nodes, treeNode{r, int32(len(kids)), int32(len(t.kids)), first, int32(next - 1)})
	t.kids = append(t.kids, kids...)
	return ref(len(t.nodes) - 1)
}

// rule returns the rule of a node, ruleNone for a token.
func (t *tree) rule(r ref) rule {
	if r.isToken() {
		return ruleNone
	}
	return t.nodes[r].rule
}

// children returns the children of a node, none for a token.
func (t *tree) children(r ref) []ref {
	if r.isToken() {
		return nil
	}
	n := &t.nodes[r]
	return t.kids[n.kids : n.kids+n.count : n.kids+n.count]
}

// first returns the first token of r.
func (t *tree) first(r ref) int {
	if r.isToken() {
		return r.token()
	}
	return int(t.nodes[r].first)
}

// last returns the last token of r.
func (t *tree) last(r ref) int {
	if r.isToken() {
		return r.token()
	}
	return int(t.nodes[r].last)
}
