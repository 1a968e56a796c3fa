package activity

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"time"

	"tamtam/core"
	"tamtam/core/store"
	"tamtam/ui/humane"
)

// mostCopied is how many changed records the text of a run lists; more are counted.
const mostCopied = 10_000

// textOfRun is a run as text to copy: what it was, and each type with the records that it changed.
func textOfRun(r store.RunReport, name string, s standing, changes map[core.DataType][]store.Change) string {
	var b strings.Builder
	b.WriteString(sayTitle(r, name) + "\n")
	facts := [][2]string{
		{"Result", s.words},
		{"Begun", exact(r.Begun)},
		{"Ended", exact(r.Ended)},
		{"By", sayTrigger(r)},
		{"Planned for", exact(r.Slot)},
		{"Requests", humane.Number(r.Requests)},
		{"Run", string(r.ID)},
	}
	for _, f := range facts {
		if f[1] != "" {
			fmt.Fprintf(&b, "%-13s%s\n", f[0]+":", f[1])
		}
	}
	if r.Failure != nil {
		fmt.Fprintf(&b, "%-13s%s\n", "Failure:", r.Failure.Text)
		writeRequestID(&b, r.Failure)
	}
	left := mostCopied
	for _, t := range r.Types {
		fmt.Fprintf(&b, "\n%s: %s\n", title(t.Type), sayOutcome(t))
		if (t.Changes != store.Changes{}) {
			added, others := sayChanges(t.Changes)
			b.WriteString("  " + added + ", " + others + "\n")
		}
		if t.Failure != nil {
			b.WriteString("  " + t.Failure.Text + "\n")
			writeRequestID(&b, t.Failure)
		}
		list := changes[t.Type]
		for _, c := range list[:min(left, len(list))] {
			fmt.Fprintf(&b, "  %s %s\n", signs[c.Op], strings.TrimSpace(c.Title+"  "+c.ID))
		}
		if more := len(list) - min(left, len(list)); more > 0 {
			fmt.Fprintf(&b, "  and %s more\n", humane.Number(more))
		}
		left -= min(left, len(list))
	}
	return b.String()
}

func writeRequestID(b *strings.Builder, f *store.Failure) {
	if f.RequestID != "" {
		fmt.Fprintf(b, "  Gong's request id: %s\n", f.RequestID)
	}
}

// signs stand before records in a text.
var signs = map[store.ChangeOp]string{store.Added: "+", store.Changed: "~", store.Removed: "-", store.Marked: "x"}

// exact is a time to the second, "" for the zero one.
func exact(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return humane.Exact(t.Local())
}

// columns head a list of runs.
var columns = []string{
	"Begun", "Dataset", "Kind", "By", "Seconds", "Requests", "Records", "New", "Changed", "Gone", "Result",
}

// cells are a run in a list of runs.
func cells(r store.RunReport, name string, s standing) []string {
	records, changes := totals(r)
	return []string{
		r.Begun.UTC().Format(time.RFC3339), name, sayKind(r.Kind), sayTrigger(r), seconds(r), strconv.Itoa(r.Requests), strconv.Itoa(records),
		strconv.Itoa(changes.Added), strconv.Itoa(changes.Changed), strconv.Itoa(changes.Removed), s.words,
	}
}

// seconds is how long a run took, "" when that is not known.
func seconds(r store.RunReport) string {
	if r.Ended.IsZero() {
		return ""
	}
	return strconv.FormatFloat(r.Ended.Sub(r.Begun).Seconds(), 'f', 0, 64)
}

// textOfRuns is a list of runs as text to copy: cells apart by tabs, as a sheet takes them.
func textOfRuns(rows [][]string) string {
	var b strings.Builder
	for _, row := range append([][]string{columns}, rows...) {
		b.WriteString(strings.Join(row, "\t") + "\n")
	}
	return b.String()
}

// sheetOfRuns is a list of runs as a CSV file (RFC 4180). What a sheet would take for a formula is made a text.
func sheetOfRuns(rows [][]string) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	for _, row := range append([][]string{columns}, rows...) {
		safe := make([]string, len(row))
		for i, cell := range row {
			if strings.IndexAny(cell, "=+-@\t\r") == 0 {
				cell = "'" + cell
			}
			safe[i] = cell
		}
		_ = w.Write(safe) // into memory: it cannot fail
	}
	w.Flush()
	return b.Bytes()
}
