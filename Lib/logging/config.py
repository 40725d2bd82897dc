"""Configuration of logging: by a dict, by a file, or by what comes over a socket."""

import functools
import logging
import logging.handlers

DEFAULT_LOGGING_CONFIG_PORT = 9030
RESET_ERROR = 104
_listener = None


def _resolve(name):
    # The object of a dotted name; modules on the way are imported.
    first, *rest = name.split('.')
    path, found = first, __import__(first)
    for part in rest:
        path += '.' + part
        try:
            found = getattr(found, part)
        except AttributeError:
            __import__(path)
            found = getattr(found, part)
    return found


def _evaluated(text):
    return eval(text, vars(logging))


# ---- files


def fileConfig(fname, defaults=None, disable_existing_loggers=True, encoding=None):
    """Configure logging by a file (or ConfigParser) with sections loggers, handlers, formatters and one for each.

    disable_existing_loggers: those that aren't named.
    """
    import configparser
    import os
    if isinstance(fname, str):
        if not os.path.exists(fname):
            raise FileNotFoundError(f"{fname} doesn't exist")
        if not os.path.getsize(fname):
            raise RuntimeError(f'{fname} is an empty file')
    if isinstance(fname, configparser.RawConfigParser):
        settings = fname
    else:
        try:
            settings = configparser.ConfigParser(defaults)
            if hasattr(fname, 'readline'):
                settings.read_file(fname)
            else:
                import io
                settings.read(fname, encoding=io.text_encoding(encoding))
        except configparser.ParsingError as error:
            raise RuntimeError(f'{fname} is invalid: {error}')
    formatters = _create_formatters(settings)
    with logging._lock:
        _clearExistingHandlers()
        handlers = _install_handlers(settings, formatters)
        _install_loggers(settings, handlers, disable_existing_loggers)


def _names(text):
    return [name.strip() for name in text.split(',')] if text else []


def _create_formatters(cp):
    result = {}
    for name in _names(cp['formatters']['keys']):
        section = cp[f'formatter_{name}']
        form, dates = (cp.get(section.name, key, raw=True, fallback=None) for key in ('format', 'datefmt'))
        style = cp.get(section.name, 'style', raw=True, fallback='%')
        defaults = cp.get(section.name, 'defaults', raw=True, fallback=None)
        made_by = section.get('class')
        kind = _resolve(made_by) if made_by else logging.Formatter
        more = {} if defaults is None else {'defaults': _evaluated(defaults)}
        result[name] = kind(form, dates, style, **more)
    return result


def _install_handlers(cp, formatters):
    handlers, targets = {}, []
    for name in _names(cp['handlers']['keys']):
        section = cp[f'handler_{name}']
        kind = section['class']
        try:
            kind = _evaluated(kind)
        except (AttributeError, NameError):
            kind = _resolve(kind)
        args, kwargs = _evaluated(section.get('args', '()')), _evaluated(section.get('kwargs', '{}'))
        handler = kind(*args, **kwargs)
        handler.name = name
        if 'level' in section:
            handler.setLevel(section['level'])
        if formatter := section.get('formatter', ''):
            handler.setFormatter(formatters[formatter])
        if issubclass(kind, logging.handlers.MemoryHandler) and (target := section.get('target', '')):
            targets.append((handler, target))
        handlers[name] = handler
    for handler, target in targets:
        handler.setTarget(handlers[target])
    return handlers


def _below(names, name):
    # The names below one, in a list.
    return [other for other in names if other.startswith(name + '.')]


def _handle_existing_loggers(existing, child_loggers, disable_existing):
    for name in existing:
        logger = logging.root.manager.loggerDict[name]
        if name not in child_loggers:
            logger.disabled = disable_existing
        elif not isinstance(logger, logging.PlaceHolder):
            logger.setLevel(logging.NOTSET)
            logger.handlers, logger.propagate = [], True


def _install_loggers(cp, handlers, disable_existing):
    names = _names(cp['loggers']['keys'])
    names.remove('root')
    root, section = logging.root, cp['logger_root']
    _set_up(root, section, handlers)
    existing = sorted(root.manager.loggerDict)
    children = []
    for entry in names:
        section = cp[f'logger_{entry}']
        name = section['qualname']
        logger = logging.getLogger(name)
        if name in existing:
            children += _below(existing, name)
            existing.remove(name)
        _set_up(logger, section, handlers)
        logger.propagate, logger.disabled = section.getint('propagate', fallback=1), 0
    _handle_existing_loggers(existing, children, disable_existing)


