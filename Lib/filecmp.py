"""Comparison of files and folders."""

import os
import stat

__all__ = ['clear_cache', 'cmp', 'dircmp', 'cmpfiles', 'DEFAULT_IGNORES']

BUFSIZE = 8192
DEFAULT_IGNORES = ['RCS', 'CVS', 'tags', '.git', '.hg', '.bzr', '_darcs', '__pycache__']
_cache = {}


def clear_cache():
    """Forget the results of comparisons."""
    _cache.clear()


def _signature(path):
    facts = os.stat(path)
    return stat.S_IFMT(facts.st_mode), facts.st_size, facts.st_mtime


def cmp(f1, f2, shallow=True):
    """Tell if two files seem equal. With shallow, the same type, size and time are enough; else contents count.

    Results are kept until the files change.
    """
    first, second = _signature(f1), _signature(f2)
    if first[0] != stat.S_IFREG or second[0] != stat.S_IFREG:
        return False
    if shallow and first == second:
        return True
    if first[1] != second[1]:
        return False
    key = f1, f2, first, second
    result = _cache.get(key)
    if result is None:
        result = _same_contents(f1, f2)
        if len(_cache) > 100:
            clear_cache()
        _cache[key] = result
    return result


def _same_contents(f1, f2):
    with open(f1, 'rb') as one, open(f2, 'rb') as other:
        while (piece := one.read(BUFSIZE)) == other.read(BUFSIZE):
            if not piece:
                return True
    return False


def cmpfiles(a, b, common, shallow=True):
    """Compare the files of these names in two folders; return lists of equal, different and not comparable names."""
    result = ([], [], [])
    for name in common:
        try:
            kind = 0 if cmp(os.path.join(a, name), os.path.join(b, name), shallow) else 1
        except (OSError, ValueError):
            kind = 2
        result[kind].append(name)
    return result


class dircmp:
    """What two folders have in common and what differs. Each attribute is found when it is asked for.

    left, right; left_list, right_list: names; common, left_only, right_only; common_dirs, common_files, common_funny;
    same_files, diff_files, funny_files; subdirs: dircmp objects by name.
    """

    def __init__(self, a, b, ignore=None, hide=None, *, shallow=True):
        """ignore and hide: names that are left out."""
        self.left, self.right = a, b
        self.ignore = DEFAULT_IGNORES if ignore is None else ignore
        self.hide = [os.curdir, os.pardir] if hide is None else hide
        self.shallow = shallow

    def __getattr__(self, attr):
        find = self.methodmap.get(attr)
        if find is None:
            raise AttributeError(attr)
        find(self)
        return self.__dict__[attr]

    def phase0(self):
        """Find the names in the two folders."""
        left_out = {*self.hide, *self.ignore}
        self.left_list, self.right_list = (
            sorted(name for name in os.listdir(folder) if name not in left_out) for folder in (self.left, self.right))

    def phase1(self):
        """Find the names that are in both."""
        normal = os.path.normcase
        left, right = ({normal(name): name for name in names} for names in (self.left_list, self.right_list))
        self.common = [name for key, name in left.items() if key in right]
        self.left_only = [name for key, name in left.items() if key not in right]
        self.right_only = [name for key, name in right.items() if key not in left]

    def phase2(self):
        """Tell files from folders."""
        self.common_dirs, self.common_files, self.common_funny = [], [], []
        for name in self.common:
            try:
                kinds = {stat.S_IFMT(os.stat(os.path.join(folder, name)).st_mode) for folder in (self.left, self.right)}
            except (OSError, ValueError):
                kinds = set()
            if kinds == {stat.S_IFDIR}:
                self.common_dirs.append(name)
            elif kinds == {stat.S_IFREG}:
                self.common_files.append(name)
            else:
                self.common_funny.append(name)

    def phase3(self):
        """Compare the files."""
        self.same_files, self.diff_files, self.funny_files = cmpfiles(self.left, self.right, self.common_files, self.shallow)

    def phase4(self):
        """Prepare the comparison of the folders in both."""
        self.subdirs = {}
        for name in self.common_dirs:
            pair = (os.path.join(folder, name) for folder in (self.left, self.right))
            self.subdirs[name] = type(self)(*pair, self.ignore, self.hide, shallow=self.shallow)

    methodmap = {name: find for names, find in (
        ('left_list right_list', phase0), ('common left_only right_only', phase1),
        ('common_dirs common_files common_funny', phase2), ('same_files diff_files funny_files', phase3),
        ('subdirs', phase4)) for name in names.split()}

    def phase4_closure(self):
        """Prepare the comparison of all folders below."""
        for below in self.subdirs.values():
            below.phase4_closure()

    def report(self):
        """Print the comparison of the two folders."""
        print('diff', self.left, self.right)
        for intro, names in ((f'Only in {self.left} :', self.left_only), (f'Only in {self.right} :', self.right_only),
                             ('Identical files :', self.same_files), ('Differing files :', self.diff_files),
                             ('Trouble with common files :', self.funny_files),
                             ('Common subdirectories :', self.common_dirs), ('Common funny cases :', self.common_funny)):
            if names:
                names.sort()
                print(intro, names)

    def report_partial_closure(self):
        """Print the comparison of the two folders and of the folders directly in both."""
        self.report()
        for below in self.subdirs.values():
            print()
            below.report()

    def report_full_closure(self):
        """Print the comparison of the two folders and of all folders in both."""
        self.report()
        for below in self.subdirs.values():
            print()
            below.report_full_closure()

    __class_getitem__ = classmethod(type(list[int]))


def _main():
    import getopt
    import sys
    options, folders = getopt.getopt(sys.argv[1:], 'r')
    if len(folders) != 2:
        raise getopt.GetoptError('need exactly two args', None)
    compared = dircmp(*folders)
    if ('-r', '') in options:
        compared.report_full_closure()
    else:
        compared.report()


if __name__ == '__main__':
    _main()
