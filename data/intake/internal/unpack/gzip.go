package unpack

import (
	"bufio"
	"compress/gzip"
	"io"
	"os"

	"hexbeat/data/intake/internal/fault"
)

func openGzip(file, name string) (io.ReadCloser, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	in := &counted{r: f}
	z, err := gzip.NewReader(bufio.NewReaderSize(in, 1<<16))
	if err != nil {
		f.Close()
		return nil, fault.OfFile(name, "the gzip file is damaged", err.Error(), "fetch it again")
	}
	return &bounded{r: z, close: f.Close, packed: func() int64 { return in.n }, name: name}, nil
}

// counted counts what is read.
type counted struct {
	r io.Reader
	n int64
}

// Read implements io.Reader.
func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}
