// Package opened reads exported files again: Tamtam's own text files of any age, from anywhere, whole or damaged, without an account.
//
// # Reading
//
// Read goes through a file once, as a stream, and holds one record at a time. What editors, mail and other systems do to a text is undone:
// byte order marks, UTF-16, Windows-1252, CR and CR LF, tabs, white space at the ends of lines, empty lines, a lacking newline at the end. A
// record that the grammar of core/text still refuses is taken apart: its whole fields and turns stay, what is wrong is left out. Everything
// that is left out is told by line and reason, never by its text.
//
// # Archives
//
// Files in zip archives are read as they are unpacked; nothing is written beside the archive. How much of an archive is read and unpacked is
// bounded, for a stranger's may be a bomb. What of it is encrypted or damaged is told, and the rest is read.
//
// # Opening
//
// Open puts what it has read of some files into a dataset of their own (store.Dataset.Opened), which is read and searched like any other
// and stands in no list of datasets. Where files hold the same record the one that was generated last wins. The same files opened again
// take the place of what they were.
package opened
