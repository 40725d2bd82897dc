// Package interpchannels is the module _interpchannels: channels between the interpreters of a program, with ends for sending and receiving that
// interpreters use, release and close.
//
//	interpchannels.go  the module
//	channel.go         the channels
//	id.go              ChannelID, and the classes for a channel's ends
//
// Reference: PEP 554, "Multiple Interpreters in the Stdlib", for the idea; the module itself is not documented.
package interpchannels

import (
	"sync"
	"time"

	"github.com/gopy-lang/gopy/internal/crossinterp"
	py "github.com/gopy-lang/gopy/runtime"
)

var (
	setupOnce    sync.Once
	errorType    = exception("ChannelError", "An operation on a channel failed.")
	notFoundType = exception("ChannelNotFoundError", "There is no such channel, or no more.")
	closedType   = exception("ChannelClosedError", "The channel is closed, or this interpreter has released the end.")
	emptyType    = exception("ChannelEmptyError", "There is nothing to receive.")
	notEmptyType = exception("ChannelNotEmptyError", "The channel can't be closed as it isn't empty.")
	infoType     *py.Type
)

func exception(name, doc string) *py.Type {
	return &py.Type{Name: name, Module: "_interpchannels", Flags: py.TypeBaseType, Doc: doc}
}

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "_interpchannels",
	Doc:       "Channels between crossinterp.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		crossinterp.Setup()
		setupOnce.Do(setup)
		for _, t := range []*py.Type{errorType, notFoundType, closedType, emptyType, notEmptyType, idType, infoType} {
			m.Set(th, t.ShortName(), t.Value())
		}
		crossinterp.Register(th, idType, sendID)
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("create(unboundop=-1, fallback=-1)", "Make a channel and return its ChannelID.", create),
		py.Def("destroy(cid)", "Remove a channel.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return with(th, a[0], func(t *table, c *channel) (py.Value, error) {
				c.close()
				delete(t.channels, c.id)
				return py.None, nil
			})
		}),
		py.Def("list_all()", "Return a list of the channels that are not closed: ChannelID, what becomes of items whose interpreter has ended, and of objects that can't be shared.", listAll),
		py.Def("list_interpreters(cid, *, send)", "Return the numbers of the interpreters that use an end of a channel.", listInterpreters),
		py.Def("send(cid, obj, unboundop=-1, fallback=-1, *, blocking=True, timeout=None)", "Send an object. With blocking wait until it is received.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return send(th, a, false)
		}),
		py.Def("send_buffer(cid, obj, unboundop=-1, fallback=-1, *, blocking=True, timeout=None)", "Send the memory of an object that supports the buffer protocol. With blocking wait until it is received.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return send(th, a, true)
		}),
		py.Def("recv(cid, default=<unrepresentable>)", "Receive the next object; return it and None, or None and what is to become of it when its interpreter has ended. If there is none return default.", receive),
		py.Def("close(cid, *, send=False, recv=False, force=False)", "Close a channel for all interpreters; with send, for sending: what is in it can still be received. With force drop what is in it.", closeChannel),
		py.Def("release(cid, *, send=False, recv=False, force=False)", "Tell that this interpreter uses an end no more, by default both. A channel that nobody uses closes.", release),
		py.Def("get_count(cid)", "Return how many items a channel holds.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return withOpen(th, a[0], func(t *table, c *channel) (py.Value, error) { return py.Int(int64(len(c.items))), nil })
		}),
		py.Def("get_info(cid)", "Return a ChannelInfo.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return with(th, a[0], func(t *table, c *channel) (py.Value, error) { return c.info(th.Interp.ID), nil })
		}),
		py.Def("get_channel_defaults(cid)", "Return what becomes of items whose interpreter has ended, and of objects that can't be shared.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return withOpen(th, a[0], func(t *table, c *channel) (py.Value, error) {
				return py.TupleOf(py.Int(c.orphans), py.Int(c.fallback)).Value(), nil
			})
		}),
		py.Def("_channel_id(id, send=None, recv=None, force=False)", "Return a ChannelID; without force there must be such a channel.", channelID),
		py.Def("_register_end_types(send, recv)", "Tell which classes stand for the ends of channels in this interpreter.", register),
	}
}

