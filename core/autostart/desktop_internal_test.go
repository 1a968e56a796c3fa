package autostart

import (
	"strings"
	"testing"

	"tamtam/core"
)

func TestDesktopEntry(t *testing.T) {
	text, err := desktopEntry("Tamtam", Command{Program: "/opt/tamtam/tamtam", Args: []string{"-background"}})
	const want = `[Desktop Entry]
Type=Application
Name=Tamtam
Exec=/opt/tamtam/tamtam -background
TryExec=/opt/tamtam/tamtam
Terminal=false
X-GNOME-Autostart-enabled=true
`
	if text != want || err != nil {
		t.Errorf("%v, wrote\n%s", err, text)
	}
	if _, err := desktopEntry("Tamtam", Command{Program: "/opt/a=b/tamtam"}); !core.Is(err, core.Invalid) {
		t.Errorf("a path with an equals sign: %v", err)
	}
}

// The second column is what the file must hold, after both rules of the Desktop Entry Specification: the quoting of Exec, then the escapes
// of any value.
func TestExecIsQuoted(t *testing.T) {
	tests := []struct{ program, exec string }{
		{"/opt/tamtam", `/opt/tamtam`},
		{"/opt/My Programs/tamtam", `"/opt/My Programs/tamtam"`},
		{"/opt/100%/tamtam", `/opt/100%%/tamtam`},
		{"/opt/50% off/tamtam", `"/opt/50%% off/tamtam"`},
		{`/opt/a"b/tamtam`, `"/opt/a\\"b/tamtam"`},
		{`/opt/a\b/tamtam`, `"/opt/a\\\\b/tamtam"`},
		{"/opt/$HOME`id`/tamtam", "\"/opt/\\\\$HOME\\\\`id\\\\`/tamtam\""},
		{"/opt/it's/tamtam", `"/opt/it's/tamtam"`},
		{"/opt/Ünï/tamtam", `/opt/Ünï/tamtam`},
	}
	for _, test := range tests {
		text, err := desktopEntry("Tamtam", Command{Program: test.program, Args: []string{"", "a b"}})
		if err != nil || !strings.Contains(text, "\nExec="+test.exec+` "" "a b"`+"\n") {
			t.Errorf("%s: %v, wrote\n%s", test.program, err, text)
		}
		if e := parseDesktop(text); e.program != test.program || !e.on {
			t.Errorf("%s: read %+v", test.program, e)
		}
	}
}

func TestADesktopEntryIsOffByTheSystemsMeans(t *testing.T) {
	tests := map[string]struct {
		text string
		on   bool
	}{
		"ours":                   {"[Desktop Entry]\nExec=/opt/tamtam\n", true},
		"hidden":                 {"[Desktop Entry]\nExec=/opt/tamtam\nHidden=true\n", false},
		"not hidden":             {"[Desktop Entry]\nExec=/opt/tamtam\nHidden = false\n", true},
		"off in GNOME":           {"[Desktop Entry]\nX-GNOME-Autostart-enabled=false\nExec=/opt/tamtam\n", false},
		"hidden in another part": {"[Desktop Entry]\r\nExec=/opt/tamtam\r\n[Desktop Action new]\r\nHidden=true\r\n", true},
		"empty":                  {"", false},
		"without a program":      {"[Desktop Entry]\nExec=\n", false},
		"quotes that do not end": {"[Desktop Entry]\nExec=\"/opt/tamtam\n", false},
	}
	for name, test := range tests {
		if e := parseDesktop(test.text); e.on != test.on || !e.exists {
			t.Errorf("%s: %+v", name, e)
		}
	}
}
