// Package street reads streets from OpenStreetMap. It knows their lines, names and
// classes; the walking network on top of them is a later floor.
package street
