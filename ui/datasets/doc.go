// Package datasets is the main job's screens: the list of datasets, the form that makes or changes one, and the page of one dataset
// with its files and their text; from there, its calls without a transcript and its comparison with Gong.
//
// # The model
//
// A screen is a value with Content (built once), Enter (it is shown: it reads afresh) and Leave (its work ends, late answers are
// dropped). What it needs from the rest of the program it declares here as small interfaces (needs.go); where it wants to go it
// says through Routes. Screens know neither each other nor the window around them.
//
// Runs belong to the program: a screen starts and cancels them, looks at how far they are (at most ten times a second while one
// goes on, once a second otherwise), and leaving it stops none of them. What a run did is read again from Datasets when it ends.
//
// # The files
//
// needs.go and sync.go say what app must bring; say*.go hold every sentence; state.go, draft.go and checklines.go are pure; list*.go,
// edit*.go, view*.go, awaited.go and check*.go are the screens. Every run begins in start.go, where its cost is asked about.
//
// Everything is used on the UI goroutine.
package datasets
