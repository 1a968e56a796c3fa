// Package settings is the page of what holds for the whole program: the connections to Gong, what goes on in the background, the way to
// Gong, how the window looks, where the data lies, and which version this is. Each is a section of one scrolling page.
//
// The accounts are read afresh at Enter and after everything that changes them. Tests and checks end when the page is left.
//
// needs.go says what app must bring, say.go and sayaccount.go hold every sentence; page.go puts the sections together. integrations.go,
// background.go, network.go, appearance.go, storage.go and about.go are one each; an account's card is account.go in the frame of frame.go,
// with its facts.go. A further section is one more line in page.go.
package settings
