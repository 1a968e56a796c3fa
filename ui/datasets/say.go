package datasets

import (
	"fmt"
	"strings"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/store"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/say"
)

// The sentences of this package: here those of all screens, in sayform.go and sayrun.go those of the form and of runs. Labels of
// buttons and fields stand where they are used.

// dailyRequests is what Gong answers a company a day.
const dailyRequests = 10_000

func title(t core.DataType) string {
	if title := datatype.Of(t).Title; title != "" {
		return title
	}
	return string(t)
}

func titles(types []core.DataType) string {
	names := make([]string, len(types))
	for i, t := range types {
		names[i] = title(t)
	}
	return list(names)
}

// list joins words as a person does: "a, b and c".
func list(words []string) string {
	switch n := len(words); n {
	case 0:
		return ""
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
}

func quoted(name string) string { return "“" + name + "”" }

func trouble(err error, happened string) kit.Trouble { return kit.Trouble(say.Error(err, happened)) }

func sayCopiedPart(bytes int) string {
	return "Only the first " + humane.Size(int64(bytes)) + " of what is marked were copied. Export the dataset to have all of it."
}

// sayGoing is how far a run is; first tells that the dataset holds nothing yet.
func sayGoing(r Run, first bool) string {
	verb := "Syncing "
	switch {
	case r.Stopping:
		return "Stopping"
	case first:
		verb = "Importing "
	}
	return verb + humane.Percent(r.Snapshot.Share())
}

func sayPartly(types int) string       { return "Partly failed: " + humane.Count(types, "type", "types") }
func saySkippedTypes(types int) string { return humane.Count(types, "type", "types") + " skipped" }
func sayMissing(types int) string      { return humane.Count(types, "type", "types") + " not imported" }

func sayRecords(n int) string { return humane.Count(n, "record", "records") }

func sayTypes(n int) string { return humane.Count(n, "data type", "data types") }

// sayContent is what a file or a dataset holds: "100 records · 84 KB".
func sayContent(records int, bytes int64) string {
	return sayRecords(records) + " · " + humane.Size(bytes)
}

// sayPeriod reads a dataset's choice: "Last 90 days · at most 100 of each".
func sayChoice(d store.Dataset) string {
	if len(d.Types) == 0 {
		return sayOwnFiles
	}
	return sayQuestion(d)
}

// sayQuestion is what is asked of Gong for each data type.
func sayQuestion(d store.Dataset) string {
	choice := sayPeriod(d.Period)
	if d.Limit > 0 {
		choice += " · at most " + humane.Number(d.Limit) + " of each type"
	}
	if d.IncludePrivate {
		choice += " · private calls too"
	}
	return choice
}

func sayPeriod(p core.Period) string {
	switch {
	case p.Days == 365:
		return "Last year"
	case p.Days > 0:
		return fmt.Sprintf("Last %d days", p.Days)
	case p.From.IsZero() && p.To.IsZero():
		return "All time"
	case p.To.IsZero():
		return "Since " + humane.Date(p.From.Start())
	case p.From.IsZero():
		return "Until " + humane.Date(p.To.Start())
	}
	return humane.Date(p.From.Start()) + " to " + humane.Date(p.To.Start())
}

// sayDeleteLoss names what goes with a dataset.
func sayDeleteLoss(e Entry) string {
	records, bytes, _ := totals(e)
	if e.filesOnly() {
		return "What was read from its files is removed from this computer. The files themselves stay where they are."
	}
	if len(e.Files) == 0 {
		return "Its choice of " + sayTypes(len(e.Dataset.Types)) + " is lost. It holds no files yet."
	}
	return fmt.Sprintf("Its %s with %s (%s) are removed from this computer. Files that you exported stay, and nothing changes in Gong.",
		humane.Count(len(e.Files), "file", "files"), sayRecords(records), humane.Size(bytes))
}

const (
	sayEmpty            = "A dataset is a choice of Gong data: calls, transcripts and more, each as one readable text file on this computer."
	sayEmptyUnconnected = sayEmpty + " Connect your Gong account to make the first one."
)

func sayNoMatch(filter string) string { return "No dataset has " + quoted(filter) + " in its name." }

func sayNothingToExport(e Entry) string {
	if e.filesOnly() {
		return quoted(e.Dataset.Name) + " has no files yet."
	}
	return quoted(e.Dataset.Name) + " has no files yet. Import it first."
}

const sayExportHint = "Files of the same name in it are replaced."

// sayExportWhat is what an export would write.
func sayExportWhat(e Entry) string {
	_, bytes, _ := totals(e)
	files := len(e.Files)
	for _, a := range e.Attached {
		if a.Form != store.NotKept {
			files++
		}
	}
	return humane.Count(files, "file", "files") + " · " + humane.Size(bytes)
}

func sayNotRevealed(x Exported) string {
	return "The file manager could not be opened. The export is in " + x.Path + "."
}

// sentence writes the text of a check with a capital and a full stop.
func sentence(err error) string { return say.Sentence(err.Error()) }