def _set_up(logger, section, handlers):
    if 'level' in section:
        logger.setLevel(section['level'])
    for old in logger.handlers[:]:
        logger.removeHandler(old)
    for name in _names(section['handlers']):
        logger.addHandler(handlers[name])


def _clearExistingHandlers():
    logging._handlers.clear()
    logging.shutdown(logging._handlerList[:])
    del logging._handlerList[:]


# ---- dicts


def valid_ident(s):
    """Raise ValueError for what is no identifier in ASCII."""
    if not (s.isascii() and s.isidentifier()):
        raise ValueError(f'Not a valid Python identifier: {s!r}')
    return True


class ConvertingMixin:
    """Containers that convert what is taken out of them: see BaseConfigurator.convert."""

    def convert_with_key(self, key, value, replace=True):
        result = self.configurator.convert(value)
        if value is not result:
            if replace:
                self[key] = result
            self._adopt(result, key)
        return result

    def convert(self, value):
        result = self.configurator.convert(value)
        if value is not result:
            self._adopt(result, None)
        return result

    def _adopt(self, result, key):
        if type(result) in (ConvertingDict, ConvertingList, ConvertingTuple):
            result.parent = self
            if key is not None:
                result.key = key


class ConvertingDict(dict, ConvertingMixin):
    """A dict that converts its values."""

    def __getitem__(self, key):
        return self.convert_with_key(key, super().__getitem__(key))

    def get(self, key, default=None):
        return self.convert_with_key(key, super().get(key, default))

    def pop(self, key, default=None):
        return self.convert_with_key(key, super().pop(key, default), replace=False)


class ConvertingList(list, ConvertingMixin):
    """A list that converts its items."""

    def __getitem__(self, key):
        return self.convert_with_key(key, super().__getitem__(key))

    def pop(self, idx=-1):
        return self.convert(super().pop(idx))


class ConvertingTuple(tuple, ConvertingMixin):
    """A tuple that converts its items."""

    def __getitem__(self, key):
        return self.convert_with_key(key, super().__getitem__(key), replace=False)


class BaseConfigurator:
    """Resolves references in a configuration: ext://name to an object of a module, cfg://path to another part."""

    value_converters = {'ext': 'ext_convert', 'cfg': 'cfg_convert'}
    importer = staticmethod(__import__)

    def __init__(self, config):
        self.config = ConvertingDict(config)
        self.config.configurator = self

    def resolve(self, s):
        """Return the object of a dotted name."""
        first, *rest = s.split('.')
        path = first
        try:
            found = self.importer(path)
            for part in rest:
                path += '.' + part
                try:
                    found = getattr(found, part)
                except AttributeError:
                    self.importer(path)
                    found = getattr(found, part)
            return found
        except ImportError as error:
            raise ValueError(f'Cannot resolve {s!r}: {error}') from error

    def ext_convert(self, value):
        return self.resolve(value)

    def cfg_convert(self, value):
        import re
        word = re.compile(r'\s*(\w+)\s*').match(value)
        if word is None:
            raise ValueError(f'Unable to convert {value!r}')
        found, rest = self.config[word[1]], value[word.end():]
        step = re.compile(r'\.\s*(\w+)\s*|\[([^\[\]]*)\]\s*')
        while rest:
            match = step.match(rest)
            if match is None:
                raise ValueError(f'Unable to convert {value!r} at {rest!r}')
            if match[1] is not None:
                found = found[match[1]]
            else:
                index = match[2]
                if re.fullmatch(r'[0-9]+', index):
                    try:
                        found = found[int(index)]
                    except TypeError:
                        found = found[index]
                else:
                    found = found[index]
            rest = rest[match.end():]
        return found

    def convert(self, value):
        """Return a value in converted form: containers are wrapped, references resolved."""
        for plain, wrapped in ((dict, ConvertingDict), (list, ConvertingList), (tuple, ConvertingTuple)):
            if isinstance(value, plain):
                if isinstance(value, wrapped) or plain is tuple and hasattr(value, '_fields'):
                    return value
                value = wrapped(value)
                value.configurator = self
                return value
        if isinstance(value, str):
            prefix, mark, rest = value.partition('://')
            if mark and prefix in self.value_converters and prefix.isalpha():
                return getattr(self, self.value_converters[prefix])(rest)
        return value

    def configure_custom(self, config):
        """Make an object with the callable under the key ()."""
        factory = config.pop('()')
        if not callable(factory):
            factory = self.resolve(factory)
        attributes = config.pop('.', None)
        made = factory(**{key: config[key] for key in config if valid_ident(key)})
        for name, value in (attributes or {}).items():
            setattr(made, name, value)
        return made

    def as_tuple(self, value):
        """Return a list as a tuple, other things as they are."""
        return tuple(value) if isinstance(value, list) else value


