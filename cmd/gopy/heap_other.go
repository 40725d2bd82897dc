//go:build !linux

// This file leaves it to Go how its heap begins.

package main

func mapHeap() {}
