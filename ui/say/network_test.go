package say_test

import (
	"strings"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/ui/say"
)

func TestEveryObstacleHasItsSentences(t *testing.T) {
	said := map[string]core.Hindrance{}
	for what := core.NoName; what <= core.ClockOff; what++ {
		o := &core.Obstacle{What: what, Issuer: "Acme", Off: 3 * time.Hour}
		p := say.Error(core.E(o.Kind(), "list calls", o), "the calls could not be read")
		if p.Cause == "" || p.Next == "" || !strings.HasSuffix(p.Cause, ".") || !strings.HasSuffix(p.Next, ".") {
			t.Errorf("%v: %+v", o, p)
		}
		if other, twice := said[p.Cause]; twice {
			t.Errorf("%d and %d are said alike: %q", what, other, p.Cause)
		}
		said[p.Cause] = what
	}
}

func TestObstaclesSayWhatIsKnown(t *testing.T) {
	for name, c := range map[string]struct {
		o    core.Obstacle
		want string
	}{
		"the issuer":        {core.Obstacle{What: core.Intercepted, Issuer: "Acme Inspection"}, "issued by “Acme Inspection”"},
		"where to mend it":  {core.Obstacle{What: core.Intercepted}, "(CA file) and add it under Settings, Network"},
		"a sign-in":         {core.Obstacle{What: core.Portal}, "Open a browser"},
		"a slow clock":      {core.Obstacle{What: core.CertificateEarly, Off: -5 * time.Hour}, "slow by 5 hours or more"},
		"a fast clock":      {core.Obstacle{What: core.CertificateLate, Off: 50 * time.Hour}, "expired 2 days ago"},
		"a refusal besides": {core.Obstacle{What: core.ClockOff, Off: -59*time.Minute - 40*time.Second}, "clock is 60 minutes slow"},
		"an hour":           {core.Obstacle{What: core.ClockOff, Off: time.Hour}, "clock is 1 hour fast"},
	} {
		if got := say.Error(core.E(c.o.Kind(), "list calls", &c.o), "it failed").Line(); !strings.Contains(got, c.want) {
			t.Errorf("%s: %q", name, got)
		}
	}
}
