// Package text is the grammar of Tamtam's text files: one writer and one parser for the record that is stored, shown, searched,
// exported and compared everywhere.
//
//	file     = header (NL record)*
//	header   = "Gong " title NL description NL NL (key ":" spaces value NL)+
//	record   = "=== " kind " " id " ===" NL field* [NL turn+]
//	field    = key ": " value NL continuation*  |  key ":" NL item+
//	item     = "  - " value NL continuation*
//	turn     = "[" hh:mm:ss "] " part [" (" affiliation ")"] [" · " topic] NL continuation*
//	continuation = "    " text NL
//	id       = A-Z a-z 0-9 . _ ~ @ + / -    any other byte as %XX
//	part     = text without , : ; " ( ) < > ·   |   '"' text with \" and \\ '"'
//
// The promise: for every record made by New and its methods, Parse(Append(nil, r)) equals r. Text that comes from Gong never stands in
// column 0 except behind a key, so no title, note or sentence can forge a record, a field or a header. The methods of Record clean
// what they are given (see Clean), so callers hand over Gong's text as it is.
//
// All functions are pure and safe for concurrent use; a Record belongs to its maker.
package text

// Format is the number written as "Format:" in every header. A change of the grammar raises it.
const Format = "1"
