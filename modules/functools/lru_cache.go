// This file defines the wrapper that lru_cache makes: a function that remembers its results.

package functools

import (
	py "github.com/gopy-lang/gopy/runtime"
)

// cache is a _lru_cache_wrapper.
type cache struct {
	py.Header
	fn           py.Value
	limit        int // -1: none
	typed        bool
	results      *py.Dict // key → result, or → *link when there is a limit
	root         link     // of the ring of links: next is the oldest, prev the newest
	hits, misses int64
	infoType     py.Value
	attrs        *py.Dict
	weak         *py.WeakList
}

// link is a result in the order of use. It is stored in the dict as an object of a type that no program sees.
type link struct {
	py.Header
	prev, next  *link
	key, result py.Value
	hash        int64
}

var (
	cacheType = &py.Type{
		Name: "_lru_cache_wrapper", Module: "functools", Doc: "A function that remembers its results.",
		Flags: py.TypeBaseType | py.TypeHasDict | py.TypeHasWeakref | py.TypeMethodDescr, Size: py.SizeOf[cache](),
	}
	linkType     = &py.Type{Name: "_lru_list_elem", Module: "functools", Flags: py.TypeDisallowNew}
	keywordsMark = &struct{ py.Header }{} // between positional and keyword arguments in a key
)

func (l *link) unlink() { l.prev.next, l.next.prev = l.next, l.prev }

func (c *cache) append(l *link) {
	last := c.root.prev
	last.next, l.prev, l.next, c.root.prev = l, last, &c.root, l
}

func (c *cache) clear() {
	c.results = py.NewDict()
	c.root.prev, c.root.next = &c.root, &c.root
	c.hits, c.misses = 0, 0
}

// hit is the result that was found in the dict.
func (c *cache) hit(found py.Value) py.Value {
	c.hits++
	if c.limit < 0 {
		return found
	}
	l := (*link)(found.P)
	l.unlink()
	c.append(l)
	return l.result
}

// maxTyped is how many arguments are looked up with their types without a tuple.
const maxTyped = 4

// isKey tells that the only argument is the key of a call.
func isKey(args []py.Value) bool {
	return len(args) == 1 && (args[0].IsSmallInt() || args[0].IsExact(py.KindStr))
}

// makeKey builds the key of a call: the argument itself for a single int or str, else a tuple.
func (c *cache) makeKey(args []py.Value, kw *py.Tuple) py.Value {
	if kw == nil && !c.typed && isKey(args) {
		return args[0]
	}
	n := len(args)
	if kw != nil {
		n -= kw.Len()
	}
	size := len(args)
	if c.typed {
		size *= 2
	}
	out := make([]py.Value, 0, size+1+len(args)-n)
	out = append(out, args[:n]...)
	if n < len(args) {
		out = append(out, keywordsMark.Header.Value())
		for i := n; i < len(args); i++ {
			out = append(out, kw.At(i-n), args[i])
		}
	}
	if c.typed {
		for _, v := range args {
			out = append(out, v.Type().Value())
		}
	}
	return py.NewTuple(out).Value()
}

func (c *cache) call(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
	if kw != nil && kw.Len() == 0 {
		kw = nil
	}
	if c.limit == 0 {
		c.misses++
		return py.Call(th, c.fn, args, kw)
	}
	var key py.Value
	var hash int64
	absent := false
	if kw == nil && c.typed && len(args) <= maxTyped {
		var room [2 * maxTyped]py.Value
		for i, v := range args {
			room[i], room[len(args)+i] = v, v.Type().Value()
		}
		if i, _, known := c.results.FindArguments(th, room[:2*len(args)]); known && i >= 0 {
			return c.hit(c.results.EntryValue(i)), nil
		}
	}
	if kw == nil && !c.typed && !isKey(args) {
		i, h, known := c.results.FindArguments(th, args)
		if known && i >= 0 {
			return c.hit(c.results.EntryValue(i)), nil
		}
		if absent = known; known {
			key, hash = py.HashedTuple(args, h).Header.Value(), h
		}
	}
	if err := th.Enter(" while calling a Python object"); err != nil {
		return py.Unbound, err
	}
	defer th.Leave()
	if !absent {
		var err error
		key = c.makeKey(args, kw)
		if hash, err = py.Hash(th, key); err != nil {
			return py.Unbound, err
		}
	}
	look := func() (py.Value, error) {
		i, err := c.results.Find(th, key, hash)
		if err != nil || i < 0 {
			return py.Unbound, err
		}
		return c.results.EntryValue(i), nil
	}
	if !absent {
		found, err := look()
		if err != nil {
			return py.Unbound, err
		}
		if !found.IsUnbound() {
			return c.hit(found), nil
		}
	}
	c.misses++
	v, err := py.Call(th, c.fn, args, kw)
	if err != nil {
		return py.Unbound, err
	}
	if c.limit < 0 {
		return v, c.results.SetItemHash(th, key, hash, v)
	}
	// The call may have come here again and stored this very key.
	if found, err := look(); err != nil || !found.IsUnbound() {
		return v, err
	}
	for c.results.Len() >= c.limit && c.root.next != &c.root {
		oldest := c.root.next
		oldest.unlink()
		if _, err := c.results.DelItem(th, oldest.key); err != nil {
			return py.Unbound, err
		}
	}
	l := &link{Header: py.Header{Type: linkType, Kind: py.KindOther}, key: key, result: v, hash: hash}
	if err := c.results.SetItemHash(th, key, hash, l.Header.Value()); err != nil {
		return py.Unbound, err
	}
	c.append(l)
	return v, nil
}

