package review_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"tamtam/core"
	"tamtam/core/digest"
	"tamtam/core/export"
	"tamtam/core/marks"
	calls "tamtam/core/review"
	"tamtam/ui"
	"tamtam/ui/kit"
	"tamtam/ui/look"
	"tamtam/ui/review"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

// now is the time in all tests.
var now = time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC)

type clock struct{}

func (clock) Now() time.Time                             { return now }
func (clock) Sleep(context.Context, time.Duration) error { return nil }

// world is a program behind the screens: everything in memory, every call noted.
type world struct {
	calls   []*calls.Call
	names   map[core.DatasetID]string
	marks   map[core.CallID]*marks.Marks
	quotes  []marks.Quote
	opens   map[core.CallID]calls.Conversation
	company calls.Company
	saved   string
	saveErr error
	markErr error // of the next changes
	openErr error // of the next calls
	err     error // of the next reads
	log     []string
	memory  map[string]string
	asked   []calls.Filter // what the list asked for
	unread  int            // files that are not listed yet
	making  bool
	share   float64
	// imported is what the next import brings.
	imported review.Imported
}

func newWorld() *world {
	return &world{
		memory: map[string]string{}, marks: map[core.CallID]*marks.Marks{}, opens: map[core.CallID]calls.Conversation{},
		names: map[core.DatasetID]string{"d1": "Renewals Q2", "d2": "Competitor mentions"},
	}
}

func (w *world) note(format string, args ...any) { w.log = append(w.log, fmt.Sprintf(format, args...)) }

// did fails the test unless exactly these calls were noted since the last did.
func (w *world) did(t *testing.T, want ...string) {
	t.Helper()
	if !slices.Equal(w.log, want) {
		t.Errorf("did %q, want %q", w.log, want)
	}
	w.log = nil
}

func (w *world) Calls(context.Context) (review.Calls, error) {
	if w.err != nil {
		return nil, w.err
	}
	return catalogue{w, slices.Clone(w.calls), w.unread}, nil
}

func (w *world) Open(_ context.Context, id core.CallID) (calls.Conversation, error) {
	if w.openErr != nil {
		return calls.Conversation{}, w.openErr
	}
	if c, ok := w.opens[id]; ok {
		return c, nil
	}
	for _, c := range w.calls {
		if c.ID == id {
			return conversation(c), nil
		}
	}
	return calls.Conversation{}, core.E(core.NotFound, "open the call", nil)
}

func (w *world) Names(context.Context) (map[core.DatasetID]string, error) { return w.names, w.err }

func (w *world) Gists(context.Context) (map[core.CallID]marks.Gist, error) {
	all := map[core.CallID]marks.Gist{}
	for id, m := range w.marks {
		all[id] = m.Gist()
	}
	return all, w.err
}

// of is what the person made of a call, to be changed.
func (w *world) of(id core.CallID) *marks.Marks {
	if w.marks[id] == nil {
		w.marks[id] = &marks.Marks{Call: id}
	}
	return w.marks[id]
}

func (w *world) Of(_ context.Context, id core.CallID) (marks.Marks, error) { return *w.of(id), nil }

func (w *world) Update(_ context.Context, id core.CallID, change func(*marks.Marks) error) (marks.Marks, error) {
	if w.markErr != nil {
		return marks.Marks{}, w.markErr
	}
	m := *w.of(id)
	m.Tags, m.Notes, m.Highlights = slices.Clone(m.Tags), slices.Clone(m.Notes), slices.Clone(m.Highlights)
	err := change(&m)
	if err == nil {
		w.marks[id] = &m
	}
	return m, err
}

func (w *world) Tags(context.Context) (all []marks.TagCount, err error) {
	counts := map[string]int{}
	for _, m := range w.marks {
		for _, tag := range m.Tags {
			counts[tag]++
		}
	}
	for _, tag := range slices.Sorted(maps.Keys(counts)) {
		all = append(all, marks.TagCount{Tag: tag, Calls: counts[tag]})
	}
	return all, nil
}

