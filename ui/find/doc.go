// Package find is the page on which everything is searched: a field that is answered as one types, the calls and turns that were found, and
// before anything is typed what may be typed, the searches of before and those that were saved.
//
// # The model
//
// A page is made once and lives as long as the window: Ctrl+K shows it as it was left. Every letter ends the question before it and asks anew, and
// the page waits a frame for the answer, so that mostly one frame shows both; of letters that follow each other within askAfter only the first and
// the last ask. A late answer to an old question is dropped, so that what is shown always answers what stands in the field. Results come page by
// page as one scrolls; a call shows its best turns, the others when they are asked for.
//
// The field keeps the focus. The arrows move over what was found, Enter opens it, and only the list of completions, while it is open, comes
// first.
//
// # The files
//
// needs.go says what app must bring; say.go holds every sentence; state.go and cut.go are pure: what was found as rows, and the part of a
// turn that a row shows. page.go, ask.go and show.go are the page, field.go and complete.go the field, row*.go the rows, start*.go what
// stands there while nothing is asked, saved.go what is done with saved searches.
//
// Everything is used on the UI goroutine.
package find
