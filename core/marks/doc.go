// Package marks is what a person makes of calls: notes, tags, stars, highlights, what was read and up to where; the basket of quotes; saved
// searches. These are the person's own. They are kept apart from datasets, by the id of the call, so that no sync, import or removal of a
// dataset touches them.
//
// # Places that last
//
// A passage is remembered by an Anchor: where it stood, what it says, what stood around it. A Finder finds it again in the transcript as it
// is now: at once where nothing changed, by its text where turns came, went, were merged, split or renamed, and by its likeness where words
// of it were changed. What is not alike enough is an orphan: it is shown with the text it had, and never dropped.
//
// # The promises
//
// All functions are pure, deterministic and bounded in time. What a person enters is cleaned and bounded: what is too long is core.Invalid
// with a sentence, never cut. Merging what another computer exported loses nothing and doubles nothing.
package marks
