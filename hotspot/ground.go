package hotspot

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"hexbeat/geo"
	"hexbeat/geo/hexgrid"
	"hexbeat/geo/index"
)

// ground is a study area in a snapshot: its cells, and for every place the cell
// that counts it and whether it is exactly inside. Those two differ along the
// line: a cell belongs to the study by its centre and counts every incident in
// it, whichever side of the line that lies; Meta.EdgeIncidents says how many.
type ground struct {
	*grid
	study    Study
	cellOf   []int32    // by place: index into cells, -1 outside them all
	inside   []bool     // by place: in the exact area
	between  []bool     // by place: a centroid at a drawn area, neither inside it nor outside
	wards    *Partition // in force at the window's end; nil when none is loaded
	wardOf   []int32    // by cell: index into wards.Areas of the ward that holds its centre, or -1
	borough  bool       // the study is every loaded ward or borough, so its average is the borough's
	warnings []string

	streets streetMemo
}

// groundOf is the ground of a question, from the memo where it was asked before.
// Errors: ErrArea, ErrQuestion, ErrSnapshot.
func groundOf(s *Snapshot, q Question) (*ground, error) {
	refs, warnings, err := s.findAreas(q.In, q.Window.To)
	if err != nil {
		return nil, err
	}
	wards := s.partitionIndexAt(geo.Ward, q.Window.To)
	return memo.ground(s, groundKeyOf(refs, wards, q), func() (*ground, error) {
		return newGround(s, refs, warnings, wards, q)
	})
}

func newGround(s *Snapshot, refs []areaRef, warnings []string, wards int, q Question) (*ground, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	g := &ground{warnings: warnings}
	for _, r := range refs {
		g.study.Areas = append(g.study.Areas, s.areaOf(r))
		g.study.Geometry = append(g.study.Geometry, s.areaOf(r).Geometry...)
	}
	var err error
	if len(refs) == 0 {
		g.grid, err = gridOfIncidents(s, q)
		g.study.Label = "the cells that hold reports, and their neighbours"
		g.warnings = append(g.warnings, "No area is loaded: the study area is the cells that hold reports and their neighbours, so every comparison is with busy ground only. Load wards or a borough.")
	} else {
		g.grid, err = memo.grid(g.study.Areas, q.Res, q.Ring)
		g.study.Label = studyLabel(s, refs, g.study.Areas)
	}
	if err != nil {
		return nil, fmt.Errorf("hotspot: study area: %w", err)
	}
	if len(refs) == 0 {
		g.study.Geometry = hexgrid.Outline(g.cells)
	}
	g.borough = wholeBorough(s, refs)
	g.locate(s, refs, q.Res)
	if wards >= 0 {
		g.wards = &s.Partitions[wards]
	}
	g.wardOf = centresIn(g.centre, g.wards)
	return g, nil
}

// gridOfIncidents is the rule for data without areas: the cell of every located
// incident, whatever is asked for, and the cells around it. It does not follow
// the question, so that asking for another category does not move the ground.
func gridOfIncidents(s *Snapshot, q Question) (*grid, error) {
	used := make([]bool, len(s.Places))
	for _, p := range s.PlaceOf {
		if p >= 0 {
			used[p] = true
		}
	}
	seen := map[hexgrid.Cell]bool{}
	for i, u := range used {
		if !u {
			continue
		}
		c, err := s.cellAt(i, q.Res)
		if err != nil {
			return nil, err
		}
		for _, d := range c.Disk(1) {
			seen[d] = true
		}
	}
	cells := make([]hexgrid.Cell, 0, len(seen))
	for c := range seen {
		cells = append(cells, c)
	}
	return newGrid(cells, q.Ring), nil
}

// cellAt is a place's cell, found directly at the resolution, never through a parent.
func (s *Snapshot) cellAt(place, res int) (hexgrid.Cell, error) {
	if p := &s.Places[place]; res == 10 && p.Cell != 0 {
		return p.Cell, nil
	}
	c, err := hexgrid.At(s.Places[place].Point, res)
	if err != nil {
		return 0, fmt.Errorf("%w: place %d: %w", ErrSnapshot, place, err)
	}
	return c, nil
}

