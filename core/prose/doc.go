// Package prose lays transcripts out for reading: what a letter, a word and a line is, where lines break, where each stands, and what is
// found in them. It is pure, and knows no window: how wide text is drawn comes in as a Measure.
//
// A place in a transcript is a turn and a number of runes of its text, which is the turn's lines joined by newlines. Places survive
// another width, another size of text, and filters.
//
// Nothing is laid out before it is looked at. A Layout wraps the turns that it is asked for, and a View walks from the line at its upper edge:
// so a transcript of ten thousand turns opens and changes its width as fast as one of ten. How far a View is, for a scroll bar, is counted by
// the turns' lengths, which are known beforehand and do not depend on the width: the bar never jumps.
//
// Wrap breaks after white space and between ideographs (but never before what closes, or behind what opens), and between the letters of a
// word only when it alone is wider than the line. Thai, Lao, Khmer and Burmese are written without spaces; breaking them at words needs
// dictionaries (UAX #14, class SA), so they break as long words do.
//
// Runs of text read from right to left are found by the Unicode Bidirectional Algorithm (UAX #9) without explicit formatting characters,
// which speech does not have. A turn reads in the direction of its first strong letter (rules P2 and P3).
//
// Everything here belongs to one goroutine, but for functions, which keep nothing.
package prose
