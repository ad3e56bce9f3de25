package web

import (
	"errors"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"

	"hexbeat/data"
	"hexbeat/data/intake"
)

// sampleRefusal is why the folder of the invented borough takes nothing in.
const sampleRefusal = "This folder holds the invented borough; nothing can be brought into it"

// readerFault is what a reader says of a file, for a page: without the folder the file
// lies in and without the command line's switches.
type readerFault struct{ What, Where, Do string }

// Say is all of it in full sentences.
func (f readerFault) Say() string {
	text := stopped(f.What)
	if f.Where != "" {
		text = f.Where + ": " + text
	}
	if f.Do != "" {
		text += " " + stopped(f.Do)
	}
	return text
}

// stopped is a sentence with its full stop.
func stopped(text string) string {
	text = upperFirst(strings.TrimSpace(text))
	if text == "" || strings.HasSuffix(text, ".") {
		return text
	}
	return text + "."
}

// explain puts what stopped a reader into words. What is no refusal but a failure of
// ours is told without its cause.
func (u *upload) explain(err error) readerFault {
	var fault *intake.Fault
	switch {
	case errors.Is(err, data.ErrSample):
		return readerFault{What: sampleRefusal}
	case errors.Is(err, intake.ErrIdentity):
		return readerFault{What: u.plain(err.Error())}
	case errors.As(err, &fault):
		f := *fault
		f.Detail, f.Hint = u.plain(f.Detail), u.plain(f.Hint)
		return told(&f, len(u.Files) > 1)
	case errors.Is(err, intake.ErrUsage), errors.Is(err, intake.ErrFile), errors.Is(err, intake.ErrNothing):
		return readerFault{What: u.plain(err.Error())}
	case errors.Is(err, syscall.ENOSPC):
		return readerFault{What: "The disk is full", Do: "Make room and try again"}
	}
	return readerFault{What: "Something went wrong on our side", Do: "Try again. If it happens again, start Hexbeat anew and look at what it writes"}
}

// refusal reports whether an error says something about the file or the choices, and
// not about us.
func refusal(err error) bool {
	for _, known := range []error{data.ErrSample, intake.ErrIdentity, intake.ErrUsage, intake.ErrFile, intake.ErrNothing, syscall.ENOSPC} {
		if errors.Is(err, known) {
			return true
		}
	}
	return false
}

// told is one fault for a page; it names the file where there are many.
func told(f *intake.Fault, many bool) readerFault {
	out := readerFault{What: upperFirst(plainWords(f.Reason)), Do: upperFirst(plainWords(f.Hint))}
	if f.Field != "" {
		out.What += " in column “" + f.Field + "”"
	}
	if f.Detail != "" {
		out.What += ": " + plainWords(f.Detail)
	}
	if f.Line > 0 {
		out.Where = "Line " + number(f.Line)
	}
	if many {
		out.Where = strings.TrimSuffix(filepath.Base(filepath.FromSlash(f.File))+", "+lowerFirst(out.Where), ", ")
	}
	return out
}

// switches are the command line's names for what the page asks with words of its own.
var switches = regexp.MustCompile(`--([a-z]+(?:-[a-z]+)*)`)

// plain takes the folder of the upload out of a message, too.
func (u *upload) plain(text string) string {
	for _, f := range u.Files {
		text = strings.ReplaceAll(text, f.Path, f.Name)
	}
	return plainWords(text)
}

// plainWords takes the packages' names and the command line out of a message.
func plainWords(text string) string {
	text = strings.TrimPrefix(strings.ReplaceAll(text, "intake: ", ""), "the import was asked for wrongly: ")
	return switches.ReplaceAllStringFunc(text, switchWords)
}

// switchWords is what the page calls a switch of the command line.
func switchWords(s string) string {
	if words, ok := map[string]string{"--map": "the table of columns", "--crs": "the coordinate system", "--tz": "the time zone", "--as-at": "the date of the extract",
		"--drop-columns": "the columns to strip:", "--code-field": "the column with codes", "--name-field": "the column with names",
		"--kind": "the kind of areas", "--source": "the name of the source", "--profile": "the kind of file", "--month-first": "the order of dates", "--sheet": "the sheet",
		"--separator": "the sign between cells", "--encoding": "the encoding", "--header-line": "the line that names the columns", "--format": "what the file is",
		"--class": "what each of them is", "--layer": "the layer", "--geometry-field": "the column with shapes", "--dry-run": "this page"}[s]; ok {
		return words
	}
	return strings.TrimPrefix(s, "--")
}
