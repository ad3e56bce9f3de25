package unpack

import (
	"archive/zip"
	"fmt"
	"io"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"

	"hexbeat/data/intake/internal/fault"
)

// zipItems lists the tables in a .zip file in the order of their names. Its directory
// is read once, however many tables it names.
func zipItems(file, name string) ([]Item, error) {
	a, err := openArchive(file, name)
	if err != nil {
		return nil, err
	}
	defer a.release()
	if slices.ContainsFunc(a.zip.File, isBook) {
		return nil, fault.OfFile(name, "the file is not what its name says", "it is a workbook", "give it the ending .xlsx")
	}
	var out []Item
	var left []string
	for _, f := range a.zip.File {
		ext := strings.ToLower(path.Ext(f.Name))
		inner := name + "/" + f.Name
		switch {
		case beside(f):
		case slices.Contains(packed, ext):
			return nil, fault.OfFile(inner, "a packed file lies inside a packed file", "", "unpack the outer one and import what it holds")
		case !slices.Contains([]string{".csv", ".tsv", ".tab", ".txt", ".xlsx", ".geojson"}, ext):
			left = append(left, f.Name)
		case f.Flags&1 != 0:
			return nil, fault.OfFile(inner, "the file has a password", "", "unpack it with the password and import what it holds")
		default:
			out = append(out, Item{inner, ext, func() (io.ReadCloser, error) { return a.open(f, inner) }})
		}
	}
	if len(out) == 0 {
		return nil, fault.OfFile(name, "the zip file holds no table", held(left), "it should hold .csv, .tsv, .txt, .xlsx or .geojson files")
	}
	slices.SortStableFunc(out, func(a, b Item) int { return strings.Compare(a.Name, b.Name) })
	return out, nil
}

// paper is what people put beside their tables.
var paper = regexp.MustCompile(`(?i)^(read[-_ ]?me|licen[cs]e|copying|notice|changes|about)\b.*\.txt$`)

// beside tells whether an entry is none of the sender's tables: a folder, a note, or
// what systems put there.
func beside(f *zip.File) bool {
	base := path.Base(strings.ReplaceAll(f.Name, `\`, "/"))
	return f.FileInfo().IsDir() || strings.HasPrefix(base, ".") || strings.HasPrefix(base, "~$") ||
		strings.HasPrefix(f.Name, "__MACOSX/") || paper.MatchString(base)
}

func held(names []string) string {
	if len(names) == 0 {
		return ""
	}
	more := ""
	if len(names) > 3 {
		names, more = names[:3], " and others"
	}
	return "it holds " + strings.Join(names, ", ") + more
}

// archive is an open .zip file; it is closed with the last of its entries, and
// opened again for the next one.
type archive struct {
	file string
	f    *os.File
	uses int
	zip  *zip.Reader
}

func openArchive(file, name string) (*archive, error) {
	a := &archive{file: file}
	if err := a.use(); err != nil {
		return nil, unreadable(name, err)
	}
	err := a.directory(name)
	if err != nil {
		a.release()
		return nil, err
	}
	return a, nil
}

// directory reads the list of entries and adds up what they say they unpack to;
// archive/zip holds them to their word.
func (a *archive) directory(name string) error {
	info, err := a.f.Stat()
	if err != nil {
		return unreadable(name, err)
	}
	if a.zip, err = zip.NewReader(a, info.Size()); err != nil {
		return fault.OfFile(name, "the zip file is damaged", err.Error(), "fetch it again")
	}
	return CheckArchive(name, a.zip)
}

// CheckArchive refuses an archive of too many entries, or of what would unpack to too
// much. Errors: *fault.Fault.
func CheckArchive(name string, z *zip.Reader) error {
	if len(z.File) > maxEntries {
		return fault.OfFile(name, "the zip file holds too many files", fmt.Sprintf("%d; at most %d are read", len(z.File), maxEntries), "split it")
	}
	var all uint64
	for _, f := range z.File {
		if f.UncompressedSize64 > maxUnpacked {
			return CheckBounds(name, 0, maxUnpacked+1)
		}
		all += f.UncompressedSize64
		if err := CheckBounds(name+"/"+f.Name, int64(f.CompressedSize64), int64(f.UncompressedSize64)); err != nil {
			return err
		}
	}
	if all > maxUnpacked {
		return CheckBounds(name, 0, maxUnpacked+1)
	}
	return nil
}

func (a *archive) use() (err error) {
	if a.uses == 0 {
		if a.f, err = os.Open(a.file); err != nil {
			return err
		}
	}
	a.uses++
	return nil
}

func (a *archive) release() error {
	if a.uses--; a.uses > 0 {
		return nil
	}
	return a.f.Close()
}

// ReadAt implements io.ReaderAt.
func (a *archive) ReadAt(p []byte, off int64) (int, error) { return a.f.ReadAt(p, off) }

// open opens an entry, not by its name: names may stand twice in a zip file, or be
// written with backslashes.
func (a *archive) open(entry *zip.File, name string) (io.ReadCloser, error) {
	if err := a.use(); err != nil {
		return nil, err
	}
	in, err := entry.Open()
	if err != nil {
		a.release()
		return nil, fault.OfFile(name, "the zip file is damaged", err.Error(), "fetch it again")
	}
	return &bounded{r: in, close: func() error { in.Close(); return a.release() },
		packed: func() int64 { return int64(entry.CompressedSize64) }, name: name}, nil
}

// workbook tells whether a zip file is an .xlsx workbook.
func workbook(file string) bool {
	z, err := zip.OpenReader(file)
	if err != nil {
		return false
	}
	defer z.Close()
	return slices.ContainsFunc(z.File, isBook)
}

func isBook(f *zip.File) bool { return strings.EqualFold(f.Name, "xl/workbook.xml") }
