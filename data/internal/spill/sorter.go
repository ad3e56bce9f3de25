package spill

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
)

// Entry is what is sorted: by Key, then by Row.
type Entry struct {
	Key   int64
	Row   int64
	Other int64 // carried along
}

// runLen is how many entries are sorted in memory: 6 MB of them.
const runLen = 1 << 18

const entryBytes = 24

// Sorter takes entries in any order and gives them back sorted. Close it.
type Sorter struct {
	dir    string
	limit  int
	run    []Entry
	file   *os.File
	starts []int64 // of each run in the file, bytes
	end    int64
}

// New makes a sorter whose file, should it need one, lies in dir.
func New(dir string) *Sorter { return &Sorter{dir: dir, limit: runLen} }

// Add takes an entry.
func (s *Sorter) Add(e Entry) error {
	s.run = append(s.run, e)
	if len(s.run) < s.limit {
		return nil
	}
	return s.write()
}

func compare(a, b Entry) int {
	return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.Row, b.Row))
}

// write puts the sorted run at the end of the file and begins the next.
func (s *Sorter) write() (err error) {
	if s.file == nil {
		if s.file, err = nameless(s.dir); err != nil {
			return err
		}
	}
	slices.SortFunc(s.run, compare)
	w := bufio.NewWriterSize(s.file, 1<<16)
	var buf [entryBytes]byte
	for _, e := range s.run {
		binary.LittleEndian.PutUint64(buf[0:], uint64(e.Key))
		binary.LittleEndian.PutUint64(buf[8:], uint64(e.Row))
		binary.LittleEndian.PutUint64(buf[16:], uint64(e.Other))
		if _, err := w.Write(buf[:]); err != nil {
			return fmt.Errorf("sort on disk: %w", err)
		}
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("sort on disk: %w", err)
	}
	s.starts = append(s.starts, s.end)
	s.end += int64(len(s.run)) * entryBytes
	s.run = s.run[:0]
	return nil
}

// nameless makes a file that is gone when it is closed, also when the process dies,
// where the system lets an open file be removed; elsewhere Close removes it.
func nameless(dir string) (*os.File, error) {
	f, err := os.CreateTemp(dir, ".sort-*")
	if err != nil {
		return nil, fmt.Errorf("sort on disk: %w", err)
	}
	os.Remove(f.Name())
	return f, nil
}

// Each calls f for every entry in order. It may be called again; what was added in
// between comes with it.
func (s *Sorter) Each(f func(Entry) error) error {
	slices.SortFunc(s.run, compare)
	m := merger{}
	for i, start := range s.starts {
		end := s.end
		if i+1 < len(s.starts) {
			end = s.starts[i+1]
		}
		r := bufio.NewReaderSize(io.NewSectionReader(s.file, start, end-start), 1<<15)
		if err := m.push(source{read: fromFile(r)}); err != nil {
			return err
		}
	}
	if err := m.push(source{read: fromSlice(s.run)}); err != nil {
		return err
	}
	for len(m) > 0 {
		if err := f(m[0].head); err != nil {
			return err
		}
		if err := m.next(); err != nil {
			return err
		}
	}
	return nil
}

// Close gives memory and disk back.
func (s *Sorter) Close() error {
	s.run = nil
	if s.file == nil {
		return nil
	}
	f := s.file
	s.file = nil
	err := f.Close()
	if rm := os.Remove(f.Name()); !errors.Is(rm, os.ErrNotExist) {
		err = errors.Join(err, rm)
	}
	return err
}
