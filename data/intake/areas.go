package intake

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"github.com/paulmach/orb"

	"hexbeat/data"
	"hexbeat/data/intake/internal/boundary"
	"hexbeat/data/intake/internal/unpack"
	"hexbeat/geo"
	"hexbeat/geo/pspo"
)

// AreaOptions says how to read an area file.
type AreaOptions struct {
	Kind      geo.Kind
	CRS       string // overrides the file's own
	CodeField string
	NameField string
	ValidFrom time.Time // vintage; zero for "always"

	Layer         string // of a file that holds several
	GeometryField string // column of WKT in a .csv

	// Of sites, places, events and perception points only:
	Class       string   // of every feature, where the file does not say
	DropColumns []string // columns about people to strip
}

// AreaReport says what came of an area file: Features = Accepted + Rejected.
type AreaReport struct {
	Features int            `json:"features"`
	Accepted int            `json:"accepted"`
	Rejected int            `json:"rejected"`
	Format   string         `json:"format"`
	CRS      string         `json:"crs"`   // the system the file was read in
	Layer    string         `json:"layer"` // empty where the format has none
	Notes    []string       `json:"notes,omitempty"`
	Reasons  map[string]int `json:"reasons"`
	Batch    int64          `json:"batch"`
	Snapshot string         `json:"snapshot"`
	NotKept  []string       `json:"notKept,omitempty"` // columns that nothing is kept of
	// Of sites, places, events and perception points only:
	RejectsFile string `json:"rejectsFile,omitempty"`
	// Faults are the first rejected areas.
	Faults []*Fault `json:"-"`
}

// AreaKinds are the kinds that can be imported.
var AreaKinds = []geo.Kind{geo.Ward, geo.Borough, geo.LSOA, geo.Neighbourhood, geo.PSPO, geo.Exclusion, geo.SafeZone, geo.Site, geo.Place, geo.Event, geo.Perception}

// Areas reads boundaries into the store as one batch. A feature whose boundary is
// not valid is rejected, with the place of the fault. Errors: *Fault, ErrUsage
// (also when the code or name column is not clear), ErrNothing.
func Areas(ctx context.Context, s *data.Store, sc data.Scope, file string, o AreaOptions) (*AreaReport, error) {
	if !slices.Contains(AreaKinds, o.Kind) {
		return nil, fmt.Errorf("%w: --kind %q; kinds are %v", ErrUsage, o.Kind, AreaKinds)
	}
	if slices.Contains(data.LayerKinds, o.Kind) {
		return layers(ctx, s, sc, file, o)
	}
	c, err := boundary.Read(ctx, file, boundary.Options{CRS: o.CRS, Layer: o.Layer, GeometryField: o.GeometryField})
	if err != nil {
		return nil, err
	}
	code, name, err := areaFields(c, o)
	if err != nil {
		return nil, err
	}
	standing, err := s.Areas(ctx, sc)
	if err != nil {
		return nil, err
	}
	if f := swapped(c, standing); f != nil {
		return nil, f
	}
	rep := &AreaReport{Features: len(c.Features), Format: c.Format, CRS: c.CRS, Layer: c.Layer, Notes: c.Notes, Reasons: map[string]int{}}
	rep.NotKept = c.Keep(append([]string{code, name}, orderFields...)...)
	k := areaKeeper{s: s, sc: sc, o: o, c: c, file: file, code: code, name: name, seen: map[string]bool{}}
	for i := range c.Features {
		fault, err := k.keep(ctx, i)
		if err != nil {
			return nil, errors.Join(err, k.abort(ctx))
		}
		if fault != nil {
			rep.reject(fault)
		}
	}
	if k.im == nil {
		return rep, errors.Join(ErrNothing, rep.Faults[0])
	}
	return rep, k.commit(ctx, rep)
}

// shownFaults is how many rejected areas a report holds; the counts have them all.
const shownFaults = 200

func (r *AreaReport) reject(f *Fault) {
	r.Rejected++
	r.Reasons[f.Reason]++
	if len(r.Faults) < shownFaults {
		r.Faults = append(r.Faults, f)
	}
}

// areaFault is what is wrong with an area's boundary, nil when nothing is.
func areaFault(c *boundary.Collection, i int, mp orb.MultiPolygon) *Fault {
	err := geo.Validate(mp)
	if err == nil {
		return nil
	}
	reason := "the boundary is not valid"
	if ge, ok := errors.AsType[*geo.GeometryError](err); ok {
		reason = "boundary: " + ge.Reason
	}
	return c.Fault(i, reason, err.Error(), "mend it where the message points and import the file again")
}

