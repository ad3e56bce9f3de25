package web

import (
	"errors"
	"net/http"
	"net/url"
	"slices"

	"github.com/labstack/echo/v4"

	"hexbeat/data"
	"hexbeat/data/intake"
	"hexbeat/geo"
)

// importPage is an upload that waits for choices.
type importPage struct {
	ID, Kind, Heading string
	Files             []fileRow
	Sample            string // why nothing can be brought in, where that is so
	Choices           importChoices
	Problem           *problemPanel
	CRS, Zones, Kinds []choice
	Proposal          *proposalView // of reports; nil where the file cannot be read
	Unread            string        // why it cannot
}

type fileRow struct{ Name, Size string }

// problemPanel says what happened, what was kept and what to do.
type problemPanel struct {
	Title  string
	Faults []readerFault
	Kept   string
}

// importPage answers GET /data/import/:id: how the files would be read, how far an
// import has come, or what came of it.
func (s *Server) importPage(c echo.Context) error {
	u, now, err := s.upload(c)
	if err != nil {
		return err
	}
	switch now.Stage {
	case stageRunning:
		return s.runningPage(c, u, now)
	case stageDone:
		return s.outcomePage(c, u, now.Result)
	}
	asked := c.QueryParams()
	if len(asked) == 0 && now.Asked != "" { // back from an import that came to nothing
		if asked, err = url.ParseQuery(now.Asked); err != nil {
			return err
		}
	}
	ch, err := readImportChoices(u.Kind, asked)
	if err != nil {
		return err
	}
	return s.choosePage(c, http.StatusOK, u, now, ch, nil)
}

// upload finds the upload of the path. Errors: data.ErrNotFound.
func (s *Server) upload(c echo.Context) (*upload, standing, error) {
	if s.uploads == nil {
		return nil, standing{}, data.ErrNotFound
	}
	return s.uploads.get(c.Param("id"))
}

// choosePage shows an upload with the choices made so far and what they lead to. The
// proposal is worked out where it is not given.
func (s *Server) choosePage(c echo.Context, status int, u *upload, now standing, ch importChoices, p *intake.Proposal) error {
	ctx, sc := c.Request().Context(), scopeOf(c)
	snap, err := s.store.Snapshot(ctx, sc)
	if err != nil {
		return err
	}
	page := importPage{ID: u.ID, Kind: string(u.Kind), Heading: "Bring in " + fileWords(u)}
	for _, f := range u.Files {
		page.Files = append(page.Files, fileRow{f.Name, bytesWords(f.Bytes)})
	}
	if s.store.Sample() {
		page.Sample = sampleRefusal + "."
	}
	page.Problem = lastTry(u, now)
	if u.Kind == incidentsKind {
		if p, err = s.proposeOn(c, &page, u, &ch, p); err != nil {
			return err
		}
	}
	page.Choices, page.Kinds = ch, areaKindChoices(ch.AreaKind)
	page.CRS, page.Zones = crsChoices(u.Kind, ch.CRS, p), zoneChoices(ch.TZ, p)
	title := page.Heading
	if len(ch.Errors) > 0 {
		title = "Error: " + title
	}
	return s.page(c, status, "import", "Data", title, snap, page)
}

// proposeOn puts the proposal on the page, or why there is none, and returns it.
func (s *Server) proposeOn(c echo.Context, page *importPage, u *upload, ch *importChoices, p *intake.Proposal) (*intake.Proposal, error) {
	ctx, sc := c.Request().Context(), scopeOf(c)
	known, err := s.reader.profiles(ctx, sc)
	if err != nil {
		return nil, err
	}
	ch.knownProfile(known)
	if p == nil {
		p, err = s.propose(ctx, sc, u, ch)
	}
	switch {
	case err != nil && !refusal(err):
		return nil, err
	case err != nil:
		page.Unread = u.explain(err).Say()
		return nil, nil
	}
	page.Proposal = viewOf(u, p, *ch, known)
	return p, nil
}

