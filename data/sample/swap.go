package sample

// swapped is how many rows of the council's log have longitude and latitude exchanged.
const swapped = 38

// swapAxes adds the rows of the council's handheld sets that wrote latitude first, from
// April to August 2026. They come on top of every planted count: no reader may use them,
// and none of them may be guessed right.
func (m *maker) swapAxes() {
	rng := m.stream("swapped")
	for _, k := range kinds() {
		if k.category != "anti-social-behaviour" {
			continue
		}
		for n := 0; n < swapped; {
			from := date(2026, 4, 1).time().AddDate(0, n%5, 0)
			mo := month{from: date(2026, from.Month(), 1), to: date(2026, from.Month()+1, 1), m: from.Month(), y: 2026}
			i, ok := m.one(rng, k, mo)
			if !ok || m.harbourPlace(i) >= 0 {
				continue
			}
			i.Source, i.Tags, i.Swapped = "council", nil, true
			i.Recorded = atTheOffice(rng, i.end())
			m.rows = append(m.rows, i)
			n++
		}
	}
}
