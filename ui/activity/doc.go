// Package activity shows what was run: the list of runs, over all datasets or of one (its history), and the page of one run with what
// became of each data type and which records it changed. In the list of all stand the runs of the Timeline, too, whose page is that of
// ui/meetings.
//
// # The model
//
// A screen is a value with Content (built once), Enter (it is shown: it reads afresh) and Leave (its work ends, late answers are dropped).
// What it needs from the rest of the program it declares here as small interfaces (needs.go); where it wants to go it says through Routes.
//
// Runs are read from the store, the newest page first and the older ones behind it, so that ten thousand of them are there as soon as the
// first hundred; only the rows in sight are built. A run under way is what the store says, with its progress from memory, looked at ten
// times a second at most. One that has no end and is not under way was interrupted: the program was killed meanwhile.
//
// # The files
//
// needs.go says what app must bring; say.go holds every sentence and text.go the texts to copy and to export; state.go and lines.go are
// pure; list*.go and run*.go are the screens, meetings.go what the list knows of the Timeline.
//
// Everything is used on the UI goroutine.
package activity
