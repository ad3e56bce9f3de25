package intake

import (
	"strings"

	"hexbeat/data"
	"hexbeat/hotspot"
)

// what reads what happened, under which reference, and what else the row says of it.
func (r *row) what(in *data.Incident) *Fault {
	in.Reference, in.Category, in.Raw, in.Provenance = r.get("reference"), r.get("category"), r.get("raw_category"), r.get("provenance")
	if data.CategoryID(in.Category) == "" { // nothing, or signs alone
		return r.fault("category", "no category", in.Category, "say what happened")
	}
	in.Setting, _ = hotspot.ParseSetting(r.get("setting")) // what is not in the list stays not known
	for tag := range strings.FieldsFuncSeq(r.get("tags"), func(c rune) bool { return c == ';' || c == '|' }) {
		if tag = data.CategoryID(tag); tag != "" {
			in.Tags = append(in.Tags, tag)
		}
	}
	return nil
}
