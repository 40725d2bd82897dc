// This file is the module _zoneinfo: time zones of the IANA database by their keys (library reference, "zoneinfo"; PEP 615).

package datetime

import (
	"sync"
	"weak"

	py "github.com/gopy-lang/gopy/runtime"
)

// Zoneinfo declares the module.
var Zoneinfo = &py.ModuleDef{
	Name: "_zoneinfo",
	Doc:  "Time zones of the IANA database.",
	Exec: func(th *py.Thread, m *py.Module) error {
		setupOnce.Do(setup)
		setupIANA()
		m.Set(th, "ZoneInfo", ianaType.Value())
		return nil
	},
}

var ianaType = &py.Type{Name: "ZoneInfo", Module: "zoneinfo", Flags: py.TypeBaseType | py.TypeShownHeap}

// ianaZone is a ZoneInfo.
type ianaZone struct {
	zoneInfo
	data   *zoneData
	key    py.Value
	file   py.Value // what from_file read from, for repr; Unbound else
	cached bool
	weak   *py.WeakList
}

func asIANA(v py.Value) *ianaZone { return py.AsAny[ianaZone](v) }

// strongCacheSize is how many zones stay although nobody uses them.
const strongCacheSize = 8

// zoneCache has the zones of a class by key. ZoneInfo itself also keeps the last ones that were asked for.
type zoneCache struct {
	weak   map[string]weak.Pointer[ianaZone]
	strong []*ianaZone // the last one first
}

const zoneCacheKey = "_zoneinfo.caches"

func zoneCacheOf(th *py.Thread, cls *py.Type) *zoneCache {
	caches, _ := th.Interp.Extra[zoneCacheKey].(map[*py.Type]*zoneCache)
	if caches == nil {
		caches = map[*py.Type]*zoneCache{}
		th.Interp.Extra[zoneCacheKey] = caches
	}
	c := caches[cls]
	if c == nil {
		c = &zoneCache{weak: map[string]weak.Pointer[ianaZone]{}}
		caches[cls] = c
	}
	return c
}

func (c *zoneCache) get(key string) *ianaZone { return c.weak[key].Value() }

// use puts a zone first among those that stay.
func (c *zoneCache) use(z *ianaZone) {
	for i, other := range c.strong {
		if other == z {
			copy(c.strong[1:], c.strong[:i])
			c.strong[0] = z
			return
		}
	}
	if len(c.strong) < strongCacheSize {
		c.strong = append(c.strong, nil)
	}
	copy(c.strong[1:], c.strong)
	c.strong[0] = z
}

func (c *zoneCache) forget(key string) {
	delete(c.weak, key)
	for i, z := range c.strong {
		if s := py.AsStr(z.key); s != nil && s.String() == key {
			c.strong = append(c.strong[:i:i], c.strong[i+1:]...)
			return
		}
	}
}

// support returns a function of the package zoneinfo.
func support(th *py.Thread, module, name string) (py.Value, error) {
	m, err := th.Interp.Importer.Import(th, th.Interp.Intern(module), py.None, py.None, py.TupleOf(py.Text(name)).Value(), 0)
	if err != nil {
		return py.Unbound, err
	}
	return py.GetAttrString(th, m, name)
}

// openZone opens the data of a key: a file of the system or what the library has.
func openZone(th *py.Thread, key py.Value) (py.Value, error) {
	find, err := support(th, "zoneinfo._tzpath", "find_tzfile")
	if err != nil {
		return py.Unbound, err
	}
	path, err := py.CallArgs(th, find, key)
	if err != nil {
		return py.Unbound, err
	}
	if path.IsNone() {
		load, err := support(th, "zoneinfo._common", "load_tzdata")
		if err != nil {
			return py.Unbound, err
		}
		return py.CallArgs(th, load, key)
	}
	open, err := support(th, "io", "open")
	if err != nil {
		return py.Unbound, err
	}
	return py.CallArgs(th, open, path, py.Text("rb"))
}

// loadZone makes a zone of a class for a key, without a cache.
func loadZone(th *py.Thread, cls *py.Type, key py.Value) (*ianaZone, error) {
	file, err := openZone(th, key)
	if err != nil {
		return nil, err
	}
	z, err := buildZone(th, cls, file, key)
	if _, closing := py.CallMethod(th, file, "close"); err == nil {
		err = closing
	}
	return z, err
}

