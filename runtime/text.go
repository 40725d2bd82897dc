// This file lists the types of text and bytes.

package runtime

var textTypes = []typeSetup{
	{StrType, nil, setupStr},
	{StrIteratorType, nil, setupStrIterator},
	{StrASCIIIteratorType, nil, setupStrIterator},
}

func bufferBytes(th *Thread, v Value) ([]byte, error) {
	if b, ok := BytesData(v); ok {
		return b, nil
	}
	return nil, Raise(TypeError, "a bytes-like object is required, not '%s'", v.Type().TypeName())
}
