package main_test

import (
	"strings"
	"testing"

	"tamtam/core/gong/gongsim"
)

type severalLine struct {
	Dataset string
	importLine
}

// syncs brings the dataset "All" up to date, with an expected exit code.
func (d *desk) syncs(code int, flags ...string) importLine {
	d.t.Helper()
	return read[importLine](d.t, d.must(code, append([]string{"sync", "All", "--json"}, flags...)...))
}

func TestSyncIsLikeAFreshImport(t *testing.T) {
	t.Parallel()
	d := ready(t, gongsim.Options{Calls: 60})
	if first := d.syncs(0); len(first.Types) != 11 || first.of("calls").Records == 0 || first.of("calls").Added != first.of("calls").Records {
		t.Errorf("the first sync imports: %+v", first)
	}
	added := d.sim.Add(3)
	got := d.syncs(0)
	if calls := got.of("calls"); calls.Added != len(added) || calls.Removed != 0 {
		t.Errorf("after %d new calls: %+v", len(added), calls)
	}
	fresh := d.copied()
	fresh.must(0, "dataset", "delete", "All")
	fresh.must(0, "dataset", "create", "All", "--period", "all", "--limit", "0")
	fresh.imports(0)
	same(t, d.export(), fresh.export())

	if some := d.syncs(0, "--types", "users,trackers"); len(some.Types) != 2 || some.Types[0].Type != "users" {
		t.Errorf("only two types: %+v", some)
	}
	if s := d.must(2, "sync", "All", "--types", "phones"); !strings.Contains(s.err, "is not a data type") {
		t.Error(s.err)
	}
	whole := d.syncs(0, "--everything")
	if calls := whole.of("calls"); calls.Added+calls.Changed+calls.Removed != 0 {
		t.Errorf("read again: %+v", calls)
	}
	same(t, d.export(), fresh.export())
}

// One dataset that fails stops no other.
func TestSyncOfAll(t *testing.T) {
	t.Parallel()
	d := newDesk(t, gongsim.Options{Calls: 12, Workspaces: 2})
	other, url := another(t)
	if all := read[[]severalLine](t, d.must(0, "sync", "--all", "--json")); len(all) != 0 {
		t.Errorf("there is none: %+v", all)
	}
	d.must(0, "connect", "--base-url", d.url, "--access-key", "key", "--connection", "Acme")
	d.must(0, "connect", "--base-url", url, "--access-key", "key", "--connection", "Globex")
	d.must(0, "dataset", "create", "A", "--types", "calls,users", "--connection", "Acme")
	d.must(0, "dataset", "create", "B", "--types", "calls,trackers", "--connection", "Globex")
	d.must(0, "dataset", "create", "C", "--types", "users", "--connection", "Acme")
	all := read[[]severalLine](t, d.must(0, "sync", "--all", "--json"))
	if len(all) != 3 || all[0].Dataset != "A" || all[1].Dataset != "B" || all[2].Dataset != "C" || len(all[1].Types) != 2 {
		t.Errorf("%+v", all)
	}
	if some := read[[]severalLine](t, d.must(0, "sync", "--all", "--types", "calls", "--json")); len(some) != 2 || len(some[1].Types) != 1 {
		t.Errorf("those with calls: %+v", some)
	}
	other.Revoke("key")
	all = read[[]severalLine](t, d.must(3, "sync", "--all", "--json"))
	if len(all) != 3 || all[0].of("calls").Outcome != "done" || all[1].of("calls").Outcome != "failed" || all[2].of("users").Outcome != "done" {
		t.Errorf("one account is gone: %+v", all)
	}
	d.must(0, "disconnect", "--connection", "Globex")
	s := d.must(3, "sync", "--all")
	if !strings.Contains(s.out, "not connected any more") || !strings.Contains(s.err, "B was not synced") {
		t.Errorf("%s%s", s.out, s.err)
	}
	d.sim.Revoke("key")
	d.must(1, "sync", "--all")
}
