// Package store keeps everything that Tamtam knows in one bbolt file: datasets with their files' records, what is known of their calls, the
// history of their runs, how far their schedules are, and the files that people attached to them; connections with their sealed secrets,
// settings, and the count of requests sent to Gong.
//
// # The model
//
// A dataset has a file for each data type. A file is a head (header facts, totals) and records, each the text of one text.Record,
// compressed, under its sort key and id, so that a file is read in order as a stream and never held whole.
//
// A run writes page by page into a staging area beside the visible records (Stage) and makes a type's new content visible in one step
// when it is complete (Finish). Whoever reads sees the old content or the new, never half. Killed anywhere, the staged pages and the
// position that was committed with them are still there. What a run changed is found where a file is finished (Changes, RunChanges), and
// the run's report (RunReport) stands in the history, which is bounded.
//
// An attached file has a head and a content, which is written piece by piece (Content) and shown with its head (KeepAttached).
//
// # The promises
//
// Every write is in the transaction that makes it true. Values are copied out of transactions. A Store is safe for concurrent use; only
// one process at a time may hold the file: the second gets core.Locked and learns who holds it, or waits (OpenWhenFree). A file that is
// empty, cut short, foreign or of a newer version is refused with an error that says so, and is never written to. A fault while reading a
// damaged file is an error, not a crash.
//
// # The figures
//
// 10,000 calls with their transcripts, 560 MB of text, on two shared cores (go test -bench .): the database has 0.43 times the bytes of the
// text; compressing goes at 69 MB/s a core and a page of 100 calls with its transcripts takes 0.13 s with it; showing a finished file takes
// 35 ms, and up to 1 s where a third of it is gone; a file is written at 515 MB/s and opened by lines in 4 ms; the heap stays below 70 MB.
package store
