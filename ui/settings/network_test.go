package settings_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"tamtam/core"
	"tamtam/core/network"
	"tamtam/ui/look"
	"tamtam/ui/settings"
	"tamtam/ui/task"
	"tamtam/ui/uitest"
)

// road is a fake of the network.
type road struct {
	now     network.Settings
	problem error
	refused error
	finding network.Finding

	set   []network.Settings
	picks []string
}

var _ settings.Network = (*road)(nil)

func (r *road) Settings(context.Context) (network.Settings, error) { return r.now, r.problem }

func (r *road) Set(_ context.Context, s network.Settings) error {
	r.set = append(r.set, s)
	if r.refused == nil {
		r.now = s
	}
	return r.refused
}

func (r *road) Check(context.Context) network.Finding { return r.finding }

const ownProxy = "http://proxy.acme.example:3128"

func obstacle(o core.Obstacle) error { return core.E(o.Kind(), "reach Gong", &o) }

func TestPicturesOfTheNetwork(t *testing.T) {
	pictures := map[string]struct {
		road road
		do   func(*uitest.Window)
	}{
		"network-manual": {
			road{now: network.Settings{Proxy: network.Manual, ProxyURL: ownProxy, CAFile: "/home/jane/Documents/certificates/acme-inspection-ca.pem"}, finding: network.Finding{Host: "api.gong.io", Via: ownProxy}},
			func(w *uitest.Window) { w.Tap("Check connection") },
		},
		"network-intercepted": {
			road{finding: network.Finding{Host: "api.gong.io", Err: obstacle(core.Obstacle{What: core.Intercepted, Issuer: "Acme Inspection"})}},
			func(w *uitest.Window) { w.Tap("Check connection") },
		},
		"network-refused": {
			road{now: network.Settings{Proxy: network.Manual, ProxyURL: ownProxy}, refused: core.Errorf(core.Invalid, "read the proxy's address", "the port is a number from 1 to 65535, as in http://proxy.example:3128")},
			func(w *uitest.Window) {
				w.Enter("Address of the proxy", "http://proxy.acme.example:312800")
				w.Tap("Use")
			},
		},
	}
	for name, picture := range pictures {
		t.Run(name, func(t *testing.T) {
			uitest.Both(t, func(t *testing.T, mode look.Mode) {
				w := show(t, mode, &program{road: picture.road}, nil)
				w.Resize(1024, 860)
				picture.do(w)
				w.Golden(name)
			})
		})
	}
}

func TestTheProxyIsChosen(t *testing.T) {
	p := &program{}
	w := show(t, uitest.Light, p, nil)
	w.MustShow("As this computer is set up.")
	w.MustNotShow("Address")
	w.Tap("Manual")
	if w.MustShow("Address"); len(p.road.set) != 0 {
		t.Fatalf("without an address it was set to %+v", p.road.set)
	}
	w.Type(ownProxy)
	w.Tap("Use")
	w.Tap("None")
	w.MustShow("Gong is reached directly.")
	w.Tap("Manual") // the address of before is taken again
	want := []network.Settings{
		{Proxy: network.Manual, ProxyURL: ownProxy}, {Proxy: network.None, ProxyURL: ownProxy}, {Proxy: network.Manual, ProxyURL: ownProxy},
	}
	if !slices.Equal(p.road.set, want) {
		t.Errorf("set %+v", p.road.set)
	}
}

// Choices are kept one after the other, whatever the disk takes: the last one stays.
func TestTheLastChoiceHolds(t *testing.T) {
	var step task.Step
	p := &program{}
	w := show(t, uitest.Light, p, &step)
	release := func() {
		for step.Waiting() > 0 {
			step.Release(step.Waiting() - 1) // the youngest first
		}
	}
	release()
	w.Tap("None")
	w.Tap("Choose")
	release()
	if want := (network.Settings{Proxy: network.None, CAFile: "/home/jane/acme-ca.pem"}); p.road.now != want {
		t.Errorf("now %+v, want %+v", p.road.now, want)
	}
	w.MustShow("Gong is reached directly.", "/home/jane/acme-ca.pem")
}

