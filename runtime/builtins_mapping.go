// This file defines builtinsMapping, which stands for a __builtins__ that is neither a module nor a dict: any object with a __getitem__ will do.

package runtime

import "unsafe"

// builtinsMapping is an empty dict that asks another mapping for its items.
type builtinsMapping struct {
	Dict
	mapping Value
}

// builtinsMappingType is what distinguishes it; programs see the mapping itself, never an object of this type.
var builtinsMappingType = &Type{Name: "builtins_mapping"}

func setupBuiltinsMapping(t *Type) {
	t.GetItem = func(th *Thread, v, key Value) (Value, error) {
		return GetItem(th, (*builtinsMapping)(v.P).mapping, key)
	}
}

func newBuiltinsMapping(mapping Value) *Dict {
	b := &builtinsMapping{mapping: mapping}
	b.Header = Header{Type: builtinsMappingType, Kind: KindDict, Flags: FlagSubclass}
	return &b.Dict
}

// BuiltinsValue is the object that a program gave as __builtins__, or the dict of the module that it gave.
func BuiltinsValue(d *Dict) Value {
	if d.Type == builtinsMappingType {
		return (*builtinsMapping)(unsafe.Pointer(d)).mapping
	}
	return d.Value()
}
