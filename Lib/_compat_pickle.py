"""Where things of Python 3 were in Python 2, for pickles that both can read."""


def _modules(text):
    # Words old:new.
    return dict(word.split(':') for word in text.split())


def _names(text):
    # Words old:new, each a module and a name.
    return {tuple(old.rsplit('.', 1)): tuple(new.rsplit('.', 1))
            for old, new in (word.split(':') for word in text.split())}


# From Python 2 to Python 3.
IMPORT_MAPPING = _modules(
    '__builtin__:builtins copy_reg:copyreg Queue:queue SocketServer:socketserver ConfigParser:configparser '
    'repr:reprlib tkFileDialog:tkinter.filedialog tkSimpleDialog:tkinter.simpledialog '
    'tkColorChooser:tkinter.colorchooser tkCommonDialog:tkinter.commondialog Dialog:tkinter.dialog '
    'Tkdnd:tkinter.dnd tkFont:tkinter.font tkMessageBox:tkinter.messagebox ScrolledText:tkinter.scrolledtext '
    'Tkconstants:tkinter.constants ttk:tkinter.ttk Tkinter:tkinter markupbase:_markupbase _winreg:winreg '
    'thread:_thread dummy_thread:_dummy_thread dbhash:dbm.bsd dumbdbm:dbm.dumb dbm:dbm.ndbm gdbm:dbm.gnu '
    'xmlrpclib:xmlrpc.client SimpleXMLRPCServer:xmlrpc.server httplib:http.client '
    'htmlentitydefs:html.entities HTMLParser:html.parser Cookie:http.cookies cookielib:http.cookiejar '
    'BaseHTTPServer:http.server test.test_support:test.support commands:subprocess urlparse:urllib.parse '
    'robotparser:urllib.robotparser urllib2:urllib.request anydbm:dbm _abcoll:collections.abc cPickle:pickle '
    '_elementtree:xml.etree.ElementTree FileDialog:tkinter.filedialog SimpleDialog:tkinter.simpledialog '
    'DocXMLRPCServer:xmlrpc.server SimpleHTTPServer:http.server CGIHTTPServer:http.server '
    'UserDict:collections UserList:collections UserString:collections whichdb:dbm StringIO:io cStringIO:io ')
NAME_MAPPING = _names(
    '__builtin__.xrange:builtins.range __builtin__.reduce:functools.reduce __builtin__.intern:sys.intern '
    '__builtin__.unichr:builtins.chr __builtin__.unicode:builtins.str __builtin__.long:builtins.int '
    'itertools.izip:builtins.zip itertools.imap:builtins.map itertools.ifilter:builtins.filter '
    'itertools.ifilterfalse:itertools.filterfalse itertools.izip_longest:itertools.zip_longest '
    'UserDict.IterableUserDict:collections.UserDict UserList.UserList:collections.UserList '
    'UserString.UserString:collections.UserString whichdb.whichdb:dbm.whichdb _socket.fromfd:socket.fromfd '
    '_multiprocessing.Connection:multiprocessing.connection.Connection '
    'multiprocessing.process.Process:multiprocessing.context.Process '
    'multiprocessing.forking.Popen:multiprocessing.popen_fork.Popen '
    'urllib.ContentTooShortError:urllib.error.ContentTooShortError '
    'urllib.getproxies:urllib.request.getproxies urllib.pathname2url:urllib.request.pathname2url '
    'urllib.quote_plus:urllib.parse.quote_plus urllib.quote:urllib.parse.quote '
    'urllib.unquote_plus:urllib.parse.unquote_plus urllib.unquote:urllib.parse.unquote '
    'urllib.url2pathname:urllib.request.url2pathname urllib.urlcleanup:urllib.request.urlcleanup '
    'urllib.urlencode:urllib.parse.urlencode urllib.urlopen:urllib.request.urlopen '
    'urllib.urlretrieve:urllib.request.urlretrieve urllib2.HTTPError:urllib.error.HTTPError '
    'urllib2.URLError:urllib.error.URLError '
    'multiprocessing.AuthenticationError:multiprocessing.context.AuthenticationError '
    'multiprocessing.BufferTooShort:multiprocessing.context.BufferTooShort '
    'multiprocessing.ProcessError:multiprocessing.context.ProcessError '
    'multiprocessing.TimeoutError:multiprocessing.context.TimeoutError __builtin__.basestring:builtins.str '
    'exceptions.StandardError:builtins.Exception UserDict.UserDict:collections.UserDict '
    'socket._socketobject:socket.SocketType ')
