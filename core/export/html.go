package export

import (
	"bufio"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html"
	"net/url"
	"strings"

	"tamtam/core/text"
)

//go:embed page.css
var style string

// policy lets the page load nothing and run nothing; only its own style is known by its hash (Content Security Policy 3, style-src).
var policy = func() string {
	sum := sha256.Sum256([]byte(style))
	return "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}()

// voices is how many colours the style has for speakers.
const voices = 8

// page is a document in HTML, one file by itself: without scripts, and with nothing to fetch.
type page struct{ w *bufio.Writer }

func newPage(w *bufio.Writer, title string) *page {
	p := &page{w}
	p.put("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n",
		`<meta http-equiv="Content-Security-Policy" content="`, html.EscapeString(policy), "\">\n",
		"<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
		"<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"Tamtam\">\n",
		"<title>", html.EscapeString(title), "</title>\n<style>", style, "</style>\n</head>\n<body>\n<main>\n")
	return p
}

func (p *page) put(parts ...string) {
	for _, s := range parts {
		_, _ = p.w.WriteString(s) // the writer keeps its error for Flush
	}
}

func (p *page) heading(level int, s string) {
	p.put(fmt.Sprintf("<h%d dir=\"auto\">%s</h%[1]d>\n", level, html.EscapeString(s)))
}

func (p *page) facts(fields []text.Field) {
	if len(fields) == 0 {
		return
	}
	p.put("<dl>\n")
	for _, f := range fields {
		p.put("<dt>", html.EscapeString(f.Key), "</dt>")
		if f.Key == "URL" {
			p.put("<dd>", hyperlink(html.EscapeString(f.Value), web(f.Value), ""), "</dd>\n")
			continue
		}
		if f.Value != "" {
			p.put("<dd dir=\"auto\">", breaking(f.Value), "</dd>\n")
			continue
		}
		p.put("<dd><ul>")
		for _, item := range f.Items {
			p.put("<li dir=\"auto\">", breaking(item), "</li>")
		}
		p.put("</ul></dd>\n")
	}
	p.put("</dl>\n")
}

func (p *page) turn(t text.Turn, link string, voice int) {
	p.put(fmt.Sprintf("<section class=\"turn v%d\">\n<p class=\"who\">", voice%voices), hyperlink(text.Offset(t.At), link, "at"),
		" <b dir=\"auto\">", html.EscapeString(t.Speaker), "</b>")
	if t.Affiliation != "" {
		p.put(" <span class=\"side\">", html.EscapeString(t.Affiliation), "</span>")
	}
	if t.Topic != "" {
		p.put(" <span class=\"topic\" dir=\"auto\">", html.EscapeString(t.Topic), "</span>")
	}
	p.put("</p>\n<p dir=\"auto\">", breaking(strings.Join(t.Lines, "\n")), "</p>\n</section>\n")
}

func (p *page) quote(q Quote) {
	p.put("<blockquote dir=\"auto\">", breaking(q.Text), "</blockquote>\n<p dir=\"auto\">— ", hyperlink(html.EscapeString(q.source()), q.URL, ""), "</p>\n")
	if q.Comment != "" {
		p.put("<p dir=\"auto\">", breaking(q.Comment), "</p>\n")
	}
}

func (p *page) entry(title, about, file string) {
	p.put("<p class=\"entry\"><a dir=\"auto\" href=\"", html.EscapeString(url.PathEscape(file)), "\">", html.EscapeString(title), "</a>")
	if about != "" {
		p.put(" <span class=\"about\">", html.EscapeString(about), "</span>")
	}
	p.put("</p>\n")
}

func (p *page) flush() error { return p.w.Flush() }

func (p *page) end() error {
	p.put("</main>\n</body>\n</html>\n")
	return p.w.Flush()
}

// hyperlink makes a link of what is escaped already; without an address it is no link.
func hyperlink(escaped, address, class string) string {
	if class != "" {
		class = ` class="` + class + `"`
	}
	if address == "" {
		return "<span" + class + ">" + escaped + "</span>"
	}
	return "<a" + class + ` rel="noreferrer noopener" href="` + html.EscapeString(address) + `">` + escaped + "</a>"
}

// breaking escapes lines.
func breaking(s string) string { return strings.ReplaceAll(html.EscapeString(s), "\n", "<br>\n") }
