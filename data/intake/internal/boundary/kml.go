package boundary

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"golang.org/x/text/encoding/htmlindex"

	"hexbeat/data/intake/internal/crs"
	"hexbeat/data/intake/internal/fault"
)

// KML reads the placemarks of a KML document, in whatever folders they lie. Their name,
// description and extended data are properties. Links to other documents are never
// followed, and entities of a document's own are not known, so none can be blown up.
// system overrides what KML always is, longitude and latitude.
func KML(name string, r io.Reader, system string) (*Collection, error) {
	w := &kmlWatch{name: name, line: 1}
	b, err := load(name, r, MaxBytes, w.see)
	if err != nil {
		return nil, err
	}
	if b, err = toUTF8(bytes.TrimPrefix(b, []byte("\ufeff"))); err != nil {
		return nil, fault.OfFile(name, "not valid XML", err.Error(), "save it in UTF-8")
	}
	k := kmlReader{c: &Collection{File: name, Format: "kml", CRS: system}, b: b, at: newPlaces(b), spent: budget{name: name}}
	if system == "" {
		k.c.CRS = crs.WGS84
	}
	if err := k.walk(); err != nil {
		return nil, err
	}
	if len(k.c.Features) == 0 && k.links > 0 {
		return nil, fault.OfFile(name, "the file holds no feature", "it only points to another file on the web", "open it in a map program, and save what it shows")
	}
	return k.c, k.c.some()
}

// kmlWatch refuses a list of coordinates that is too long while it is loaded. Each
// point has a comma or two, and no tag stands between them.
type kmlWatch struct {
	name         string
	commas       int
	line, column int
}

func (w *kmlWatch) see(b []byte) error {
	for _, c := range b {
		w.column++
		switch c {
		case '<', '>':
			w.commas = 0
		case '\n':
			w.line, w.column = w.line+1, 0
		case ',':
			if w.commas++; w.commas > 2*MaxFeaturePoints {
				return tooManyPoints(w.name, w.line, w.column)
			}
		}
	}
	return nil
}

var xmlEncoding = regexp.MustCompile(`^\s*<\?xml[^>]*encoding\s*=\s*["']([^"']+)["']`)

// toUTF8 turns a document of another encoding into UTF-8, so that places in it are
// places in what is read.
func toUTF8(b []byte) ([]byte, error) {
	m := xmlEncoding.FindSubmatch(b[:min(len(b), 256)])
	if m == nil || strings.EqualFold(string(m[1]), "utf-8") {
		return b, nil
	}
	e, err := htmlindex.Get(string(m[1]))
	if err != nil {
		return nil, fmt.Errorf("the encoding %.40q is not known", m[1])
	}
	return e.NewDecoder().Bytes(b)
}

// asIs is for a decoder of what toUTF8 has turned already.
func asIs(_ string, r io.Reader) (io.Reader, error) { return r, nil }

type kmlReader struct {
	c     *Collection
	b     []byte
	at    *places
	spent budget
	links int
}

func (k *kmlReader) walk() error {
	dec := xml.NewDecoder(bytes.NewReader(k.b))
	dec.CharsetReader = asIs
	depth := 0
	for root := true; ; {
		start := int(dec.InputOffset())
		t, err := dec.Token()
		if errors.Is(err, io.EOF) && !root {
			return nil
		} else if err != nil {
			return k.xmlFault(dec, err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return tooDeep(k.c.File, dec2line(dec), 0)
			}
			switch {
			case root && !isKML(t.Name.Local):
				return fault.OfFile(k.c.File, "not a KML document", fmt.Sprintf("it is XML of the kind %.40q", t.Name.Local), "save it as KML, GeoPackage or GeoJSON")
			case t.Name.Local == "Placemark":
				if err := k.placemark(dec, t, start); err != nil {
					return err
				}
				depth--
			case t.Name.Local == "NetworkLink":
				k.links++
			}
			root = false
		case xml.EndElement:
			depth--
		}
	}
}

// isKML: the outermost element is <kml>, and old writers leave it out.
func isKML(name string) bool {
	return name == "kml" || name == "Document" || name == "Folder" || name == "Placemark"
}

func dec2line(dec *xml.Decoder) int {
	line, _ := dec.InputPos()
	return line
}

func (k *kmlReader) xmlFault(dec *xml.Decoder, err error) *fault.Fault {
	line, column := dec.InputPos()
	return &fault.Fault{File: k.c.File, Line: line, Column: column, Reason: "not valid XML", Detail: err.Error(), Hint: "export the file again"}
}

func (k *kmlReader) placemark(dec *xml.Decoder, t xml.StartElement, start int) error {
	var p placemark
	if err := dec.DecodeElement(&p, &t); err != nil {
		return k.xmlFault(dec, err)
	}
	f := Feature{Number: len(k.c.Features) + 1, Properties: p.properties(), raw: k.b[start:dec.InputOffset()]}
	f.Line, f.Column = k.at.of(start)
	g, n, err := p.geometry(0)
	if n > MaxFeaturePoints {
		return tooManyPoints(k.c.File, f.Line, f.Column)
	}
	if err != nil {
		f.fault = &fault.Fault{File: k.c.File, Line: f.Line, Column: f.Column, Reason: "the feature cannot be read", Detail: err.Error(), Hint: "export the file again"}
	}
	f.Geometry = g
	k.c.Features = append(k.c.Features, f)
	return k.spent.take(n)
}
