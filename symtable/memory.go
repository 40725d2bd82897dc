// This file holds the memory that tables are made in.

package symtable

// A Memory is what one table leaves to the next: scopes, symbols and maps. The zero value is ready for use.
type Memory struct {
	scopes  []*Scope
	symbols []*[symbolChunk]Symbol
	byNode  map[key]*Scope

	// What is in use.
	takenScopes, takenSymbols int
}

const symbolChunk = 64

// maxSpare is the number of scopes or symbols from which a table leaves nothing.
const maxSpare = 20_000

// Release makes the memory free for the next table; the one before must not be used any more.
func (m *Memory) Release() {
	if m.takenScopes > maxSpare || m.takenSymbols > maxSpare {
		*m = Memory{}
		return
	}
	for _, s := range m.scopes[:m.takenScopes] {
		clear(s.Symbols)
		clear(s.Children)
		if s.index != nil {
			clear(s.index)
			s.spare = s.index
		}
		*s = Scope{Symbols: s.Symbols[:0], Children: s.Children[:0], Params: s.Params[:0], spare: s.spare}
	}
	clear(m.byNode)
	m.takenScopes, m.takenSymbols = 0, 0
}

// scope returns an empty scope.
func (m *Memory) scope() *Scope {
	if m.takenScopes == len(m.scopes) {
		m.scopes = append(m.scopes, new(Scope))
	}
	m.takenScopes++
	return m.scopes[m.takenScopes-1]
}

// symbol returns a symbol of which nothing is known but the name.
func (m *Memory) symbol(name string) *Symbol {
	chunk, at := m.takenSymbols/symbolChunk, m.takenSymbols%symbolChunk
	if chunk == len(m.symbols) {
		m.symbols = append(m.symbols, new([symbolChunk]Symbol))
	}
	m.takenSymbols++
	symbol := &m.symbols[chunk][at]
	*symbol = Symbol{Name: name}
	return symbol
}
