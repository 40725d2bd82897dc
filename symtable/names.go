// This file holds a set of names that remembers their order.

package symtable

// A nameSet is a set of names in the order of insertion. The zero nameSet is empty.
type nameSet struct {
	names []string       // "" for those removed
	index map[string]int // of names, once there are many
}

func (s *nameSet) find(name string) int {
	if s.index != nil {
		if i, ok := s.index[name]; ok {
			return i
		}
		return -1
	}
	for i, each := range s.names {
		if each == name {
			return i
		}
	}
	return -1
}

func (s *nameSet) has(name string) bool { return s.find(name) >= 0 }

func (s *nameSet) add(name string) {
	if s.has(name) {
		return
	}
	s.names = append(s.names, name)
	switch {
	case s.index != nil:
		s.index[name] = len(s.names) - 1
	case len(s.names) > indexThreshold:
		s.index = make(map[string]int, 2*len(s.names))
		for i, each := range s.names {
			if each != "" {
				s.index[each] = i
			}
		}
	}
}

func (s *nameSet) addAll(other *nameSet) {
	for name := range other.all {
		s.add(name)
	}
}

// all yields the names in order.
func (s *nameSet) all(yield func(string) bool) {
	for _, name := range s.names {
		if name != "" && !yield(name) {
			return
		}
	}
}

// remove takes a name out and reports whether it was in.
func (s *nameSet) remove(name string) bool {
	i := s.find(name)
	if i < 0 {
		return false
	}
	s.names[i] = ""
	delete(s.index, name)
	return true
}
