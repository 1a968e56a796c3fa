package export

import (
	"bufio"
	"net/url"
	"regexp"
	"strings"

	"tamtam/core/text"
)

// markdown is a document in CommonMark, as GitHub's and others extend it. Of texts from records nothing becomes markup: escaped is whatever
// could be, and so are addresses, which some programs make links of by themselves.
type markdown struct{ w *bufio.Writer }

func (m *markdown) put(parts ...string) {
	for _, s := range parts {
		_, _ = m.w.WriteString(s) // the writer keeps its error for Flush
	}
}

func (m *markdown) heading(level int, s string) {
	m.put(strings.Repeat("#", level), " ", mark(text.CleanLine(s)), "\n\n")
}

func (m *markdown) facts(fields []text.Field) {
	if len(fields) == 0 {
		return
	}
	for _, f := range fields {
		m.put("- **", mark(f.Key), ":**")
		switch link := web(f.Value); {
		case f.Key == "URL" && link != "":
			m.put(" <", link, ">\n")
		case f.Value != "":
			m.put(" ", markLines(f.Value, "  \n  "), "\n")
		default:
			m.put("\n")
			for _, item := range f.Items {
				m.put("  - ", markLines(item, "  \n    "), "\n")
			}
		}
	}
	m.put("\n")
}

func (m *markdown) turn(t text.Turn, link string, _ int) {
	m.put("**", markLink(text.Offset(t.At), link), " ", mark(t.Speaker), "**")
	if t.Affiliation != "" {
		m.put(" (", mark(t.Affiliation), ")")
	}
	if t.Topic != "" {
		m.put(" · ", mark(t.Topic))
	}
	m.put("\n\n")
	if len(t.Lines) > 0 {
		m.put(markLines(strings.Join(t.Lines, "\n"), "\n"), "\n\n")
	}
}

func (m *markdown) quote(q Quote) {
	m.put("> ", markLines(q.Text, "  \n> "), "\n\n— ", markLink(mark(q.source()), q.URL), "\n\n")
	if q.Comment != "" {
		m.put(markLines(q.Comment, "  \n"), "\n\n")
	}
}

func (m *markdown) entry(title, about, file string) {
	m.put("- ", markLink(mark(title), url.PathEscape(file)))
	if about != "" {
		m.put(" · ", mark(about))
	}
	m.put("\n")
}

func (m *markdown) flush() error { return m.w.Flush() }

func (m *markdown) end() error { return m.w.Flush() }

// markLink makes a link of what is markup already; without an address it stays as it is.
func markLink(s, address string) string {
	if address == "" {
		return s
	}
	return "[" + s + "](<" + address + ">)"
}

// markLines escapes lines, with what parts them in the document.
func markLines(s, between string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = mark(lines[i])
	}
	return strings.Join(lines, between)
}

var (
	// block is what makes more than a paragraph of a line that begins with it: a list, a heading, a rule.
	block = regexp.MustCompile(`^(?:[-+=]|[0-9]+[.)])`)
	// address is what the extensions of Markdown make a link of by itself.
	address = regexp.MustCompile(`(?i)(?:\b[a-z][a-z0-9+.\-]*:\S|\bwww\.)`)
)

// mark escapes a line so that it is shown as it is. A NUL, which records do not hold, stands where a backslash will.
func mark(s string) string {
	if at := block.FindStringIndex(s); at != nil {
		s = s[:at[1]-1] + "\x00" + s[at[1]-1:]
	}
	if strings.ContainsAny(s, ":wW") {
		s = address.ReplaceAllStringFunc(s, func(a string) string {
			if colon := strings.IndexByte(a, ':'); colon >= 0 {
				return a[:colon] + "\x00" + a[colon:]
			}
			return a[:len(a)-1] + "\x00."
		})
	}
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c == 0:
			b.WriteByte('\\')
		case strings.IndexByte("\\`*_[]<>&~|$#^@", c) >= 0:
			b.Write([]byte{'\\', c})
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
