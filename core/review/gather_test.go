package review_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tamtam/core"
	"tamtam/core/digest"
	"tamtam/core/review"
	"tamtam/core/store"
	"tamtam/core/text"
)

// world is several datasets of few calls, with what a plain reading of their records knows.
type world struct {
	*room
	random *rand.Rand
	names  map[core.DatasetID]string
	// files are the records as text, by dataset and type; order is the datasets of a type, the one that was refreshed last first.
	files map[core.DatasetID]map[core.DataType]map[core.CallID]string
	order map[core.DataType][]core.DatasetID
	over  map[core.DatasetID]map[core.CallID]bool
	// opened is the dataset of opened files; it is believed last.
	opened core.DatasetID
}

func newWorld(t testing.TB, seed uint64) *world {
	w := &world{
		room: newRoom(t), random: rand.New(rand.NewPCG(seed, 3)), names: map[core.DatasetID]string{},
		files: map[core.DatasetID]map[core.DataType]map[core.CallID]string{}, order: map[core.DataType][]core.DatasetID{},
		over: map[core.DatasetID]map[core.CallID]bool{},
	}
	for n := range 1 + w.random.IntN(4) {
		d, err := w.store.CreateDataset(store.Dataset{Name: fmt.Sprint("Dataset ", n), Types: core.DataTypes(), Opened: openedFiles[n]})
		if err != nil {
			t.Fatal(err)
		}
		id := d.ID
		if d.Opened != nil {
			w.opened = id
		}
		w.names[id], w.files[id], w.over[id] = fmt.Sprint("Dataset ", n), map[core.DataType]map[core.CallID]string{}, map[core.CallID]bool{}
	}
	return w
}

// openedFiles make the second dataset one of opened files.
var openedFiles = map[int][]string{1: {"gong_calls_20250409_120000.txt"}}

var (
	titles   = []string{"Acme renewal", "Élan kick-off", "zebra", "", "acme RENEWAL", "日本 call", "Q&A: pricing"}
	people   = []string{"Jane Doe <jane@acme.com>, VP Sales (External, invited)", "Ina Internal <ina@example.com> (Internal, attended)"}
	voices   = []string{"Speaker 1", "Zoë Ünal <zoe@gmail.com> (External)", "<sam@elan.fr> (External)", "Bo (Internal)", "Jane Doe (Unknown)"}
	accounts = []string{"Account, Acme Inc (Salesforce 001A)", "COMPANY, Élan (HubSpot 77)", "Opportunity, Renewal, Won, 7000 (Microsoft Dynamics 006B)"}
	subjects = []string{"Pricing, 11m 05s", "pricing", "Small Talk, 2m 24s", "Ünder"}
	trackers = []string{"Competitors, 3 (KEYWORD): 00:00:32", "Objections (SMART)", "compétitors, 1", "Budget: 00:00:01, 00:00:02\n    much, 2"}
)

func some(r *rand.Rand, of ...string) (some []string) {
	for _, one := range of {
		if r.IntN(3) == 0 {
			some = append(some, one)
		}
	}
	return some
}

// refresh makes a dataset's file anew.
func (w *world) refresh(id core.DatasetID, t core.DataType) {
	said := map[core.CallID]string{}
	var records []text.Record
	for n := range 9 {
		if w.random.IntN(2) == 0 {
			continue
		}
		call := core.CallID([]string{"1", "22", "333", "4 4", "5/5", "%6", "777", "8", "9999"}[n])
		r := w.record(call, t)
		records = append(records, r)
		said[call] = string(text.Append(nil, r))
	}
	w.put(id, t, records...)
	w.files[id][t] = said
	w.order[t] = slices.Insert(slices.DeleteFunc(w.order[t], func(d core.DatasetID) bool { return d == id }), 0, id)
	if i := slices.Index(w.order[t], w.opened); i >= 0 {
		w.order[t] = append(slices.Delete(w.order[t], i, i+1), w.opened)
	}
}

