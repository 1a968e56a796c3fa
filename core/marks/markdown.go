package marks

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"tamtam/core/text"
)

// Markdown writes marks for people to read: calls by date with their tags and notes, each behind the passage it stands at, then the highlights; the
// basket of quotes; the saved searches. What was said and written is escaped, so that it reads as it is.
func Markdown(w io.Writer, lines iter.Seq2[Line, error]) error {
	var calls []Marks
	var quotes []Quote
	var searches []SavedSearch
	for line, err := range lines {
		switch {
		case err != nil:
			return err
		case line.Marks != nil:
			calls = append(calls, *line.Marks)
		case line.Quote != nil:
			quotes = append(quotes, *line.Quote)
		case line.Search != nil:
			searches = append(searches, *line.Search)
		}
	}
	slices.SortStableFunc(calls, func(a, b Marks) int {
		return cmp.Or(a.Started.Compare(b.Started), strings.Compare(string(a.Call), string(b.Call)))
	})
	b := bufio.NewWriter(w)
	fmt.Fprint(b, "# Notes and highlights\n")
	for _, m := range calls {
		m.markdown(b)
	}
	if len(quotes) > 0 {
		fmt.Fprint(b, "\n# Quotes\n")
	}
	for _, q := range quotes {
		q.markdown(b)
	}
	if len(searches) > 0 {
		fmt.Fprint(b, "\n# Saved searches\n\n")
	}
	for _, f := range searches {
		fmt.Fprintf(b, "- %s: %s\n", escaped(f.Name), escaped(f.Query))
	}
	return b.Flush()
}

func (m *Marks) markdown(w io.Writer) {
	fmt.Fprintf(w, "\n## %s\n\n", escaped(cmp.Or(text.CleanLine(m.Title), "Call "+string(m.Call))))
	var facts []string
	if !m.Started.IsZero() {
		facts = append(facts, text.Time(m.Started))
	}
	facts = append(facts, "call "+escaped(string(m.Call)))
	if m.Star {
		facts = append(facts, "starred")
	}
	for _, tag := range m.Tags {
		facts = append(facts, `\#`+escaped(tag))
	}
	fmt.Fprintln(w, strings.Join(facts, " · "))
	for _, n := range m.Notes {
		if n.Anchor != nil {
			n.Anchor.markdown(w)
		}
		fmt.Fprintf(w, "\n%s\n", paragraphs(n.Text, ""))
	}
	if len(m.Highlights) > 0 {
		fmt.Fprint(w, "\n### Highlights\n")
	}
	for _, h := range m.Highlights {
		h.Anchor.markdown(w)
	}
}

func (a *Anchor) markdown(w io.Writer) {
	fmt.Fprintf(w, "\n%s\n>\n> %s, %s\n", paragraphs(a.Quote, "> "), escaped(cmp.Or(text.CleanLine(a.Speaker), "Speaker")), text.Offset(a.At))
}

func (q *Quote) markdown(w io.Writer) {
	cited := []string{cmp.Or(text.CleanLine(q.Speaker), "Speaker"), q.Side, text.CleanLine(q.Title), text.Time(q.Started), text.Offset(q.At)}
	if q.Started.IsZero() {
		cited[3] = ""
	}
	cited = slices.DeleteFunc(cited, func(s string) bool { return s == "" })
	for i := range cited {
		cited[i] = escaped(cited[i])
	}
	fmt.Fprintf(w, "\n%s\n>\n> %s\n", paragraphs(q.Text, "> "), strings.Join(cited, ", "))
	if q.Comment != "" {
		fmt.Fprintf(w, "\n%s\n", paragraphs(q.Comment, ""))
	}
}

// paragraphs writes a text of several lines so that they stay lines, each behind the prefix.
func paragraphs(s, prefix string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(prefix+escaped(strings.TrimSpace(line)), " ")
		if line != "" && i+1 < len(lines) && lines[i+1] != "" {
			lines[i] += "\\" // a line break of CommonMark
		}
	}
	return strings.Join(lines, "\n")
}

// escaped keeps a line from being read as Markdown or HTML.
func escaped(s string) string {
	var b strings.Builder
	digits := true // so far
	for i, r := range s {
		switch {
		case strings.ContainsRune("\\`*_[]<>#|~&", r), strings.ContainsRune("+-=", r) && i == 0, strings.ContainsRune(".)", r) && digits && i > 0:
			b.WriteByte('\\')
		}
		digits = digits && r >= '0' && r <= '9'
		b.WriteRune(r)
	}
	return b.String()
}
