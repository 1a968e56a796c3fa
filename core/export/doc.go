// Package export writes a dataset's files out of the database: as .txt files into a folder, or as one zip archive, and beside them what is
// attached to the dataset.
//
// A file appears under its name only once it is complete; one that was there before is replaced then and not earlier. All writing stays
// below the chosen folder (os.Root), whatever a name holds. Stopping keeps the files that are complete.
package export
