// This file holds the second pass: where each name of each scope lives.

package symtable

import "slices"

// A resolver goes over the scopes from the outside in, and on the way back tells each what its inner scopes have free.
type resolver struct {
	*builder
}

// resolve decides on the names of a scope and all scopes within and returns the names that are free in any of them.
// class is the class whose names an annotation-like scope sees first.
func (r *resolver) resolve(s *Scope, class *Scope) (free nameSet) {
	if r.err != nil {
		return
	}
	for _, symbol := range s.Symbols {
		if r.resolveName(s, symbol, class); symbol.Scope == Free {
			free.add(symbol.Name)
		}
	}

	var innerFree, inlinedCells nameSet
	children, changed := s.Children, false
	for i, child := range children {
		childFree := r.resolve(child, classSeenBy(child, class))
		if r.err != nil {
			return
		}
		if child.Comprehension != NoComprehension && child.Comprehension != GeneratorExpression && !s.CanSeeClassScope {
			s.inline(child, &childFree, &inlinedCells)
			if !changed {
				s.Children, changed = slices.Clone(children[:i]), true
			}
			s.Children = append(s.Children, child.Children...)
		} else if changed {
			s.Children = append(s.Children, child)
		}
		innerFree.addAll(&childFree)
	}

	switch {
	case s.IsFunctionLike():
		s.makeCells(&innerFree, &inlinedCells)
	case s.Kind == Class:
		s.NeedsClassClosure = innerFree.remove(classCell)
		s.NeedsClassDict = innerFree.remove(classDict) || s.NeedsClassDict
		if innerFree.remove(conditionalAnnotations) {
			s.HasConditionalAnnotations = true
		}
	}
	for name := range inlinedCells.all {
		s.Lookup(name).Flags |= DefCompCell
	}
	r.passOn(s, &innerFree)
	free.addAll(&innerFree)
	return free
}

// classSeenBy returns the class whose names a child of a scope that sees class sees first.
func classSeenBy(child, class *Scope) *Scope {
	switch {
	case !child.CanSeeClassScope:
		return nil
	case child.Parent.Kind == Class:
		return child.Parent
	}
	return class
}

// resolveName decides where a name that a scope mentions lives.
func (r *resolver) resolveName(s *Scope, symbol *Symbol, class *Scope) {
	flags := symbol.Flags
	switch {
	case flags&DefGlobal != 0:
		if flags&DefNonlocal != 0 {
			r.failDirective(s, symbol.Name, "name '"+symbol.Name+"' is nonlocal and global")
		}
		symbol.Scope = GlobalExplicit
		return
	case flags&DefNonlocal != 0:
		switch bound, typeParam := boundAround(s, symbol.Name); {
		case s.Kind == Module:
			r.failDirective(s, symbol.Name, "nonlocal declaration not allowed at module level")
		case !bound:
			r.failDirective(s, symbol.Name, "no binding for nonlocal '"+symbol.Name+"' found")
		case typeParam:
			r.failDirective(s, symbol.Name, "nonlocal binding not allowed for type parameter '"+symbol.Name+"'")
		}
		symbol.Scope = Free
		return
	case flags&DefBound != 0:
		symbol.Scope = Local
		return
	}
	if class != nil {
		if seen := class.Lookup(symbol.Name); seen != nil {
			if symbol.Name == classDict { // the class's own name doesn't stand for it: the code takes the cell
				class.NeedsClassDict = true
			}
			switch {
			case seen.Flags&DefGlobal != 0:
				symbol.Scope = GlobalExplicit
				return
			case seen.Flags&DefBound != 0 && seen.Flags&DefNonlocal == 0:
				symbol.Scope = GlobalImplicit
				return
			}
		}
	}
	if bound, _ := boundAround(s, symbol.Name); bound {
		symbol.Scope = Free
	} else {
		symbol.Scope = GlobalImplicit
	}
}

// boundAround reports whether a scope around s binds a name for the scopes within, and as a type parameter. Classes
// bind only their implicit names, but a name of theirs hides that it is a type parameter outside.
func boundAround(s *Scope, name string) (bound, typeParam bool) {
	hidden := false
	for outer := s.Parent; outer != nil && outer.Kind != Module; outer = outer.Parent {
		if outer.Kind == Class && isClassImplicit(name) {
			return true, false
		}
		symbol := outer.Lookup(name)
		if symbol == nil || symbol.inlined {
			continue
		}
		flags := symbol.Flags
		switch {
		case outer.Kind == Class:
			hidden = hidden || flags&DefBound != 0 && flags&(DefGlobal|DefNonlocal) == 0
		case flags&DefGlobal != 0:
			return false, false
		case flags&DefNonlocal != 0:
		case flags&DefBound != 0:
			return true, flags&DefTypeParam != 0 && !hidden
		}
	}
	return false, false
}

// isClassImplicit reports whether a class provides a name to the scopes in it.
func isClassImplicit(name string) bool {
	return name == classCell || name == classDict || name == conditionalAnnotations
}

// makeCells turns local names that inner scopes have free into cells.
func (s *Scope) makeCells(innerFree, inlinedCells *nameSet) {
	for _, symbol := range s.Symbols {
		if symbol.Scope != Local {
			continue
		}
		if innerFree.remove(symbol.Name) || inlinedCells.has(symbol.Name) {
			symbol.Scope = Cell
		}
	}
}

// passOn makes a scope hand down what the scopes within have free.
func (r *resolver) passOn(s *Scope, innerFree *nameSet) {
	for name := range innerFree.all {
		if symbol := s.Lookup(name); symbol != nil {
			if s.Kind == Class || s.CanSeeClassScope {
				symbol.Flags |= DefFreeClass
			}
			continue
		}
		if bound, _ := boundAround(s, name); bound {
			s.symbol(name).Scope = Free
		}
	}
}

// inline merges the names of a comprehension into its scope (PEP 709). free are those free in the comprehension; the
// names that are cells of it are added to cells.
func (s *Scope) inline(comprehension *Scope, free, cells *nameSet) {
	comprehension.CompInlined = true
	var implicit []string
	for _, symbol := range comprehension.Symbols {
		if symbol.Flags&DefParam != 0 {
			continue
		}
		name, lives := symbol.Name, symbol.Scope
		if lives == Cell || symbol.Flags&DefCompCell != 0 {
			cells.add(name)
		}
		freeWithin := comprehension.freeWithin(name)
		if lives == Free && s.Kind == Class && isClassImplicit(name) {
			// The class's own cell is for the scopes within; code of the class itself doesn't see it.
			lives = GlobalImplicit
			implicit = append(implicit, name)
			if !freeWithin {
				free.remove(name)
			}
		}
		if existing := s.Lookup(name); existing == nil {
			*s.symbol(name) = Symbol{Name: name, Flags: symbol.Flags, Scope: lives, inlined: true}
		} else if existing.Flags&DefBound != 0 && s.Kind != Class && !freeWithin {
			free.remove(name) // what the comprehension had free is now simply local
		}
	}
	for _, name := range implicit {
		comprehension.forget(name)
	}
}

// freeWithin reports whether a name is free in a scope directly within s.
func (s *Scope) freeWithin(name string) bool {
	for _, child := range s.Children {
		if child.Resolve(name) == Free {
			return true
		}
	}
	return false
}

// failDirective reports an error at the first global or nonlocal statement of a name.
func (r *resolver) failDirective(s *Scope, name, message string) {
	for _, directive := range s.directives {
		if directive.name == name {
			r.fail(directive.span, "%s", message)
			return
		}
	}
	panic("symtable: no global or nonlocal statement of " + name)
}
