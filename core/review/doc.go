// Package review reads: the calls of one dataset or of all, each joined of its records and met once, and a call opened whole with all that
// the datasets know of it. It writes nothing.
//
// # The promises
//
// A Catalogue is a snapshot that never changes; Desk.Calls makes a new one only when the database has changed. A call that several
// datasets hold stands once, each of its records read from the dataset that was refreshed last, and from opened files only where no dataset
// has it. Everything is safe for concurrent use.
package review
