package gong_test

import (
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tamtam/core"
	"tamtam/core/gong"
)

func TestOneCompanyDoesNotWaitForAnother(t *testing.T) {
	tests := []struct {
		name  string
		bases []string
		took  time.Duration
	}{
		{"one company", []string{"https://us-1.api.gong.io", "https://us-1.api.gong.io"}, 19 * time.Second * 10 / 28},
		{"two companies", []string{"https://us-1.api.gong.io", "https://us-2.api.gong.io"}, 9 * time.Second * 10 / 28},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				o := gong.Options{Transport: always(200, `{"workspaces":[]}`), Clock: core.SystemClock{}, Limiters: gong.NewLimiters(core.SystemClock{}, gong.Rate)}
				var group sync.WaitGroup
				start := time.Now()
				for _, base := range test.bases {
					c, err := gong.New(mustBase(t, base), key, o)
					if err != nil {
						t.Fatal(err)
					}
					group.Go(func() { ask(t, c, 10) })
				}
				group.Wait()
				if took := time.Since(start); took < test.took || took > test.took+time.Second {
					t.Errorf("10 requests each took %v, want %v", took, test.took)
				}
			})
		})
	}
}
