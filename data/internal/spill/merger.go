package spill

import (
	"encoding/binary"
	"fmt"
	"io"
)

// source is a sorted run that is being read.
type source struct {
	head Entry
	read func(*Entry) (more bool, err error)
}

func fromSlice(run []Entry) func(*Entry) (bool, error) {
	return func(e *Entry) (bool, error) {
		if len(run) == 0 {
			return false, nil
		}
		*e, run = run[0], run[1:]
		return true, nil
	}
}

func fromFile(r io.Reader) func(*Entry) (bool, error) {
	var buf [entryBytes]byte
	return func(e *Entry) (bool, error) {
		switch _, err := io.ReadFull(r, buf[:]); {
		case err == io.EOF:
			return false, nil
		case err != nil:
			return false, fmt.Errorf("sort on disk: %w", err)
		}
		e.Key = int64(binary.LittleEndian.Uint64(buf[0:]))
		e.Row = int64(binary.LittleEndian.Uint64(buf[8:]))
		e.Other = int64(binary.LittleEndian.Uint64(buf[16:]))
		return true, nil
	}
}

// merger is a heap of runs by their first entry.
type merger []source

// push adds a run, unless it is empty.
func (m *merger) push(s source) error {
	more, err := s.read(&s.head)
	if err != nil || !more {
		return err
	}
	*m = append(*m, s)
	h := *m
	for i := len(h) - 1; i > 0; {
		up := (i - 1) / 2
		if compare(h[up].head, h[i].head) <= 0 {
			break
		}
		h[up], h[i] = h[i], h[up]
		i = up
	}
	return nil
}

// next moves the first run on by one entry.
func (m *merger) next() error {
	h := *m
	more, err := h[0].read(&h[0].head)
	if err != nil {
		return err
	}
	if !more {
		h[0] = h[len(h)-1]
		h = h[:len(h)-1]
		*m = h
	}
	for i := 0; ; {
		least := i
		for _, c := range [2]int{2*i + 1, 2*i + 2} {
			if c < len(h) && compare(h[c].head, h[least].head) < 0 {
				least = c
			}
		}
		if least == i {
			return nil
		}
		h[i], h[least] = h[least], h[i]
		i = least
	}
}
