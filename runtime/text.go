// This file lists the types of text and bytes.

package runtime

var textTypes = []typeSetup{
	{StrType, nil, setupStr},
	{StrIteratorType, nil, setupStrIterator},
	{StrASCIIIteratorType, nil, setupStrIterator},
	{BytesType, nil, setupBytes},
	{BytesIteratorType, nil, setupBytesIterator},
	{ByteArrayType, nil, setupByteArray},
	{ByteArrayIteratorType, nil, setupBytesIterator},
	{MemoryViewType, nil, setupMemoryView},
	{MemoryIteratorType, nil, setupMemoryIterator},
	{TemplateType, nil, setupTemplate},
	{InterpolationType, nil, setupInterpolation},
	{TemplateIteratorType, nil, setupTemplateIterator},
}
