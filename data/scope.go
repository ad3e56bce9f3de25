package data

import "errors"

// ErrForbidden is returned for what the scope may not see or do. Callers answer it
// like ErrNotFound, so that a forbidden and a missing thing look alike.
var ErrForbidden = errors.New("data: not allowed")

// ErrNotFound is returned for what is not in the store.
var ErrNotFound = errors.New("data: not found")

// Role is what a person may do.
type Role string

// The roles. Only RoleOwner exists until the issue on access.
const RoleOwner Role = "owner"

// Scope says on whose behalf a call reads the store.
type Scope struct {
	Who       string // account, never a person's name
	Role      Role
	Authority string // council or force; empty means all
	Purpose   string // "desktop", "command line"
}

// Owner is the scope of the person at the machine the folder lies on.
func Owner(purpose string) Scope { return Scope{Who: "owner", Role: RoleOwner, Purpose: purpose} }

// check refuses a scope nobody filled in: forgetting it must not open the store.
func (s Scope) check() error {
	if s.Role != RoleOwner || s.Who == "" {
		return ErrForbidden
	}
	return nil
}

// Action names a write or a disclosure in the audit record.
type Action string

// The audited actions, after s.62 of the Data Protection Act 2018: collection,
// alteration, consultation, disclosure, combination, erasure.
const (
	Collect  Action = "collection"
	Alter    Action = "alteration"
	Consult  Action = "consultation"
	Disclose Action = "disclosure"
	Combine  Action = "combination"
	Erase    Action = "erasure"
)
