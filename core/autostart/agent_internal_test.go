package autostart

import (
	"testing"

	"tamtam/core"
)

func TestAgent(t *testing.T) {
	const want = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<key>Label</key>
	<string>io.tamtam.Tamtam</string>
	<key>ProgramArguments</key>
	<array>
		<string>/Applications/R&amp;D &lt;x&gt;.app/Contents/MacOS/tamtam</string>
		<string>-background</string>
	</array>
	<key>ProcessType</key>
	<string>Interactive</string>
	<key>RunAtLoad</key>
	<true/>
</dict>
</plist>
`
	c := Command{"/Applications/R&D <x>.app/Contents/MacOS/tamtam", []string{"-background"}}
	if text := string(agentList("io.tamtam.Tamtam", c)); text != want {
		t.Errorf("wrote\n%s", text)
	}
	part := func(keys string) string {
		return `<plist version="1.0"><dict><key>ProgramArguments</key><array><string>/t</string><string>/u</string></array>` + keys + `</dict></plist>`
	}
	tests := map[string]struct {
		text    string
		on, bad bool
	}{
		"ours":                       {want, true, false},
		"on":                         {part(`<key>RunAtLoad</key><true/>`), true, false},
		"not at login":               {part(`<key>RunAtLoad</key><false/>`), false, false},
		"never":                      {part(``), false, false},
		"disabled":                   {part(`<key>RunAtLoad</key><true/><key>Disabled</key><true/>`), false, false},
		"a key of another thing":     {part(`<key>KeepAlive</key><dict><key>RunAtLoad</key><true/></dict>`), false, false},
		"a file that is no list":     {`{"RunAtLoad": true}`, false, false},
		"a list that does not end":   {part("")[:40], false, true},
		"a list in Apple's own form": {"bplist00\xd1\x01", false, true},
	}
	for name, test := range tests {
		e, err := parseAgent([]byte(test.text))
		if e.on != test.on || core.Is(err, core.Broken) != test.bad || e.on && e.program != "/t" && e.program != c.Program {
			t.Errorf("%s: %+v, %v", name, e, err)
		}
	}
}
