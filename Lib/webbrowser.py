"""URLs shown in a web browser: the one that BROWSER names, or the first that is there."""

import os
import shlex
import shutil
import subprocess
import sys
import threading

__all__ = ['Error', 'open', 'open_new', 'open_new_tab', 'get', 'register']


class Error(Exception):
    """A browser can't be had."""


_lock = threading.RLock()
# By lower case name: what makes a browser, and the browser.
_browsers = {}
# The names in the order in which they are tried. None: nobody looked yet.
_tryorder = None
_preferred_by_system = None


def register(name, klass, instance=None, *, preferred=False):
    """Make a browser known: klass makes it if there is no instance. preferred: it is tried first."""
    with _lock:
        if _tryorder is None:
            register_standard_browsers()
        _browsers[name.lower()] = [klass, instance]
        first = preferred or _preferred_by_system is not None and f'{_preferred_by_system}.desktop' == f'{name}.desktop'
        _tryorder.insert(0 if first else len(_tryorder), name)


def get(using=None):
    """Return a browser: of a name, of a command, or the first that is there."""
    if _tryorder is None:
        with _lock:
            if _tryorder is None:
                register_standard_browsers()
    for name in _tryorder if using is None else [using]:
        if '%s' in name:
            words = shlex.split(name)
            return BackgroundBrowser(words[:-1]) if words[-1] == '&' else GenericBrowser(words)
        make, instance = _browsers.get(name.lower()) or _like_a_known_one(name)
        if instance is not None:
            return instance
        if make is not None:
            return make()
    raise Error('could not locate runnable browser')


def open(url, new=0, autoraise=True):
    """Show a URL: in the same window (0), a new one (1) or a new tab (2), if that can be. Return whether it worked."""
    if _tryorder is None:
        with _lock:
            if _tryorder is None:
                register_standard_browsers()
    return any(get(name).open(url, new, autoraise) for name in _tryorder)


def open_new(url):
    """Show a URL in a new window."""
    return open(url, new=1)


def open_new_tab(url):
    """Show a URL in a new tab."""
    return open(url, new=2)


def _like_a_known_one(browser, *, preferred=False):
    """What there is for a command that has the name of a known one: another of the same kind."""
    command = browser.split()[0]
    if not shutil.which(command):
        return [None, None]
    _, known = _browsers.get(os.path.basename(command).lower()) or [None, None]
    if known is None or known.basename != os.path.basename(command):
        return [None, None]
    import copy
    twin = copy.copy(known)
    twin.name, twin.basename = browser, os.path.basename(browser)
    register(browser, None, instance=twin, preferred=preferred)
    return [None, twin]


# ---- kinds of browsers


class BaseBrowser:
    """A browser. Subclasses have open()."""

    args = ['%s']

    def __init__(self, name=''):
        self.name = self.basename = name

    def open(self, url, new=0, autoraise=True):
        """Show a URL."""
        raise NotImplementedError

    def open_new(self, url):
        """Show a URL in a new window."""
        return self.open(url, 1)

    def open_new_tab(self, url):
        """Show a URL in a new tab."""
        return self.open(url, 2)

    @staticmethod
    def _check_url(url):
        """Refuse what a command would take for an option."""
        if url and url.lstrip().startswith('-'):
            raise ValueError(f'Invalid URL (leading dash disallowed): {url!r}')


class GenericBrowser(BaseBrowser):
    """A command that ends when the user is done."""

    def __init__(self, name):
        command, self.args = (name, ['%s']) if isinstance(name, str) else (name[0], name[1:])
        super().__init__(command)
        self.basename = os.path.basename(command)

    def _command(self, url):
        sys.audit('webbrowser.open', url)
        self._check_url(url)
        return [self.name, *[argument.replace('%s', url) for argument in self.args]]

    def open(self, url, new=0, autoraise=True):
        try:
            return not subprocess.Popen(self._command(url)).wait()
        except OSError:
            return False


class BackgroundBrowser(GenericBrowser):
    """A command that goes on by itself."""

    def open(self, url, new=0, autoraise=True):
        command = self._command(url)
        try:
            return subprocess.Popen(command, close_fds=True, start_new_session=True).poll() is None
        except OSError:
            return False


class UnixBrowser(BaseBrowser):
    """A command that may hand the URL to one that runs already. Subclasses say how."""

    raise_opts = remote_action = remote_action_newwin = remote_action_newtab = None
    background, redirect_stdout = False, True
    # %s is the URL, %action one of the three above.
    remote_args = ['%action', '%s']

    def _run(self, arguments, remote, autoraise, url=None):
        raising = []
        if remote and self.raise_opts:
            option = self.raise_opts[bool(autoraise)]
            raising = [option] if option else []
        command = [self.name, *raising, *arguments]
        quiet = subprocess.DEVNULL if remote or self.background else None
        process = subprocess.Popen(command, close_fds=True, stdin=quiet, stdout=quiet if self.redirect_stdout else None,
                                   stderr=quiet, start_new_session=True)
        if not remote:
            return process.poll() is None if self.background else not process.wait()
        try:
            # One that hands it on is done soon; one that stays shows it itself.
            return not process.wait(5)
        except subprocess.TimeoutExpired:
            return True

    def open(self, url, new=0, autoraise=True):
        sys.audit('webbrowser.open', url)
        self._check_url(url)
        actions = {0: self.remote_action, 1: self.remote_action_newwin, 2: self.remote_action_newtab}
        if new not in actions:
            raise Error(f"Bad 'new' parameter to open(); expected 0, 1, or 2, got {new}")
        action = actions[new]
        if new == 2 and action is None:
            action = self.remote_action_newwin
        # The action becomes a part of the URL where that names it.
        self._check_url(url.replace('%action', action))
        filled = [argument.replace('%s', url).replace('%action', action) for argument in self.remote_args]
        filled = [argument for argument in filled if argument]
        if self._run(filled, True, autoraise, url):
            return True
        return self._run([argument.replace('%s', url) for argument in self.args], False, False)


