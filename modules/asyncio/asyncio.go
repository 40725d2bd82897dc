// Package asyncio is the module _asyncio: futures, tasks and the running event loop.
//
//	asyncio.go   the module, running loops, tasks that run
//	future.go    Future
//	waiting.go   the iterator by which a coroutine waits for a future
//	task.go      Task
//	scheduling.go  calls by the event loop
//	registry.go  which tasks there are, who waits for whom
//
// The rest of module asyncio is written in Python and stands on these.
//
// Reference: "asyncio — Asynchronous I/O", Futures and "Coroutines and Tasks", in the Python library reference.
package asyncio

import (
	"slices"
	"sync"

	py "github.com/gopy-lang/gopy/runtime"
)

// Module declares the module.
var Module = &py.ModuleDef{
	Name:      "_asyncio",
	Doc:       "Futures, tasks and the running event loop.",
	Functions: functions,
	Exec: func(th *py.Thread, m *py.Module) error {
		setupOnce.Do(func() {
			setupFuture(futureType)
			setupTask(taskType)
			setupIterator(iteratorType)
		})
		m.Set(th, "Future", futureType.Value())
		m.Set(th, "Task", taskType.Value())
		return nil
	},
}

// functions are made with the module.
func functions() []*py.MethodDef {
	return []*py.MethodDef{
		py.Def("_get_running_loop($module, /)", "Return the event loop that runs in this thread; None: none does.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return runningLoop(th), nil
		}),
		py.Def("_set_running_loop($module, loop, /)", "Set which event loop runs in this thread; None: none.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			setRunningLoop(th, a[0])
			return py.None, nil
		}),
		py.Def("get_running_loop($module, /)", "Return the event loop that runs in this thread; raise RuntimeError if none does.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			loop := runningLoop(th)
			if loop.IsNone() {
				return py.Unbound, py.Raise(py.RuntimeError, "no running event loop")
			}
			return loop, nil
		}),
		py.Def("get_event_loop($module, /)", "Return the event loop that runs in this thread, or else that of the event loop policy.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return eventLoop(th)
		}),
		py.Def("current_task($module, /, loop=None)", "Return the task that runs in an event loop, by default in that of this thread; None: none does.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			loop := a[0]
			if loop.IsNone() {
				if loop = runningLoop(th); loop.IsNone() {
					return py.Unbound, py.Raise(py.RuntimeError, "no running event loop")
				}
			}
			return stateOf(th).running(loop), nil
		}),
		py.Def("_run_ready($module, loop, ready, /)", "Make the calls that are in the queue of an event loop now, once each.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.None, stateOf(th).schedulingOf(th).runReady(th, a[0], a[1])
		}),
		py.Def("all_tasks($module, /, loop=None)", "Return the set of the tasks of an event loop, by default of that of this thread, that aren't done.", allTasks),
		py.Def("_register_task($module, task, /)", "Enter a task in the list of tasks.", register("add", "_scheduled_tasks")),
		py.Def("_unregister_task($module, task, /)", "Remove a task from the list of tasks.", register("discard", "_scheduled_tasks")),
		py.Def("_register_eager_task($module, task, /)", "Enter a task in the list of tasks that were started at once.", register("add", "_eager_tasks")),
		py.Def("_unregister_eager_task($module, task, /)", "Remove a task from the list of tasks that were started at once.", register("discard", "_eager_tasks")),
		py.Def("_enter_task($module, /, loop, task)", "Say that a task runs in an event loop.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.None, stateOf(th).enter(th, a[0], a[1])
		}),
		py.Def("_leave_task($module, /, loop, task)", "Say that a task doesn't run any more in an event loop.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.None, stateOf(th).leave(th, a[0], a[1])
		}),
		py.Def("_swap_current_task($module, /, loop, task)", "Say which task runs in an event loop and return the one before; None: none.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			if err := checkRunning(th, a[0]); err != nil {
				return py.Unbound, err
			}
			return stateOf(th).swap(a[0], a[1]), nil
		}),
		py.Def("future_add_to_awaited_by($module, fut, waiter, /)", "Note that a future waits for another.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.None, noteAwaited(th, a[0], a[1])
		}),
		py.Def("future_discard_from_awaited_by($module, fut, waiter, /)", "Note that a future doesn't wait any more for another.", func(th *py.Thread, a []py.Value) (py.Value, error) {
			return py.None, forgetAwaited(th, a[0], a[1])
		}),
	}
}

var setupOnce sync.Once

// state is what the module keeps for an interpreter.
type state struct {
	current   []running               // the running task of each event loop that runs one: few
	others    map[string]py.Value     // weak sets of tasks that aren't of the type Task, by name
	names     int64                   // the number of the latest task without a name of its own
	functions map[pythonName]py.Value // functions and classes of the Python part

	firstStep, step, wakeUp *py.MethodDef
	scheduling              *scheduling // nil until it is needed
}

// pythonName names what a module of the Python part defines.
type pythonName struct{ module, name string }

// running is a task that an event loop runs.
type running struct{ loop, task py.Value }

