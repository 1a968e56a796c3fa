package datatype_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/datatype"
	"tamtam/core/gong"
)

// nasty are texts that try to break out of the grammar, and the words on which a conversion decides something.
var nasty = []string{
	"", " ", "-", "plain", "Jane Doe", "a, b", `quote " inside`, `back\slash`, "=== Call 1 ===", "\n=== Call 1 ===\n", "Title: forged",
	"[00:00:03] Jane (Internal) · Topic", "  - item", "    indented", "\r\nCRLF\r\n\r\nblank", "tab\there", "nul\x00del\x7f", "c1\u0080\u009b",
	"nel\u0085ls\u2028ps\u2029", "\xff\xfe bad utf8", "日本語のテキスト", "مرحبا", "👩‍👩‍👧 emoji", "e\u0301", "a · b", "<b@c.d>", "(paren)", "x: y; z", "%41 %",
	"\u00a0nbsp\u00a0", "\ufeffbom", "00:12:10", "1:2", "…", "Internal", "EXTERNAL", "Unknown)", "Invitee", "Attendee", "Account", "opportunity",
	"Contact", "Deal", "Lead", "TimeOfCall", "Next steps", "Name", "Stage", "AccountId", "-1", "1", "2", "Speaker 1", "{}",
}

var numbers = []string{"", "0", "1", "-3", "0.5", "9.23", "7000", "1e300", "-1e300", "9223372036854775807", "NaN", "2712"}

// random fills any value of Gong's API with nasty content.
func random(r *rand.Rand, v reflect.Value) {
	switch v.Interface().(type) {
	case gong.Number:
		v.SetString(numbers[r.IntN(len(numbers))])
		return
	case gong.Millis:
		v.SetInt([]int64{0, r.Int64N(1e7), r.Int64N(1e7), -5, 1 << 62, -1 << 63}[r.IntN(6)])
		return
	case gong.Bool:
		v.SetUint(r.Uint64N(3))
		return
	case gong.Time:
		if r.IntN(4) > 0 {
			zone := time.FixedZone("", 3600*(r.IntN(25)-12))
			v.Set(reflect.ValueOf(gong.Time{Time: time.UnixMicro(r.Int64N(4e15) - 1e15).In(zone)}))
		}
		return
	}
	switch v.Kind() {
	case reflect.String:
		var b strings.Builder
		for range r.IntN(3) {
			b.WriteString(nasty[r.IntN(len(nasty))])
		}
		v.SetString(b.String())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), r.IntN(4), 4))
		for i := range v.Len() {
			random(r, v.Index(i))
		}
	case reflect.Pointer:
		if r.IntN(3) > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			random(r, v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			random(r, v.Field(i))
		}
	default:
		panic(fmt.Sprintf("no random %v", v.Type()))
	}
}

func randomly[T any](r *rand.Rand) T {
	var v T
	random(r, reflect.ValueOf(&v).Elem())
	return v
}

func many[T any](r *rand.Rand) []T { return []T{randomly[T](r), randomly[T](r), randomly[T](r)} }

// makers make random records, for each type.
var makers = map[core.DataType]func(*rand.Rand, *datatype.Directory) []datatype.Entry{
	core.Calls: func(r *rand.Rand, d *datatype.Directory) []datatype.Entry {
		return []datatype.Entry{datatype.Call(randomly[gong.Call](r), d)}
	},
	core.Transcripts: func(r *rand.Rand, d *datatype.Directory) []datatype.Entry {
		c := randomly[gong.Call](r)
		t := randomly[gong.CallTranscript](r)
		for i := range t.Transcript {
			if len(c.Parties) > 0 && r.IntN(2) == 0 {
				t.Transcript[i].SpeakerID = c.Parties[r.IntN(len(c.Parties))].SpeakerID
			}
		}
		return []datatype.Entry{datatype.Transcript(t, c, d)}
	},
	core.Users: func(r *rand.Rand, d *datatype.Directory) []datatype.Entry {
		return []datatype.Entry{datatype.User(randomly[gong.User](r), d)}
	},
	core.UserStats: func(r *rand.Rand, d *datatype.Directory) []datatype.Entry {
		entries := datatype.ActivityRecords(randomly[gong.UserActivity](r), nasty[r.IntN(len(nasty))], d)
		return append(entries, datatype.Interaction(randomly[gong.PersonInteractionStats](r), "2026-04", d))
	},
	core.Scorecards: func(r *rand.Rand, d *datatype.Directory) []datatype.Entry {
		return []datatype.Entry{datatype.Scorecard(randomly[gong.Scorecard](r), d)}
	},
	core.AnsweredScorecards: func(r *rand.Rand, d *datatype.Directory) []datatype.Entry {
		forms := map[gong.ID]gong.Scorecard{}
		a := randomly[gong.AnsweredScorecard](r)
		forms[a.ScorecardID] = randomly[gong.Scorecard](r)
		titles := func(core.CallID) (string, bool) { return nasty[r.IntN(len(nasty))], true }
		return []datatype.Entry{datatype.AnsweredScorecard(a, forms, titles, d)}
	},
	core.Libraries: func(r *rand.Rand, d *datatype.Directory) []datatype.Entry {
		return []datatype.Entry{datatype.Folder(randomly[gong.FolderContent](r), many[gong.LibraryFolder](r), "1", d)}
	},
	core.Trackers: func(r *rand.Rand, d *datatype.Directory) []datatype.Entry {
		return []datatype.Entry{datatype.Tracker(randomly[gong.Tracker](r), d)}
	},
	core.CRMDeals:    randomCRM(core.CRMDeals),
	core.CRMContacts: randomCRM(core.CRMContacts),
	core.CRMAccounts: randomCRM(core.CRMAccounts),
}

// randomCRM makes the record of one object that several random calls are linked to.
func randomCRM(id core.DataType) func(*rand.Rand, *datatype.Directory) []datatype.Entry {
	return func(r *rand.Rand, _ *datatype.Directory) []datatype.Entry {
		var links []datatype.Link
		for n := range 1 + r.IntN(3) {
			l := datatype.Link{
				Type: id, System: "Salesforce", ObjectType: "Deal", ObjectID: "006 B", Fields: many[gong.CRMField](r),
				Account: string(randomly[gong.Text](r)), Name: string(randomly[gong.Text](r)), CallID: strconv.Itoa(n % 2),
				CallTitle: string(randomly[gong.Text](r)), Started: randomly[gong.Time](r).Time,
			}
			links = append(links, l)
		}
		return []datatype.Entry{datatype.CRMRecord(links, many[gong.CRMField](r)[:r.IntN(4)])}
	}
}

func TestRandomRecordsComeBack(t *testing.T) {
	for _, kind := range datatype.All() {
		t.Run(string(kind.ID), func(t *testing.T) {
			for seed := range uint64(400) {
				r := rand.New(rand.NewPCG(seed, 7))
				d := &datatype.Directory{}
				d.AddUsers(many[gong.User](r)...)
				d.AddWorkspaces(many[gong.Workspace](r)...)
				for _, u := range many[gong.ID](r) {
					d.AddRole(u, nasty[r.IntN(len(nasty))])
				}
				for _, e := range makers[kind.ID](r, d) {
					check(t, kind.ID, e)
				}
			}
		})
	}
}

func TestLinksOfRandomCallsComeBack(t *testing.T) {
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 8))
		for _, l := range datatype.Links(randomly[gong.Call](r)) {
			checkLink(t, l)
			check(t, l.Type, datatype.CRMRecord([]datatype.Link{l}, nil))
		}
	}
}
