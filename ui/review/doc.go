// Package review is the screen where calls are read: the list of all calls with its filters, the transcript of one, and beside it everything
// else that is known of the call; the basket of quotes; and the page of a company.
//
// # The model
//
// A screen is a value with Content (built once), Enter (it is shown: it reads afresh) and Leave (its work ends, late answers are dropped).
// What it needs from the rest of the program it declares here as small interfaces (needs.go); where it wants to go it says through Routes.
// Nothing here asks Gong: all of it works without a network.
//
// The list is a snapshot of all calls. Choosing and counting go on off the UI goroutine, and only the rows in sight are built, so that ten
// thousand calls are as quick as ten. What a person made of calls (stars, tags, notes) is handed in beside them and shown at once when it is
// changed here: writing it follows behind.
//
// # The files
//
// needs.go says what app must bring and say.go holds every sentence; query.go, facets.go, chips.go and sections.go are pure; list*.go,
// facet*.go are the left column, reading*.go the middle, side*.go the right; quotes*.go and company*.go are screens of their own.
//
// Everything is used on the UI goroutine.
package review
