package data

// CrashForTest leaves a batch as a process that died would: its rows committed, its
// record not.
func CrashForTest(im *Import) {
	im.tx.Commit()
	im.tx = nil
}