// areaKeeper puts areas into the store one by one, so that no second copy of a file
// is held. The batch begins with the first of them.
type areaKeeper struct {
	s          *data.Store
	sc         data.Scope
	o          AreaOptions
	c          *boundary.Collection
	file       string
	code, name string // fields
	seen       map[string]bool
	sum        string
	im         *data.Import
}

// keep keeps feature i, unless it has a fault.
func (k *areaKeeper) keep(ctx context.Context, i int) (*Fault, error) {
	a, f := k.area(i)
	if f == nil && k.seen[a.Code] {
		f = k.c.Fault(i, "the code stands twice in the file", fmt.Sprintf("%s (%s)", a.Name, a.Code),
			"join the parts of one area into one feature, or name the field of codes with --code-field")
	}
	k.seen[a.Code] = true
	if f != nil {
		return f, nil
	}
	if k.im == nil {
		if err := k.begin(ctx); err != nil {
			return nil, err
		}
	}
	source := k.c.Source
	if k.o.Kind == geo.PSPO { // an order does not keep the coordinate system beside it
		source = k.c.SourceAlone
	}
	var err error
	if a.Source, err = source(i); err != nil {
		return nil, err
	}
	if k.o.Kind == geo.PSPO {
		return nil, k.im.AddOrder(ctx, orderFrom(a, k.c.Features[i].Properties))
	}
	return nil, k.im.AddArea(ctx, a)
}

// area is feature i as an area, without its source.
func (k *areaKeeper) area(i int) (geo.Area, *Fault) {
	p := k.c.Features[i].Properties
	a := geo.Area{Kind: k.o.Kind, ValidFrom: k.o.ValidFrom, SourceCRS: k.c.CRS}
	a.Code, a.Name = text(p[k.code]), text(p[k.name])
	if a.Code == "" {
		a.Code = fmt.Sprintf("%s-%d", k.o.Kind, i+1)
	}
	if a.Name == "" {
		a.Name = a.Code
	}
	mp, f := k.c.Area(i)
	if f == nil {
		f = areaFault(k.c, i, mp)
	}
	if f != nil {
		f.Detail = fmt.Sprintf("%s (%s): %s", a.Name, a.Code, f.Detail)
		return a, f
	}
	a.Geometry = mp
	return a, nil
}

func (k *areaKeeper) begin(ctx context.Context) (err error) {
	if k.sum, err = unpack.Digest([]string{k.file}); err != nil {
		return err
	}
	kind := "areas"
	if k.o.Kind == geo.PSPO {
		kind = "orders"
	}
	k.im, err = k.s.BeginImport(ctx, k.sc, data.Batch{Kind: kind, Source: string(k.o.Kind), File: filepath.Base(k.file), SHA256: k.sum})
	return err
}

func (k *areaKeeper) abort(ctx context.Context) error {
	if k.im == nil {
		return nil
	}
	return k.im.Abort(ctx)
}

func (k *areaKeeper) commit(ctx context.Context, rep *AreaReport) error {
	info, err := k.im.Commit(ctx, rep.Rejected, k.sum)
	if err != nil {
		return err
	}
	rep.Accepted, rep.Batch = info.Accepted, info.ID
	if label, err := k.s.Label(ctx, k.sc); err == nil {
		rep.Snapshot = label
	}
	return nil
}

// Received is a boundary as it was received: the source of a geo.Area or a pspo.Order,
// with the coordinate system it is in. system is what is known beside the source, and
// may be empty. The numbers are those that came; heights are left out.
func Received(source []byte, system string) (orb.MultiPolygon, string, error) {
	return boundary.ReceivedArea(source, system)
}

// orderFields are what a bare boundary may say of its order.
var orderFields = []string{"authority", "made", "in_force", "until", "status"}

// orderFrom makes the least record of an order that comes as a bare boundary with
// properties p. What the file does not say stays unsaid: without a status it is only
// proposed.
func orderFrom(a geo.Area, p map[string]any) pspo.Order {
	o := pspo.Order{ID: a.Code, Title: a.Name, Type: "ordinary", Status: pspo.Proposed, Geometry: a.Geometry, AreaSource: a.Source}
	o.Authority, o.Made, o.InForce, o.Until = text(p["authority"]), text(p["made"]), text(p["in_force"]), text(p["until"])
	if st := pspo.Status(text(p["status"])); st != "" {
		o.Status = st
	}
	if o.Validate() != nil { // a date or status that is none of ours is left out rather than guessed
		o.Status, o.Made, o.InForce, o.Until = pspo.Proposed, "", "", ""
	}
	return o
}
