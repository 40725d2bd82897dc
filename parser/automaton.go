// This file holds the push-down automaton: it reads the labels of tokens, driven by the generated tables, and builds the
// concrete tree.

package parser

type (
	rule  uint8  // a nonterminal of Grammar/Grammar
	label uint8  // what the automaton knows of a token
	state uint16 // a state of one of the rules' automata, numbered through
)

// maxStack limits the automaton's stack, and with it the depth of the concrete tree. One level of parentheses takes
// about 20 frames; with this limit as many unary operators can follow each other as CPython's parser takes.
const maxStack = 5992

// A frame stands for a rule that was entered and is not complete yet.
type frame struct {
	state state // behind the part that the next frame, or the token just shifted, belongs to
	start int32 // where in values its children begin
}

// An automaton parses one range of tokens, from one start symbol.
type automaton struct {
	labels []label
	tree   tree
	stack  []frame
	values []ref // finished children of all open frames

	full     bool // keep nodes with a single child
	keepOpen bool // at the end of the labels complete no rule

	// After a failure:
	failed   int  // the token that fits nowhere
	depth    int  // size of the stack before frames were popped for that token; popped frames are still behind the top
	tooDeep  bool // the reason is maxStack
	accepted int  // after a success: the first token that was not used
}

// run parses labels from token first on with the given start symbol, and stops where that is complete and the next token
// cannot continue it. It returns the concrete tree's root, or false and leaves word of the failure in a.
func (a *automaton) run(start rule, first int) (root ref, ok bool) {
	a.stack = append(a.stack[:0], frame{startStates[start], 0})
	a.values = a.values[:0]
	for i := first; i < len(a.labels); i++ {
		l := a.labels[i]
		a.depth = len(a.stack)
		for {
			top := &a.stack[len(a.stack)-1]
			if at := int(actions[top.state][l]); at != 0 {
				chain := chains[at+1 : at+1+int(chains[at])]
				top.state = chain[0]
				for _, s := range chain[1:] {
					a.stack = append(a.stack, frame{s, int32(len(a.values))})
				}
				a.values = append(a.values, tokenRef(i))
				break
			}
			if !finalStates[top.state] {
				a.failed = i
				return 0, false
			}
			if len(a.stack) == 1 {
				a.accepted = i
				return a.finish(start, first, i), true
			}
			a.pop(i)
		}
		if len(a.stack) > maxStack {
			a.failed, a.tooDeep = i, true
			return 0, false
		}
	}
	a.depth = len(a.stack)
	if a.keepOpen {
		return 0, false
	}
	for ; finalStates[a.stack[len(a.stack)-1].state]; a.pop(len(a.labels)) {
		if len(a.stack) == 1 {
			a.accepted = len(a.labels)
			return a.finish(start, first, len(a.labels)), true
		}
	}
	a.failed = len(a.labels)
	return 0, false
}

// pop completes the rule on top; next is the first token behind it. A rule with a single child leaves no node: the child
// stands for it.
func (a *automaton) pop(next int) {
	top := a.stack[len(a.stack)-1]
	a.stack = a.stack[:len(a.stack)-1]
	if kids := a.values[top.start:]; len(kids) > 1 || a.full {
		n := a.tree.add(stateRules[top.state], kids, next)
		a.values = append(a.values[:top.start], n)
	}
}

// finish makes the root, which is always a node.
func (a *automaton) finish(start rule, first, next int) ref {
	return a.tree.add(start, a.values, next)
}
