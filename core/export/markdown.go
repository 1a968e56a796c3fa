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

// block is what makes more than a paragraph of a line that begins with it: a list, a heading, a rule, a definition.
var block = regexp.MustCompile(`^(?:[-+=:]|[0-9]+[.)])`)

// mark escapes a line so that it is shown as it is.
func mark(s string) string {
	first := -1 // what makes a block of the line
	if at := block.FindStringIndex(s); at != nil {
		first = at[1] - 1
	}
	var b strings.Builder
	for i := range len(s) {
		if i == first || strings.IndexByte("\\`*_[]<>&~|$#^@", s[i]) >= 0 || linked(s, i) {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// linked tells whether the extensions of Markdown could make a link of what stands around the byte, all by themselves: the colon behind a
// scheme, the dot behind www.
func linked(s string, i int) bool {
	switch s[i] {
	case ':':
		return i > 0 && i+1 < len(s) && 'a' <= s[i-1]|0x20 && s[i-1]|0x20 <= 'z' && s[i+1] != ' '
	case '.':
		return i >= 3 && strings.EqualFold(s[i-3:i], "www")
	}
	return false
}
