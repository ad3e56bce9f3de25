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
	// Of sites, places, events and perception points only:
	RejectsFile string   `json:"rejectsFile,omitempty"`
	NotKept     []string `json:"notKept,omitempty"` // columns that are no part of a layer
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
	c, err := boundary.Read(file, boundary.Options{CRS: o.CRS, Layer: o.Layer, GeometryField: o.GeometryField})
	if err != nil {
		return nil, err
	}
	codeField, nameField, err := areaFields(c, o)
	if err != nil {
		return nil, err
	}
	rep := &AreaReport{Features: len(c.Features), Format: c.Format, CRS: c.CRS, Layer: c.Layer, Notes: c.Notes, Reasons: map[string]int{}}
	k := areaKeeper{s: s, sc: sc, kind: o.Kind, file: file}
	seen := map[string]bool{}
	for i := range c.Features {
		a, fault := area(c, i, o, codeField, nameField)
		if fault == nil && seen[a.Code] {
			fault = c.Fault(i, "the code stands twice in the file", fmt.Sprintf("%s (%s)", a.Name, a.Code),
				"join the parts of one area into one feature, or name the field of codes with --code-field")
		}
		seen[a.Code] = true
		if fault != nil {
			rep.reject(fault)
			continue
		}
		if err := k.add(ctx, a, c.Features[i].Properties); err != nil {
			return nil, err
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

func area(c *boundary.Collection, i int, o AreaOptions, codeField, nameField string) (geo.Area, *Fault) {
	p := c.Features[i].Properties
	a := geo.Area{Kind: o.Kind, ValidFrom: o.ValidFrom, Source: c.Source(i), SourceCRS: c.CRS}
	a.Code, a.Name = text(p[codeField]), text(p[nameField])
	if a.Code == "" {
		a.Code = fmt.Sprintf("%s-%d", o.Kind, i+1)
	}
	if a.Name == "" {
		a.Name = a.Code
	}
	mp, f := c.Area(i)
	if f == nil {
		f = areaFault(c, i, mp)
	}
	if f != nil {
		f.Detail = fmt.Sprintf("%s (%s): %s", a.Name, a.Code, f.Detail)
		return a, f
	}
	a.Geometry = mp
	return a, nil
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
	s    *data.Store
	sc   data.Scope
	kind geo.Kind
	file string
	sum  string
	im   *data.Import
}

func (k *areaKeeper) begin(ctx context.Context) (err error) {
	if k.sum, err = unpack.Digest([]string{k.file}); err != nil {
		return err
	}
	kind := "areas"
	if k.kind == geo.PSPO {
		kind = "orders"
	}
	k.im, err = k.s.BeginImport(ctx, k.sc, data.Batch{Kind: kind, Source: string(k.kind), File: filepath.Base(k.file), SHA256: k.sum})
	return err
}

func (k *areaKeeper) add(ctx context.Context, a geo.Area, properties map[string]any) (err error) {
	if k.im == nil {
		if err := k.begin(ctx); err != nil {
			return err
		}
	}
	if k.kind == geo.PSPO {
		err = k.im.AddOrder(ctx, orderFrom(a, properties))
	} else {
		err = k.im.AddArea(ctx, a)
	}
	if err != nil {
		return errors.Join(err, k.im.Abort(ctx))
	}
	return nil
}

func (k *areaKeeper) commit(ctx context.Context, rep *AreaReport) error {
	info, err := k.im.Commit(ctx, rep.Rejected, k.sum)
	if err != nil {
		return err
	}
	rep.Accepted, rep.Batch = info.Accepted, info.ID
	if snap, err := k.s.Snapshot(ctx, k.sc); err == nil {
		rep.Snapshot = snap.Label()
	}
	return nil
}

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
