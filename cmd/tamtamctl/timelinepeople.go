package main

import (
	"context"
	"fmt"
	"strings"

	"tamtam/core"
	"tamtam/core/directory"
	"tamtam/core/store"
	"tamtam/core/text"
	"tamtam/core/timeline"
)

// importAnswer is what came of a table.
type importAnswer struct {
	Added     int                  `json:"added"`
	Changed   int                  `json:"changed"`
	Unchanged int                  `json:"unchanged"`
	Errors    []directory.RowError `json:"errors"`
	Ignored   []string             `json:"ignored"` // titles of columns that no field is called like
}

// importDirectory imports tables, in the order in which one points at the other.
func importDirectory(ctx context.Context, c *command) (int, error) {
	var sheets []directory.Sheet
	for _, kind := range directory.Kinds() {
		if path, ok := c.flags[string(kind)]; ok {
			table, err := directory.Read(ctx, path, nil)
			if err != nil {
				return 0, core.Errorf(core.KindOf(err), "read the table", "in %s: %s", path, core.CauseOf(err))
			}
			sheets = append(sheets, directory.NewSheet(kind, table))
		}
	}
	if len(sheets) == 0 {
		return 0, usagef("timeline directory import needs --companies FILE, --persons FILE or --users FILE")
	}
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	return c.importTables(ctx, "Import", sheets)
}

