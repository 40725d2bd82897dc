type A = int
type B[T] = list[T]
type C[T: int, U: (int, str) = str, *V = *tuple[int], **P = [int]] = dict[T, U]
def f[T](a: T) -> T: return a
def f[T: a.b, *U, **V](a=1, *, b=2, **c: T): pass
@a
def f[T](a=1): pass
class D[T]: pass
@a
class D[T: D, *U](B, metaclass=M):
    x: T
    def f[V](self, y: V = x) -> T: return super().f, T, V
    type E[W] = W | T
    type F = __x
class G[T](*a, **b): pass
def outer():
    x = 1
    type A[T: x] = x
    def f[T: x](a=x): return x, T
    class B[T](x):
        y: x
        def g(self): return T
    return A, f, B
class H:
    x = 1
    type A = x
    type B[T] = x
    def f[T: x](self, y=x) -> x: return T
    class I[T: x](x): z: x
async def f[T](): await T
def f[__T]():pass
class __J[__T: __U](__V): __w: __T
