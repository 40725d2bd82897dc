"""Terminals without line editing: functions that set the modes 'raw' and 'cbreak'."""

from termios import *

__all__ = ['cfmakeraw', 'cfmakecbreak', 'setraw', 'setcbreak']

IFLAG, OFLAG, CFLAG, LFLAG, ISPEED, OSPEED, CC = range(7)  # where things are in termios.tcgetattr()'s list


def cfmakeraw(mode):
    """Change a list of attributes: each character is handed on at once as it was typed, and written as it is."""
    mode[IFLAG] &= ~(IGNBRK | BRKINT | IGNPAR | PARMRK | INPCK | ISTRIP | INLCR | IGNCR | ICRNL | IXON | IXANY | IXOFF)
    mode[OFLAG] &= ~OPOST
    mode[CFLAG] = mode[CFLAG] & ~(PARENB | CSIZE) | CS8
    mode[LFLAG] &= ~(ECHO | ECHOE | ECHOK | ECHONL | ICANON | IEXTEN | ISIG | NOFLSH | TOSTOP)
    _each_character(mode)


def cfmakecbreak(mode):
    """Change a list of attributes: each character is handed on at once and not shown; those that interrupt do so."""
    mode[LFLAG] &= ~(ICANON | ECHO)
    _each_character(mode)


def _each_character(mode):
    characters = mode[CC] = [*mode[CC]]
    characters[VMIN], characters[VTIME] = 1, 0


def setraw(fd, when=TCSAFLUSH):
    """Set a terminal to the mode 'raw'; return the attributes it had."""
    return _set(fd, when, cfmakeraw)


def setcbreak(fd, when=TCSAFLUSH):
    """Set a terminal to the mode 'cbreak'; return the attributes it had."""
    return _set(fd, when, cfmakecbreak)


def _set(fd, when, change):
    before = tcgetattr(fd)
    after = list(before)
    change(after)
    tcsetattr(fd, when, after)
    return before
