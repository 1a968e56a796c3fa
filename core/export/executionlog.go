package export

import (
	"io"

	"tamtam/core/timeline"
)

var logTitles = []string{
	"Run ID", "Trigger", "Run Started (UTC)", "Attempt", "Gong Call ID", "Meeting Title", "Meeting Start (UTC)", "Gong Owner Name", "Gong Owner Email",
	"Gong Owner ID", "Company GSID", "Company Name", "Author GSID", "Author Name", "Author License", "Activity GSID", "Action", "Status", "Message", "Gong URL",
}

func logWidth(column int) float64 {
	return []float64{28, 10, 19, 8, 22, 40, 19, 22, 28, 22, 20, 28, 20, 22, 16, 20, 11, 9, 70, 44}[column]
}

// ExecutionLog writes the log of a run of the Timeline as a workbook of one sheet. Ids are texts, times real ones, no text is a formula, and what
// a cell does not hold ends with an ellipsis.
func ExecutionLog(w io.Writer, r timeline.Run, entries []timeline.Entry) (err error) {
	b, err := newBook(w, "Execution Log")
	if err != nil {
		return failed(err)
	}
	defer b.drop()
	sheet, err := b.begin("Execution Log", logTitles, logWidth)
	if err != nil {
		return failed(err)
	}
	for _, e := range entries {
		if sheet.rows == b.mostRows {
			return errSheetFull
		}
		err = sheet.add(
			fit(string(r.ID)), string(r.Trigger), b.moment(r.Started), e.Attempt, fit(string(e.CallID)), fit(e.Title), b.moment(e.Start), fit(e.OwnerName),
			fit(e.OwnerEmail), fit(string(e.Owner)), fit(string(e.Company)), fit(e.CompanyName), fit(string(e.Author)), fit(e.AuthorName), e.License.Label(),
			fit(string(e.Activity)), string(e.Action), string(e.Status), fit(e.Message), fit(e.URL),
		)
		if err != nil {
			return failed(err)
		}
	}
	return failed(b.finish(sheet))
}