PYTHON2_EXCEPTIONS = tuple((
    'ArithmeticError AssertionError AttributeError BaseException BufferError BytesWarning '
    'DeprecationWarning EOFError EnvironmentError Exception FloatingPointError FutureWarning '
    'GeneratorExit IOError ImportError ImportWarning IndentationError IndexError KeyError '
    'KeyboardInterrupt LookupError MemoryError NameError NotImplementedError OSError OverflowError '
    'PendingDeprecationWarning ReferenceError RuntimeError RuntimeWarning StopIteration SyntaxError '
    'SyntaxWarning SystemError SystemExit TabError TypeError UnboundLocalError UnicodeDecodeError '
    'UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning '
    'ZeroDivisionError '
).split())
NAME_MAPPING.update({('exceptions', name): ('builtins', name) for name in PYTHON2_EXCEPTIONS})

# And back, where that is clear; some modules were several.
REVERSE_IMPORT_MAPPING = {new: old for old, new in IMPORT_MAPPING.items()}
del REVERSE_IMPORT_MAPPING['pickle']
del REVERSE_IMPORT_MAPPING['xml.etree.ElementTree']
del REVERSE_IMPORT_MAPPING['collections']
del REVERSE_IMPORT_MAPPING['io']
REVERSE_IMPORT_MAPPING.update(_modules(
    'tkinter.filedialog:tkFileDialog tkinter.simpledialog:tkSimpleDialog xmlrpc.server:SimpleXMLRPCServer '
    'http.server:BaseHTTPServer dbm:anydbm _bz2:bz2 _dbm:dbm _functools:functools _gdbm:gdbm _pickle:pickle '))
REVERSE_NAME_MAPPING = {new: old for old, new in NAME_MAPPING.items()}
del REVERSE_NAME_MAPPING[('socket', 'SocketType')]
REVERSE_NAME_MAPPING.update(_names(
    'builtins.str:__builtin__.unicode collections.UserDict:UserDict.IterableUserDict '
    'builtins.Exception:exceptions.Exception _functools.reduce:__builtin__.reduce '
    'tkinter.filedialog.FileDialog:FileDialog.FileDialog '
    'tkinter.filedialog.LoadFileDialog:FileDialog.LoadFileDialog '
    'tkinter.filedialog.SaveFileDialog:FileDialog.SaveFileDialog '
    'tkinter.simpledialog.SimpleDialog:SimpleDialog.SimpleDialog '
    'xmlrpc.server.ServerHTMLDoc:DocXMLRPCServer.ServerHTMLDoc '
    'xmlrpc.server.XMLRPCDocGenerator:DocXMLRPCServer.XMLRPCDocGenerator '
    'xmlrpc.server.DocXMLRPCRequestHandler:DocXMLRPCServer.DocXMLRPCRequestHandler '
    'xmlrpc.server.DocXMLRPCServer:DocXMLRPCServer.DocXMLRPCServer '
    'xmlrpc.server.DocCGIXMLRPCRequestHandler:DocXMLRPCServer.DocCGIXMLRPCRequestHandler '
    'http.server.SimpleHTTPRequestHandler:SimpleHTTPServer.SimpleHTTPRequestHandler '
    'http.server.CGIHTTPRequestHandler:CGIHTTPServer.CGIHTTPRequestHandler '
    '_socket.socket:socket._socketobject builtins.BrokenPipeError:exceptions.OSError '
    'builtins.ChildProcessError:exceptions.OSError builtins.ConnectionAbortedError:exceptions.OSError '
    'builtins.ConnectionError:exceptions.OSError builtins.ConnectionRefusedError:exceptions.OSError '
    'builtins.ConnectionResetError:exceptions.OSError builtins.FileExistsError:exceptions.OSError '
    'builtins.FileNotFoundError:exceptions.OSError builtins.InterruptedError:exceptions.OSError '
    'builtins.IsADirectoryError:exceptions.OSError builtins.NotADirectoryError:exceptions.OSError '
    'builtins.PermissionError:exceptions.OSError builtins.ProcessLookupError:exceptions.OSError '
    'builtins.TimeoutError:exceptions.OSError builtins.ModuleNotFoundError:exceptions.ImportError '))
