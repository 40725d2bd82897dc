package stat

import "testing"

// TestFilemode holds against what CPython's _stat.filemode gives.
func TestFilemode(t *testing.T) {
	for mode, want := range map[int64]string{
		0o100644: "-rw-r--r--", 0o147755: "srwsr-sr-t", 0: "?---------", 0o040700: "drwx------", 0o107000: "---S--S--T", 0o120777: "lrwxrwxrwx",
		0o010600: "prw-------", 0o020666: "crw-rw-rw-", 0o060660: "brw-rw----",
	} {
		if got := filemode(mode); got != want {
			t.Errorf("%o: %s, want %s", mode, got, want)
		}
	}
}
