// Package data is the store: one SQLite file in a folder, the truth behind every
// answer. It keeps every version of every incident with the batches between which
// it was known, makes hotspot.Snapshot columns from them, and records who wrote
// or disclosed what.
//
// Every read takes a Scope and every write or disclosure an audit Action, on the
// desktop too. Instants are UTC; points are WGS 84 degrees, longitude first, with
// the point as given kept beside them. SQLite is imported here and in data/gpkg only.
//
// # What an import does to what stands
//
//   - A row whose reference stands in its source is the same incident; it has a new
//     version when anything the source said of it changed.
//   - Two rows of one reference in one batch are one incident. The first located one
//     stands, else the first. One that says something else is kept as a Conflict.
//   - Rows without a reference are incidents of their own, equal or not. Of a full
//     statement (Batch.Statement: all that a source has of the months in it) they are
//     matched one to one with equal rows that stand; what is left over of the statement
//     is new, what is left over of its months in the store is withdrawn.
//   - A month belongs to the latest extract, by Batch.AsAt, that spoke of it. An older
//     one that comes in afterwards changes nothing that stands: it is kept as history,
//     and what was known at its time can be asked for (State.KnownAt). Rows that no
//     extract knew, and that no later full statement left out, stand all the same.
//
// Nothing of a batch can be seen before its record is committed, in the one transaction
// that also ends what it takes the place of. A program that dies leaves versions without
// a committed batch, which the next holder of the Lock sweeps away.
//
// # States
//
// A State is all that came in up to a batch. Snapshot is the latest, SnapshotAt any
// other, Reconcile says what moved between two. The category scheme has no versions:
// a label whose digest depends on an older one can no longer be rebuilt (ErrChanged).
//
// # Limits
//
// Rows are known again by 64-bit hashes of what they say: of five million the chance
// that two different ones are taken for one is about one in a million. References are
// compared as text where their hashes agree. Memory of an import does not grow with its
// rows; of a full statement it grows by 24 bytes for each row that stands in its months.
package data
