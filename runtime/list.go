// This file defines List, the list object.

package runtime

// List is a list object. Items are reached through the accessors only: the storage byte leaves room for typed storage.
type List struct {
	Header
	items   []Value
	storage uint8 // storageValues; others are not in use yet
}

// NewList returns a list that takes items over.
func NewList(items []Value) *List {
	return &List{Header: Header{Type: ListType, Kind: KindList}, items: items}
}

// Len returns the number of items.
func (l *List) Len() int { return len(l.items) }

// Items returns the items, valid until the list changes.
func (l *List) Items() []Value { return l.items }

// Append adds v at the end.
func (l *List) Append(v Value) { l.items = append(l.items, v) }

// SetItems replaces the contents.
func (l *List) SetItems(items []Value) { l.items = items }

// AsList returns v as a list (or subclass) object, or nil.
func AsList(v Value) *List {
	if v.Kind() == KindList {
		return (*List)(v.P)
	}
	return nil
}
