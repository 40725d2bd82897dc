// Package architecture holds tests of the module as a whole: what may import what. It has no code of its own.
package architecture
