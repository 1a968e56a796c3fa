package main_test

import (
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"tamtam/core/gong/gongsim"
)

type accountLine struct {
	ID, Name, Account, Kind, BaseURL, State, Reason, Since, Tested string
	Scopes                                                         []string
	Datasets                                                       int
}

// another is the address of another company's account, which knows the same key.
func another(t *testing.T) (*gongsim.Sim, string) {
	t.Helper()
	sim := gongsim.New(gongsim.Options{Seed: 7, Calls: 12, Workspaces: 1})
	sim.AddKey("key", secret)
	server := httptest.NewServer(sim)
	t.Cleanup(server.Close)
	return sim, server.URL
}

func (d *desk) accounts() []accountLine {
	d.t.Helper()
	return read[[]accountLine](d.t, d.must(0, "connections", "list", "--json"))
}

func TestSeveralAccounts(t *testing.T) {
	t.Parallel()
	d := newDesk(t, gongsim.Options{Calls: 12})
	_, sandbox := another(t)
	if all := d.accounts(); len(all) != 0 {
		t.Errorf("before the first: %+v", all)
	}
	if s := d.must(0, "connections", "list"); !strings.Contains(s.out, "tamtamctl connect") {
		t.Error(s.out)
	}
	d.must(0, "connect", "--base-url", d.url, "--access-key", "key", "--connection", "Production")
	d.must(0, "dataset", "create", "Deals", "--types", "calls") // while there is one
	d.must(0, "connect", "--base-url", sandbox, "--access-key", "key", "--connection", "Sandbox")

	for _, args := range [][]string{
		{"connect", "--base-url", sandbox, "--access-key", "key"},
		{"disconnect"},
		{"dataset", "create", "Which"},
		{"disconnect", "--connection", " "},
		{"connect", "--base-url", sandbox, "--access-key", "key", "--connection="},
	} {
		s := d.must(2, args...)
		if !strings.Contains(s.err, "Production or Sandbox") && !strings.Contains(s.err, "--connection needs a name") {
			t.Errorf("%v: %s", args, s.err)
		}
	}
	if s := d.must(1, "dataset", "create", "Which", "--connection", "Nowhere"); !strings.Contains(s.err, "Production and Sandbox") {
		t.Error(s.err)
	}
	made := read[datasetLine](t, d.must(0, "dataset", "create", "Trial", "--types", "calls", "--connection", "sandbox", "--json"))
	if made.Connection != "Sandbox" {
		t.Errorf("%+v", made)
	}
	d.must(0, "import", "Deals")
	d.must(0, "import", "Trial")
	for name, url := range map[string]string{"Deals": d.url, "Trial": sandbox} {
		if s := d.must(0, "cat", name, "calls"); !strings.Contains(s.out, url) {
			t.Errorf("%s is not from %s: %.300s", name, url, s.out)
		}
	}
	all := d.accounts()
	if len(all) != 2 || all[0].Name != "Production" || all[1].Name != "Sandbox" || all[1].BaseURL != sandbox || all[1].Kind != "api-key" ||
		all[0].State != "ok" || all[0].Datasets != 1 || all[1].Datasets != 1 || all[0].Since == "" || all[0].Tested == "" || all[0].Scopes == nil {
		t.Errorf("%+v", all)
	}

	before := all[1].ID
	d.must(0, "connect", "--base-url", sandbox, "--access-key", "key", "--connection", "sandbox") // another key for the same
	if all := d.accounts(); len(all) != 2 || all[1].ID != before || all[1].Name != "Sandbox" {
		t.Errorf("replaced: %+v", all)
	}
	d.sim.Revoke("key")
	d.must(1, "doctor")
	if all := d.accounts(); all[0].State != "needs attention" || !strings.Contains(all[0].Reason, "does not accept") || all[1].State != "ok" {
		t.Errorf("revoked: %+v", all)
	}
	if s := d.must(0, "disconnect", "--connection", "Production"); !strings.Contains(s.out, "Production") || !strings.Contains(s.out, "Company Settings > API") {
		t.Error(s.out)
	}
	if all := d.accounts(); len(all) != 1 || all[0].Name != "Sandbox" {
		t.Errorf("left: %+v", all)
	}
}

// With one account gone, "the one there is" is another company's: the dataset must not fill with its data.
func TestADatasetDoesNotGoToAnotherCompany(t *testing.T) {
	t.Parallel()
	d := newDesk(t, gongsim.Options{Calls: 12, Workspaces: 2})
	other, url := another(t)
	d.must(0, "connect", "--base-url", d.url, "--access-key", "key", "--connection", "Acme")
	d.must(0, "dataset", "create", "All", "--types", "calls,users")
	d.imports(0)
	text := d.must(0, "cat", "All", "calls").out
	d.must(0, "disconnect")
	d.must(0, "connect", "--base-url", url, "--access-key", "key", "--connection", "Globex")
	other.Forget()
	for _, line := range d.imports(1).Types {
		if !strings.Contains(line.Reason, "not connected any more") || !strings.Contains(line.Reason, "--connection Acme") {
			t.Errorf("%+v", line)
		}
	}
	if n := len(other.Requests()); n != 0 {
		t.Errorf("the other company was asked %d times", n)
	}
	shown := read[datasetLine](t, d.must(0, "dataset", "show", "All", "--json"))
	if shown.Connection != "" || d.must(0, "cat", "All", "calls").out != text {
		t.Errorf("the files changed, or it goes through %q", shown.Connection)
	}
	d.must(0, "connect", "--base-url", d.url, "--access-key", "key", "--connection", "Acme again")
	d.imports(0)
	listed := read[[]datasetLine](t, d.must(0, "dataset", "list", "--json"))
	if !slices.ContainsFunc(listed, func(l datasetLine) bool { return l.Connection == "Acme again" }) {
		t.Errorf("%+v", listed)
	}
}
