package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"hexbeat/data"
	"hexbeat/data/intake/internal/fault"
	"hexbeat/data/intake/internal/unpack"
)

// maxLayer bounds a layer: no force has as many sites, and all of them are drawn.
const maxLayer = 200_000

// layers reads sites, named places, events or perception points into the store as one
// batch. Points and boundaries may stand in one file. Only the columns named in
// layerFields are kept; the others are listed in the report. Errors: *Fault,
// ErrIdentity, ErrUsage, ErrNothing.
func layers(ctx context.Context, s *data.Store, sc data.Scope, file string, o AreaOptions) (*AreaReport, error) {
	if o.Class != "" && !slices.Contains(data.LayerClasses[o.Kind], o.Class) {
		return nil, fmt.Errorf("%w: --class %q; classes of a %s are %s", ErrUsage, o.Class, o.Kind, strings.Join(data.LayerClasses[o.Kind], ", "))
	}
	src, err := openLayer(ctx, file, o)
	if err != nil {
		return nil, err
	}
	defer src.close()
	r := &layerReader{o: o, src: src, seen: map[string]int{}, rejects: rejects{dir: filepath.Join(s.Dir(), rejectsFolder), name: filepath.Base(file)}}
	if err := r.columns(); err != nil {
		return nil, err
	}
	if err := r.read(); err != nil {
		r.rejects.discard()
		return nil, err
	}
	rep, err := r.report()
	if err != nil {
		return rep, err
	}
	return rep, r.keep(ctx, s, sc, file, rep)
}

// layerReader reads the features of one file.
type layerReader struct {
	o       AreaOptions
	src     layerSource
	cols    columns
	notKept []string
	seen    map[string]int // by code
	found   []data.LayerFeature
	rejects rejects
}

func (r *layerReader) read() error {
	w := row{file: r.src.name(), cols: &r.cols, crs: r.o.CRS}
	if err := w.zones(); err != nil {
		return err
	}
	for {
		geometry, f, err := r.src.next(&w)
		if errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		if len(r.found)+r.rejects.count >= maxLayer {
			return fault.OfFile(r.src.name(), "too many features for a layer", fmt.Sprintf("more than %d", maxLayer), "import incidents with import incidents; split a layer by district")
		}
		var feature data.LayerFeature
		if f == nil {
			feature, f = r.feature(&w, geometry)
		}
		if f != nil {
			if err := r.rejects.add(f, r.shown(&w)); err != nil {
				return err
			}
			continue
		}
		r.found = append(r.found, feature)
	}
}

// shown is as much of a row as a rejects file may repeat: the columns that are read,
// and of perceptions none, because a broken row may hold words in any of them.
func (r *layerReader) shown(w *row) (cells []string) {
	if r.o.Kind == perception || len(w.cells) != len(r.cols.header) {
		return []string{"not shown"}
	}
	for _, i := range slices.Sorted(maps.Values(r.cols.at)) {
		cells = append(cells, cut(w.cells[i]))
	}
	return cells
}

func (r *layerReader) report() (*AreaReport, error) {
	file, err := r.rejects.close()
	if err != nil {
		return nil, err
	}
	rep := &AreaReport{Features: len(r.found) + r.rejects.count, Rejected: r.rejects.count, Reasons: maps.Clone(r.rejects.by), RejectsFile: file,
		NotKept: r.notKept, Faults: r.rejects.first}
	rep.Format, rep.CRS = r.src.format()
	if read, ok := r.src.(*layerFeatures); ok {
		rep.Layer, rep.Notes = read.c.Layer, read.c.Notes
	}
	if rep.Reasons == nil {
		rep.Reasons = map[string]int{}
	}
	switch {
	case len(r.found) > 0:
		return rep, nil
	case len(r.rejects.first) > 0:
		return rep, errors.Join(ErrNothing, r.rejects.first[0])
	}
	return rep, errors.Join(ErrNothing, fault.OfFile(r.src.name(), "the file holds no feature", "", "export it again"))
}

func (r *layerReader) keep(ctx context.Context, s *data.Store, sc data.Scope, file string, rep *AreaReport) error {
	sum, err := unpack.Digest([]string{file})
	if err != nil {
		return err
	}
	im, err := s.BeginImport(ctx, sc, data.Batch{Kind: "areas", Source: string(r.o.Kind), File: filepath.Base(file), SHA256: sum})
	if err != nil {
		return err
	}
	for _, f := range r.found {
		if err := im.AddLayer(ctx, f); err != nil {
			return errors.Join(err, im.Abort(ctx))
		}
	}
	info, err := im.Commit(ctx, rep.Rejected, sum)
	if err != nil {
		return err
	}
	rep.Accepted, rep.Batch = info.Accepted, info.ID
	if label, err := s.Label(ctx, sc); err == nil {
		rep.Snapshot = label
	}
	return nil
}
