package attach

import (
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/transform"

	"tamtam/core/text"
)

// mostTag bounds what one tag or one text between tags may hold in memory: pages carry pictures and scripts within them.
const mostTag = 32 << 20

// readHTML reads what a browser would show, as lines: the tokens as they come, no tree.
func readHTML(file *io.SectionReader, w *text.Lines) error {
	head := make([]byte, min(1024, file.Size())) // as far as HTML looks for an encoding
	if _, err := file.ReadAt(head, 0); err != nil && err != io.EOF {
		return err
	}
	source := io.Reader(io.NewSectionReader(file, 0, file.Size()))
	if e, name, certain := charset.DetermineEncoding(head, ""); certain || name != "utf-8" && name != "windows-1252" {
		source = transform.NewReader(source, e.NewDecoder())
	} else { // those two are also what is guessed from the beginning alone
		var err error
		if source, err = decode(file); err != nil {
			return err
		}
	}
	z := html.NewTokenizer(source)
	z.SetMaxBuf(mostTag)
	p := page{w: w, blank: true}
	for {
		switch z.Next() {
		case html.ErrorToken:
			if err := z.Err(); !errors.Is(err, io.EOF) {
				if errors.Is(err, html.ErrBufferExceeded) {
					return errFaulty
				}
				return err
			}
			p.newline()
			return p.err
		case html.TextToken:
			if p.skipping == "" {
				p.text(string(z.Text()))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			p.start(string(name))
		case html.EndTagToken:
			name, _ := z.TagName()
			p.end(string(name))
		}
		if p.err != nil {
			return p.err
		}
	}
}

// page is the text of an HTML document while it is written.
type page struct {
	w        *text.Lines
	err      error
	begun    bool   // the line has text
	space    bool   // white space stands between what is written and what comes
	blank    bool   // the last line is empty, or there is none yet
	pre      int    // how many elements that keep white space are open
	skipping string // the element whose content is left out
	nested   int    // how many of its kind are open
}

// unseen are elements whose content nobody sees.
var unseen = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Template: true, atom.Svg: true, atom.Iframe: true, atom.Object: true, atom.Noscript: true,
	atom.Math: true, atom.Select: true, atom.Textarea: true, atom.Noframes: true,
}

// blocks are elements that stand on lines of their own; true for those with an empty line before them.
var blocks = map[atom.Atom]bool{
	atom.Title: true, atom.P: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Table: true,
	atom.Ul: false, atom.Ol: false, atom.Pre: true, atom.Blockquote: true, atom.Div: false, atom.Section: false, atom.Article: false,
	atom.Header: false, atom.Footer: false, atom.Main: false, atom.Nav: false, atom.Aside: false, atom.Tr: false, atom.Li: false,
	atom.Dt: false, atom.Dd: false, atom.Figure: false, atom.Figcaption: false, atom.Address: false, atom.Hr: true, atom.Form: false,
	atom.Fieldset: false, atom.Legend: false, atom.Caption: false, atom.Body: false, atom.Details: false, atom.Summary: false,
}

func (p *page) start(name string) {
	tag := atom.Lookup([]byte(name))
	switch {
	case p.skipping == name:
		p.nested++
		return
	case p.skipping != "":
		return
	case unseen[tag]:
		p.skipping, p.nested = name, 1
		return
	}
	apart, block := blocks[tag]
	switch {
	case block:
		p.newline()
		if apart {
			p.empty()
		}
	case tag == atom.Br:
		p.newline()
	case tag == atom.Td || tag == atom.Th:
		if p.begun {
			p.put("\t")
			p.space = false
		}
	}
	switch tag {
	case atom.Pre:
		p.pre++
	case atom.Li:
		p.put("- ")
	}
}

func (p *page) end(name string) {
	if p.skipping != "" {
		if p.skipping == name {
			if p.nested--; p.nested == 0 {
				p.skipping = ""
			}
		}
		return
	}
	tag := atom.Lookup([]byte(name))
	if tag == atom.Pre && p.pre > 0 {
		p.pre--
	}
	if apart, block := blocks[tag]; block {
		p.newline()
		if apart {
			p.empty()
		}
	}
}

// text writes a text with its white space as a browser shows it.
func (p *page) text(s string) {
	if p.pre > 0 {
		p.put(s)
		p.begun = !strings.HasSuffix(s, "\n")
		return
	}
	for len(s) > 0 {
		word := strings.TrimLeft(s, " \t\r\n\f")
		if len(word) < len(s) {
			p.space = true
		}
		end := strings.IndexAny(word, " \t\r\n\f")
		if end < 0 {
			end = len(word)
		}
		if end > 0 {
			if p.space && p.begun {
				p.put(" ")
			}
			p.space = false
			p.put(word[:end])
		}
		s = word[end:]
	}
}

func (p *page) put(s string) {
	if p.err == nil {
		_, p.err = p.w.WriteString(s)
	}
	p.begun, p.blank = true, false
}

// newline ends a line that was begun.
func (p *page) newline() {
	if p.begun {
		p.put("\n")
	}
	p.begun, p.space = false, false
}

// empty leaves one line empty between two.
func (p *page) empty() {
	if !p.blank {
		p.put("\n")
	}
	p.begun, p.blank = false, true
}