def _looks_like_queue(value):
    import queue
    if isinstance(value, (queue.Queue, queue.SimpleQueue)):
        return True
    return all(callable(getattr(value, name, None)) for name in ('get', 'put_nowait'))


class DictConfigurator(BaseConfigurator):
    """Configures logging by a dict."""

    def configure(self):
        """Do what the dict says."""
        config = self.config
        if 'version' not in config:
            raise ValueError("dictionary doesn't specify a version")
        if config['version'] != 1:
            raise ValueError(f'Unsupported version: {config["version"]}')
        with logging._lock:
            if config.pop('incremental', False):
                self._adjust(config)
            else:
                self._set_up_all(config)

    def _each(self, kind, entries, make):
        for name in entries:
            try:
                make(name, entries[name])
            except Exception as error:
                raise ValueError(f'Unable to configure {kind} {name!r}') from error

    def _root(self, config, incremental):
        if root := config.get('root'):
            try:
                self.configure_root(root, incremental)
            except Exception as error:
                raise ValueError('Unable to configure root logger') from error

    def _adjust(self, config):
        # Only levels and propagation, of what is there.
        handlers = config.get('handlers', {})
        for name in handlers:
            if name not in logging._handlers:
                raise ValueError(f'No handler found with name {name!r}')
            try:
                if level := handlers[name].get('level'):
                    logging._handlers[name].setLevel(logging._checkLevel(level))
            except Exception as error:
                raise ValueError(f'Unable to configure handler {name!r}') from error
        self._each('logger', config.get('loggers', {}), lambda name, entry: self.configure_logger(name, entry, True))
        self._root(config, True)

    def _set_up_all(self, config):
        disable_existing = config.pop('disable_existing_loggers', True)
        _clearExistingHandlers()
        formatters, filters, handlers = (config.get(key, {}) for key in ('formatters', 'filters', 'handlers'))

        def store(entries, make):
            def set_entry(name, entry):
                entries[name] = make(entry)
            return set_entry
        self._each('formatter', formatters, store(formatters, self.configure_formatter))
        self._each('filter', filters, store(filters, self.configure_filter))
        later = []
        for name in sorted(handlers):
            try:
                handler = self.configure_handler(handlers[name])
                handler.name = name
                handlers[name] = handler
            except Exception as error:
                # One that it refers to may not be there yet.
                if ' not configured yet' in str(error.__cause__):
                    later.append(name)
                else:
                    raise ValueError(f'Unable to configure handler {name!r}') from error
        for name in later:
            try:
                handler = self.configure_handler(handlers[name])
                handler.name = name
                handlers[name] = handler
            except Exception as error:
                raise ValueError(f'Unable to configure handler {name!r}') from error
        existing = sorted(logging.root.manager.loggerDict)
        children = []

        def set_up_logger(name, entry):
            if name in existing:
                children.extend(_below(existing, name))
                existing.remove(name)
            self.configure_logger(name, entry)
        self._each('logger', config.get('loggers', {}), set_up_logger)
        _handle_existing_loggers(existing, children, disable_existing)
        self._root(config, False)

    def configure_formatter(self, config):
        """Make a formatter."""
        if '()' in config:
            again = dict(config)
            try:
                return self.configure_custom(config)
            except TypeError as error:
                if "'format'" not in str(error):
                    raise
                # The name of the parameter was fmt once.
                config.update(again)
                config['fmt'] = config.pop('format')
                return self.configure_custom(config)
        form, dates, style = config.get('format'), config.get('datefmt'), config.get('style', '%')
        kind = _resolve(config['class']) if config.get('class') else logging.Formatter
        more = {}
        if config.get('defaults') is not None:
            more['defaults'] = config['defaults']
        if 'validate' in config:
            return kind(form, dates, style, config['validate'], **more)
        return kind(form, dates, style, **more)

    def configure_filter(self, config):
        """Make a filter."""
        return self.configure_custom(config) if '()' in config else logging.Filter(config.get('name', ''))

    def add_filters(self, filterer, filters):
        """Add filters by name."""
        for each in filters:
            try:
                usable = callable(each) or callable(getattr(each, 'filter', None))
                filterer.addFilter(each if usable else self.config['filters'][each])
            except Exception as error:
                raise ValueError(f'Unable to add filter {each!r}') from error

    def _configure_queue_handler(self, klass, **kwargs):
        import queue
        target = kwargs.pop('queue', None) or queue.Queue()
        listen_with = kwargs.pop('listener', None) or logging.handlers.QueueListener
        respect = kwargs.pop('respect_handler_level', False)
        names = kwargs.pop('handlers', None) or []
        made = klass(target, **kwargs)
        made.listener = listen_with(target, *names, respect_handler_level=respect)
        return made

    def _queue_settings(self, config):
        if 'queue' in config:
            given = config['queue']
            if isinstance(given, str):
                given = self.resolve(given)
                config['queue'] = given() if isinstance(given, type) or callable(given) and not _looks_like_queue(given) else given
            elif isinstance(given, dict):
                if '()' not in given:
                    raise TypeError(f'Invalid queue specifier {given!r}')
                config['queue'] = self.configure_custom(dict(given))
            elif not _looks_like_queue(given):
                raise TypeError(f'Invalid queue specifier {given!r}')
        if 'listener' in config:
            given = config['listener']
            if isinstance(given, type):
                if not issubclass(given, logging.handlers.QueueListener):
                    raise TypeError(f'Invalid listener specifier {given!r}')
            elif isinstance(given, str):
                found = self.resolve(given)
                if isinstance(found, type) and not issubclass(found, logging.handlers.QueueListener):
                    raise TypeError(f'Invalid listener specifier {given!r}')
                config['listener'] = found
            elif isinstance(given, dict):
                if '()' not in given:
                    raise TypeError(f'Invalid listener specifier {given!r}')
                config['listener'] = self.configure_custom(dict(given))
            elif not callable(given):
                raise TypeError(f'Invalid listener specifier {given!r}')

    def configure_handler(self, config):
        """Make a handler."""
        original = dict(config)
        formatter = config.pop('formatter', None)
        if formatter:
            try:
                formatter = self.config['formatters'][formatter]
            except Exception as error:
                raise ValueError(f'Unable to set formatter {formatter!r}') from error
        level, filters = config.pop('level', None), config.pop('filters', None)
        if '()' in config:
            factory = config.pop('()')
            if not callable(factory):
                factory = self.resolve(factory)
        else:
            named = config.pop('class')
            kind = self.resolve(named) if not callable(named) else named
            if issubclass(kind, logging.handlers.MemoryHandler):
                if 'flushLevel' in config:
                    config['flushLevel'] = logging._checkLevel(config['flushLevel'])
                if 'target' in config:
                    try:
                        target = self.config['handlers'][config['target']]
                        if not isinstance(target, logging.Handler):
                            config.update(original)
                            raise TypeError('target not configured yet')
                        config['target'] = target
                    except Exception as error:
                        raise ValueError(f'Unable to set target handler {config["target"]!r}') from error
            elif issubclass(kind, logging.handlers.QueueHandler):
                self._queue_settings(config)
                if 'handlers' in config:
                    found = []
                    try:
                        for name in config['handlers']:
                            handler = self.config['handlers'][name]
                            if not isinstance(handler, logging.Handler):
                                config.update(original)
                                raise TypeError(f'Required handler {name!r} is not configured yet')
                            found.append(handler)
                    except Exception as error:
                        raise ValueError(f'Unable to set required handler {name!r}') from error
                    config['handlers'] = found
            elif issubclass(kind, logging.handlers.SMTPHandler) and 'mailhost' in config:
                config['mailhost'] = self.as_tuple(config['mailhost'])
            elif issubclass(kind, logging.handlers.SysLogHandler) and 'address' in config:
                config['address'] = self.as_tuple(config['address'])
            factory = functools.partial(self._configure_queue_handler, kind) \
                if issubclass(kind, logging.handlers.QueueHandler) else kind
        attributes = config.pop('.', None)
        settings = {key: config[key] for key in config if valid_ident(key)}
        try:
            handler = factory(**settings)
        except TypeError as error:
            if "'stream'" not in str(error):
                raise
            # The name of the parameter was strm once.
            import warnings
            warnings.warn("Support for custom logging handlers with the 'strm' argument is deprecated and scheduled for removal in "
                          "Python 3.16. Define handlers with the 'stream' argument instead.", DeprecationWarning, stacklevel=2)
            settings['strm'] = settings.pop('stream')
            handler = factory(**settings)
        if formatter:
            handler.setFormatter(formatter)
        if level is not None:
            handler.setLevel(logging._checkLevel(level))
        if filters:
            self.add_filters(handler, filters)
        for name, value in (attributes or {}).items():
            setattr(handler, name, value)
        return handler

    def add_handlers(self, logger, handlers):
        """Add handlers by name."""
        for name in handlers:
            try:
                logger.addHandler(self.config['handlers'][name])
            except Exception as error:
                raise ValueError(f'Unable to add handler {name!r}') from error

    def common_logger_config(self, logger, config, incremental=False):
        """Do what loggers and the root logger have in common."""
        level = config.get('level')
        if level is not None:
            logger.setLevel(logging._checkLevel(level))
        if not incremental:
            for old in logger.handlers[:]:
                logger.removeHandler(old)
            if handlers := config.get('handlers'):
                self.add_handlers(logger, handlers)
            if filters := config.get('filters'):
                self.add_filters(logger, filters)

    def configure_logger(self, name, config, incremental=False):
        """Set up a logger."""
        logger = logging.getLogger(name)
        self.common_logger_config(logger, config, incremental)
        logger.disabled = False
        if (propagate := config.get('propagate')) is not None:
            logger.propagate = propagate

    def configure_root(self, config, incremental=False):
        """Set up the root logger."""
        self.common_logger_config(logging.getLogger(), config, incremental)


