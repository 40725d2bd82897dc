"""A line-oriented command interpreter: a subclass's do_NAME() methods are its commands."""

import sys

__all__ = ["Cmd"]

PROMPT = '(Cmd) '
IDENTCHARS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_'


class Cmd:
    """The loop, the parsing of lines, help and completion of a command interpreter; to be derived from."""

    prompt = PROMPT
    identchars = IDENTCHARS
    ruler = '='
    lastcmd = ''
    intro = None
    doc_leader = ""
    doc_header = 'Documented commands (type help <topic>):'
    misc_header = 'Miscellaneous help topics:'
    undoc_header = 'Undocumented commands:'
    nohelp = '*** No help on %s'
    use_rawinput = 1

    def __init__(self, completekey='tab', stdin=None, stdout=None):
        """Read from stdin and write to stdout, or the program's; completekey is the key that completes with readline."""
        self.stdin = sys.stdin if stdin is None else stdin
        self.stdout = sys.stdout if stdout is None else stdout
        self.completekey, self.cmdqueue = completekey, []

    def cmdloop(self, intro=None):
        """Ask for lines and run them, until a command returns true."""
        self.preloop()
        editor = self._editor()
        if editor is not None:
            self.old_completer = before = editor.get_completer()
            editor.set_completer(self.complete)
        try:
            if editor is not None:
                key, binding = self.completekey, '{}: complete'
                if getattr(editor, 'backend', None) == 'editline':
                    key, binding = {'tab': '^I'}.get(key, key), 'bind {} rl_complete'
                editor.parse_and_bind(binding.format(key))
            if intro is not None:
                self.intro = intro
            if self.intro:
                print(self.intro, file=self.stdout)
            for line in self._lines():
                line = self.precmd(line)
                if self.postcmd(self.onecmd(line), line):
                    break
            self.postloop()
        finally:
            if editor is not None:
                editor.set_completer(before)

    def _editor(self):
        """The module that edits lines, if it is there and a key is to complete commands."""
        if not (self.use_rawinput and self.completekey):
            return None
        try:
            import readline
        except ImportError:
            return None
        return readline

    def _lines(self):
        """The lines to run, without end: those queued first, then what is typed."""
        while True:
            yield self.cmdqueue.pop(0) if self.cmdqueue else self._asked() if self.use_rawinput else self._read()

    def _asked(self):
        try:
            return input(self.prompt)
        except EOFError:
            return 'EOF'

    def _read(self):
        print(self.prompt, end='', file=self.stdout, flush=True)
        text = self.stdin.readline()
        return text.rstrip('\r\n') if text else 'EOF'

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
        short_for = {'?': 'help', '!': 'shell'}.get(line[0])
        if short_for == 'shell' and not hasattr(self, 'do_shell'):
            return None, None, line
        if short_for:
            line = f'{short_for} {line[1:]}'
        rest = line.lstrip(self.identchars)
        name = line[:len(line) - len(rest)]
        return name, rest.strip(), line

    def onecmd(self, line):
        """Run a line as if it had been typed, and return whether to stop."""
        command, argument, line = self.parseline(line)
        if not line:
            return self.emptyline()
        method = None
        if command is not None:
            self.lastcmd = line if line != 'EOF' else ''
            method = command and getattr(self, f'do_{command}', None)
        return method(argument) if method else self.default(line)

    def emptyline(self):
        """Run the last command again; called for an empty line."""
        again = self.lastcmd
        return self.onecmd(again) if again else None

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
        return dir(type(self))

    def complete_help(self, *args):
        """Complete the topic of help."""
        topics = {name[5:] for name in self.get_names() if name.startswith('help_' + args[0])}
        return list(topics.union(self.completenames(*args)))

    def do_help(self, arg):
        'List available commands with "help" or detailed help with "help cmd".'
        if arg:
            self._help_on(arg)
            return
        names = self.get_names()
        topics = {name.removeprefix('help_') for name in names if name.startswith('help_')}
        commands = {name.removeprefix('do_') for name in names if name.startswith('do_')}
        explained = {command for command in commands if command in topics or getattr(self, f'do_{command}').__doc__}
        print(self.doc_leader, file=self.stdout)
        for header, listed in ((self.doc_header, explained), (self.misc_header, topics - commands),
                               (self.undoc_header, commands - explained)):
            self.print_topics(header, sorted(listed), 15, 80)

    def _help_on(self, topic):
        explain = getattr(self, 'help_' + topic, None)
        if explain is not None:
            explain()
            return
        command = getattr(self, f'do_{topic}', None)
        text = command is not None and command.__doc__
        from inspect import cleandoc    # dear, and seldom needed
        print(cleandoc(text) if text else self.nohelp % (topic,), file=self.stdout)

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
