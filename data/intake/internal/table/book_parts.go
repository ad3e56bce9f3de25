package table

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"

	"hexbeat/data/intake/internal/fault"
	"hexbeat/data/intake/internal/unpack"
)

// Bounds of a workbook. Its packed bytes and the parts that are not sheets lie in
// memory; a sheet or the list of texts does so up to largePart, beyond it goes to a
// temporary file. Everything else in a workbook of a million rows is far smaller.
const (
	maxBook   = 256 << 20 // packed
	maxSheets = 2 << 30   // unpacked
	maxParts  = 256 << 20 // of what lies in memory, unpacked
	maxPart   = 32 << 20  // of one part that is parsed whole
	largePart = 16 << 20
)

// part is what a look at a sheet's XML tells.
type part struct {
	last    int // number of its last row
	unknown int // formulas whose value nobody has worked out
}

// checkParts reads every part of a workbook to its end, which shows damage that the
// library would pass over as the end of a sheet, and bounds what they take. The
// answer is by a part's path. Errors: *fault.Fault.
func checkParts(name string, z *zip.Reader) (map[string]part, error) {
	if err := unpack.CheckArchive(name, z); err != nil {
		return nil, err
	}
	var all, memory uint64
	parts := map[string]part{}
	for _, f := range z.File {
		p := strings.ReplaceAll(f.Name, `\`, "/")
		streamed := strings.HasPrefix(strings.ToLower(p), "xl/worksheets/sheet") || strings.EqualFold(p, "xl/sharedStrings.xml")
		all += f.UncompressedSize64
		if !streamed || f.UncompressedSize64 <= largePart {
			memory += f.UncompressedSize64
		}
		whole := !streamed && (strings.HasSuffix(p, ".xml") || strings.HasSuffix(p, ".rels"))
		if all > maxSheets || memory > maxParts || whole && f.UncompressedSize64 > maxPart {
			return nil, fault.OfFile(name, "the workbook is too large", fmt.Sprintf("%s, %d MB unpacked", p, f.UncompressedSize64>>20), "save the sheet as CSV UTF-8")
		}
		found, err := checkPart(f)
		if err != nil {
			return nil, fault.OfFile(name, "the workbook is damaged", p+": "+err.Error(), "fetch it again, or open it in the spreadsheet program and save it again")
		}
		parts[p] = found
	}
	return parts, nil
}

var (
	rowNumber = regexp.MustCompile(`^.row [^>]*?\br="(\d+)"`)
	unworked  = [][]byte{[]byte("</f></c>"), []byte("</f><v/>"), []byte("</f><v></v>")}
)

// checkPart reads a part to its end. Between stretches it keeps as much as a row's
// tag may take, so that none is cut in two.
func checkPart(f *zip.File) (found part, err error) {
	in, err := f.Open()
	if err != nil {
		return found, err
	}
	defer in.Close()
	const overlap = 512
	buf := make([]byte, overlap+headSize)
	for kept := 0; ; {
		n, err := in.Read(buf[kept:])
		b := buf[:kept+n]
		found.look(b, kept)
		if err == io.EOF {
			return found, nil
		} else if err != nil {
			return found, err
		}
		kept = copy(buf, b[max(0, len(b)-overlap):])
	}
}

// look takes in a stretch of which kept bytes were seen before.
func (p *part) look(b []byte, kept int) {
	for _, sign := range unworked {
		p.unknown += bytes.Count(b[max(0, kept-len(sign)+1):], sign)
	}
	tag := max(bytes.LastIndex(b, []byte("<row ")), bytes.LastIndex(b, []byte(":row ")))
	if tag < 0 {
		return
	}
	if m := rowNumber.FindSubmatch(b[tag:]); m != nil {
		if n, err := strconv.Atoi(string(m[1])); err == nil {
			p.last = n
		}
	}
}

// sheetParts finds in which part each sheet lies, by its name.
func sheetParts(z *zip.Reader) map[string]string {
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"id,attr"`
		} `xml:"sheets>sheet"`
	}
	var rels struct {
		Relationships []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	if readXML(z, "xl/workbook.xml", &book) != nil || readXML(z, "xl/_rels/workbook.xml.rels", &rels) != nil {
		return nil // laid out in another way: then there is nothing to compare with
	}
	out := map[string]string{}
	for _, s := range book.Sheets {
		for _, r := range rels.Relationships {
			if r.ID == s.ID {
				out[s.Name] = strings.TrimPrefix(path.Join("/xl", r.Target), "/")
				if strings.HasPrefix(r.Target, "/") {
					out[s.Name] = r.Target[1:]
				}
			}
		}
	}
	return out
}

func readXML(z *zip.Reader, name string, v any) error {
	f, err := z.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	return xml.NewDecoder(f).Decode(v)
}
