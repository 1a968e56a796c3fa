package datasets

import (
	"fmt"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/importer"
	"tamtam/core/store"
	"tamtam/ui/humane"
	"tamtam/ui/say"
)

const sayNoPermissionCard = "No permission: ask a Gong admin to add this scope"

// saySize is the size of a file to be; estimates are marked.
func saySize(s *staged) string {
	_, bytes, exact, ok := s.size()
	switch {
	case s.waiting:
		return "Estimating the size"
	case !ok:
		return "Size unknown"
	case exact:
		return humane.Size(bytes)
	}
	return "≈ " + humane.Size(bytes)
}

// saySource is where a size comes from.
func saySource(s *staged) string {
	records, _, exact, ok := s.size()
	switch {
	case !ok:
		return ""
	case s.estimated && exact:
		return sayRecords(records)
	case s.estimated:
		return "estimated, about " + sayRecords(records)
	}
	return "imported, " + sayRecords(records)
}

// sayStagedTrouble is why a file has no estimate; "" when it has one or may still get one.
func sayStagedTrouble(s *staged) string {
	switch {
	case s.denied():
		if scope := core.ScopeOf(s.estimate.Err); scope != "" {
			return "Skipped, no permission: " + scope
		}
		return "Skipped, no permission"
	case s.estimated && s.estimate.Err != nil:
		return "Size unknown: " + say.Lower(say.Error(s.estimate.Err, "").Cause)
	}
	return ""
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

	sayNothingStaged = "Choose data types and add them: each becomes one text file."
)

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

// sayCard describes a data type in one line, where datatype.Type's description would be cut.
func sayCard(t core.DataType) string {
	switch t {
	case core.Calls:
		return "Who met when, for how long, and about what"
	case core.Transcripts:
		return "Every word, with speakers and times"
	case core.Users:
		return "Names, e-mails, titles, roles"
	case core.UserStats:
		return "Activity per day and interaction per month"
	case core.Scorecards:
		return "The questions that calls are scored by"
	case core.AnsweredScorecards:
		return "How calls were scored, and by whom"
	case core.Libraries:
		return "Folders of saved calls and snippets"
	case core.Trackers:
		return "The keywords that are listened for"
	case core.CRMDeals:
		return "Deals that the calls are about"
	case core.CRMContacts:
		return "Contacts that the calls are linked to"
	case core.CRMAccounts:
		return "Companies that the calls are linked to"
	}
	return datatype.Of(t).Description
}