// locate finds every place's cell and exact membership. Areas of a partition use
// the membership worked out with the snapshot, in which a place on a shared line
// belongs to one of them; other areas are tested here. Of an order, a zone or a site the
// middle of a postcode or a street says neither that it is inside nor that it is not.
func (g *ground) locate(s *Snapshot, refs []areaRef, res int) {
	g.cellOf, g.inside, g.between = make([]int32, len(s.Places)), make([]bool, len(s.Places)), make([]bool, len(s.Places))
	member := map[int]map[int32]bool{}
	var drawn []geo.Area
	for _, r := range refs {
		if r.part < 0 {
			drawn = append(drawn, s.areaOf(r))
			continue
		}
		if member[r.part] == nil {
			member[r.part] = map[int32]bool{}
		}
		member[r.part][int32(r.area)] = true
	}
	shapes := index.NewAreas(drawn)
	for i := range s.Places {
		g.cellOf[i] = -1
		if c, err := s.cellAt(i, res); err == nil {
			if j, ok := g.index[c]; ok {
				g.cellOf[i] = j
			}
		}
		g.inside[i] = len(refs) == 0 && g.cellOf[i] >= 0
		for p, set := range member {
			if of := s.Partitions[p].Of; i < len(of) && set[of[i]] {
				g.inside[i] = true
			}
		}
		if g.inside[i] || len(drawn) == 0 {
			continue
		}
		in := len(shapes.Containing(s.Places[i].Point)) > 0
		if s.Places[i].Centroid {
			g.between[i] = in || g.cellOf[i] >= 0
			continue
		}
		g.inside[i] = in
	}
}

// centresIn is, for every centre, the area of a partition that holds it: the one
// of lowest code where lines meet, -1 outside them all.
func centresIn(centres []orb.Point, p *Partition) []int32 {
	of := make([]int32, len(centres))
	var areas *index.Areas
	if p != nil {
		areas = index.NewAreas(p.Areas)
	}
	for i, c := range centres {
		of[i] = -1
		if areas == nil {
			continue
		}
		for _, a := range areas.Containing(c) {
			if of[i] < 0 || p.Areas[a].Code < p.Areas[of[i]].Code {
				of[i] = a
			}
		}
	}
	return of
}

// studyLabel is the study area in words: up to three names, else a count.
func studyLabel(s *Snapshot, refs []areaRef, areas []geo.Area) string {
	if len(areas) > 3 {
		kind := areas[0].Kind
		for _, a := range areas {
			if a.Kind != kind {
				return strconv.Itoa(len(areas)) + " areas"
			}
		}
		return strconv.Itoa(len(areas)) + " " + kindWords(kind) + "s"
	}
	names := make([]string, len(areas))
	for i, a := range areas {
		if names[i] = a.Name; names[i] == "" {
			names[i] = a.Code
		}
	}
	if len(names) > 1 {
		return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
	}
	return strings.Join(names, "")
}

func kindWords(k geo.Kind) string {
	switch k {
	case geo.LSOA:
		return "LSOA"
	case geo.PSPO:
		return "order area"
	case geo.Exclusion:
		return "exclusion zone"
	}
	return strings.ReplaceAll(string(k), "-", " ")
}

// wholeBorough reports whether the study is all that is loaded, so that its
// average may be called the borough's.
func wholeBorough(s *Snapshot, refs []areaRef) bool {
	if len(refs) == 0 {
		return false
	}
	p := refs[0].part
	for _, r := range refs {
		if r.part != p || p < 0 {
			return false
		}
	}
	kind := s.Partitions[p].Kind
	return kind == geo.Borough || kind == geo.Ward && len(refs) == len(s.Partitions[p].Areas)
}
