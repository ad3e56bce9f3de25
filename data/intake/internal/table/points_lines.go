package table

import (
	"fmt"
	"io"

	"hexbeat/data/intake/internal/fault"
)

// lineCounter knows on which line each byte that was read stands, from the last
// place that was asked for on.
type lineCounter struct {
	r      io.Reader
	n      int64   // bytes read
	breaks []int64 // of lines, behind start
	line   int
	start  int64 // of that line
	limit  int64 // how far may be read
	file   string
}

// Read implements io.Reader.
func (c *lineCounter) Read(b []byte) (int, error) {
	if c.n > c.limit {
		return 0, fault.OfFile(c.file, "a feature is too large", fmt.Sprintf("more than %d MB", maxMember>>20), "it is no point; areas are read with import areas")
	}
	n, err := c.r.Read(b[:min(int64(len(b)), c.limit-c.n+1)])
	for i, ch := range b[:n] {
		if ch == '\n' {
			c.breaks = append(c.breaks, c.n+int64(i))
		}
	}
	c.n += int64(n)
	return n, err
}

// place is the line and the byte in it, both from 1, of a byte not before the last asked for.
func (c *lineCounter) place(offset int64) (line, column int) {
	i := 0
	for ; i < len(c.breaks) && c.breaks[i] < offset; i++ {
		c.line++
		c.start = c.breaks[i] + 1
	}
	c.breaks = c.breaks[i:]
	return c.line, int(offset-c.start) + 1
}