func (w *world) record(call core.CallID, t core.DataType) text.Record {
	r := text.New(map[core.DataType]string{core.Calls: "Call", core.Transcripts: "Transcript"}[t], string(call))
	random := w.random
	r.Set("Title", titles[random.IntN(len(titles))])
	if random.IntN(5) == 0 {
		r.Set("Private", "true")
	}
	if random.IntN(5) > 0 {
		r.Set("Started", text.Time(time.Date(2026, 3, 1+random.IntN(3), 9, 0, 0, 0, time.UTC)))
	}
	r.Set("Duration", text.Duration(time.Duration(random.IntN(3))*30*time.Minute))
	r.Set("URL", "https://gong.example/"+fmt.Sprint(random.IntN(3)))
	if t == core.Calls {
		r.Set("Scope", []string{"", "External", "Internal"}[random.IntN(3)])
		r.List("Attendees", some(random, append(slices.Clone(people), voices...)...))
		r.List("CRM", some(random, accounts...))
		r.List("Topics", some(random, subjects...))
		r.List("Trackers", some(random, trackers...))
	} else {
		speakers := some(random, append(slices.Clone(voices), people...)...)
		r.List("Speakers", speakers)
		for _, s := range speakers {
			p, _, _ := digest.ParsePerson(s)
			r.Say(text.Turn{Speaker: p.Name, Topic: []string{"", "Pricing", "Next"}[random.IntN(3)], Lines: []string{"Yes."}})
		}
		r.List("Talk time", []string{"Jane Doe, 1m 00s, longest 30s", "Bo, 2s, longest 1s"})
	}
	if random.IntN(6) == 0 {
		r.Set("Deleted in Gong", "noticed 2026-04-09 12:00:00 UTC")
	}
	return r
}

// giveUp notes that no transcript of a call is expected in a dataset any more.
func (w *world) giveUp(id core.DatasetID, call core.CallID) {
	err := w.store.Stage(id, func(s *store.Stage) error { return s.SetAsked(call, store.Asked{Times: 9, Over: true}) })
	if err != nil {
		w.Fatal(err)
	}
	w.over[id][call] = true
}

// parsed reads a record, nil when the dataset has none.
func (w *world) parsed(id core.DatasetID, t core.DataType, call core.CallID) *text.Record {
	body, ok := w.files[id][t][call]
	if !ok {
		return nil
	}
	r, err := text.Parse(body)
	if err != nil {
		w.Fatal(err)
	}
	return &r
}

// join is what all records of the datasets together say of a call, nil when none of them is of it.
func (w *world) join(call core.CallID, wanted []core.DatasetID) *review.Call {
	c := &review.Call{Digest: digest.Digest{ID: call}}
	var record, transcript *text.Record
	hold := func(t core.DataType, into **text.Record, in *core.DatasetID) {
		for _, id := range w.order[t] {
			if r := w.parsed(id, t, call); r != nil && slices.Contains(wanted, id) {
				if *into == nil {
					*into, *in = r, id
				}
				if !slices.Contains(c.Datasets, id) {
					c.Datasets = append(c.Datasets, id)
				}
			}
		}
	}
	hold(core.Transcripts, &transcript, &c.TranscriptIn)
	hold(core.Calls, &record, &c.CallIn)
	c.HasCall, c.HasTranscript = record != nil, transcript != nil
	var spoke digest.Digest
	switch {
	case c.HasTranscript && c.HasCall:
		spoke = digest.Of(*transcript)
		c.Digest = digest.Of(*record)
		c.Turns = spoke.Turns
		if len(c.Topics) == 0 {
			c.Topics = spoke.Topics
		}
	case c.HasTranscript:
		c.Digest = digest.Of(*transcript)
	case c.HasCall:
		c.Digest = digest.Of(*record)
	default:
		return nil
	}
	for _, s := range spoke.People {
		i := slices.IndexFunc(c.People, func(p digest.Person) bool { return p.Name == s.Name })
		if i < 0 {
			c.People = append(c.People, s)
			continue
		}
		c.People[i].Talked = s.Talked
		for _, field := range [][2]*string{
			{&c.People[i].Side, &s.Side}, {&c.People[i].Email, &s.Email}, {&c.People[i].Title, &s.Title},
		} {
			if *field[0] == "" {
				*field[0] = *field[1]
			}
		}
	}
	for _, id := range c.Datasets {
		_, kept := w.files[id][core.Transcripts]
		c.Awaited = c.Awaited || !c.HasTranscript && kept && !w.over[id][call] && id != w.opened
	}
	c.Companies = with(c)
	return c
}

