// Package meetings is the sync of Gong's meetings as a person sets it up and looks back at it: the settings with their filters and the dry run, the
// execution log, and the page of one run with a line for each attempt on a call.
//
// # The model
//
// A screen is a value with Content (built once), Enter (it is shown: it reads afresh) and Leave (its work ends, late answers are dropped). What it
// needs from the rest of the program it declares here as small interfaces (needs.go); where it wants to go it says through Routes.
//
// The rules are those of core/timeline: its Settings are what is edited, its Fields and OperatorsOf what a filter can ask, its Check what is
// wrong with it, its LogChoice which runs are shown. A run under way is what the store says of it, with its progress from memory, looked at
// ten times a second at most.
//
// # The files
//
// needs.go says what app must bring; say.go holds every sentence; log*.go is the execution log, run*.go a run, lines*.go the list of attempts
// that a run and a dry run share; settings*.go is the form, filter*.go a filter in it, choose.go the dialog that picks values, dryrun.go the
// dry run; offer.go offers the sync where an account was connected.
//
// Everything is used on the UI goroutine.
package meetings
