package sample

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Folder takes the files of a borough. Names use forward slashes.
type Folder interface {
	WriteFile(name string, content []byte) error
}

// Dir is a Folder on disk; it makes the folders it needs.
type Dir string

// WriteFile writes one file below the folder.
func (d Dir) WriteFile(name string, content []byte) error {
	path := filepath.Join(string(d), filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("sample: %w", err)
	}
	return os.WriteFile(path, content, 0o644)
}

// Write puts the borough's files into a folder, always in the same order: those of
// both Extracts, the CallersFile, areas, streets, orders and the rest.
func Write(b *Borough, to Folder) error {
	for _, f := range []struct {
		name string
		made func() ([]byte, error)
	}{
		{"borough.geojson", b.boroughFile},
		{"clock.json", clockFile},
		{"events.csv", eventsFile},
		{"incidents-council.csv", func() ([]byte, error) { return b.incidentsFile("council") }},
		{"incidents-police.csv", func() ([]byte, error) { return b.incidentsFile("police") }},
		{"layers/events.csv", otherEventsFile},
		{"layers/police-stations.csv", stationsFile},
		{"layers/sites.csv", sitesPointFile},
		{"layers/walk-and-talk.csv", walkFile},
		{"later/incidents-council-2026-11-30.csv", func() ([]byte, error) { return b.secondFile("council") }},
		{"later/incidents-police-2026-11-30.csv", func() ([]byte, error) { return b.secondFile("police") }},
		{"operation.toml", operationFile},
		{"orders/castle-ditch-park.geojson", b.parkAreaFile},
		{"orders/castle-ditch-park.toml", paper("castle-ditch-park.toml")},
		{"orders/corn-market-station-approach.geojson", areaFile(cornMarketArea)},
		{"orders/corn-market-station-approach.toml", paper("corn-market-station-approach.toml")},
		{"orders/heron-parade.geojson", areaFile(ringOf(heronArea))},
		{"orders/heron-parade.toml", paper("heron-parade.toml")},
		{"orders/lantern-quay.geojson", areaFile(ringOf(lanternArea))},
		{"orders/lantern-quay.toml", paper("lantern-quay.toml")},
		{"penalties.csv", penaltiesFile},
		{"places.geojson", b.placesFile},
		{CallersFile, b.callersFile},
		{"sites.geojson", sitesFile},
		{"streets.osm", b.streetsFile},
		{"truth.json", b.truthFile},
		{"wards-2022.geojson", func() ([]byte, error) { return b.wardsFile(2022) }},
		{"wards-2026.geojson", func() ([]byte, error) { return b.wardsFile(2026) }},
	} {
		content, err := f.made()
		if err != nil {
			return fmt.Errorf("sample: %s: %w", f.name, err)
		}
		if err := to.WriteFile(f.name, content); err != nil {
			return err
		}
	}
	return nil
}

// Zip writes the borough's files as one archive. Its times are the borough's clock,
// so that the same borough gives the same archive.
func Zip(b *Borough, to io.Writer) error {
	z := zip.NewWriter(to)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestCompression)
	})
	if err := Write(b, archive{z}); err != nil {
		return err
	}
	return z.Close()
}

type archive struct{ z *zip.Writer }

func (a archive) WriteFile(name string, content []byte) error {
	w, err := a.z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: Clock})
	if err != nil {
		return fmt.Errorf("sample: %w", err)
	}
	_, err = io.Copy(w, bytes.NewReader(content))
	return err
}
