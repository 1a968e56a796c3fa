package app

import (
	"context"
	"path/filepath"

	"tamtam/core/gong"
	"tamtam/core/network"
	"tamtam/ui/pick"
	"tamtam/ui/settings"
)

// road answers the network card.
type road struct{ *program }

var _ settings.Network = road{}

func (r road) Settings(context.Context) (network.Settings, error) {
	return r.network.Settings(), r.network.Problem()
}

func (r road) Set(_ context.Context, s network.Settings) error {
	err := r.network.Set(s)
	if err == nil {
		r.log.Info("the network settings were changed", "proxy", string(s.Proxy), "ca", s.CAFile != "")
	}
	return err
}

// Check tries the host of the first account, Gong's general one when there is none.
func (r road) Check(ctx context.Context) network.Finding {
	all, err := r.connections.List()
	if err != nil {
		return network.Finding{Err: err}
	}
	address := gong.DefaultBase
	if len(all) > 0 {
		address = all[0].BaseURL
	}
	base, err := gong.ParseBaseURL(address)
	if err != nil {
		return network.Finding{Err: err}
	}
	return r.network.Check(ctx, base)
}

// pickCAFile lets a person choose a file of certificates, beginning where the last one is.
func (w *window) pickCAFile(now string, picked func(string)) {
	start := documents()
	if now != "" {
		start = filepath.Dir(now)
	}
	pick.File(w.root, pick.Needs{Folders: folders{}, Runner: w.runner, Stage: w.shell.Stage()}, "Choose a CA file", start, picked)
}