dictConfigClass = DictConfigurator


def dictConfig(config):
    """Configure logging by a dict: version (1), formatters, filters, handlers, loggers, root, incremental,
    disable_existing_loggers."""
    dictConfigClass(config).configure()


# ---- sockets


def listen(port=DEFAULT_LOGGING_CONFIG_PORT, verify=None):
    """Return a thread that takes configurations from a port of this machine, once it is started.

    A message is its length in four bytes and a file or a dict as JSON. verify gets it as bytes and returns it, perhaps
    changed, or None.
    """
    import io
    import json
    import struct
    import threading
    from socketserver import StreamRequestHandler, ThreadingTCPServer

    class ConfigStreamHandler(StreamRequestHandler):
        def handle(self):
            try:
                head = self.connection.recv(4)
                if len(head) != 4:
                    return
                [length] = struct.unpack('>L', head)
                data = self.connection.recv(length)
                while len(data) < length:
                    data += self.connection.recv(length - len(data))
                if self.server.verify is not None:
                    data = self.server.verify(data)
                if data is not None:
                    text = data.decode('utf-8')
                    try:
                        settings = json.loads(text)
                        if not isinstance(settings, dict):
                            raise ValueError
                        dictConfig(settings)
                    except ValueError:
                        try:
                            fileConfig(io.StringIO(text))
                        except Exception:
                            import traceback
                            traceback.print_exc()
                    except Exception:
                        import traceback
                        traceback.print_exc()
                if self.server.ready:
                    self.server.ready.set()
            except OSError as error:
                if error.errno != RESET_ERROR:
                    raise

    class ConfigSocketReceiver(ThreadingTCPServer):
        allow_reuse_address = True
        allow_reuse_port = False
        daemon_threads = True

        def __init__(self, ready=None):
            super().__init__(('localhost', port), ConfigStreamHandler)
            with logging._lock:
                self.abort = 0
            self.timeout, self.ready, self.verify = 1, ready, verify

        def serve_until_stopped(self):
            import select
            abort = 0
            while not abort:
                readable, _, _ = select.select([self.socket.fileno()], [], [], self.timeout)
                if readable:
                    self.handle_request()
                with logging._lock:
                    abort = self.abort
            self.server_close()

    class Server(threading.Thread):
        def __init__(self):
            super().__init__()
            self.ready, self.port = threading.Event(), port

        def run(self):
            global _listener
            try:
                server = ConfigSocketReceiver(self.ready)
                if self.port == 0:
                    self.port = server.server_address[1]
            finally:
                self.ready.set()
            with logging._lock:
                _listener = server
            server.serve_until_stopped()

    return Server()


def stopListening():
    """Stop the thread of listen."""
    global _listener
    with logging._lock:
        if _listener:
            _listener.abort, _listener = 1, None
