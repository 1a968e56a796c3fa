// Package mirror keeps the current files of datasets, and what is attached to them, as real files in folders that a person chose
// (store.Dataset.Mirror), for other programs.
//
//	m := mirror.New(db)
//	result, err := m.Write(ctx, id) // after each run, at start, and when a dataset was changed
//
// A file is written when its content is another than the one that was mirrored, or when others have changed or removed it. It is replaced in
// one step (export.Replace). Its time of modification is when its content was made, to two seconds, which every file system keeps.
//
// What was written is kept in the database (store.Mirrored), never in the folder. So a file is touched only when it is known to be ours:
//   - One of the same name that somebody else made stays, is not overwritten, and is told of (ErrForeign). The name is claimed in
//     the database before the file gets it, so that a program that is killed in between knows its file again.
//   - Datasets may share a folder; one never takes a name that stands there for another (ErrTaken).
//   - Ours are removed when the dataset does not have them any more, or is mirrored elsewhere, unless others have changed them since. When the new
//     folder cannot be written, the files in the former one stay.
//
// A folder that is not there is never made: it may be on a disk that is not connected (ErrMissing). Prepare makes one, when it is chosen. Files
// of a dataset that was deleted stay, as exported ones do.
package mirror
