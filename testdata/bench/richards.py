"""A scheduler of tasks that pass packets to each other: method calls, attributes, linked lists."""

IDLE, WORKER, HANDLER_A, HANDLER_B, DEVICE_A, DEVICE_B = range(6)


class Packet:
    def __init__(self, link, identity, kind):
        self.link = link
        self.identity = identity
        self.kind = kind
        self.datum = 0
        self.data = [0] * 4

    def append_to(self, queue):
        self.link = None
        if queue is None:
            return self
        at = queue
        while at.link is not None:
            at = at.link
        at.link = self
        return queue


class Task:
    def __init__(self, scheduler, identity, priority, queue, waiting):
        self.scheduler = scheduler
        self.identity = identity
        self.priority = priority
        self.queue = queue
        self.waiting = waiting
        self.held = False
        self.pending = queue is not None

    def is_blocked(self):
        return self.held or (self.waiting and not self.pending)

    def add_packet(self, packet):
        self.queue = packet.append_to(self.queue)
        self.pending = True

    def take_packet(self):
        packet = self.queue
        if packet is not None:
            self.queue = packet.link
            self.pending = self.queue is not None
        return packet

    def step(self):
        packet = None
        if self.waiting and self.pending:
            packet = self.take_packet()
            self.waiting = False
        return self.run(packet)


class IdleTask(Task):
    def __init__(self, scheduler, count):
        super().__init__(scheduler, IDLE, 0, None, False)
        self.control = 1
        self.count = count

    def run(self, packet):
        self.count -= 1
        if self.count == 0:
            self.held = True
            return
        if self.control & 1 == 0:
            self.control >>= 1
            self.scheduler.tasks[DEVICE_A].held = False
        else:
            self.control = self.control >> 1 ^ 0xD008
            self.scheduler.tasks[DEVICE_B].held = False


class DeviceTask(Task):
    def __init__(self, scheduler, identity, priority):
        super().__init__(scheduler, identity, priority, None, True)
        self.work = None

    def run(self, packet):
        if packet is not None:
            self.work = packet
            self.held = True
            return
        if self.work is None:
            self.waiting = True
            return
        work, self.work = self.work, None
        self.scheduler.send(work, self)


class WorkerTask(Task):
    def __init__(self, scheduler, queue):
        super().__init__(scheduler, WORKER, 1000, queue, True)
        self.target = HANDLER_A
        self.count = 0

    def run(self, packet):
        if packet is None:
            self.waiting = True
            return
        self.target = HANDLER_B if self.target == HANDLER_A else HANDLER_A
        packet.identity = self.target
        packet.datum = 0
        for i in range(4):
            self.count += 1
            if self.count > 26:
                self.count = 1
            packet.data[i] = 64 + self.count
        self.scheduler.send(packet, self)


class HandlerTask(Task):
    def __init__(self, scheduler, identity, priority, queue):
        super().__init__(scheduler, identity, priority, queue, True)
        self.work = None
        self.devices = None

    def run(self, packet):
        if packet is not None:
            if packet.kind == WORKER:
                self.work = packet.append_to(self.work)
            else:
                self.devices = packet.append_to(self.devices)
        work = self.work
        if work is not None:
            count = work.datum
            if count >= 4:
                self.work = work.link
                self.scheduler.send(work, self)
                return
            if self.devices is not None:
                device = self.devices
                self.devices = device.link
                device.datum = work.data[count]
                work.datum = count + 1
                self.scheduler.send(device, self)
                return
        self.waiting = True


class Scheduler:
    def __init__(self, count):
        self.tasks = [None] * 6
        self.sent = 0
        self.held = 0
        self.tasks[IDLE] = IdleTask(self, count)
        queue = Packet(None, WORKER, WORKER)
        self.tasks[WORKER] = WorkerTask(self, Packet(queue, WORKER, WORKER))
        for handler, device, priority in ((HANDLER_A, DEVICE_A, 2000), (HANDLER_B, DEVICE_B, 3000)):
            queue = None
            for _ in range(3):
                queue = Packet(queue, device, device)
            self.tasks[handler] = HandlerTask(self, handler, priority, queue)
        self.tasks[DEVICE_A] = DeviceTask(self, DEVICE_A, 4000)
        self.tasks[DEVICE_B] = DeviceTask(self, DEVICE_B, 5000)

    def send(self, packet, sender):
        self.sent += 1
        target = self.tasks[packet.identity]
        packet.identity = sender.identity
        target.add_packet(packet)

    def loop(self):
        order = sorted(self.tasks, key=lambda task: -task.priority)
        steps = 0
        while True:
            for task in order:
                if task.is_blocked():
                    self.held += 1
                    continue
                task.step()
                steps += 1
                break
            else:
                return steps


for _ in range(2):
    scheduler = Scheduler(30000)
    print(scheduler.loop(), scheduler.sent, scheduler.held)
