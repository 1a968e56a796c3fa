// Package opened is the page of exported files that are open: text files of Tamtam's from anywhere, also in zip archives, which are read and searched without an
// account. It opens them by dialog or when they are dropped, shows how far it is, and tells what could not be read; it lists what is open,
// and closes it.
//
// # The files
//
// needs.go says what app must bring; say.go holds every sentence; page.go is the page, act.go what is done on it, report.go what became of
// the files that were opened last.
//
// Everything is used on the UI goroutine.
package opened
