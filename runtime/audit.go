// This file holds audit hooks (PEP 578): functions that hear what a program is about to do, and can refuse it by an exception.

package runtime

// Audited tells whether anybody hears of events; who needs to build an event's arguments asks first.
func (i *Interp) Audited() bool { return len(i.auditHooks) > 0 }

// Audit tells the hooks of an event, in the order in which they were added. An exception of one of them is returned: what
// was to be done must not be done then. The table of events in Python's documentation says which arguments an event has.
func (th *Thread) Audit(event string, args ...Value) error {
	if !th.Interp.Audited() {
		return nil
	}
	return th.AuditTuple(Text(event), TupleOf(args...).Value())
}

// AuditTuple is Audit for an event and arguments that are objects.
func (th *Thread) AuditTuple(event, args Value) error {
	for _, hook := range th.Interp.auditHooks {
		traced, err := GetAttrOr(th, hook, th.Interp.Intern("__cantrace__"))
		if err != nil {
			return err
		}
		visible := false
		if !traced.IsUnbound() {
			if visible, err = Truth(th, traced); err != nil {
				return err
			}
		}
		call := func() error {
			_, err := CallArgs(th, hook, event, args)
			return err
		}
		if visible {
			err = call()
		} else {
			err = th.Interp.Eval.Traced(th, false, call)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// AddAuditHook adds a hook, which can't be taken away. The hooks there are hear of it: one that raises an Exception keeps it
// from being added without another sign, what else one raises is returned.
func (th *Thread) AddAuditHook(hook Value) error {
	if err := th.Audit("sys.addaudithook"); err != nil {
		if Matches(err, ExceptionType) {
			return nil
		}
		return err
	}
	hooks := th.Interp.auditHooks
	th.Interp.auditHooks = append(hooks[:len(hooks):len(hooks)], hook) // whoever goes through the old ones is not disturbed
	return nil
}

// Audited has the function tell of an event before it does its work. args are the indexes of those of its arguments that the event
// has; ^i stands for argument i where that is a descriptor of a folder (dir_fd), which is -1 for None in events.
func (d *MethodDef) Audited(event string, args ...int) *MethodDef {
	tell := func(th *Thread, a []Value) error {
		if !th.Interp.Audited() {
			return nil
		}
		told := make([]Value, len(args))
		for k, i := range args {
			folder := i < 0
			if folder {
				i = ^i
			}
			told[k] = None
			if i < len(a) && !a[i].IsUnbound() {
				told[k] = a[i]
			}
			if folder && told[k].IsNone() {
				told[k] = Int(-1)
			}
		}
		return th.Audit(event, told...)
	}
	if fn := d.Fn; fn != nil {
		d.Fn = func(th *Thread, a []Value) (Value, error) {
			if err := tell(th, a); err != nil {
				return Unbound, err
			}
			return fn(th, a)
		}
		return d
	}
	raw := d.Raw
	d.Raw = func(th *Thread, a []Value, kw *Tuple) (Value, error) {
		if err := tell(th, a); err != nil {
			return Unbound, err
		}
		return raw(th, a, kw)
	}
	return d
}

// auditedSetter has the setter of an attribute tell of the change.
func auditedSetter(name string, set func(th *Thread, self, value Value) error) func(th *Thread, self, value Value) error {
	return func(th *Thread, self, value Value) error {
		if th.Interp.Audited() {
			event, args := "object.__setattr__", []Value{self, Text(name), value}
			if value.IsUnbound() {
				event, args = "object.__delattr__", args[:2]
			}
			if err := th.Audit(event, args...); err != nil {
				return err
			}
		}
		return set(th, self, value)
	}
}
