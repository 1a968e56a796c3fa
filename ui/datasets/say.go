package datasets

import (
	"fmt"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/importer"
	"tamtam/core/store"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/say"
)

// The sentences of this package. Labels of buttons and fields stand where they are used.

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

func trouble(err error, happened string) kit.Trouble {
	p := say.Error(err, happened)
	return kit.Trouble{What: p.Headline, Cause: p.Cause, Next: p.Next, Details: p.Details}
}

func sayImporting(r Run) string {
	if r.Stopping {
		return "Stopping"
	}
	return "Importing " + humane.Percent(share(r.Snapshot))
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

func sayExpected(records int, bytes int64) string {
	return "about " + sayRecords(records) + " · " + humane.Size(bytes)
}

// sayPeriod reads a dataset's choice: "Last 90 days · at most 100 of each".
func sayChoice(d store.Dataset) string {
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

// sayCost is what an import asks of Gong, and whether Gong lets it in one day.
func sayCost(c importer.Cost) string {
	cost := fmt.Sprintf("An import with these choices asks Gong %s and takes about %s.",
		humane.Count(c.Requests, "time", "times"), humane.Duration(c.Time))
	if c.Requests > dailyRequests {
		cost += " Gong answers 10,000 requests a day, so it will go on over " +
			humane.Count((c.Requests+dailyRequests-1)/dailyRequests, "day", "days") + "."
	}
	return cost
}

func sayPeriodHint(p core.Period) string {
	switch {
	case p.Days > 0:
		return "Counted from the first import: later refreshes add what is new and lose nothing."
	case p.From.IsZero() && p.To.IsZero():
		return "From the first call on. User statistics cover the last 30 days."
	}
	return "Both days are included, in UTC."
}

func sayLimitHint(limit int) string {
	if limit == 0 {
		return "Gong answers 100 at a time: every 1,000 calls with transcripts cost 20 requests, 7 s."
	}
	pages := (limit + 99) / 100
	return "The newest " + humane.Number(limit) + " of each type: " + humane.Count(pages, "request", "requests") +
		" for calls, " + humane.Number(pages) + " for transcripts."
}

const (
	sayPrivateHint = "Calls that their owners marked as private in Gong stay out of every file unless this is ticked."

	sayNoConnection     = "No Gong connection found"
	sayNoConnectionHint = "Connect Tamtam to your Gong account first. What you have entered here stays."

	sayNothingStaged = "Choose data types and add them: each becomes one text file."

	saySampleAccount = "Sample data"
)

// sayDeleteLoss names what goes with a dataset.
func sayDeleteLoss(e Entry) string {
	records, bytes, _ := totals(e)
	if len(e.Files) == 0 {
		return "Its choice of " + sayTypes(len(e.Dataset.Types)) + " is lost. It holds no files yet."
	}
	return fmt.Sprintf("Its %s with %s (%s) are removed from this computer. Files that you exported stay, and nothing changes in Gong.",
		humane.Count(len(e.Files), "file", "files"), sayRecords(records), humane.Size(bytes))
}

// sayRemoveLoss names what goes with types that have files.
func sayRemoveLoss(lost []staged) string {
	if len(lost) == 1 {
		f := lost[0].file
		return fmt.Sprintf("When you save, %s with %s (%s) is removed from this dataset. Files that you exported stay.",
			f.Name(), sayRecords(f.Records), humane.Size(f.Bytes))
	}
	records, bytes := 0, int64(0)
	for _, s := range lost {
		records += s.file.Records
		bytes += s.file.Bytes
	}
	return fmt.Sprintf("When you save, %s with %s (%s) are removed from this dataset. Files that you exported stay.",
		humane.Count(len(lost), "file", "files"), sayRecords(records), humane.Size(bytes))
}

func sayDiscardLoss(d *draft) string {
	if d.isNew() {
		return "This dataset was not created yet: its name and the choice of data types are lost."
	}
	return "Your changes to " + quoted(d.before.Dataset.Name) + " are lost. Its files stay as they are."
}

func saySave(d *draft, saving bool) string {
	switch {
	case saving:
		return "Saving…"
	case d.isNew():
		return "Create dataset"
	}
	return "Save changes"
}

// sayChanged is the news after a change that the next import will act upon.
func sayChanged(d store.Dataset) string {
	return quoted(d.Name) + " was saved. The next refresh brings what you chose."
}

// sayProgress is where a type stands within a run.
func sayProgress(p importer.TypeProgress) string {
	switch p.State {
	case importer.Fetching:
		if p.Total > 0 {
			return "Fetching " + humane.Number(p.Records) + " of " + humane.Number(p.Total)
		}
		return "Fetching " + humane.Number(p.Records)
	case importer.Writing:
		return "Writing " + sayRecords(p.Records)
	case importer.Ended:
		return sayOutcome(p.Result)
	}
	return "Queued"
}

func sayOutcome(r importer.TypeResult) string {
	switch r.Outcome {
	case importer.Skipped:
		if r.Scope != "" {
			return "Skipped: no permission " + r.Scope
		}
		return "Skipped: " + sayReason(r)
	case importer.Failed:
		return "Failed: " + sayReason(r)
	case importer.Canceled:
		return "Cancelled, " + humane.Count(r.Records, "record", "records") + " kept"
	}
	return "Done, " + sayContent(r.Records, r.Bytes)
}

// sayReason is why a type was not imported. The error's kind says it best; its text is only for Details.
func sayReason(r importer.TypeResult) string {
	if r.Err != nil {
		p := say.Error(r.Err, "")
		return lower(p.Cause)
	}
	if r.Reason != "" {
		return lower(r.Reason)
	}
	return "the reason is not known."
}

func lower(sentence string) string {
	// "Gong …" keeps its capital.
	if sentence == "" || strings.HasPrefix(sentence, "Gong") {
		return sentence
	}
	return strings.ToLower(sentence[:1]) + sentence[1:]
}

// sayRun is how far a run is as a whole: "4 of 11 types · 23 of about 40 requests · 12 s left".
func sayRun(r Run) string {
	s := r.Snapshot
	ended := 0
	for _, t := range s.Types {
		if t.State == importer.Ended {
			ended++
		}
	}
	parts := []string{fmt.Sprintf("%d of %s", ended, humane.Count(len(s.Types), "type", "types"))}
	switch {
	case s.Expected > 0:
		parts = append(parts, fmt.Sprintf("%s of about %s", humane.Number(s.Requests), humane.Count(max(s.Expected, s.Requests), "request", "requests")))
	case s.Requests > 0:
		parts = append(parts, humane.Count(s.Requests, "request", "requests"))
	}
	switch {
	case r.Stopping:
		parts = append(parts, "stopping, whole pages are kept")
	case s.Left > 0:
		parts = append(parts, humane.Left(s.Left))
	}
	return strings.Join(parts, " · ")
}

// sayEnd is what the last run left, for the banner on a dataset's page; "" when everything is well.
func sayEnd(e Entry) (sentence string, tone kit.Tone) {
	if e.Err != nil {
		p := say.Error(e.Err, "The import could not begin")
		return p.Line(), kit.Bad
	}
	var failed, skipped, canceled []core.DataType
	for _, t := range e.Dataset.Types {
		switch last, _ := lastOf(e, t); last.Outcome {
		case importer.Failed:
			failed = append(failed, t)
		case importer.Skipped:
			skipped = append(skipped, t)
		case importer.Canceled:
			canceled = append(canceled, t)
		}
	}
	var said []string
	if len(failed) > 0 {
		said = append(said, titles(failed)+" could not be imported; what was there before is untouched.")
	}
	if len(canceled) > 0 {
		said = append(said, titles(canceled)+" were cancelled; whole pages are kept and the next import goes on from there.")
	}
	if len(skipped) > 0 {
		said = append(said, sayLeftOut(skipped))
	}
	tone = kit.Warn
	if len(failed) > 0 && len(failed) == len(e.Dataset.Types) {
		tone = kit.Bad
	}
	return strings.Join(said, " "), tone
}

func sayLeftOut(types []core.DataType) string {
	were := "were"
	if len(types) == 1 {
		were = "was"
	}
	return titles(types) + " " + were + " skipped: the Gong credentials lack the permission."
}

// sayDone is the news at the end of a run.
func sayDone(e Entry, s importer.Snapshot) string {
	changes := store.Changes{}
	records, bytes := 0, int64(0)
	for _, t := range s.Types {
		last, _ := lastOf(e, t.Type)
		changes.Added += last.Changes.Added
		changes.Changed += last.Changes.Changed
		changes.Removed += last.Changes.Removed
		records += last.Records
		bytes += last.Bytes
	}
	news := []string{}
	for _, n := range []struct {
		count int
		word  string
	}{{changes.Added, "new"}, {changes.Changed, "changed"}, {changes.Removed, "gone"}} {
		if n.count > 0 {
			news = append(news, humane.Number(n.count)+" "+n.word)
		}
	}
	what := "nothing new"
	if len(news) > 0 {
		what = list(news)
	}
	return fmt.Sprintf("%s is up to date: %s. %s.", quoted(e.Dataset.Name), what, sayContent(records, bytes))
}

func sayExported(x Exported) string {
	return fmt.Sprintf("Exported %s (%s) to %s.", humane.Count(x.Files, "file", "files"), humane.Size(x.Bytes), x.Path)
}

func sayExporting(written, total int64) string {
	return "Writing " + humane.Size(written) + " of " + humane.Size(total)
}

// ago is when something happened, with the exact local time for the tip.
func ago(t, now time.Time) (words, exact string) {
	if t.IsZero() {
		return "", ""
	}
	return humane.Ago(t, now), humane.Exact(t.Local())
}

const (
	sayEmpty            = "A dataset is a choice of Gong data: calls, transcripts and more, each as one readable text file on this computer."
	sayEmptyUnconnected = sayEmpty + " Connect your Gong account to make the first one."
)

func sayNoMatch(filter string) string { return "No dataset has " + quoted(filter) + " in its name." }

func sayNothingToExport(e Entry) string {
	return quoted(e.Dataset.Name) + " has no files yet. Import it first."
}

// sayConnectionTrouble is what keeps imports from working; "" when nothing does.
func sayConnectionTrouble(c Connection) string {
	switch {
	case c.ID == "":
		return sayNoConnection + ". Everything here stays readable; new imports need a connection."
	case c.Attention != "":
		return c.Attention + " Everything here stays readable."
	}
	return ""
}

const sayExportHint = "Files of the same name in it are replaced."

// sayExportWhat is what an export would write.
func sayExportWhat(e Entry) string {
	_, bytes, _ := totals(e)
	return humane.Count(len(e.Files), "file", "files") + " · " + humane.Size(bytes)
}

func sayNotRevealed(x Exported) string {
	return "The file manager could not be opened. The export is in " + x.Path + "."
}

const sayNoPermissionCard = "No permission: the Gong credentials lack the scope named here."

// sayStaged is the small print of a file to be.
func sayStaged(s *staged) string {
	records, _, exact, ok := s.size()
	switch {
	case s.denied():
		if scope := core.ScopeOf(s.estimate.Err); scope != "" {
			return "No permission: " + scope
		}
		return "No permission"
	case s.estimated && s.estimate.Err != nil:
		return "No estimate: " + lower(say.Error(s.estimate.Err, "").Cause)
	case !ok:
		return ""
	case s.estimated && exact:
		return sayRecords(records)
	case s.estimated:
		return "Estimated from a preview: about " + sayRecords(records)
	}
	return "Imported: " + sayRecords(records)
}

// sayTotal adds up the files to be.
func sayTotal(d *draft) string {
	files, _, bytes, exact, unknown := d.sum()
	total := humane.Count(files, "file", "files")
	switch {
	case unknown == files:
		return total
	case exact:
		total += " · " + humane.Size(bytes)
	default:
		total += " · ≈ " + humane.Size(bytes) + " estimated"
	}
	if unknown > 0 {
		total += ", " + humane.Number(unknown) + " unknown"
	}
	return total
}

func sayToAdd(types int) string {
	if types == 1 {
		return "1 ticked type is not added yet."
	}
	return humane.Number(types) + " ticked types are not added yet."
}

func sayAdd(types int) string {
	if types == 0 {
		return "Add"
	}
	return "Add " + humane.Count(types, "file", "files")
}

// sentence writes the text of a check with a capital and a full stop.
func sentence(err error) string { return say.Sentence(err.Error()) }

func sayCancel(r Run) string {
	if r.Stopping {
		return "Stopping…"
	}
	return "Cancel"
}

// sayTrouble is the whole sentence on a type that was not imported.
func sayTrouble(r importer.TypeResult) string {
	switch r.Outcome {
	case importer.Skipped:
		if r.Scope != "" {
			return say.NoPermission(r.Scope) + " Ask a Gong administrator to add it."
		}
	case importer.Failed:
		if r.Err != nil {
			return say.Error(r.Err, title(r.Type)+" could not be imported").Line()
		}
	case importer.Canceled:
		return "The import was cancelled. Whole pages are kept, and the next import goes on from there."
	}
	return r.Reason
}

const (
	sayComing = "The text appears here as soon as the file is complete."
	sayNotYet = "An import brings it. What is here already stays readable."
)

// sayStale says above a text why the latest import did not renew it.
func sayStale(last importer.TypeResult) string {
	return sayTrouble(last) + " This is the text of the import before."
}

// troubleOf is a type's failure for a screen of its own.
func troubleOf(r importer.TypeResult) kit.Trouble {
	happened := title(r.Type) + " could not be imported"
	if r.Err != nil {
		return trouble(r.Err, happened)
	}
	return kit.Trouble{What: happened + ".", Cause: say.Sentence(r.Reason), Next: "Try again."}
}
