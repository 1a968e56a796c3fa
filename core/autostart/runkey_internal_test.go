package autostart

import (
	"strings"
	"testing"

	"tamtam/core"
)

// The second column is what CommandLineToArgvW takes apart into the first.
func TestCommandLine(t *testing.T) {
	tests := []struct {
		command Command
		line    string
	}{
		{Command{`C:\Program Files\Tamtam\tamtam.exe`, []string{"-background"}}, `"C:\Program Files\Tamtam\tamtam.exe" -background`},
		{Command{`C:\t.exe`, []string{"-home", `D:\my data\`}}, `"C:\t.exe" -home "D:\my data\\"`},
		{Command{`C:\t.exe`, []string{`D:\data\`, ""}}, `"C:\t.exe" D:\data\ ""`},
		{Command{`C:\t.exe`, []string{`say "hi"`, `\"`}}, `"C:\t.exe" "say \"hi\"" "\\\""`},
	}
	for _, test := range tests {
		if line := commandLine(test.command); line != test.line || lineProgram(line) != test.command.Program {
			t.Errorf("wrote %s, want %s; read %q", line, test.line, lineProgram(line))
		}
	}
	for line, want := range map[string]string{`C:\t.exe -background`: `C:\t.exe`, ` "C:\a b\t.exe"`: `C:\a b\t.exe`, `"C:\t.exe`: "", "": ""} {
		if got := lineProgram(line); got != want {
			t.Errorf("%s: %q", line, got)
		}
	}
}

func TestWindowsRefusesWhatItWouldCut(t *testing.T) {
	k := runKey{memory{texts: map[string]string{}}, "Tamtam"}
	fits := `C:\` + strings.Repeat("ü", longestRun-len(`"C:\"`))
	if err := k.write(Command{Program: fits}); err != nil {
		t.Error(err)
	}
	if err := k.write(Command{Program: fits + "ü"}); !core.Is(err, core.Invalid) {
		t.Errorf("one more: %v", err)
	}
}

func TestTheTaskManagerSwitchesOff(t *testing.T) {
	for first, on := range map[byte]bool{2: true, 6: true, 3: false, 7: false} {
		m := memory{map[string]string{runPath + "|Tamtam": `"C:\t.exe"`}, map[string][]byte{approvedPath + "|Tamtam": {first, 0, 0, 0}}, nil}
		l := &Login{runKey{m, "Tamtam"}}
		if got, err := l.On(); got != on || err != nil {
			t.Errorf("%d: on %v, %v", first, got, err)
		}
		if err := l.Set(true, Command{Program: "/t"}); err != nil {
			t.Fatal(err)
		}
		if got, _ := l.On(); !got || len(m.numbers) != 0 {
			t.Errorf("%d: switched on again, it is on: %v", first, got)
		}
	}
}
