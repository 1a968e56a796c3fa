// Package timeline shows the Timeline: the companies that have Activities, their feed, and the Activity that is chosen, with what a person can do
// with it.
//
// # The model
//
// A screen is a value with Content (built once), Enter (it is shown: it reads afresh) and Leave (its work ends, late answers are dropped).
// What it needs from the rest of the program it declares here as small interfaces (needs.go); where it wants to go it says through Routes.
//
// A feed is a list of places, each a call and its moment, which is read whole: ten thousand of them are some hundred kilobytes. What the rows say is
// read behind it, the newest page first and the older ones after each other, and kept for all feeds; only the rows in sight are built. While a run
// goes on, what is new is read now and then, and everything anew when it has ended.
//
// # The files
//
// needs.go says what app must bring; say.go holds every sentence; read.go reads; companies.go, feed*.go and pane*.go are the three columns, which
// columns.go gives their room; actions.go and strip.go are what stands above them; act.go is what a person does with an Activity, and
// ask.go for what Gong is asked for that.
//
// Everything is used on the UI goroutine.
package timeline
