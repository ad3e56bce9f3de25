package hotspot

// Kinds is the tree of a snapshot's categories, by their indices.
type Kinds struct{ up []int32 }

// Kinds reads the tree once; it does not follow later changes.
func (s *Snapshot) Kinds() Kinds {
	at := make(map[string]int32, len(s.Categories))
	for i, c := range s.Categories {
		at[c.ID] = int32(i)
	}
	k := Kinds{make([]int32, len(s.Categories))}
	for i, c := range s.Categories {
		k.up[i] = -1
		if up, ok := at[c.Parent]; ok && c.Parent != "" {
			k.up[i] = up
		}
	}
	return k
}

// Parent is what a category is a kind of, or -1.
func (k Kinds) Parent(category int) int { return int(k.up[category]) }

// Up calls f for a category and for all that it is a kind of, the nearest first, until
// f returns false. A circle of parents, which nobody should make, ends.
func (k Kinds) Up(category int, f func(int) bool) {
	for range len(k.up) {
		if category < 0 || !f(category) {
			return
		}
		category = int(k.up[category])
	}
}

// Family is a category and all that are kinds of it, in the snapshot's order.
func (k Kinds) Family(category int) []int {
	var out []int
	for i := range k.up {
		k.Up(i, func(up int) bool {
			if up == category {
				out = append(out, i)
			}
			return up != category
		})
	}
	return out
}

// takeDefault takes what a question without names asks for. A kind of a category that
// is taken is not listed beside it.
func (f *filter) takeDefault() {
	for i, c := range f.s.Categories {
		switch {
		case c.PoliceGenerated:
			f.generated[i] = true
			f.excluded = append(f.excluded, c.ID)
		case c.Apart:
			f.apart = append(f.apart, c.ID)
		default:
			f.category[i] = true
		}
	}
	for i, c := range f.s.Categories {
		if up := f.kinds.Parent(i); f.category[i] && (up < 0 || !f.category[up]) {
			f.labels = append(f.labels, c.ID)
		}
	}
}

// takeNamed takes the categories of a name with all that are kinds of them. Where a
// source files a kind under the wider category and names it in its own label, those
// rows are taken, too.
func (f *filter) takeNamed(want string) (found bool) {
	for i, c := range f.s.Categories {
		if plain(c.ID) != want && plain(c.Label) != want {
			continue
		}
		found = true
		f.takeFamily(i)
		f.label(c.ID)
		f.kinds.Up(i, func(up int) bool {
			if up != i {
				f.pair(uint16(up), want)
			}
			return true
		})
	}
	return found
}

// takeFamily takes a category with all that are kinds of it, but for kinds that are
// police-generated or a layer of their own where it is not: they are named themselves
// or left out.
func (f *filter) takeFamily(category int) {
	asked := f.s.Categories[category]
	for _, i := range f.kinds.Family(category) {
		switch c := f.s.Categories[i]; {
		case c.PoliceGenerated && !asked.PoliceGenerated:
			if !f.generated[i] && !f.category[i] {
				f.generated[i] = true
				f.excluded = append(f.excluded, c.ID)
			}
		case c.Apart && !asked.Apart:
		default:
			f.category[i] = true
		}
	}
}

func pairOf(category, raw uint16) uint32 { return uint32(category)<<16 | uint32(raw) }

func (f *filter) pair(category uint16, want string) {
	for i, l := range f.s.RawLabels {
		if plain(l) == want {
			if f.paired == nil {
				f.paired = map[uint32]bool{}
			}
			f.paired[pairOf(category, uint16(i))] = true
		}
	}
}

// takeGroup takes what sources call by a name, and the members of the group of that
// name. A group of which the data have nothing is not found.
func (f *filter) takeGroup(want string) bool {
	found := f.takeRaw(want)
	for _, g := range f.s.Groups {
		if plain(g.ID) != want && plain(g.Label) != want {
			continue
		}
		any := false
		for _, id := range g.Categories {
			for i, c := range f.s.Categories {
				if c.ID == id {
					f.takeFamily(i)
					any = true
				}
			}
		}
		for _, l := range g.Labels {
			any = f.raws(plain(l), func(i int) { f.raw[i] = true }) || any
		}
		if any && !found {
			f.label(g.ID)
		}
		found = found || any
	}
	return found
}

// takeRaw takes what sources call by a name.
func (f *filter) takeRaw(want string) bool {
	return f.raws(want, func(i int) {
		f.raw[i] = true
		f.label(f.s.RawLabels[i])
	})
}

func (f *filter) raws(want string, take func(i int)) (found bool) {
	for i, l := range f.s.RawLabels {
		if plain(l) == want {
			take(i)
			found = true
		}
	}
	return found
}
