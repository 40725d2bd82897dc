// Package codememory gives memory for machine code, in the lowest two gigabytes of the address space, where the code and data of a program are too: so
// displacements of 32 bits reach all. There is none on systems for which the project has no machine code to put there.
package codememory
