package app

import (
	"context"
	"io"
	"iter"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"

	"tamtam/core"
	"tamtam/core/export"
	"tamtam/core/marks"
	"tamtam/core/review"
	"tamtam/core/store"
	"tamtam/core/text"
	"tamtam/ui"
	reviewui "tamtam/ui/review"
)

// reviewRoute is the page on which calls are read.
const reviewRoute = "review"

// review makes the page of a route: "", "ID?turn=N&query=WORDS", "quotes", "company/NAME". That of the calls is one as long as the window lives,
// so that it is met as it was left.
func (w *window) review(rest string) ui.Page {
	if rest == "quotes" {
		return reviewui.NewQuotes(w.reviewNeeds())
	}
	if name, ok := strings.CutPrefix(rest, "company/"); ok {
		if plain, err := url.PathUnescape(name); err == nil {
			name = plain
		}
		return reviewui.NewCompany(w.reviewNeeds(), name)
	}
	if w.calls == nil {
		w.calls = reviewui.New(w.reviewNeeds())
	}
	if rest != "" {
		path, words, _ := strings.Cut(rest, "?")
		id, err := url.PathUnescape(path)
		values, queryErr := url.ParseQuery(words)
		if err == nil && queryErr == nil {
			turn, err := strconv.Atoi(values.Get("turn"))
			if err != nil {
				turn = -1
			}
			w.calls.OpenCall(core.CallID(id), turn, values.Get("query"))
		}
	}
	return w.calls
}

// callRoute is the route of a call, at a turn unless that is negative, with the words of a query found.
func callRoute(id core.CallID, turn int, query string) string {
	values := url.Values{}
	if turn >= 0 {
		values.Set("turn", strconv.Itoa(turn))
	}
	if query != "" {
		values.Set("query", query)
	}
	route := reviewRoute + "/" + url.PathEscape(string(id))
	if len(values) > 0 {
		route += "?" + values.Encode()
	}
	return route
}

func (w *window) reviewNeeds() reviewui.Needs {
	return reviewui.Needs{
		Desk: counter{w.program}, Index: w.searches, Marks: jottings{w.program}, Basket: basket{w.program}, Timeline: newActivities(w.program),
		Files: drawer{w.program}, Memory: w.shell, Clock: w.clock, Clipboard: w.app.Clipboard(), Runner: w.runner, Stage: w.shell.Stage(),
		Routes: reviewui.Routes{
			Company:  func(name string) { w.shell.Go(reviewRoute + "/company/" + url.PathEscape(name)) },
			Datasets: func() { w.shell.Go("datasets") }, Dataset: w.openDataset, Files: w.openExported,
			Browser: w.openExternal, Quotes: func() { w.shell.Go(reviewRoute + "/quotes") }, Calls: func() { w.shell.Go(reviewRoute) },
			Open: func(q marks.Quote) {
				w.shell.Go(reviewRoute)
				w.calls.OpenQuote(q)
			},
			Call:     func(id core.CallID) { w.shell.Go(callRoute(id, -1, "")) },
			Activity: func(id core.CallID) { w.shell.Go(activityRoute(id)) },
			Back: func() {
				if !w.shell.Back() {
					w.shell.Replace(reviewRoute)
				}
			},
			Retitle: func() { w.shell.Retitle() }, PickFolder: w.pickFolder, PickFile: w.pickFile,
		},
	}
}

// openDataset shows a dataset; of files that were opened, the page of these.
func (w *window) openDataset(id core.DatasetID) {
	opened, err := w.store.Opened()
	if err == nil && slices.ContainsFunc(opened, func(d store.Dataset) bool { return d.ID == id }) {
		w.shell.Go(openedRoute)
		return
	}
	w.shell.Go("datasets/" + string(id))
}

// counter hands out calls.
type counter struct{ *program }

var (
	_ reviewui.Desk  = counter{}
	_ reviewui.Calls = (*review.Catalogue)(nil)
)

func (c counter) Calls(ctx context.Context) (reviewui.Calls, error) { return c.desk.Calls(ctx) }

func (c counter) Open(ctx context.Context, id core.CallID) (review.Conversation, error) {
	return c.desk.Open(ctx, id)
}

