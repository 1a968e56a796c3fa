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

// Check tries the account's own host, Gong's general one when there is no account.
func (r road) Check(ctx context.Context) network.Finding {
	c, ok, err := r.gongConnection()
	if err != nil {
		return network.Finding{Err: err}
	}
	address := gong.DefaultBase
	if ok {
		address = c.BaseURL
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
