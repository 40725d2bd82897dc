// This file defines Cursor, by which Go routines take items from an iterable.

package runtime

// A Cursor takes the items of an iterable one by one, those of lists and tuples from where they lie. It does so without an allocation of its own,
// which ForEach can't; what ForEach does better is to take items from a generator.
type Cursor struct {
	items []Value // of a list as of the last look, or of a tuple
	list  *List
	at    int
	it    Value // the iterator, unless it is a list or tuple
	next  NextFunc
	plain bool // next runs no Python code
}

// Over sets the cursor before the first item of an iterable.
func (c *Cursor) Over(th *Thread, iterable Value) error {
	switch {
	case iterable.IsExact(KindList):
		*c = Cursor{list: (*List)(iterable.P)}
		return nil
	case iterable.IsExact(KindTuple):
		*c = Cursor{items: (*Tuple)(iterable.P).Items()}
		return nil
	}
	it, err := Iter(th, iterable)
	if err == nil {
		t := it.Type()
		*c = Cursor{it: it, next: t.Next, plain: t.Iteration >= IterationList}
	}
	return err
}

// OverItems sets the cursor before the first of some items.
func (c *Cursor) OverItems(items []Value) { *c = Cursor{items: items} }

// Generator returns the generator that the cursor takes items from; ok is false when it is something else.
func (c *Cursor) Generator() (generator Value, ok bool) {
	return c.it, c.next != nil && c.it.Type().Iteration == IterationGenerator
}

// Next returns the next item, Unbound at the end.
func (c *Cursor) Next(th *Thread) (Value, error) {
	if c.list != nil {
		c.items = c.list.items
	}
	if i := c.at; i < len(c.items) {
		c.at = i + 1
		return c.items[i], nil
	}
	if c.next == nil {
		return Unbound, nil
	}
	return c.fromIterator(th)
}

// fromIterator is what the function Next does, for an iterator that was looked at already.
func (c *Cursor) fromIterator(th *Thread) (Value, error) {
	if err := th.Interp.Step(); err != nil {
		return Unbound, err
	}
	if c.plain {
		return c.next(th, c.it)
	}
	if !th.Descend() {
		return Unbound, tooDeep("")
	}
	v, err := c.next(th, c.it)
	th.Leave()
	if err != nil && Matches(err, StopIteration) {
		return Unbound, nil
	}
	return v, err
}

// Present returns the items of a list or tuple from where the cursor stands; for one who takes them at once, without Python code, and then says by Skip how many.
func (c *Cursor) Present() []Value {
	if c.list != nil {
		c.items = c.list.items
	}
	return c.items[min(c.at, len(c.items)):]
}

// Skip sets the cursor behind the n next items of a list or tuple.
func (c *Cursor) Skip(n int) { c.at += n }
