// This file holds compression objects.

package zlib

import (
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// compressObject is a Compress.
type compressObject struct {
	py.Header
	lock    sync.Mutex
	encoder *encoder
}

// newCompress is compressobj(level, method, wbits, memLevel, strategy, zdict).
func newCompress(th *py.Thread, a []py.Value) (py.Value, error) {
	var n [5]int
	for i := range n {
		var err error
		if n[i], err = py.AsCInt(th, a[i]); err != nil {
			return py.Unbound, err
		}
	}
	s, ok := newSettings(n[0], n[1], n[2], n[3], n[4])
	if !a[5].IsUnbound() {
		b, err := py.AsBytes(th, a[5])
		if err != nil {
			return py.Unbound, err
		}
		if ok && s.format == formatGzip {
			return py.Unbound, py.Raise(py.ValueError, "Invalid dictionary")
		}
		s.dictionary, s.hasDict = append([]byte(nil), b...), true
	}
	if !ok {
		return py.Unbound, py.Raise(py.ValueError, "Invalid initialization option")
	}
	x := py.NewObject[compressObject](compressType)
	x.encoder = newEncoder(s)
	return x.Value(), nil
}

func setupCompress(t *py.Type) {
	self := py.AsAny[compressObject]
	t.Size = py.SizeOf[compressObject]()
	duplicate := func(th *py.Thread, a []py.Value) (py.Value, error) {
		x := self(a[0])
		x.lock.Lock()
		defer x.lock.Unlock()
		if x.encoder.done {
			return py.Unbound, py.Raise(py.ValueError, "Inconsistent stream state")
		}
		y := py.NewObject[compressObject](t)
		y.encoder = x.encoder.clone()
		return y.Value(), nil
	}
	flush := py.Def("flush($self, mode=4, /)", "End the stream, or flush as mode says, and return the data that was due.", func(th *py.Thread, a []py.Value) (py.Value, error) {
		mode, err := py.AsCInt(th, a[1])
		if err != nil {
			return py.Unbound, err
		}
		if mode == noFlush {
			return py.NewBytes(nil).Value(), nil
		}
		x := self(a[0])
		x.lock.Lock()
		defer x.lock.Unlock()
		if x.encoder.done || mode < 0 || mode > blockFlush {
			return py.Unbound, py.Raise(errorType, "Error -2 while flushing: inconsistent stream state")
		}
		if mode == finishFlush {
			x.encoder.finish()
		} else {
			x.encoder.sync(mode == fullFlush)
		}
		return py.NewBytes(x.encoder.out.take()).Value(), nil
	})
	flush.TextSig = "($self, mode=zlib.Z_FINISH, /)"
	bind := py.ParseSignature("flush($self, mode=4, /)")
	fn := flush.Fn
	flush = py.DefRaw("flush", flush.TextSig, flush.Doc, func(th *py.Thread, args []py.Value, kw *py.Tuple) (py.Value, error) {
		a, held, err := bind.BindArgs(th, args, kw)
		defer held.Release()
		if err != nil {
			return py.Unbound, err
		}
		return fn(th, a)
	})
	t.Methods = []*py.MethodDef{
		py.Def("compress($self, data, /)", "Compress more data and return what is ready.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			data, err := py.AsBytes(th, a[1])
			if err != nil {
				return py.Unbound, err
			}
			if err := th.Charge(int64(len(data))); err != nil {
				return py.Unbound, err
			}
			x := self(a[0])
			var out []byte
			done := false
			outside(th, len(data), func() {
				x.lock.Lock()
				defer x.lock.Unlock()
				if done = x.encoder.done; !done {
					x.encoder.write(data)
					out = x.encoder.out.take()
				}
			})
			if done {
				return py.Unbound, py.Raise(errorType, "Error -2 while compressing data: inconsistent stream state")
			}
			return py.NewBytes(out).Value(), nil
		}),
		flush,
		py.Def("copy($self, /)", "Return a copy that goes on as the object would.", duplicate),
		py.Def("__copy__($self, /)", "Return a copy that goes on as the object would.", duplicate),
		py.Def("__deepcopy__($self, memo, /)", "Return a copy that goes on as the object would.", duplicate),
	}
	py.SetupType(t, nil)
}
