package app

import (
	"context"
	"io"
	"strings"

	"tamtam/core"
	"tamtam/core/export"
	"tamtam/core/store"
	"tamtam/core/timeline"
	"tamtam/ui"
	"tamtam/ui/activity"
)

// activity makes the page of a route: "", "DATASET/RUN".
func (w *window) activity(rest string) ui.Page {
	if id, run, ok := strings.Cut(rest, "/"); ok {
		return activity.NewRun(w.activityNeeds(), core.DatasetID(id), core.RunID(run))
	}
	return activity.New(w.activityNeeds())
}

func (w *window) activityNeeds() activity.Needs {
	return activity.Needs{
		History: past{w.program}, Runs: present{w.runs}, Meetings: meetingsPresent{meetingLog{w.program}}, Files: shelf{w.program}, Memory: w.shell, Clock: w.clock, Clipboard: w.app.Clipboard(),
		Runner: w.runner, Stage: w.shell.Stage(),
		Routes: activity.Routes{
			Open:         func(id core.DatasetID, run core.RunID) { w.shell.Go("activity/" + string(id) + "/" + string(run)) },
			OpenMeetings: func(run core.RunID) { w.shell.Go(timelineRoute + "/log/" + string(run)) },
			Dataset:      func(id core.DatasetID) { w.shell.Go("datasets/" + string(id)) },
			Datasets:     func() { w.shell.Go("datasets") },
			Back: func() {
				if !w.shell.Back() {
					w.shell.Replace("activity")
				}
			},
			Retitle: func() { w.shell.Retitle() }, PickFolder: w.pickFolder,
		},
	}
}

// past answers the screens of runs from what is kept of them.
type past struct{ *program }

var _ activity.History = past{}

func (p past) Reports(_ context.Context, id core.DatasetID, before core.RunID, most int) ([]store.RunReport, error) {
	if id == "" {
		return p.store.AllReports(before, most)
	}
	return p.store.Reports(id, before, most)
}

func (p past) Report(_ context.Context, id core.DatasetID, run core.RunID) (store.RunReport, error) {
	return p.store.Report(id, run)
}

func (p past) Changes(ctx context.Context, r store.RunReport) (map[core.DataType][]store.Change, error) {
	all := map[core.DataType][]store.Change{}
	for _, t := range core.DataTypes() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		var list []store.Change
		err := p.store.RunChanges(r.Dataset, r.ID, t, func(c store.Change) bool {
			list = append(list, c)
			return true
		})
		if err != nil {
			return nil, err
		}
		if len(list) > 0 {
			all[t] = list
		}
	}
	return all, nil
}

func (p past) Names(context.Context) (map[core.DatasetID]string, error) {
	all, err := p.store.Datasets()
	names := make(map[core.DatasetID]string, len(all))
	for _, d := range all {
		names[d.ID] = d.Name
	}
	return names, err
}

// present answers them from the runs under way.
type present struct{ *runs }

var _ activity.Runs = present{}

func (p present) Going() []activity.Going {
	var all []activity.Going
	for _, id := range p.all() {
		run, going := p.Run(id)
		p.mu.Lock()
		one := p.going[id]
		p.mu.Unlock()
		if going && one != nil {
			all = append(all, activity.Going{Dataset: id, Since: one.since, Snapshot: run.Snapshot, Stopping: run.Stopping})
		}
	}
	return all
}

// meetingsPresent answers them from the runs of the Timeline.
type meetingsPresent struct{ meetingLog }

var _ activity.Meetings = meetingsPresent{}

func (m meetingsPresent) Going() (timeline.Progress, bool) { return m.meetings.Progress() }

func (m meetingsPresent) Stop() { m.meetings.Stop() }

var _ activity.Files = shelf{}

// Save writes a file beside what was exported last.
func (s shelf) Save(_ context.Context, folder, name string, content []byte) (string, error) {
	path, err := export.File(folder, name, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
	if err == nil {
		s.settings.set(folderSetting, folder)
	}
	return path, err
}
