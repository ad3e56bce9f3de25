package web

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// incomingName is the folder, within the data folder, where files lie between being
// sent and being brought in. What lies there may hold anything, names too: it is for
// its owner's eyes alone and never outlives the program that took it in.
const incomingName = "incoming"

// incoming is that folder.
type incoming struct{ dir string }

// spooled is a file that lies there.
type spooled struct {
	Name  string // as it was sent, made safe
	Path  string
	Bytes int64
}

// sweep removes everything. Call it under the writer's lock: then nothing of it can
// be in use.
func (in incoming) sweep() error {
	if err := os.RemoveAll(in.dir); err != nil {
		return fmt.Errorf("web: clear %s: %w", incomingName, err)
	}
	return nil
}

// newID names an upload. It cannot be guessed.
func newID() string {
	var b [16]byte
	rand.Read(b[:]) // never fails since Go 1.24
	return hex.EncodeToString(b[:])
}

// lay writes file number n of an upload, as it comes, to disk. Each lies in a folder of
// its own, so that two of one name do not meet.
func (in incoming) lay(id string, n int, name string, body io.Reader) (spooled, error) {
	f := spooled{Name: safeName(name)}
	dir := filepath.Join(in.dir, id, strconv.Itoa(n))
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return f, fmt.Errorf("web: lay aside: %w", err)
	}
	f.Path = filepath.Join(dir, f.Name)
	file, err := os.OpenFile(f.Path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return f, fmt.Errorf("web: lay aside: %w", err)
	}
	f.Bytes, err = io.Copy(file, body)
	if err = errors.Join(err, file.Close()); err != nil {
		return f, fmt.Errorf("web: lay aside: %w", err)
	}
	return f, nil
}

// remove clears an upload away.
func (in incoming) remove(id string) error {
	if err := os.RemoveAll(filepath.Join(in.dir, id)); err != nil {
		return fmt.Errorf("web: clear away: %w", err)
	}
	return nil
}

// nameLen is how much of a file's name is kept, in bytes; every file system takes that
// and what is added for the file of rejected rows.
const nameLen = 120

// safeName is a file's own name without any path, and with nothing in it that a file
// system, a header or a shell takes for more than a letter. Its end stays: the kind of
// file is told from it.
func safeName(name string) string {
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	name = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || strings.ContainsRune("-_.,+() ", r) {
			return r
		}
		return '_'
	}, strings.ToValidUTF8(name, "_"))
	name = strings.Trim(name, " .") // hidden here, or lost on Windows
	for len(name) > nameLen {
		_, size := utf8.DecodeRuneInString(name)
		name = name[size:]
	}
	if name = strings.Trim(name, " ."); name == "" {
		return "file"
	}
	return name
}
