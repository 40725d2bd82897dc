"""An executor that a program forgets ends its threads, even while the program only waits for them."""
from concurrent.futures import ThreadPoolExecutor

executor = ThreadPoolExecutor(max_workers=3)
print(list(executor.map(abs, range(-2, 3))))
threads = executor._threads
del executor
for thread in threads:
    thread.join()
print(all(not thread.is_alive() for thread in threads))
