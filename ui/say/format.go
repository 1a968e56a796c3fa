package say

// formats are the words for the formats that calls are exported in, by the endings of their files.
var formats = map[string]string{
	"txt": "Plain text", "md": "Markdown", "html": "Web page, one file", "docx": "Word document", "csv": "Spreadsheet (CSV)", "xlsx": "Excel workbook",
	"jsonl": "JSON Lines", "parquet": "Parquet",
}

// Format names a format of export by the ending of its files, with that ending: "Markdown (.md)".
func Format(ending string) string { return formats[ending] + " (." + ending + ")" }
