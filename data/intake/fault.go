package intake

import "hexbeat/data/intake/internal/fault"

// Fault is one thing wrong with an input: its file, line and column (from 1; 0 for a
// whole file or line), a countable reason, what stands there, and what to do.
type Fault = fault.Fault

// Sentinels for what stops a whole import. Row faults do not stop it.
var (
	ErrUsage    = fault.ErrUsage // exit status 2
	ErrFile     = fault.ErrFile
	ErrIdentity = fault.ErrIdentity
	ErrNothing  = fault.ErrNothing
)
