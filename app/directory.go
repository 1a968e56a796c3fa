package app

import (
	"context"

	"tamtam/core"
	"tamtam/core/directory"
	"tamtam/core/meetings"
	"tamtam/core/store"
	"tamtam/core/text"
	"tamtam/core/timeline"
	"tamtam/ui"
	directoryui "tamtam/ui/directory"
)

// The routes of the directory, within the section of the Timeline.
const (
	directoryRoute = "directory"
	importRoute    = "directory/import"
	peopleRoute    = "users"
)

// directoryPage makes the page of a route within the Timeline; nil for one that is none of the directory's.
func (w *window) directoryPage(rest string) ui.Page {
	switch rest {
	case directoryRoute:
		return directoryui.New(w.directoryNeeds())
	case importRoute:
		return directoryui.NewImport(w.directoryNeeds())
	case peopleRoute:
		return directoryui.NewUsers(w.directoryNeeds())
	}
	return nil
}

func (w *window) directoryNeeds() directoryui.Needs {
	to := func(route string) func() { return func() { w.shell.Go(timelineRoute + "/" + route) } }
	return directoryui.Needs{
		Book: book{w.program}, Tables: book{w.program}, People: book{w.program}, Files: shelf{w.program}, Memory: w.shell, Clock: w.clock,
		Clipboard: w.app.Clipboard(), Runner: w.runner, Stage: w.shell.Stage(),
		Routes: directoryui.Routes{
			Directory: to(directoryRoute), Import: to(importRoute), Users: to(peopleRoute),
			Back: func() {
				if !w.shell.Back() {
					w.shell.Replace(timelineRoute + "/" + directoryRoute)
				}
			},
			Retitle: func() { w.shell.Retitle() }, PickFile: w.pickFile, PickFolder: w.pickFolder,
		},
	}
}

// book is the directory.
type book struct{ *program }

var (
	_ directoryui.Book   = book{}
	_ directoryui.Tables = book{}
	_ directoryui.People = book{}
)

const opBook = "read the directory"

func (b book) State(context.Context) (s directory.State, err error) {
	err = b.store.ViewTimeline(opBook, func(t *store.Timeline) error {
		s, err = directory.StateOf(t)
		return err
	})
	return s, err
}

func (b book) Changes(context.Context) (all []store.DirectoryChange, err error) {
	err = b.store.ViewTimeline(opBook, func(t *store.Timeline) error {
		all, err = t.DirectoryChanges()
		return err
	})
	return all, err
}

// change makes plans of what is there and keeps them as one change, unless they are refused.
func (b book) change(ctx context.Context, name string, make func(before directory.State, o directory.Options) ([]directory.Plan, error)) (c store.DirectoryChange, err error) {
	return b.store.ChangeDirectory(name, func(t *store.Timeline) error {
		before, err := directory.StateOf(t)
		if err != nil {
			return err
		}
		s, err := t.Settings()
		if err != nil {
			return err
		}
		plans, err := make(before, directory.Options{CRMSystem: s.CRMSystem})
		if err != nil {
			return err
		}
		for _, p := range plans {
			if err := p.Keep(ctx, t); err != nil {
				return err
			}
		}
		return nil
	})
}

func (b book) Edit(
	ctx context.Context, name string, k directory.Kind, id timeline.GSID, rows []directory.Cells,
) (p directory.Plan, c store.DirectoryChange, err error) {
	c, err = b.change(ctx, name, func(before directory.State, o directory.Options) ([]directory.Plan, error) {
		p, err = directory.Edit(ctx, k, id, rows, before, o)
		return []directory.Plan{p}, err
	})
	return p, c, err
}

func (b book) Delete(_ context.Context, name string, k directory.Kind, id timeline.GSID) (store.DirectoryChange, error) {
	return b.store.ChangeDirectory(name, func(t *store.Timeline) error {
		switch k {
		case directory.Companies:
			return t.DeleteCompany(id)
		case directory.Persons:
			return t.DeletePerson(id)
		}
		return t.DeleteUser(id)
	})
}