func (w *world) RenameTag(ctx context.Context, tag, to string) (had []core.CallID, err error) {
	for _, id := range slices.Sorted(maps.Keys(w.marks)) {
		if w.marks[id].Tagged(tag) {
			had = append(had, id)
			if _, err := w.Update(ctx, id, func(m *marks.Marks) error { _, err := m.Retag(tag, to); return err }); err != nil {
				return nil, err
			}
		}
	}
	return had, nil
}

func (w *world) DeleteTag(ctx context.Context, tag string) (had []core.CallID, err error) {
	for _, id := range slices.Sorted(maps.Keys(w.marks)) {
		if w.marks[id].Tagged(tag) {
			had = append(had, id)
			if _, err := w.Update(ctx, id, func(m *marks.Marks) error { m.Untag(tag); return nil }); err != nil {
				return nil, err
			}
		}
	}
	return had, nil
}

func (w *world) AddTag(ctx context.Context, tag string, all []core.CallID) error {
	for _, id := range all {
		if _, err := w.Update(ctx, id, func(m *marks.Marks) error { return m.Tag(tag) }); err != nil {
			return err
		}
	}
	return nil
}

func (w *world) Export(_ context.Context, to io.Writer, readable bool) error {
	_, err := fmt.Fprintf(to, "notes, readable: %v", readable)
	return err
}

func (w *world) Import(_ context.Context, path string) (review.Imported, error) {
	w.note("import %s", path)
	return w.imported, w.markErr
}

func (w *world) Quotes(context.Context) ([]marks.Quote, error) { return slices.Clone(w.quotes), w.err }

func (w *world) Add(_ context.Context, q marks.Quote, at int) error {
	if w.markErr != nil {
		return w.markErr
	}
	if at < 0 || at > len(w.quotes) {
		at = len(w.quotes)
	}
	w.quotes = slices.Insert(w.quotes, at, q)
	return nil
}

func (w *world) Move(ctx context.Context, id string, at int) error {
	q, _, err := w.Remove(ctx, id)
	if err != nil {
		return err
	}
	return w.Add(ctx, q, at)
}

func (w *world) Comment(_ context.Context, id, comment string) error {
	for i := range w.quotes {
		if w.quotes[i].ID == id {
			w.quotes[i].Comment = comment
		}
	}
	return w.markErr
}

func (w *world) Remove(_ context.Context, id string) (q marks.Quote, at int, err error) {
	at = slices.IndexFunc(w.quotes, func(q marks.Quote) bool { return q.ID == id })
	if at < 0 || w.markErr != nil {
		return q, at, core.E(core.NotFound, "remove the quote", w.markErr)
	}
	q = w.quotes[at]
	w.quotes = slices.Delete(slices.Clone(w.quotes), at, at+1)
	return q, at, nil
}

func (w *world) Set(_ context.Context, all []marks.Quote) ([]marks.Quote, error) {
	was := w.quotes
	w.quotes = all
	return was, w.markErr
}

func (w *world) Folder(context.Context) string { return "/home/ina/Documents" }

func (w *world) Save(_ context.Context, folder, name string, write func(io.Writer) error) (string, error) {
	var out strings.Builder
	err := write(&out)
	w.saved = out.String()
	return folder + "/" + name, errors.Join(err, w.saveErr)
}

// toFiles writes calls; Calls is the desk's name already.
type toFiles struct{ *world }

func (w toFiles) Calls(ctx context.Context, folder, name string, f export.Format, all iter.Seq2[export.Conversation, error], o export.Options) (string, error) {
	return w.Save(ctx, folder, name, func(to io.Writer) error {
		_, err := export.Write(ctx, to, f, all, o)
		return err
	})
}

func (w *world) Recall(key string) string   { return w.memory[key] }
func (w *world) Remember(key, value string) { w.memory[key] = value }

// catalogue filters plainly.
type catalogue struct {
	world  *world
	all    []*calls.Call
	unread int
}

func (c catalogue) Call(id core.CallID) *calls.Call {
	for _, one := range c.all {
		if one.ID == id {
			return one
		}
	}
	return nil
}

