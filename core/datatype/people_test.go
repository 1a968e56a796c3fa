package datatype_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tamtam/core/datatype"
	"tamtam/core/gong"
)

func decode[T any](t testing.TB, data string) T {
	t.Helper()
	var v T
	if err := json.Unmarshal([]byte(data), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// said is a transcript in which each of the speakers says one sentence of a second.
func said(speakers ...string) gong.CallTranscript {
	t := gong.CallTranscript{CallID: "1"}
	for i, s := range speakers {
		start := gong.Millis(i * 1000)
		t.Transcript = append(t.Transcript, gong.Monologue{
			SpeakerID: gong.ID(s), Sentences: []gong.Sentence{{Start: start, End: start + 1000, Text: "Well."}},
		})
	}
	return t
}

func TestSpeakersAreNamed(t *testing.T) {
	d := directory(t)
	for _, c := range []struct {
		name, parties string
		speakers      []string
		want          string // speakers of the turns with their affiliations
	}{
		{"unknown voices are numbered as they come", `null`, []string{"9", "8", "9", ""}, "Speaker 1, Speaker 2, Speaker 1, Speaker 3"},
		{"a name and a side", `[{"speakerId":"1","name":"Jane Doe","affiliation":"External"}]`, []string{"1"}, "Jane Doe (External)"},
		{"a side in any case", `[{"speakerId":1,"name":"Jane Doe","affiliation":"INTERNAL"}]`, []string{"1"}, "Jane Doe (Internal)"},
		{"an unknown side is not written", `[{"speakerId":"1","name":"Jane Doe","affiliation":"Unknown"}]`, []string{"1"}, "Jane Doe"},
		{"a user is internal", `[{"speakerId":"1","name":"Jane Doe","affiliation":"Unknown","userId":"5"}]`, []string{"1"}, "Jane Doe (Internal)"},
		{"the directory's name", `[{"speakerId":"1","userId":"1309263961237846110"}]`, []string{"1"}, "Ina Internal (Internal)"},
		{"the e-mail", `[{"speakerId":"1","name":null,"emailAddress":"jane@acme.com"}]`, []string{"1"}, "jane@acme.com"},
		{"the phone number", `[{"speakerId":"1","phoneNumber":"+1555"}]`, []string{"1"}, "+1555"},
		{"a party of whom nothing is known", `[{"speakerId":"1"}]`, []string{"1"}, "Speaker 1"},
		{"a second Jane Doe", `[{"speakerId":"1","name":"Jane Doe"},{"speakerId":"2","name":"Jane Doe"}]`, []string{"2", "1"}, "Jane Doe 2, Jane Doe"},
		{
			"a second Jane Doe beside somebody called that", `[{"speakerId":"3","name":"Jane Doe 2"},{"speakerId":"1","name":"Jane Doe"},{"speakerId":"2","name":"Jane Doe"}]`,
			[]string{"1", "2", "3"},
			"Jane Doe, Jane Doe 3, Jane Doe 2",
		},
		{
			"the same Jane Doe twice", `[{"speakerId":"1","name":"Jane Doe","emailAddress":"jane@acme.com"},{"speakerId":"2","name":"Jane Doe","emailAddress":"Jane@Acme.com"}]`,
			[]string{"1", "2"},
			"Jane Doe, Jane Doe",
		},
		{"a party called Speaker 1", `[{"speakerId":"1","name":"Speaker 1"}]`, []string{"7", "1"}, "Speaker 2, Speaker 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := datatype.Transcript(said(c.speakers...), decode[gong.Call](t, `{"parties":`+c.parties+`}`), d).Record
			got := make([]string, len(r.Turns))
			for i, turn := range r.Turns {
				got[i] = turn.Speaker
				if turn.Affiliation != "" {
					got[i] += " (" + turn.Affiliation + ")"
				}
			}
			if got := strings.Join(got, ", "); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestTalkTimeCountsEverybody(t *testing.T) {
	for _, c := range []struct{ name, transcript, want string }{
		{
			"longest is between two sentences of others",
			`[{"speakerId":"1","sentences":[{"start":0,"end":4000},{"start":5000,"end":9000}]},{"speakerId":"1","topic":"Pricing","sentences":[{"start":9000,"end":11000}]},
			  {"speakerId":"2","sentences":[{"start":12000,"end":15500}]},{"speakerId":"1","sentences":[{"start":20000,"end":29000}]}]`,
			"Speaker 1, 19s, longest 10s; Speaker 2, 3s, longest 3s",
		},
		{
			"an end before its start counts nothing", `[{"speakerId":"1","sentences":[{"start":5000,"end":1000}]},{"speakerId":"2","sentences":[{"start":0,"end":1000}]}]`,
			"Speaker 2, 1s, longest 1s",
		},
		{
			"times beyond all reason", `[{"speakerId":"1","sentences":[{"start":-9223372036854775808,"end":9223372036854775807},{"start":0,"end":9223372036854775807}]}]`,
			"Speaker 1, 2562047h 47m 16s, longest 2562047h 47m 16s",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := datatype.Transcript(decode[gong.CallTranscript](t, `{"transcript":`+c.transcript+`}`), gong.Call{}, nil).Record
			if got := strings.Join(r.Items("Talk time"), "; "); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestTurnsHoldWords(t *testing.T) {
	r := datatype.Transcript(decode[gong.CallTranscript](t, `{"transcript":[
		{"speakerId":"1","sentences":null},
		{"speakerId":"1","sentences":[{"start":1000,"end":2000,"text":" \n "}]},
		{"speakerId":"1","sentences":[{"start":3000,"end":4000,"text":""},{"start":4000,"end":5000,"text":"Hello."}]}]}`), gong.Call{}, nil).Record
	if len(r.Turns) != 1 || r.Turns[0].At.Seconds() != 4 {
		t.Errorf("want one turn, from its first word on: got %+v", r.Turns)
	}
}

func TestAttendees(t *testing.T) {
	for _, c := range []struct{ name, party, want string }{
		{"invited and attended, whatever the order", `{"name":"Jane","methods":["Attendee","Invitee"],"affiliation":"External"}`, "Jane (External, invited, attended)"},
		{"an unknown side is told", `{"name":"Phone Caller #4","methods":["Attendee"],"affiliation":"Unknown"}`, "Phone Caller #4 (Unknown, attended)"},
		{"a side that Gong did not send", `{"name":"Jane","methods":null}`, "Jane"},
		{"no name", `{"emailAddress":"jane@acme.com","title":"VP","affiliation":"External"}`, "<jane@acme.com>, VP (External)"},
		{"only a phone", `{"phoneNumber":"+1555","methods":["Attendee"]}`, "+1555 (attended)"},
		{"only a side", `{"affiliation":"External"}`, "(External)"},
		{"a way of taking part that is new", `{"name":"Jane","methods":["Watcher","Attendee"]}`, "Jane (attended, watcher)"},
		{"a name that would break out", `{"name":"Jane\n=== Call 1 ===","methods":["Attendee"]}`, "Jane === Call 1 === (attended)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := datatype.Call(decode[gong.Call](t, `{"parties":[`+c.party+`]}`), nil).Record
			if diff := cmp.Diff([]string{c.want}, r.Items("Attendees")); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}
