package web

import (
	"context"
	"time"

	"hexbeat/data"
	"hexbeat/geo"
	"hexbeat/geo/pspo"
	"hexbeat/geo/street"
	"hexbeat/hotspot"
	"hexbeat/patrol"
)

// Store is what the pages need of the data folder. Every read takes the scope it
// is made on behalf of; data.ErrForbidden and data.ErrNotFound are answered alike.
type Store interface {
	// Snapshot is the current state of the columns, shared and immutable; cheap.
	Snapshot(context.Context, data.Scope) (*hotspot.Snapshot, error)
	Orders(context.Context, data.Scope) ([]pspo.Order, error)
	Streets(context.Context, data.Scope) ([]street.Way, error)
	// Layers are the sites, named places, events or perception points that stand.
	Layers(context.Context, data.Scope, geo.Kind) ([]data.LayerFeature, error)

	SavePlan(context.Context, data.Scope, *patrol.Plan) (id string, err error)
	Plans(context.Context, data.Scope) ([]data.PlanInfo, error)
	// Plan errors: data.ErrNotFound.
	Plan(ctx context.Context, scope data.Scope, id string) (*patrol.Plan, error)

	Batches(context.Context, data.Scope) ([]data.BatchInfo, error)
	Coverage(context.Context, data.Scope) ([]data.SourceMonth, error)
	// Audit records a write or a disclosure; what names it.
	Audit(ctx context.Context, scope data.Scope, action data.Action, what string) error

	// Sample reports whether the folder holds the invented borough.
	Sample() bool
	// Clock is the sample's fixed moment, else now.
	Clock() time.Time
	// Marking is printed at the top and bottom of everything, as "OFFICIAL".
	Marking() string
	// Ready is nil when the store can answer.
	Ready() error
}
