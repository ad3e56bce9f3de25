package sample

import "fmt"

// CallersFile is the name of the file that must be refused: a park wardens' log that
// says who called and on which number. No extract holds it. Its callers are invented and
// its numbers are of the range that is kept free for fiction.
const CallersFile = "refused/park-wardens-log.csv"

// callerColumns are those of its columns that are about people.
var callerColumns = []string{"Caller Name", "Caller Phone"}

const callers = 24

// callersFile takes motorcycle reports that the council has anyway, under numbers of
// its own, so that the log is one that could be read without its two columns.
func (b *Borough) callersFile() ([]byte, error) {
	rows := [][]string{append([]string{"reference", "occurred", "category", "raw_category", "location", "lon", "lat"}, callerColumns...)}
	for _, i := range b.Incidents {
		if i.Plant != "castle-ditch-park" || i.Source != "council" || i.From < date(2026, 6, 1) || len(rows) > callers {
			continue
		}
		n := len(rows)
		rows = append(rows, []string{fmt.Sprintf("PW/%04d", 310+n), i.From.String(), i.Category, i.Raw, i.Location,
			degrees(i.LonLat[0], 7), degrees(i.LonLat[1], 7), fmt.Sprintf("Invented Caller %02d", n), fmt.Sprintf("01632 960%03d", 100+n)})
	}
	return csvOf(rows)
}
