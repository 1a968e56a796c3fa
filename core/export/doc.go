// Package export writes what the database holds for other programs and other people: a dataset's files, as .txt files in a folder or as one
// zip archive, and beside them what is attached to the dataset; conversations, which are calls with their transcripts; and quotes.
//
// # Conversations
//
// A call, a selection of calls or a dataset is handed over as an iterator, of which one conversation is held at a time. Text, Markdown, HTML
// and DOCX are documents: Write puts all into one, which suits a call or a selection; Each makes a folder of one for each call, with an
// index that leads to them, which suits a dataset. CSV, XLSX, JSON Lines and Parquet are tables of one row for each turn, and one file
// whatever is exported; a workbook has a sheet of calls besides.
//
// # The promises
//
// A file appears under its name only once it is complete; one that was there before is replaced then and not earlier. All writing stays
// below the chosen folder (os.Root), whatever a name holds. Folder keeps, when it is stopped, the files that are complete; everything else
// leaves all as it was.
//
// Nothing that was said or written becomes anything but text: no markup in Markdown and HTML, no formula in a workbook or in CSV, where an
// apostrophe stands before what a spreadsheet would take for one, no link but to the call's page. HTML pages load nothing and run nothing.
package export
