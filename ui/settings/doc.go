// Package settings is the page of what holds for the whole program: the connection to Gong, the way to it, how the window looks, where the data lies, and
// which version this is. Each is a section of one scrolling page.
//
// The Gong card reads afresh at Enter and after everything that changes the connection. Tests and checks end when the page is left.
//
// needs.go says what app must bring, say.go holds every sentence; page.go puts the sections together, gong.go, network.go, appearance.go, storage.go
// and about.go are one each. A further section is one more line in page.go.
package settings
