package table

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"

	"hexbeat/data/intake/internal/fault"
	"hexbeat/data/intake/internal/unpack"
)

// coding is how the bytes of a text stand for characters.
type coding struct {
	name   string
	bytes  *charmap.Charmap  // a byte a character, ASCII among them: cells are decoded one by one
	stream encoding.Encoding // decoded before anything is cut
	bom    int               // bytes of the mark at the beginning
	open   bool              // UTF-8 as far as has been seen, which was ASCII alone
}

var utf8Coding = coding{name: "UTF-8"}

// codingNamed is the encoding a user asks for. Errors: fault.ErrUsage.
func codingNamed(name string, head []byte) (coding, error) {
	enc, err := htmlindex.Get(name)
	if err != nil {
		return coding{}, fmt.Errorf("%w: encoding %q is not known; write utf-8, utf-16le, utf-16be or windows-1252", fault.ErrUsage, name)
	}
	canonical, err := htmlindex.Name(enc)
	if err != nil {
		canonical = strings.ToLower(name)
	}
	switch canonical {
	case "utf-8":
		c := utf8Coding
		c.bom = bomSize(head)
		return c, nil
	case "utf-16le":
		return utf16Coding(unicode.LittleEndian), nil
	case "utf-16be":
		return utf16Coding(unicode.BigEndian), nil
	}
	if m, ok := enc.(*charmap.Charmap); ok {
		return coding{name: canonical, bytes: m}, nil
	}
	return coding{name: canonical, stream: enc}, nil
}

func utf16Coding(e unicode.Endianness) coding {
	name := "UTF-16LE"
	if e == unicode.BigEndian {
		name = "UTF-16BE"
	}
	return coding{name: name, stream: unicode.UTF16(e, unicode.UseBOM)}
}

func bomSize(head []byte) int {
	if bytes.HasPrefix(head, []byte("\ufeff")) {
		return 3
	}
	return 0
}

// detectCoding tells the encoding of a text by its beginning, and where that is
// neither ASCII nor UTF-8 by the whole of it.
func detectCoding(item unpack.Item, head []byte) (coding, error) {
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return utf16Coding(unicode.LittleEndian), nil
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return utf16Coding(unicode.BigEndian), nil
	case bomSize(head) > 0:
		c := utf8Coding
		c.bom = 3
		return c, nil
	}
	if c, ok := wide(head); ok {
		return c, nil
	}
	var t tally
	t.add(head)
	switch {
	case t.good == 0 && t.bad == 0:
		c := utf8Coding
		c.open = true
		return c, nil
	case t.bad == 0:
		return utf8Coding, nil
	}
	return tallied(item)
}

// wide tells whether a text without a mark is UTF-16: nearly every second byte of
// European text is nought then, and none of the others.
func wide(head []byte) (coding, bool) {
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i&1]++
		}
	}
	switch half := len(head) / 2; {
	case zeros[1] > half/2 && zeros[0] <= zeros[1]/50:
		return utf16Coding(unicode.LittleEndian), true
	case zeros[0] > half/2 && zeros[1] <= zeros[0]/50:
		return utf16Coding(unicode.BigEndian), true
	}
	return coding{}, false
}

// tally counts the characters beyond ASCII that are UTF-8, and the bytes that are not.
type tally struct {
	good, bad int
	cut       []byte // a character that the last stretch ended in
}

func (t *tally) add(b []byte) {
	if len(t.cut) > 0 {
		b = append(t.cut, b...)
		t.cut = nil
	}
	for len(b) > 0 {
		if b[0] < utf8.RuneSelf {
			i := 1
			for i < len(b) && b[i] < utf8.RuneSelf {
				i++
			}
			b = b[i:]
			continue
		}
		if !utf8.FullRune(b) {
			t.cut = bytes.Clone(b)
			return
		}
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			t.bad++
		} else {
			t.good++
		}
		b = b[n:]
	}
}

// tallied reads a whole text to tell UTF-8 with broken characters from Windows-1252,
// in which hardly any sequence is UTF-8 by chance.
func tallied(item unpack.Item) (coding, error) {
	body, err := item.Open()
	if err != nil {
		return coding{}, unreadable(item.Name, err, "check the name and that you may read it")
	}
	defer body.Close()
	var t tally
	buf := make([]byte, headSize)
	for {
		n, err := body.Read(buf)
		t.add(buf[:n])
		if err == io.EOF {
			break
		}
		if err != nil {
			return coding{}, unreadable(item.Name, err, "fetch it again")
		}
	}
	if t.good*10 > t.bad { // broken characters are refused row by row; misread ones would be kept
		return utf8Coding, nil
	}
	return coding{name: "windows-1252", bytes: charmap.Windows1252}, nil
}

// decode turns a cell into UTF-8. ok is false when it holds a byte that the encoding
// does not have; such bytes decode to control characters that no text holds.
func (c *coding) decode(cell string) (_ string, ok bool) {
	ascii := true
	for i := 0; i < len(cell) && ascii; i++ {
		ascii = cell[i] < utf8.RuneSelf
	}
	if ascii {
		return cell, true
	}
	var b strings.Builder
	for i := range len(cell) {
		r := c.bytes.DecodeByte(cell[i])
		if r == utf8.RuneError || r >= 0x80 && r < 0xa0 {
			return cell, false
		}
		b.WriteRune(r)
	}
	return b.String(), true
}
