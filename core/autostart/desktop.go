package autostart

import (
	"strings"

	"tamtam/core"
)

// desktop is an entry of the Desktop Application Autostart Specification: a .desktop file in the person's autostart folder.
type desktop struct{ path, name string }

func (d desktop) read() (entry, error) {
	text, ok, err := readFile(d.path)
	if err != nil || !ok {
		return entry{}, err
	}
	return parseDesktop(string(text)), nil
}

func (d desktop) write(c Command) error {
	text, err := desktopEntry(d.name, c)
	if err != nil {
		return err
	}
	return writeFile(d.path, []byte(text))
}

func (d desktop) remove() error { return removeFile(d.path) }

// desktopEntry writes the file. TryExec has the desktop pass over an entry whose program is gone.
func desktopEntry(name string, c Command) (string, error) {
	if strings.Contains(c.Program, "=") { // Desktop Entry Specification, "The Exec key"
		return "", core.Errorf(core.Invalid, "write the entry", "the system starts no program whose path has an equals sign in it")
	}
	words := make([]string, 0, 1+len(c.Args))
	for _, word := range append([]string{c.Program}, c.Args...) {
		words = append(words, execWord(word))
	}
	lines := []string{
		"[Desktop Entry]",
		"Type=Application",
		"Name=" + desktopValue.Replace(name),
		"Exec=" + desktopValue.Replace(strings.Join(words, " ")),
		"TryExec=" + desktopValue.Replace(c.Program),
		"Terminal=false",
		"X-GNOME-Autostart-enabled=true",
	}
	return strings.Join(lines, "\n") + "\n", nil
}

// desktopValue is how any text stands in a .desktop file. It comes on top of the quoting of Exec, so that a backslash of a word that is
// quoted there is four in the file.
var (
	desktopValue = strings.NewReplacer(`\`, `\\`)
	valueOf      = strings.NewReplacer(`\\`, `\`, `\s`, " ", `\n`, "\n", `\t`, "\t", `\r`, "\r")
)

// execReserved are the characters for which Exec quotes a word, and execEscaped those that take a backslash in quotes.
const (
	execReserved = " \t\n\"'\\><~|&;$*?#()`"
	execEscaped  = "\"`$\\"
)

// execWord quotes a word of Exec. A percent sign would begin a field code.
func execWord(word string) string {
	word = strings.ReplaceAll(word, "%", "%%")
	if word != "" && !strings.ContainsAny(word, execReserved) {
		return word
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range word {
		if strings.ContainsRune(execEscaped, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	b.WriteByte('"')
	return b.String()
}

// parseDesktop reads what counts of a .desktop file. Hidden is how the specification switches an entry off, X-GNOME-Autostart-enabled how
// the tools of GNOME and its relatives do.
func parseDesktop(text string) entry {
	values, within := map[string]string{}, false
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			within = line == "[Desktop Entry]"
			continue
		}
		if key, value, ok := strings.Cut(line, "="); ok && within {
			values[strings.TrimSpace(key)] = valueOf.Replace(strings.TrimSpace(value))
		}
	}
	e := entry{exists: true, program: execProgram(values["Exec"])}
	e.on = e.program != "" && values["Hidden"] != "true" && values["X-GNOME-Autostart-enabled"] != "false"
	return e
}

// execProgram is the first word of Exec without its quotes.
func execProgram(exec string) string {
	if !strings.HasPrefix(exec, `"`) {
		word, _, _ := strings.Cut(exec, " ")
		return strings.ReplaceAll(word, "%%", "%")
	}
	var b strings.Builder
	escaped := false
	for _, r := range exec[1:] {
		switch {
		case escaped:
			escaped = false
			b.WriteRune(r)
		case r == '\\':
			escaped = true
		case r == '"':
			return strings.ReplaceAll(b.String(), "%%", "%")
		default:
			b.WriteRune(r)
		}
	}
	return "" // the quotes do not end
}