func TestARefusedAddressStaysToBeCorrected(t *testing.T) {
	p := &program{road: road{refused: core.Errorf(core.Invalid, "read the proxy's address", "this is not an address")}}
	w := show(t, uitest.Light, p, nil)
	w.Tap("Manual")
	w.Type("a b")
	w.Tap("Use")
	w.MustShow("The network settings were not changed. This is not an address.", "Address")
	p.road.refused = nil
	w.Enter("Address of the proxy", ownProxy)
	w.Tap("Use")
	w.MustNotShow("were not changed")
	if p.road.now.ProxyURL != ownProxy {
		t.Errorf("now %+v", p.road.now)
	}
}

func TestACAFileIsChosenAndRemoved(t *testing.T) {
	p := &program{}
	w := show(t, uitest.Light, p, nil)
	w.MustShow("None: what this computer trusts is enough")
	w.MustNotShow("Remove")
	w.Tap("Choose")
	w.MustShow("/home/jane/acme-ca.pem")
	w.Tap("Remove")
	w.MustShow("None: what this computer trusts is enough")
	p.road.refused = core.Errorf(core.Invalid, "read the CA file", "the CA file is empty")
	w.Tap("Choose")
	w.MustShow("The CA file is not used. The CA file is empty.", "None: what this computer trusts is enough")
	if want := []network.Settings{{CAFile: "/home/jane/acme-ca.pem"}, {}, {CAFile: "/home/jane/acme-ca.pem"}}; !slices.Equal(p.road.set, want) {
		t.Errorf("set %+v", p.road.set)
	}
}

func TestWhatIsNotInEffectIsSaid(t *testing.T) {
	w := show(t, uitest.Light, &program{road: road{problem: core.Errorf(core.Invalid, "read the CA file", "the CA file is not there")}}, nil)
	w.MustShow("The network settings are not fully in effect. The CA file is not there.")
}

func TestACheckSaysWhatWasFound(t *testing.T) {
	for want, f := range map[string]network.Finding{
		"api.gong.io is reached.":                            {Host: "api.gong.io"},
		"api.gong.io is reached through " + ownProxy + ".":   {Host: "api.gong.io", Via: ownProxy},
		"This computer's clock is 3 hours slow.":             {Host: "api.gong.io", ClockOff: -3 * time.Hour},
		"name service (DNS)":                                 {Err: obstacle(core.Obstacle{What: core.NoName})},
		"The proxy does not let Tamtam through":              {Via: ownProxy, Err: obstacle(core.Obstacle{What: core.ProxyForbids, Status: 403})},
		"issued by “Acme Inspection”":                        {Err: obstacle(core.Obstacle{What: core.Intercepted, Issuer: "Acme Inspection"})},
		"Open a browser on this computer and sign in":        {Err: obstacle(core.Obstacle{What: core.Portal})},
		"Gong was not reached through " + ownProxy + ". The": {Via: ownProxy, Err: obstacle(core.Obstacle{What: core.ProxyAway})},
	} {
		w := show(t, uitest.Light, &program{road: road{finding: f}}, nil)
		w.Tap("Check connection")
		w.MustShow(want)
	}
}

func TestStopEndsACheck(t *testing.T) {
	var step task.Step
	w := show(t, uitest.Light, &program{road: road{finding: network.Finding{Host: "api.gong.io"}}}, &step)
	for step.Waiting() > 0 {
		step.Release(0)
	}
	w.Tap("Check connection")
	w.MustShow("Trying to reach Gong")
	w.Tap("Stop")
	for step.Waiting() > 0 {
		step.Release(0) // the answer comes too late
	}
	w.MustNotShow("is reached.", "Trying to reach Gong")
	w.MustShow("Check connection")
}