func buildZone(th *py.Thread, cls *py.Type, file, key py.Value) (*ianaZone, error) {
	v, err := py.CallMethod(th, file, "read")
	if err != nil {
		return nil, err
	}
	data, err := py.AsBytes(th, v)
	if err != nil {
		return nil, err
	}
	if err := th.Charge(8 * int64(len(data))); err != nil {
		return nil, err
	}
	z := py.NewObject[ianaZone](cls)
	z.key, z.file = key, py.Unbound
	z.data, err = readZone(th, data)
	return z, err
}

// cachedZone is ZoneInfo(key).
func cachedZone(th *py.Thread, cls *py.Type, key py.Value) (py.Value, error) {
	s := py.AsStr(key)
	cache := zoneCacheOf(th, cls)
	if s != nil {
		if z := cache.get(s.String()); z != nil {
			if cls == ianaType {
				cache.use(z)
			}
			return z.Value(), nil
		}
	}
	z, err := loadZone(th, cls, key)
	if err != nil {
		return py.Unbound, err
	}
	if s == nil {
		return z.Value(), nil
	}
	if other := cache.get(s.String()); other != nil { // made meanwhile
		return other.Value(), nil
	}
	z.cached = true
	cache.weak[s.String()] = weak.Make(z)
	if cls == ianaType {
		cache.use(z)
	}
	return z.Value(), nil
}

// kind is the kind of time at a local time, which may be None.
func (z *ianaZone) kind(th *py.Thread, dt py.Value) (*timeKind, error) {
	if dt.IsNone() {
		return z.data.anyTime(), nil
	}
	if m := asMoment(dt); m != nil {
		return z.data.local(m.seconds(), m.year, m.fold), nil
	}
	day, err := py.CallMethod(th, dt, "toordinal")
	if err != nil {
		return nil, err
	}
	var n [6]int
	if n[0], err = cInt(th, day); err != nil {
		return nil, err
	}
	for i, name := range []string{"hour", "minute", "second", "year", "fold"} {
		v, err := py.GetAttrString(th, dt, name)
		if err == nil {
			n[i+1], err = cInt(th, v)
		}
		if err != nil {
			return nil, err
		}
	}
	seconds := int64(n[0]-epochOrdinal)*daySecs + int64(n[1]*hourSecs+n[2]*60+n[3])
	return z.data.local(seconds, min(max(n[4], minYear), maxYear), min(max(n[5], 0), 1)), nil
}

// seconds counts since 1970, without regard to zones.
func (m *moment) seconds() int64 {
	return int64(m.ordinal()-epochOrdinal)*daySecs + int64(m.hour*hourSecs+m.minute*60+m.second)
}

func (z *ianaZone) fromUTC(th *py.Thread, dt py.Value) (py.Value, error) {
	m, err := utcArgument(z.Value(), dt)
	if err != nil {
		return py.Unbound, err
	}
	kind, fold := z.data.utc(m.seconds(), m.year)
	d := asDelta(kind.utcoffset)
	if d == nil {
		d = newDelta(0, 0, 0)
	}
	v, err := momentAdd(th, m, d, 1)
	if err != nil || !fold {
		return v, err
	}
	if v.Type() == momentType {
		return asMoment(v).withFold(1).Value(), nil
	}
	replace, err := py.GetAttrString(th, v, "replace")
	if err != nil {
		return py.Unbound, err
	}
	return py.Call(th, replace, []py.Value{py.Int(1)}, py.TupleOf(py.Text("fold")))
}

func (z *ianaZone) repr(th *py.Thread) (py.Value, error) {
	t, of, what := z.Type, "(key=", z.key
	name := t.TypeName()
	if !t.Has(py.TypeHeap) {
		name = t.Module + "." + t.Name
	}
	if z.key.IsNone() {
		of, what = ".from_file(", z.file
	}
	s, err := py.Repr(th, what)
	if err != nil {
		return py.Unbound, err
	}
	return py.Text(name + of + s.String() + ")"), nil
}

