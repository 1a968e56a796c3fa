// Package datatype turns what Gong's API sends into the records of the eleven text files: what each data type is called, which
// permissions it needs, and how one of its items reads as text.
//
// Everything here is a pure function of its arguments: no request, no clock, no state. The same items give the same text, byte for
// byte, in whatever order they came, which is what makes a file after a sync equal to the file of a fresh import. The functions are
// safe for concurrent use; a Directory may be read by many at once, but not while it is being filled.
//
// How values read, beyond the grammar of package text:
//   - The first line of a list's item is a text.Item that text.ParseItem reads. Further lines of an item are detail: the sentences of an
//     outline's section, the terms of a tracker.
//   - 0 and false are written where Gong measured them. What Gong lists only because it is configured is left out of a call: topics
//     of no seconds and trackers that were not heard. The file of trackers says what is listened for, and a search for a tracker's
//     name finds the calls in which it was said, not all of them.
//   - People whom nothing names are written as what is known of them: the e-mail address, else the phone number, else the id.
package datatype
