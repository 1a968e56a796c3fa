package gongsim_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"tamtam/core/gong/gongsim"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// present is the day on which the tests' companies live.
var present = time.Date(2026, 4, 9, 12, 0, 0, 0, time.UTC)

// clock is a clock that moves when it is told to, and when somebody sleeps.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(_ context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	return nil
}

func (c *clock) add(d time.Duration) { _ = c.Sleep(context.Background(), d) }

// small makes a company whose people speak slowly, so that its tests are quick.
func small(o gongsim.Options) *gongsim.Sim {
	o.Now = present
	if o.WordsPerMinute == 0 {
		o.WordsPerMinute = 15
	}
	if o.Clock == nil {
		o.Clock = &clock{now: present}
	}
	return gongsim.New(o)
}

// ask sends a request with the default key and returns the answer.
func ask(sim http.Handler, method, target, body string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, bytes.NewReader([]byte(body)))
	r.SetBasicAuth(gongsim.DefaultKey, gongsim.DefaultSecret)
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	w := httptest.NewRecorder()
	sim.ServeHTTP(w, r)
	return w
}

// problems returns the texts of an error.
func problems(t *testing.T, w *httptest.ResponseRecorder) []string {
	t.Helper()
	var e struct {
		RequestID string
		Errors    []string
	}
	if err := json.Unmarshal(w.Body.Bytes(), &e); err != nil || e.RequestID == "" || len(e.Errors) == 0 {
		t.Fatalf("not Gong's form of an error: %s", w.Body)
	}
	return e.Errors
}

// page is what all lists have in common.
type page struct {
	Records struct {
		TotalRecords, CurrentPageSize, CurrentPageNumber int
		Cursor                                           string
	}
	Calls           []struct{ MetaData struct{ ID, Started string } }
	CallTranscripts []struct {
		CallID     string
		Transcript []struct {
			SpeakerID *string
			Topic     *string
			Sentences []gongsim.Sentence
		}
	}
	Users              []struct{ ID string }
	AnsweredScorecards []struct{ CallID string }
}

func read(t *testing.T, w *httptest.ResponseRecorder) page {
	t.Helper()
	if w.Code != http.StatusOK {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	var p page
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
		t.Fatal(err)
	}
	return p
}

// pages reads a whole sequence of a POST. Body is the request without its closing brace.
func pages(t *testing.T, sim http.Handler, path, body string) []page {
	t.Helper()
	var all []page
	for cursor := ""; ; {
		request := body + "}"
		if cursor != "" {
			request = body + `,"cursor":"` + cursor + `"}`
		}
		p := read(t, ask(sim, "POST", path, request))
		all = append(all, p)
		if cursor = p.Records.Cursor; cursor == "" {
			return all
		}
	}
}
