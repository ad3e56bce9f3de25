package boundary

// Source is feature i as it was received, unchanged: its text where the format is text.
// It is in the collection's system, and what it takes is the caller's.
func (c *Collection) Source(i int) []byte { return c.Features[i].raw }
