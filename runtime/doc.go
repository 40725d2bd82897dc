// Package runtime is Python's object model in Go: values, types, classes, exceptions and the protocols that join them.
//
// Value is what everything passes around. Each built-in type has one file (its struct, setup function, slots, methods);
// each protocol has one (object, number, sequence, attribute, call). The package runs no bytecode: what it needs of the
// virtual machine it declares in the interface Evaluator, which package eval implements and the constructor joins.
//
// Order of reading: value.go, type.go, slots.go, attribute.go, instance.go, dict.go, def.go, then any type.
package runtime