func setup() {
	py.SetupType(errorType, py.RuntimeError)
	for _, t := range []*py.Type{notFoundType, closedType, emptyType, notEmptyType} {
		py.SetupType(t, errorType)
	}
	setupID(idType)
	var fields []py.StructField
	for _, name := range infoFields {
		fields = append(fields, py.StructField{Name: name})
	}
	infoType = py.NewStructType("_interpchannels.ChannelInfo", "The state of a channel.", visibleInfo, fields...)
}

// with calls f with the channel that has a number, while the table is locked. f may run no Python code.
func with(th *py.Thread, id py.Value, f func(t *table, c *channel) (py.Value, error)) (py.Value, error) {
	n, err := number(th, id)
	if err != nil {
		return py.Unbound, err
	}
	t := tableOf(th)
	t.mu.Lock()
	defer t.mu.Unlock()
	c := t.channels[n]
	if c == nil {
		return py.Unbound, notFound(n)
	}
	return f(t, c)
}

// withOpen is with for a channel that must not be closed.
func withOpen(th *py.Thread, id py.Value, f func(t *table, c *channel) (py.Value, error)) (py.Value, error) {
	return with(th, id, func(t *table, c *channel) (py.Value, error) {
		if c.state == closed {
			return py.Unbound, c.closedError()
		}
		return f(t, c)
	})
}

func notFound(id int64) error { return py.Raise(notFoundType, "channel %d not found", id) }

func create(th *py.Thread, a []py.Value) (py.Value, error) {
	orphans, fallback, err := crossinterp.Options(th, a[0], a[1], crossinterp.ReplaceOrphan, crossinterp.SendAny)
	if err != nil {
		return py.Unbound, err
	}
	return newID(tableOf(th).create(orphans, fallback), both), nil
}

func listAll(th *py.Thread, a []py.Value) (py.Value, error) {
	var all []py.Value
	for _, c := range tableOf(th).all() {
		all = append(all, py.TupleOf(newID(c.id, both), py.Int(c.orphans), py.Int(c.fallback)).Value())
	}
	return py.NewList(all).Value(), nil
}

func listInterpreters(th *py.Thread, a []py.Value) (py.Value, error) {
	sending, err := py.Truth(th, a[1])
	if err != nil {
		return py.Unbound, err
	}
	return withOpen(th, a[0], func(t *table, c *channel) (py.Value, error) {
		if sending && c.state == closing {
			return py.Unbound, c.closedError()
		}
		var list []py.Value
		for _, id := range c.users[endOf(sending)].living() {
			list = append(list, py.Int(id))
		}
		return py.NewList(list).Value(), nil
	})
}

// patience reads the arguments blocking and timeout: 0: no wait, -1: without end.
func patience(th *py.Thread, blockingArg, timeout py.Value) (time.Duration, error) {
	blocking, err := py.Truth(th, blockingArg)
	switch {
	case err != nil:
		return 0, err
	case !blocking && !timeout.IsNone():
		return 0, py.Raise(py.ValueError, "can't specify a timeout for a non-blocking call")
	case !blocking:
		return 0, nil
	case timeout.IsNone():
		return -1, nil
	}
	f, err := py.FloatOf(th, timeout)
	if py.Matches(err, py.TypeError) {
		return 0, py.Raise(py.TypeError, "'%s' object cannot be interpreted as an integer or float", timeout.Type().TypeName())
	}
	if err == nil && !(f >= 0) {
		err = py.Raise(py.ValueError, "timeout value must be a non-negative number")
	}
	const longest = 1 << 33
	return time.Duration(min(f, longest) * float64(time.Second)), err
}

