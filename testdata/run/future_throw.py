# throw() of what iterates over a future.
import asyncio
import warnings

warnings.simplefilter('ignore')
loop = asyncio.new_event_loop()
for arguments in ((Exception, Exception('zebra'), None), (Exception, Exception('e'), 32), (Exception('e'), Exception('f')),
                  (ValueError, None, None), (list,), (ValueError, 'x'), (ValueError, ('a', 'b')), (ValueError('v'),),
                  (ValueError, TypeError('q')), (5,)):
    future = loop.create_future()
    iterator = iter(future)
    next(iterator)
    try:
        iterator.throw(*arguments)
    except BaseException as error:
        print(repr(error))
loop.close()