func (c counter) Names(context.Context) (map[core.DatasetID]string, error) {
	all, err := readable(c).all()
	names := make(map[core.DatasetID]string, len(all))
	for _, d := range all {
		names[d.ID] = d.Name
	}
	return names, err
}

// jottings keep what a person makes of calls.
type jottings struct{ *program }

var _ reviewui.Marks = jottings{}

func (j jottings) Gists(context.Context) (map[core.CallID]marks.Gist, error) {
	gists, _, err := j.store.Gists()
	return gists, err
}

func (j jottings) Of(_ context.Context, id core.CallID) (marks.Marks, error) {
	return j.store.Marks(id)
}

func (j jottings) Update(_ context.Context, id core.CallID, change func(*marks.Marks) error) (marks.Marks, error) {
	return j.store.UpdateMarks(id, change)
}

func (j jottings) Tags(context.Context) ([]marks.TagCount, error) { return j.store.Tags() }

func (j jottings) RenameTag(_ context.Context, tag, to string) ([]core.CallID, error) {
	return j.store.RenameTag(tag, to)
}

func (j jottings) DeleteTag(_ context.Context, tag string) ([]marks.TagPlace, error) {
	return j.store.DeleteTag(tag)
}

func (j jottings) RestoreTag(_ context.Context, was []marks.TagPlace) error {
	return j.store.RestoreTag(was)
}

func (j jottings) Export(_ context.Context, w io.Writer, readable bool) error {
	if readable {
		return marks.Markdown(w, j.store.Personal())
	}
	return marks.Export(w, j.store.Personal())
}

func (j jottings) Import(_ context.Context, path string) (reviewui.Imported, error) {
	f, err := os.Open(path)
	if err != nil {
		return reviewui.Imported{}, core.E(core.NotFound, "import the marks", err)
	}
	defer f.Close()
	lines, err := marks.Import(f)
	if err != nil {
		return reviewui.Imported{}, err
	}
	taken, err := j.store.TakeIn(lines)
	return reviewui.Imported(taken), err
}

// basket keeps the quotes that a person collects.
type basket struct{ *program }

var _ reviewui.Basket = basket{}

func (b basket) Quotes(context.Context) ([]marks.Quote, error) { return b.store.Quotes() }

func (b basket) Add(_ context.Context, q marks.Quote, at int) error { return b.store.AddQuote(q, at) }

func (b basket) Move(_ context.Context, id string, at int) error { return b.store.MoveQuote(id, at) }

func (b basket) Comment(_ context.Context, id, comment string) error {
	return b.store.SetQuoteComment(id, comment)
}

func (b basket) Remove(_ context.Context, id string) (marks.Quote, int, error) {
	return b.store.RemoveQuote(id)
}

func (b basket) Set(_ context.Context, all []marks.Quote) ([]marks.Quote, error) {
	return b.store.SetQuotes(all)
}

func (b basket) Follow(_ context.Context, call core.CallID, turns []text.Turn) (lost []string, err error) {
	return b.store.FollowQuotes(call, turns)
}

// drawer writes what is exported of calls.
type drawer struct{ *program }

var _ reviewui.Files = drawer{}

func (d drawer) Folder(ctx context.Context) string { return shelf(d).Folder(ctx) }

func (d drawer) Save(_ context.Context, folder, name string, write func(io.Writer) error) (string, error) {
	path, err := export.File(folder, name, write)
	if err == nil {
		d.settings.set(folderSetting, folder)
	}
	return path, err
}

func (d drawer) Calls(
	ctx context.Context, folder, name string, f export.Format, calls iter.Seq2[export.Conversation, error], o export.Options,
) (string, error) {
	return d.Save(ctx, folder, name, func(w io.Writer) error {
		_, err := export.Write(ctx, w, f, calls, o)
		return err
	})
}

// callsChanged shows what a run brought, if calls are looked at.
func (w *window) callsChanged(e ended) {
	for _, t := range e.Report.Types {
		if t.Changes != (store.Changes{}) {
			w.runner.After(0, func() {
				if w.calls != nil {
					w.calls.Refresh()
				}
			})
			return
		}
	}
}