var stateKey py.ThreadKey[*state]

func stateOf(th *py.Thread) *state {
	if s, ok := stateKey.Get(th); ok {
		return s
	}
	s, _ := th.Interp.Extra["_asyncio"].(*state)
	if s == nil {
		s = &state{others: map[string]py.Value{}, functions: map[pythonName]py.Value{}}
		s.callables()
		th.Interp.Extra["_asyncio"] = s
	}
	stateKey.Set(th, s)
	return s
}

// running returns the task that an event loop runs; None: none.
func (s *state) running(loop py.Value) py.Value {
	for _, r := range s.current {
		if py.Is(r.loop, loop) {
			return r.task
		}
	}
	return py.None
}

// setRunning says which task an event loop runs; None: none.
func (s *state) setRunning(loop, task py.Value) {
	i := slices.IndexFunc(s.current, func(r running) bool { return py.Is(r.loop, loop) })
	switch {
	case i < 0 && !task.IsNone():
		s.current = append(s.current, running{loop, task})
	case i >= 0 && task.IsNone():
		s.current = slices.Delete(s.current, i, i+1)
	case i >= 0:
		s.current[i].task = task
	}
}

// function finds a function of the Python part, or a class.
func function(th *py.Thread, module, name string) (py.Value, error) {
	s := stateOf(th)
	key := pythonName{module, name}
	if v, ok := s.functions[key]; ok {
		return v, nil
	}
	m, err := th.Interp.Importer.Import(th, th.Interp.Intern(module), py.None, py.None, py.TupleOf(py.Text(name)).Value(), 0)
	if err != nil {
		return py.Unbound, err
	}
	v, err := py.GetAttrString(th, m, name)
	if err == nil {
		s.functions[key] = v
	}
	return v, err
}

func callFunction(th *py.Thread, module, name string, args ...py.Value) (py.Value, error) {
	f, err := function(th, module, name)
	if err != nil {
		return py.Unbound, err
	}
	return py.CallArgs(th, f, args...)
}

// exception makes an exception of module asyncio.exceptions.
func exception(th *py.Thread, name string, args ...py.Value) error {
	v, err := callFunction(th, "asyncio.exceptions", name, args...)
	if err != nil {
		return err
	}
	return py.AsException(v)
}

func invalidState(th *py.Thread, message string) error {
	return exception(th, "InvalidStateError", py.Text(message))
}

// isCancelled tells whether an error is a CancelledError.
func isCancelled(th *py.Thread, err error) bool {
	class, lookupErr := function(th, "asyncio.exceptions", "CancelledError")
	return lookupErr == nil && py.AsType(class) != nil && py.Matches(err, py.AsType(class))
}

var loopKey py.ThreadKey[py.Value]

func runningLoop(th *py.Thread) py.Value {
	if v, ok := loopKey.Get(th); ok {
		return v
	}
	return py.None
}

func setRunningLoop(th *py.Thread, loop py.Value) { loopKey.Set(th, loop) }

func eventLoop(th *py.Thread) (py.Value, error) {
	if loop := runningLoop(th); !loop.IsNone() {
		return loop, nil
	}
	f, err := py.GetAttrString(th, th.Interp.Modules.GetStr(th.Interp.Intern("asyncio.events")), "_get_event_loop_policy")
	if err != nil {
		return py.Unbound, err
	}
	policy, err := py.CallArgs(th, f)
	if err != nil {
		return py.Unbound, err
	}
	return py.CallMethod(th, policy, "get_event_loop")
}

// checkRunning fails when the loop isn't the one that runs in this thread.
func checkRunning(th *py.Thread, loop py.Value) error {
	if py.Is(runningLoop(th), loop) {
		return nil
	}
	r, err := py.Repr(th, loop)
	if err != nil {
		return err
	}
	return py.Raise(py.RuntimeError, "loop %s is not the running loop", r.String())
}

func (s *state) enter(th *py.Thread, loop, task py.Value) error {
	if err := checkRunning(th, loop); err != nil {
		return err
	}
	if running := s.running(loop); !running.IsNone() {
		return quarrel(th, "Cannot enter into task %s while another task %s is being executed.", task, running)
	}
	s.setRunning(loop, task)
	return nil
}

func (s *state) leave(th *py.Thread, loop, task py.Value) error {
	if err := checkRunning(th, loop); err != nil {
		return err
	}
	if running := s.running(loop); running.IsNone() || !py.Is(running, task) {
		return quarrel(th, "Invalid attempt to leave task %s while task %s is entered.", task, running)
	}
	s.setRunning(loop, py.None)
	return nil
}

func (s *state) swap(loop, task py.Value) py.Value {
	old := s.running(loop)
	s.setRunning(loop, task)
	return old
}

// quarrel makes a RuntimeError of two tasks.
func quarrel(th *py.Thread, format string, task, running py.Value) error {
	x, err := py.Repr(th, task)
	if err != nil {
		return err
	}
	y, err := py.Repr(th, running)
	if err != nil {
		return err
	}
	return py.Raise(py.RuntimeError, format, x.String(), y.String())
}
