package town

// DeadEnd reports whether a street stops at a point that lies on the railway or on
// a bank: exactly one street touches it there.
func (p *Plan) DeadEnd(node int32) bool {
	if p.touch == nil {
		p.touch = make([]touching, len(p.Points))
		for _, l := range p.Lines {
			for i, n := range l.Nodes {
				t := &p.touch[n]
				switch {
				case l.Class.Walkable() && (i == 0 || i == len(l.Nodes)-1):
					t.ends++
				case l.Class.Walkable():
					t.through++
				case l.Class == Rail || l.Class == bank:
					t.barred = true
				}
			}
		}
	}
	t := p.touch[node]
	return t.barred && t.ends == 1 && t.through == 0
}

// touching is what meets at a point.
type touching struct {
	ends, through int
	barred        bool
}

// Shore is the southern part of the borough's line, west to east.
func (p *Plan) Shore() ([]int32, error) {
	ring, err := p.Outline(func(Block) bool { return true })
	if err != nil {
		return nil, err
	}
	ring = ring[:len(ring)-1]
	west, east := 0, 0
	for i, n := range ring {
		q := p.Points[n]
		if d := dist(q, xy{0, 100}); d < dist(p.Points[ring[west]], xy{0, 100}) {
			west = i
		}
		if d := dist(q, xy{7200, 100}); d < dist(p.Points[ring[east]], xy{7200, 100}) {
			east = i
		}
	}
	return arc(ring, west, east), nil
}