// lastTry is what came of an import that ended without bringing anything in.
func lastTry(u *upload, now standing) *problemPanel {
	switch {
	case now.Stopped:
		return &problemPanel{Title: "Stopped", Kept: "Nothing was kept. The file is still here: change the choices and bring it in again, or discard it."}
	case now.Err == nil:
		return nil
	}
	p := &problemPanel{Title: "Nothing was brought in", Faults: []readerFault{u.explain(now.Err)},
		Kept: "Nothing was kept. The file is still here: change the choices below and bring it in again, or discard it."}
	if now.Result != nil && now.Result.Incidents != nil {
		p.Faults = nil
		for _, f := range now.Result.Incidents.Faults {
			p.Faults = append(p.Faults, u.told(f))
		}
		p.Title = "No row could be used, so nothing was brought in"
	}
	if errors.Is(now.Err, intake.ErrNothing) && len(p.Faults) == 0 {
		p.Faults = []readerFault{u.explain(now.Err)}
	}
	return p
}

func fileWords(u *upload) string {
	if len(u.Files) == 1 {
		return u.Files[0].Name
	}
	return plural(len(u.Files), "file", "files")
}

// crsChoices are the coordinate systems there are to choose from.
func crsChoices(kind intakeKind, chosen string, p *intake.Proposal) []choice {
	first := "As the file says"
	if kind == incidentsKind {
		first = "As the columns say"
	}
	if p != nil && chosen == "" && p.Units.CRS != "" {
		first = crsWords(p.Units.CRS) + ", as the columns say"
	}
	out := []choice{{"", first, chosen == ""}}
	for _, c := range crsNames {
		out = append(out, choice{c[0], c[1], c[0] == chosen})
	}
	return out
}

var crsNames = [][2]string{{"EPSG:4326", "Longitude and latitude (WGS 84)"}, {"EPSG:27700", "British National Grid"}, {"EPSG:3857", "Web Mercator"}}

func crsWords(crs string) string {
	if i := slices.IndexFunc(crsNames, func(c [2]string) bool { return c[0] == crs }); i >= 0 {
		return crsNames[i][1]
	}
	return crs
}

// zoneNames are the time zones a British file is likely to be in, and those of the
// open data people practise with.
var zoneNames = [][2]string{{data.Zone, "UK time, with summer time"}, {"UTC", "Universal time (UTC) all year"}, {"Europe/Berlin", "Central European time"},
	{"America/New_York", "US Eastern time"}, {"America/Chicago", "US Central time"}, {"America/Denver", "US Mountain time"}, {"America/Los_Angeles", "US Pacific time"}}

func zoneChoices(chosen string, p *intake.Proposal) []choice {
	zone := data.Zone
	if p != nil && chosen == "" {
		zone = p.Units.Zone
	}
	out := []choice{{"", zoneWords(zone) + ", as is usual for it", chosen == ""}}
	known := chosen == ""
	for _, z := range zoneNames {
		known = known || z[0] == chosen
		out = append(out, choice{z[0], z[1], z[0] == chosen})
	}
	if !known {
		out = append(out, choice{chosen, chosen, true})
	}
	return out
}

func zoneWords(zone string) string {
	if i := slices.IndexFunc(zoneNames, func(z [2]string) bool { return z[0] == zone }); i >= 0 {
		return zoneNames[i][1]
	}
	return zone
}

// areaKinds says what each kind of area is, in the order of intake.AreaKinds.
var areaKinds = map[geo.Kind]string{geo.Ward: "Wards", geo.Borough: "Boroughs or districts", geo.LSOA: "LSOAs (census areas)", geo.Neighbourhood: "Police neighbourhoods",
	geo.PSPO: "Public Spaces Protection Orders", geo.Exclusion: "Places nobody is sent to", geo.SafeZone: "Safe zones", geo.Site: "Sites of ours, as hubs and stations",
	geo.Place: "Named places, as parks and estates", geo.Event: "Event grounds", geo.Perception: "Where people feel uneasy"}

func areaKindChoices(chosen string) []choice {
	out := []choice{{"", "Choose", chosen == ""}}
	for _, k := range intake.AreaKinds {
		out = append(out, choice{string(k), orElse(areaKinds[k], string(k)), string(k) == chosen})
	}
	return out
}
