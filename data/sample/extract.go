package sample

import "time"

// Extract is what the two agencies' systems held at one moment, as incident files.
type Extract struct {
	AsAt  time.Time
	Files []IncidentFile
}

// IncidentFile is one agency's part of an extract: the source it belongs to, so that its
// references are known again, and its name among the borough's Files.
type IncidentFile struct {
	Source string // police or council
	Name   string
}

// second is when the second extract was taken. By then every late record is in.
var second = at(2026, time.November, 30, 7, 0)

// Extracts are the two that ship, the earlier one first. The first is known at the
// borough's clock and holds all months; the second, of 30 November 2026, says September
// to the first of November again, with the records that came late. A borough begins with
// the first alone.
func Extracts() []Extract {
	return []Extract{
		{AsAt: Clock, Files: []IncidentFile{{"police", "incidents-police.csv"}, {"council", "incidents-council.csv"}}},
		{AsAt: second.time(), Files: []IncidentFile{{"police", "later/incidents-police-2026-11-30.csv"}, {"council", "later/incidents-council-2026-11-30.csv"}}},
	}
}

// secondFile is an agency's part of the second extract.
func (b *Borough) secondFile(source string) ([]byte, error) {
	return incidentsCSV(b.Incidents, func(i Incident) bool { return i.Source == source && i.inSecond() })
}

func (i Incident) inSecond() bool { return i.From >= lateFrom && i.Recorded <= second }