// importTables imports tables as one change that can be undone.
func (c *command) importTables(ctx context.Context, name string, sheets []directory.Sheet) (int, error) {
	answers := map[directory.Kind]importAnswer{}
	var b strings.Builder
	wrong := 0
	_, err := c.store.ChangeDirectory(name, func(t *store.Timeline) error {
		s, err := t.Settings()
		if err != nil {
			return err
		}
		before, err := directory.StateOf(t)
		if err != nil {
			return err
		}
		plans, err := directory.MakeAll(ctx, sheets, before, directory.Options{CRMSystem: s.CRMSystem})
		if err != nil {
			return err
		}
		for i, p := range plans {
			if err := p.Keep(ctx, t); err != nil {
				return err
			}
			ignored := sheets[i].Ignored()
			answers[p.Kind] = importAnswer{p.Added, p.Changed, p.Unchanged, append([]directory.RowError{}, p.Errors...), append([]string{}, ignored...)}
			wrong += len(p.Errors)
			fmt.Fprintf(&b, "%s: %d added, %d changed, %d unchanged\n", p.Kind, p.Added, p.Changed, p.Unchanged)
			if len(ignored) > 0 {
				fmt.Fprintf(&b, "  Left out, as no field is called so or another column is: %s.\n", strings.Join(ignored, ", "))
			}
			for _, e := range p.Errors {
				fmt.Fprintln(&b, "  "+e.String())
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	exit := exitDone
	if wrong > 0 {
		exit = exitPartly
		b.WriteString("Rows with errors were left out. To take the import back: tamtamctl timeline directory undo\n")
	}
	return exit, c.answer(answers, b.String())
}

// undoDirectory takes the latest change of the directory back.
func undoDirectory(ctx context.Context, c *command) (int, error) {
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	var changes []store.DirectoryChange
	err := c.store.ViewTimeline(opTimeline, func(t *store.Timeline) (err error) {
		changes, err = t.DirectoryChanges()
		return err
	})
	if err != nil {
		return 0, err
	}
	if len(changes) == 0 {
		return 0, core.Errorf(core.Invalid, opTimeline, "there is no change of the directory to undo")
	}
	restored, kept, err := c.store.UndoDirectory(changes[0].Number)
	if err != nil {
		return 0, err
	}
	return exitDone, c.answer(map[string]int{"restored": restored, "kept": kept}, fmt.Sprintf("%d restored; %d were changed since and stay.\n", restored, kept))
}

// mappingAnswer is how a user of Gong stands to the directory's users.
type mappingAnswer struct {
	timeline.Mapping
	UserName      string `json:"user_name,omitempty"`
	SuggestedName string `json:"suggested_user_name,omitempty"`
}

func listTimelineUsers(ctx context.Context, c *command) (int, error) {
	only, err := c.mappingStatus()
	if err != nil {
		return 0, err
	}
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	s, err := c.store.TimelineSettings()
	if err != nil {
		return 0, err
	}
	connection, err := c.synced(s)
	if err != nil {
		return 0, err
	}
	answers := []mappingAnswer{}
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s\n", timeline.ConnectionType, connection)
	known := 0
	err = c.store.ViewTimeline(opTimeline, func(t *store.Timeline) error {
		all, err := t.Mappings()
		if err != nil {
			return err
		}
		d, err := t.Directory()
		if err != nil {
			return err
		}
		name := func(id timeline.GSID) string {
			if u := d.User(id); u != nil {
				return u.Name()
			}
			return ""
		}
		known = len(all)
		for _, m := range all {
			if only != "" && m.Status != only {
				continue
			}
			a := mappingAnswer{m, name(m.User), name(m.Suggested)}
			answers = append(answers, a)
			fmt.Fprintf(&b, "%s  %s <%s>  %s  %s\n", m.GongUser, m.Name, m.Email, m.Status, a.UserName+a.SuggestedName)
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	switch {
	case known == 0:
		b.WriteString("There are no users of Gong yet. A run lists them: tamtamctl timeline run\n")
	case len(answers) == 0:
		b.WriteString("No user of Gong has this status.\n")
	}
	return exitDone, c.answer(map[string]any{"connection_type": timeline.ConnectionType, "connection": connection, "users": answers}, b.String())
}

// mappingStatus is the status that is asked for, "" for all.
func (c *command) mappingStatus() (timeline.MappingStatus, error) {
	word, ok := c.flags["status"]
	if !ok {
		return "", nil
	}
	for _, s := range []timeline.MappingStatus{timeline.Mapped, timeline.Created, timeline.Conflict, timeline.Inactive, timeline.Unmapped} {
		if sameWords(string(s), word) {
			return s, nil
		}
	}
	return "", usagef("--status is mapped, created, conflict, inactive or unmapped, not %q", word)
}

// mapTimelineUser says which user of the directory a user of Gong is.
func mapTimelineUser(ctx context.Context, c *command) (int, error) {
	if err := c.open(ctx); err != nil {
		return 0, err
	}
	id := core.UserID(c.words[0])
	var answer mappingAnswer
	var active bool
	err := c.store.UpdateTimeline("map the user", func(t *store.Timeline) error {
		u, err := userNamed(t, c.words[1])
		if err != nil {
			return err
		}
		m, known, err := t.Mapping(id)
		if err != nil {
			return err
		}
		if !known { // before the first run none is, and a person may know the ids from elsewhere
			all, err := t.Mappings()
			if err != nil {
				return err
			}
			if len(all) > 0 {
				return core.Errorf(core.Invalid, "map the user", "Gong has no user %s; to see those it has: tamtamctl timeline users", quoted(c.words[0]))
			}
		}
		active = u.Active
		m = m.Choose(id, u, core.SystemClock{}.Now().UTC())
		answer = mappingAnswer{Mapping: m, UserName: u.Name()}
		return t.PutMapping(m)
	})
	if err != nil {
		return 0, err
	}
	next := "Their failed calls are tried again in the next run."
	if !active {
		next = "That user is inactive: meetings fail until the user is active, or another one is chosen."
	}
	return exitDone, c.answer(answer, fmt.Sprintf("%s is %s <%s>. %s\n", id, answer.UserName, c.words[1], next))
}

// userNamed finds the user of an id, a username, or an e-mail address that no other has.
func userNamed(t *store.Timeline, name string) (timeline.User, error) {
	all, err := t.Users()
	if err != nil {
		return timeline.User{}, err
	}
	var found []timeline.User
	for _, u := range all {
		if u.GSID == timeline.GSID(name) || u.Username != "" && timeline.NormalEmail(u.Username) == timeline.NormalEmail(name) {
			return u, nil
		}
		if timeline.NormalEmail(u.Email) == timeline.NormalEmail(name) {
			found = append(found, u)
		}
	}
	switch len(found) {
	case 0:
		return timeline.User{}, core.Errorf(core.Invalid, "map the user", "there is no user %s in the directory", quoted(name))
	case 1:
		return found[0], nil
	}
	return timeline.User{}, core.Errorf(core.Invalid, "map the user", "several users have the address %s; name the user by id or username", quoted(name))
}

// directoryFromGong imports the companies and persons that Gong has linked to the calls of a dataset.
func directoryFromGong(ctx context.Context, c *command) (int, error) {
	d, err := c.dataset(ctx)
	if err != nil {
		return 0, err
	}
	accounts, err := c.records(d.ID, core.CRMAccounts)
	if err != nil {
		return 0, err
	}
	contacts, err := c.records(d.ID, core.CRMContacts)
	if err != nil {
		return 0, err
	}
	if len(accounts)+len(contacts) == 0 {
		return 0, core.Errorf(core.Invalid, "import from Gong", "the dataset holds no CRM accounts and contacts; import crm-accounts and crm-contacts first")
	}
	companies, persons := directory.FromGong(accounts, contacts)
	return c.importTables(ctx, "Import from Gong", []directory.Sheet{directory.NewSheet(directory.Companies, companies), directory.NewSheet(directory.Persons, persons)})
}

// records reads all records of a type.
func (c *command) records(id core.DatasetID, t core.DataType) (all []text.Record, err error) {
	err = c.store.Snapshot(func(s *store.Snapshot) error {
		return s.Each(id, t, func(body []byte) bool {
			if r, err := text.Parse(string(body)); err == nil {
				all = append(all, r)
			}
			return true
		})
	})
	if core.Is(err, core.NotFound) {
		err = nil
	}
	return all, err
}
