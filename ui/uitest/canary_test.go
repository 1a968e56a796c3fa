package uitest_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"tamtam/ui/kit"
	"tamtam/ui/uitest"
)

// Each room's masters hold the texts of its pictures.
func TestNoMasterShowsASecret(t *testing.T) {
	masters, err := filepath.Glob("../*/testdata/*.xml")
	if err != nil || len(masters) < 100 {
		t.Fatalf("only %d masters, %v", len(masters), err)
	}
	for _, path := range masters {
		markup, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(bytes.ToLower(markup), []byte("canary")) {
			t.Errorf("%s shows a secret", path)
		}
	}
}

// noted is a test that notes whether it failed.
type noted struct {
	testing.TB
	failed bool
}

func (n *noted) Errorf(string, ...any) { n.failed = true }

func TestASecretIsFoundByItsName(t *testing.T) {
	tests := []struct {
		name   string
		masked bool
		text   string
		failed bool
	}{
		{"named", true, "canary-secret", false},
		{"emptied", true, "", false},
		{"without the name", true, "secret", true},
		{"no secret", false, "Renewals", false},
	}
	for _, test := range tests {
		for _, way := range []string{"entered", "typed"} {
			t.Run(test.name+", "+way, func(t *testing.T) {
				n := &noted{TB: t}
				w := uitest.New(t, uitest.Light)
				w.T = n
				entry := kit.NewEntry()
				field := kit.NewFormField("Field", entry, "")
				if test.masked {
					secret := kit.NewSecretEntry()
					entry, field = secret.Entry, kit.NewFormField("Field", secret, "")
				}
				w.Show(field)
				if way == "entered" {
					w.Enter("Field", test.text)
				} else {
					w.Window.Canvas().Focus(entry)
					w.Type(test.text)
				}
				if n.failed != test.failed {
					t.Errorf("failed %v, want %v", n.failed, test.failed)
				}
			})
		}
	}
}

func TestAGoldenShowsNoSecret(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("TAMTAM_GOLDEN", "write")
	for text, want := range map[string]bool{"Renewals": false, "Canary-secret": true} {
		n := &noted{TB: t}
		w := uitest.New(t, uitest.Light)
		w.T = n
		w.Show(kit.NewText(text))
		if w.Markup("golden"); n.failed != want {
			t.Errorf("%s: refused %v, want %v", text, n.failed, want)
		}
	}
}
