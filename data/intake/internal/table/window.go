package table

import (
	"bytes"
	"io"
)

// Bounds of one record: a line, or the lines that a quoted cell runs over. What is
// longer was not written by a system that keeps incidents; a table of boundaries may
// ask for more.
const (
	maxRecord = 1 << 20 // bytes, where nothing else is asked for
	maxLines  = 200     // lines of one record
)

// window is the stretch of a text that is being looked at: whole lines, from the
// first that has not been taken.
type window struct {
	r    io.Reader
	most int // bytes of one record
	buf  []byte
	from int // of the first byte not taken
	to   int // behind the last byte read
	err  error
}

// line finds the line that begins off bytes into the window: n bytes long, without
// its end, which with it is next bytes. ok is false behind the last line; n and next
// are negative when the line is longer than a record may be.
func (w *window) line(off int) (n, next int, ok bool) {
	for seen := off; ; {
		if i := bytes.IndexByte(w.buf[w.from+seen:w.to], '\n'); i >= 0 {
			n = seen + i - off
			next = n + 1
			break
		}
		seen = w.to - w.from
		if seen-off > w.most {
			return -1, -1, true
		}
		if !w.fill() {
			if n = seen - off; n == 0 {
				return 0, 0, false
			}
			next = n
			break
		}
	}
	if n > 0 && w.buf[w.from+off+n-1] == '\r' {
		n--
	}
	return n, next, true
}

// fill reads on; it moves what is in the window, but not in relation to its start.
func (w *window) fill() bool {
	if w.err != nil {
		return false
	}
	if w.from > 0 {
		w.to = copy(w.buf, w.buf[w.from:w.to])
		w.from = 0
	}
	if w.to == len(w.buf) {
		w.buf = append(w.buf, make([]byte, max(1<<16, len(w.buf)))...)
	}
	for range 100 { // a reader that gives nothing and no error is given up, as bufio does
		n, err := w.r.Read(w.buf[w.to:])
		w.to += n
		if w.err = err; err != nil || n > 0 {
			return n > 0
		}
	}
	w.err = io.ErrNoProgress
	return false
}

// skipLine takes the rest of a line that is too long to be looked at whole.
func (w *window) skipLine() {
	for {
		if i := bytes.IndexByte(w.buf[w.from:w.to], '\n'); i >= 0 {
			w.from += i + 1
			return
		}
		w.from = w.to
		if !w.fill() {
			return
		}
	}
}

// failed is the error that ended the reading, if it was not the end of the text.
func (w *window) failed() error {
	if w.err == io.EOF {
		return nil
	}
	return w.err
}

// blank tells whether nothing but blanks follows, as far as a record may reach.
func (w *window) blank() bool {
	for seen := 0; ; {
		for _, b := range w.buf[w.from+seen : w.to] {
			if b > ' ' {
				return false
			}
		}
		if seen = w.to - w.from; seen > w.most || !w.fill() {
			return w.err == io.EOF
		}
	}
}
