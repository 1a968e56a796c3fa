package digest_test

import (
	"context"
	"net/http/httptest"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"go.uber.org/goleak"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/digest"
	"tamtam/core/gong"
	"tamtam/core/gong/gongsim"
	"tamtam/core/text"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// account are the records of all calls and transcripts of a simulated company, as text.
func account(t testing.TB, o gongsim.Options) (calls, transcripts []string) {
	t.Helper()
	o.Now, o.WordsPerMinute = time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC), 10
	sim := gongsim.New(o)
	sim.AddKey("key", "secret")
	server := httptest.NewServer(sim)
	defer server.Close()
	base, err := gong.ParseBaseURL(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	client, err := gong.New(base, gong.APIKey{AccessKey: "key", Secret: core.NewSecret("secret")}, gong.Options{
		Transport: server.Client().Transport, Limiter: gong.NewLimiter(core.SystemClock{}, 0),
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, names := context.Background(), &datatype.Directory{}
	byID := map[gong.ID]gong.Call{}
	for page, err := range client.CallsExtensive(ctx, gong.CallsFilter{Selector: gong.Everything()}) {
		if err != nil {
			t.Fatal(err)
		}
		var ids []core.CallID
		for _, c := range page.Items {
			byID[c.MetaData.ID] = c
			ids = append(ids, core.CallID(c.MetaData.ID))
			calls = append(calls, string(text.Append(nil, datatype.Call(c, names).Record)))
		}
		for said, err := range client.Transcripts(ctx, gong.TranscriptsFilter{IDs: ids}) {
			if err != nil {
				t.Fatal(err)
			}
			for _, one := range said.Items {
				transcripts = append(transcripts, string(text.Append(nil, datatype.Transcript(one, byID[one.CallID], names).Record)))
			}
		}
	}
	return calls, transcripts
}

// part is how a regular expression sees a part: quoted, or without the characters that parts may not hold.
const part = `("(?:[^"\\]|\\.)*"|[^,:;"()<>·]*?)`

var (
	personLine  = regexp.MustCompile(`^` + part + `(?: ?<([^>]*)>)?(?:, ` + part + `)?(?: \((.*)\))?$`)
	objectLine  = regexp.MustCompile(`^(\w+)(?:, ` + part + `)?(?:, .*)? \((\S+) (\S+)\)$`)
	trackerLine = regexp.MustCompile(`^` + part + `, (\d+) \(\w+\)`)
	topicLine   = regexp.MustCompile(`^` + part + `, ([\dhms ]+)$`)
	turnLine    = regexp.MustCompile(`^\[[\d:]+\] ` + part + `(?: \(\w+\))?(?: · (.*))?$`)
	talkLine    = regexp.MustCompile(`^` + part + `, ([\dhms ]+), longest`)
)

// plain is what a person reads a part as.
func plain(part string) string {
	if part == "-" {
		return ""
	}
	if strings.HasPrefix(part, `"`) {
		return regexp.MustCompile(`\\(.)`).ReplaceAllString(part[1:len(part)-1], "$1")
	}
	return part
}

func seconds(t testing.TB, s string) time.Duration {
	if s == "" {
		return 0
	}
	d, err := time.ParseDuration(strings.ReplaceAll(s, " ", ""))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// naive reads a record's text line by line.
func naive(t testing.TB, body string) (d digest.Digest) {
	fields, talked := map[string]string{}, map[string]time.Duration{}
	key, turns := "", false
	match := func(of *regexp.Regexp, item string) []string {
		found := of.FindStringSubmatch(item)
		if found == nil {
			t.Fatalf("%s: %q does not look like one", key, item)
		}
		for i := range found {
			found[i] = plain(found[i])
		}
		return found
	}
	for i, line := range strings.Split(strings.TrimSuffix(body, "\n"), "\n") {
		switch item, isItem := strings.CutPrefix(line, "  - "); {
		case i == 0:
			d.ID = core.CallID(strings.Fields(line)[2])
		case line == "":
			turns = true
		case turns && line[0] == '[':
			d.Turns++
			topic := match(turnLine, line)[2]
			if topic != "" && !slices.ContainsFunc(d.Topics, func(t digest.Topic) bool { return t.Name == topic }) {
				d.Topics = append(d.Topics, digest.Topic{Name: topic})
			}
		case turns:
		case strings.HasPrefix(line, "    "):
			if key == "Title" {
				fields[key] += "\n" + line[4:]
			}
		case !isItem:
			var value string
			key, value, _ = strings.Cut(line, ":")
			fields[key] = strings.TrimPrefix(value, " ")
		case key == "Attendees" || key == "Speakers":
			m := match(personLine, item)
			p := digest.Person{Name: m[1], Email: m[2], Title: m[3]}
			if p.Name == "" {
				p.Name = p.Email
			}
			if side, _, _ := strings.Cut(m[4], ","); side == "Internal" || side == "External" {
				p.Side = side
			}
			d.People = append(d.People, p)
		case key == "CRM":
			m := match(objectLine, item)
			d.Objects = append(d.Objects, digest.Object{Kind: m[1], Name: m[2], System: m[3], ID: m[4]})
		case key == "Trackers":
			m := match(trackerLine, item)
			n, _ := strconv.Atoi(m[2])
			d.Trackers = append(d.Trackers, digest.Tracker{Name: m[1], Count: n})
		case key == "Topics":
			m := match(topicLine, item)
			d.Topics = append(d.Topics, digest.Topic{Name: m[1], Length: seconds(t, m[2])})
		case key == "Talk time" && strings.Contains(item, ", longest "):
			m := match(talkLine, item)
			talked[m[1]] = seconds(t, m[2])
		}
	}
	for i := range d.People {
		d.People[i].Talked = talked[d.People[i].Name]
	}
	d.Title, d.Scope, d.URL, d.Private = fields["Title"], fields["Scope"], fields["URL"], fields["Private"] == "true"
	d.Duration = seconds(t, fields["Duration"])
	if d.Started, _ = time.Parse("2006-01-02 15:04:05 MST", fields["Started"]); d.Started.IsZero() {
		t.Fatalf("%s began at %q", d.ID, fields["Started"])
	}
	return d
}

// TestDigestsSayWhatRecordsSay holds the digests of all records of simulated companies against a line by line reading of their texts.
func TestDigestsSayWhatRecordsSay(t *testing.T) {
	for seed, o := range []gongsim.Options{{}, {CRM: gongsim.GenericCRM, HostileEvery: 3}, {CRM: gongsim.NoCRM}} {
		o.Seed, o.Calls = uint64(seed), 60
		calls, transcripts := account(t, o)
		if len(calls) != 60 || len(transcripts) < 50 {
			t.Fatalf("%d calls, %d transcripts", len(calls), len(transcripts))
		}
		var people, objects, trackers, topics, turns int
		for _, body := range append(calls, transcripts...) {
			r, err := text.Parse(body)
			if err != nil {
				t.Fatal(err)
			}
			got := digest.Of(r)
			if diff := cmp.Diff(naive(t, body), got, cmpopts.EquateEmpty()); diff != "" {
				t.Fatalf("(-want +got)\n%s\n%s", diff, body)
			}
			people, objects, trackers = people+len(got.People), objects+len(got.Objects), trackers+len(got.Trackers)
			topics, turns = topics+len(got.Topics), turns+got.Turns
		}
		if people == 0 || (objects == 0) != (o.CRM == gongsim.NoCRM) || trackers == 0 || topics == 0 || turns == 0 {
			t.Errorf("%d people, %d objects, %d trackers, %d topics, %d turns", people, objects, trackers, topics, turns)
		}
	}
}

func TestOf(t *testing.T) {
	call := func(key string, items ...string) text.Record {
		r := text.New("Call", "a b")
		r.List(key, items)
		return r
	}
	for _, c := range []struct {
		name   string
		record text.Record
		want   digest.Digest
	}{
		{"an id with a space", call("Attendees"), digest.Digest{}},
		{"somebody by phone and by computer", call("Attendees", "Jo (External, invited)", "Jo <jo@x.y>, CEO (External, attended)", "Jo 2"), digest.Digest{
			People: []digest.Person{{Name: "Jo", Email: "jo@x.y", Title: "CEO", Side: digest.External}, {Name: "Jo 2"}},
		}},
		{"only an address", call("Attendees", "<jo@x.y>, CEO (Internal)"), digest.Digest{
			People: []digest.Person{{Name: "jo@x.y", Email: "jo@x.y", Title: "CEO", Side: digest.Internal}},
		}},
		{"nobody, and what is no item", call("Attendees", "- (Internal)", `"`, "(invited)"), digest.Digest{}},
		{"a system with spaces", call("CRM", "Account, Acme (Microsoft Dynamics 365 001)", "Lead, Jo", "Deal, - (HubSpot 7)", "Account (HubSpot)"), digest.Digest{
			Objects: []digest.Object{
				{Kind: "Account", Name: "Acme", System: "Microsoft Dynamics 365", ID: "001"}, {Kind: "Lead", Name: "Jo"}, {Kind: "Deal", System: "HubSpot", ID: "7"},
			},
		}},
		{"trackers with and without a number", call("Trackers", "A, 3 (KEYWORD): 00:00:01", "B: 00:00:01, 00:00:02", "C", "-, 4", "D, 2\n    term, 9: 00:00:03"), digest.Digest{
			Trackers: []digest.Tracker{{Name: "A", Count: 3}, {Name: "B", Count: 2}, {Name: "C"}, {Name: "D", Count: 2}},
		}},
		{"topics", call("Topics", "Pricing, 11m 05s", "Legal", `"A, B", 2s`), digest.Digest{
			Topics: []digest.Topic{{Name: "Pricing", Length: 665 * time.Second}, {Name: "Legal"}, {Name: "A, B", Length: 2 * time.Second}},
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.want.ID = "a b"
			if diff := cmp.Diff(c.want, digest.Of(c.record), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestMarksOfARecord(t *testing.T) {
	for _, kind := range []string{"Call", "Transcript"} {
		r := text.New(kind, "1")
		r.Set("Private", "true")
		r.Set("Started", "yesterday")
		r.Set("Duration", "long")
		datatype.MarkDeleted(&r, time.Date(2026, 4, 9, 0, 0, 0, 0, time.UTC))
		if d := digest.Of(r); !d.Private || !d.Deleted || !d.Started.IsZero() || d.Duration != 0 {
			t.Errorf("%s: %+v", kind, d)
		}
	}
}