func (c catalogue) Pick(f calls.Filter, o calls.Order, descending bool, of func(core.CallID) calls.Personal) []*calls.Call {
	c.world.asked = append(c.world.asked, f)
	var all []*calls.Call
	for _, one := range c.all {
		if of == nil || fits(one, f, of(one.ID)) {
			all = append(all, one)
		}
	}
	slices.SortStableFunc(all, func(a, b *calls.Call) int {
		order := 0
		switch o {
		case calls.ByDate:
			order = a.Started.Compare(b.Started)
		case calls.ByTitle:
			order = strings.Compare(a.Title, b.Title)
		case calls.ByDuration:
			order = int(a.Duration - b.Duration)
		case calls.ByCompany:
			order = strings.Compare(first(a.Companies), first(b.Companies))
		}
		if descending {
			return -order
		}
		return order
	})
	return all
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

func fits(c *calls.Call, f calls.Filter, made calls.Personal) bool {
	any := func(wanted, has []string) bool {
		return len(wanted) == 0 || slices.ContainsFunc(wanted, func(w string) bool { return slices.Contains(has, w) })
	}
	var people, trackers, topics []string
	for _, t := range c.Topics {
		topics = append(topics, t.Name)
	}
	for _, p := range c.People {
		people = append(people, p.Name)
	}
	for _, t := range c.Trackers {
		trackers = append(trackers, t.Name)
	}
	return strings.Contains(strings.ToLower(c.Title), strings.ToLower(f.Words)) && any(f.People, people) && any(f.Companies, c.Companies) &&
		any(f.Trackers, trackers) && any(f.Topics, topics) && any(f.Tags, made.Tags) && (!f.Starred || made.Starred) && (!f.Unread || !made.Read) &&
		(!f.Noted || made.Noted) && (!f.Awaited || c.Awaited) && (f.Side == "" || c.External() == (f.Side == digest.External)) &&
		(f.From.IsZero() || !c.Started.Before(f.From)) && (f.To.IsZero() || c.Started.Before(f.To)) &&
		c.Duration >= f.Shortest && (f.Longest == 0 || c.Duration <= f.Longest) &&
		(len(f.Datasets) == 0 || slices.ContainsFunc(f.Datasets, func(d core.DatasetID) bool { return slices.Contains(c.Datasets, d) }))
}

func (c catalogue) Choices(f calls.Filter, ranges calls.Ranges, of func(core.CallID) calls.Personal) (all calls.Choices) {
	left := func(set func(*calls.Filter)) int {
		one := f
		set(&one)
		return len(slices.DeleteFunc(slices.Clone(c.all), func(c *calls.Call) bool { return !fits(c, one, of(c.ID)) }))
	}
	for _, p := range ranges.Periods {
		all.Periods = append(all.Periods, left(func(f *calls.Filter) { f.From, f.To = p.From, p.To }))
	}
	for _, l := range ranges.Lengths {
		all.Lengths = append(all.Lengths, left(func(f *calls.Filter) { f.Shortest, f.Longest = l.Shortest, l.Longest }))
	}
	count := func(list *[]calls.Choice, value string) {
		for i := range *list {
			if (*list)[i].Value == value {
				(*list)[i].Calls++
				return
			}
		}
		*list = append(*list, calls.Choice{Value: value, Calls: 1})
	}
	for _, one := range c.all {
		for _, p := range one.People {
			count(&all.People, p.Name)
		}
		for _, name := range one.Companies {
			count(&all.Companies, name)
		}
		for _, t := range one.Trackers {
			count(&all.Trackers, t.Name)
		}
		for _, t := range one.Topics {
			count(&all.Topics, t.Name)
		}
		for _, d := range one.Datasets {
			count(&all.Datasets, string(d))
		}
		made := of(one.ID)
		for _, tag := range made.Tags {
			count(&all.Tags, tag)
		}
		for n, is := range map[*int]bool{
			&all.External: one.External(), &all.Internal: !one.External(), &all.Starred: made.Starred, &all.Noted: made.Noted,
			&all.Unread: !made.Read, &all.Awaited: one.Awaited,
		} {
			if is {
				*n++
			}
		}
	}
	return all
}

func (c catalogue) Unread() int { return c.unread }

func (w *world) Making() (float64, bool) { return w.share, w.making }

func (c catalogue) Company(name string) calls.Company {
	if c.world.company.Name == name {
		return c.world.company
	}
	return calls.Company{Name: name}
}

// clip is a clipboard.
type clip struct{ content string }

func (c *clip) Content() string           { return c.content }
func (c *clip) SetContent(content string) { c.content = content }

// screen is a page in a window, with a frame that is as large as the shell's.
type screen struct {
	*uitest.Window
	world *world
	page  ui.Page
	clip  *clip
	title *kit.Text
	top   *fyne.Container
	end   context.CancelFunc
}

// open shows a page in a window of 1024x700.
func open(t testing.TB, mode look.Mode, w *world, make func(n review.Needs) ui.Page) *screen {
	return openWith(t, mode, w, nil, make)
}

func openWith(t testing.TB, mode look.Mode, w *world, runner task.Runner, make func(n review.Needs) ui.Page) *screen {
	t.Helper()
	s := &screen{Window: uitest.New(t, mode), world: w, clip: &clip{}, title: kit.NewHeading(""), top: kit.Line(2)}
	if runner == nil {
		runner = s.Runner
	}
	s.Resize(1024, 700)
	n := review.Needs{
		Desk: w, Index: w, Marks: w, Basket: w, Files: toFiles{w}, Memory: w, Clock: clock{}, Clipboard: s.clip, Runner: runner, Stage: s.Stage,
		Routes: review.Routes{
			Company:  func(name string) { w.note("to company %s", name) },
			Datasets: func() { w.note("to datasets") }, Files: func() { w.note("to files") },
			Dataset:    func(id core.DatasetID) { w.note("to dataset %s", id) },
			Browser:    func(address string) { w.note("browse %s", address) },
			Quotes:     func() { w.note("to quotes") },
			Calls:      func() { w.note("to calls") },
			Open:       func(q marks.Quote) { w.note("open quote %s", q.ID) },
			Call:       func(id core.CallID) { w.note("open %s", id) },
			Back:       func() { w.note("back") },
			PickFolder: func(start string, picked func(string)) { w.note("pick from %s", start); picked("/media/stick") },
			PickFile: func(title, _ string, picked func(string)) {
				w.note("pick: %s", title)
				picked("/media/stick/notes.jsonl")
			},
			Retitle: func() {
				if s.page != nil {
					s.retitle()
				}
			},
		},
	}
	s.page = make(n)
	top := kit.Sized(0, 16, kit.PadXY(6, 3, kit.Line(2, kit.Grow(s.title), s.top)))
	rail := kit.Sized(20, 0, kit.NewGround(look.Rail))
	across := container.NewBorder(nil, nil, rail, nil, kit.Column(0, top, kit.Fill(s.page.Content())))
	foot := kit.Sized(0, 8, kit.NewGround(look.Rail))
	s.Show(container.NewStack(kit.NewGround(theme.ColorNameBackground), kit.Column(0, kit.Fill(across), foot)))
	s.retitle()
	s.enter()
	return s
}

func (s *screen) enter() {
	s.T.Helper()
	ctx, end := context.WithCancel(context.Background())
	s.end = end
	s.T.Cleanup(end)
	s.page.Enter(ctx)
	s.Settle()
}

func (s *screen) retitle() {
	s.title.Set(s.page.Title())
	s.top.Objects = nil
	if actor, ok := s.page.(ui.Actor); ok {
		s.top.Objects = actor.Actions()
	}
	s.top.Refresh()
}

// pass lets time pass.
func (s *screen) pass(d time.Duration) {
	s.Runner.Advance(d)
	s.Settle()
}

func page(n review.Needs) ui.Page { return review.New(n) }

func basket(n review.Needs) ui.Page { return review.NewQuotes(n) }

func acme(n review.Needs) ui.Page { return review.NewCompany(n, "Acme Inc") }

var (
	_ ui.Page      = (*review.Company)(nil)
	_ ui.Commander = (*review.Company)(nil)
	_ ui.Page      = (*review.Quotes)(nil)
	_ ui.Actor     = (*review.Quotes)(nil)
	_ ui.Commander = (*review.Quotes)(nil)
	_ ui.Page      = (*review.Page)(nil)
	_ ui.Actor     = (*review.Page)(nil)
	_ ui.Commander = (*review.Page)(nil)
)

// Command presses a shortcut of the window.
func (s *screen) Command(c ui.Command) {
	s.page.(ui.Commander).Command(c)
	s.Settle()
}
