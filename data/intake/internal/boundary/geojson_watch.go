package boundary

// jsonWatch looks at JSON as it is loaded, and refuses what would take too much memory
// to read: brackets nested too deeply, and more positions between two braces than one
// geometry may have. Outside texts each position opens one bracket.
type jsonWatch struct {
	name          string
	depth         int
	brackets      int // opened since the last brace
	quoted, slash bool
	line, column  int
}

func newJSONWatch(name string) *jsonWatch { return &jsonWatch{name: name, line: 1} }

func (w *jsonWatch) see(b []byte) error {
	for _, c := range b {
		w.column++
		switch {
		case w.slash:
			w.slash = false
		case w.quoted:
			w.slash, w.quoted = c == '\\', c != '"'
		default:
			if err := w.structure(c); err != nil {
				return err
			}
		}
		if c == '\n' {
			w.line, w.column = w.line+1, 0
		}
	}
	return nil
}

func (w *jsonWatch) structure(c byte) error {
	switch c {
	case '"':
		w.quoted = true
	case '{':
		w.brackets = 0
		w.depth++
	case '}':
		w.brackets = 0
		w.depth--
	case '[':
		w.brackets++
		w.depth++
	case ']':
		w.depth--
	}
	switch {
	case w.depth > maxDepth:
		return tooDeep(w.name, w.line, w.column)
	case w.brackets > 2*MaxFeaturePoints: // positions and rings
		return tooManyPoints(w.name, w.line, w.column)
	}
	return nil
}
