package text

import (
	"errors"
	"fmt"
	"strings"
)

// Parse reads one record, as Append wrote it. Its errors name the line, counted from 1, and what is wrong with it, never its text.
func Parse(s string) (Record, error) {
	p := parser{rest: s}
	r, err := p.record()
	if err != nil {
		return Record{}, fmt.Errorf("line %d: %w", p.line, err)
	}
	return r, nil
}

type parser struct {
	rest string
	line int
}

// next takes the next line off; ok is false at the end.
func (p *parser) next() (line string, ok bool) {
	if p.rest == "" {
		return "", false
	}
	line, p.rest, _ = strings.Cut(p.rest, "\n")
	p.line++
	return line, true
}

// nextIs tells whether the next line begins with the prefix.
func (p *parser) nextIs(prefix string) bool { return strings.HasPrefix(p.rest, prefix) }

func (p *parser) record() (Record, error) {
	line, _ := p.next()
	inner, ok := strings.CutPrefix(line, openMark)
	inner, closed := strings.CutSuffix(inner, closeMark)
	space := strings.LastIndexByte(inner, ' ')
	if !ok || !closed || space < 1 || !escapedID(inner[space+1:]) {
		return Record{}, errors.New("a record begins with === KIND ID ===")
	}
	r := Record{Kind: inner[:space], ID: inner[space+1:]}
	for p.rest != "" && !p.nextIs("\n") {
		f, err := p.field()
		if err != nil {
			return Record{}, err
		}
		r.Fields = append(r.Fields, f)
	}
	if p.rest == "" {
		return r, nil
	}
	p.next()
	for p.rest != "" {
		t, err := p.turn()
		if err != nil {
			return Record{}, err
		}
		r.Turns = append(r.Turns, t)
	}
	if r.Turns == nil {
		return Record{}, errors.New("turns are missing after the empty line")
	}
	return r, nil
}

func (p *parser) field() (Field, error) {
	line, _ := p.next()
	key, value, ok := strings.Cut(line, ":")
	if !ok || key == "" || key[0] < 'A' || key[0] > 'Z' {
		return Field{}, errors.New("a field begins with its key and a colon")
	}
	f := Field{Key: key}
	if value != "" {
		if value, ok = strings.CutPrefix(value, " "); !ok || value == "" {
			return Field{}, errors.New("a value follows its colon behind one space")
		}
		var err error
		f.Value, err = p.continued(value)
		return f, err
	}
	for p.nextIs(itemMark) {
		line, _ = p.next()
		item, err := p.continued(line[len(itemMark):])
		if err != nil {
			return Field{}, err
		}
		f.Items = append(f.Items, item)
	}
	if f.Items == nil {
		return Field{}, errors.New("a field has neither a value nor items")
	}
	return f, nil
}

// continued adds the continuation lines that follow to a value's first line.
func (p *parser) continued(first string) (string, error) {
	if first == "" {
		return "", errors.New("a value is empty")
	}
	if !p.nextIs(indent) {
		return first, nil
	}
	lines, err := p.indented()
	return first + "\n" + strings.Join(lines, "\n"), err
}

func (p *parser) indented() ([]string, error) {
	var lines []string
	for p.nextIs(indent) {
		line, _ := p.next()
		if len(line) == len(indent) {
			return nil, errors.New("a continuation is empty")
		}
		lines = append(lines, line[len(indent):])
	}
	return lines, nil
}

func (p *parser) turn() (Turn, error) {
	line, _ := p.next()
	offset, rest, ok := strings.Cut(strings.TrimPrefix(line, "["), "] ")
	if !ok || line[0] != '[' {
		return Turn{}, errors.New("a turn begins with [hh:mm:ss] and its speaker")
	}
	var t Turn
	var err error
	if t.At, err = ParseOffset(offset); err != nil {
		return Turn{}, errors.New("a turn's time is not hh:mm:ss")
	}
	if t.Speaker, rest, err = cutPart(rest); err != nil {
		return Turn{}, fmt.Errorf("a turn's speaker: %w", err)
	}
	if tail, found := strings.CutPrefix(rest, " ("); found {
		if t.Affiliation, rest, ok = strings.Cut(tail, ")"); !ok {
			return Turn{}, errors.New("a turn's affiliation does not end")
		}
	}
	if rest != "" {
		if t.Topic, ok = strings.CutPrefix(rest, topicMark); !ok || t.Topic == "" {
			return Turn{}, errors.New("unexpected text behind a turn's speaker")
		}
	}
	t.Lines, err = p.indented()
	return t, err
}
