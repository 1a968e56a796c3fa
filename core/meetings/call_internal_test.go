package meetings

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"unicode"

	"tamtam/core/gong"
	"tamtam/core/timeline"
)

// TestTextOfGongIsOfOneLine: a title with an escape sequence would colour the terminal in which it is listed, or worse.
func TestTextOfGongIsOfOneLine(t *testing.T) {
	const hostile = " Bell\x07, \x1b[31mred\x1b[0m,\r\nnull\x00 and \u009b2J "
	c := callOf(gong.Call{
		MetaData: gong.CallMetaData{ID: "1", Title: hostile},
		Parties:  []gong.Party{{ID: "1", Name: hostile, EmailAddress: hostile, Title: hostile}},
		Content:  gong.CallContent{Trackers: []gong.CallTracker{{Name: hostile, Phrases: []gong.Phrase{{Phrase: hostile}}}}},
	})
	u := userOf(gong.User{FirstName: hostile, LastName: hostile, EmailAddress: hostile, EmailAliases: []gong.Text{hostile}})
	texts := []string{
		c.Title, c.Parties[0].Name, c.Parties[0].Email, c.Parties[0].Title, c.Trackers[0].Name, c.Trackers[0].Phrases[0].Phrase, u.FirstName, u.LastName, u.Email,
		u.Aliases[0],
	}
	for i, text := range texts {
		if text != "Bell, [31mred[0m, null and 2J" || strings.ContainsFunc(text, unicode.IsControl) {
			t.Errorf("text %d is %q", i, text)
		}
	}
}

// TestWhatIsAskedFor: accounts have ids with the basic context only, and people and trackers come when they are asked for.
func TestWhatIsAskedFor(t *testing.T) {
	var asked struct {
		Context       string `json:"context"`
		ExposedFields struct {
			Parties bool `json:"parties"`
			Content struct {
				Trackers, TrackerOccurrences bool
			} `json:"content"`
		} `json:"exposedFields"`
	}
	body, err := json.Marshal(selector())
	if err == nil {
		err = json.Unmarshal(body, &asked)
	}
	content := asked.ExposedFields.Content
	if err != nil || asked.Context != "Basic" || !asked.ExposedFields.Parties || !content.Trackers || !content.TrackerOccurrences {
		t.Errorf("%s, %v", body, err)
	}
}

// TestTrackersAreReadFromBothLists: Gong has the moments with the phrases when it lists those separately, else with the tracker.
func TestTrackersAreReadFromBothLists(t *testing.T) {
	at := func(seconds ...string) (all []gong.Occurrence) {
		for _, s := range seconds {
			all = append(all, gong.Occurrence{StartTime: gong.Number(s)})
		}
		return all
	}
	for name, c := range map[string]struct {
		tracker gong.CallTracker
		want    timeline.Tracker
	}{
		"not separately": {
			gong.CallTracker{Name: "Price", Type: "SMART", Count: "2", Occurrences: at("9.5", "1")}, timeline.Tracker{Name: "Price", Kind: "SMART", Count: 2, First: []float64{1, 9.5}},
		},
		"separately": {
			gong.CallTracker{Name: "Price", Type: "KEYWORD", Count: "3", Phrases: []gong.Phrase{
				{Phrase: "cost", Count: "1", Occurrences: at("7")}, {Phrase: "price", Count: "2", Occurrences: at("3", "8")},
			}},
			timeline.Tracker{
				Name: "Price", Kind: "KEYWORD", Count: 3, First: []float64{3, 7, 8},
				Phrases: []timeline.TrackerPhrase{{Phrase: "cost", Count: 1}, {Phrase: "price", Count: 2}},
			},
		},
	} {
		if got := trackerOf(c.tracker); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}
