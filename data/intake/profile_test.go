package intake

import (
	"strings"
	"testing"
)

func TestShippedProfilesAreSound(t *testing.T) {
	all, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatal("no profile comes with the program")
	}
	for _, p := range all {
		if p.Title == "" || p.Description == "" {
			t.Errorf("profile %s says nothing of itself", p.Name)
		}
		text, err := p.TOML()
		if err != nil {
			t.Fatal(err)
		}
		if again, err := ParseProfile([]byte(text)); err != nil || again.Name != p.Name || len(again.Columns) != len(p.Columns) {
			t.Errorf("%s does not read back: %v\n%s", p.Name, err, text)
		}
	}
}

func TestProfileFaults(t *testing.T) {
	const sound = "name = \"log\"\ntitle = \"A log\"\nrequired = [\"occurred\"]\n[columns]\noccurred = [\"Date\"]\ncategory = [\"Type\"]\n"
	if _, err := ParseProfile([]byte(sound)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, old, new, want string }{
		{"no TOML", "title =", "title", "not TOML"},
		{"a slip of the pen", "title =", "tittle =", "tittle"},
		{"a field there is not", "category =", "kind =", `no field "kind"`},
		{"a name with a space", `"log"`, `"my log"`, "small letters"},
		{"the reserved name", `"log"`, `"generic"`, "generic"},
		{"one column twice", `["Type"]`, `["DATE"]`, "named for"},
		{"required without a column", `["occurred"]`, `["occurred", "lon"]`, "requires lon"},
		{"nothing required", `required = ["occurred"]`, `required = []`, "any file"},
		{"a zone there is not", "required", "zone = \"Europe/Londinium\"\nrequired", "zone"},
		{"a system it cannot read", "required", "crs = \"EPSG:2263\"\nrequired", "EPSG:2263"},
		{"a format without a year", "required", "formats = [\"DD/MM\"]\nrequired", "no year"},
		{"a format of another tongue", "required", "formats = [\"%Y-%m\"]\nrequired", "date format"},
		{"a setting there is not", "required", "setting = \"moon\"\nrequired", "moon"},
		{"a fix there is not", "required", "fix = \"guess\"\nrequired", "guess"},
		{"a label that says nothing", "[columns]", "[[label]]\nraw = [\"ASB\"]\n[columns]", "label needs"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(sound, c.old) {
				t.Fatalf("nothing to replace: %s", c.old)
			}
			_, err := ParseProfile([]byte(strings.Replace(sound, c.old, c.new, 1)))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestDateLayout(t *testing.T) {
	for _, c := range []struct{ format, want string }{
		{"DD/MM/YYYY hh:mm", "02/01/2006 15:04"},
		{"D Mon YYYY", "2 Jan 2006"},
		{"YYYY-MM-DDThh:mm:ssZ", "2006-01-02T15:04:05Z07:00"},
		{"MM/DD/YYYY HH:mm:ss AM", "01/02/2006 03:04:05 PM"},
	} {
		if got, err := dateLayout(c.format); got != c.want || err != nil {
			t.Errorf("%s: got %q, %v; want %q", c.format, got, err, c.want)
		}
	}
}
