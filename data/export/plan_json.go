package export

import (
	"encoding/json"
	"io"

	"hexbeat/patrol"
)

// PlanJSON writes a plan in its public form, indented: people read it too.
func PlanJSON(w io.Writer, p *patrol.Plan) error {
	out := json.NewEncoder(w)
	out.SetIndent("", " ")
	return out.Encode(p)
}
