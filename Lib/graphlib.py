"""Order of the nodes of a graph: each after those that it depends on."""

from types import GenericAlias

__all__ = ['TopologicalSorter', 'CycleError']


class CycleError(ValueError):
    """The graph has a cycle: the second argument, a list of nodes with the first one repeated at the end."""


class _Node:
    __slots__ = 'node', 'waits_for', 'successors', 'state'

    def __init__(self, node):
        self.node = node
        self.waits_for = 0
        self.successors = []
        self.state = 'waiting'  # then 'passed out', then 'done'


class TopologicalSorter:
    """The nodes of a graph in an order in which each comes after its predecessors.

    Either static_order gives all of them, or prepare, get_ready and done hand them out to be worked on at the same time.
    """

    def __init__(self, graph=None):
        self._nodes = {}
        self._ready = None
        self._passed_out = 0
        self._finished = 0
        if graph is not None:
            for node, predecessors in graph.items():
                self.add(node, *predecessors)

    def _entry(self, node):
        entry = self._nodes.get(node)
        if entry is None:
            entry = self._nodes[node] = _Node(node)
        return entry

    def add(self, node, *predecessors):
        """Add a node, or more predecessors of a node."""
        if self._ready is not None:
            raise ValueError('Nodes cannot be added after a call to prepare()')
        entry = self._entry(node)
        entry.waits_for += len(predecessors)
        for predecessor in predecessors:
            self._entry(predecessor).successors.append(node)

    def prepare(self):
        """End the building of the graph, and look for cycles."""
        if self._passed_out or self._finished:
            raise ValueError('cannot prepare() after starting sort')
        if self._ready is None:
            self._ready = [entry.node for entry in self._nodes.values() if not entry.waits_for]
        cycle = self._find_cycle()
        if cycle:
            raise CycleError('nodes are in a cycle', cycle)

    def get_ready(self):
        """All nodes that can be worked on now and weren't given before."""
        self._check_prepared()
        ready = tuple(self._ready)
        for node in ready:
            self._nodes[node].state = 'passed out'
        self._ready.clear()
        self._passed_out += len(ready)
        return ready

    def is_active(self):
        """Whether there is more to come from get_ready or more to say to done."""
        self._check_prepared()
        return self._finished < self._passed_out or bool(self._ready)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        """Mark nodes as worked on: their successors may have become ready."""
        self._check_prepared()
        for node in nodes:
            entry = self._nodes.get(node)
            if entry is None:
                raise ValueError(f'node {node!r} was not added using add()')
            if entry.state == 'waiting':
                raise ValueError(f'node {node!r} was not passed out (still not ready)')
            if entry.state == 'done':
                raise ValueError(f'node {node!r} was already marked done')
            entry.state = 'done'
            self._finished += 1
            for successor in entry.successors:
                follower = self._nodes[successor]
                follower.waits_for -= 1
                if not follower.waits_for:
                    self._ready.append(successor)

    def _check_prepared(self):
        if self._ready is None:
            raise ValueError('prepare() must be called first')

    def _find_cycle(self):
        """A cycle, found in depth: the path from the root to where the search is, and an iterator of each node on it."""
        seen = set()
        for root in self._nodes:
            if root in seen:
                continue
            path, place, walks = [root], {root: 0}, [iter(self._nodes[root].successors)]
            seen.add(root)
            while path:
                for node in walks[-1]:
                    if node in place:
                        return path[place[node]:] + [node]
                    if node not in seen:
                        seen.add(node)
                        place[node] = len(path)
                        path.append(node)
                        walks.append(iter(self._nodes[node].successors))
                        break
                else:
                    del place[path.pop()]
                    walks.pop()
        return None

    def static_order(self):
        """Iterate over all nodes in order."""
        self.prepare()
        while self.is_active():
            ready = self.get_ready()
            yield from ready
            self.done(*ready)

    __class_getitem__ = classmethod(GenericAlias)
