package autostart

import (
	"strings"
	"unicode/utf16"

	"tamtam/core"
)

// The keys of the registry, below HKEY_CURRENT_USER. In the second, which Microsoft does not describe, the Task Manager and the Settings
// keep what the person has switched off there: the first byte of the value is even (2, 6) when the entry counts and odd (3, 7) when not.
const (
	runPath      = `Software\Microsoft\Windows\CurrentVersion\Run`
	approvedPath = `Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run`
)

// longestRun is the most UTF-16 units of a command line in the Run key ("Run and RunOnce Registry Keys").
const longestRun = 260

// registry is what of the registry is needed. ok is false for a value that is not there.
type registry interface {
	text(key, name string) (value string, ok bool, err error)
	binary(key, name string) (value []byte, ok bool, err error)
	setText(key, name, value string) error
	// remove may find nothing to remove.
	remove(key, name string) error
}

// runKey is an entry of the Run key.
type runKey struct {
	registry registry
	name     string
}

func (k runKey) read() (entry, error) {
	line, ok, err := k.registry.text(runPath, k.name)
	if err != nil || !ok {
		return entry{}, err
	}
	approved, known, err := k.registry.binary(approvedPath, k.name)
	if err != nil {
		return entry{}, err
	}
	e := entry{exists: true, program: lineProgram(line)}
	e.on = e.program != "" && (!known || len(approved) == 0 || approved[0]%2 == 0)
	return e, nil
}

func (k runKey) write(c Command) error {
	line := commandLine(c)
	if len(utf16.Encode([]rune(line))) > longestRun {
		return core.Errorf(core.Invalid, "write the entry", "the path of the program is too long for Windows to start it at login")
	}
	if err := k.registry.setText(runPath, k.name, line); err != nil {
		return err
	}
	return k.registry.remove(approvedPath, k.name)
}

func (k runKey) remove() error {
	if err := k.registry.remove(runPath, k.name); err != nil {
		return err
	}
	return k.registry.remove(approvedPath, k.name)
}

// commandLine writes a command as CommandLineToArgvW and the C runtime read it.
func commandLine(c Command) string {
	line := `"` + c.Program + `"` // a path holds no quotes, and its backslashes stay as they are
	for _, arg := range c.Args {
		line += " " + lineWord(arg)
	}
	return line
}

// lineWord quotes an argument: backslashes count only before a quote, and are doubled there.
func lineWord(word string) string {
	if word != "" && !strings.ContainsAny(word, " \t\"") {
		return word
	}
	var b strings.Builder
	b.WriteByte('"')
	slashes := 0
	for _, r := range word {
		switch r {
		case '\\':
			slashes++
		case '"':
			b.WriteString(strings.Repeat(`\`, slashes+1))
			slashes = 0
		default:
			slashes = 0
		}
		b.WriteRune(r)
	}
	b.WriteString(strings.Repeat(`\`, slashes))
	b.WriteByte('"')
	return b.String()
}

// lineProgram is the first word of a command line. Without quotes it ends at the first space, as ours never do.
func lineProgram(line string) string {
	line = strings.TrimLeft(line, " \t")
	if rest, quoted := strings.CutPrefix(line, `"`); quoted {
		program, _, ended := strings.Cut(rest, `"`)
		if !ended {
			return ""
		}
		return program
	}
	program, _, _ := strings.Cut(line, " ")
	return program
}