func (b book) Undo(_ context.Context, number uint64) (restored, kept int, err error) {
	return b.store.UndoDirectory(number)
}

func (b book) Read(ctx context.Context, path string, progress func(rows int)) (directory.Table, error) {
	return directory.Read(ctx, path, progress)
}

func (b book) Sources(context.Context) (all []directoryui.Source, err error) {
	datasets, err := b.store.Datasets()
	for _, d := range datasets {
		files, err := b.store.Files(d.ID)
		if err != nil {
			return nil, err
		}
		s := directoryui.Source{ID: d.ID, Name: d.Name}
		for _, f := range files {
			switch f.Type {
			case core.CRMAccounts:
				s.Accounts = f.Records
			case core.CRMContacts:
				s.Contacts = f.Records
			}
		}
		if s.Accounts+s.Contacts > 0 {
			all = append(all, s)
		}
	}
	return all, err
}

func (b book) FromGong(ctx context.Context, id core.DatasetID) ([]directory.Sheet, error) {
	records := map[core.DataType][]text.Record{}
	err := b.store.Snapshot(func(s *store.Snapshot) error {
		for _, t := range []core.DataType{core.CRMAccounts, core.CRMContacts} {
			err := s.Each(id, t, func(body []byte) bool {
				if r, err := text.Parse(string(body)); err == nil {
					records[t] = append(records[t], r)
				}
				return ctx.Err() == nil
			})
			if err != nil && !core.Is(err, core.NotFound) {
				return err
			}
		}
		return nil
	})
	if ended := ctx.Err(); ended != nil {
		err = core.E(core.Canceled, "read the dataset", ended)
	}
	if err != nil {
		return nil, err
	}
	companies, persons := directory.FromGong(records[core.CRMAccounts], records[core.CRMContacts])
	return []directory.Sheet{directory.NewSheet(directory.Companies, companies), directory.NewSheet(directory.Persons, persons)}, nil
}

func (b book) Plan(ctx context.Context, sheets []directory.Sheet, progress func(done, all int)) ([]directory.Plan, error) {
	before, err := b.State(ctx)
	if err != nil {
		return nil, err
	}
	s, err := b.meetings.Settings()
	if err != nil {
		return nil, err
	}
	return directory.MakeAll(ctx, sheets, before, directory.Options{CRMSystem: s.CRMSystem, Progress: progress})
}

func (b book) Import(
	ctx context.Context, name string, sheets []directory.Sheet, progress func(done, all int),
) (plans []directory.Plan, c store.DirectoryChange, err error) {
	c, err = b.change(ctx, name, func(before directory.State, o directory.Options) ([]directory.Plan, error) {
		o.Progress = progress
		plans, err = directory.MakeAll(ctx, sheets, before, o)
		return plans, err
	})
	return plans, c, err
}

func (b book) Users(context.Context) (u directoryui.Users, err error) {
	var s timeline.Settings
	err = b.store.ViewTimeline(opBook, func(t *store.Timeline) error {
		if s, err = t.Settings(); err != nil {
			return err
		}
		if u.Mappings, err = t.Mappings(); err != nil {
			return err
		}
		if u.Users, err = t.Users(); err != nil {
			return err
		}
		u.Directory = timeline.NewDirectory(nil, nil, u.Users)
		u.Authored, err = t.Authored()
		return err
	})
	if err != nil {
		return u, err
	}
	connection, err := b.meetings.connection(s.Connection)
	if core.Is(err, core.Unauthorized) { // there is none, or a person has to choose one
		err = nil
	}
	u.Connection = connection.Name
	return u, err
}

func (b book) Map(_ context.Context, m timeline.Mapping) (bool, error) {
	var s timeline.Settings
	err := b.store.UpdateTimeline("map the user", func(t *store.Timeline) (err error) {
		if s, err = t.Settings(); err == nil {
			err = t.PutMapping(m)
		}
		return err
	})
	if err != nil || !s.Enabled {
		return false, err
	}
	b.meetings.Start(meetings.Options{Trigger: timeline.ByHand})
	return true, nil
}
