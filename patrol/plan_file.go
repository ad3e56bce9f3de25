package patrol

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// ErrPlan is returned for a file that is not a plan in JSON.
var ErrPlan = errors.New("patrol: plan")

// maxPlanFile is the largest plan file read, in bytes: 500 places and a year of walks.
const maxPlanFile = 64 << 20

// ParsePlan reads a plan as it is written out. It says only whether the file has the
// form of one; whether the plan is sound is for Check. Errors: ErrPlan, with the line
// and column where the JSON breaks off.
func ParsePlan(b []byte, name string) (*Plan, error) {
	if len(b) > maxPlanFile {
		return nil, fmt.Errorf("%w: %s: the file is too large; a plan has at most %d MB", ErrPlan, name, maxPlanFile>>20)
	}
	var p Plan
	dec := json.NewDecoder(bytes.NewReader(b))
	if err := dec.Decode(&p); err != nil {
		line, column, why := jsonPlace(err, b)
		return nil, fmt.Errorf("%w: %s:%d:%d: %s; give the JSON that the plan command wrote", ErrPlan, name, line, column, why)
	}
	if _, err := dec.Token(); err == nil || dec.More() {
		return nil, fmt.Errorf("%w: %s: there is text after the plan; give one JSON object", ErrPlan, name)
	}
	return &p, nil
}