func setupCache() {
	py.SetupType(linkType, nil)
	mark := &py.Type{Name: "object"}
	py.SetupType(mark, nil)
	keywordsMark.Header = py.Header{Type: mark, Kind: py.KindOther}
	t := cacheType
	self := py.AsAny[cache]
	t.DictField = func(v py.Value) **py.Dict { return &self(v).attrs }
	t.WeakField = func(v py.Value) **py.WeakList { return &self(v).weak }
	signature := py.ParseSignature("_lru_cache_wrapper(user_function, maxsize, typed, cache_info_type)")
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		a, held, err := signature.BindArgs(th, args, kw)
		if err != nil {
			return py.Unbound, err
		}
		defer held.Release()
		if !py.Callable(a[0]) {
			return py.Unbound, py.Raise(py.TypeError, "the first argument must be callable")
		}
		limit := -1
		if !a[1].IsNone() {
			if a[1].Type().Index == nil {
				return py.Unbound, py.Raise(py.TypeError, "maxsize should be integer or None")
			}
			if limit, err = py.AsInt(th, a[1]); err != nil {
				return py.Unbound, err
			}
			limit = max(limit, 0)
		}
		typed, err := py.Truth(th, a[2])
		if err != nil {
			return py.Unbound, err
		}
		c := py.NewObject[cache](cls)
		c.fn, c.limit, c.typed, c.infoType = a[0], limit, typed, a[3]
		c.clear()
		return c.Header.Value(), nil
	}
	t.Call = func(th *py.Thread, v py.Value, args []py.Value, kw *py.Tuple) (py.Value, error) {
		return self(v).call(th, args, kw)
	}
	t.DescrGet = func(th *py.Thread, v, obj py.Value, owner *py.Type) (py.Value, error) {
		if obj.IsUnbound() || obj.IsNone() {
			return v, nil
		}
		return py.NewMethod(v, obj).Header.Value(), nil
	}
	t.GetSets = []py.GetSetDef{{Name: "__dict__", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
		c := self(v)
		if c.attrs == nil {
			c.attrs = py.NewDict()
		}
		return c.attrs.Value(), nil
	}}}
	t.Methods = []*py.MethodDef{
		py.Def("cache_info($self, /)", "Return hits, misses, maxsize and currsize.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			c, limit := self(a[0]), py.None
			if c.limit >= 0 {
				limit = py.Int(int64(c.limit))
			}
			return py.CallArgs(th, c.infoType, py.Int(c.hits), py.Int(c.misses), limit, py.Int(int64(c.results.Len())))
		}),
		py.Def("cache_clear($self, /)", "Forget all results.", func(th *py.Thread, a []py.Value) (py.Value, error) { self(a[0]).clear(); return py.None, nil }),
		py.Def("__reduce__($self, /)", "Tell pickle the name.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.GetAttrString(th, a[0], "__qualname__")
		}),
		py.Def("__copy__($self, /)", "Return the function itself.", func(th *py.Thread, a []py.Value) (py.Value, error) { return a[0], nil }),
		py.Def("__deepcopy__($self, memo, /)", "Return the function itself.", func(th *py.Thread, a []py.Value) (py.Value, error) { return a[0], nil }),
	}
	py.SetupType(t, nil)
}
