package web

import (
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/labstack/echo/v4"

	"hexbeat/data"
)

const (
	// maxUpload is how much one form may bring, 2 GiB: a force's ten years of reports.
	maxUpload = 2 << 30
	// maxFiles is how many files that may be: ten years of months, and then some.
	maxFiles = 500
	// uploadPath takes files; the limit on other forms does not hold there.
	uploadPath = "/data/import"
	// maxField is the length of a field beside the files.
	maxField = 1 << 10
	// patience is how long a sender may pause.
	patience = time.Minute
)

var errTooLarge = errors.New("web: more was sent than one form may bring")

// takeFiles answers POST /data/import: it lays what is sent aside, reading it as it
// comes, and goes to the page that shows how it would be read.
func (s *Server) takeFiles(c echo.Context) error {
	if s.uploads == nil {
		return s.bringAgain(c, http.StatusConflict, bringForm{}, errNoFolder)
	}
	if err := s.uploads.room(); err != nil {
		return s.bringAgain(c, http.StatusConflict, bringForm{}, err)
	}
	s.beSlow(c)
	u := &upload{ID: newID()}
	form, err := s.receive(c, u)
	if err == nil {
		err = form.check(u)
	}
	if err == nil {
		what := fmt.Sprintf("upload %s: %s to be read as %s", u.ID, strings.Join(u.names(), ", "), u.Kind)
		err = s.store.Audit(c.Request().Context(), scopeOf(c), data.Collect, what)
	}
	if err != nil {
		s.uploads.remove(u.ID)
		var p *problem
		if errors.As(err, &p) {
			return err
		}
		return s.bringAgain(c, 0, form, err)
	}
	s.uploads.add(u)
	return c.Redirect(http.StatusSeeOther, importPath(u.ID))
}

func importPath(id string) string { return uploadPath + "/" + id }

// beSlow lifts the limits on the time a request takes, which were made for short
// ones: from now on the sender may not pause, but take as long as it needs.
func (s *Server) beSlow(c echo.Context) {
	rc := http.NewResponseController(c.Response())
	c.Request().Body = &unhurried{c.Request().Body, func() {
		rc.SetReadDeadline(time.Now().Add(patience)) // where there is no socket there is no deadline either
		rc.SetWriteDeadline(time.Now().Add(2 * patience))
	}}
}

type unhurried struct {
	io.ReadCloser
	extend func()
}

func (u *unhurried) Read(p []byte) (int, error) {
	u.extend()
	return u.ReadCloser.Read(p)
}

// capped fails with errTooLarge where io.LimitReader would end without a word.
type capped struct {
	r    io.Reader
	left int64
}

func (c *capped) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	if c.left -= int64(n); c.left < 0 {
		return 0, errTooLarge
	}
	return n, err
}

// receive reads the form part by part: files to disk, fields into the form.
func (s *Server) receive(c echo.Context, u *upload) (form bringForm, err error) {
	r := c.Request()
	parts, err := r.MultipartReader()
	if err != nil {
		return form, badRequest("bad_form", "The form could not be read. Go back and send it again.")
	}
	body := &capped{left: s.opt.MaxUpload}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return form, nil
		} else if err != nil {
			return form, brokenOff(err)
		}
		body.r = part
		if err := s.part(u, &form, part, body); err != nil {
			if errors.Is(err, errTooLarge) { // read on, so that the sender hears the answer
				io.Copy(io.Discard, io.LimitReader(r.Body, s.opt.MaxUpload))
			}
			return form, err
		}
	}
}

// part takes one field or file.
func (s *Server) part(u *upload, form *bringForm, part *multipart.Part, body io.Reader) error {
	switch part.FormName() {
	case "kind":
		text, err := io.ReadAll(io.LimitReader(part, maxField))
		if err != nil {
			return brokenOff(err)
		}
		form.Kind = intakeKind(strings.TrimSpace(string(text)))
		return nil
	case "file":
		if part.FileName() == "" { // a form sent without choosing one
			return nil
		}
		if len(u.Files) == maxFiles {
			return errTooMany
		}
		f, err := s.uploads.lay(u.ID, len(u.Files), part.FileName(), body)
		if err != nil {
			return brokenOff(err)
		}
		u.Files = append(u.Files, f)
		return nil
	}
	return badRequest("unknown_field", "There is no field “%s” in this form.", part.FormName())
}

// brokenOff tells a form that ended half-way from a fault of ours.
func brokenOff(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return badRequest("broken_off", "The file did not arrive whole. Nothing of it was kept. Send it again.")
	}
	return err
}

// bringForm is the form that brings a file in, as it was filled in.
type bringForm struct {
	Kind   intakeKind
	Errors []formError
}

// Fault is what is wrong with a field, or empty.
func (f bringForm) Fault(field string) string {
	if i := slices.IndexFunc(f.Errors, func(e formError) bool { return e.Field == field }); i >= 0 {
		return f.Errors[i].Message
	}
	return ""
}

var errForm = errors.New("web: the form is not complete")

// check says what is missing, and gives the upload its kind.
func (f *bringForm) check(u *upload) error {
	if len(u.Files) == 0 {
		f.Errors = append(f.Errors, formError{"file", "Choose a file"})
	}
	for _, file := range u.Files {
		if file.Bytes == 0 {
			f.Errors = append(f.Errors, formError{"file", "“" + file.Name + "” is empty. Export it again"})
		}
	}
	if !slices.ContainsFunc(intakeKinds, func(k kindChoice) bool { return k.Kind == f.Kind }) {
		f.Errors = append(f.Errors, formError{"kind", "Say what is in the file"})
	} else if len(u.Files) > 1 && f.Kind != incidentsKind {
		f.Errors = append(f.Errors, formError{"file", "Bring in one file at a time, unless they are reports"})
	}
	if len(f.Errors) > 0 {
		return errForm
	}
	u.Kind = f.Kind
	return nil
}

// bringAgain shows the Data page with what is wrong with the form. A fault of ours is
// not among it.
func (s *Server) bringAgain(c echo.Context, status int, form bringForm, err error) error {
	refuse := func(code int, words string) {
		status = code
		form.Errors = append(form.Errors, formError{"file", words})
	}
	switch {
	case errors.Is(err, errForm):
		status = http.StatusUnprocessableEntity
	case errors.Is(err, errNoFolder):
		refuse(status, "Nothing can be brought in here")
	case errors.Is(err, errTooMany):
		refuse(http.StatusConflict, fmt.Sprintf("Too many files are waiting. At most %d forms wait at a time, with %d files each. Bring one in or discard one first", mostWaiting, maxFiles))
	case errors.Is(err, errTooLarge):
		refuse(http.StatusRequestEntityTooLarge, "What you chose is larger than "+bytesWords(s.opt.MaxUpload)+". Nothing of it was kept. Bring it in in parts")
	case errors.Is(err, syscall.ENOSPC):
		refuse(http.StatusInsufficientStorage, "The disk is full. Nothing of the file was kept. Make room and send it again")
	default:
		return err
	}
	return s.showData(c, status, form)
}

// bytesWords is a size as people say it.
func bytesWords(n int64) string {
	switch {
	case n >= 1<<30:
		return decimal(float64(n)/(1<<30)) + " GB"
	case n >= 1<<20:
		return decimal(float64(n)/(1<<20)) + " MB"
	case n >= 1<<10:
		return decimal(float64(n)/(1<<10)) + " KB"
	}
	return plural(int(n), "byte", "bytes")
}
