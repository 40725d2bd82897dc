"""Tasks of a process and who waits for whom, as a table and as a tree.

What is known of them comes as a list with an item for each thread, with the attributes thread_id and awaited_by. The latter
lists the tasks: task_id, task_name, coroutine_stack and awaited_by, where the last two list items with a call_stack of
frames (funcname, filename, lineno), the innermost first, and a task_name, which for awaited_by is the number of the task
that waits.
"""

import sys
from enum import Enum


class NodeType(Enum):
    """What a line of the tree shows."""

    COROUTINE = 1
    TASK = 2


class CycleFoundException(Exception):
    """Tasks wait for each other in a circle, so that there is no tree."""

    def __init__(self, cycles: list[list[int]], id2name: dict[int, str]) -> None:
        super().__init__(cycles, id2name)
        self.cycles, self.id2name = cycles, id2name


def _tasks(result):
    for thread in result:
        for task in thread.awaited_by:
            yield thread.thread_id, task


def _where(frame):
    if isinstance(frame, str):
        return frame
    place = f' {frame.filename}:{frame.lineno}' if frame.filename or frame.lineno else ''
    return frame.funcname + place


def _chain(stacks):
    return ' -> '.join(frame.funcname for stack in stacks for frame in stack.call_stack)


# The table.

def build_task_table(result):
    """Return rows: thread, number and name of a task, its coroutines, the awaiter's coroutines, name and number.

    A task has a row for each that awaits it.
    """
    names = {task.task_id: task.task_name for _, task in _tasks(result)}
    rows = []
    for thread, task in _tasks(result):
        begin = [thread, hex(task.task_id), task.task_name, _chain(task.coroutine_stack)]
        for waiter in task.awaited_by:
            rows.append([*begin, _chain([waiter]), names.get(waiter.task_name, 'Unknown'), hex(waiter.task_name)])
        if not task.awaited_by:
            rows.append([*begin, '', '', '0x0'])
    return rows


# The tree.

def build_async_tree(result, task_emoji='(T)', cor_emoji=''):
    """Return the lines of a tree for each task that nobody awaits: below a task are its coroutines, and below these what they await."""
    names, below = {}, {}
    for _, task in _tasks(result):
        names[task.task_id] = task.task_name
    for _, task in _tasks(result):
        for waiter in task.awaited_by:
            _hang(below, waiter.task_name, waiter.call_stack, (NodeType.TASK, task.task_id))
    if cycles := _find_cycles(_awaited(result)):
        raise CycleFoundException(cycles, names)
    for _, task in _tasks(result):
        # Where a task itself waits is to be seen from what it awaits, if anything.
        if task.coroutine_stack and not below.get((NodeType.TASK, task.task_id)):
            _hang(below, task.task_id, task.coroutine_stack[-1].call_stack)
    hanging = {node for nodes in below.values() for node in nodes}

    def label(node):
        if node[0] is NodeType.TASK:
            return f'{task_emoji} {names.get(node[1])}'
        return f'{cor_emoji} {node[2]}'

    def draw(node, indent, last, lines):
        lines.append(f'{indent}{"└── " if last else "├── "}{label(node)}')
        inner = below.get(node, [])
        for child in inner:
            draw(child, indent + ('    ' if last else '│   '), child is inner[-1], lines)
        return lines

    roots = [(NodeType.TASK, number) for number in names]
    return [draw(root, '', True, []) for root in roots if root not in hanging]


def _hang(below, task, frames, last=None):
    """Hang frames below a task, the outermost first, and something below the innermost."""
    node = (NodeType.TASK, task)
    nodes = [node]
    for frame in reversed(frames):
        node = (NodeType.COROUTINE, node, _where(frame))
        nodes.append(node)
    if last is not None:
        nodes.append(last)
    for upper, lower in zip(nodes, nodes[1:]):
        inner = below.setdefault(upper, [])
        if lower not in inner:
            inner.append(lower)


def _awaited(result):
    """Return which tasks each task awaits."""
    graph = {}
    for _, task in _tasks(result):
        for waiter in task.awaited_by:
            graph.setdefault(waiter.task_name, []).append(task.task_id)
    return graph


def _find_cycles(graph):
    """Return the circles in a graph, each as a path that ends where it begins."""
    cycles, done = [], set()

    def visit(node, path):
        if node in path:
            cycles.append([*path[path.index(node):], node])
        elif node not in done:
            for other in graph.get(node, ()):
                visit(other, [*path, node])
            done.add(node)

    for node in graph:
        visit(node, [])
    return cycles


# What the command line shows.

def get_all_awaited_by(pid):
    """Return what is known of the tasks of another process: nothing, as gopy can't look into processes."""
    raise NotImplementedError('gopy cannot look into other processes')


def _get_awaited_by_tasks(pid: int) -> list:
    try:
        return get_all_awaited_by(pid)
    except (RuntimeError, OSError) as error:
        print(f'Error retrieving tasks: {error}', file=sys.stderr)
        raise SystemExit(1)


def display_awaited_by_tasks_table(pid: int) -> None:
    """Print the table of the tasks of a process."""
    rows = build_task_table(_get_awaited_by_tasks(pid))
    titles = ['tid', 'task id', 'task name', 'coroutine stack', 'awaiter chain', 'awaiter name', 'awaiter id']
    for row in (titles, None, *rows):
        if row is None:
            print('-' * 180)
        else:
            print(*(f'{cell:<{width}}' for cell, width in zip(row, (10, 20, 20, 50, 50, 15, 15))))


def display_awaited_by_tasks_tree(pid: int) -> None:
    """Print the trees of the tasks of a process."""
    try:
        trees = build_async_tree(_get_awaited_by_tasks(pid))
    except CycleFoundException as error:
        _print_cycle_exception(error)
        raise SystemExit(1)
    for tree in trees:
        print('\n'.join(tree))


def _print_cycle_exception(exception: CycleFoundException):
    print('ERROR: await-graph contains cycles - cannot print a tree!\n', file=sys.stderr)
    for cycle in exception.cycles:
        print('cycle:', ' → '.join(exception.id2name.get(number, hex(number)) for number in cycle), file=sys.stderr)
