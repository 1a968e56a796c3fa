package gong_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net"
	"net/http"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"tamtam/core"
	"tamtam/core/gong"
)

// limitedClient is a client with Gong's rate, under a bubble's clock.
func limitedClient(t testing.TB, network http.RoundTripper, o gong.Options) *gong.Client {
	o.Limiter = gong.NewLimiter(core.SystemClock{}, gong.Rate)
	return client(t, network, o)
}

func ask(t *testing.T, c *gong.Client, n int) {
	t.Helper()
	for range n {
		if _, err := c.Workspaces(t.Context()); err != nil {
			t.Error(err)
		}
	}
}

func TestLimiterSpacesRequests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		network := always(200, `{"workspaces":[]}`)
		c := limitedClient(t, network, gong.Options{})
		var group sync.WaitGroup
		start := time.Now()
		for range 4 { // goroutines at once share the rate
			group.Go(func() { ask(t, c, 10) })
		}
		group.Wait()
		if took, want := time.Since(start), 39*time.Second*10/28; took < want || took > want+time.Second {
			t.Errorf("40 requests took %v, want %v", took, want)
		}
		sent := network.requests()
		for i := 1; i < len(sent); i++ {
			if gap := sent[i].at.Sub(sent[i-1].at); gap < 357*time.Millisecond {
				t.Fatalf("requests %d and %d are %v apart", i, i+1, gap)
			}
		}
	})
}

func TestTwoRequestsAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var now, most int
		network := &stub{answer: func(int, *http.Request) (*http.Response, error) {
			mu.Lock()
			now++
			most = max(most, now)
			mu.Unlock()
			time.Sleep(5 * time.Second)
			mu.Lock()
			now--
			mu.Unlock()
			return says(200, `{"workspaces":[]}`), nil
		}}
		c := client(t, network, gong.Options{})
		var group sync.WaitGroup
		for range 6 {
			group.Go(func() { ask(t, c, 1) })
		}
		group.Wait()
		if most != 2 {
			t.Errorf("%d requests were under way", most)
		}
	})
}

func TestA429StopsAllAndSlowsDown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		network := &stub{answer: func(n int, _ *http.Request) (*http.Response, error) {
			if n == 0 {
				return with(says(429, ""), "Retry-After", "20"), nil
			}
			return says(200, `{"workspaces":[]}`), nil
		}}
		limiter := gong.NewLimiter(core.SystemClock{}, gong.Rate)
		c := client(t, network, gong.Options{Limiter: limiter})
		start := time.Now()
		var group sync.WaitGroup
		for range 3 {
			group.Go(func() { ask(t, c, 1) })
		}
		group.Wait()
		sent := network.requests()
		for i, r := range sent[1:] {
			if wait := r.at.Sub(start); wait < 20*time.Second || wait > 25*time.Second {
				t.Errorf("request %d was sent after %v", i+2, wait)
			}
		}
		if gap := sent[3].at.Sub(sent[2].at); gap < 600*time.Millisecond {
			t.Errorf("requests after a 429 are %v apart", gap)
		}
		if slow := limiter.PerSecond(); slow >= gong.Rate*0.7 {
			t.Errorf("the rate after a 429 is %v", slow)
		}
		time.Sleep(3 * time.Minute)
		ask(t, c, 1)
		if rate := limiter.PerSecond(); math.Abs(rate-gong.Rate) > 1e-9 {
			t.Errorf("the rate three minutes later is %v", rate)
		}
	})
}

func TestRetryWaits(t *testing.T) {
	cases := []struct {
		name       string
		code       int
		retryAfter func(now time.Time) string
		low, high  time.Duration // before the first repetition
	}{
		{"as long as Gong asks", 429, func(time.Time) string { return "7" }, 7 * time.Second, 8 * time.Second},
		{"never over a minute", 429, func(time.Time) string { return "30000" }, 60 * time.Second, 61 * time.Second},
		{"until a date", 503, func(now time.Time) string { return now.Add(9 * time.Second).UTC().Format(http.TimeFormat) }, 8 * time.Second, 10 * time.Second},
		{"not backwards", 503, func(now time.Time) string { return now.Add(-time.Hour).UTC().Format(http.TimeFormat) }, time.Second, 2 * time.Second},
		{"not for nonsense", 429, func(time.Time) string { return "soon" }, time.Second, 2 * time.Second},
		{"a second or two unasked", 500, func(time.Time) string { return "" }, time.Second, 2 * time.Second},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				network := &stub{answer: func(n int, _ *http.Request) (*http.Response, error) {
					if n == 0 {
						return with(says(c.code, ""), "Retry-After", c.retryAfter(time.Now())), nil
					}
					return says(200, `{"workspaces":[]}`), nil
				}}
				ask(t, client(t, network, gong.Options{}), 1)
				sent := network.requests()
				if wait := sent[1].at.Sub(sent[0].at); wait < c.low || wait > c.high {
					t.Errorf("waited %v, want %v to %v", wait, c.low, c.high)
				}
			})
		})
	}
}

func TestRetriesGrowAndEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		network := always(500, "")
		c := client(t, network, gong.Options{})
		if _, err := read(c.CallsExtensive(t.Context(), gong.CallsFilter{From: from})); !core.Is(err, core.Broken) {
			t.Fatalf("got %v", err)
		}
		sent := network.requests()
		if len(sent) != 6 {
			t.Fatalf("sent %d requests", len(sent))
		}
		for i := 1; i < len(sent); i++ {
			if wait, most := sent[i].at.Sub(sent[i-1].at), time.Second<<i; wait < time.Second || wait > most {
				t.Errorf("repetition %d after %v, want 1s to %v", i, wait, most)
			}
			if sent[i].body != sent[0].body || sent[i].body == "" {
				t.Errorf("repetition %d sent %q", i, sent[i].body)
			}
		}
	})
}

// Who has no network is told once with patience and then at once; a connection that came about earns the patience back.
func TestNoNetworkIsWaitedForOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		up := false
		network := &stub{answer: func(int, *http.Request) (*http.Response, error) {
			if up {
				return says(http.StatusOK, twoWorkspaces), nil
			}
			return nil, &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
		}}
		c := client(t, network, gong.Options{})
		sent := 0
		for n, want := range []int{6, 1, 1, 1, 6, 1} {
			up = n == 3
			if _, err := c.Workspaces(t.Context()); core.Is(err, core.Offline) == up {
				t.Errorf("question %d: %v", n, err)
			}
			if got := len(network.requests()) - sent; got != want {
				t.Errorf("question %d was sent %d times, want %d", n, got, want)
			}
			sent = len(network.requests())
		}
		time.Sleep(2 * time.Minute)
		if _, err := c.Workspaces(t.Context()); err == nil || len(network.requests())-sent != 6 {
			t.Errorf("a while later it was sent %d times (%v), want 6", len(network.requests())-sent, err)
		}
	})
}

func TestRetriesCanBeSwitchedOff(t *testing.T) {
	network := always(503, "")
	if _, err := client(t, network, gong.Options{Retries: -1}).Workspaces(t.Context()); err == nil || len(network.requests()) != 1 {
		t.Errorf("got %v after %d requests", err, len(network.requests()))
	}
}

func TestWaitingEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		network := &stub{answer: func(int, *http.Request) (*http.Response, error) { return with(says(429, ""), "Retry-After", "60"), nil }}
		c := limitedClient(t, network, gong.Options{})
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		start := time.Now()
		var group sync.WaitGroup
		for range 4 { // one waits for its repetition, the others for the limiter or a slot
			group.Go(func() {
				if _, err := c.Workspaces(ctx); err == nil {
					t.Error("got no error")
				}
			})
		}
		group.Wait()
		if took := time.Since(start); took != 2*time.Second {
			t.Errorf("they ended after %v", took)
		}
	})
}

func TestARequestMayNotTakeForEver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		network := &stub{answer: func(_ int, r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, fmt.Errorf("net/http: %w", r.Context().Err())
		}}
		start := time.Now()
		_, err := client(t, network, gong.Options{Retries: -1}).Workspaces(t.Context())
		if took := time.Since(start); !core.Is(err, core.Offline) || took != 180*time.Second {
			t.Errorf("got %v after %v", err, took)
		}
	})
}

func TestQuotaCountsWhatIsSentAndRefusesTheRest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		quota := &fakeQuota{}
		network := script(answer(429, ""), answer(404, noCalls), answer(200, `{"workspaces":[]}`))
		c := client(t, network, gong.Options{Quota: quota, Ceiling: 4})
		ask(t, c, 3)
		today := core.DayOf(time.Now())
		if quota.days[today] != 4 {
			t.Errorf("counted %d", quota.days[today])
		}
		_, err := c.Workspaces(t.Context())
		if !core.Is(err, core.Busy) || !errors.Is(err, gong.ErrQuota) || len(network.requests()) != 4 || quota.days[today] != 4 {
			t.Errorf("beyond the ceiling: got %v, %d requests, count %d", err, len(network.requests()), quota.days[today])
		}
		time.Sleep(24 * time.Hour)
		ask(t, c, 1)
		if quota.days[today.Add(1)] != 1 {
			t.Errorf("the next day counted %d", quota.days[today.Add(1)])
		}
	})
}

func TestWithoutACountNothingIsSent(t *testing.T) {
	quota := &fakeQuota{fault: core.E(core.Full, "count requests", nil)}
	network := always(200, `{"workspaces":[]}`)
	if _, err := client(t, network, gong.Options{Quota: quota}).Workspaces(t.Context()); !core.Is(err, core.Full) || len(network.requests()) != 0 {
		t.Errorf("got %v after %d requests", err, len(network.requests()))
	}
}
