// Package attach brings files of a person's own into datasets: single ones, and folders with all that is and comes below them. It reads
// them into text, looks for what changed, and watches.
//
// # Reading
//
// What a file is is told by the end of its name. Text, Markdown, CSV, JSON, HTML, PDF and DOCX become text; everything else is kept byte
// for byte, and so is a file of those kinds that turns out to be something else, damaged, encrypted or without text, with the reason.
// A file above store.MostAttached is only listed. Files are strangers': every reader stands behind a recover, a deadline (readTime), the
// limit of the text it may make and of what it may unpack, and none recurses with what it reads. PDF, the one format whose readers are
// known for their holes, is read by PDFium inside a WebAssembly machine that reaches nothing but the file's own bytes.
//
// # Keeping current
//
// Refresh compares each source with the disk: size and time of modification first, then the hash, then the content. What changed is read
// again and switches in one step; what vanished is marked and its content stays; what is not there as a whole (a drive, a share) is
// offline, and nothing of it is taken for vanished. A file that was renamed keeps its identity. One that is being written is left until
// it has had the same size and time twice. Serve watches the folders, and looks through them now and then in any case, since the systems'
// news of changes get lost.
//
// Only one reader of a dataset is at work at a time. Everything is safe for concurrent use.
package attach
