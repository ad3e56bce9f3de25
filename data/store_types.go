package data

import "time"

// PlanInfo is a saved plan in a list.
type PlanInfo struct {
	ID        string    `json:"id"`
	Operation string    `json:"operation"` // the operation's id
	Name      string    `json:"name"`
	From      string    `json:"from"` // YYYY-MM-DD
	To        string    `json:"to"`
	Walks     int       `json:"walks"`
	Made      time.Time `json:"made"`
}

// BatchInfo is a committed import and what came of its rows:
// Rows = Accepted + Duplicates + Rejected. Unlocated counts the usable rows without
// a location, duplicates among them: such an incident counts in trends, never on a map.
// Updated says how many incidents have a new version, History how many rows were kept
// as history only, because a later extract spoke of their month; both are among the
// duplicates. Withdrawn are incidents that a full statement no longer holds.
type BatchInfo struct {
	ID         int64     `json:"id"`
	Kind       string    `json:"kind"` // incidents, areas, orders, streets
	Source     string    `json:"source"`
	File       string    `json:"file"`
	Rows       int       `json:"rows"`
	Accepted   int       `json:"accepted"`
	Duplicates int       `json:"duplicates"`
	Updated    int       `json:"updated"`
	Withdrawn  int       `json:"withdrawn"`
	History    int       `json:"history"`
	Rejected   int       `json:"rejected"`
	Unlocated  int       `json:"unlocated"`
	Committed  time.Time `json:"committed"`
}

// SourceMonth is what one source supplied for one month.
type SourceMonth struct {
	Source string `json:"source"`
	Month  string `json:"month"` // YYYY-MM
	Count  int    `json:"count"`
	State  string `json:"state"` // filled, provisional, missing
}
