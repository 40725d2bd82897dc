// This file lists the types of what runs: functions, code, cells, frames, tracebacks, generators and coroutines.

package runtime

var executionTypes = []typeSetup{
	{FunctionType, nil, setupFunction},
	{CodeType, nil, setupCode},
	{LineIteratorType, nil, setupCodeIterator},
	{BranchesIteratorType, nil, setupCodeIterator},
	{PositionsIteratorType, nil, setupCodeIterator},
	{CellType, nil, setupCell},
	{FrameType, nil, setupFrame},
	{FrameLocalsProxyType, nil, setupFrameLocalsProxy},
	{TracebackType, nil, setupTraceback},
	{GeneratorType, nil, setupGenerator},
	{CoroutineType, nil, setupCoroutine},
	{CoroutineWrapperType, nil, setupCoroutineWrapper},
	{AsyncGeneratorType, nil, setupAsyncGenerator},
	{AsyncGenASendType, nil, setupAsyncASend},
	{AsyncGenAThrowType, nil, setupAsyncAThrow},
	{AsyncGenWrappedType, nil, setupAsyncWrapped},
	{ANextAwaitableType, nil, setupANextAwaitable},
}
