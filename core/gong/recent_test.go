package gong_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tamtam/core"
	"tamtam/core/gong"
)

func numbered() *stub {
	return &stub{answer: func(n int, _ *http.Request) (*http.Response, error) {
		return says(200, fmt.Sprintf(`{"calls":[{"metaData":{"id":%d,"title":%q}}]}`, n, strings.Repeat("x", 100))), nil
	}}
}

// callID asks for calls from a day on and returns the id of the one that came.
func callID(t *testing.T, c *gong.Client, keep bool, from string) gong.ID {
	t.Helper()
	ctx := t.Context()
	if keep {
		ctx = gong.Keep(ctx)
	}
	pages, err := read(c.CallsExtensive(ctx, gong.CallsFilter{From: day(t, from).Start()}))
	if err != nil {
		t.Fatal(err)
	}
	return pages[0].Items[0].MetaData.ID
}

func TestRecentAnswersOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		quota := &fakeQuota{}
		c := client(t, numbered(), gong.Options{Recent: gong.NewRecent(core.SystemClock{}, 5*time.Minute, 1<<20), Quota: quota})
		steps := []struct {
			name string
			keep bool
			from string
			want gong.ID
		}{
			{"a first preview asks", true, "2026-01-01", "0"},
			{"a second preview does not", true, "2026-01-01", "0"},
			{"another period asks", false, "2026-01-02", "1"},
			{"the import does not ask", false, "2026-01-01", "0"},
			{"the next import asks", false, "2026-01-01", "2"},
			{"what was not kept is asked for again", false, "2026-01-02", "3"},
		}
		for _, s := range steps {
			if got := callID(t, c, s.keep, s.from); got != s.want {
				t.Errorf("%s: got %s, want %s", s.name, got, s.want)
			}
		}
		if n := quota.days[core.DayOf(time.Now())]; n != 4 {
			t.Errorf("counted %d requests, want 4", n)
		}
	})
}

func TestRecentForgets(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		recent := gong.NewRecent(core.SystemClock{}, 5*time.Minute, 1<<20)
		c := client(t, numbered(), gong.Options{Recent: recent})
		callID(t, c, true, "2026-01-01")
		time.Sleep(5 * time.Minute)
		if got := callID(t, c, true, "2026-01-01"); got != "1" {
			t.Errorf("after its time: got %s", got)
		}
		recent.Forget()
		if got := callID(t, c, false, "2026-01-01"); got != "2" {
			t.Errorf("after Forget: got %s", got)
		}
	})
}

func TestRecentIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := client(t, numbered(), gong.Options{Recent: gong.NewRecent(core.SystemClock{}, time.Hour, 400)}) // two of the answers
		for i, from := range []string{"2026-01-01", "2026-01-02", "2026-01-03"} {
			if got := callID(t, c, true, from); got != gong.ID(fmt.Sprint(i)) {
				t.Fatalf("got %s", got)
			}
			time.Sleep(time.Second)
		}
		if got := callID(t, c, false, "2026-01-01"); got != "3" {
			t.Errorf("the oldest was kept: got %s", got)
		}
		if got := callID(t, c, false, "2026-01-03"); got != "2" {
			t.Errorf("the youngest was not kept: got %s", got)
		}
	})
	tooSmall := client(t, numbered(), gong.Options{Recent: gong.NewRecent(core.SystemClock{}, time.Hour, 10)})
	callID(t, tooSmall, true, "2026-01-01")
	if got := callID(t, tooSmall, true, "2026-01-01"); got != "1" {
		t.Errorf("an answer larger than the bound was kept: got %s", got)
	}
}

func TestRecentKeepsOnlyWhatWasUnderstood(t *testing.T) {
	network := script(answer(200, `{"calls":[{"meta`), answer(200, `{"calls":[]}`), answer(404, noCalls))
	recent := gong.NewRecent(core.SystemClock{}, time.Hour, 1<<20)
	c := client(t, network, gong.Options{Recent: recent, Clock: &skippingClock{}})
	for range 2 {
		if _, err := read(c.CallsExtensive(gong.Keep(t.Context()), gong.CallsFilter{})); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(network.requests()); n != 2 {
		t.Errorf("sent %d requests", n)
	}
}
