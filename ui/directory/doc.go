// Package directory shows the companies, persons and users that meetings are matched with: tables to search, sort and edit in; the import of tables from
// files and from Gong; and who the users of Gong are.
//
// # The model
//
// A screen is a value with Content (built once), Enter (it is shown: it reads afresh) and Leave (its work ends, late answers are dropped). What it
// needs from the rest of the program it declares here as small interfaces (needs.go). All that grows with the directory is done off the UI goroutine:
// reading, making lines of it, finding and sorting, planning. Only the rows in sight are built.
//
// # The files
//
// needs.go says what app must bring; say.go holds every sentence; lines.go is pure; list*.go is the directory, form*.go the dialog that changes an
// object, import*.go the import, users*.go the users of Gong.
//
// Everything is used on the UI goroutine.
package directory
