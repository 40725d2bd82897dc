"""A line-oriented command interpreter: a subclass's do_NAME() methods are its commands."""

import inspect
import string
import sys

__all__ = ["Cmd"]

PROMPT = '(Cmd) '
IDENTCHARS = string.ascii_letters + string.digits + '_'


class Cmd:
    """The loop, the parsing of lines, help and completion of a command interpreter; to be derived from."""

    prompt = PROMPT
    identchars = IDENTCHARS
    ruler = '='
    lastcmd = ''
    intro = None
    doc_leader = ""
    doc_header = "Documented commands (type help <topic>):"
    misc_header = "Miscellaneous help topics:"
    undoc_header = "Undocumented commands:"
    nohelp = "*** No help on %s"
    use_rawinput = 1

    def __init__(self, completekey='tab', stdin=None, stdout=None):
        """Read from stdin and write to stdout, or the program's; completekey is the key that completes with readline."""
        self.stdin = sys.stdin if stdin is None else stdin
        self.stdout = sys.stdout if stdout is None else stdout
        self.cmdqueue = []
        self.completekey = completekey

    def cmdloop(self, intro=None):
        """Ask for lines and run them, until a command returns true."""
        self.preloop()
        readline = self._attach_completer() if self.use_rawinput and self.completekey else None
        try:
            if intro is not None:
                self.intro = intro
            if self.intro:
                self.stdout.write(str(self.intro) + "\n")
            stop = None
            while not stop:
                line = self.cmdqueue.pop(0) if self.cmdqueue else self._read_line()
                line = self.precmd(line)
                stop = self.postcmd(self.onecmd(line), line)
            self.postloop()
        finally:
            if readline is not None:
                readline.set_completer(self.old_completer)

    def _attach_completer(self):
        try:
            import readline
        except ImportError:
            return None
        self.old_completer = readline.get_completer()
        readline.set_completer(self.complete)
        if getattr(readline, 'backend', None) != 'editline':
            readline.parse_and_bind(f'{self.completekey}: complete')
        else:
            readline.parse_and_bind('bind ^I rl_complete' if self.completekey == 'tab' else f'bind {self.completekey} rl_complete')
        return readline

    def _read_line(self):
        if self.use_rawinput:
            try:
                return input(self.prompt)
            except EOFError:
                return 'EOF'
        self.stdout.write(self.prompt)
        self.stdout.flush()
        line = self.stdin.readline()
        return line.rstrip('\r\n') if line else 'EOF'

    def precmd(self, line):
        """Return the line that is to be run; called before each."""
        return line

    def postcmd(self, stop, line):
        """Return whether to stop; called after each line."""
        return stop

    def preloop(self):
        """Called when the loop begins."""

    def postloop(self):
        """Called when the loop ends."""

    def parseline(self, line):
        """Take a line apart: (command, argument, line); command is None where there is none."""
        line = line.strip()
        if not line:
            return None, None, line
        if line[0] == '?':
            line = 'help ' + line[1:]
        elif line[0] == '!':
            if not hasattr(self, 'do_shell'):
                return None, None, line
            line = 'shell ' + line[1:]
        rest = line.lstrip(self.identchars)
        name = line[:len(line) - len(rest)]
        return name, rest.strip(), line

    def onecmd(self, line):
        """Run a line as if it had been typed, and return whether to stop."""
        command, argument, line = self.parseline(line)
        if not line:
            return self.emptyline()
        if command is None:
            return self.default(line)
        self.lastcmd = '' if line == 'EOF' else line
        method = getattr(self, 'do_' + command, None) if command else None
        return self.default(line) if method is None else method(argument)

    def emptyline(self):
        """Run the last command again; called for an empty line."""
        if self.lastcmd:
            return self.onecmd(self.lastcmd)

    def default(self, line):
        """Called for a line whose command is not known."""
        self.stdout.write(f'*** Unknown syntax: {line}\n')

    def completedefault(self, *ignored):
        """Complete the arguments of a command without a complete_NAME() method."""
        return []

    def completenames(self, text, *ignored):
        """Complete a command."""
        return [name[3:] for name in self.get_names() if name.startswith('do_' + text)]

    def complete(self, text, state):
        """Return the completion number state of text, as readline asks for it."""
        if not state:
            import readline
            typed = readline.get_line_buffer()
            line = typed.lstrip()
            removed = len(typed) - len(line)
            begin, end = readline.get_begidx() - removed, readline.get_endidx() - removed
            completer = self.completenames
            if begin > 0:
                command = self.parseline(line)[0]
                completer = getattr(self, f'complete_{command}', self.completedefault) if command else self.completedefault
            self.completion_matches = completer(text, line, begin, end)
        matches = self.completion_matches
        return matches[state] if state < len(matches) else None

    def get_names(self):
        """Return the names of the class's attributes."""
        return dir(self.__class__)

    def complete_help(self, *args):
        """Complete the topic of help."""
        topics = {name[5:] for name in self.get_names() if name.startswith('help_' + args[0])}
        return list(topics.union(self.completenames(*args)))

    def do_help(self, arg):
        'List available commands with "help" or detailed help with "help cmd".'
        if arg:
            self._help_on(arg)
            return
        topics = {name[5:] for name in self.get_names() if name.startswith('help_')}
        documented, undocumented = [], []
        for name in sorted({name for name in self.get_names() if name.startswith('do_')}):
            command = name[3:]
            if command in topics:
                topics.remove(command)
                documented.append(command)
            elif getattr(self, name).__doc__:
                documented.append(command)
            else:
                undocumented.append(command)
        print(self.doc_leader, file=self.stdout)
        self.print_topics(self.doc_header, documented, 15, 80)
        self.print_topics(self.misc_header, sorted(topics), 15, 80)
        self.print_topics(self.undoc_header, undocumented, 15, 80)

    def _help_on(self, topic):
        explain = getattr(self, 'help_' + topic, None)
        if explain is not None:
            explain()
            return
        text = getattr(getattr(self, 'do_' + topic, None), '__doc__', None)
        text = inspect.cleandoc(text) if text else self.nohelp % (topic,)
        self.stdout.write(f'{text}\n')

    def print_topics(self, header, cmds, cmdlen, maxcol):
        """Write a header and the names below it in columns."""
        if cmds:
            print(header, file=self.stdout)
            if self.ruler:
                print(str(self.ruler) * len(header), file=self.stdout)
            self.columnize(cmds, maxcol - 1)
            print(file=self.stdout)

    def columnize(self, list, displaywidth=80):
        """Write strings in as few lines as a width allows, read down the columns, two spaces apart."""
        if not list:
            self.stdout.write('<empty>\n')
            return
        wrong = ', '.join(str(place) for place, item in enumerate(list) if not isinstance(item, str))
        if wrong:
            raise TypeError(f'list[i] not a string for i in {wrong}')
        if len(list) == 1:
            self.stdout.write(f'{list[0]}\n')
            return
        for rows in range(1, len(list) + 1):
            columns = [list[i:i + rows] for i in range(0, len(list), rows)]
            widths = [max(map(len, column)) for column in columns]
            if sum(widths) + 2 * (len(widths) - 1) <= displaywidth:
                break
        else:
            columns, widths = [list], [0]
        for row in range(len(columns[0])):
            cells = [column[row] if row < len(column) else '' for column in columns]
            while cells and not cells[-1]:
                cells.pop()
            self.stdout.write('  '.join(cell.ljust(width) for cell, width in zip(cells, widths)) + '\n')