func send(th *py.Thread, a []py.Value, buffer bool) (py.Value, error) {
	wait, err := patience(th, a[4], a[5])
	if err != nil {
		return py.Unbound, err
	}
	orphans, fallback, err := crossinterp.Options(th, a[2], a[3], -1, -1)
	if err != nil {
		return py.Unbound, err
	}
	_, err = with(th, a[0], func(t *table, c *channel) (py.Value, error) {
		if orphans < 0 {
			orphans = c.orphans
		}
		if fallback < 0 {
			fallback = c.fallback
		}
		return py.None, c.use(sending, th.Interp.ID)
	})
	if err != nil {
		return py.Unbound, err
	}
	var parcel crossinterp.Parcel
	if buffer {
		parcel, err = crossinterp.PackBuffer(th, a[1])
	} else {
		parcel, err = crossinterp.Pack(th, a[1], fallback == crossinterp.SendAny)
	}
	if err != nil {
		return py.Unbound, err
	}
	x := &item{parcel: parcel, from: th.Interp.ID, orphans: orphans, gone: make(chan struct{})}
	_, err = with(th, a[0], func(t *table, c *channel) (py.Value, error) {
		if err := c.use(sending, th.Interp.ID); err != nil {
			return py.None, err
		}
		c.items = append(c.items, x)
		return py.None, nil
	})
	if err != nil || wait == 0 {
		return py.None, err
	}
	if wait == noTime {
		wait = 0
	}
	_, err = th.WaitFor(x.gone, wait)
	t := tableOf(th)
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case x.fate == received:
		return py.None, err
	case x.fate == dropped:
		n, _ := number(th, a[0])
		return py.Unbound, py.Raise(closedType, "channel %d is closed", n)
	}
	n, _ := number(th, a[0])
	if c := t.channels[n]; c != nil {
		c.take(x)
	}
	if err == nil {
		err = py.Raise(py.TimeoutError, "timed out")
	}
	return py.Unbound, err
}

func receive(th *py.Thread, a []py.Value) (py.Value, error) {
	var x *item
	_, err := with(th, a[0], func(t *table, c *channel) (py.Value, error) {
		if err := c.use(receiving, th.Interp.ID); err != nil {
			return py.None, err
		}
		if len(c.items) == 0 {
			if a[1].IsUnbound() {
				return py.None, py.Raise(emptyType, "channel %d is empty", c.id)
			}
			return py.None, nil
		}
		x = c.items[0]
		c.take(x)
		x.end(received)
		return py.None, nil
	})
	switch {
	case err != nil:
		return py.Unbound, err
	case x == nil:
		return py.TupleOf(a[1], py.None).Value(), nil
	case x.parcel == nil:
		return py.TupleOf(py.None, py.Int(x.orphans)).Value(), nil
	}
	v, err := x.parcel(th)
	if err != nil {
		return py.Unbound, err
	}
	return py.TupleOf(v, py.None).Value(), nil
}

// switches reads arguments that are true or false.
func switches(th *py.Thread, args []py.Value) (on [3]bool, err error) {
	for i, v := range args {
		if on[i], err = py.Truth(th, v); err != nil {
			break
		}
	}
	return on, err
}

func closeChannel(th *py.Thread, a []py.Value) (py.Value, error) {
	on, err := switches(th, a[1:4])
	if err != nil {
		return py.Unbound, err
	}
	toSend, toReceive, force := on[0], on[1], on[2]
	return with(th, a[0], func(t *table, c *channel) (py.Value, error) {
		switch {
		case c.state == closed, c.state == closing && toSend && !force:
			return py.Unbound, c.closedError()
		case len(c.items) == 0 || force:
			c.close()
			c.unlisted = true
		case toSend && !toReceive:
			c.state = closing
		default:
			return py.Unbound, py.Raise(notEmptyType, "channel %d may not be closed if not empty (try force=True)", c.id)
		}
		return py.None, nil
	})
}

func release(th *py.Thread, a []py.Value) (py.Value, error) {
	on, err := switches(th, a[1:4])
	if err != nil {
		return py.Unbound, err
	}
	return withOpen(th, a[0], func(t *table, c *channel) (py.Value, error) {
		for e, yes := range on[:2] {
			if yes || !on[0] && !on[1] {
				c.users[e].release(th.Interp.ID)
			}
		}
		c.closeUnused()
		return py.None, nil
	})
}