// with are the companies of the world's calls.
func with(c *review.Call) (companies []string) {
	for _, o := range c.Objects {
		if o.Kind != "Opportunity" {
			companies = append(companies, o.Name)
		}
	}
	if companies == nil {
		for _, p := range c.People {
			if _, domain, _ := strings.Cut(p.Email, "@"); p.Side == "External" && domain != "" && domain != "gmail.com" {
				companies = append(companies, domain)
			}
		}
	}
	return companies
}

func (w *world) compare(wanted ...core.DatasetID) {
	w.Helper()
	got := w.calls(wanted...)
	if len(wanted) == 0 {
		for id := range w.names {
			wanted = append(wanted, id)
		}
	}
	var want []*review.Call
	seen := map[core.CallID]bool{}
	for _, id := range wanted {
		for _, calls := range w.files[id] {
			for call := range calls {
				if !seen[call] {
					seen[call] = true
					want = append(want, w.join(call, wanted))
				}
			}
		}
	}
	slices.SortFunc(want, func(a, b *review.Call) int {
		if !a.Started.Equal(b.Started) {
			return b.Started.Compare(a.Started)
		}
		return strings.Compare(string(a.ID), string(b.ID))
	})
	if diff := cmp.Diff(want, got.Calls, cmpopts.EquateEmpty()); diff != "" {
		w.Fatalf("(-want +got)\n%s", diff)
	}
	if diff := cmp.Diff(w.names, got.Names); diff != "" {
		w.Fatalf("names (-want +got)\n%s", diff)
	}
	for _, call := range want {
		if got.Call(call.ID) == nil {
			w.Fatalf("%q is not found", call.ID)
		}
	}
}

// TestACatalogueIsTheJoinOfAllRecords holds catalogues of random datasets against a plain reading of all records, after each change.
func TestACatalogueIsTheJoinOfAllRecords(t *testing.T) {
	for seed := range uint64(4) {
		w := newWorld(t, seed)
		ids := make([]core.DatasetID, 0, len(w.names))
		for id := range w.names {
			ids = append(ids, id)
		}
		slices.SortFunc(ids, func(a, b core.DatasetID) int { return strings.Compare(w.names[a], w.names[b]) })
		for range 8 {
			id := ids[w.random.IntN(len(ids))]
			t := []core.DataType{core.Calls, core.Transcripts}[w.random.IntN(2)]
			w.giveUp(id, core.CallID([]string{"1", "22", "8"}[w.random.IntN(3)]))
			w.refresh(id, t)
			w.compare()
			w.compare(id)
		}
		for _, call := range w.calls().Calls {
			opened := w.open(call.ID)
			if diff := cmp.Diff(*call, opened.Call, cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("opened (-listed +opened)\n%s", diff)
			}
		}
	}
}

func TestACatalogueIsMadeOnceUntilCallsChange(t *testing.T) {
	r, id := everything(t)
	before := r.calls()
	r.put(id, core.Users)
	if again := r.calls(); again != before {
		t.Error("made anew although no call has changed")
	}
	if same := r.calls(id, id); same.Generation != before.Generation || len(same.Calls) != len(before.Calls) {
		t.Error("another selection of the same moment is another generation")
	}
	r.put(id, core.Calls, golden(t, core.Calls)[:1]...)
	after := r.calls()
	if after == before || after.Generation <= before.Generation || after.Call("4570250816631531515") != nil {
		t.Error("a changed call is not seen")
	}
	if len(before.Calls) != 4 || before.Call("4570250816631531515") == nil {
		t.Error("a catalogue has changed")
	}
	if err := r.store.DeleteDataset(id); err != nil {
		t.Fatal(err)
	}
	if gone := r.calls(); len(gone.Calls) != 0 || len(gone.Names) != 0 {
		t.Errorf("%d calls are left of a dataset that was deleted", len(gone.Calls))
	}
}
