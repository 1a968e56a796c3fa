// Package index is an inverted index in immutable segments: how text becomes words, how the words of some documents become the keys and values
// of a segment, and how those are read. It is pure: where the keys lie is its user's to say (Keys), and which documents still count, too.
//
// # The model
//
// A document is a conversation: turns of speech. Its words have positions, counted on through the turns with a gap between two, so that
// words next to each other are always of one turn. A segment holds, by term, the documents with how often and where they have it; and by
// document its length, a checksum of the text that it was made of, and who speaks in which turn about what.
//
// # The figures
//
// go test -bench . on two shared cores: see docs/architecture.md, Search.
package index
