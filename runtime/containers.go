// This file lists the container and iterator types in the order of their setup.

package runtime

// containerTypes are the built-in containers, their views and iterators.
var containerTypes = []typeSetup{
	{TupleType, nil, setupTuple},
	{ListType, nil, setupList},
	{DictType, nil, setupDict},
	{DictKeysType, nil, setupDictView},
	{DictValuesType, nil, setupDictView},
	{DictItemsType, nil, setupDictView},
	{SetType, nil, setupSet},
	{FrozenSetType, nil, setupFrozenSet},
	{SliceType, nil, setupSlice},
	{ListIteratorType, nil, setupListIterator},
	{ListReverseIteratorType, nil, setupListReverseIterator},
	{TupleIteratorType, nil, setupTupleIterator},
	{DictKeyIteratorType, nil, setupDictIterator},
	{DictValueIteratorType, nil, setupDictIterator},
	{DictItemIteratorType, nil, setupDictIterator},
	{DictReverseKeyIteratorType, nil, setupDictIterator},
	{DictReverseValueIteratorType, nil, setupDictIterator},
	{DictReverseItemIteratorType, nil, setupDictIterator},
	{SetIteratorType, nil, setupSetIterator},
	{SequenceIteratorType, nil, setupSequenceIterator},
	{CallableIteratorType, nil, setupCallableIterator},
}
