package datasets

import (
	"fmt"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/importer"
	"tamtam/core/store"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/say"
)

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
		return "Cancelled, whole pages are kept"
	}
	return "Done, " + sayContent(r.Records, r.Bytes)
}

// sayReason is why a type was not imported. The error's kind says it best; its text is only for Details.
func sayReason(r importer.TypeResult) string {
	if r.Err != nil {
		p := say.Error(r.Err, "")
		return say.Lower(p.Cause)
	}
	if r.Reason != "" {
		return say.Lower(r.Reason)
	}
	return "the reason is not known."
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
	return titles(types) + " were skipped: the Gong credentials lack the permission."
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
	if x.Calls > 0 {
		return fmt.Sprintf("Exported %s to %s.", humane.Count(x.Calls, "call", "calls"), x.Path)
	}
	return fmt.Sprintf("Exported %s (%s) to %s.", humane.Count(x.Files, "file", "files"), humane.Size(x.Bytes), x.Path)
}

func sayExportingCalls(written, total int64) string {
	return "Writing call " + humane.Number(int(written)) + " of " + humane.Number(int(total))
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

func sayRefresh(e Entry) string {
	if len(e.Files) == 0 && !e.filesOnly() {
		return "Import now"
	}
	return "Refresh now"
}

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
			return say.NoPermission(r.Scope) + " Ask a technical administrator of Gong to add it."
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
	const old = " This is the text of the import before."
	if last.Err != nil {
		return say.Error(last.Err, "").Cause + old
	}
	return sayTrouble(last) + old
}

// troubleOf is a type's failure for a screen of its own.
func troubleOf(r importer.TypeResult) kit.Trouble {
	happened := title(r.Type) + " could not be imported"
	if r.Err != nil {
		return trouble(r.Err, happened)
	}
	return kit.Trouble{Headline: happened + ".", Cause: say.Sentence(r.Reason), Next: "Try again."}
}
