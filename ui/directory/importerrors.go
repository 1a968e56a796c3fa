package directory

import (
	"bytes"
	"context"
	"encoding/csv"
	"strconv"
	"strings"

	"tamtam/core/directory"
	"tamtam/ui/humane"
	"tamtam/ui/kit"
	"tamtam/ui/say"
	"tamtam/ui/task"
)

const (
	sayChoose      = "Choose a table, CSV or Excel (.xlsx), whose first row holds the titles of its columns, or drop it onto this window. You see what would change before anything does."
	sayNotImported = "Nothing was imported"
	sayStopImport  = "It goes on. Stopping it keeps nothing of it, unless it is complete already: then that is told, and it can be undone."

	sayNoGong = "A dataset with CRM accounts and contacts can be imported from here, too."

	sayWhichGong = "The accounts and contacts that Gong has linked to the calls of a dataset become companies and persons. You see what would change before anything does."
)

// sayGong says what can be taken from Gong.
func sayGong(sources []Source) string {
	if len(sources) == 1 {
		return "Or take what Gong has linked to the calls of “" + humane.Short(sources[0].Name, 60) + "”: " + saySource(sources[0]) + "."
	}
	return "Or take the accounts and contacts that Gong has linked to the calls of a dataset."
}

// saySource is what a dataset holds.
func saySource(s Source) string {
	return humane.Count(s.Accounts, "account", "accounts") + ", " + humane.Count(s.Contacts, "contact", "contacts")
}

// changes is how many objects an import would add or change.
func changes(plans []directory.Plan) (n int) {
	for _, p := range plans {
		n += p.Added + p.Changed
	}
	return n
}

func sayImport(plans []directory.Plan) string {
	switch n := changes(plans); {
	case plans == nil:
		return "Import"
	case n > 0:
		return "Import " + humane.Number(n)
	}
	return "Nothing to import"
}

func sayErrors(n int) string {
	if n == 0 {
		return "Errors"
	}
	return "Errors (" + humane.Number(n) + ")"
}

// sayPlan is what would come of a table, or what has come of it.
func sayPlan(p directory.Plan) string {
	return say.Upper(string(p.Kind)) + ": " + humane.Number(p.Added) + " added, " + humane.Number(p.Changed) + " changed, " + humane.Number(p.Unchanged) + " unchanged"
}

func sayImported(plans []directory.Plan) string {
	words := make([]string, 0, len(plans))
	for _, p := range plans {
		words = append(words, sayPlan(p)+".")
	}
	return strings.Join(words, " ")
}

// wrongRows counts the rows that are left out: one may have several errors.
func wrongRows(plans []directory.Plan) (n int) {
	for _, p := range plans {
		rows := map[int]bool{}
		for _, e := range p.Errors {
			rows[e.Row] = true
		}
		n += len(rows)
	}
	return n
}

func sayWrongRows(plans []directory.Plan) string {
	return humane.Count(wrongRows(plans), "row has an error and is left out.", "rows have errors and are left out.") + " The others are good."
}

func sayNotPlanned(err error) string {
	return say.Error(err, "This cannot be imported").Line()
}

func sayDoing(doing string, done, all int64) string {
	switch {
	case all > 0:
		return doing + ": row " + humane.Number(done) + " of " + humane.Number(all)
	case done > 0:
		return doing + ": " + humane.Count(done, "row", "rows")
	}
	return doing
}

// errorText is what is wrong in the rows, a line each.
func errorText(plans []directory.Plan) string {
	var b strings.Builder
	for _, p := range plans {
		for _, e := range p.Errors {
			b.WriteString(e.String() + "\n")
		}
	}
	return b.String()
}

// errorSheet is the same as CSV. A cell that a spreadsheet would take for a formula gets an apostrophe in front.
func errorSheet(plans []directory.Plan) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write([]string{"Table", "Row", "Column", "Error"})
	for _, p := range plans {
		for _, e := range p.Errors {
			cells := []string{string(p.Kind), strconv.Itoa(e.Row), e.Title, e.Message}
			for i, cell := range cells {
				if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
					cells[i] = "'" + cell
				}
			}
			_ = w.Write(cells)
		}
	}
	w.Flush() // into memory: it does not fail
	return b.Bytes()
}

// saveErrors asks for a folder and writes the errors into it.
func (p *Import) saveErrors() {
	content := errorSheet(p.plans)
	name := "tamtam_import_errors_" + p.needs.Clock.Now().UTC().Format("20060102_150405") + ".csv"
	task.Do(p.scope, func(ctx context.Context) (string, error) { return p.needs.Files.Folder(ctx), nil }, func(start string, _ error) {
		p.needs.Routes.PickFolder(start, func(folder string) {
			task.Do(p.scope, func(ctx context.Context) (string, error) { return p.needs.Files.Save(ctx, folder, name, content) }, func(path string, err error) {
				if err != nil {
					p.needs.Stage.Toast(kit.Bad, say.Error(err, "The errors could not be saved").Line())
					return
				}
				p.needs.Stage.Toast(kit.Good, "Written to "+path+".")
			})
		})
	})
}
