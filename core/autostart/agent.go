package autostart

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"tamtam/core"
)

// agent is an entry of launchd: a property list in the person's LaunchAgents. What launchctl disable says of it stands elsewhere, in a file
// that a program cannot count on being able to read, and is not seen.
type agent struct{ path, label string }

func (a agent) read() (entry, error) {
	text, ok, err := readFile(a.path)
	if err != nil || !ok {
		return entry{}, err
	}
	return parseAgent(text)
}

func (a agent) write(c Command) error { return writeFile(a.path, agentList(a.label, c)) }

func (a agent) remove() error { return removeFile(a.path) }

// agentList writes the property list. Without KeepAlive launchd starts the program once, at login, and lets it end.
func agentList(label string, c Command) []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	b.WriteString(`<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">` + "\n")
	b.WriteString("<plist version=\"1.0\">\n<dict>\n")
	fmt.Fprintf(&b, "\t<key>Label</key>\n\t<string>%s</string>\n", escaped(label))
	b.WriteString("\t<key>ProgramArguments</key>\n\t<array>\n")
	for _, word := range append([]string{c.Program}, c.Args...) {
		fmt.Fprintf(&b, "\t\t<string>%s</string>\n", escaped(word))
	}
	b.WriteString("\t</array>\n\t<key>ProcessType</key>\n\t<string>Interactive</string>\n\t<key>RunAtLoad</key>\n\t<true/>\n</dict>\n</plist>\n")
	return b.Bytes()
}

func escaped(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a Builder takes everything
	return b.String()
}

// parseAgent reads what counts of a property list: the keys of the outermost dictionary, each with its value.
func parseAgent(text []byte) (entry, error) {
	e := entry{exists: true}
	d := xml.NewDecoder(bytes.NewReader(text))
	depth, key, runs, disabled := 0, "", false, false
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			e.on = e.program != "" && runs && !disabled
			return e, nil
		}
		if err != nil {
			return entry{}, core.E(core.Broken, "read the LaunchAgent", err)
		}
		switch t := token.(type) {
		case xml.EndElement:
			depth--
		case xml.StartElement:
			depth++
			if depth > mostDepth {
				return entry{}, core.Errorf(core.Broken, "read the LaunchAgent", "it is nested too deeply")
			}
			switch name := t.Name.Local; {
			case depth == 3 && name == "key":
				depth--
				if key, err = wordOf(d); err != nil {
					return entry{}, err
				}
			case depth == 3:
				runs = runs || key == "RunAtLoad" && name == "true"
				disabled = disabled || key == "Disabled" && name == "true"
			case depth == 4 && key == "ProgramArguments" && name == "string" && e.program == "":
				depth--
				if e.program, err = wordOf(d); err != nil {
					return entry{}, err
				}
			}
		}
	}
}

// mostDepth is deeper than any property list that is ours: plist, dict, array, string.
const mostDepth = 32

// wordOf reads the text of the element that has just begun, and its end.
func wordOf(d *xml.Decoder) (string, error) {
	var word string
	for {
		token, err := d.Token()
		if err != nil {
			return "", core.E(core.Broken, "read the LaunchAgent", err)
		}
		switch t := token.(type) {
		case xml.CharData:
			word += string(t)
		case xml.EndElement:
			return word, nil
		}
	}
}
