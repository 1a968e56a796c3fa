// Package importer brings a dataset's data types home from Gong: it estimates, imports and refreshes, and checks that all is there.
//
// # The model
//
// A run covers some data types of one dataset over fixed dates. Its parts share requests: the calls part pages through
// POST /v2/calls/extensive once for calls, CRM records and transcripts (asked by the ids of each page's calls); users, workspaces and
// scorecards are each read once for whichever types need their names. Nothing else is asked, so a run costs the floor of requests that
// gong/API.md 6b gives.
//
// Every page is committed with its position in one transaction (store.Stage). A run that is killed, cancelled or cut off is gone on with
// by the next one: pages are found again by start time, since Gong's cursors die, and records are known by their ids, so nothing comes
// twice. A type's new content becomes visible when the type is complete.
//
// A run reads everything, or what is new and what may have changed lately (Mode, extent), and leaves the rest of a file as it stands. As far
// as it has read, the file is what a first import of the same dates would be, byte for byte but for its Generated; names of people and
// workspaces in other records are those of when these were read. What the dataset knows of all calls of its account (store.KnownCall) tells
// which calls Gong has deleted, and which transcripts are awaited (Awaited), and what a run will cost without asking (Forecast).
//
// A run has a report in the dataset's history from its beginning on (store.RunReport). Check counts what Gong has against what the dataset
// holds; a run of the options that it gives (Check.Mending) reads the months again that differ.
//
// # The promises
//
// A data type that fails or lacks its scope is reported with the reason and harms no other. Cancelling ends within a second and keeps
// every whole page. Run is for one goroutine at a time per dataset; Progress may be read from any.
package importer
