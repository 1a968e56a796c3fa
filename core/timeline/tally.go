package timeline

// Tally counts what became of calls, and tells the status of their run.
type Tally struct {
	Success, Failed, Skipped int
	// Aborted is set when the run could not read all pages.
	Aborted bool
}

// Count counts the entries, of each call the last attempt.
func Count(entries []Entry) (t Tally) {
	last := map[string]Entry{}
	for _, e := range entries {
		if before, ok := last[string(e.CallID)]; !ok || before.Attempt <= e.Attempt {
			last[string(e.CallID)] = e
		}
	}
	for _, e := range last {
		t.Add(e.Status)
	}
	return t
}

// Add counts the final outcome of one call.
func (t *Tally) Add(s EntryStatus) {
	switch s {
	case EntrySuccess:
		t.Success++
	case EntryFailed:
		t.Failed++
	case EntrySkipped:
		t.Skipped++
	}
}

// Status is how the run ended.
func (t Tally) Status() RunStatus {
	switch {
	case t.Failed == 0 && !t.Aborted:
		return Success
	case t.Success > 0:
		return PartialSuccess
	}
	return Failed
}