def _kind(name, doc, same, window, tab, **more):
    return type(name, (UnixBrowser,), {'__doc__': doc, '__module__': __name__, 'remote_action': same,
                                       'remote_action_newwin': window, 'remote_action_newtab': tab, **more})


Mozilla = _kind('Mozilla', 'Firefox and others of its family.', '', '-new-window', '-new-tab', background=True)
Epiphany = _kind('Epiphany', 'The browser of Gnome.', '-n', '-w', None, background=True, raise_opts=['-noraise', ''])
Chrome = _kind('Chrome', 'Chrome.', '', '--new-window', '', background=True)
Chromium = type('Chromium', (Chrome,), {'__doc__': 'Chromium.', '__module__': __name__})
Edge = _kind('Edge', 'Edge.', '', '--new-window', '', background=True)
Opera = _kind('Opera', 'Opera.', '', '--new-window', '', background=True)
Elinks = _kind('Elinks', 'Elinks, in a terminal.', '', ',new-window', ',new-tab', redirect_stdout=False,
               remote_args=['-remote', 'openURL(%s%action)'])


class Konqueror(BaseBrowser):
    """The browser and file manager of KDE."""

    def open(self, url, new=0, autoraise=True):
        sys.audit('webbrowser.open', url)
        self._check_url(url)
        action = 'newTab' if new == 2 else 'openURL'
        null = subprocess.DEVNULL
        for command in (['kfmclient', action, url], ['konqueror', '--silent', url], ['kfm', '-d', url]):
            try:
                process = subprocess.Popen(command, close_fds=True, stdin=null, stdout=null, stderr=null,
                                           start_new_session=command[0] != 'kfmclient')
            except OSError:
                continue
            if command[0] == 'kfmclient':
                process.wait()
                return True
            return process.poll() is None
        return False


# ---- which there are


def _there(*names):
    return [name for name in names if shutil.which(name)]


def register_X_browsers():
    """Make the browsers for a graphical desktop known, of those that are there."""
    for name in _there('xdg-open', 'x-www-browser'):
        register(name, None, BackgroundBrowser(name))
    if 'GNOME_DESKTOP_SESSION_ID' in os.environ:
        for name in _there('gvfs-open', 'gnome-open')[:1]:
            register(name, None, BackgroundBrowser(name))
    if 'KDE_FULL_SESSION' in os.environ and _there('kfmclient'):
        register('kfmclient', Konqueror, Konqueror('kfmclient'))
    for kind, names in ((Mozilla, ('firefox', 'iceweasel', 'seamonkey', 'mozilla-firefox', 'mozilla')),):
        for name in _there(*names):
            register(name, None, kind(name))
    for name in _there('konqueror', 'kfm')[:1]:
        register(name, Konqueror, Konqueror('konqueror'))
    for kind, names in ((Epiphany, ('gnome-epiphany', 'epiphany')), (Chrome, ('google-chrome', 'chrome')),
                        (Chromium, ('chromium', 'chromium-browser')), (Opera, ('opera',)),
                        (Edge, ('microsoft-edge', 'microsoft-edge-stable'))):
        for name in _there(*names):
            register(name, None, kind(name))


def register_standard_browsers():
    """Make the browsers known that are there, those of BROWSER first."""
    global _tryorder, _preferred_by_system
    _tryorder = []
    if os.environ.get('DISPLAY') or os.environ.get('WAYLAND_DISPLAY'):
        try:
            asked = ['xdg-settings', 'get', 'default-web-browser']
            _preferred_by_system = subprocess.check_output(asked, stderr=subprocess.DEVNULL).decode().strip().removesuffix('.desktop')
        except (OSError, subprocess.CalledProcessError):
            pass
        register_X_browsers()
    if os.environ.get('TERM'):
        for name in _there('www-browser', 'links', 'lynx', 'w3m'):
            register(name, None, GenericBrowser(name))
        for name in _there('elinks'):
            register(name, None, Elinks(name))
    for command in reversed(os.environ.get('BROWSER', '').split(os.pathsep)):
        if command and (known := _like_a_known_one(command, preferred=True))[1] is None:
            _tryorder.insert(0, command)
            if '%s' not in command:
                _browsers.setdefault(command.lower(), [None, GenericBrowser(command)])


# ---- the command


def parse_args(arg_list):
    """Read the command line."""
    import argparse
    parser = argparse.ArgumentParser(description='Open URL in a web browser.', color=True)
    parser.add_argument('url', help='URL to open')
    either = parser.add_mutually_exclusive_group()
    for number, (short, long, text) in enumerate((('-n', '--new-window', 'open new window'), ('-t', '--new-tab', 'open new tab')), 1):
        either.add_argument(short, long, dest='new_win', action='store_const', const=number, default=0, help=text)
    return parser.parse_args(arg_list)


def main(arg_list=None):
    """Show the URL of the command line."""
    options = parse_args(arg_list)
    open(options.url, options.new_win)
    print('\a')


if __name__ == '__main__':
    main()
