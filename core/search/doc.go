// Package search finds what was said: a query language in which any text is a query, and the calls and turns that it finds, best first.
//
// # The language
//
// Words, all of which must be said in a call. "A phrase", words next to each other within one turn. prefix*. a OR b; OR binds closer than
// the space between words. -word, -"phrase" and -operator:value leave out. A word with marks inside, such as can't, C++ or
// state-of-the-art, is a phrase of its parts. Case and accents make no difference.
//
//	speaker: side: topic:      the words must be said in turns of this speaker, side (internal, external), topic
//	title: company: tracker:   the call has it
//	before: after:             the call began before the day, or on it and after: 2026-04-08, 2026-04, 2026, today, yesterday, 30d
//	dataset: tag: has:note     has: note, star, tag, highlight, transcript
//
// Whatever is none of this, or not complete yet, is text or is left out with a notice; nothing is an error.
package search