var setupIANA = sync.OnceFunc(func() {
	t := ianaType
	self := asIANA
	t.Size = py.SizeOf[ianaZone]()
	t.WeakField = func(v py.Value) **py.WeakList { return &self(v).weak }
	signature := py.ParseSignature("ZoneInfo(key)")
	t.New = func(th *py.Thread, cls *py.Type, args []py.Value, kw *py.Tuple) (py.Value, error) {
		a, held, err := signature.BindArgs(th, args, kw)
		defer held.Release()
		if err != nil {
			return py.Unbound, err
		}
		return cachedZone(th, cls, a[0])
	}
	t.Init = func(*py.Thread, py.Value, []py.Value, *py.Tuple) error { return nil }
	t.Repr = func(th *py.Thread, v py.Value) (py.Value, error) { return self(v).repr(th) }
	t.Str = func(th *py.Thread, v py.Value) (py.Value, error) {
		if z := self(v); !z.key.IsNone() {
			s, err := py.StrOf(th, z.key)
			if err != nil {
				return py.Unbound, err
			}
			return s.Value(), nil
		}
		return self(v).repr(th)
	}
	field := func(name, doc string, get func(k *timeKind) py.Value) *py.MethodDef {
		return py.Def(name+"($self, dt, /)", doc, func(th *py.Thread, a []py.Value) (py.Value, error) {
			k, err := self(a[0]).kind(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			return get(k), nil
		})
	}
	t.Methods = []*py.MethodDef{
		py.DefClass("clear_cache($type, /, *, only_keys=None)", "Forget the zones of all keys, or of some.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			cache := zoneCacheOf(th, py.AsType(a[0]))
			if a[1].IsNone() {
				clear(cache.weak)
				cache.strong = nil
				return py.None, nil
			}
			return py.None, py.ForEach(th, a[1], func(key py.Value) error {
				if s := py.AsStr(key); s != nil {
					cache.forget(s.String())
				}
				return nil
			})
		}),
		py.DefClass("no_cache($type, /, key)", "Return a new zone for a key.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return zoneValue(loadZone(th, py.AsType(a[0]), a[1]))
		}),
		py.DefClass("from_file($type, file_obj, /, key=None)", "Return a zone made of data in the format TZif.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			z, err := buildZone(th, py.AsType(a[0]), a[1], a[2])
			if err == nil {
				z.file = a[1]
			}
			return zoneValue(z, err)
		}),
		field("utcoffset", "Return the offset from UTC at a local time.", func(k *timeKind) py.Value { return k.utcoffset }),
		field("dst", "Return what of the offset is daylight saving time.", func(k *timeKind) py.Value { return k.dst }),
		field("tzname", "Return the name of the zone's time at a local time.", func(k *timeKind) py.Value { return k.name }),
		py.Def("fromutc($self, object, /)", "Return the local time of a moment that is given in UTC.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return self(a[0]).fromUTC(th, a[1])
		}),
		py.Def("__reduce__($self, /)", "Tell pickle how to rebuild the object.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			z := self(a[0])
			if !z.file.IsUnbound() {
				class, err := support(th, "pickle", "PicklingError")
				if err != nil {
					return py.Unbound, err
				}
				e, err := py.CallArgs(th, class, py.Text("Cannot pickle a ZoneInfo file from a file stream."))
				if err != nil {
					return py.Unbound, err
				}
				return py.Unbound, py.AsException(e)
			}
			rebuild, err := py.GetAttrString(th, z.Type.Value(), "_unpickle")
			if err != nil {
				return py.Unbound, err
			}
			cached := py.Int(0)
			if z.cached {
				cached = py.Int(1)
			}
			return py.TupleOf(rebuild, py.TupleOf(z.key, cached).Value()).Value(), nil
		}),
		py.DefClass("_unpickle($type, key, from_cache, /)", "Rebuild a zone that was pickled.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			cached, err := py.Truth(th, a[2])
			if err != nil {
				return py.Unbound, err
			}
			if cached {
				return cachedZone(th, py.AsType(a[0]), a[1])
			}
			return zoneValue(loadZone(th, py.AsType(a[0]), a[1]))
		}),
	}
	t.Methods = append(t.Methods, py.DefClass("__init_subclass__($type, /, **kwargs)", "Give the class a cache of its own.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		zoneCacheOf(th, py.AsType(a[0]))
		return py.None, nil
	}))
	t.GetSets = []py.GetSetDef{{Name: "key", Member: true, Doc: "The key of the zone, or None.", Get: func(th *py.Thread, v py.Value) (py.Value, error) {
		return self(v).key, nil
	}}}
	py.SetupType(t, zoneInfoType)
})

func zoneValue(z *ianaZone, err error) (py.Value, error) {
	if err != nil {
		return py.Unbound, err
	}
	return z.Value(), nil
}
