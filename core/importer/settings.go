package importer

import (
	"context"
	"slices"
	"time"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/gong"
	"tamtam/core/text"
)

// settings makes the records of scorecards, which were read with the names, and reads trackers.
func (r *run) settings(ctx context.Context) {
	if r.wants(core.Scorecards) {
		whole(r, core.Scorecards, r.known.Scorecards, r.scorecardsErr, func(s gong.Scorecard) datatype.Entry {
			return datatype.Scorecard(s, &r.names)
		})
	}
	if r.wants(core.Trackers) {
		r.progress.plan("trackers", 1)
		all, err := r.client.Trackers(ctx)
		whole(r, core.Trackers, all, err, func(t gong.Tracker) datatype.Entry { return datatype.Tracker(t, &r.names) })
	}
}

// whole imports a type that Gong sends in a single answer, as much of it as the limit allows.
func whole[T any](r *run, t core.DataType, items []T, err error, record func(T) datatype.Entry) {
	if err != nil {
		r.fail(t, err)
		return
	}
	total := len(items)
	items = limited(items, r.state.Limit)
	r.complete(t, entries(items, record), about{inGong: total})
}

type folder struct {
	gong.LibraryFolder
	workspace gong.ID
	siblings  []gong.LibraryFolder // all folders of the workspace, for the path
}

// libraries reads the folders of every workspace, then each folder's content: a request per folder, so each is committed by itself.
func (r *run) libraries(ctx context.Context) {
	if !r.wants(core.Libraries) {
		return
	}
	folders, err := r.folders(ctx)
	if err != nil {
		r.progress.plan("libraries", 0)
		r.fail(core.Libraries, err)
		return
	}
	total := len(folders)
	folders = limited(folders, r.state.Limit)
	r.progress.plan("libraries", len(folders))
	r.progress.change(core.Libraries, func(p *TypeProgress) { p.State, p.Total = Fetching, len(folders) })
	for _, f := range folders {
		if r.folderStaged(f.ID) {
			continue
		}
		content, err := r.client.FolderContent(ctx, f.ID)
		if err == nil {
			content.Calls = slices.DeleteFunc(content.Calls, func(c gong.FolderCall) bool { return r.privacy.hides(c.ID) })
			entry := datatype.Folder(content, f.siblings, f.workspace, &r.names)
			err = r.keep(r.encode(core.Libraries, []datatype.Entry{entry}), func(s *reached) { s.Folders = append(s.Folders, f.ID) })
		}
		if err != nil {
			r.fail(core.Libraries, err)
			return
		}
	}
	r.finish(core.Libraries, about{inGong: total})
}

func (r *run) folderStaged(id gong.ID) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Contains(r.state.Folders, id)
}

// folders lists the folders of all workspaces. Without the permission to list workspaces it asks without naming one, which Gong answers
// where there is only one.
func (r *run) folders(ctx context.Context) ([]folder, error) {
	spaces := r.known.Workspaces
	if len(spaces) == 0 {
		spaces = []gong.Workspace{{}}
	}
	r.progress.plan("folders", len(spaces))
	var all []folder
	for _, w := range spaces {
		list, err := r.client.LibraryFolders(ctx, core.WorkspaceID(w.ID))
		if core.Is(err, core.Invalid) && core.Is(r.spacesErr, core.Denied) {
			err = r.spacesErr // several workspaces, and only the list that is not permitted names them
		}
		if err != nil {
			return nil, err
		}
		for _, f := range list {
			all = append(all, folder{LibraryFolder: f, workspace: w.ID, siblings: list})
		}
	}
	return all, nil
}

// answered reads answered scorecards by the dates of their reviews.
func (r *run) answered(ctx context.Context) {
	if !r.wants(core.AnsweredScorecards) {
		return
	}
	forms := make(map[gong.ID]gong.Scorecard, len(r.known.Scorecards))
	for _, s := range r.known.Scorecards {
		forms[s.ScorecardID] = s
	}
	kept := newest{limit: r.state.Limit}
	hidden, note := r.hiddenBefore(), ""
	first := true
	from, before := r.reviewsFrom(), r.reviewsBefore()
	reviews := r.client.AnsweredScorecards(ctx, from, before)
	if !from.IsZero() && !before.IsZero() && !from.Before(before) { // the period ended before what is read again
		reviews = func(func(gong.Page[gong.AnsweredScorecard], error) bool) {}
	}
	for page, err := range reviews {
		if err != nil {
			r.fail(core.AnsweredScorecards, err)
			return
		}
		if first {
			first = false
			r.progress.plan("reviews", pagesOf(page.Total))
			r.progress.change(core.AnsweredScorecards, func(p *TypeProgress) { p.State, p.Total = Fetching, page.Total })
		}
		r.learnPrivacy(ctx, page.Items)
		var entries []datatype.Entry
		for _, a := range page.Items {
			if r.privacy.hides(a.CallID) {
				hidden[a.AnsweredScorecardID] = a.ReviewTime.UTC()
				continue
			}
			if r.waits(a) {
				note = datatype.NoteReviewsWait
				continue
			}
			entries = append(entries, datatype.AnsweredScorecard(a, forms, r.title, &r.names))
		}
		if r.state.Limit == 0 {
			kept.total += len(entries)
			if err := r.put(core.AnsweredScorecards, entries); err != nil {
				r.fail(core.AnsweredScorecards, err)
				return
			}
			continue
		}
		for _, e := range entries {
			kept.add(e.Sort, e)
		}
	}
	r.known.HiddenReviews = hidden
	r.complete(core.AnsweredScorecards, kept.take(), about{
		dates: r.state.Dates, inGong: kept.total, hidden: len(hidden), note: note,
		keep: r.reviewStays, deleted: func(id string, sort []byte) bool {
			return hidden[gong.ID(text.UnescapeID(id))].IsZero() && r.state.Dates.Contains(datatype.TimeOf(sort))
		},
	})
}

// hiddenBefore are the reviews of private calls that lie where the run does not read, by id, with the time of the review.
func (r *run) hiddenBefore() map[gong.ID]time.Time {
	hidden := map[gong.ID]time.Time{}
	for id, at := range r.known.HiddenReviews {
		if !r.state.Reviews.IsZero() && at.Before(r.state.Reviews.Start()) {
			hidden[id] = at
		}
	}
	return hidden
}

// reviewStays tells whether a review that was not met stays: it lies where the run does not read.
func (r *run) reviewStays(_ string, sort []byte) bool {
	return !r.state.Reviews.IsZero() && datatype.TimeOf(sort).Before(r.state.Reviews.Start())
}

// reviewsFrom is the first day of which reviews are asked for: Gong means days of the company's time zone, so it is a day earlier than that
// from which on nothing may be missed.
func (r *run) reviewsFrom() core.Day {
	if r.state.Reviews.IsZero() {
		return r.state.Dates.From
	}
	return latest(r.state.Reviews.Add(-1), r.state.Dates.From)
}

// reviewsBefore is the day before which reviews are asked for: none when the period lasts until today, whatever the company's time zone.
func (r *run) reviewsBefore() core.Day {
	to := r.state.Dates.To
	if to.IsZero() || !to.Before(core.DayOf(r.state.Begun)) {
		return core.Day{}
	}
	return to.Add(1)
}

// title is the title of a call that this dataset holds.
func (r *run) title(id core.CallID) (string, bool) {
	call, _ := r.record(core.Calls, gong.ID(id))
	title := call.Value("Title")
	return title, title != ""
}
