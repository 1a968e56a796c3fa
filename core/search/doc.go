// Package search finds what was said: a query language in which any text is a query, and the calls and turns that it finds, best first.
//
// # The language
//
// Words, all of which must be said in a call. "A phrase", words next to each other within one turn. prefix*. a OR b; OR binds closer than
// the space between words. -word, -"phrase" and -operator:value leave out; several dashes are just dashes. A word with marks inside, such as
// C++ or state-of-the-art, is a phrase of its parts; of can't, an apostrophe of some kind must join them. Case and accents make no difference.
//
//	speaker: side: topic:      the words must be said in turns of this speaker, side (internal, external), topic
//	title: company: tracker:   the call has it
//	before: after:             the call began before the day, or on it and after: 2026-04-08, 2026-04, 2026, today, yesterday, 30d
//	dataset: tag: has:note     has: note, star, tag, highlight, transcript
//
// Of several speaker:, side:, topic:, company: or dataset: one suffices, of the others all must hold. A value is found anywhere in what it is
// held against, without case and accents; a topic in the topics of the turn or, where Gong gives those of the call only, of the call. What
// is left out by a -word is looked for in the turns that speaker: and the like allow, too. The hits of a query without words are the
// turns that it allows; of one that only narrows calls, their first turn. has:note and has:highlight without words find the turns, of those
// allowed, in which the passages begin that the notes or highlights are on; where there is none, a note on the whole call, what they would find
// otherwise.
//
// Whatever is none of this, or not complete yet, is text or is left out with a notice; nothing is an error.
package search
